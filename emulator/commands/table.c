/* SPDX-License-Identifier: MIT */
/*
 * The opcode table, and what every command function uses: Data-In, Data-Out, the loaded medium.
 *
 * Usage masks hold the bits that burning programs really set; a bit that is missing is answered 5/24/00 with a pointer
 * to it. Left out on purpose: FUA_NV, RDPROTECT, VNR (no feature says that this drive has them), DESC of REQUEST SENSE
 * (sense data are in fixed format only). Each command's layout is in the clause of its name, in
 * [MMC-6 "Commands"] or [SPC-4 "Commands for all device types"].
 */
#include "emulator/commands/opcode.h"

#include <string.h>

#include "emulator/commands/perform.h"
#include "mutants/mutant.h"

/* Who answers during a long operation is [ours], since real drives differ. */
enum {
	ALWAYS = ADMIT_DURING_ATTENTION | ADMIT_WITHOUT_MEDIUM | ADMIT_DURING_OPERATION | ADMIT_DURING_DEFERRED,
	NO_DISC = ADMIT_WITHOUT_MEDIUM,
	NO_DISC_OR_BUSY = ADMIT_WITHOUT_MEDIUM | ADMIT_DURING_OPERATION,
};

/* Fields of two and four bytes in a usage mask. */
#define ANY2 0xFF, 0xFF
#define ANY4 0xFF, 0xFF, 0xFF, 0xFF

/* clang-format off */
static const struct opcode opcodes[] = {
	{ TEST_UNIT_READY,                6, DATA_NONE, 0,               { 0x00 },                                        test_unit_ready },
	{ REQUEST_SENSE,                  6, DATA_IN,   ALWAYS,          { 0x03, 0, 0, 0, 0xFF },                         request_sense },
	{ FORMAT_UNIT,                    6, DATA_OUT,  0,               { 0x04, 0x1F },                                  format_unit },
	{ INQUIRY,                        6, DATA_IN,   ALWAYS,          { 0x12, 0x01, ANY2, 0xFF },                      inquiry },
	{ MODE_SELECT_6,                  6, DATA_OUT,  NO_DISC,         { 0x15, 0x11, 0, 0, 0xFF },                      mode_select_6 },
	{ MODE_SENSE_6,                   6, DATA_IN,   NO_DISC_OR_BUSY, { 0x1A, 0x08, ANY2, 0xFF },                      mode_sense_6 },
	{ START_STOP_UNIT,                6, DATA_NONE, NO_DISC,         { 0x1B, 0x01, 0, 0x0F, 0xF7 },                   start_stop_unit },
	{ PREVENT_ALLOW_MEDIUM_REMOVAL,   6, DATA_NONE, NO_DISC_OR_BUSY, { 0x1E, 0, 0, 0, 0x03 },                         prevent_allow_medium_removal },
	{ READ_FORMAT_CAPACITIES,        10, DATA_IN,   NO_DISC,         { 0x23, 0, 0, 0, 0, 0, 0, ANY2 },                read_format_capacities },
	{ READ_CAPACITY,                 10, DATA_IN,   0,               { 0x25 },                                        read_capacity },
	{ READ_10,                       10, DATA_IN,   0,               { 0x28, 0x18, ANY4, 0, ANY2 },                   read_10 },
	{ WRITE_10,                      10, DATA_OUT,  0,               { 0x2A, 0x18, ANY4, 0, ANY2 },                   write_10 },
	{ SEEK_10,                       10, DATA_NONE, 0,               { 0x2B, 0, ANY4 },                               seek_10 },
	{ WRITE_AND_VERIFY_10,           10, DATA_OUT,  0,               { 0x2E, 0x10, ANY4, 0, ANY2 },                   write_and_verify_10 },
	{ VERIFY_10,                     10, DATA_NONE, 0,               { 0x2F, 0x10, ANY4, 0, ANY2 },                   verify_10 },
	{ SYNCHRONIZE_CACHE,             10, DATA_NONE, 0,               { 0x35, 0x02, ANY4, 0, ANY2 },                   synchronize_cache },
	/* Byte 9, bits 7-6: the format, as SFF-8020i had it and Linux still sends it [observed] */
	{ READ_TOC_PMA_ATIP,             10, DATA_IN,   0,               { 0x43, 0x02, 0x0F, 0, 0, 0, ANY2, 0xFF, 0xC0 }, read_toc_pma_atip },
	{ GET_CONFIGURATION,             10, DATA_IN,   ALWAYS,          { 0x46, 0x03, ANY2, 0, 0, 0, ANY2 },             get_configuration },
	{ GET_EVENT_STATUS_NOTIFICATION, 10, DATA_IN,   ALWAYS,          { 0x4A, 0x01, 0, 0, 0xFF, 0, 0, ANY2 },          get_event_status_notification },
	{ READ_DISC_INFORMATION,         10, DATA_IN,   0,               { 0x51, 0x07, 0, 0, 0, 0, 0, ANY2 },             read_disc_information },
	{ READ_TRACK_INFORMATION,        10, DATA_IN,   0,               { 0x52, 0x03, ANY4, 0, ANY2 },                   read_track_information },
	{ RESERVE_TRACK,                 10, DATA_NONE, 0,               { 0x53, 0, 0, 0, 0, ANY4 },                      reserve_track },
	{ SEND_OPC_INFORMATION,          10, DATA_NONE, 0,               { 0x54, 0x01, 0, 0, 0, 0, 0, ANY2 },             send_opc_information },
	{ MODE_SELECT_10,                10, DATA_OUT,  NO_DISC,         { 0x55, 0x11, 0, 0, 0, 0, 0, ANY2 },             mode_select_10 },
	{ MODE_SENSE_10,                 10, DATA_IN,   NO_DISC_OR_BUSY, { 0x5A, 0x08, ANY2, 0, 0, 0, ANY2 },             mode_sense_10 },
	{ CLOSE_TRACK_SESSION,           10, DATA_NONE, 0,               { 0x5B, 0x01, 0x07, 0, ANY2 },                   close_track_session },
	{ READ_BUFFER_CAPACITY,          10, DATA_IN,   NO_DISC_OR_BUSY, { 0x5C, 0x01, 0, 0, 0, 0, 0, ANY2 },             read_buffer_capacity },
	{ REPORT_LUNS,                   12, DATA_IN,   ALWAYS,          { 0xA0, 0, 0xFF, 0, 0, 0, ANY4 },                report_luns },
	{ SET_READ_AHEAD,                12, DATA_NONE, 0,               { 0xA7, 0, ANY4, ANY4 },                         set_read_ahead },
	{ READ_12,                       12, DATA_IN,   0,               { 0xA8, 0x18, ANY4, ANY4, 0x80 },                read_10 },
	{ WRITE_12,                      12, DATA_OUT,  0,               { 0xAA, 0x18, ANY4, ANY4, 0x80 },                write_10 },
	{ GET_PERFORMANCE,               12, DATA_IN,   ALWAYS,          { 0xAC, 0x1F, ANY4, 0, 0, ANY2, 0xFF },          get_performance },
	{ READ_DISC_STRUCTURE,           12, DATA_IN,   0,               { 0xAD, 0x0F, ANY4, ANY4, 0xC0 },                read_disc_structure },
	{ SET_STREAMING,                 12, DATA_OUT,  NO_DISC,         { 0xB6, 0, 0, 0, 0, 0, 0, 0, ANY2, 0xFF },       set_streaming },
	{ SET_CD_SPEED,                  12, DATA_NONE, NO_DISC,         { 0xBB, 0x03, ANY4 },                            set_cd_speed },
	{ MECHANISM_STATUS,              12, DATA_IN,   NO_DISC_OR_BUSY, { 0xBD, 0, 0, 0, 0, 0, 0, 0, ANY2 },             mechanism_status },
};
/* clang-format on */

