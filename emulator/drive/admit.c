/* SPDX-License-Identifier: MIT */
/*
 * Who is let in, in the order in which a device server looks [SPC-4 5.x; MMC-6 4.1]: unit attention, deferred error,
 * operation code, no medium, becoming ready, long operation, reserved bits. What is exempt from each is said in the
 * command's row.
 */
#include <string.h>

#include "emulator/drive/schedule.h"

static struct sense report_attention(struct drive *drive, uint8_t admission)
{
	struct sense sense;

	if (!drive->attention_count || admission & ADMIT_DURING_ATTENTION)
		return SENSE_GOOD;
	sense = drive->attentions[0];
	drive->attention_count--;
	memmove(drive->attentions, drive->attentions + 1, drive->attention_count * sizeof(sense));
	return sense;
}

static struct sense report_deferred(struct drive *drive, uint8_t admission)
{
	struct sense sense = drive->deferred;

	if (admission & ADMIT_DURING_DEFERRED)
		return SENSE_GOOD;
	drive->deferred = SENSE_GOOD;
	return sense;
}

static struct sense report_medium(struct drive *drive, uint8_t admission)
{
	if (admission & ADMIT_WITHOUT_MEDIUM)
		return SENSE_GOOD;
	if (drive->tray == TRAY_OPEN)
		return sense_of(NOT_READY, MEDIUM_NOT_PRESENT_TRAY_OPEN);
	if (!drive->medium)
		return sense_of(NOT_READY, MEDIUM_NOT_PRESENT_TRAY_CLOSED);
	return drive->ready ? SENSE_GOOD : sense_of(NOT_READY, LU_IS_IN_PROCESS_OF_BECOMING_READY);
}

static struct sense report_operation(struct drive *drive, uint8_t admission)
{
	struct sense sense;

	if (admission & ADMIT_DURING_OPERATION || !drive->schedule->background.active ||
	    !drive_long_operation(drive, &sense))
		return SENSE_GOOD;
	return sense;
}

static struct sense check_cdb(const struct opcode *row, const struct command *command)
{
	if (command->cdb_length < row->cdb_length)
		return sense_bad_cdb_field(command->cdb_length, -1);
	for (unsigned i = 0; i < row->cdb_length; i++) {
		uint8_t reserved = command->cdb[i] & (uint8_t)~row->usage[i];

		if (reserved)
			return sense_bad_cdb_field(i, 31 - __builtin_clz(reserved));
	}
	return SENSE_GOOD;
}

static struct sense (*const reports[])(struct drive *drive, uint8_t admission) = {
    report_attention,
    report_deferred,
    report_medium,
    report_operation,
};

struct sense admit(struct drive *drive, const struct command *command, const struct opcode **ret_row)
{
	const struct opcode *row = opcode_find(command->cdb[0]);
	uint8_t admission =
	    row ? row->admission : ADMIT_WITHOUT_MEDIUM | ADMIT_DURING_OPERATION | ADMIT_DURING_DEFERRED;

	*ret_row = row;
	for (unsigned i = 0; i < sizeof(reports) / sizeof(reports[0]); i++) {
		struct sense sense = reports[i](drive, admission);

		if (!sense_is_good(&sense))
			return sense;
	}
	return row ? check_cdb(row, command) : sense_of(ILLEGAL_REQUEST, INVALID_COMMAND_OPERATION_CODE);
}
