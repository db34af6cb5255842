/* SPDX-License-Identifier: MIT */
/* Known deviations: their file, and what they make of verdicts. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/deviations.h"
#include "conformance/expect.h"
#include "tests/unit/unit.h"

static void passes(struct rig *rig)
{
	EXPECT(rig->engine != NULL, "no engine");
}

static void fails(struct rig *rig)
{
	(void)rig;
	EXPECT(false, "it is so");
}

/* clang-format off */
static const struct test_case few_cases[] = {
	{"Alpha.Passes", "R-1", "", 0,                "dvd+r", passes},
	{"Alpha.Too",    "R-1", "", 0,                "dvd+r", passes},
	{"Alpha.Fails",  "R-1", "", 0,                "dvd+r", fails},
	{"Beta.Fails",   "R-1", "", 0,                "dvd+r", fails},
	{"Beta.Ours",    "R-1", "", NEEDS_OUR_ENGINE, "dvd+r", passes},
	{0},
};
/* clang-format on */
static const struct test_case *const few[] = {few_cases, NULL};

static int read_text(const char *text, struct deviations **ret_deviations, char ret_reason[SUITE_REASON_MAX])
{
	FILE *file = fmemopen((char *)text, strlen(text), "r");
	int error = deviations_read(file, "known.txt", "2026-06-15", ret_deviations, ret_reason);

	fclose(file);
	return error;
}

/* ---- runs, before the tests ---- */

struct run {
	int error;
	struct suite_result *result;
	char reason[SUITE_REASON_MAX];
};

static struct run known, last_day, expired, passing, unmatched, all_of_them, first_counts, only_known;

/* `glob` NULL: all cases. */
static void run(struct run *run, const char *text, const char *glob)
{
	struct suite_options options = {
		.tables = few, .lenient = true, .patterns = &glob, .pattern_count = glob ? 1 : 0};
	struct deviations *deviations = NULL;

	run->error = read_text(text, &deviations, run->reason);
	options.deviations = deviations;
	if (!run->error)
		run->error = suite_run(&options, &run->result, run->reason);
	deviations_destroy(deviations);
}

static void run_suites(void)
{
	run(&known, "# comment\n\n *.Fails | 2026-07-01 | jane | slow | but sure \nBeta.Ours|2026-07-01|x|y\n", NULL);
	run(&last_day, "Alpha.Fails | 2026-06-15 | jane | x\n", NULL);
	run(&expired, "Alpha.Fails | 2026-06-14 | jane | x\n", NULL);
	run(&passing, "Alpha.Passes | 2026-07-01 | jane | x\n", "Alpha.[PT]*");
	run(&unmatched, "Alpha.Fails | 2026-07-01 | jane | x\nGamma.* | 2026-07-01 | jane | x\n", NULL);
	run(&all_of_them, "* | 2026-07-01 | jane | x\n", NULL);
	run(&first_counts, "Alpha.* | 2026-01-01 | jane | first\n*.Fails | 2026-07-01 | joe | second\n", NULL);
	run(&only_known, "*.Fails | 2026-07-01 | jane | x\n", "Alpha.Fails");
}

static const struct case_result *find(const struct run *run, const char *id)
{
	for (unsigned i = 0; run->result && i < run->result->count; i++)
		if (strcmp(run->result->cases[i].id, id) == 0)
			return &run->result->cases[i];
	return NULL;
}

static void check(const struct run *run, const char *id, enum verdict verdict, const char *message_has)
{
	const struct case_result *result = find(run, id);

	if (!CHECK(result != NULL))
		return;
	CHECK_EQUAL(result->verdict, verdict);
	unit_check(strstr(result->message, message_has) != NULL, __FILE__, __LINE__, "%s says \"%s\"", id,
	           result->message);
}

/* ---- what they make of verdicts ---- */

static void a_known_failure_is_none(void)
{
	check(&known, "Alpha.Fails", VERDICT_XFAIL, "known deviation (jane, until 2026-07-01): slow | but sure\n");
	check(&known, "Beta.Fails", VERDICT_XFAIL, "it is so");
	check(&known, "Alpha.Passes", VERDICT_PASS, "");
	CHECK_EQUAL(suite_exit_status(known.result), 0);
}

static void a_skip_stays_one(void)
{
	check(&known, "Beta.Ours", VERDICT_SKIP, "");
}

static void the_last_day_is_included(void)
{
	check(&last_day, "Alpha.Fails", VERDICT_XFAIL, "known deviation");
	check(&last_day, "Beta.Fails", VERDICT_FAIL, "it is so");
}

static void an_expired_one_fails(void)
{
	check(&expired, "Alpha.Fails", VERDICT_FAIL, "fails, by a deviation that has expired (jane, until 2026-06-14)");
	CHECK_EQUAL(suite_exit_status(expired.result), 1);
}

