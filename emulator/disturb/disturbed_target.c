/* SPDX-License-Identifier: MIT */
/*
 * Each command is judged when it comes. It goes on to the inner target, or is answered here, or hangs; an answer that
 * is to be late is held until it is due. Commands that were answered or hang here never reach the inner target.
 */
#include "emulator/disturb/disturbed_target.h"

#include <errno.h>
#include <stdlib.h>

#include "mutants/mutant.h"

enum { HELD_MAX = 64 };

/* A command that is late or hangs: due is TARGET_NEVER for the second. */
struct held {
	struct command *command;
	bool inside;       /* the inner target has it: held back when it comes out */
	uint64_t delay_ns; /* inside: how late it shall be */
	uint64_t due;
};

struct disturbed_target {
	struct target target;
	struct target *inner;
	struct plan plan;
	struct held held[HELD_MAX];
	unsigned held_count;
	uint64_t now;
};

static struct held *find_held(struct disturbed_target *disturbed, const struct command *command)
{
	for (unsigned i = 0; i < disturbed->held_count; i++)
		if (disturbed->held[i].command == command)
			return &disturbed->held[i];
	return NULL;
}

static void release(struct disturbed_target *disturbed, struct held *held)
{
	*held = disturbed->held[--disturbed->held_count];
}

static void complete(struct disturbed_target *disturbed, struct command *command)
{
	disturbed->target.on_complete(disturbed->target.context, command);
}

static void hold(struct disturbed_target *disturbed, struct held held)
{
	disturbed->held[disturbed->held_count++] = held;
}

/* The inner target is done with a command: it leaves at once, or later. */
static void inner_completed(void *context, struct command *command)
{
	struct disturbed_target *disturbed = context;
	struct held *held = find_held(disturbed, command);

	if (!held) {
		complete(disturbed, command);
		return;
	}
	held->inside = false;
	held->due = disturbed->now + held->delay_ns;
}

static struct held *earliest(struct disturbed_target *disturbed)
{
	struct held *first = NULL;

	for (unsigned i = 0; i < disturbed->held_count; i++)
		if (!disturbed->held[i].inside && (!first || disturbed->held[i].due < first->due))
			first = &disturbed->held[i];
	return first;
}

static uint64_t next_event(struct target *target)
{
	struct disturbed_target *disturbed = (struct disturbed_target *)target;
	struct held *held = earliest(disturbed);
	uint64_t inner = disturbed->inner->ops->next_event(disturbed->inner);

	return held && held->due < inner ? held->due : inner;
}

static void deliver_due(struct disturbed_target *disturbed)
{
	struct held *held;

	while ((held = earliest(disturbed)) && held->due <= disturbed->now) {
		struct command *command = held->command;

		release(disturbed, held);
		complete(disturbed, command);
	}
}

static void advance(struct target *target, uint64_t until)
{
	struct disturbed_target *disturbed = (struct disturbed_target *)target;
	uint64_t due;

	while ((due = next_event(target)) <= until) {
		if (due > disturbed->now)
			disturbed->now = due;
		disturbed->inner->ops->advance(disturbed->inner, disturbed->now);
		deliver_due(disturbed);
	}
	if (until > disturbed->now)
		disturbed->now = until;
	disturbed->inner->ops->advance(disturbed->inner, disturbed->now);
	deliver_due(disturbed);
}

static void submit(struct target *target, struct command *command, uint64_t now)
{
	struct disturbed_target *disturbed = (struct disturbed_target *)target;
	struct verdict verdict;

	advance(target, now);
	if (disturbed->held_count == HELD_MAX) {
		command->status = STATUS_TASK_SET_FULL;
		command->sense_length = 0;
		command->transferred = 0;
		command->overflow = 0;
		complete(disturbed, command);
		return;
	}
	verdict = plan_judge(&disturbed->plan, command, now);
	if (MUTANT(DISTURBANCES_OFF))
		verdict = (struct verdict){0};
	if (verdict.hang) {
		hold(disturbed, (struct held){.command = command, .due = TARGET_NEVER});
	} else if (!sense_is_good(&verdict.sense)) {
		command->transferred = 0;
		command->overflow = 0;
		command_finish(command, &verdict.sense);
		hold(disturbed, (struct held){.command = command, .due = now + verdict.delay_ns});
	} else {
		if (verdict.delay_ns)
			hold(disturbed, (struct held){command, true, verdict.delay_ns, TARGET_NEVER});
		disturbed->inner->ops->submit(disturbed->inner, command, now);
	}
	deliver_due(disturbed);
}

/* Commands that are held here do not need the inner target to be aborted. */
static void abort_held(struct disturbed_target *disturbed, const struct command *only)
{
	for (unsigned i = disturbed->held_count; i > 0; i--) {
		struct held held = disturbed->held[i - 1];

		if (only && held.command != only)
			continue;
		release(disturbed, &disturbed->held[i - 1]);
		if (held.inside)
			continue;
		held.command->status = STATUS_TASK_ABORTED;
		held.command->sense_length = 0;
		held.command->transferred = 0;
		held.command->overflow = 0;
		complete(disturbed, held.command);
	}
}

static void reset(struct target *target, const struct reset *reset, uint64_t now)
{
	struct disturbed_target *disturbed = (struct disturbed_target *)target;

	advance(target, now);
	abort_held(disturbed, reset->kind == RESET_ABORT_TASK ? reset->command : NULL);
	disturbed->inner->ops->reset(disturbed->inner, reset, now);
}

static int take_signal(struct target *target, const struct signal *signal, uint64_t now, struct problem *ret_problem)
{
	struct disturbed_target *disturbed = (struct disturbed_target *)target;

	advance(target, now);
	if (signal->kind == SIGNAL_ARM)
		return plan_arm(&disturbed->plan, signal->text, ret_problem);
	if (signal->kind == SIGNAL_DISARM)
		return plan_disarm(&disturbed->plan, signal->text, ret_problem);
	return disturbed->inner->ops->signal(disturbed->inner, signal, now, ret_problem);
}

static void destroy(struct target *target)
{
	struct disturbed_target *disturbed = (struct disturbed_target *)target;

	disturbed->inner->ops->destroy(disturbed->inner);
	free(disturbed);
}

static const struct target_ops disturbed_ops = {
	.submit = submit,
	.next_event = next_event,
	.advance = advance,
	.reset = reset,
	.signal = take_signal,
	.destroy = destroy,
};

struct target *disturbed_target_create(struct target *inner)
{
	struct disturbed_target *disturbed = calloc(1, sizeof(*disturbed));

	if (!disturbed)
		return NULL;
	disturbed->target.ops = &disturbed_ops;
	disturbed->inner = inner;
	inner->on_complete = inner_completed;
	inner->context = disturbed;
	return &disturbed->target;
}

struct plan *disturbed_target_plan(struct target *target)
{
	return &((struct disturbed_target *)target)->plan;
}

struct target *disturbed_target_inner(struct target *target)
{
	return ((struct disturbed_target *)target)->inner;
}
