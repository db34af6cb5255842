/* SPDX-License-Identifier: MIT */
/*
 * The runner's verdicts. CUnit's registry exists once, so the suites run first, in main(), and the tests look at what
 * came out. A deadlock leaks what its tasks owned: that suite runs in a process of its own.
 */
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/carrier.h"
#include "conformance/expect.h"
#include "conformance/suite.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

/* ---- cases to be judged ---- */

static void passes(struct rig *rig)
{
	EXPECT(rig->engine != NULL, "no engine");
}

static void fails(struct rig *rig)
{
	(void)rig;
	EXPECT_HRESULT(0x00AA0302, 0);
	EXPECT_EQUAL(3, 4);
	EXPECT(false, "bell \a and newline\n, \xFF");
}

static void asserts_nothing(struct rig *rig)
{
	(void)rig;
}

static void fails_thirty_times(struct rig *rig)
{
	(void)rig;
	for (unsigned i = 0; i < 30; i++)
		EXPECT(false, "failure %u", i);
}

static void stops_at_require(struct rig *rig)
{
	(void)rig;
	REQUIRE(false, "first");
	EXPECT(false, "second");
}

static void arms_in_vain(struct rig *rig)
{
	EXPECT(rig->engine != NULL, "no engine");
	rig_arm(rig, "id=unused op=BLANK do=hang");
}

static void arms_nonsense(struct rig *rig)
{
	EXPECT(rig->engine != NULL, "no engine");
	rig_arm(rig, "id=x op=NONSENSE do=hang");
}

static void never_ends(struct rig *rig)
{
	BYTE test_unit_ready[6] = {0}, sense[18];

	EXPECT(rig->engine != NULL, "no engine");
	while (SUCCEEDED(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, test_unit_ready, 6, sense, 10)))
		continue;
}

static void reads_leniently(struct rig *rig)
{
	(void)rig;
	EXPECT_HRESULT_READING(1, 0, 1);
}

static void reads_wrongly(struct rig *rig)
{
	(void)rig;
	EXPECT_HRESULT_READING(2, 0, 1);
}

static void says_its_medium(struct rig *rig)
{
	EXPECT(strcmp(rig->medium, "bd-re") != 0, "the medium is %s", rig->medium);
}

static void locks_twice(struct rig *rig)
{
	struct mutex *mutex = mutex_create(rig->platform, "judge");

	EXPECT(mutex != NULL, "no mutex");
	mutex_lock(rig->platform, mutex);
	mutex_lock(rig->platform, mutex);
}

/* clang-format off */
static const struct test_case mixed_cases[] = {
	{"Alpha.Passes",          "R-1",     "",  0, "dvd+r", passes},
	{"Alpha.Fails",           "R-1 R-2", "C", 0, "dvd+r", fails},
	{"Alpha.AssertsNothing",  "R-1",     "",  0, "dvd+r", asserts_nothing},
	{"Beta.FailsThirtyTimes", "R-1",     "",  0, "dvd+r", fails_thirty_times},
	{"Beta.StopsAtRequire",   "R-1",     "",  0, "dvd+r", stops_at_require},
	{"Beta.ArmsInVain",       "R-1",     "",  NEEDS_FAULTS, "dvd+r", arms_in_vain},
	{"Beta.ArmsNonsense",     "R-1",     "",  NEEDS_FAULTS, "dvd+r", arms_nonsense},
	{"Beta.NeverEnds",        "R-1",     "",  0, "dvd+r", never_ends},
	{"Gamma.Medium",          "R-1",     "",  0, "dvd+r bd-re", says_its_medium},
	{"Gamma.NoDisc",          "R-1",     "",  0, "",      passes},
	{0},
};
static const struct test_case faulty_cases[] = {{"Delta.NeedsFaults", "R-1", "", NEEDS_FAULTS, "dvd+r", passes}, {0}};
static const struct test_case twin_cases[] = {{"Alpha.Passes", "R-1", "", 0, "dvd+r", passes}, {0}};
static const struct test_case unclaimed_cases[] = {{"Alpha.Passes", "", "", 0, "dvd+r", passes}, {0}};
static const struct test_case open_cases[] = {
	{"Open.Lenient",  "R-1", "", 0,                "dvd+r", reads_leniently},
	{"Open.Wrong",    "R-1", "", 0,                "dvd+r", reads_wrongly},
	{"Open.OnlyOurs", "R-1", "", NEEDS_OUR_ENGINE, "dvd+r", passes},
	{0},
};
static const struct test_case endless_cases[] = {{"Omega.LocksTwice", "R-1", "", 0, "dvd+r", locks_twice}, {0}};
/* clang-format on */

