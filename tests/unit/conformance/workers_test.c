/* SPDX-License-Identifier: MIT */
/*
 * Cases in worker processes: whatever a case does to its process, it is one failed case. The suites run first, in
 * main(), since a worker's runner and the unit tests share CUnit's one registry.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "conformance/expect.h"
#include "conformance/workers/workers.h"
#include "tests/unit/unit.h"

#define GENEROUS_NS (120 * NS_PER_S)
#define SHORT_NS (1 * NS_PER_S)

enum { FIRST_PIPE = 3, LAST_PIPE = 32, OTHER_ID = 6 /* the place of Alpha.OtherId */ };

/* ---- cases ---- */

static void passes(struct rig *rig)
{
	EXPECT(rig->engine != NULL, "no engine");
}

static void fails(struct rig *rig)
{
	(void)rig;
	EXPECT_EQUAL(3, 4);
}

static void crashes(struct rig *rig)
{
	passes(rig);
	EXPECT(false, "the last thing it noted");
	abort();
}

static void exits(struct rig *rig)
{
	passes(rig);
	_exit(0);
}

/* Seen by all processes. */
static struct {
	unsigned lives;
	_Atomic pid_t hanging;
} * shared;

static void hangs(struct rig *rig)
{
	(void)rig;
	shared->hanging = getpid();
	EXPECT(false, "it hangs now");
	for (;;)
		pause();
}

/* Whichever of the descriptors is the pipe to the suite. */
static void say(const char *text)
{
	for (int descriptor = FIRST_PIPE; descriptor < LAST_PIPE; descriptor++)
		if (write(descriptor, text, strlen(text)) < 0)
			continue;
}

static void babbles(struct rig *rig)
{
	passes(rig);
	say("nonsense\n");
	for (;;)
		pause();
}

static void forge(unsigned index, const char *id)
{
	char line[512];

	snprintf(line, sizeof(line),
	         "{\"event\": \"run\", \"case\": %u, \"run\": 0, \"id\": \"%s\", \"medium\": \"dvd+r\", \"verdict\": "
	         "\"PASS\", "
	         "\"reason\": \"\", \"message\": \"\", \"assertions\": 1, \"duration_ns\": 0, \"trace\": "
	         "\"0123456789abcdef\"}\n",
	         index, id);
	say(line);
	for (;;)
		pause();
}

static void forges_another_index(struct rig *rig)
{
	passes(rig);
	forge(0, "Alpha.OtherIndex");
}

static void forges_another_id(struct rig *rig)
{
	passes(rig);
	forge(OTHER_ID, "Alpha.Passes");
}

static void never_ends_its_line(struct rig *rig)
{
	static char text[1024];

	passes(rig);
	memset(text, 'x', sizeof(text) - 1);
	for (;;)
		say(text);
}

static void locks_twice(struct rig *rig)
{
	struct mutex *mutex = mutex_create(rig->platform, "judge");

	passes(rig);
	mutex_lock(rig->platform, mutex);
	mutex_lock(rig->platform, mutex);
}

static void fails_every_third_time(struct rig *rig)
{
	static unsigned calls;

	(void)rig;
	calls++;
	EXPECT(calls % 3 != 0, "call %u", calls);
}

/* clang-format off */
static const struct test_case rough_cases[] = {
	{"Alpha.Passes",   "R-1", "", 0, "dvd+r", passes},
	{"Alpha.Crashes",  "R-1", "", 0, "dvd+r", crashes},
	{"Alpha.Exits",    "R-1", "", 0, "dvd+r", exits},
	{"Alpha.Fails",    "R-1", "", 0, "dvd+r bd-re", fails},
	{"Alpha.Babbles",  "R-1", "", 0, "dvd+r", babbles},
	{"Alpha.OtherId",  "R-1", "", 0, "dvd+r", forges_another_id},
	{"Alpha.OtherIndex", "R-1", "", 0, "dvd+r", forges_another_index},
	{"Alpha.Endless",  "R-1", "", 0, "dvd+r", never_ends_its_line},
	{"Alpha.Deadlock", "R-1", "", 0, "dvd+r", locks_twice},
	{"Alpha.Ours",     "R-1", "", NEEDS_OUR_ENGINE, "dvd+r", passes},
	{"Alpha.Last",     "R-1", "", 0, "any",   passes},
	{0},
};
static const struct test_case hanging_cases[] = {{"Alpha.Hangs", "R-1", "", 0, "dvd+r", hangs}, {0}};
static const struct test_case flaky_cases[] = {
	{"Alpha.Flaky",  "R-1", "", 0, "dvd+r", fails_every_third_time},
	{"Alpha.Steady", "R-1", "", 0, "dvd+r", passes},
	{0},
};
/* clang-format on */

