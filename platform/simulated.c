/* SPDX-License-Identifier: MIT */
/*
 * The virtual clock and its scheduler. In this file: the list of tasks, what holds a task and what lets it go, choices
 * (pick, give_way), then the operations as platform.h orders them, and the run.
 *
 * All tasks lie in one list, and whenever a task is held, is let go or gives way it moves to the list's end. So the
 * list's order is the order in which tasks became runnable, and also the order in which deadlines were set. Everything
 * the scheduler asks is one walk along it: a simulation has a handful of tasks, and a walk is cheaper than queues.
 */
#include "platform/simulated.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/coroutine.h"
#include "platform/site.h"

struct simulated {
	struct platform platform;
	struct chooser *chooser;
	uint64_t now;
	struct task *first, *last; /* every task not yet joined */
	struct task *current;      /* the one that runs; NULL outside simulated_run() */
	struct task *next;         /* who runs when current stops; NULL when nobody can */
	const char *verb, *object; /* where the last choice was due */
	bool dead;                 /* ended in a deadlock */
	struct simulated_report report;
};

/* A task can run when nothing holds it: neither an event or a deadline nor a mutex. */
struct task {
	struct simulated *simulated;
	struct task *before, *after;
	struct coroutine *coroutine; /* NULL once it has returned or was thrown away */
	void (*run)(void *argument);
	void *argument;
	bool returned;
	bool held;                 /* until the event or the deadline, whichever is first */
	const void *event;         /* the condition or task it waits for; NULL once that has come */
	uint64_t deadline;         /* while held */
	struct mutex *wanted;      /* it can go on only while this is free */
	const char *verb, *object; /* where it last gave way: "lock" "ring" */
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

static unsigned choose_first(struct chooser *chooser, unsigned options, const char *site)
{
	(void)chooser;
	(void)options;
	(void)site;
	return 0;
}

struct chooser first_choice = {.choose = choose_first};

/* Bugs of the caller that would otherwise hang or corrupt the simulation. */
static _Noreturn void misused(const char *what, const char *name)
{
	fprintf(stderr, "simulated platform: %s %s\n", name, what);
	abort();
}

/* ---- The list of tasks ---- */

static void append(struct simulated *simulated, struct task *task)
{
	task->before = simulated->last;
	task->after = NULL;
	*(simulated->last ? &simulated->last->after : &simulated->first) = task;
	simulated->last = task;
}

static void take_out(struct simulated *simulated, struct task *task)
{
	*(task->before ? &task->before->after : &simulated->first) = task->after;
	*(task->after ? &task->after->before : &simulated->last) = task->before;
}

static void move_to_end(struct simulated *simulated, struct task *task)
{
	take_out(simulated, task);
	append(simulated, task);
}

/* ---- What holds a task, and what lets it go ---- */

static bool can_run(const struct task *task)
{
	return !task->returned && !task->held && !(task->wanted && task->wanted->locked);
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

static void free_mutex(struct simulated *simulated, struct mutex *mutex)
{
	mutex->locked = false;
	mutex->owner = NULL;
	let_go(simulated, mutex_freed, mutex);
}

/* To the earliest deadline. False if there is none: time stands still for ever. */
static bool move_time(struct simulated *simulated)
{
	uint64_t earliest = NEVER;

	for (struct task *task = simulated->first; task; task = task->after)
		if (task->held && task->deadline < earliest)
			earliest = task->deadline;
	if (earliest == NEVER)
		return false;
	simulated->now = earliest;
	let_go(simulated, deadline_passed, NULL);
	return true;
}

/* ---- Choices ---- */

static unsigned count_runnable(const struct simulated *simulated)
{
	unsigned count = 0;

	for (const struct task *task = simulated->first; task; task = task->after)
		count += can_run(task);
	return count;
}

static unsigned choose(struct simulated *simulated, unsigned options)
{
	const char *site = site_name(simulated->verb, simulated->object);
	unsigned choice = simulated->chooser->choose(simulated->chooser, options, site);

	if (choice >= options)
		misused("was answered by the chooser with more than the last option", site);
	simulated->report.choices++;
	return choice;
}

/* Who runs now. `self`, last in the list, is option 0 if it can go on. NULL if nobody can, ever. */
static struct task *pick(struct simulated *simulated, struct task *self)
{
	bool self_first = can_run(self);
	unsigned options, choice;
	struct task *task = simulated->first;

	while (!(options = count_runnable(simulated)))
		if (!move_time(simulated))
			return NULL;
	choice = options > 1 ? choose(simulated, options) : 0;
	if (self_first)
		choice = (choice + options - 1) % options; /* it is the last in the list */
	while (!can_run(task) || choice--)
		task = task->after;
	return task;
}

static void decide(struct simulated *simulated, const char *verb, const char *object)
{
	struct task *self = simulated->current;

	self->verb = simulated->verb = verb;
	self->object = simulated->object = object;
	move_to_end(simulated, self);
	simulated->next = pick(simulated, self);
}

/* A choice point of the running task; returns when it is its turn, which may be at once. Outside the run there is
 * nobody to give way to. */
static void give_way(struct simulated *simulated, const char *verb, const char *object)
{
	struct task *self = simulated->current;

	if (!self)
		return;
	decide(simulated, verb, object);
	if (simulated->next != self)
		coroutine_suspend(self->coroutine);
}

/* Waits in the run, or outside it, where nobody can end a wait but time. */
static void wait_for(struct simulated *simulated, const void *event, uint64_t deadline, const char *verb,
                     const char *object)
{
	if (simulated->current) {
		hold(simulated->current, event, deadline);
		give_way(simulated, verb, object);
		return;
	}
	if (deadline == NEVER)
		misused("would be waited for outside simulated_run() for ever", object);
	if (deadline > simulated->now)
		simulated->now = deadline;
}

/* ---- Time and tasks ---- */

static uint64_t simulated_now(struct platform *platform)
{
	return ((struct simulated *)platform)->now;
}

static void simulated_sleep_until(struct platform *platform, uint64_t moment)
{
	wait_for((struct simulated *)platform, NULL, moment, "sleep", "until");
}

static void task_main(void *argument)
{
	struct task *self = argument;

	self->run(self->argument);
	self->returned = true;
	let_go(self->simulated, event_came, self);
	decide(self->simulated, "end", self->name);
}

static struct task *add_task(struct simulated *simulated, const char *name, void (*run)(void *argument), void *argument)
{
	size_t name_bytes = strlen(name) + 1;
	struct task *task = calloc(1, sizeof(*task) + name_bytes);

	if (!task || !(task->coroutine = coroutine_create(task_main, task))) {
		free(task);
		return NULL;
	}
	task->simulated = simulated;
	task->run = run;
	task->argument = argument;
	task->verb = "start";
	task->object = task->name;
	memcpy(task->name, name, name_bytes);
	append(simulated, task);
	return task;
}

static void remove_task(struct simulated *simulated, struct task *task)
{
	take_out(simulated, task);
	coroutine_destroy(task->coroutine);
	free(task);
}

static int simulated_task_start(struct platform *platform, const char *name, void (*run)(void *argument),
                                void *argument, struct task **ret_task)
{
	struct simulated *simulated = (struct simulated *)platform;
	struct task *task;

	if (!simulated->current)
		return -EAGAIN;
	task = add_task(simulated, name, run, argument);
	if (!task)
		return -ENOMEM;
	*ret_task = task;
	give_way(simulated, "start", task->name);
	return 0;
}

/* A task that has returned holds nobody: its joiner may go on at once. */
static void simulated_task_join(struct platform *platform, struct task *task)
{
	struct simulated *simulated = (struct simulated *)platform;

	if (task->returned)
		give_way(simulated, "join", task->name);
	else
		wait_for(simulated, task, NEVER, "join", task->name);
	remove_task(simulated, task);
}

/* ---- Mutexes ---- */

static struct mutex *simulated_mutex_create(struct platform *platform, const char *name)
{
	size_t name_bytes = strlen(name) + 1;
	struct mutex *mutex = calloc(1, sizeof(*mutex) + name_bytes);

	(void)platform;
	if (mutex)
		memcpy(mutex->name, name, name_bytes);
	return mutex;
}

static void simulated_mutex_destroy(struct platform *platform, struct mutex *mutex)
{
	if (mutex && mutex->locked && !((struct simulated *)platform)->dead)
		misused("is destroyed while it is locked", mutex->name);
	free(mutex);
}

static void lock(struct simulated *simulated, struct mutex *mutex)
{
	if (mutex->locked)
		misused("is locked twice outside simulated_run()", mutex->name);
	mutex->locked = true;
	mutex->owner = simulated->current;
	if (simulated->current)
		simulated->current->wanted = NULL;
}

static void unlock(struct simulated *simulated, struct mutex *mutex)
{
	if (!mutex->locked || mutex->owner != simulated->current)
		misused("is unlocked by a task that does not hold it", mutex->name);
	free_mutex(simulated, mutex);
}

static void simulated_mutex_lock(struct platform *platform, struct mutex *mutex)
{
	struct simulated *simulated = (struct simulated *)platform;

	if (simulated->current)
		simulated->current->wanted = mutex;
	give_way(simulated, "lock", mutex->name);
	lock(simulated, mutex);
}

static void simulated_mutex_unlock(struct platform *platform, struct mutex *mutex)
{
	struct simulated *simulated = (struct simulated *)platform;

	unlock(simulated, mutex);
	give_way(simulated, "unlock", mutex->name);
}

/* ---- Conditions ---- */

static struct condition *simulated_condition_create(struct platform *platform, const char *name)
{
	size_t name_bytes = strlen(name) + 1;
	struct condition *condition = calloc(1, sizeof(*condition) + name_bytes);

	(void)platform;
	if (condition)
		memcpy(condition->name, name, name_bytes);
	return condition;
}

static void simulated_condition_destroy(struct platform *platform, struct condition *condition)
{
	if (condition && condition->waiters && !((struct simulated *)platform)->dead)
		misused("is destroyed while a task waits for it", condition->name);
	free(condition);
}

static bool simulated_condition_wait(struct platform *platform, struct condition *condition, struct mutex *mutex,
                                     uint64_t deadline)
{
	struct simulated *simulated = (struct simulated *)platform;
	struct task *self = simulated->current;
	bool woken;

	unlock(simulated, mutex);
	if (self)
		self->wanted = mutex;
	condition->waiters++;
	wait_for(simulated, condition, deadline, "wait", condition->name);
	condition->waiters--;
	lock(simulated, mutex);
	woken = self && !self->event;
	if (self)
		self->event = NULL;
	return woken;
}

static void simulated_condition_broadcast(struct platform *platform, struct condition *condition)
{
	struct simulated *simulated = (struct simulated *)platform;

	let_go(simulated, event_came, condition);
	give_way(simulated, "broadcast", condition->name);
}

/* ---- The platform and its run ---- */

static void simulated_destroy(struct platform *platform)
{
	struct simulated *simulated = (struct simulated *)platform;

	while (simulated->first)
		remove_task(simulated, simulated->first);
	free(simulated);
}

static const struct platform_ops simulated_ops = {
	.now = simulated_now,
	.task_start = simulated_task_start,
	.task_join = simulated_task_join,
	.mutex_create = simulated_mutex_create,
	.mutex_destroy = simulated_mutex_destroy,
	.condition_create = simulated_condition_create,
	.condition_destroy = simulated_condition_destroy,
	.mutex_lock = simulated_mutex_lock,
	.mutex_unlock = simulated_mutex_unlock,
	.condition_wait = simulated_condition_wait,
	.condition_broadcast = simulated_condition_broadcast,
	.sleep_until = simulated_sleep_until,
	.destroy = simulated_destroy,
};

struct platform *simulated_create(struct chooser *chooser)
{
	struct simulated *simulated = calloc(1, sizeof(*simulated));

	if (!simulated)
		return NULL;
	simulated->platform.ops = &simulated_ops;
	simulated->chooser = chooser;
	return &simulated->platform;
}

bool platform_is_simulated(const struct platform *platform)
{
	return platform->ops == &simulated_ops;
}

/* Runs tasks one after another until nobody can go on. */
static void run_tasks(struct simulated *simulated, struct task *first)
{
	for (simulated->next = first; (simulated->current = simulated->next);) {
		struct task *task = simulated->current;

		simulated->report.switches++;
		coroutine_resume(task->coroutine);
		if (task->returned) {
			coroutine_destroy(task->coroutine);
			task->coroutine = NULL;
		}
	}
}

/* Notes every task that has not returned, and throws its stack away. False if there is none. */
static bool bury_the_dead(struct simulated *simulated)
{
	char *text = simulated->report.deadlock;
	size_t used = 0, size = sizeof(simulated->report.deadlock);

	for (struct task *task = simulated->first; task; task = task->after) {
		if (task->returned)
			continue;
		simulated->dead = true;
		coroutine_destroy(task->coroutine);
		task->coroutine = NULL;
		if (used < size)
			used += (size_t)snprintf(text + used, size - used, "%s%s: %s %s", used ? ", " : "", task->name,
			                         task->verb, task->object);
	}
	return simulated->dead;
}

int simulated_run(struct platform *platform, void (*run)(void *argument), void *argument,
                  struct simulated_report *ret_report)
{
	struct simulated *simulated = (struct simulated *)platform;
	struct task *main_task;

	if (simulated->current || simulated->dead)
		misused("inside another run, or after a deadlock", "simulated_run()");
	main_task = add_task(simulated, "main", run, argument);
	if (!main_task)
		return -ENOMEM;
	run_tasks(simulated, main_task);
	if (!bury_the_dead(simulated))
		remove_task(simulated, main_task);
	if (ret_report)
		*ret_report = simulated->report;
	return simulated->dead ? -EDEADLK : 0;
}
