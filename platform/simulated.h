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

/*
 * Where choices come from. choose() returns 0..options-1; it is called only with options of 2 or more. Option 0 is
 * always "the task that was running goes on" if it can, then the other runnable tasks in the order in which they became
 * runnable. A task that waits cannot go on, even if time then moves to its own deadline; tasks with one deadline become
 * runnable together, in the order in which they began to wait. `site` names the place where the running task stopped
 * ("lock ring", "unlock ring", "wait decided", "broadcast decided", "sleep until", "start reader", "join reader", "end
 * reader"), is static, and is for traces.
 */
struct chooser {
	unsigned (*choose)(struct chooser *chooser, unsigned options, const char *site);
};

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

/* True if the platform is a simulated one: for choosing how to run main(), never for behaviour. */
bool platform_is_simulated(const struct platform *platform);

#endif
