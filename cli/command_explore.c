/* SPDX-License-Identifier: MIT */
/* dryburn explore: a cancel, trouble and other tasks at every place of a section. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/message.h"
#include "conformance/exploration/exploration.h"

enum {
	EXPLORE_WRITES,
	EXPLORE_BLOCKS,
	EXPLORE_CANCELS,
	EXPLORE_FAULTS,
	EXPLORE_PREEMPTIONS,
	EXPLORE_RANDOM,
	EXPLORE_PCT,
	EXPLORE_SEED,
	EXPLORE_SECONDS,
	EXPLORE_JOBS,
	EXPLORE_REPLAY,
	EXPLORE_JSON,
	EXPLORE_OPTIONS
};

/* When chance is not told how long. */
enum { CHANCE_SECONDS = 10 };

const struct cli_option explore_options[] = {
	[EXPLORE_WRITES] = {"writes", "N", "the section takes N WRITEs (8)"},
	[EXPLORE_BLOCKS] = {"blocks", "N", "each of N blocks (16)"},
	[EXPLORE_CANCELS] = {"cancels", "C", "at most C cancels in a schedule (1)"},
	[EXPLORE_FAULTS] = {"faults", "F", "at most F faults (1)"},
	[EXPLORE_PREEMPTIONS] = {"preemptions", "P", "at most P preemptions (1)"},
	[EXPLORE_RANDOM] = {"random", NULL, "draws schedules instead of running all"},
	[EXPLORE_PCT] = {"pct", "D", "as --random, with tasks by priorities that change D-1 times"},
	[EXPLORE_SEED] = {"seed", "N", "where chance begins (1)"},
	[EXPLORE_SECONDS] = {"seconds", "S", "stops after S seconds"},
	[EXPLORE_JOBS] = {"jobs", "N", "in N processes (1)"},
	[EXPLORE_REPLAY] = {"replay", "VECTOR", "runs one schedule and shows it"},
	[EXPLORE_JSON] = {"json", "FILE", "writes the result as JSON"},
	[EXPLORE_OPTIONS] = {0},
};

static enum cli_exit refused(const char *reason, int error)
{
	cli_error("%s", reason);
	return error == -EINVAL ? CLI_USAGE : CLI_UNAVAILABLE;
}

/* ---- numbers ---- */

/* Those that have a default and a range. */
static const struct number {
	unsigned option;
	unsigned long least, most, usual;
} numbers[] = {
	{EXPLORE_WRITES, 1, 64, 8},
	{EXPLORE_BLOCKS, 1, 32, 16},
	{EXPLORE_CANCELS, 0, EXPLORATION_DISTURBANCES_MAX, 1},
	{EXPLORE_FAULTS, 0, EXPLORATION_DISTURBANCES_MAX, 1},
	{EXPLORE_PREEMPTIONS, 0, EXPLORATION_DISTURBANCES_MAX, 1},
	{EXPLORE_PCT, 1, 64, 1},
	{EXPLORE_SEED, 0, UINT32_MAX, 1},
	{EXPLORE_SECONDS, 1, 10000000, 0},
	{EXPLORE_JOBS, 1, EXPLORATION_JOBS_MAX, 1},
};

static bool read_number(const struct cli_arguments *arguments, const struct number *number, unsigned long *ret_value)
{
	const char *text = cli_option_value(arguments, number->option);
	char *end;

	*ret_value = number->usual;
	if (!text)
		return true;
	errno = 0;
	*ret_value = strtoul(text, &end, 10);
	if (*text >= '0' && *text <= '9' && !*end && !errno && *ret_value >= number->least &&
	    *ret_value <= number->most)
		return true;
	cli_usage_error(arguments->command, "--%s takes a number from %lu to %lu, not \"%s\"",
	                explore_options[number->option].name, number->least, number->most, text);
	return false;
}

static bool read_options(const struct cli_arguments *arguments, struct exploration_options *ret_options)
{
	unsigned long values[EXPLORE_OPTIONS];
	bool random = cli_option_value(arguments, EXPLORE_RANDOM), pct = cli_option_value(arguments, EXPLORE_PCT);

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (!read_number(arguments, &numbers[i], &values[numbers[i].option]))
			return false;
	if ((random || pct) && !values[EXPLORE_SECONDS])
		values[EXPLORE_SECONDS] = CHANCE_SECONDS;
	*ret_options = (struct exploration_options){
		.writes = (unsigned)values[EXPLORE_WRITES],
		.blocks = (unsigned)values[EXPLORE_BLOCKS],
		.bound.most = {[CANCEL] = (unsigned)values[EXPLORE_CANCELS],
	                       [FAULT] = (unsigned)values[EXPLORE_FAULTS],
	                       [PREEMPTION] = (unsigned)values[EXPLORE_PREEMPTIONS]},
		.way = pct      ? BY_PRIORITIES
	               : random ? AT_RANDOM
	                        : EXHAUSTIVELY,
		.depth = (unsigned)values[EXPLORE_PCT],
		.seed = values[EXPLORE_SEED],
		.seconds = (unsigned)values[EXPLORE_SECONDS],
		.jobs = (unsigned)values[EXPLORE_JOBS],
	};
	if (!random || !pct)
		return true;
	cli_usage_error(arguments->command, "--random and --pct exclude each other");
	return false;
}

/* ---- running ---- */

static void show_line(void *context, const char *line)
{
	(void)context;
	puts(line);
}

static enum cli_exit write_json(const struct exploration_result *result, const char *path)
{
	int error = path ? exploration_write_json(result, path) : 0;

	if (!error)
		return CLI_DONE;
	cli_error("%s cannot be written: %s", path, strerror(-error));
	return CLI_UNAVAILABLE;
}

static enum cli_exit replay(const char *vector)
{
	struct exploration_result result;
	char reason[EXPLORATION_REASON_MAX];
	int error = explore_replay(vector, show_line, NULL, &result, reason);

	if (error)
		return refused(reason, error);
	if (!result.broken) {
		puts("every property holds");
		return CLI_DONE;
	}
	printf("broken: %s: %s\n", result.property, result.detail);
	return CLI_FAILED;
}

/* Shows how the schedule that broke goes. One that ends the process ends this one, too: it is not shown. */
static void show_broken(const struct exploration_result *result)
{
	struct exploration_result again;
	char reason[EXPLORATION_REASON_MAX];

	if (strcmp(result->property, "crash") != 0 && explore_replay(result->vector, show_line, NULL, &again, reason))
		cli_error("%s", reason);
}

enum cli_exit explore_command(const struct cli_arguments *arguments)
{
	const char *vector = cli_option_value(arguments, EXPLORE_REPLAY);
	struct exploration_options options;
	struct exploration_result result;
	char reason[EXPLORATION_REASON_MAX];
	enum cli_exit written;
	int error;

	if (vector)
		return replay(vector);
	if (!read_options(arguments, &options))
		return CLI_USAGE;
	error = explore(&options, &result, reason);
	if (error)
		return refused(reason, error);
	if (result.broken)
		show_broken(&result);
	exploration_print(&result, stdout);
	written = write_json(&result, cli_option_value(arguments, EXPLORE_JSON));
	return result.broken ? CLI_FAILED : written;
}
