/* SPDX-License-Identifier: MIT */
/* The opcode table as a whole: order, masks, allocation lengths, who is let in. */
#include <stdio.h>
#include <string.h>

#include "emulator/commands/opcode.h"
#include "tests/unit/commands/rig.h"

static void rows_are_ascending(void)
{
	unsigned count;
	const struct opcode *rows = opcode_table(&count);

	CHECK_EQUAL(count, 36);
	for (unsigned i = 1; i < count; i++)
		CHECK(rows[i - 1].code < rows[i].code);
}

static void rows_are_whole(void)
{
	unsigned count;
	const struct opcode *rows = opcode_table(&count);

	for (unsigned i = 0; i < count; i++) {
		CHECK_EQUAL(rows[i].cdb_length, rows[i].code < 0x20 ? 6 : rows[i].code < 0xA0 ? 10 : 12);
		CHECK_EQUAL(rows[i].usage[0], rows[i].code);
		CHECK(rows[i].perform != NULL);
		CHECK(opcode_find(rows[i].code) == &rows[i]);
		for (unsigned byte = rows[i].cdb_length; byte < CDB_MAX; byte++)
			CHECK_EQUAL(rows[i].usage[byte], 0);
	}
}

static void an_unknown_code_is_answered_so(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK(opcode_find(0xF3) == NULL);
	CHECK_EQUAL(rig_none(rig, "F3 00 00 00 00 00 00 00 00 00 00 00"), 0x052000);
	rig_destroy(rig);
}

/* CDBs that Linux, udev, libburn and growisofs really send: none may be refused for a reserved bit. */
static const struct {
	const char *cdb;
	enum data_direction direction;
	size_t bytes;
	uint32_t answer;
} sent[] = {
	{"12 00 00 00 24 00", DATA_IN, 36, 0},
	{"12 01 80 00 FF 00", DATA_IN, 255, 0},
	{"1A 00 2A 00 80 00", DATA_IN, 128, 0},
	{"1A 08 3F 00 FF 00", DATA_IN, 255, 0},
	{"5A 08 2A 00 00 00 00 00 1E 00", DATA_IN, 30, 0},
	{"5A 00 3F 00 00 00 00 00 08 00", DATA_IN, 8, 0},
	{"46 00 00 28 00 00 00 00 10 00", DATA_IN, 16, 0},
	{"46 02 00 00 00 00 00 00 0C 00", DATA_IN, 12, 0},
	{"4A 01 00 00 10 00 00 00 08 00", DATA_IN, 8, 0},
	{"43 00 00 00 00 00 00 00 0C 40", DATA_IN, 12, 0},
	{"43 02 00 00 00 00 00 00 0C 00", DATA_IN, 12, 0},
	{"43 00 00 00 00 00 AA 00 0C 00", DATA_IN, 12, 0},
	{"43 00 01 00 00 00 00 00 0C 00", DATA_IN, 12, 0},
	{"25 00 00 00 00 00 00 00 00 00", DATA_IN, 8, 0},
	{"51 00 00 00 00 00 00 00 22 00", DATA_IN, 34, 0},
	{"52 01 00 00 00 01 00 00 24 00", DATA_IN, 36, 0},
	{"1E 00 00 00 01 00", DATA_NONE, 0, 0},
	{"1E 00 00 00 00 00", DATA_NONE, 0, 0},
	{"1B 01 00 00 01 00", DATA_NONE, 0, 0},
	{"1B 01 00 00 00 00", DATA_NONE, 0, 0},
	{"35 02 00 00 00 00 00 00 00 00", DATA_NONE, 0, 0},
	{"23 00 00 00 00 00 00 00 0C 00", DATA_IN, 12, 0},
	{"AC 10 00 00 00 00 00 00 00 01 03 00", DATA_IN, 24, 0},
	{"AC 14 00 00 00 00 00 00 00 01 00 00", DATA_IN, 24, 0},
	{"AD 01 00 00 00 00 00 00 00 04 00 00", DATA_IN, 4, 0},
	{"5C 00 00 00 00 00 00 00 0C 00", DATA_IN, 12, 0},
	{"54 01 00 00 00 00 00 00 00 00", DATA_NONE, 0, 0},
	{"BB 00 FF FF FF FF 00 00 00 00 00 00", DATA_NONE, 0, 0},
	{"28 00 00 00 00 00 00 00 20 00", DATA_IN, 65536, 0},
	{"A8 00 00 00 00 00 00 00 00 20 80 00", DATA_IN, 65536, 0},
	{"AA 00 00 00 00 00 00 00 00 20 80 00", DATA_OUT, 65536, 0},
	{"2E 00 00 00 00 00 00 00 10 00", DATA_OUT, 32768, 0},
};