static const struct test_case *const mixed[] = {mixed_cases, NULL};
static const struct test_case *const faulty[] = {faulty_cases, NULL};
static const struct test_case *const twins[] = {mixed_cases, twin_cases, NULL};
static const struct test_case *const unclaimed[] = {unclaimed_cases, NULL};
static const struct test_case *const open_to_readings[] = {open_cases, NULL};
static const struct test_case *const endless[] = {endless_cases, NULL};

/* ---- runs ---- */

struct run {
	int error;
	struct suite_result *result;
	char reason[SUITE_REASON_MAX];
};

static struct run all, chosen, nothing, duplicated, without_requirement, skipped, broken, strict, lenient, forgotten;
static unsigned done_calls;

static int cannot_open(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)context;
	(void)platform;
	(void)ret_transport;
	return -EACCES;
}

static void count_done(void *context, const struct case_result *result)
{
	(void)context;
	done_calls += result->message != NULL;
}

static void run(struct run *run, const struct suite_options *options)
{
	run->error = suite_run(options, &run->result, run->reason);
}

/* A carrier that says that all is well, and has had only the first run. */
static int forget(const struct suite_carrier *carrier, const struct suite_work *work, uint64_t *ret_elapsed_ns,
                  char ret_reason[SUITE_REASON_MAX])
{
	struct case_result one = {.verdict = VERDICT_PASS, .message = strdup("")};

	(void)carrier;
	(void)ret_reason;
	*ret_elapsed_ns = 0;
	work->deliver(work->context, 0, &one);
	return 0;
}

static const struct suite_carrier forgetful = {forget};

static void run_suites(struct platform *platform)
{
	static const char *const globs[] = {"Gamma.*[[]dvd+r]", "*.Passes"}, *const none[] = {"Nonsense.*"};
	struct rig_source source = {.open = cannot_open, .platform = platform, .name = "broken", .medium = "dvd+r"};

	run(&all, &(struct suite_options){.tables = mixed, .done = count_done});
	run(&chosen, &(struct suite_options){.tables = mixed, .patterns = globs, .pattern_count = 2});
	run(&nothing, &(struct suite_options){.tables = mixed, .patterns = none, .pattern_count = 1});
	run(&duplicated, &(struct suite_options){.tables = twins});
	run(&without_requirement, &(struct suite_options){.tables = unclaimed});
	run(&strict, &(struct suite_options){.tables = open_to_readings});
	run(&lenient, &(struct suite_options){.tables = open_to_readings, .lenient = true});
	run(&forgotten, &(struct suite_options){.tables = mixed, .carrier = &forgetful});
	run(&skipped, &(struct suite_options){.tables = faulty, .source = &source});
	run(&broken, &(struct suite_options){.tables = twins + 1, .source = &source});
}

static const struct case_result *find(const struct run *run, const char *id)
{
	for (unsigned i = 0; run->result && i < run->result->count; i++)
		if (strcmp(run->result->cases[i].id, id) == 0)
			return &run->result->cases[i];
	return NULL;
}

static void check_verdict(const char *id, enum verdict expected, const char *message_has)
{
	const struct case_result *result = find(&all, id);

	if (!CHECK(result != NULL))
		return;
	CHECK_EQUAL(result->verdict, expected);
	unit_check(strstr(result->message, message_has) != NULL, __FILE__, __LINE__, "%s says \"%s\"", id,
	           result->message);
}

/* ---- tests ---- */

static void test_passes(void)
{
	check_verdict("Alpha.Passes", VERDICT_PASS, "");
	CHECK_STRING(find(&all, "Alpha.Passes")->message, "");
	CHECK_EQUAL(find(&all, "Alpha.Passes")->assertions, 1);
}

