/* SPDX-License-Identifier: MIT */
/* The platform on a virtual clock: its operations as platform.h orders them, and the run. Who goes on, and when time
 * moves, is the scheduler's (scheduler.c). */
#include "platform/simulated.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/simulated_parts.h"

/* ---- Time and tasks ---- */

static uint64_t simulated_now(struct platform *platform)
{
	return ((struct simulated *)platform)->now;
}

static void simulated_sleep_until(struct platform *platform, uint64_t moment)
{
	scheduler_wait((struct simulated *)platform, NULL, moment, STOP_SLEEP, "until");
}

static void task_main(void *argument)
{
	struct task *self = argument;

	self->run(self->argument);
	self->returned = true;
	scheduler_event(self->simulated, self);
	scheduler_choose_next(self->simulated, STOP_END, self->name);
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
	task->stop = STOP_START;
	task->object = task->name;
	memcpy(task->name, name, name_bytes);
	scheduler_append(simulated, task);
	simulated->objects++;
	return task;
}

static void remove_task(struct simulated *simulated, struct task *task)
{
	scheduler_take_out(simulated, task);
	coroutine_destroy(task->coroutine);
	free(task);
	simulated->objects--;
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
	scheduler_give_way(simulated, STOP_START, task->name);
	return 0;
}

/* A task that has returned holds nobody: its joiner may go on at once. */
static void simulated_task_join(struct platform *platform, struct task *task)
{
	struct simulated *simulated = (struct simulated *)platform;

	if (task->returned)
		scheduler_give_way(simulated, STOP_JOIN, task->name);
	else
		scheduler_wait(simulated, task, NEVER, STOP_JOIN, task->name);
	remove_task(simulated, task);
}

/* ---- Mutexes ---- */

static struct mutex *simulated_mutex_create(struct platform *platform, const char *name)
{
	size_t name_bytes = strlen(name) + 1;
	struct mutex *mutex = calloc(1, sizeof(*mutex) + name_bytes);

	if (!mutex)
		return NULL;
	memcpy(mutex->name, name, name_bytes);
	((struct simulated *)platform)->objects++;
	return mutex;
}

static void simulated_mutex_destroy(struct platform *platform, struct mutex *mutex)
{
	struct simulated *simulated = (struct simulated *)platform;

	if (!mutex)
		return;
	if (mutex->locked && !simulated->dead)
		simulated_misused("is destroyed while it is locked", mutex->name);
	free(mutex);
	simulated->objects--;
}

static void lock(struct simulated *simulated, struct mutex *mutex)
{
	if (mutex->locked)
		simulated_misused("is locked twice outside simulated_run()", mutex->name);
	mutex->locked = true;
	mutex->owner = simulated->current;
	if (simulated->current)
		simulated->current->wanted = NULL;
	if (simulated->watcher)
		simulated->watcher->taken(simulated->watcher, mutex->name,
		                          simulated_current_task(&simulated->platform));
}

static void unlock(struct simulated *simulated, struct mutex *mutex)
{
	if (!mutex->locked || mutex->owner != simulated->current)
		simulated_misused("is unlocked by a task that does not hold it", mutex->name);
	mutex->locked = false;
	mutex->owner = NULL;
	scheduler_free(simulated, mutex);
}

static void simulated_mutex_lock(struct platform *platform, struct mutex *mutex)
{
	struct simulated *simulated = (struct simulated *)platform;

	if (simulated->current)
		simulated->current->wanted = mutex;
	scheduler_give_way(simulated, STOP_LOCK, mutex->name);
	lock(simulated, mutex);
}

static void simulated_mutex_unlock(struct platform *platform, struct mutex *mutex)
{
	struct simulated *simulated = (struct simulated *)platform;

	unlock(simulated, mutex);
	scheduler_give_way(simulated, STOP_UNLOCK, mutex->name);
}

/* ---- Conditions ---- */

static struct condition *simulated_condition_create(struct platform *platform, const char *name)
{
	size_t name_bytes = strlen(name) + 1;
	struct condition *condition = calloc(1, sizeof(*condition) + name_bytes);

	if (!condition)
		return NULL;
	memcpy(condition->name, name, name_bytes);
	((struct simulated *)platform)->objects++;
	return condition;
}

static void simulated_condition_destroy(struct platform *platform, struct condition *condition)
{
	struct simulated *simulated = (struct simulated *)platform;

	if (!condition)
		return;
	if (condition->waiters && !simulated->dead)
		simulated_misused("is destroyed while a task waits for it", condition->name);
	free(condition);
	simulated->objects--;
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
	scheduler_wait(simulated, condition, deadline, STOP_WAIT, condition->name);
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

	scheduler_event(simulated, condition);
	scheduler_give_way(simulated, STOP_BROADCAST, condition->name);
}

/* ---- Standing by ---- */

bool simulated_stand_by(struct platform *platform)
{
	struct simulated *simulated = (struct simulated *)platform;
	struct task *self = simulated->current;

	if (!self)
		return false;
	self->stands_by = self->held = true;
	self->deadline = NEVER;
	simulated->standing_by++;
	scheduler_give_way(simulated, STOP_STAND_BY, self->name);
	if (!self->stands_by)
		return false;
	self->stands_by = false;
	return true;
}

void simulated_dismiss(struct platform *platform)
{
	scheduler_dismiss((struct simulated *)platform);
}

/* ---- Looking on ---- */

void simulated_watch(struct platform *platform, struct watcher *watcher)
{
	((struct simulated *)platform)->watcher = watcher;
}

const char *simulated_current_task(struct platform *platform)
{
	const struct simulated *simulated = (struct simulated *)platform;

	return simulated->current ? simulated->current->name : "";
}

unsigned simulated_objects(struct platform *platform)
{
	return ((struct simulated *)platform)->objects;
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
			                         stop_name(task->stop), task->object);
	}
	return simulated->dead;
}

int simulated_run(struct platform *platform, void (*run)(void *argument), void *argument,
                  struct simulated_report *ret_report)
{
	struct simulated *simulated = (struct simulated *)platform;
	struct task *main_task;

	if (simulated->current || simulated->dead)
		simulated_misused("inside another run, or after a deadlock", "simulated_run()");
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
