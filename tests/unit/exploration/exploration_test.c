/* SPDX-License-Identifier: MIT */
/* Explorations of our engine: small bounds, each way. All are made before the first vector is replayed, since explore()
 * makes processes. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "conformance/exploration/exploration.h"
#include "tests/unit/exploration/toy.h"
#include "tests/unit/unit.h"

enum { WRITES = 2, BLOCKS = 4 };

struct explored {
	struct exploration_options options;
	struct exploration_result result;
	int error;
};

static struct explored explored[] = {
	{.options = {.writes = WRITES, .blocks = BLOCKS, .bound = {.most = {[CANCEL] = 1, [FAULT] = 1}}, .jobs = 1}},
	{.options = {.writes = WRITES, .blocks = BLOCKS, .bound = {.most = {[CANCEL] = 1, [FAULT] = 1}}, .jobs = 3}},
	{.options = {.writes = WRITES,
                     .blocks = BLOCKS,
                     .bound = {.most = {[CANCEL] = 2, [FAULT] = 2, [PREEMPTION] = 3}},
                     .way = AT_RANDOM,
                     .seed = 1,
                     .seconds = 1,
                     .jobs = 1}},
	{.options = {.writes = WRITES,
                     .blocks = BLOCKS,
                     .bound = {.most = {[CANCEL] = 2, [FAULT] = 1}},
                     .way = BY_PRIORITIES,
                     .depth = 3,
                     .seed = 1,
                     .seconds = 1,
                     .jobs = 1}},
	{.options = {.writes = 8,
                     .blocks = 16,
                     .bound = {.most = {[CANCEL] = 4, [FAULT] = 4, [PREEMPTION] = 4}},
                     .seconds = 1,
                     .jobs = 1}},
	{.options = {.writes = 1, .blocks = 32, .bound = {.most = {[CANCEL] = 1, [FAULT] = 1}}, .jobs = 1}},
	{.options = {.writes = 3, .blocks = 1, .bound = {.most = {[CANCEL] = 1, [FAULT] = 1}}, .jobs = 1}},
};

enum { ONE_JOB, THREE_JOBS, RANDOM, PCT, CUT_SHORT, LARGE_BLOCKS, SMALL_BLOCKS, EXPLORED };

static void explore_all(void)
{
	for (unsigned i = 0; i < EXPLORED; i++) {
		char reason[EXPLORATION_REASON_MAX] = "";

		explored[i].error = explore(&explored[i].options, &explored[i].result, reason);
		if (*reason)
			printf("# %s\n", reason);
		if (explored[i].result.broken)
			exploration_print(&explored[i].result, stdout);
	}
}

static void our_engine_keeps_every_property(void)
{
	for (unsigned i = 0; i < EXPLORED; i++) {
		CHECK_EQUAL(explored[i].error, 0);
		CHECK(!explored[i].result.broken);
		CHECK(explored[i].result.repeated > 0);
	}
}

static void bounds_are_exhausted(void)
{
	CHECK(explored[ONE_JOB].result.exhausted);
	CHECK(explored[LARGE_BLOCKS].result.exhausted);
	CHECK(explored[SMALL_BLOCKS].result.exhausted);
	CHECK(explored[ONE_JOB].result.schedules > 500);
}

static void jobs_share_the_schedules(void)
{
	CHECK(explored[THREE_JOBS].result.exhausted);
	CHECK_EQUAL(explored[THREE_JOBS].result.schedules, explored[ONE_JOB].result.schedules);
}

static void chance_exhausts_nothing(void)
{
	CHECK(!explored[RANDOM].result.exhausted);
	CHECK(!explored[PCT].result.exhausted);
	CHECK(explored[RANDOM].result.schedules > 1);
	CHECK(explored[PCT].result.schedules > 1);
}

static void what_is_cut_short_says_so(void)
{
	CHECK(!explored[CUT_SHORT].result.exhausted);
	CHECK(explored[CUT_SHORT].result.complete < 12);
}

/* ---- replaying ---- */

static int replay(const char *choices, const char *scenario, struct exploration_result *ret_result)
{
	char vector[EXPLORATION_VECTOR_MAX], reason[EXPLORATION_REASON_MAX] = "";
	int error;

	snprintf(vector, sizeof(vector), "v1:%s:%s:%s", explored[ONE_JOB].result.build, scenario, choices);
	error = explore_replay(vector, NULL, NULL, ret_result, reason);
	CHECK(!error == !*reason);
	return error;
}

static void the_undisturbed_schedule_replays(void)
{
	struct exploration_result result;

	CHECK_EQUAL(replay("0", "w2b4", &result), 0);
	CHECK(!result.broken);
	CHECK_EQUAL(result.schedules, 1);
	CHECK_STRING(result.scenario, "w2b4");
}

static void count_cancels(void *context, const char *line)
{
	*(unsigned *)context += strstr(line, "CancelWrite: 0x00AA0302") != NULL;
}

/* The first question is whether a cancel comes before WriteSection. */
static void a_replay_shows_what_happens(void)
{
	char vector[EXPLORATION_VECTOR_MAX], reason[EXPLORATION_REASON_MAX] = "";
	struct exploration_result result;
	unsigned cancels = 0;

	snprintf(vector, sizeof(vector), "v1:%s:w2b4:0.1", explored[ONE_JOB].result.build);
	CHECK_EQUAL(explore_replay(vector, count_cancels, &cancels, &result, reason), 0);
	CHECK_EQUAL(cancels, 1);
	CHECK(!result.broken);
}

static void a_vector_that_does_not_fit_is_an_error(void)
{
	struct exploration_result result;

	CHECK_EQUAL(replay("0.2", "w2b4", &result), -EINVAL);
	CHECK_EQUAL(replay("100000.1", "w2b4", &result), -EINVAL);
	CHECK_EQUAL(result.schedules, 0);
}

static void another_scenario_or_build_is_an_error(void)
{
	char reason[EXPLORATION_REASON_MAX] = "";
	struct exploration_result result;

	CHECK_EQUAL(replay("0", "w65b4", &result), -EINVAL);
	CHECK_EQUAL(replay("0", "w2b33", &result), -EINVAL);
	CHECK_EQUAL(replay("0", "w0b4", &result), -EINVAL);
	CHECK_EQUAL(replay("0", "w2b4x", &result), -EINVAL);
	CHECK_EQUAL(replay("0", "dvd", &result), -EINVAL);
	CHECK_EQUAL(explore_replay("v1:0000000000000000:w2b4:0", NULL, NULL, &result, reason), -EINVAL);
	CHECK(strstr(reason, "build") != NULL);
}

static const struct unit_test tests[] = {
	{"Exploration.OurEngineKeepsEveryProperty", our_engine_keeps_every_property},
	{"Exploration.BoundsAreExhausted", bounds_are_exhausted},
	{"Exploration.JobsShareTheSchedules", jobs_share_the_schedules},
	{"Exploration.ChanceExhaustsNothing", chance_exhausts_nothing},
	{"Exploration.WhatIsCutShortSaysSo", what_is_cut_short_says_so},
	{"Replay.TheUndisturbedSchedule", the_undisturbed_schedule_replays},
	{"Replay.ShowsWhatHappens", a_replay_shows_what_happens},
	{"Replay.AVectorThatDoesNotFitIsAnError", a_vector_that_does_not_fit_is_an_error},
	{"Replay.AnotherScenarioOrBuildIsAnError", another_scenario_or_build_is_an_error},
	{0},
};

int main(int argc, char **argv)
{
	explore_all();
	return unit_main(argc, argv, tests);
}