static void what_programs_send_is_taken(void)
{
	struct rig *rig = rig_create("bd-re", 32768);

	rig_fill(rig, "00 80 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
	for (unsigned i = 0; i < sizeof(sent) / sizeof(sent[0]); i++) {
		uint32_t answer = sent[i].direction == DATA_IN    ? rig_in(rig, sent[i].cdb, sent[i].bytes)
		                  : sent[i].direction == DATA_OUT ? rig_out(rig, sent[i].cdb, sent[i].bytes)
		                                                  : rig_none(rig, sent[i].cdb);

		unit_check(answer == sent[i].answer, __FILE__, __LINE__, "%s: %06X", sent[i].cdb, answer);
	}
	rig_destroy(rig);
}

/* Data-In commands, with a place to put the allocation length: in `width` bytes at `at`. */
static const struct {
	const char *name;
	uint8_t cdb[12];
	uint8_t length, at, width;
} allocating[] = {
	{"REQUEST SENSE", {0x03}, 6, 4, 1},
	{"INQUIRY", {0x12}, 6, 3, 2},
	{"INQUIRY page 83h", {0x12, 0x01, 0x83}, 6, 3, 2},
	{"MODE SENSE(6)", {0x1A, 0, 0x3F}, 6, 4, 1},
	{"READ FORMAT CAPACITIES", {0x23}, 10, 7, 2},
	{"READ TOC format 0", {0x43}, 10, 7, 2},
	{"READ TOC format 1", {0x43, 0, 0x01}, 10, 7, 2},
	{"GET CONFIGURATION", {0x46}, 10, 7, 2},
	{"GET EVENT STATUS NOTIFICATION", {0x4A, 0x01, 0, 0, 0x10}, 10, 7, 2},
	{"READ DISC INFORMATION", {0x51}, 10, 7, 2},
	{"READ TRACK INFORMATION", {0x52, 0x01, 0, 0, 0, 1}, 10, 7, 2},
	{"MODE SENSE(10)", {0x5A, 0, 0x3F}, 10, 7, 2},
	{"READ BUFFER CAPACITY", {0x5C}, 10, 7, 2},
	{"REPORT LUNS", {0xA0}, 12, 6, 4},
	{"READ DISC STRUCTURE FFh", {0xAD, 0x01, 0, 0, 0, 0, 0, 0xFF}, 12, 8, 2},
	{"READ DISC STRUCTURE 00h", {0xAD, 0x01}, 12, 8, 2},
	{"MECHANISM STATUS", {0xBD}, 12, 8, 2},
};

static uint32_t run_allocating(struct rig *rig, unsigned row, unsigned allocation)
{
	char text[64] = "";
	uint8_t cdb[12];

	memcpy(cdb, allocating[row].cdb, sizeof(cdb));
	for (unsigned i = 0; i < allocating[row].width; i++)
		cdb[allocating[row].at + i] = (uint8_t)(allocation >> 8 * (allocating[row].width - 1 - i));
	for (unsigned i = 0; i < allocating[row].length; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%02X ", cdb[i]);
	return rig_in(rig, text, 8192);
}

static void a_short_allocation_cuts_and_is_no_error(void)
{
	struct rig *rig = rig_create("bd-re", 32768);
	uint8_t whole[8192];

	rig_fill(rig, "00 80 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
	for (unsigned row = 0; row < sizeof(allocating) / sizeof(allocating[0]); row++) {
		unsigned exact;

		CHECK_EQUAL(run_allocating(rig, row, allocating[row].width == 1 ? 0xFF : 0x2000), 0);
		exact = (unsigned)rig->command.transferred;
		unit_check(exact >= 8, __FILE__, __LINE__, "%s gave %u bytes", allocating[row].name, exact);
		memcpy(whole, rig->data, exact);
		for (unsigned i = 0; i < 5; i++) {
			unsigned allocation = (unsigned[]){0, 2, 4, 8, exact}[i];

			CHECK_EQUAL(run_allocating(rig, row, allocation), 0);
			unit_check(rig->command.transferred == allocation, __FILE__, __LINE__, "%s: %zu bytes for %u",
			           allocating[row].name, rig->command.transferred, allocation);
			unit_check_bytes(rig->data, whole, allocation, allocating[row].name, __FILE__, __LINE__);
			CHECK_EQUAL(rig->data[allocation], 0xEE);
		}
	}
	rig_destroy(rig);
}

/* Residual overflow: the initiator's room is smaller than the allocation length. */
static void a_short_buffer_is_never_overrun(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "12 00 00 00 60 00", 5), 0);
	CHECK_EQUAL(rig->command.transferred, 5);
	CHECK_EQUAL(rig->command.overflow, 0x60 - 5);
	CHECK_EQUAL(rig->data[5], 0xEE);
	CHECK_EQUAL(rig_in(rig, "12 00 00 00 60 00", 0), 0);
	CHECK_EQUAL(rig->command.transferred, 0);
	rig_destroy(rig);
}

/* What is let in without a disc, with an attention pending: codes that must answer, and codes that must report. */
static void some_commands_answer_through_an_attention(void)
{
	static const char *const through[] = {"12 00 00 00 24 00", "46 00 00 00 00 00 00 00 08 00",
	                                      "4A 01 00 00 10 00 00 00 08 00", "A0 00 00 00 00 00 00 00 00 10 00 00",
	                                      "AC 10 00 00 00 00 00 00 00 01 03 00"};
	struct rig *rig = rig_create_raw(NULL, 0, true);

	for (unsigned i = 0; i < sizeof(through) / sizeof(through[0]); i++)
		CHECK_EQUAL(rig_in(rig, through[i], 64), 0);
	CHECK_EQUAL(rig_in(rig, "1A 00 3F 00 FF 00", 255), 0x062900);
	CHECK_EQUAL(rig_in(rig, "1A 00 3F 00 FF 00", 255), 0);
	rig_destroy(rig);
}

static void some_commands_answer_without_a_disc(void)
{
	static const char *const without[] = {"03 00 00 00 12 00",
	                                      "12 00 00 00 24 00",
	                                      "1A 00 2A 00 80 00",
	                                      "5A 00 2A 00 00 00 00 00 80 00",
	                                      "23 00 00 00 00 00 00 00 0C 00",
	                                      "46 00 00 00 00 00 00 00 08 00",
	                                      "4A 01 00 00 10 00 00 00 08 00",
	                                      "5C 00 00 00 00 00 00 00 0C 00",
	                                      "A0 00 00 00 00 00 00 00 00 10 00 00",
	                                      "AC 10 00 00 00 00 00 00 00 01 03 00",
	                                      "BD 00 00 00 00 00 00 00 00 08 00 00"};
	static const char *const with[] = {"00 00 00 00 00 00",
	                                   "25 00 00 00 00 00 00 00 00 00",
	                                   "28 00 00 00 00 00 00 00 01 00",
	                                   "35 00 00 00 00 00 00 00 00 00",
	                                   "43 00 00 00 00 00 00 00 0C 00",
	                                   "51 00 00 00 00 00 00 00 22 00",
	                                   "52 01 00 00 00 01 00 00 24 00",
	                                   "5B 00 01 00 00 01 00 00 00 00",
	                                   "AD 00 00 00 00 00 00 FF 00 04 00 00"};
	struct rig *rig = rig_create(NULL, 0);

	for (unsigned i = 0; i < sizeof(without) / sizeof(without[0]); i++)
		unit_check(rig_in(rig, without[i], 255) == 0, __FILE__, __LINE__, "%s is refused", without[i]);
	for (unsigned i = 0; i < sizeof(with) / sizeof(with[0]); i++)
		unit_check(rig_in(rig, with[i], 4096) == 0x023A01, __FILE__, __LINE__, "%s is not 2/3A/01", with[i]);
	rig_destroy(rig);
}

static void a_reserved_bit_is_pointed_at(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "00 00 00 04 00 00"), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCA0003);
	CHECK_EQUAL(rig_in(rig, "28 02 00 00 00 00 00 00 01 00", 2048), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC90001);
	CHECK_EQUAL(rig_none(rig, "5B 00 01 80 00 01 00 00 00 00"), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCF0003);
	rig_destroy(rig);
}

