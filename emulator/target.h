/* SPDX-License-Identifier: MIT */
/*
 * A target: something that takes commands and the present time, and answers when its own events fall due. It owns no
 * thread, no lock, no clock: whoever carries commands to it (a pump) calls advance() at next_event(), and nothing else
 * happens by itself. The drive is a target; protocol disturbance is a target around a target.
 *
 * Every entry first advances to `now`, which never goes back. Ties at one instant are served in the order: power,
 * reset, signal, completion, submission, timer. Entries are not re-entrant, also not from inside on_complete.
 */
#ifndef EMULATOR_TARGET_H
#define EMULATOR_TARGET_H

#include "emulator/problem.h"
#include "t10/command.h"

#define TARGET_NEVER UINT64_MAX

struct medium;
struct target;

enum reset_kind {
	RESET_ABORT_TASK, /* the command `reset.command` alone, if it is here; it completes with TASK ABORTED at once */
	RESET_LOGICAL_UNIT, /* all commands; keeps the write cache, raises 6/29/00 */
	RESET_POWER,        /* power off and on: cache and all volatile state are lost, the running step is cut */
};

struct reset {
	enum reset_kind kind;
	struct command *command; /* RESET_ABORT_TASK */
};

enum signal_kind {
	SIGNAL_EJECT_BUTTON,
	SIGNAL_INSERT, /* puts `medium` (may be NULL: none) in the tray and closes it; the target owns the medium, on
	                  failure too */
	SIGNAL_ARM,    /* adds the rules of `text` to those in force (see rule(5)) */
	SIGNAL_DISARM, /* removes the rule whose id is `text`, or all rules for "" */
};

struct signal {
	enum signal_kind kind;
	struct medium *medium;
	const char *text;
};

struct target_ops {
	/*
	 * Queues the command: first in, first out. It is the target's until on_complete gets it back, which may happen
	 * before submit() returns.
	 */
	void (*submit)(struct target *target, struct command *command, uint64_t now);

	/* The earliest moment at which something happens by itself, or TARGET_NEVER. */
	uint64_t (*next_event)(struct target *target);

	/* Everything due by `until` happens, in order of time, then sequence. */
	void (*advance)(struct target *target, uint64_t until);

	/* Every dropped command is handed to on_complete with status TASK ABORTED before this returns. */
	void (*reset)(struct target *target, const struct reset *reset, uint64_t now);

	/* 0; -ENOTSUP when no layer knows the signal; -EINVAL, -EBUSY (tray locked) with the reason. */
	int (*signal)(struct target *target, const struct signal *signal, uint64_t now, struct problem *ret_problem);

	/* Power off, then frees everything it owns, commands excepted: there must be none. */
	void (*destroy)(struct target *target);
};

struct target {
	const struct target_ops *ops;
	/* Set by whoever sits above. Gets each command back exactly once; `command` is its submitter's again. */
	void (*on_complete)(void *context, struct command *command);
	void *context;
};

#endif
