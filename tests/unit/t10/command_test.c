/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "t10/command.h"
#include "tests/unit/unit.h"

struct extent_case {
	uint8_t cdb[12];
	uint32_t lba, blocks;
};

/* clang-format off */
static const struct extent_case extents[] = {
	{ {0x28, 0, 0x01, 0x02, 0x03, 0x04, 0xFF, 0x12, 0x34, 0xFF},              0x01020304, 0x1234 },     /* READ(10) */
	{ {0x2A, 0, 0xFF, 0xFF, 0xFF, 0x6A, 0xFF, 0x00, 0x20, 0xFF},              0xFFFFFF6A, 0x20 },       /* WRITE(10) */
	{ {0x2E, 0, 0x00, 0x00, 0x00, 0x10, 0xFF, 0x00, 0x00, 0xFF},              0x10,       0 },          /* WRITE AND VERIFY(10) */
	{ {0x2F, 0, 0x80, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF},              0x80000000, 0xFFFF },     /* VERIFY(10) */
	{ {0xA8, 0, 0x01, 0x02, 0x03, 0x04, 0x12, 0x34, 0x56, 0x78, 0xFF, 0xFF},  0x01020304, 0x12345678 }, /* READ(12) */
	{ {0xAA, 0, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x01, 0xFF, 0xFF},  5,          1 },          /* WRITE(12) */
};
/* clang-format on */

static void extent_is_read_at_its_offsets(void)
{
	for (unsigned i = 0; i < sizeof(extents) / sizeof(extents[0]); i++) {
		struct command command = {.cdb_length = extents[i].cdb[0] < 0xA0 ? 10 : 12};
		uint32_t lba = 0, blocks = 0;

		memcpy(command.cdb, extents[i].cdb, 12);
		CHECK(command_extent(&command, &lba, &blocks));
		CHECK_EQUAL(lba, extents[i].lba);
		CHECK_EQUAL(blocks, extents[i].blocks);
	}
}

static void other_commands_have_no_extent(void)
{
	static const uint8_t with_extent[] = {0x28, 0x2A, 0x2E, 0x2F, 0xA8, 0xAA};

	for (unsigned code = 0; code < 256; code++) {
		struct command command = {.cdb = {(uint8_t)code}};
		uint32_t lba, blocks;

		CHECK_EQUAL(command_extent(&command, &lba, &blocks), memchr(with_extent, (int)code, 6) != NULL);
	}
}

static void finish_with_good_is_status_good(void)
{
	struct command command = {.status = 0x02, .sense_length = 18, .transferred = 77};

	command_finish(&command, &SENSE_GOOD);
	CHECK_EQUAL(command.status, 0x00);
	CHECK_EQUAL(command.sense_length, 0);
	CHECK_EQUAL(command.transferred, 77);
}

static void finish_with_sense_is_check_condition(void)
{
	struct command command = {.transferred = 77};
	struct sense sense = sense_of(NOT_READY, MEDIUM_NOT_PRESENT);

	command_finish(&command, &sense);
	CHECK_EQUAL(command.status, 0x02);
	CHECK_EQUAL(command.sense_length, 18);
	CHECK_BYTES(command.sense_data, "\x70\0\x02\0\0\0\0\x0A\0\0\0\0\x3A\0\0\0\0\0", 18);
	CHECK_EQUAL(command.transferred, 77);
}

static void recovered_error_is_check_condition(void)
{
	struct command command = {0};
	struct sense sense = sense_of(RECOVERED_ERROR, NO_ADDITIONAL_SENSE);

	command_finish(&command, &sense);
	CHECK_EQUAL(command.status, 0x02);
	CHECK_EQUAL(command.sense_data[2], 0x01);
}

static void sense_of_check_condition_is_decoded(void)
{
	struct command command = {.status = 0x02, .sense_length = 18};
	struct sense sense;

	memcpy(command.sense_data, "\xF0\0\x03\0\0\x04\xE2\x0A\0\0\0\0\x0C\0\0\0\0\0", 18);
	sense = command_sense(&command);
	CHECK_EQUAL(sense.key, 0x3);
	CHECK_EQUAL(sense.asc, 0x0C);
	CHECK(sense.information_valid);
	CHECK_EQUAL(sense.information, 1250);
}

static void check_condition_without_sense_is_internal_failure(void)
{
	static const uint8_t lengths[] = {0, 1, 2};

	for (unsigned i = 0; i < sizeof(lengths); i++) {
		struct command command = {.status = 0x02, .sense_length = lengths[i], .sense_data = {0x70, 0, 0x03}};
		struct sense sense = command_sense(&command);

		CHECK_EQUAL(sense.key, 0x4);
		CHECK_EQUAL(sense.asc, 0x44);
		CHECK_EQUAL(sense.ascq, 0x00);
	}
}

static void check_condition_with_unknown_format_is_internal_failure(void)
{
	struct command command = {.status = 0x02, .sense_length = 18, .sense_data = {0x7F, 0, 0x03}};
	struct sense sense = command_sense(&command);

	CHECK_EQUAL(sense.key, 0x4);
	CHECK_EQUAL(sense.asc, 0x44);
}

static void sense_data_without_check_condition_is_not_looked_at(void)
{
	static const uint8_t statuses[] = {0x00, 0x08, 0x18, 0x28, 0x40};

	for (unsigned i = 0; i < sizeof(statuses); i++) {
		struct command command = {.status = statuses[i], .sense_length = 18, .sense_data = {0x70, 0, 0x03}};
		struct sense sense = command_sense(&command);

		CHECK(sense_is_good(&sense));
	}
}

/* A length that the field allows and the buffer does not have. */
static void sense_length_beyond_the_buffer_is_cut(void)
{
	struct command command = {.status = 0x02, .sense_length = 255, .sense_data = {0x70, 0, 0x05}};
	struct sense sense = command_sense(&command);

	CHECK_EQUAL(sense.key, 0x5);
}

static const struct unit_test tests[] = {
	{"Extent.IsReadAtItsOffsets", extent_is_read_at_its_offsets},
	{"Extent.OtherCommandsHaveNone", other_commands_have_no_extent},
	{"Finish.WithGoodIsStatusGood", finish_with_good_is_status_good},
	{"Finish.WithSenseIsCheckCondition", finish_with_sense_is_check_condition},
	{"Finish.RecoveredErrorIsCheckCondition", recovered_error_is_check_condition},
	{"Sense.OfCheckConditionIsDecoded", sense_of_check_condition_is_decoded},
	{"Sense.MissingIsInternalFailure", check_condition_without_sense_is_internal_failure},
	{"Sense.OfUnknownFormatIsInternalFailure", check_condition_with_unknown_format_is_internal_failure},
	{"Sense.WithoutCheckConditionIsNotLookedAt", sense_data_without_check_condition_is_not_looked_at},
	{"Sense.LengthBeyondTheBufferIsCut", sense_length_beyond_the_buffer_is_cut},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
