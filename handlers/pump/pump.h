/* SPDX-License-Identifier: MIT */
/*
 * Carries commands from many tasks to one target, which knows no threads, and is the only one that waits.
 *
 * Two kinds of clients: a task of ours that waits for its own command (pump_execute), and then also advances the target
 * when its next event falls due; and a carrier that hands a command in and is told later (pump_submit), which needs
 * the pump's own task (pump_start) to turn the clock.
 */
#ifndef HANDLERS_PUMP_PUMP_H
#define HANDLERS_PUMP_PUMP_H

#include "emulator/target.h"
#include "platform/platform.h"

struct pump;

/* Owns the target (not on failure). 0 or -ENOMEM. */
int pump_create(struct platform *platform, struct target *target, struct pump **ret_pump);

/*
 * Submits the command and blocks until it is completed or `timeout_ns` has passed since the call. 0: completed.
 * -ETIMEDOUT: aborted after that time; the target no longer has it. Any task may call it, many at once.
 */
int pump_execute(struct pump *pump, struct command *command, uint64_t timeout_ns);

/* Starts the pump's own task, once, before the first pump_submit(). 0, -EAGAIN or -ENOMEM. */
int pump_start(struct pump *pump);

/* A command on its way for a carrier. The carrier's memory; its fields are the pump's from submission to done(). */
struct pump_ticket {
	struct command *command;
	/*
	 * Told once that the command is completed; the ticket and the command are the carrier's again. Called without
	 * any lock, by whichever task brought the target that far, possibly before pump_submit() returns. It may
	 * submit, and must not wait.
	 */
	void (*done)(struct pump_ticket *ticket);
	bool completed;
	struct pump_ticket *next;
};

/* Submits ticket->command. Never blocks for long. */
void pump_submit(struct pump *pump, struct pump_ticket *ticket);

/* Resets and signals, from any task. What a reset drops is completed as TASK ABORTED. */
void pump_reset(struct pump *pump, enum reset_kind kind);
int pump_signal(struct pump *pump, const struct signal *signal, struct problem *ret_problem);

/* Runs a question on the target while nobody else uses it: for emulator_rule_hits() and the like. */
void pump_ask(struct pump *pump, void (*question)(struct target *target, void *context), void *context);

/*
 * Power off. Commands under way are completed as TASK ABORTED, and everybody told, before it returns; new ones must not
 * come. Accepts NULL.
 */
void pump_destroy(struct pump *pump);

#endif