static const struct test_case *const rough[] = {rough_cases, NULL};
static const struct test_case *const hanging[] = {hanging_cases, NULL};
static const struct test_case *const flaky[] = {flaky_cases, NULL};

/* ---- lives ---- */

static int refuses(void *context, void (*work)(void *argument), void *argument)
{
	(void)context;
	(void)work;
	(void)argument;
	return 3;
}

static int lives_once(void *context, void (*work)(void *argument), void *argument)
{
	(void)context;
	if (++shared->lives > 1)
		return 3;
	work(argument);
	return 0;
}

static int dies_at_once(void *context, void (*work)(void *argument), void *argument)
{
	(void)context;
	(void)work;
	(void)argument;
	_exit(9);
}

static int dies_at_the_end(void *context, void (*work)(void *argument), void *argument)
{
	(void)context;
	work(argument);
	_exit(9);
}

/* ---- runs ---- */

struct run {
	int error;
	struct suite_result *result;
	char reason[SUITE_REASON_MAX];
};

static struct run alone, crowded, overdue, repeated, refused, lost, dead, ends_badly, here, there;

static void run(struct run *run, struct suite_options options, struct workers workers)
{
	options.carrier = &workers.carrier;
	run->error = suite_run(&options, &run->result, run->reason);
}

static struct workers with_life(int (*live)(void *context, void (*work)(void *argument), void *argument))
{
	struct workers workers = workers_carrier(1, GENEROUS_NS);

	workers.live = live;
	return workers;
}

static void run_suites(void)
{
	static const char *const harmless[] = {"Alpha.Passes"}, *const real[] = {"CancelWrite.C.*", "Errors.Stream.*"};
	struct suite_options one_case = {.tables = rough, .patterns = harmless, .pattern_count = 1};
	struct suite_options real_cases = {.patterns = real, .pattern_count = 2};

	run(&alone, (struct suite_options){.tables = rough, .lenient = true}, workers_carrier(1, GENEROUS_NS));
	run(&crowded, (struct suite_options){.tables = rough, .lenient = true}, workers_carrier(5, GENEROUS_NS));
	run(&overdue, (struct suite_options){.tables = hanging, .repeat = 2}, workers_carrier(1, SHORT_NS));
	run(&repeated, (struct suite_options){.tables = flaky, .repeat = 7}, workers_carrier(1, GENEROUS_NS));
	run(&refused, one_case, with_life(refuses));
	run(&lost, (struct suite_options){.tables = rough}, with_life(lives_once));
	run(&dead, one_case, with_life(dies_at_once));
	run(&ends_badly, one_case, with_life(dies_at_the_end));
	run(&there, real_cases, workers_carrier(3, GENEROUS_NS));
	here.error = suite_run(&real_cases, &here.result, here.reason);
}

/* The suite is killed while a case hangs in a worker, whom this process then inherits. How the worker ended. */
static int kill_the_suite(void)
{
	struct workers workers = workers_carrier(1, GENEROUS_NS);
	struct suite_options options = {.tables = hanging, .carrier = &workers.carrier};
	const struct timespec pause_ns = {.tv_nsec = 10000000};
	struct suite_result *result;
	char reason[SUITE_REASON_MAX];
	int status = -1;
	pid_t suite;

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	shared->hanging = 0;
	suite = fork();
	if (suite == 0)
		_exit(suite_run(&options, &result, reason) ? 1 : 0);
	while (suite > 0 && !shared->hanging && waitpid(suite, &status, WNOHANG) == 0)
		nanosleep(&pause_ns, NULL);
	kill(suite, SIGKILL);
	waitpid(suite, &status, 0);
	return shared->hanging && waitpid(shared->hanging, &status, 0) == shared->hanging ? status : -1;
}

static int orphan_status;

static const struct case_result *find(const struct run *run, const char *id)
{
	for (unsigned i = 0; run->result && i < run->result->count; i++)
		if (strcmp(run->result->cases[i].id, id) == 0)
			return &run->result->cases[i];
	return NULL;
}

