/* SPDX-License-Identifier: MIT */
/*
 * One mutex, `target`: it protects the target, which knows no threads, the list of tickets, and the count of guests.
 * Whoever waits for a command sleeps until the target's next event or the command's deadline, whichever is first, then
 * brings the target up to the present. Sleepers are woken for an event earlier than the one they sleep until: a
 * carrier's command that takes no time wakes nobody. What was completed meanwhile is told after the mutex is released.
 *
 * In this file: tickets, telling, waiting (pump_execute), the pump's own task, resets and signals, the end.
 */
#include "handlers/pump/pump.h"

#include <errno.h>
#include <stdlib.h>

#include "mutants/mutant.h"

struct pump {
	struct platform *platform;
	struct target *target;
	struct mutex *mutex;
	struct condition *changed;   /* the next event is earlier, or nothing is as it was, or the pump stops */
	struct pump_ticket *tickets; /* under way, or completed and not told yet */
	uint64_t serial;
	uint64_t asleep_until; /* the event that the last task to fall asleep sleeps until; who sleeps longer was woken
	                        */
	unsigned guests;       /* tasks between the first and the last use of the pump in a call of theirs */
	struct task *task;
	bool stopping;
};

/* ---- tickets: with the mutex held ---- */

static void command_completed(void *context, struct command *command)
{
	struct pump *pump = context;

	for (struct pump_ticket *ticket = pump->tickets; ticket; ticket = ticket->next)
		if (ticket->command == command)
			ticket->completed = !MUTANT(ANSWERS_LOST);
}

/*
 * Wakes those who would sleep beyond the target's next event. So nobody does, and a task that waits for its command
 * needs no waking when it is completed: that happens at an event, or by a reset or a signal, which wake everybody.
 */
static void wake_for(struct pump *pump, uint64_t due)
{
	if (due < pump->asleep_until)
		condition_broadcast(pump->platform, pump->changed);
}

static void submit(struct pump *pump, struct pump_ticket *ticket)
{
	ticket->completed = false;
	ticket->command->serial = ++pump->serial;
	ticket->next = pump->tickets;
	pump->tickets = ticket;
	pump->target->ops->submit(pump->target, ticket->command, platform_now(pump->platform));
}

static void take_out(struct pump *pump, struct pump_ticket *gone)
{
	struct pump_ticket **at = &pump->tickets;

	while (*at != gone)
		at = &(*at)->next;
	*at = gone->next;
}

/* ---- entering and leaving ---- */

static void enter(struct pump *pump)
{
	mutex_lock(pump->platform, pump->mutex);
	pump->guests++;
}

/* A completed ticket whose carrier waits to be told; the one submitted first. */
static struct pump_ticket *next_to_tell(struct pump *pump)
{
	struct pump_ticket *oldest = NULL;

	for (struct pump_ticket *ticket = pump->tickets; ticket; ticket = ticket->next)
		if (ticket->completed && ticket->done)
			oldest = ticket;
	return oldest;
}

/* Tells carriers what was completed, each without the mutex. */
static void tell(struct pump *pump)
{
	struct pump_ticket *ticket;

	while ((ticket = next_to_tell(pump))) {
		take_out(pump, ticket);
		mutex_unlock(pump->platform, pump->mutex);
		ticket->done(ticket);
		mutex_lock(pump->platform, pump->mutex);
	}
}

static void leave(struct pump *pump)
{
	tell(pump);
	wake_for(pump, pump->target->ops->next_event(pump->target));
	if (!--pump->guests && pump->stopping)
		condition_broadcast(pump->platform, pump->changed);
	mutex_unlock(pump->platform, pump->mutex);
}

/* ---- waiting ---- */

