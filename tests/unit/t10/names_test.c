/* SPDX-License-Identifier: MIT */
/* Operation codes, profiles and features: numbers and names. */
#include <stdio.h>
#include <string.h>

#include "t10/opcode.h"
#include "t10/profile.h"
#include "tests/unit/unit.h"

struct row {
	unsigned code;
	const char *name;
};

/* clang-format off */
/* A second opinion on numbers that the product's table might have wrong: those every burning program sends. */
static const struct row opcodes[] = {
	{ 0x00, "TEST UNIT READY" },       { 0x03, "REQUEST SENSE" },           { 0x04, "FORMAT UNIT" },
	{ 0x12, "INQUIRY" },               { 0x1B, "START STOP UNIT" },         { 0x1E, "PREVENT ALLOW MEDIUM REMOVAL" },
	{ 0x23, "READ FORMAT CAPACITIES" },{ 0x25, "READ CAPACITY" },           { 0x28, "READ(10)" },
	{ 0x2A, "WRITE(10)" },             { 0x35, "SYNCHRONIZE CACHE" },       { 0x43, "READ TOC/PMA/ATIP" },
	{ 0x46, "GET CONFIGURATION" },     { 0x4A, "GET EVENT STATUS NOTIFICATION" }, { 0x51, "READ DISC INFORMATION" },
	{ 0x52, "READ TRACK INFORMATION" },{ 0x53, "RESERVE TRACK" },           { 0x54, "SEND OPC INFORMATION" },
	{ 0x55, "MODE SELECT(10)" },       { 0x5A, "MODE SENSE(10)" },          { 0x5B, "CLOSE TRACK SESSION" },
	{ 0x5C, "READ BUFFER CAPACITY" },  { 0x5D, "SEND CUE SHEET" },          { 0xA1, "BLANK" },
	{ 0xA8, "READ(12)" },              { 0xAA, "WRITE(12)" },               { 0xAC, "GET PERFORMANCE" },
	{ 0xAD, "READ DISC STRUCTURE" },   { 0xB6, "SET STREAMING" },           { 0xBB, "SET CD SPEED" },
	{ 0xBE, "READ CD" },
};
static const struct row profiles[] = {
	{ 0x0000, "no medium" },           { 0x0008, "CD-ROM" },       { 0x0009, "CD-R" },    { 0x000A, "CD-RW" },
	{ 0x0010, "DVD-ROM" },             { 0x0011, "DVD-R sequential" }, { 0x0012, "DVD-RAM" },
	{ 0x0013, "DVD-RW restricted overwrite" }, { 0x0014, "DVD-RW sequential" }, { 0x001A, "DVD+RW" },
	{ 0x001B, "DVD+R" },               { 0x002B, "DVD+R dual layer" }, { 0x0040, "BD-ROM" },
	{ 0x0041, "BD-R sequential" },     { 0x0042, "BD-R random" },  { 0x0043, "BD-RE" },
	{ 0x0007, "unknown profile" },     { 0xFFFF, "unknown profile" },
};
static const struct row features[] = {
	{ 0x0000, "Profile List" },        { 0x0001, "Core" },         { 0x0003, "Removable Medium" },
	{ 0x0010, "Random Readable" },     { 0x0021, "Incremental Streaming Writable" },
	{ 0x0105, "Timeout" },             { 0x0107, "Real Time Streaming" }, { 0x010C, "Firmware Information" },
	{ 0x0005, "unknown feature" },     { 0xFFFF, "unknown feature" },
};
/* clang-format on */

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static void opcode_names_are_t10s(void)
{
	for (size_t i = 0; i < COUNT(opcodes); i++)
		CHECK_STRING(opcode_name((uint8_t)opcodes[i].code), opcodes[i].name);
}

static void opcode_names_round_trip(void)
{
	unsigned listed = 0;

	for (unsigned code = 0; code < 256; code++) {
		const char *name = opcode_name((uint8_t)code);

		if (strncmp(name, "operation code ", 15) == 0)
			continue;
		CHECK_EQUAL(opcode_from_name(name), code);
		listed++;
	}
	CHECK(listed >= COUNT(opcodes));
}

static void opcode_name_in_any_letter_case_is_found(void)
{
	CHECK_EQUAL(opcode_from_name("write(10)"), 0x2A);
	CHECK_EQUAL(opcode_from_name("Read TOC/PMA/atip"), 0x43);
}

static void unknown_opcode_name_is_minus_one(void)
{
	static const char *const unknown[] = {"", "WRITE", "WRITE(10) ", " WRITE(10)", "operation code 01h"};

	for (size_t i = 0; i < COUNT(unknown); i++)
		CHECK_EQUAL(opcode_from_name(unknown[i]), -1);
}

static void unlisted_opcodes_are_named_by_number(void)
{
	static const uint8_t codes[] = {0x01, 0x5E, 0x7F, 0xC0, 0xFF};

	for (size_t i = 0; i < COUNT(codes); i++) {
		char expected[32];

		snprintf(expected, sizeof(expected), "operation code %02Xh", codes[i]);
		CHECK_STRING(opcode_name(codes[i]), expected);
	}
}

static void profiles_are_named(void)
{
	for (size_t i = 0; i < COUNT(profiles); i++)
		CHECK_STRING(profile_name((uint16_t)profiles[i].code), profiles[i].name);
}

static void features_are_named(void)
{
	for (size_t i = 0; i < COUNT(features); i++)
		CHECK_STRING(feature_name((uint16_t)features[i].code), features[i].name);
}

static const struct unit_test tests[] = {
	{"Opcode.NamesAreT10s", opcode_names_are_t10s},
	{"Opcode.NamesRoundTrip", opcode_names_round_trip},
	{"Opcode.NameInAnyLetterCaseIsFound", opcode_name_in_any_letter_case_is_found},
	{"Opcode.UnknownNameIsMinusOne", unknown_opcode_name_is_minus_one},
	{"Opcode.UnlistedAreNamedByNumber", unlisted_opcodes_are_named_by_number},
	{"Profile.IsNamed", profiles_are_named},
	{"Feature.IsNamed", features_are_named},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