static void test_fails_with_names(void)
{
	check_verdict("Alpha.Fails", VERDICT_FAIL,
	              "S_IMAPI_WRITE_NOT_IN_PROGRESS 0x00AA0302, expected S_OK 0x00000000");
	check_verdict("Alpha.Fails", VERDICT_FAIL, "3 is 3, expected 4");
}

static void test_messages_are_printable(void)
{
	check_verdict("Alpha.Fails", VERDICT_FAIL, "bell ? and newline?, ?");
}

static void test_asserting_nothing_fails(void)
{
	check_verdict("Alpha.AssertsNothing", VERDICT_FAIL, "asserted nothing");
}

static void test_messages_are_capped(void)
{
	check_verdict("Beta.FailsThirtyTimes", VERDICT_FAIL, "failure 19");
	check_verdict("Beta.FailsThirtyTimes", VERDICT_FAIL, "and 10 more");
	CHECK(!strstr(find(&all, "Beta.FailsThirtyTimes")->message, "failure 20"));
}

static void test_require_ends_the_case(void)
{
	check_verdict("Beta.StopsAtRequire", VERDICT_FAIL, "first");
	CHECK(!strstr(find(&all, "Beta.StopsAtRequire")->message, "second"));
}

static void test_idle_rule_fails(void)
{
	check_verdict("Beta.ArmsInVain", VERDICT_FAIL, "rule unused never acted");
}

static void test_bad_rule_fails(void)
{
	check_verdict("Beta.ArmsNonsense", VERDICT_FAIL, "is refused");
}

static void test_endless_engine_fails(void)
{
	check_verdict("Beta.NeverEnds", VERDICT_FAIL, "still not done");
}

static void test_media_are_parameters(void)
{
	check_verdict("Gamma.Medium[dvd+r]", VERDICT_PASS, "");
	check_verdict("Gamma.Medium[bd-re]", VERDICT_FAIL, "the medium is bd-re");
	check_verdict("Gamma.NoDisc", VERDICT_PASS, "");
}

static void test_totals_and_exit_status(void)
{
	CHECK_EQUAL(all.error, 0);
	CHECK_EQUAL(all.result->count, 11);
	CHECK_EQUAL(done_calls, 11);
	CHECK_EQUAL(all.result->totals[VERDICT_PASS], 3);
	CHECK_EQUAL(all.result->totals[VERDICT_FAIL], 8);
	CHECK_EQUAL(suite_exit_status(all.result), 1);
}

static void test_globs_select(void)
{
	if (!CHECK_EQUAL(chosen.error, 0))
		return;
	CHECK_EQUAL(chosen.result->count, 2);
	CHECK(find(&chosen, "Alpha.Passes") && find(&chosen, "Gamma.Medium[dvd+r]"));
	CHECK_EQUAL(suite_exit_status(chosen.result), 0);
}

static void test_empty_selection_is_an_error(void)
{
	CHECK_EQUAL(nothing.error, -ENOENT);
	CHECK_STRING(nothing.reason, "no case is selected");
}

static void test_duplicate_id_is_an_error(void)
{
	CHECK_EQUAL(duplicated.error, -EEXIST);
	CHECK_STRING(duplicated.reason, "two cases have the id Alpha.Passes");
}

static void test_requirements_are_required(void)
{
	CHECK_EQUAL(without_requirement.error, -EINVAL);
}

static void test_all_skipped_is_no_success(void)
{
	const struct case_result *result = find(&skipped, "Delta.NeedsFaults");

	CHECK_EQUAL(skipped.error, 0);
	CHECK_EQUAL(result->verdict, VERDICT_SKIP);
	CHECK_EQUAL(result->reason, SKIP_NO_FAULTS);
	CHECK_EQUAL(result->assertions, 0);
	CHECK_EQUAL(suite_exit_status(skipped.result), 77);
}

static void test_strict_readings(void)
{
	CHECK_EQUAL(find(&strict, "Open.Lenient")->verdict, VERDICT_FAIL);
	CHECK_EQUAL(find(&strict, "Open.Wrong")->verdict, VERDICT_FAIL);
	CHECK_EQUAL(find(&strict, "Open.OnlyOurs")->verdict, VERDICT_PASS);
}

