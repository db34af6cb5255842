/* SPDX-License-Identifier: MIT */
/* Trials and the kill matrix, with cases that are made to pass, fail, crash and hang. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/expect.h"
#include "tests/mutants/matrix.h"
#include "tests/unit/unit.h"

static volatile unsigned awake; /* in a trial's process: the number of what is broken */

static void passes(struct rig *rig)
{
	(void)rig;
	EXPECT(true, "so it is");
}

static void fails_when_broken(struct rig *rig)
{
	(void)rig;
	EXPECT(!awake, "it is broken");
}

static void crashes_when_broken(struct rig *rig)
{
	(void)rig;
	EXPECT(true, "so far");
	if (awake)
		raise(SIGKILL); /* which no sanitizer explains at length */
}

static void hangs_when_broken(struct rig *rig)
{
	(void)rig;
	EXPECT(true, "so far");
	while (awake)
		continue;
}

#define LONE(name, requirement, function)                                                                     \
	{                                                                                                     \
		.id = name, .rows = {                                                                         \
			{.id = name, .requirements = requirement, .phases = "", .media = "", .run = function} \
		}                                                                                             \
	}
static struct lone_case lone_cases[] = {
	LONE("Passes", "XX-01", passes),
	LONE("Fails", "XX-02", fails_when_broken),
	LONE("Crashes", "XX-03", crashes_when_broken),
	LONE("Hangs", "XX-04", hangs_when_broken),
	LONE("PassesToo", "XX-05", passes),
};
enum { PASSES, FAILS, CRASHES, HANGS, PASSES_TOO, CASES };

static const struct case_list cases = {lone_cases, CASES};

/* What one trial came to. */
struct outcome_of_trial {
	uint8_t fates[CASES];
	unsigned hits;
	int killer;
	bool ended;
};

static struct {
	unsigned mutant, order[CASES], count, hits;
	bool to_the_end, given;
	struct outcome_of_trial outcome;
} plan;

static void break_it(unsigned mutant, atomic_uint *hits)
{
	awake = mutant;
	*hits = plan.hits;
}

static bool next(void *context, struct trial *trial)
{
	(void)context;
	if (plan.given)
		return false;
	plan.given = true;
	trial->mutant = plan.mutant;
	trial->order = malloc(sizeof(plan.order));
	memcpy(trial->order, plan.order, sizeof(plan.order));
	trial->count = plan.count;
	trial->to_the_end = plan.to_the_end;
	return true;
}

static void ended(void *context, const struct trial *trial)
{
	struct matrix *matrix = context;

	memcpy(plan.outcome.fates, trial->fates, CASES);
	plan.outcome.hits = trial->hits;
	plan.outcome.killer = trial->killer;
	plan.outcome.ended = true;
	if (matrix)
		matrix_enter(matrix, trial);
}

/* Runs the cases named by their numbers, ended by CASES, against a mutant. Not ended: it went wrong. */
static struct outcome_of_trial try(unsigned mutant, bool to_the_end, const unsigned *order, struct matrix *matrix)
{
	struct trials trials = {&cases, 2, 500, break_it, next, ended, matrix};
	unsigned hits = plan.hits;

	for (unsigned i = 0; i < CASES; i++)
		lone_cases[i].tables[0] = lone_cases[i].rows;
	memset(&plan, 0, sizeof(plan));
	plan.hits = hits;
	plan.mutant = mutant;
	plan.to_the_end = to_the_end;
	while (order[plan.count] != CASES) {
		plan.order[plan.count] = order[plan.count];
		plan.count++;
	}
	if (trials_run(&trials))
		plan.outcome.ended = false;
	return plan.outcome;
}

static const unsigned all[] = {PASSES, FAILS, CRASHES, HANGS, PASSES_TOO, CASES};

/* How the matrix takes a mutant whose row names WE-70 and WE-79, when a case of `requirement` is run. */
static enum outcome outcome_with(const char *requirement, unsigned hits, const unsigned *order)
{
	struct matrix matrix;
	enum outcome outcome;

	plan.hits = hits;
	if (matrix_init(&matrix, &cases))
		abort();
	lone_cases[FAILS].rows[0].requirements = requirement;
	try(MUTANT_CANCEL_FLIPPED_IDLE, false, order, &matrix);
	outcome = matrix.outcomes[MUTANT_CANCEL_FLIPPED_IDLE];
	matrix_finish(&matrix);
	lone_cases[FAILS].rows[0].requirements = "XX-02";
	return outcome;
}

