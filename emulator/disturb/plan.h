/* SPDX-License-Identifier: MIT */
/*
 * The plan of trouble: ordered rules with hit counters, and pure matching. The text form is rule(5):
 *
 *     id=NAME op=OPERATION|step=STEP [lba=FIRST..LAST] [nth=N] [times=N] do=ACTION
 *
 * one rule a line or separated by ";"; what begins with "#" is a comment, up to the next of either. OPERATION is T10's
 * name with "-" for each space ("WRITE(10)", "SYNCHRONIZE-CACHE"), a code ("2Ah") or "any". STEP is something that the
 * mechanism does ("record", "close-session"), whatever command it does it for; it can fail or take longer. ACTION is
 * one of
 *
 *     sense:K/AA/QQ   CHECK CONDITION with that key and additional sense (hexadecimal); the command does nothing. With
 * an lba= the first block of the command that lies in the range is the INFORMATION field busy:MS         2/04/08 to
 * every match for MS milliseconds from the first on, then no more delay:MS        the answer leaves MS milliseconds
 * later hang            no answer until the command is aborted or the unit is reset
 */
#ifndef EMULATOR_DISTURB_PLAN_H
#define EMULATOR_DISTURB_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/mechanism/mechanism.h"
#include "emulator/problem.h"
#include "t10/command.h"

enum { PLAN_RULES_MAX = 64, RULE_ID_MAX = 32 };

enum action_kind { ACTION_SENSE, ACTION_BUSY, ACTION_DELAY, ACTION_HANG };

struct rule {
	char id[RULE_ID_MAX];
	bool is_physical; /* about `step`, not about `operation` */
	int operation;    /* operation code, -1 for any */
	enum step_kind step;
	bool has_range;
	uint32_t first_lba, last_lba;
	uint64_t nth;   /* acts from this match on, 1-based; 0 and 1 alike: from the first */
	uint64_t times; /* acts this often; 0: without end */
	enum action_kind action;
	struct sense sense;   /* ACTION_SENSE */
	uint64_t duration_ns; /* ACTION_BUSY, ACTION_DELAY */

	bool disarmed;
	uint64_t matches, hits; /* commands that fitted, times it acted */
	uint64_t busy_until;    /* ACTION_BUSY: set by its first hit */
};

struct plan {
	struct rule rules[PLAN_RULES_MAX];
	unsigned count;
};

/* What the plan says about one command: all zero for "nothing". `sense.information` is filled in. */
struct verdict {
	bool hang;
	struct sense sense; /* not GOOD: answer this instead of performing */
	uint64_t delay_ns;
};

/* Adds the rules of a text. 0; -EINVAL with the token at fault; -EEXIST for an id in use by an armed rule; -ENOSPC. All
 * or none are added. */
int plan_arm(struct plan *plan, const char *text, struct problem *ret_problem);

/* Disarms a rule, or all for "". 0 or -ENOENT. */
int plan_disarm(struct plan *plan, const char *id, struct problem *ret_problem);

/* Counts a command against every armed rule and says what happens to it. The first status action wins, delays add up.
 */
struct verdict plan_judge(struct plan *plan, const struct command *command, uint64_t now);

/* The same for a step of the mechanism: only sense and delay come out. Its sense names the first block in the range. */
struct verdict plan_judge_step(struct plan *plan, const struct step *step, uint64_t now);

/* Times the rule acted, or -ENOENT. */
int64_t plan_hits(const struct plan *plan, const char *id);

#endif