static void check_verdict(const struct run *run, const char *id, enum verdict expected, const char *message)
{
	const struct case_result *result = find(run, id);

	if (!CHECK(result != NULL))
		return;
	unit_check(result->verdict == expected, __FILE__, __LINE__, "%s is %s", id, verdict_name(result->verdict));
	CHECK_STRING(result->message, message);
}

/* ---- tests ---- */

static void a_crash_is_one_failed_case(void)
{
	CHECK_EQUAL(find(&alone, "Alpha.Crashes")->verdict, VERDICT_FAIL);
	CHECK(strstr(find(&alone, "Alpha.Crashes")->message, "it crashed: signal 6 (Aborted)\n") != NULL);
}

static void what_was_noted_is_kept(void)
{
	const struct case_result *result = find(&alone, "Alpha.Crashes");

	CHECK_EQUAL(result->assertions, 2);
	CHECK(strstr(result->message, "\n") && strstr(result->message, ": the last thing it noted"));
}

static void an_exit_is_one_failed_case(void)
{
	check_verdict(&alone, "Alpha.Exits", VERDICT_FAIL, "it ended its process with exit status 0");
}

static void a_hang_is_one_failed_case(void)
{
	const struct case_result *result = find(&overdue, "Alpha.Hangs");

	CHECK_EQUAL(overdue.error, 0);
	CHECK_EQUAL(result->verdict, VERDICT_FAIL);
	CHECK_EQUAL(result->runs, 2);
	CHECK(strstr(result->message, "it did not end within 1 s, and was killed\n") == result->message);
	CHECK(strstr(result->message, ": it hangs now") != NULL);
}

static void nonsense_is_one_failed_case(void)
{
	check_verdict(&alone, "Alpha.Babbles", VERDICT_FAIL,
	              "it wrote something else where results go, and was killed");
	check_verdict(&alone, "Alpha.Endless", VERDICT_FAIL,
	              "it wrote a line without an end where results go, and was killed");
}

static void another_cases_result_is_not_believed(void)
{
	CHECK_STRING(alone.result->cases[OTHER_ID].id, "Alpha.OtherId");
	check_verdict(&alone, "Alpha.OtherId", VERDICT_FAIL,
	              "it wrote something else where results go, and was killed");
	check_verdict(&alone, "Alpha.OtherIndex", VERDICT_FAIL,
	              "it wrote something else where results go, and was killed");
}

static void a_deadlock_is_an_error_and_the_rest_goes_on(void)
{
	const struct case_result *result = find(&alone, "Alpha.Deadlock");

	CHECK_EQUAL(result->verdict, VERDICT_ERROR);
	CHECK(strstr(result->message, "deadlock: main: lock judge") != NULL);
	check_verdict(&alone, "Alpha.Last", VERDICT_PASS, "");
	CHECK_STRING(find(&alone, "Alpha.Last")->medium, "dvd+r");
}

static void plain_verdicts_come_through(void)
{
	check_verdict(&alone, "Alpha.Passes", VERDICT_PASS, "");
	CHECK_EQUAL(find(&alone, "Alpha.Passes")->assertions, 1);
	CHECK_EQUAL(find(&alone, "Alpha.Fails[bd-re]")->verdict, VERDICT_FAIL);
	CHECK(strstr(find(&alone, "Alpha.Fails[bd-re]")->message, "3 is 3, expected 4") != NULL);
	CHECK_EQUAL(find(&alone, "Alpha.Ours")->reason, SKIP_FOREIGN_ENGINE);
	CHECK_EQUAL(alone.result->totals[VERDICT_PASS], 2);
	CHECK_EQUAL(alone.result->totals[VERDICT_SKIP], 1);
	CHECK_EQUAL(alone.result->totals[VERDICT_ERROR], 1);
	CHECK_EQUAL(alone.result->totals[VERDICT_FAIL], 8);
}

static void the_order_is_that_of_the_cases(void)
{
	if (!CHECK_EQUAL(crowded.error, 0))
		return;
	CHECK_EQUAL(crowded.result->count, alone.result->count);
	for (unsigned i = 0; i < alone.result->count; i++) {
		CHECK_STRING(crowded.result->cases[i].id, alone.result->cases[i].id);
		CHECK_EQUAL(crowded.result->cases[i].verdict, alone.result->cases[i].verdict);
		CHECK_STRING(crowded.result->cases[i].message, alone.result->cases[i].message);
	}
}

