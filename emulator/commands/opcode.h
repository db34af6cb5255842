/* SPDX-License-Identifier: MIT */
/*
 * The drive's constitution: one row an operation code. Admission, reserved-bit checks, dispatch, names in traces and
 * the list in the documentation all read this table.
 */
#ifndef EMULATOR_COMMANDS_OPCODE_H
#define EMULATOR_COMMANDS_OPCODE_H

#include "emulator/drive/drive.h"
#include "t10/opcode.h"

/* When a command is let in although something else is going on [MMC-6 "Model"; SPC-4 "SCSI commands"]. */
enum admission {
	ADMIT_DURING_ATTENTION = 0x01, /* neither reports nor clears a pending unit attention */
	ADMIT_WITHOUT_MEDIUM = 0x02,   /* otherwise 2/3A/01, 2/3A/02 without one, 2/04/01 while it becomes ready */
	ADMIT_DURING_OPERATION = 0x04, /* otherwise NOT READY while background work goes on */
	ADMIT_DURING_DEFERRED = 0x08,  /* does not report (and clear) a deferred error */
};

struct opcode {
	uint8_t code; /* enum operation_code */
	uint8_t cdb_length;
	enum data_direction direction;
	uint8_t admission;      /* enum admission */
	uint8_t usage[CDB_MAX]; /* bits that may be 1, byte 0 included */
	/*
	 * Performs an admitted command with clean reserved bits. Returns how it ends; GOOD with a non-zero *ret_work:
	 * how it ends is decided by the work. Data-In goes through return_data(). Data-Out is command->data, at most
	 * command->data_length long: ask for it with need_data().
	 */
	struct sense (*perform)(struct drive *drive, struct command *command, struct work *ret_work);
};

/* The row of a code, or NULL. */
const struct opcode *opcode_find(uint8_t code);

/* Rows in ascending order of code; *ret_count of them. */
const struct opcode *opcode_table(unsigned *ret_count);

/* ---- for the command files ---- */

/* The medium that a command can know about: in the closed tray and recognised. Else NULL. */
struct medium *loaded_medium(const struct drive *drive);

/* True for media that this drive can write to, whatever is on them already. */
bool medium_is_recordable(const struct medium *medium);

/* Blocks that have an address: the formatted size, or the whole disc where formats do not exist or there is none yet.
 */
uint32_t addressable_blocks(const struct medium *medium);

/* Adds a step to a work. */
void plan_step(struct work *work, struct step step);

/*
 * Gives `length` bytes of Data-In, cut to the CDB's allocation length and to the initiator's room; sets
 * command->transferred and overflow. Never an error: the data's own length fields say what there would have been.
 */
void return_data(struct command *command, const void *data, size_t length, size_t allocation);

/*
 * Takes `length` bytes of Data-Out: GOOD, and transferred set. B/4B/00 DATA PHASE ERROR when the initiator sent fewer
 * than the CDB announces [ours].
 */
struct sense need_data(struct command *command, size_t length);

#endif
