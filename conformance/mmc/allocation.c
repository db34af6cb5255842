/* SPDX-License-Identifier: MIT */
/*
 * The allocation length [SPC-4 "Allocation length"]: how much the initiator takes, never how much there is. Every
 * program asks for a header first and for the whole then; who truncates the length field, or refuses, has lost them.
 */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/commands.h"
#include "conformance/mmc/disc.h"

enum { WHOLE_MAX = 1024 };

static uint32_t field(const uint8_t *at, unsigned bytes)
{
	uint32_t value = 0;

	while (bytes--)
		value = value << 8 | *at++;
	return value;
}

/* The table of contents is there once a session is closed: all commands find the same disc. */
static bool prepare(struct rig *rig)
{
	return EXPECT_GOOD(write_blocks(rig, 0, 16, rig->seed)) && EXPECT_GOOD(close_session(rig));
}

/* All that there is: its bytes, 0 when that was not to be had. */
static size_t fetch(struct rig *rig, const struct known_command *command, uint8_t ret_data[WHOLE_MAX])
{
	struct answer answer = order_in(rig, command->cdb, ret_data, command->in);

	return EXPECT_GOOD(answer) ? answer.transferred : 0;
}

/* GET PERFORMANCE counts descriptors behind a header of 8; all others count bytes. */
static struct cdb with_allocation(const struct known_command *command, uint32_t bytes)
{
	struct cdb cdb = cdb_of(command->cdb);

	return command->allocation_bytes ? cdb_with(cdb, command->allocation, command->allocation_bytes, bytes)
	                                 : cdb_with(cdb, 8, 2, bytes > 8 ? (bytes - 8) / 16 : 0);
}

static void of_zero(struct rig *rig, const struct known_command *command)
{
	uint8_t data[WHOLE_MAX];
	size_t least = command->allocation_bytes ? 0 : 8;
	struct answer answer;

	if (!prepare(rig))
		return;
	answer = order_cdb_in(rig, with_allocation(command, 0), data, sizeof(data));
	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, least);
}

/* Events that were given out are gone; these two look at the same disc and drive. */
static void of_less(struct rig *rig, const struct known_command *command)
{
	uint8_t whole[WHOLE_MAX], part[WHOLE_MAX];
	size_t bytes, cuts[] = {1, 4, 8, 0};

	if (!prepare(rig) || !(bytes = fetch(rig, command, whole)))
		return;
	bytes = fetch(rig, command, whole);
	cuts[3] = bytes - (command->allocation_bytes ? 1 : 16);
	for (unsigned i = command->allocation_bytes ? 0 : 2; i < 4; i++) {
		struct answer answer;

		if (cuts[i] >= bytes)
			continue;
		answer = order_cdb_in(rig, with_allocation(command, (uint32_t)cuts[i]), part, sizeof(part));
		EXPECT_GOOD(answer);
		EXPECT_TRANSFERRED(rig, answer, cuts[i]);
		EXPECT(memcmp(part, whole, cuts[i]) == 0, "the first %zu bytes are others than those of the whole",
		       cuts[i]);
	}
}

static void of_more(struct rig *rig, const struct known_command *command)
{
	uint8_t whole[WHOLE_MAX];
	size_t bytes;

	if (!prepare(rig) || !(bytes = fetch(rig, command, whole)))
		return;
	EXPECT(bytes < command->in, "%zu bytes fill the room that there was", bytes);
	EXPECT_EQUAL(field(whole + command->length, command->length_bytes) + command->length_base, bytes);
}

#define DATA_IN_COMMANDS(ROW)         \
	COMMANDS_ANSWERED_ALWAYS(ROW) \
	ROW(ModeSense6)               \
	ROW(ModeSense10)              \
	ROW(ReadBufferCapacity)       \
	ROW(MechanismStatus)          \
	ROW(ReadFormatCapacities) ROW(ReadToc) ROW(ReadDiscInformation) ROW(ReadTrackInformation) ROW(ReadDiscStructure)

#define FUNCTIONS(name)                                        \
	static void zero_##name(struct rig *rig)               \
	{                                                      \
		of_zero(rig, &known_commands[COMMAND_##name]); \
	}                                                      \
	static void less_##name(struct rig *rig)               \
	{                                                      \
		of_less(rig, &known_commands[COMMAND_##name]); \
	}                                                      \
	static void more_##name(struct rig *rig)               \
	{                                                      \
		of_more(rig, &known_commands[COMMAND_##name]); \
	}
DATA_IN_COMMANDS(FUNCTIONS)

/* clang-format off */
#define ROWS(name) \
	{"Allocation.Zero." #name, "ALLOC-01",              "", ROOM, "dvd+r", zero_##name}, \
	{"Allocation.Less." #name, "ALLOC-02 ALLOC-03", "", ROOM, "dvd+r", less_##name}, \
	{"Allocation.More." #name, "ALLOC-04",              "", ROOM, "dvd+r", more_##name},
const struct test_case mmc_allocation_cases[] = {DATA_IN_COMMANDS(ROWS) {0}};
/* clang-format on */
