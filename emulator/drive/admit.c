/* SPDX-License-Identifier: MIT */
/*
 * Who is let in, in the order in which a device server looks [SPC-4, MMC-6]: unit attention, deferred error,
 * operation code, no medium, becoming ready, long operation, reserved bits. What is exempt from each is said in the
 * command's row.
 */
#include "emulator/drive/schedule.h"
#include "mutants/mutant.h"

static struct sense report_attention(struct drive *drive, uint8_t admission)
{
	bool exempt = admission & ADMIT_DURING_ATTENTION && !MUTANT(ATTENTION_FOR_EVERYBODY);

	return exempt ? SENSE_GOOD : drive_take_attention(drive);
}

static struct sense report_deferred(struct drive *drive, uint8_t admission)
{
	return admission & ADMIT_DURING_DEFERRED ? SENSE_GOOD : drive_take_deferred(drive);
}

static struct sense report_medium(struct drive *drive, uint8_t admission)
{
	if (admission & ADMIT_WITHOUT_MEDIUM)
		return SENSE_GOOD;
	if (drive->tray == TRAY_OPEN && !MUTANT(OPEN_TRAY_NOT_TOLD))
		return sense_of(NOT_READY, MEDIUM_NOT_PRESENT_TRAY_OPEN);
	if (!drive->medium)
		return sense_of(NOT_READY, MEDIUM_NOT_PRESENT_TRAY_CLOSED);
	return drive->ready || MUTANT(READY_AT_ONCE) ? SENSE_GOOD
	                                             : sense_of(NOT_READY, LU_IS_IN_PROCESS_OF_BECOMING_READY);
}

static struct sense report_operation(struct drive *drive, uint8_t admission)
{
	struct sense sense;

	if (admission & ADMIT_DURING_OPERATION || MUTANT(OPERATION_NOT_TOLD) || !drive->schedule->background.active ||
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

		if (reserved && !MUTANT(RESERVED_BITS_IGNORED))
			return sense_bad_cdb_field(i + MUTANT(FIELD_POINTER_ONE_OFF), 31 - __builtin_clz(reserved));
	}
	return SENSE_GOOD;
}

/* Data that travel against the command's direction never arrive [ours]. */
static struct sense check_direction(const struct opcode *row, const struct command *command)
{
	bool against = (row->direction == DATA_IN && command->direction == DATA_OUT) ||
	               (row->direction == DATA_OUT && command->direction == DATA_IN);

	return against ? sense_of(ABORTED_COMMAND, DATA_PHASE_ERROR) : SENSE_GOOD;
}

static struct sense check_command(const struct opcode *row, const struct command *command)
{
	struct sense sense = check_cdb(row, command);

	return sense_is_good(&sense) ? check_direction(row, command) : sense;
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
	return row ? check_command(row, command) : sense_of(ILLEGAL_REQUEST, INVALID_COMMAND_OPERATION_CODE);
}
