/* SPDX-License-Identifier: MIT */
/*
 * One mutex, `target`: it protects the target, which knows no threads, and the list of waits. Whoever waits for a
 * command sleeps until the target's next event or the command's deadline, whichever is first, then brings the target up
 * to the present.
 */
#include "handlers/pump/pump.h"

#include <errno.h>
#include <stdlib.h>

/* A task in pump_execute(), on its stack. */
struct wait {
	struct command *command;
	bool completed;
	struct wait *next;
};

struct pump {
	struct platform *platform;
	struct target *target;
	struct mutex *mutex;
	struct condition *completed;
	struct wait *waits;
	uint64_t serial;
};

static void command_completed(void *context, struct command *command)
{
	struct pump *pump = context;

	for (struct wait *wait = pump->waits; wait; wait = wait->next)
		if (wait->command == command)
			wait->completed = true;
	condition_broadcast(pump->platform, pump->completed);
}

int pump_create(struct platform *platform, struct target *target, struct pump **ret_pump)
{
	struct pump *pump = calloc(1, sizeof(*pump));

	if (!pump)
		return -ENOMEM;
	pump->platform = platform;
	pump->mutex = mutex_create(platform, "target");
	pump->completed = condition_create(platform, "completed");
	if (!pump->mutex || !pump->completed) {
		mutex_destroy(platform, pump->mutex);
		condition_destroy(platform, pump->completed);
		free(pump);
		return -ENOMEM;
	}
	pump->target = target;
	target->on_complete = command_completed;
	target->context = pump;
	*ret_pump = pump;
	return 0;
}

static void unlink_wait(struct pump *pump, struct wait *gone)
{
	struct wait **at = &pump->waits;

	while (*at != gone)
		at = &(*at)->next;
	*at = gone->next;
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Until the command is completed: 0, or -ETIMEDOUT after aborting it. With the mutex held. */
static int wait_for(struct pump *pump, struct wait *wait, uint64_t deadline)
{
	const struct target_ops *ops = pump->target->ops;

	while (!wait->completed) {
		uint64_t now = platform_now(pump->platform), due = ops->next_event(pump->target);

		if (due <= now) {
			ops->advance(pump->target, now);
		} else if (now >= deadline) {
			struct reset abort = {.kind = RESET_ABORT_TASK, .command = wait->command};

			ops->reset(pump->target, &abort, now);
			return -ETIMEDOUT;
		} else {
			condition_wait(pump->platform, pump->completed, pump->mutex, earlier(due, deadline));
		}
	}
	return 0;
}

int pump_execute(struct pump *pump, struct command *command, uint64_t timeout_ns)
{
	struct wait wait = {.command = command};
	uint64_t now, deadline;
	int result;

	mutex_lock(pump->platform, pump->mutex);
	now = platform_now(pump->platform);
	deadline = timeout_ns < NEVER - now ? now + timeout_ns : NEVER;
	command->serial = ++pump->serial;
	wait.next = pump->waits;
	pump->waits = &wait;
	pump->target->ops->submit(pump->target, command, now);
	result = wait_for(pump, &wait, deadline);
	unlink_wait(pump, &wait);
	mutex_unlock(pump->platform, pump->mutex);
	return result;
}

void pump_reset(struct pump *pump, enum reset_kind kind)
{
	struct reset reset = {.kind = kind};

	mutex_lock(pump->platform, pump->mutex);
	pump->target->ops->reset(pump->target, &reset, platform_now(pump->platform));
	mutex_unlock(pump->platform, pump->mutex);
}

int pump_signal(struct pump *pump, const struct signal *signal, struct problem *ret_problem)
{
	int result;

	mutex_lock(pump->platform, pump->mutex);
	result = pump->target->ops->signal(pump->target, signal, platform_now(pump->platform), ret_problem);
	mutex_unlock(pump->platform, pump->mutex);
	return result;
}

struct target *pump_target(struct pump *pump)
{
	return pump->target;
}

void pump_destroy(struct pump *pump)
{
	if (!pump)
		return;
	pump->target->ops->advance(pump->target, platform_now(pump->platform));
	pump->target->ops->destroy(pump->target);
	mutex_destroy(pump->platform, pump->mutex);
	condition_destroy(pump->platform, pump->completed);
	free(pump);
}
