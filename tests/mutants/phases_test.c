/* SPDX-License-Identifier: MIT */
/*
 * An engine whose CancelWrite gives the wrong answer in one phase must fail exactly the cases that call CancelWrite in
 * that phase, and pass all others; the unbroken one passes them all.
 */
#include <stdio.h>
#include <string.h>

#include "conformance/suite.h"
#include "mutants/mutant.h"
#include "tests/unit/unit.h"

static const char *const verdict_names[] = {"PASS", "FAIL", "SKIP", "ERROR"};

struct tally {
	unsigned right, wrong, killers;
};

static void judge(const struct case_result *result, char phase, struct tally *tally)
{
	bool concerned = phase && strchr(result->phases, phase);
	enum verdict expected = concerned ? VERDICT_FAIL : VERDICT_PASS;

	tally->killers += concerned && result->verdict == VERDICT_FAIL;
	if (result->verdict == expected) {
		tally->right++;
		return;
	}
	tally->wrong++;
	printf("# %s: %s, expected %s %s\n", result->id, verdict_names[result->verdict], verdict_names[expected],
	       result->message);
}

/* CUnit has one registry: the suite gets it for itself, so this is no CUnit test but what the tests below look at. */
static struct tally run_suite(enum mutant mutant, char phase)
{
	struct suite_options options = {0};
	struct suite_result *result = NULL;
	char reason[SUITE_REASON_MAX] = "";
	struct tally tally = {0};

	mutant_select(mutant);
	if (suite_run(&options, &result, reason)) {
		printf("# the suite did not run: %s\n", reason);
		tally.wrong = 1;
		return tally;
	}
	for (unsigned i = 0; i < result->count; i++)
		judge(&result->cases[i], phase, &tally);
	suite_result_destroy(result);
	printf("# %s: %u cases as expected, %u not; killed by %u; its hook was reached %u times\n",
	       mutant_row(mutant)->name, tally.right, tally.wrong, tally.killers, mutant_hits());
	return tally;
}

static struct tally unbroken, broken[4];
static unsigned hits[4];

static void the_unbroken_engine_passes_all_cases(void)
{
	CHECK(unbroken.right > 0);
	CHECK_EQUAL(unbroken.wrong, 0);
}

static void check_phase(unsigned phase)
{
	CHECK(hits[phase] > 0);
	CHECK(broken[phase].killers > 0);
	CHECK_EQUAL(broken[phase].wrong, 0);
}

static void a_wrong_answer_in_phase_a_fails_exactly_its_cases(void)
{
	check_phase(0);
}

static void a_wrong_answer_in_phase_b_fails_exactly_its_cases(void)
{
	check_phase(1);
}

static void a_wrong_answer_in_phase_c_fails_exactly_its_cases(void)
{
	check_phase(2);
}

static void a_wrong_answer_in_phase_d_fails_exactly_its_cases(void)
{
	check_phase(3);
}

static const struct unit_test tests[] = {
	{"Mutants.TheUnbrokenEnginePassesAllCases", the_unbroken_engine_passes_all_cases},
	{"Mutants.AWrongAnswerInPhaseAFailsExactlyItsCases", a_wrong_answer_in_phase_a_fails_exactly_its_cases},
	{"Mutants.AWrongAnswerInPhaseBFailsExactlyItsCases", a_wrong_answer_in_phase_b_fails_exactly_its_cases},
	{"Mutants.AWrongAnswerInPhaseCFailsExactlyItsCases", a_wrong_answer_in_phase_c_fails_exactly_its_cases},
	{"Mutants.AWrongAnswerInPhaseDFailsExactlyItsCases", a_wrong_answer_in_phase_d_fails_exactly_its_cases},
	{0},
};

int main(int argc, char **argv)
{
	unbroken = run_suite(MUTANT_NONE, 0);
	for (unsigned phase = 0; phase < 4; phase++) {
		broken[phase] = run_suite(MUTANT_CANCEL_FLIPPED_IDLE + phase, "ABCD"[phase]);
		hits[phase] = mutant_hits();
	}
	return unit_main(argc, argv, tests);
}