const struct opcode *opcode_table(unsigned *ret_count)
{
	*ret_count = sizeof(opcodes) / sizeof(opcodes[0]);
	return opcodes;
}

const struct opcode *opcode_find(uint8_t code)
{
	for (unsigned i = 0; i < sizeof(opcodes) / sizeof(opcodes[0]); i++)
		if (opcodes[i].code == code)
			return &opcodes[i];
	return NULL;
}

void return_data(struct command *command, const void *data, size_t length, size_t allocation)
{
	size_t wanted = length < allocation || MUTANT(ALLOCATION_IGNORED) ? length : allocation;
	size_t bytes = wanted < command->data_length ? wanted : command->data_length;

	if (bytes)
		memcpy(command->data, data, bytes);
	command->transferred = bytes;
	command->overflow = wanted - bytes;
}

struct sense need_data(struct command *command, size_t length)
{
	if (command->data_length < length)
		return sense_of(ABORTED_COMMAND, DATA_PHASE_ERROR);
	command->transferred = length;
	return SENSE_GOOD;
}

struct medium *loaded_medium(const struct drive *drive)
{
	return drive_has_medium(drive) && drive->ready ? drive->medium : NULL;
}

bool medium_is_recordable(const struct medium *medium)
{
	return medium->kind->write_kbps[0] != 0;
}

uint32_t addressable_blocks(const struct medium *medium)
{
	return medium->layout.formatted_blocks ? medium->layout.formatted_blocks : medium->layout.capacity_blocks;
}

void plan_step(struct work *work, struct step step)
{
	work->steps[work->step_count++] = step;
}
