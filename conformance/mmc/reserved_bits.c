/* SPDX-License-Identifier: MIT */
/* Every bit of a CDB that is not defined: [SPC-4 "Reserved"] lets a drive refuse it, which is what a strict one does.
 */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/commands.h"

static void is_refused(struct rig *rig, const struct known_command *command, const struct cdb *cdb, unsigned byte,
                       unsigned bit)
{
	struct cdb bad = *cdb;
	uint8_t data[1024] = {0};
	struct answer answer;

	bad.bytes[byte] |= (uint8_t)(1 << bit);
	answer = command->out ? order_cdb_out(rig, bad, data, command->out)
	                      : order_cdb_in(rig, bad, data, command->in ? command->in : 8);
	if (EXPECT_CDB_FIELD(answer, byte))
		EXPECT(answer.sense_data[15] == (0xC8 | bit), "the bit pointer is %02Xh, expected bit %u",
		       answer.sense_data[15], bit);
}

static void all_are_refused(struct rig *rig, const struct known_command *command)
{
	struct cdb cdb = cdb_of(command->cdb), usage = cdb_of(command->usage);

	for (unsigned byte = 1; byte < cdb.length; byte++)
		for (unsigned bit = 0; bit < 8; bit++)
			if (!(usage.bytes[byte] >> bit & 1))
				is_refused(rig, command, &cdb, byte, bit);
}

#define FUNCTION(name)                                                 \
	static void reserved_##name(struct rig *rig)                   \
	{                                                              \
		all_are_refused(rig, &known_commands[COMMAND_##name]); \
	}
ALL_COMMANDS(FUNCTION)

/* clang-format off */
#define ROW(name) {"ReservedBits." #name, "CDB-01 CDB-02", "", NEW_DISC, "dvd+r", reserved_##name},
const struct test_case mmc_reserved_bits_cases[] = {ALL_COMMANDS(ROW) {0}};
/* clang-format on */
