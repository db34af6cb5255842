/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include <string.h>

#include "tests/unit/unit.h"

enum { DRIVE, CLOSE, SELECT };

static const struct cli_option options[] = {
	[DRIVE] = {"drive", "URI", "", .required = true},
	[CLOSE] = {"close", NULL, ""},
	[SELECT] = {"select", "GLOB", "", .repeats = true},
	{0},
};

static const struct cli_command command = {"burn", "burns", options, {"FILE"}, NULL};

static struct cli_arguments arguments;
static bool help;
static char name[] = "burn";

/* Words separated by blanks. */
static enum cli_exit parse(const char *line)
{
	static char words[256];
	char *argv[32] = {name};
	int argc = 1;

	strcpy(words, line);
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	return cli_parse(&command, argc, argv, &arguments, &help);
}

static void usage_is_made_of_the_rows(void)
{
	char text[128];

	CHECK_STRING(cli_usage(&command, text, sizeof(text)),
	             "dryburn burn --drive URI [--close] [--select GLOB]... FILE");
}

static void finds_options_and_operands_in_any_order(void)
{
	CHECK_EQUAL(parse("--close image --drive=emu:"), CLI_DONE);
	CHECK_STRING(arguments.operands[0], "image");
	CHECK_STRING(cli_option_value(&arguments, DRIVE), "emu:");
	CHECK(cli_option_value(&arguments, CLOSE) != NULL);
	CHECK(cli_option_value(&arguments, SELECT) == NULL);
}

static void keeps_every_value_of_one_that_repeats(void)
{
	CHECK_EQUAL(parse("--select a --drive d --select b f"), CLI_DONE);
	CHECK_EQUAL(arguments.given_count, 3);
	CHECK_STRING(arguments.given[0].value, "a");
	CHECK_STRING(arguments.given[2].value, "b");
	CHECK_EQUAL(arguments.given[2].option, SELECT);
}

static void takes_what_follows_two_dashes_as_operands(void)
{
	CHECK_EQUAL(parse("--drive d -- --close"), CLI_DONE);
	CHECK_STRING(arguments.operands[0], "--close");
	CHECK(cli_option_value(&arguments, CLOSE) == NULL);
}

static void refuses_what_the_rows_do_not_have(void)
{
	static const char *const lines[] = {
		"--drive d",
		"f",
		"--drive d f g",
		"--drive d --drive e f",
		"--drive d --open f",
		"--drive d -c f",
		"--drive d --close=yes f",
		"f --drive",
	};

	for (unsigned i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		CHECK_EQUAL(parse(lines[i]), CLI_USAGE);
}

static void refuses_more_options_than_it_can_keep(void)
{
	char option[] = "--select=x", *argv[CLI_GIVEN_MAX + 5] = {name};
	int argc = 1;

	while (argc <= CLI_GIVEN_MAX + 1)
		argv[argc++] = option;
	CHECK_EQUAL(cli_parse(&command, argc, argv, &arguments, &help), CLI_USAGE);
}

static void help_needs_nothing_else(void)
{
	CHECK_EQUAL(parse("--help"), CLI_DONE);
	CHECK(help);
	CHECK_EQUAL(parse("--drive d f"), CLI_DONE);
	CHECK(!help);
}

static const struct unit_test tests[] = {
	{"Command.UsageIsMadeOfTheRows", usage_is_made_of_the_rows},
	{"Command.FindsOptionsAndOperandsInAnyOrder", finds_options_and_operands_in_any_order},
	{"Command.KeepsEveryValueOfOneThatRepeats", keeps_every_value_of_one_that_repeats},
	{"Command.TakesWhatFollowsTwoDashesAsOperands", takes_what_follows_two_dashes_as_operands},
	{"Command.RefusesWhatTheRowsDoNotHave", refuses_what_the_rows_do_not_have},
	{"Command.RefusesMoreOptionsThanItCanKeep", refuses_more_options_than_it_can_keep},
	{"Command.HelpNeedsNothingElse", help_needs_nothing_else},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