/* CUnit has one registry, which the suite wants to itself: so the trials are over when the tests look at them. */
static struct outcome_of_trial unbroken, to_the_end, to_the_first;
static enum outcome by_its_own, by_others, by_nobody, never_ran;

static void hold_trials(void)
{
	static const unsigned backwards[] = {PASSES_TOO, CRASHES, FAILS, CASES};
	static const unsigned failing[] = {FAILS, CASES}, passing[] = {PASSES, CASES};

	unbroken = try(0, false, all, NULL);
	to_the_end = try(1, true, all, NULL);
	to_the_first = try(1, false, backwards, NULL);
	by_its_own = outcome_with("WE-79", 1, failing);
	by_others = outcome_with("WE-78", 1, failing);
	by_nobody = outcome_with("WE-79", 1, passing);
	never_ran = outcome_with("WE-79", 0, failing);
}

static void all_pass_when_nothing_is_broken(void)
{
	CHECK(unbroken.ended);
	CHECK_EQUAL(unbroken.killer, -1);
	for (unsigned i = 0; i < CASES; i++)
		CHECK_EQUAL(unbroken.fates[i], FATE_PASSED);
}

static void a_trial_to_the_end_goes_on_behind_crash_and_hang(void)
{
	CHECK(to_the_end.ended);
	CHECK_EQUAL(to_the_end.fates[PASSES], FATE_PASSED);
	CHECK_EQUAL(to_the_end.fates[FAILS], FATE_FAILED);
	CHECK_EQUAL(to_the_end.fates[CRASHES], FATE_CRASHED);
	CHECK_EQUAL(to_the_end.fates[HANGS], FATE_HUNG);
	CHECK_EQUAL(to_the_end.fates[PASSES_TOO], FATE_PASSED);
	CHECK_EQUAL(to_the_end.killer, FAILS);
}

static void the_first_that_does_not_pass_ends_a_trial(void)
{
	CHECK(to_the_first.ended);
	CHECK_EQUAL(to_the_first.killer, CRASHES);
	CHECK_EQUAL(to_the_first.fates[PASSES_TOO], FATE_PASSED);
	CHECK_EQUAL(to_the_first.fates[FAILS], FATE_NOT_RUN);
}

static void requirements_meet_by_whole_ids(void)
{
	CHECK(requirements_meet("WE-71 WE-72", "EV-01 WE-72"));
	CHECK(!requirements_meet("WE-7 WE-72", "WE-71"));
	CHECK(!requirements_meet("WE-71", "WE-7"));
	CHECK(requirements_meet("*", "WE-71"));
	CHECK(!requirements_meet("", "WE-71"));
}

static void a_mutant_is_killed_by_a_case_of_its_requirement_only(void)
{
	CHECK_EQUAL(by_its_own, OUTCOME_KILLED);
	CHECK_EQUAL(by_others, OUTCOME_BY_OTHERS);
	CHECK_EQUAL(by_nobody, OUTCOME_SURVIVED);
}

static void a_mutant_whose_hook_never_ran_is_an_error(void)
{
	CHECK_EQUAL(never_ran, OUTCOME_NEVER_RAN);
}

static void every_mutant_names_requirements_and_what_it_does(void)
{
	for (unsigned mutant = MUTANT_NONE + 1; mutant < MUTANT_COUNT; mutant++) {
		CHECK(*mutant_row(mutant)->requirements);
		CHECK(*mutant_row(mutant)->text);
	}
}

static const struct unit_test tests[] = {
	{"Trial.AllPassWhenNothingIsBroken", all_pass_when_nothing_is_broken},
	{"Trial.ToTheEndGoesOnBehindCrashAndHang", a_trial_to_the_end_goes_on_behind_crash_and_hang},
	{"Trial.TheFirstThatDoesNotPassEndsIt", the_first_that_does_not_pass_ends_a_trial},
	{"Trial.RequirementsMeetByWholeIds", requirements_meet_by_whole_ids},
	{"Matrix.AMutantIsKilledByACaseOfItsRequirementOnly", a_mutant_is_killed_by_a_case_of_its_requirement_only},
	{"Matrix.AMutantWhoseHookNeverRanIsAnError", a_mutant_whose_hook_never_ran_is_an_error},
	{"Mutants.EveryOneNamesRequirementsAndWhatItDoes", every_mutant_names_requirements_and_what_it_does},
	{0},
};

int main(int argc, char **argv)
{
	hold_trials();
	return unit_main(argc, argv, tests);
}
