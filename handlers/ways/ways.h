/* SPDX-License-Identifier: MIT */
/*
 * The ways in to an emulated drive, and what each can carry: a row a way, a column a capability. Who opens a drive says
 * by which way its clients come, and what that way cannot carry is refused there instead of being waited for in vain.
 */
#ifndef HANDLERS_WAYS_WAYS_H
#define HANDLERS_WAYS_WAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emulator/problem.h"

enum way_id { WAY_LOOPBACK, WAY_UMOCKDEV, WAY_TGT, WAY_TCMU, WAY_COUNT };

/* Clocks that the drive may run on. */
enum way_clock { WAY_VIRTUAL = 0x1, WAY_REAL = 0x2, WAY_SCALED = 0x4 };

/* What a client does that also happens in the drive. */
enum way_task { WAY_TIME_OUT = 0x1, WAY_RESET = 0x2, WAY_CONTROL = 0x4 };

/* How far the drive can tell its initiators apart [SAM-5 4.5 "I_T nexus"]. */
enum way_nexus { WAY_NEXUS_UNKNOWN, WAY_NEXUS_ONE, WAY_NEXUS_EACH };

/* What looks like a transfer of all that there was room for: an answer of no bytes; less Data-Out than there was. */
enum way_untold { WAY_NO_BYTES = 0x1, WAY_LESS_DATA_OUT = 0x2 };

/* Operation codes, both included. */
struct way_codes {
	uint8_t first, last;
};

enum { WAY_LOST_MAX = 4 };

struct way {
	const char *name;    /* "tgt" */
	const char *command; /* how it is used: "dryburn serve" */
	bool root;           /* only root can set it up */
	bool case_drive;     /* whoever judges can have a drive of his own for each case, of any model */
	unsigned clocks;     /* enum way_clock */
	unsigned aborts;     /* enum way_task: of a client, those that end a command in the drive, too */
	unsigned hang_ends;  /* enum way_task: what ends a command that a rule made hang, in the drive */
	enum way_nexus nexus;
	unsigned lost_count; /* operation codes that do not reach the drive */
	struct way_codes lost[WAY_LOST_MAX];
	unsigned untold; /* enum way_untold: lengths that a client is not told */
	bool direction;  /* the drive is told in which direction its client expects data to go */
};

/* By enum way_id. */
extern const struct way ways[WAY_COUNT];

/* NULL for an unknown name. */
const struct way *way_find(const char *name);

/* Whether a command with this operation code reaches the drive. */
bool way_carries_code(const struct way *way, uint8_t operation_code);

/* ---- refusing (admit.c) ---- */

/* 0; -EINVAL, with the way and the clocks it has, if the drive cannot run on this one. `drive`: whose it is, in words.
 */
int way_admits_clock(const struct way *way, enum way_clock clock, const char *drive, struct problem *ret_problem);

/*
 * 0 if each of the rules (see rule(5)) could act on a command that comes this way; -EINVAL with the rule, the reason
 * and the ways that would do, or with what is wrong with the text; other negative errno as emulator_rules_read().
 */
int way_admits_rules(const struct way *way, const char *rules, struct problem *ret_problem);

/* ---- in words (describe.c) ---- */

enum { WAY_TEXT_MAX = 80 };

/* A column of the table. */
struct way_capability {
	const char *name;   /* "operation codes"; NULL ends the table */
	const char *key;    /* for programs: "operation_codes" */
	const char *source; /* where it is known from */
	void (*describe)(const struct way *way, char ret_text[WAY_TEXT_MAX]);
};

extern const struct way_capability way_capabilities[];

#endif
