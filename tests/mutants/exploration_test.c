/* SPDX-License-Identifier: MIT */
/*
 * Explorations of deliberately broken engines: each break is found within a small bound, shrunk to the disturbances
 * that it needs, and found again by its vector. The unbroken engine passes. All are explored before the
 * first vector is replayed, since explore() makes processes.
 */
#include <stdio.h>
#include <string.h>

#include "conformance/exploration/exploration.h"
#include "mutants/mutant.h"
#include "tests/unit/unit.h"

#define MOST(cancels, faults, preemptions)                                                   \
	{                                                                                    \
		.most = { [CANCEL] = cancels, [FAULT] = faults, [PREEMPTION] = preemptions } \
	}

enum { BLOCKS = 16, JOBS = 2 };

/* The bound in which it is found, and what is left after shrinking: it takes no fewer disturbances to see it. */
static const struct found {
	enum mutant mutant;
	unsigned writes;
	struct bound bound;
	const char *property;
	unsigned disturbances;
} finds[] = {
	{MUTANT_CLAIM_WITHOUT_RECHECK, 1, MOST(1, 1, 0), "claim", 2},
	{MUTANT_CANCEL_FORGOTTEN, 3, MOST(1, 1, 0), "promise", 1},
	{MUTANT_CANCEL_WAITS_FOR_RETRY, 3, MOST(1, 1, 0), "return", 2},
	{MUTANT_CANCEL_TOO_LATE_FOR_THE_LAST, 3, MOST(1, 1, 0), "promise", 1},
	{MUTANT_CANCEL_OUTWEIGHS_SENSE, 3, MOST(1, 1, 0), "result", 2},
	{MUTANT_ATTENTION_OUTWEIGHS_CANCEL, 3, MOST(1, 1, 0), "result", 2},
	{MUTANT_STREAM_ERROR_IGNORED, 3, MOST(1, 1, 0), "result", 1},
	{MUTANT_SHORT_READ_ENDS_A_BUFFER, 3, MOST(1, 1, 0), "order", 1},
};

enum { FINDS = sizeof(finds) / sizeof(finds[0]) };

static struct exploration_result unbroken, results[FINDS];
static int errors[FINDS + 1];

static int explore_mutant(enum mutant mutant, unsigned writes, struct bound bound,
                          struct exploration_result *ret_result)
{
	struct exploration_options options = {.writes = writes, .blocks = BLOCKS, .bound = bound, .jobs = JOBS};
	char reason[EXPLORATION_REASON_MAX] = "";
	int error;

	mutant_select(mutant);
	error = explore(&options, ret_result, reason);
	if (error)
		printf("# %s\n", reason);
	return error;
}

static void explore_all(void)
{
	errors[FINDS] = explore_mutant(MUTANT_NONE, 3, (struct bound)MOST(1, 1, 0), &unbroken);
	for (unsigned i = 0; i < FINDS; i++) {
		errors[i] = explore_mutant(finds[i].mutant, finds[i].writes, finds[i].bound, &results[i]);
		printf("# %s: %s: %s\n#   %s\n", mutant_row(finds[i].mutant)->name, results[i].property,
		       results[i].detail, results[i].vector);
	}
}

static void the_unbroken_engine_passes(void)
{
	CHECK_EQUAL(errors[FINDS], 0);
	CHECK(unbroken.exhausted);
	CHECK(!unbroken.broken);
	CHECK(unbroken.schedules > 1000);
	CHECK(unbroken.repeated > 0);
}

static void each_break_is_found(void)
{
	for (unsigned i = 0; i < FINDS; i++) {
		CHECK_EQUAL(errors[i], 0);
		CHECK(results[i].broken);
		CHECK_STRING(results[i].property, finds[i].property);
	}
}

/* The vector's deviations are as many as there are dots; free choices would count, too. */
static void each_is_shrunk_to_what_it_needs(void)
{
	for (unsigned i = 0; i < FINDS; i++) {
		unsigned dots = 0;

		for (const char *at = results[i].vector; *at; at++)
			dots += *at == '.';
		CHECK_EQUAL(dots, finds[i].disturbances);
	}
}

static void each_vector_finds_it_again(void)
{
	for (unsigned i = 0; i < FINDS; i++) {
		struct exploration_result again;
		char reason[EXPLORATION_REASON_MAX] = "";

		mutant_select(finds[i].mutant);
		CHECK_EQUAL(explore_replay(results[i].vector, NULL, NULL, &again, reason), 0);
		CHECK(again.broken);
		CHECK_STRING(again.property, results[i].property);
		CHECK_STRING(again.detail, results[i].detail);
		CHECK(mutant_hits() > 0);
	}
}

/* The same schedule breaks nothing in an engine that is not broken. */
static void without_the_break_its_schedule_passes(void)
{
	for (unsigned i = 0; i < FINDS; i++) {
		struct exploration_result again;
		char reason[EXPLORATION_REASON_MAX] = "";
		int error;

		mutant_select(MUTANT_NONE);
		error = explore_replay(results[i].vector, NULL, NULL, &again, reason);
		CHECK(error || !again.broken); /* it may go another way, and the vector not fit */
	}
}

static const struct unit_test tests[] = {
	{"MutantsExploration.TheUnbrokenEnginePasses", the_unbroken_engine_passes},
	{"MutantsExploration.EachBreakIsFound", each_break_is_found},
	{"MutantsExploration.EachIsShrunkToWhatItNeeds", each_is_shrunk_to_what_it_needs},
	{"MutantsExploration.EachVectorFindsItAgain", each_vector_finds_it_again},
	{"MutantsExploration.WithoutTheBreakItsSchedulePasses", without_the_break_its_schedule_passes},
	{0},
};

int main(int argc, char **argv)
{
	explore_all();
	return unit_main(argc, argv, tests);
}
