/* SPDX-License-Identifier: MIT */
/*
 * Carries commands from many tasks to one target, which knows no threads, and is the only one that waits. Every task
 * that waits for its own command also advances the target when the next event falls due, so no task of its own is
 * needed.
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

/* Resets and signals, from any task. */
void pump_reset(struct pump *pump, enum reset_kind kind);
int pump_signal(struct pump *pump, const struct signal *signal, struct problem *ret_problem);

/* The target, for questions that are answered at once and by the same task that owns the pump's quiet
 * (emulator_rule_hits() and the like). */
struct target *pump_target(struct pump *pump);

/* Power off. No task may be inside. Accepts NULL. */
void pump_destroy(struct pump *pump);

#endif
