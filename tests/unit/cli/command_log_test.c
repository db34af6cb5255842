/* SPDX-License-Identifier: MIT */
#include "cli/command_log.h"

#include <errno.h>

#include "tests/unit/unit.h"

static const struct command write_32_at_1216 = {.cdb = {0x2A, 0, 0, 0, 0x04, 0xC0, 0, 0, 32}, .cdb_length = 10};
static const struct command synchronize_cache = {.cdb = {0x35}, .cdb_length = 10};

static struct command_log log_of(struct command command, int result, const struct sense *sense)
{
	struct command_log log = {0};
	struct trace_observer observer = command_log_observer(&log);

	if (!result)
		command_finish(&command, sense);
	observer.after(observer.context, &command, result);
	return log;
}

static const char *described(struct command command, int result, const struct sense *sense)
{
	static char text[COMMAND_TEXT_MAX];
	struct command_log log = log_of(command, result, sense);

	return command_log_describe(&log, text, sizeof(text));
}

static void names_command_block_and_sense(void)
{
	struct sense bad = sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 1234);

	CHECK_STRING(described(write_32_at_1216, 0, &bad),
	             "WRITE(10) at block 1216: MEDIUM ERROR, WRITE ERROR (3/0C/00), block 1234");
}

static void names_no_block_where_the_command_has_none(void)
{
	struct sense bad = sense_of(ILLEGAL_REQUEST, COMMAND_SEQUENCE_ERROR);

	CHECK_STRING(described(synchronize_cache, 0, &bad),
	             "SYNCHRONIZE CACHE: ILLEGAL REQUEST, COMMAND SEQUENCE ERROR (5/2C/00)");
}

static void tells_silence_from_an_answer(void)
{
	CHECK_STRING(described(synchronize_cache, -ETIMEDOUT, NULL), "SYNCHRONIZE CACHE: no answer in time");
	CHECK_STRING(described(synchronize_cache, -ENODEV, NULL), "SYNCHRONIZE CACHE: No such device");
}

static void has_nothing_to_say_of_a_success(void)
{
	CHECK_STRING(described(write_32_at_1216, 0, &SENSE_GOOD), "");
}

static void counts_blocks_of_good_writes_only(void)
{
	struct sense bad = sense_of(MEDIUM_ERROR, WRITE_ERROR);

	CHECK_EQUAL(log_of(write_32_at_1216, 0, &SENSE_GOOD).written_blocks, 32);
	CHECK_EQUAL(log_of(write_32_at_1216, 0, &bad).written_blocks, 0);
	CHECK_EQUAL(log_of(write_32_at_1216, -ETIMEDOUT, NULL).written_blocks, 0);
	CHECK_EQUAL(log_of(synchronize_cache, 0, &SENSE_GOOD).written_blocks, 0);
}

static const struct unit_test tests[] = {
	{"CommandLog.NamesCommandBlockAndSense", names_command_block_and_sense},
	{"CommandLog.NamesNoBlockWhereTheCommandHasNone", names_no_block_where_the_command_has_none},
	{"CommandLog.TellsSilenceFromAnAnswer", tells_silence_from_an_answer},
	{"CommandLog.HasNothingToSayOfASuccess", has_nothing_to_say_of_a_success},
	{"CommandLog.CountsBlocksOfGoodWritesOnly", counts_blocks_of_good_writes_only},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