static void less_data_than_announced_is_a_data_phase_error(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_out(rig, "2A 00 00 00 00 00 00 00 10 00", 15 * 2048), 0x0B4B00);
	CHECK_EQUAL(rig->command.transferred, 0);
	CHECK_EQUAL(rig_out(rig, "2A 00 00 00 00 00 00 00 10 00", 17 * 2048), 0);
	CHECK_EQUAL(rig->command.transferred, 16 * 2048);
	rig_destroy(rig);
}

static uint32_t random_number(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Sends a known operation code with a random rest, clean of reserved bits half of the time. */
static void send_random(struct rig *rig, uint32_t *state)
{
	unsigned count, length;
	const struct opcode *rows = opcode_table(&count), *row = &rows[random_number(state) % count];
	bool clean = random_number(state) % 2;
	char text[64] = "";

	for (unsigned i = 0; i < row->cdb_length; i++) {
		uint32_t byte = random_number(state) % 3 ? 0 : random_number(state) & 0xFF;

		if (clean)
			byte &= row->usage[i];
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%02X ", i ? byte : row->code);
	}
	length = random_number(state) % 3 * (random_number(state) % 5000);
	if (row->direction == DATA_IN)
		rig_in(rig, text, length);
	else if (row->direction == DATA_OUT)
		rig_out(rig, text, length);
	else
		rig_none(rig, text);
	if (rig->command.transferred > rig->command.data_length)
		CHECK_STRING(text, "a command that moves no more than there is room for");
}

static void random_commands_end(void)
{
	static const char *const types[] = {"dvd+r", "bd-re", "dvd-rom", "bd-rom", NULL};
	uint32_t state = 1;

	for (unsigned i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct rig *rig = rig_create(types[i], 4096);

		for (unsigned n = 0; n < 5000; n++)
			send_random(rig, &state);
		CHECK(rig->completed);
		rig_destroy(rig);
	}
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"OpcodeTable.RowsAreAscending", rows_are_ascending},
		{"OpcodeTable.RowsAreWhole", rows_are_whole},
		{"OpcodeTable.UnknownCodeIsInvalidOperationCode", an_unknown_code_is_answered_so},
		{"OpcodeTable.TakesWhatProgramsSend", what_programs_send_is_taken},
		{"OpcodeTable.RandomCommandsEnd", random_commands_end},
		{"OpcodeTable.PointsAtAReservedBit", a_reserved_bit_is_pointed_at},
		{"DataIn.ShortAllocationCutsAndIsNoError", a_short_allocation_cuts_and_is_no_error},
		{"DataIn.ShortBufferIsNeverOverrun", a_short_buffer_is_never_overrun},
		{"DataOut.LessThanAnnouncedIsADataPhaseError", less_data_than_announced_is_a_data_phase_error},
		{"Admission.SomeAnswerThroughAnAttention", some_commands_answer_through_an_attention},
		{"Admission.SomeAnswerWithoutADisc", some_commands_answer_without_a_disc},
		{0},
	};

	return unit_main(argc, argv, tests);
}
