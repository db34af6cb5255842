/* SPDX-License-Identifier: MIT */
/*
 * What the simulated platform's files share. Inside the platform only.
 *
 *     scheduler.c   the list of tasks, what holds a task and what lets it go, choices
 *     simulated.c   the operations as platform.h orders them, and the run
 */
#ifndef PLATFORM_SIMULATED_PARTS_H
#define PLATFORM_SIMULATED_PARTS_H

#include <stddef.h>

#include "platform/coroutine.h"
#include "platform/simulated.h"

struct simulated {
	struct platform platform;
	struct chooser *chooser;
	struct watcher *watcher; /* NULL: nobody looks on */
	uint64_t now;
	struct task *first, *last; /* every task not yet joined */
	struct task *current;      /* the one that runs; NULL outside simulated_run() */
	struct task *next;         /* who runs when current stops; NULL when nobody can */
	unsigned standing_by;      /* tasks in simulated_stand_by() */
	unsigned objects;          /* tasks, mutexes and conditions that exist */
	bool dead;                 /* ended in a deadlock */
	struct simulated_report report;
};

/* A task can run when nothing holds it: neither an event or a deadline nor a mutex, nor that it stands by. */
struct task {
	struct simulated *simulated;
	struct task *before, *after;
	struct coroutine *coroutine; /* NULL once it has returned or was thrown away */
	void (*run)(void *argument);
	void *argument;
	bool returned;
	bool held;            /* until the event or the deadline, whichever is first */
	bool stands_by;       /* until it is chosen or dismissed */
	const void *event;    /* the condition or task it waits for; NULL once that has come */
	uint64_t deadline;    /* while held */
	struct mutex *wanted; /* it can go on only while this is free */
	enum stop stop;       /* where it last gave way: STOP_LOCK, "ring" */
	const char *object;
	char name[];
};

struct mutex {
	bool locked;
	struct task *owner; /* NULL if locked outside simulated_run() */
	char name[];
};

struct condition {
	unsigned waiters; /* tasks in condition_wait() */
	char name[];
};

/* Ends the process: bugs of the caller that would otherwise hang or corrupt the simulation. */
_Noreturn void simulated_misused(const char *what, const char *name);

/* ---- scheduler.c ---- */

void scheduler_append(struct simulated *simulated, struct task *task);
void scheduler_take_out(struct simulated *simulated, struct task *task);

/* The event has come, the mutex is free: those it held may go on. */
void scheduler_event(struct simulated *simulated, const void *event);
void scheduler_free(struct simulated *simulated, struct mutex *mutex);

/* Those that stand by do so no more, and go on undismissed only if chosen. */
void scheduler_dismiss(struct simulated *simulated);

/* A choice point of the running task; returns when it is its turn, which may be at once. Outside the run there is
 * nobody to give way to. */
void scheduler_give_way(struct simulated *simulated, enum stop stop, const char *object);

/* The same for a task that has returned: makes the choice and leaves the rest to the run. */
void scheduler_choose_next(struct simulated *simulated, enum stop stop, const char *object);

/* Waits in the run for the event or the deadline; or outside it, where nobody can end a wait but time. */
void scheduler_wait(struct simulated *simulated, const void *event, uint64_t deadline, enum stop stop,
                    const char *object);

/* "lock" for STOP_LOCK. */
const char *stop_name(enum stop stop);

#endif
