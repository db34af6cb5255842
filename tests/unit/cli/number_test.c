/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "cli/message.h"
#include "tests/unit/unit.h"

static bool parses_to(const char *text, uint64_t expected)
{
	uint64_t number = expected + 1;

	return cli_parse_number(text, 5, 100, &number) && number == expected;
}

static bool is_refused(const char *text)
{
	uint64_t number;

	return !cli_parse_number(text, 5, 100, &number);
}

static void takes_what_is_between_the_bounds(void)
{
	CHECK(parses_to("5", 5));
	CHECK(parses_to("042", 42));
	CHECK(parses_to("100", 100));
}

static void refuses_what_is_beyond_the_bounds(void)
{
	CHECK(is_refused("4"));
	CHECK(is_refused("101"));
	CHECK(is_refused("18446744073709551616"));
	CHECK(is_refused("18446744073709551658"));
}

static void refuses_what_is_no_number(void)
{
	static const char *const texts[] = {"", " 50", "50 ", "+50", "-50", "0x32", "5e1", "50%", "fifty"};

	for (unsigned i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		CHECK(is_refused(texts[i]));
}

static void exit_status_tells_usage_from_failure_and_from_the_host(void)
{
	CHECK_EQUAL(cli_exit_of_errno(-ENOENT), 2);
	CHECK_EQUAL(cli_exit_of_errno(-EEXIST), 2);
	CHECK_EQUAL(cli_exit_of_errno(-ENODATA), 1);
	CHECK_EQUAL(cli_exit_of_errno(-EBUSY), 3);
	CHECK_EQUAL(cli_exit_of_errno(-ENOSPC), 3);
	CHECK_EQUAL(cli_exit_of_errno(-EUCLEAN), 3);
}

static const struct unit_test tests[] = {
	{"Number.TakesWhatIsBetweenTheBounds", takes_what_is_between_the_bounds},
	{"Number.RefusesWhatIsBeyondTheBounds", refuses_what_is_beyond_the_bounds},
	{"Number.RefusesWhatIsNoNumber", refuses_what_is_no_number},
	{"Exit.TellsUsageFromFailureAndFromTheHost", exit_status_tells_usage_from_failure_and_from_the_host},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
