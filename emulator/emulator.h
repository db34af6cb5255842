/* SPDX-License-Identifier: MIT */
/*
 * The emulated drive and its discs, composed: the only header of the emulator that the rest of the project includes
 * (with target.h and problem.h, which it brings along).
 */
#ifndef EMULATOR_EMULATOR_H
#define EMULATOR_EMULATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/problem.h"
#include "emulator/target.h"

/* ---- drives ---- */

struct emulator_options {
	const char *model; /* name of a drive model, NULL for the default one */
	bool instant;      /* physical steps take no time; otherwise realistic mechanics */
	const char *rules; /* disturbance rules in force from the start (see rule(5)), NULL for none */
};

/*
 * A drive with its power just switched on and `medium` in its closed tray (NULL: empty). The target owns the medium, on
 * failure too. 0; -EINVAL for an unknown model or a rule that cannot be parsed; -ENOMEM. Time starts wherever the first
 * entry says it is.
 */
int emulator_create(const struct emulator_options *options, struct medium *medium, struct target **ret_target,
                    struct problem *ret_problem);

/* What others than the drive need to know of a rule. */
struct emulator_rule {
	const char *id;
	int operation; /* code, -1 for any */
};

/*
 * Reads rules (see rule(5)) without arming them, and calls `seen` for each, in order, while it returns 0. 0; -EINVAL,
 * -EEXIST, -ENOSPC or -ENOMEM as arming them in a new drive would; else what `seen` returned.
 */
int emulator_rules_read(const char *rules,
                        int (*seen)(void *context, const struct emulator_rule *rule, struct problem *ret_problem),
                        void *context, struct problem *ret_problem);

/* Times the rule with this id has acted so far; -ENOENT if there is none, disarmed ones included. */
int64_t emulator_rule_hits(struct target *target, const char *id);

/* What a person who stands before the drive sees. */
struct emulator_status {
	bool tray_open;
	bool locked;        /* PREVENT MEDIUM REMOVAL is in force */
	bool ready;         /* the medium in the closed tray is recognised */
	bool writing;       /* commands, cached data or background work are under way */
	const char *medium; /* its type, NULL: none */
};

void emulator_status(struct target *target, struct emulator_status *ret_status);

/* Which way the data of a command with this operation code go; DATA_NONE for one that the drive does not know. For
 * carriers that are not told. */
enum data_direction emulator_data_direction(uint8_t operation_code);

/* ---- discs ---- */

/* Makes NAME.disc and NAME.img. capacity_blocks 0: the type's own. 0 or -errno with the reason: unknown type, capacity,
 * file trouble. */
int disc_create(const char *name, const char *type, uint32_t capacity_blocks, struct problem *ret_problem);

/* A pressed disc with the sectors of `image`; a last part sector is filled with zeros. */
int disc_import(const char *name, const char *type, const char *image, struct problem *ret_problem);

/* Opens a disc for a drive, which then has it alone. */
int disc_open(const char *name, struct medium **ret_medium, struct problem *ret_problem);

/* A disc that lives in memory; `keep_sectors` false: it takes any number of sectors and reads as zeros (for simulations
 * of whole discs). */
int disc_in_memory(const char *type, uint32_t capacity_blocks, bool keep_sectors, struct medium **ret_medium,
                   struct problem *ret_problem);

/* Writes the readable blocks of the disc to a file that must not exist yet. */
int disc_export(const char *name, const char *image, struct problem *ret_problem);

/* For a disc that never reached a drive. Accepts NULL. */
void disc_close(struct medium *medium);

enum { DISC_TRACKS_MAX = 256, DISC_SESSIONS_MAX = 192 };

struct disc_track {
	unsigned number, session;
	uint32_t start, blocks; /* blocks: recorded */
	const char *state;      /* "invisible", "reserved", "open", "closed" */
};

struct disc_session {
	unsigned number, first_track, last_track;
	const char *state; /* "open", "closed" */
};

struct disc_report {
	const char *type, *name; /* "dvd+r", "DVD+R" */
	const char *state;       /* "blank", "appendable", "complete" */
	uint32_t capacity_blocks, free_blocks;
	bool writable; /* next_writable is valid */
	uint32_t next_writable;
	unsigned session_count, track_count;
	struct disc_session sessions[DISC_SESSIONS_MAX];
	struct disc_track tracks[DISC_TRACKS_MAX];
};

/* What is on a disc on disk, without disturbing a drive that reads it: -EBUSY if a drive has it open for writing. */
int disc_info(const char *name, struct disc_report *ret_report, struct problem *ret_problem);

/* Names of the types disc_create() takes (pressed false) or disc_import() takes (pressed true), "dvd+r, bd-re": static.
 */
const char *disc_types(bool pressed);

#endif
