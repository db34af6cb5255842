/* SPDX-License-Identifier: MIT */
/*
 * A SCSI command as a value: the arguments and results of SAM-5's Execute Command procedure call [SAM-5 5.1]. It goes
 * down through transports and targets by pointer, and comes back by the same pointer, completed. Whoever holds it
 * between those two moments may read the first half and write the second; nobody copies it.
 */
#ifndef T10_COMMAND_H
#define T10_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "t10/sense.h"

enum { CDB_MAX = 16 };

enum data_direction { DATA_NONE, DATA_OUT, DATA_IN };

/* [SAM-5 5.3.1 "Status codes"] */
enum scsi_status {
	STATUS_GOOD = 0x00,
	STATUS_CHECK_CONDITION = 0x02,
	STATUS_BUSY = 0x08,
	STATUS_RESERVATION_CONFLICT = 0x18,
	STATUS_TASK_SET_FULL = 0x28,
	STATUS_TASK_ABORTED = 0x40,
};

struct command {
	/* In: filled by the initiator, untouched below it. */
	uint8_t cdb[CDB_MAX];
	uint8_t cdb_length; /* 6..16 */
	enum data_direction direction;
	uint8_t *data;      /* the initiator's: Data-Out bytes, or room for Data-In. NULL only if data_length is 0 */
	size_t data_length; /* bytes at `data` */
	uint64_t nexus;     /* which initiator: 0 where the carrier cannot tell */
	uint64_t serial;    /* the carrier's number for this command, unique within the carrier */

	/* Out: valid after completion. */
	size_t transferred; /* bytes moved, at most data_length: the residual is the difference */
	size_t overflow; /* bytes that would have been moved if data_length had not ended; 0 where a way does not tell
	                  */
	uint8_t status;  /* enum scsi_status */
	uint8_t sense_data[SENSE_DATA_MAX];
	uint8_t sense_length; /* 0 without CHECK CONDITION */
};

/* Completes: status GOOD for good sense, else CHECK CONDITION with the sense encoded. `transferred` stays as it was
 * set. */
void command_finish(struct command *command, const struct sense *sense);

/* The sense of a completed command: GOOD when the status is GOOD; 4/44/00 for CHECK CONDITION without readable sense.
 */
struct sense command_sense(const struct command *command);

/* Starting LBA and length of READ, WRITE, VERIFY (10 and 12). False for any other operation code. */
bool command_extent(const struct command *command, uint32_t *ret_lba, uint32_t *ret_blocks);

#endif
