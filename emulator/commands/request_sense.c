/* SPDX-License-Identifier: MIT */
/*
 * REQUEST SENSE gives as data, with status GOOD, what other commands would get as CHECK CONDITION: a unit attention
 * first (it is cleared), then a deferred error (cleared too), then how far background work has come.
 */
#include "emulator/commands/perform.h"
#include "mutants/mutant.h"

/* [SPC-4 "REQUEST SENSE command"] */
static struct sense most_urgent(struct drive *drive)
{
	struct sense sense = drive_take_attention(drive);

	if (sense_is_good(&sense))
		sense = drive_take_deferred(drive);
	if (sense_is_good(&sense))
		drive_long_operation(drive, &sense);
	return sense;
}

struct sense request_sense(struct drive *drive, struct command *command, struct work *ret_work)
{
	struct sense sense = MUTANT(REQUEST_SENSE_KNOWS_NOTHING) ? SENSE_GOOD : most_urgent(drive);
	uint8_t data[SENSE_FIXED_BYTES];

	(void)ret_work;
	sense_encode(&sense, data);
	return_data(command, data, sizeof(data), command->cdb[4]);
	return SENSE_GOOD;
}
