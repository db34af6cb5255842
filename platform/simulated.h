/* SPDX-License-Identifier: MIT */
/*
 * The platform on a virtual clock. Tasks are coroutines of the calling thread, one runs at a time, and it runs until it
 * waits, joins, sleeps, locks or unlocks. Which runnable task goes on there is a choice; virtual time moves only when
 * every task is blocked, and then to the earliest deadline. Two runs with the same choices are the same, to the byte.
 */
#ifndef PLATFORM_SIMULATED_H
#define PLATFORM_SIMULATED_H

#include <stddef.h>

#include "platform/platform.h"

/* What the running task stops at. */
enum stop {
	STOP_LOCK,
	STOP_UNLOCK,
	STOP_WAIT,
	STOP_BROADCAST,
	STOP_SLEEP,
	STOP_START,
	STOP_JOIN,
	STOP_END,
	STOP_STAND_BY,
};

/* A choice that is due; valid during choose(). */
struct choice {
	const struct task *stopped; /* the task that stopped */
	enum stop stop;             /* at what, */
	const char *object;         /* of this mutex, condition or task; "until" for a sleep */
	bool goes_on;               /* it can go on: option 0 is that it does, and every other preempts it */
	bool idle;                  /* nobody can go on before time moves: option 0 is that it does */
	unsigned standing_by;       /* the last so many options are tasks that stand by */
};

/*
 * Where choices come from. choose() returns 0..options-1; it is called only with options of 2 or more. Option 0 is
 * always "the task that was running goes on" if it can, then the other runnable tasks in the order in which they became
 * runnable, then tasks that stand by. A task that waits cannot go on, even if time then moves to its own deadline;
 * tasks with one deadline become runnable together, in the order in which they began to wait.
 */
struct chooser {
	unsigned (*choose)(struct chooser *chooser, unsigned options, const struct choice *choice);
};

/* The place as text, for traces: "lock ring", "unlock ring", "wait decided", "broadcast decided", "sleep until",
 * "start reader", "join reader", "end reader", "stand by canceller". Static, and the same pointer each time. */
const char *choice_site(const struct choice *choice);

/* Name of the task that stopped, and of the one that an option would run: NULL for the one that only moves time. */
const char *choice_stopped(const struct choice *choice);
const char *choice_task(const struct choice *choice, unsigned option);

/* Always chooses 0. Needs no destruction. */
extern struct chooser first_choice;

struct simulated_report {
	uint64_t switches;  /* task switches so far */
	uint64_t choices;   /* calls of choose() so far */
	char deadlock[512]; /* after -EDEADLK: who waits for what ("reader: lock ring, main: join reader"); else "" */
};

/*
 * A platform at time 0 without tasks. The chooser is the caller's and must outlive it. NULL when memory is short.
 *
 * Before and after simulated_run() its other functions work too, as long as they need no second task: a wait without a
 * deadline or a lock of a locked mutex ends the process with a message, any other wait moves the clock to its deadline,
 * and task_start() is -EAGAIN.
 */
struct platform *simulated_create(struct chooser *chooser);

/*
 * Runs run(argument) as the first task, named "main", and schedules until every task has returned.
 *
 * 0; -EDEADLK when every task left is blocked without a deadline: ret_report->deadlock says who waits for what, and
 * their stacks are thrown away (what they own leaks, so a test process should end soon); -ENOMEM. ret_report may be
 * NULL. May be called again after 0, with the clock where it stopped.
 */
int simulated_run(struct platform *platform, void (*run)(void *argument), void *argument,
                  struct simulated_report *ret_report);

/*
 * The calling task stands by: it goes on only when it is chosen. Until then it keeps nobody from going on, nor time
 * from moving, nor a deadlock from being one. At every choice it is one of the last options, also where there would be
 * none otherwise: where one task alone can go on, and where time would move. True: it was chosen. False:
 * simulated_dismiss() came first, or there is no run to stand by.
 */
bool simulated_stand_by(struct platform *platform);

/* All tasks that stand by are dismissed: runnable, in the order in which they began. Not a choice point. */
void simulated_dismiss(struct platform *platform);

/* Told of every mutex that a task takes, in lock() or at the end of a wait; must not use the platform. */
struct watcher {
	void (*taken)(struct watcher *watcher, const char *mutex, const char *task);
};

/* From now on; NULL: nobody. The watcher is the caller's and must outlive the platform or be taken back. */
void simulated_watch(struct platform *platform, struct watcher *watcher);

/* Name of the task that runs; "" outside simulated_run(). */
const char *simulated_current_task(struct platform *platform);

/* Tasks, mutexes and conditions that exist: what is left over was leaked. */
unsigned simulated_objects(struct platform *platform);

/* True if the platform is a simulated one: for choosing how to run main(), never for behaviour. */
bool platform_is_simulated(const struct platform *platform);

#endif
