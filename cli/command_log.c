/* SPDX-License-Identifier: MIT */
#include "cli/command_log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "t10/opcode.h"

static bool is_write(uint8_t opcode)
{
	return opcode == WRITE_10 || opcode == WRITE_12;
}

static void note(void *context, const struct command *command, int result)
{
	struct command_log *log = context;
	uint32_t blocks = 0;

	log->failed = result || command->status != STATUS_GOOD;
	log->opcode = command->cdb[0];
	log->has_block = command_extent(command, &log->block, &blocks);
	log->result = result;
	log->status = command->status;
	log->sense = result ? SENSE_GOOD : command_sense(command);
	if (!log->failed && is_write(log->opcode))
		log->written_blocks += blocks;
}

struct trace_observer command_log_observer(struct command_log *log)
{
	return (struct trace_observer){.after = note, .context = log};
}

static void describe_answer(const struct command_log *log, char *text, size_t size)
{
	if (log->result == -ETIMEDOUT)
		snprintf(text, size, "no answer in time");
	else if (log->result)
		snprintf(text, size, "%s", strerror(-log->result));
	else if (log->status == STATUS_CHECK_CONDITION)
		sense_describe(&log->sense, text, size);
	else
		snprintf(text, size, "status %02Xh", log->status);
}

const char *command_log_describe(const struct command_log *log, char *text, unsigned size)
{
	char answer[COMMAND_TEXT_MAX], block[32] = "";

	text[0] = '\0';
	if (!log->failed)
		return text;
	if (log->has_block)
		snprintf(block, sizeof(block), " at block %u", log->block);
	describe_answer(log, answer, sizeof(answer));
	snprintf(text, size, "%s%s: %s", opcode_name(log->opcode), block, answer);
	return text;
}