static uint64_t earlier(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Lets the target do what is due, or sleeps until something is, or until `deadline`. */
static void turn(struct pump *pump, uint64_t deadline)
{
	uint64_t now = platform_now(pump->platform), due = pump->target->ops->next_event(pump->target);

	if (due <= now) {
		pump->target->ops->advance(pump->target, now);
		tell(pump);
	} else {
		wake_for(pump, due);
		pump->asleep_until = due;
		condition_wait(pump->platform, pump->changed, pump->mutex, earlier(due, deadline));
	}
}

/* Until the command is completed: 0, or -ETIMEDOUT after aborting it. */
static int wait_for(struct pump *pump, struct pump_ticket *ticket, uint64_t deadline)
{
	while (!ticket->completed) {
		uint64_t now = platform_now(pump->platform);

		if (now >= deadline && pump->target->ops->next_event(pump->target) > now) {
			struct reset abort = {.kind = RESET_ABORT_TASK, .command = ticket->command};

			pump->target->ops->reset(pump->target, &abort, now);
			return -ETIMEDOUT;
		}
		turn(pump, deadline);
	}
	return 0;
}

int pump_execute(struct pump *pump, struct command *command, uint64_t timeout_ns)
{
	struct pump_ticket ticket = {.command = command};
	uint64_t now;
	int result;

	if (pump->serial > 16 && MUTANT(DRIVE_GOES_AWAY))
		return -ENODEV;
	enter(pump);
	now = platform_now(pump->platform);
	submit(pump, &ticket);
	result = wait_for(pump, &ticket, timeout_ns < NEVER - now ? now + timeout_ns : NEVER);
	take_out(pump, &ticket);
	leave(pump);
	return result;
}

/* What falls due at once is done here, so that nobody has to be woken for a command that takes no time. */
void pump_submit(struct pump *pump, struct pump_ticket *ticket)
{
	uint64_t now;

	enter(pump);
	submit(pump, ticket);
	now = platform_now(pump->platform);
	if (pump->target->ops->next_event(pump->target) <= now)
		pump->target->ops->advance(pump->target, now);
	leave(pump);
}

/* ---- the pump's own task ---- */

static void turn_until_stopped(void *argument)
{
	struct pump *pump = argument;

	mutex_lock(pump->platform, pump->mutex);
	while (!pump->stopping)
		turn(pump, NEVER);
	mutex_unlock(pump->platform, pump->mutex);
}

int pump_start(struct pump *pump)
{
	return task_start(pump->platform, "pump", turn_until_stopped, pump, &pump->task);
}

/* ---- resets, signals, questions ---- */

static void reset(struct pump *pump, enum reset_kind kind)
{
	struct reset reset = {.kind = kind};

	pump->target->ops->reset(pump->target, &reset, platform_now(pump->platform));
}

void pump_reset(struct pump *pump, enum reset_kind kind)
{
	enter(pump);
	reset(pump, kind);
	condition_broadcast(pump->platform, pump->changed);
	leave(pump);
}

int pump_signal(struct pump *pump, const struct signal *signal, struct problem *ret_problem)
{
	int result;

	enter(pump);
	result = pump->target->ops->signal(pump->target, signal, platform_now(pump->platform), ret_problem);
	condition_broadcast(pump->platform, pump->changed);
	leave(pump);
	return result;
}

void pump_ask(struct pump *pump, void (*question)(struct target *target, void *context), void *context)
{
	enter(pump);
	question(pump->target, context);
	leave(pump);
}

/* ---- beginning and end ---- */

static void free_pump(struct pump *pump)
{
	mutex_destroy(pump->platform, pump->mutex);
	condition_destroy(pump->platform, pump->changed);
	free(pump);
}

int pump_create(struct platform *platform, struct target *target, struct pump **ret_pump)
{
	struct pump *pump = calloc(1, sizeof(*pump));

	if (!pump)
		return -ENOMEM;
	pump->platform = platform;
	pump->mutex = mutex_create(platform, "target");
	pump->changed = condition_create(platform, "changed");
	if (!pump->mutex || !pump->changed) {
		free_pump(pump);
		return -ENOMEM;
	}
	pump->target = target;
	target->on_complete = command_completed;
	target->context = pump;
	*ret_pump = pump;
	return 0;
}

/* Everybody out: commands end by the reset, carriers are told, waiting tasks go. */
static void stop(struct pump *pump)
{
	mutex_lock(pump->platform, pump->mutex);
	pump->target->ops->advance(pump->target, platform_now(pump->platform));
	pump->stopping = true;
	if (pump->tickets)
		reset(pump, RESET_POWER);
	condition_broadcast(pump->platform, pump->changed);
	tell(pump);
	while (pump->guests)
		condition_wait(pump->platform, pump->changed, pump->mutex, NEVER);
	mutex_unlock(pump->platform, pump->mutex);
	if (pump->task)
		task_join(pump->platform, pump->task);
}

void pump_destroy(struct pump *pump)
{
	if (!pump)
		return;
	stop(pump);
	pump->target->ops->destroy(pump->target);
	free_pump(pump);
}
