/* SPDX-License-Identifier: MIT */
/*
 * Who goes on. In this file: the list of tasks, what holds a task and what lets it go, choices (pick, give_way).
 *
 * All tasks lie in one list, and whenever a task is held, is let go or gives way it moves to the list's end. So the
 * list's order is the order in which tasks became runnable, and also the order in which deadlines were set. Everything
 * the scheduler asks is one walk along it: a simulation has a handful of tasks, and a walk is cheaper than queues.
 */
#include <stdio.h>
#include <stdlib.h>

#include "platform/simulated_parts.h"
#include "platform/site.h"

static unsigned choose_first(struct chooser *chooser, unsigned options, const struct choice *choice)
{
	(void)chooser;
	(void)options;
	(void)choice;
	return 0;
}

struct chooser first_choice = {.choose = choose_first};

_Noreturn void simulated_misused(const char *what, const char *name)
{
	fprintf(stderr, "simulated platform: %s %s\n", name, what);
	abort();
}

const char *stop_name(enum stop stop)
{
	static const char *const names[] = {
		[STOP_LOCK] = "lock",           [STOP_UNLOCK] = "unlock", [STOP_WAIT] = "wait", [STOP_SLEEP] = "sleep",
		[STOP_BROADCAST] = "broadcast", [STOP_START] = "start",   [STOP_JOIN] = "join", [STOP_END] = "end",
		[STOP_STAND_BY] = "stand by",
	};

	return names[stop];
}

/* ---- The list of tasks ---- */

void scheduler_append(struct simulated *simulated, struct task *task)
{
	task->before = simulated->last;
	task->after = NULL;
	*(simulated->last ? &simulated->last->after : &simulated->first) = task;
	simulated->last = task;
}

void scheduler_take_out(struct simulated *simulated, struct task *task)
{
	*(task->before ? &task->before->after : &simulated->first) = task->after;
	*(task->after ? &task->after->before : &simulated->last) = task->before;
}

static void move_to_end(struct simulated *simulated, struct task *task)
{
	if (task == simulated->last)
		return;
	scheduler_take_out(simulated, task);
	scheduler_append(simulated, task);
}

/* ---- What holds a task, and what lets it go ---- */

static bool can_run(const struct task *task)
{
	return !task->held && !task->returned && !(task->wanted && task->wanted->locked);
}

/* A deadline that has passed already holds nobody. */
static void hold(struct task *task, const void *event, uint64_t deadline)
{
	task->event = event;
	task->deadline = deadline;
	task->held = deadline > task->simulated->now;
}

/* Each reason to let a task go: true if it holds for this task, which then is no longer held by it. */

static bool event_came(struct task *task, const void *event)
{
	if (!event || task->event != event)
		return false;
	task->event = NULL;
	task->held = false;
	return true;
}

/* The event stays: if it comes before the task goes on, the task was woken and not late. */
static bool deadline_passed(struct task *task, const void *unused)
{
	(void)unused;
	if (!task->held || task->deadline > task->simulated->now)
		return false;
	task->held = false;
	return true;
}

static bool mutex_freed(struct task *task, const void *mutex)
{
	return task->wanted == mutex;
}

static bool dismissed(struct task *task, const void *unused)
{
	(void)unused;
	if (!task->stands_by || !task->held)
		return false;
	task->stands_by = task->held = false;
	task->simulated->standing_by--;
	return true;
}

/* Asks every task once, in order, and moves those let go to the end in that order. */
static void let_go(struct simulated *simulated, bool (*reason)(struct task *task, const void *cause), const void *cause)
{
	struct task *last = simulated->last, *after;

	for (struct task *task = simulated->first; task; task = after) {
		after = task == last ? NULL : task->after;
		if (reason(task, cause))
			move_to_end(simulated, task);
	}
}

void scheduler_event(struct simulated *simulated, const void *event)
{
	let_go(simulated, event_came, event);
}

void scheduler_free(struct simulated *simulated, struct mutex *mutex)
{
	let_go(simulated, mutex_freed, mutex);
}

void scheduler_dismiss(struct simulated *simulated)
{
	let_go(simulated, dismissed, NULL);
}

/* The earliest deadline; NEVER if there is none: time stands still for ever. */
static uint64_t earliest_deadline(const struct simulated *simulated)
{
	uint64_t earliest = NEVER;

	for (const struct task *task = simulated->first; task; task = task->after)
		if (task->held && task->deadline < earliest)
			earliest = task->deadline;
	return earliest;
}