static void an_unexpected_pass_fails(void)
{
	check(&passing, "Alpha.Passes", VERDICT_XPASS, "passes, against a known deviation (jane");
	CHECK_EQUAL(passing.result->totals[VERDICT_XPASS], 1);
	CHECK_EQUAL(passing.result->totals[VERDICT_PASS], 1);
	CHECK_EQUAL(passing.result->totals[VERDICT_FAIL], 0);
	CHECK_EQUAL(suite_exit_status(passing.result), 1);
}

static void the_first_that_fits_counts(void)
{
	check(&first_counts, "Alpha.Fails", VERDICT_FAIL, "first");
	check(&first_counts, "Beta.Fails", VERDICT_XFAIL, "second");
}

static void one_that_fits_nothing_is_an_error(void)
{
	CHECK_EQUAL(unmatched.error, -ESRCH);
	CHECK_STRING(unmatched.reason, "known.txt:2: Gamma.* fits no case");
}

static void one_that_fits_everything_is_an_error(void)
{
	CHECK_EQUAL(all_of_them.error, -ESRCH);
	CHECK_STRING(all_of_them.reason, "known.txt:1: * fits every case: name those meant");
}

/* A run in which nothing passed has shown nothing. */
static void known_failures_alone_are_no_success(void)
{
	CHECK_EQUAL(only_known.error, 0);
	CHECK_EQUAL(only_known.result->totals[VERDICT_XFAIL], 1);
	CHECK_EQUAL(suite_exit_status(only_known.result), 1);
}

/* ---- the file ---- */

static void days_of_the_calendar(void)
{
	CHECK(deviations_is_day("2026-01-31") && deviations_is_day("2024-02-29") && deviations_is_day("2000-02-29"));
	CHECK(!deviations_is_day("2026-02-29") && !deviations_is_day("2100-02-29") && !deviations_is_day("2026-04-31"));
	CHECK(!deviations_is_day("2026-00-10") && !deviations_is_day("2026-13-10") && !deviations_is_day("2026-01-00"));
	CHECK(!deviations_is_day("2026-1-01") && !deviations_is_day("2026/01/01") && !deviations_is_day("2026-01-011"));
	CHECK(!deviations_is_day(""));
}

static void check_refused(const char *text, const char *expected)
{
	struct deviations *deviations = NULL;
	char reason[SUITE_REASON_MAX] = "";

	CHECK_EQUAL(read_text(text, &deviations, reason), -EINVAL);
	CHECK_STRING(reason, expected);
}

static void wrong_lines_are_refused(void)
{
	static char too_long[DEVIATION_LINE_MAX + 8];

	check_refused("A | 2026-07-01 | x\n", "known.txt:1: no deviation: GLOB | EXPIRES | OWNER | REASON is one");
	check_refused("#\nA | soon | x | y\n", "known.txt:2: \"soon\" is no day: YYYY-MM-DD is");
	check_refused("A | 2026-07-01 | | y\n", "known.txt:1: OWNER is missing");
	check_refused("A | 2026-07-01 | x |\n", "known.txt:1: REASON is missing");
	check_refused("A | 2026-07-01 | x | \xFF\n", "known.txt:1: the line is not UTF-8");
	memset(too_long, 'x', sizeof(too_long) - 1);
	check_refused(too_long, "known.txt:1: the line is longer than 1022 bytes");
}

static void too_many_are_refused(void)
{
	char *text = NULL, reason[SUITE_REASON_MAX] = "";
	struct deviations *deviations = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	for (unsigned i = 0; i <= DEVIATIONS_MAX; i++)
		fputs("A|2026-07-01|x|y\n", file);
	fclose(file);
	CHECK_EQUAL(read_text(text, &deviations, reason), -EINVAL);
	CHECK_STRING(reason, "known.txt:1025: there are more than 1024 deviations");
	free(text);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Deviations.AKnownFailureIsNone",              a_known_failure_is_none},
	{"Deviations.ASkipStaysOne",                    a_skip_stays_one},
	{"Deviations.TheLastDayIsIncluded",             the_last_day_is_included},
	{"Deviations.AnExpiredOneFails",                an_expired_one_fails},
	{"Deviations.AnUnexpectedPassFails",            an_unexpected_pass_fails},
	{"Deviations.TheFirstThatFitsCounts",           the_first_that_fits_counts},
	{"Deviations.OneThatFitsNothingIsAnError",      one_that_fits_nothing_is_an_error},
	{"Deviations.OneThatFitsEverythingIsAnError",   one_that_fits_everything_is_an_error},
	{"Deviations.KnownFailuresAloneAreNoSuccess",   known_failures_alone_are_no_success},
	{"Deviations.DaysOfTheCalendar",                days_of_the_calendar},
	{"Deviations.WrongLinesAreRefused",             wrong_lines_are_refused},
	{"Deviations.TooManyAreRefused",                too_many_are_refused},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	struct run *runs[] = {&known, &last_day, &expired, &passing, &first_counts, &only_known};
	int result;

	run_suites();
	result = unit_main(argc, argv, tests);
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		if (!runs[i]->error)
			suite_result_destroy(runs[i]->result);
	return result;
}