static void test_lenient_readings(void)
{
	CHECK_EQUAL(find(&lenient, "Open.Lenient")->verdict, VERDICT_PASS);
	CHECK_EQUAL(find(&lenient, "Open.Wrong")->verdict, VERDICT_FAIL);
	CHECK_EQUAL(find(&lenient, "Open.OnlyOurs")->verdict, VERDICT_SKIP);
	CHECK_EQUAL(find(&lenient, "Open.OnlyOurs")->reason, SKIP_FOREIGN_ENGINE);
}

static void test_runs_that_are_missing_are_an_error(void)
{
	CHECK_EQUAL(forgotten.error, -EPROTO);
	CHECK_STRING(forgotten.reason, "11 runs were planned and 1 reported");
}

static void test_broken_rig_is_an_error(void)
{
	const struct case_result *result = find(&broken, "Alpha.Passes");

	CHECK_EQUAL(broken.error, 0);
	CHECK_EQUAL(result->verdict, VERDICT_ERROR);
	CHECK_STRING(result->message, "the way to the drive cannot be opened: Permission denied");
	CHECK_EQUAL(suite_exit_status(broken.result), 99);
}

/* In the child: 0 if the case was an ERROR that says who waits for what. */
static int run_into_deadlock(void)
{
	struct suite_options options = {.tables = endless};
	struct suite_result *result;
	char reason[SUITE_REASON_MAX];

	if (suite_run(&options, &result, reason))
		return 2;
	return result->cases[0].verdict == VERDICT_ERROR &&
	                       strstr(result->cases[0].message, "deadlock: main: lock judge")
	               ? 0
	               : 1;
}

static int deadlock_status;

static void test_deadlock_is_an_error(void)
{
	CHECK_EQUAL(deadlock_status, 0);
}

static int in_a_child(int (*run_it)(void))
{
	int status = -1;
	pid_t child = fork();

	if (child == 0)
		_exit(run_it());
	if (child < 0 || waitpid(child, &status, 0) != child)
		return -1;
	return status;
}

static void finish(struct run *run)
{
	if (!run->error)
		suite_result_destroy(run->result);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Suite.Passes",                  test_passes},
	{"Suite.FailsWithNames",          test_fails_with_names},
	{"Suite.AssertingNothingFails",   test_asserting_nothing_fails},
	{"Suite.MessagesArePrintable",    test_messages_are_printable},
	{"Suite.MessagesAreCapped",       test_messages_are_capped},
	{"Suite.RequireEndsTheCase",      test_require_ends_the_case},
	{"Suite.IdleRuleFails",           test_idle_rule_fails},
	{"Suite.BadRuleFails",            test_bad_rule_fails},
	{"Suite.EndlessEngineFails",      test_endless_engine_fails},
	{"Suite.MediaAreParameters",      test_media_are_parameters},
	{"Suite.TotalsAndExitStatus",     test_totals_and_exit_status},
	{"Suite.GlobsSelect",             test_globs_select},
	{"Suite.EmptySelectionIsAnError", test_empty_selection_is_an_error},
	{"Suite.DuplicateIdIsAnError",    test_duplicate_id_is_an_error},
	{"Suite.RequirementsAreRequired", test_requirements_are_required},
	{"Suite.AllSkippedIsNoSuccess",   test_all_skipped_is_no_success},
	{"Suite.StrictReadings",          test_strict_readings},
	{"Suite.LenientReadings",         test_lenient_readings},
	{"Suite.MissingRunsAreAnError",   test_runs_that_are_missing_are_an_error},
	{"Suite.BrokenRigIsAnError",      test_broken_rig_is_an_error},
	{"Suite.DeadlockIsAnError",       test_deadlock_is_an_error},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	struct platform *platform = posix_create(1);
	int result;

	deadlock_status = in_a_child(run_into_deadlock);
	run_suites(platform);
	result = unit_main(argc, argv, tests);
	finish(&all);
	finish(&chosen);
	finish(&strict);
	finish(&lenient);
	finish(&skipped);
	finish(&broken);
	platform_destroy(platform);
	return result;
}