/* ---- Choices ---- */

static unsigned count_runnable(const struct simulated *simulated)
{
	unsigned count = 0;

	for (const struct task *task = simulated->first; task; task = task->after)
		count += can_run(task);
	return count;
}

static bool waits_to_be_chosen(const struct task *task)
{
	return task->stands_by && task->held;
}

/* The task at this place, from 0, among those for which `is` holds; NULL beyond them. */
static struct task *find(const struct simulated *simulated, bool (*is)(const struct task *task), unsigned place)
{
	struct task *task = simulated->first;

	while (task && (!is(task) || place--))
		task = task->after;
	return task;
}

/* Who an option stands for; NULL for the one that moves time. The task that stopped is the last in the list. */
static struct task *option_task(const struct choice *choice, unsigned option)
{
	const struct simulated *simulated = choice->stopped->simulated;
	unsigned runnable = count_runnable(simulated);

	if (choice->idle && option == 0)
		return NULL;
	if (choice->idle)
		return find(simulated, waits_to_be_chosen, option - 1);
	if (option >= runnable)
		return find(simulated, waits_to_be_chosen, option - runnable);
	return find(simulated, can_run, choice->goes_on ? (option + runnable - 1) % runnable : option);
}

const char *choice_site(const struct choice *choice)
{
	return site_name(stop_name(choice->stop), choice->object);
}

const char *choice_stopped(const struct choice *choice)
{
	return choice->stopped->name;
}

const char *choice_task(const struct choice *choice, unsigned option)
{
	const struct task *task = option_task(choice, option);

	return task ? task->name : NULL;
}

static struct task *choose(struct simulated *simulated, const struct choice *choice, unsigned options)
{
	unsigned option = simulated->chooser->choose(simulated->chooser, options, choice);
	struct task *task;

	if (option == 0 && choice->goes_on) {
		simulated->report.choices++;
		return simulated->current;
	}
	if (option >= options)
		simulated_misused("was answered by the chooser with more than the last option", choice_site(choice));
	simulated->report.choices++;
	task = option_task(choice, option);
	if (task && waits_to_be_chosen(task)) {
		task->held = false;
		simulated->standing_by--;
	}
	return task;
}

/* Who runs now. `self`, last in the list, is option 0 if it can go on. NULL if nobody can, ever. */
static struct task *pick(struct simulated *simulated, struct task *self)
{
	struct choice choice = {.stopped = self, .stop = self->stop, .object = self->object, .goes_on = can_run(self)};
	unsigned runnable;
	struct task *task;

	while (!(runnable = count_runnable(simulated))) {
		uint64_t earliest = earliest_deadline(simulated);

		if (earliest == NEVER)
			return NULL;
		choice.idle = true;
		choice.standing_by = simulated->standing_by;
		task = choice.standing_by ? choose(simulated, &choice, 1 + choice.standing_by) : NULL;
		if (task)
			return task;
		simulated->now = earliest;
		let_go(simulated, deadline_passed, NULL);
	}
	choice.idle = false;
	choice.standing_by = simulated->standing_by;
	if (runnable + choice.standing_by > 1)
		return choose(simulated, &choice, runnable + choice.standing_by);
	return choice.goes_on ? self : find(simulated, can_run, 0);
}

void scheduler_choose_next(struct simulated *simulated, enum stop stop, const char *object)
{
	struct task *self = simulated->current;

	self->stop = stop;
	self->object = object;
	move_to_end(simulated, self);
	simulated->next = pick(simulated, self);
}

void scheduler_give_way(struct simulated *simulated, enum stop stop, const char *object)
{
	struct task *self = simulated->current;

	if (!self)
		return;
	scheduler_choose_next(simulated, stop, object);
	if (simulated->next != self)
		coroutine_suspend(self->coroutine);
}

void scheduler_wait(struct simulated *simulated, const void *event, uint64_t deadline, enum stop stop,
                    const char *object)
{
	if (simulated->current) {
		hold(simulated->current, event, deadline);
		scheduler_give_way(simulated, stop, object);
		return;
	}
	if (deadline == NEVER)
		simulated_misused("would be waited for outside simulated_run() for ever", object);
	if (deadline > simulated->now)
		simulated->now = deadline;
}