static void a_case_goes_on_as_in_one_process(void)
{
	if (!CHECK_EQUAL(there.error, 0) || !CHECK_EQUAL(here.error, 0))
		return;
	CHECK(here.result->count > 30);
	for (unsigned i = 0; i < here.result->count; i++) {
		CHECK_EQUAL(there.result->cases[i].verdict, VERDICT_PASS);
		CHECK_EQUAL(there.result->cases[i].trace_hash, here.result->cases[i].trace_hash);
		CHECK_EQUAL(there.result->cases[i].duration_ns, here.result->cases[i].duration_ns);
	}
}

static void a_flake_fails(void)
{
	const struct case_result *result = find(&repeated, "Alpha.Flaky");

	CHECK_EQUAL(result->verdict, VERDICT_FAIL);
	CHECK(result->flaky);
	CHECK(strstr(result->message, "flaky in 7 runs: 5 PASS, 2 FAIL; run 2 said:\n") == result->message);
	CHECK(strstr(result->message, "call 3") != NULL);
	CHECK(!find(&repeated, "Alpha.Steady")->flaky);
	CHECK_EQUAL(repeated.result->flakes, 1);
	CHECK_EQUAL(repeated.result->runs, 14);
	CHECK_EQUAL(suite_exit_status(repeated.result), 1);
}

static void a_refusal_is_handed_on(void)
{
	CHECK_EQUAL(refused.error, 3);
}

static void a_drive_that_is_lost_is_an_error(void)
{
	if (!CHECK_EQUAL(lost.error, 0))
		return;
	CHECK_EQUAL(find(&lost, "Alpha.Passes")->verdict, VERDICT_PASS);
	CHECK_EQUAL(find(&lost, "Alpha.Crashes")->verdict, VERDICT_FAIL);
	check_verdict(&lost, "Alpha.Exits", VERDICT_ERROR, "it was not run: the drive is lost");
	check_verdict(&lost, "Alpha.Last", VERDICT_ERROR, "it was not run: the drive is lost");
	CHECK_EQUAL(suite_exit_status(lost.result), 99);
}

static void a_death_outside_a_case_ends_the_run(void)
{
	CHECK_EQUAL(dead.error, -EPROTO);
	CHECK_STRING(dead.reason, "a worker process died outside a case: exit status 9");
	CHECK_EQUAL(ends_badly.error, -EPROTO);
	CHECK_STRING(ends_badly.reason, "a worker process died outside a case: exit status 9");
}

static void a_worker_does_not_outlive_the_suite(void)
{
	CHECK(WIFSIGNALED(orphan_status) && WTERMSIG(orphan_status) == SIGKILL);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Workers.ACrashIsOneFailedCase",            a_crash_is_one_failed_case},
	{"Workers.WhatWasNotedIsKept",               what_was_noted_is_kept},
	{"Workers.AnExitIsOneFailedCase",            an_exit_is_one_failed_case},
	{"Workers.AHangIsOneFailedCase",             a_hang_is_one_failed_case},
	{"Workers.NonsenseIsOneFailedCase",          nonsense_is_one_failed_case},
	{"Workers.AnotherCasesResultIsNotBelieved",  another_cases_result_is_not_believed},
	{"Workers.ADeadlockIsAnError",               a_deadlock_is_an_error_and_the_rest_goes_on},
	{"Workers.PlainVerdictsComeThrough",         plain_verdicts_come_through},
	{"Workers.TheOrderIsThatOfTheCases",         the_order_is_that_of_the_cases},
	{"Workers.ACaseGoesOnAsInOneProcess",        a_case_goes_on_as_in_one_process},
	{"Workers.AFlakeFails",                      a_flake_fails},
	{"Workers.ARefusalIsHandedOn",               a_refusal_is_handed_on},
	{"Workers.ADriveThatIsLostIsAnError",        a_drive_that_is_lost_is_an_error},
	{"Workers.ADeathOutsideACaseEndsTheRun",     a_death_outside_a_case_ends_the_run},
	{"Workers.AWorkerDoesNotOutliveTheSuite",    a_worker_does_not_outlive_the_suite},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	struct run *runs[] = {&alone, &crowded, &overdue,    &repeated, &refused,
	                      &lost,  &dead,    &ends_badly, &here,     &there};
	int result;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		return 1;
	orphan_status = kill_the_suite();
	run_suites();
	result = unit_main(argc, argv, tests);
	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		if (!runs[i]->error)
			suite_result_destroy(runs[i]->result);
	return result;
}
