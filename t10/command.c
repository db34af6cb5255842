/* SPDX-License-Identifier: MIT */
#include "t10/command.h"

#include "t10/bytes.h"
#include "t10/opcode.h"

void command_finish(struct command *command, const struct sense *sense)
{
	bool good = sense_is_good(sense);

	command->status = good ? STATUS_GOOD : STATUS_CHECK_CONDITION;
	command->sense_length = good ? 0 : SENSE_FIXED_BYTES;
	if (!good)
		sense_encode(sense, command->sense_data);
}

struct sense command_sense(const struct command *command)
{
	bool known;
	struct sense sense;

	if (command->status != STATUS_CHECK_CONDITION)
		return SENSE_GOOD;
	sense = sense_decode(command->sense_data, command->sense_length, &known);
	return known ? sense : sense_of(HARDWARE_ERROR, INTERNAL_TARGET_FAILURE);
}

bool command_extent(const struct command *command, uint32_t *ret_lba, uint32_t *ret_blocks)
{
	*ret_lba = get_be32(command->cdb + 2);
	switch (command->cdb[0]) {
	case READ_10:
	case WRITE_10:
	case WRITE_AND_VERIFY_10:
	case VERIFY_10:
		*ret_blocks = get_be16(command->cdb + 7);
		return true;
	case READ_12:
	case WRITE_12:
		*ret_blocks = get_be32(command->cdb + 6);
		return true;
	default:
		return false;
	}
}
