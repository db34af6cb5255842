/* SPDX-License-Identifier: MIT */
/* Shrinking toy runs: nothing unneeded is left, and what is left fails. */
#include "conformance/exploration/shrink.h"
#include "tests/unit/exploration/toy.h"
#include "tests/unit/unit.h"

enum { ROUNDS = 24 };

/* What each run did, by kind and round. */
struct toy {
	unsigned cancels[ROUNDS], faults[ROUNDS], preemptions[ROUNDS];
	bool (*fails)(const struct toy *toy);
};

/* A fault shifts what follows: its round asks one question more. */
static void play(struct toy *toy, struct choices *choices)
{
	for (unsigned i = 0; i < ROUNDS; i++) {
		toy->preemptions[i] = ask(choices, PREEMPTION, 3);
		toy->faults[i] = ask(choices, FAULT, 4);
		if (toy->faults[i])
			ask(choices, FREE, 2);
		toy->cancels[i] = ask(choices, CANCEL, 2);
	}
}

static bool fails(struct shrinking *shrinking, struct guide *guide, struct choices *choices)
{
	struct toy *toy = shrinking->context;

	choices_begin(choices, guide);
	play(toy, choices);
	return toy->fails(toy);
}

static struct vector everything(void)
{
	struct vector vector = {.count = 0};

	/* in each round: a preemption, a fault, a free choice, a cancel */
	for (unsigned i = 0; i < ROUNDS; i++) {
		vector.deviations[vector.count++] = (struct deviation){4 * i, 2};
		vector.deviations[vector.count++] = (struct deviation){4 * i + 1, 3};
		vector.deviations[vector.count++] = (struct deviation){4 * i + 2, 1};
		vector.deviations[vector.count++] = (struct deviation){4 * i + 3, 1};
	}
	return vector;
}

/* Shrinks *vector, and checks that it fails still. How many runs that took. */
static unsigned shrink_vector(struct toy *toy, unsigned runs_max, struct vector *vector)
{
	struct shrinking shrinking = {.fails = fails, .context = toy, .runs_max = runs_max};
	struct follower follower;
	struct choices choices;

	choices_init(&choices);
	shrink(&shrinking, &choices, vector);
	follow(&follower, vector);
	CHECK(fails(&shrinking, &follower.guide, &choices));
	CHECK(!follower_complaint(&follower));
	choices_finish(&choices);
	return shrinking.runs;
}

static unsigned shrink_everything(struct toy *toy, unsigned runs_max, struct vector *ret_vector)
{
	*ret_vector = everything();
	return shrink_vector(toy, runs_max, ret_vector);
}

static bool a_late_cancel(const struct toy *toy)
{
	return toy->cancels[5];
}

/* Without faults a round is three questions. */
static void what_is_not_needed_goes(void)
{
	struct toy toy = {.fails = a_late_cancel};
	struct vector vector;

	shrink_everything(&toy, 100000, &vector);
	CHECK_EQUAL(vector.count, 1);
	CHECK_EQUAL(vector.deviations[0].at, 3 * 5 + 2);
}

static bool a_fault_then_a_cancel(const struct toy *toy)
{
	for (unsigned i = 0; i < ROUNDS; i++)
		for (unsigned j = i; j < ROUNDS; j++)
			if (toy->faults[i] && toy->cancels[j])
				return true;
	return false;
}

static void what_is_left_is_small_and_early(void)
{
	struct toy toy = {.fails = a_fault_then_a_cancel};
	struct vector vector;

	shrink_everything(&toy, 100000, &vector);
	CHECK_EQUAL(vector.count, 2);
	CHECK_EQUAL(vector.deviations[0].at, 1);
	CHECK_EQUAL(vector.deviations[0].option, 1);
	CHECK_EQUAL(vector.deviations[1].at, 3);
}

static bool both_preemptions_or_none(const struct toy *toy)
{
	return toy->cancels[ROUNDS - 1] && !toy->preemptions[0] == !toy->preemptions[10];
}

static void pairs_go_where_one_alone_cannot(void)
{
	struct toy toy = {.fails = both_preemptions_or_none};
	struct vector vector;

	shrink_everything(&toy, 100000, &vector);
	CHECK_EQUAL(vector.count, 1);
}

static bool any_cancel(const struct toy *toy)
{
	for (unsigned i = 0; i < ROUNDS; i++)
		if (toy->cancels[i])
			return true;
	return false;
}

static void what_can_come_earlier_does(void)
{
	struct toy toy = {.fails = any_cancel};
	struct vector vector = {.count = 1, .deviations = {{3 * 20 + 2, 1}}};

	shrink_vector(&toy, 1000, &vector);
	CHECK_EQUAL(vector.count, 1);
	CHECK_EQUAL(vector.deviations[0].at, 2);
}

static void it_ends_when_its_runs_are_used_up(void)
{
	struct toy toy = {.fails = both_preemptions_or_none};
	struct vector vector;

	CHECK_EQUAL(shrink_everything(&toy, 5, &vector), 5);
}

static bool never(const struct toy *toy)
{
	(void)toy;
	return false;
}

static void what_does_not_fail_stays(void)
{
	struct toy toy = {.fails = never};
	struct shrinking shrinking = {.fails = fails, .context = &toy, .runs_max = 100};
	struct vector vector = everything();
	struct choices choices;

	choices_init(&choices);
	shrink(&shrinking, &choices, &vector);
	CHECK_EQUAL(vector.count, 4 * ROUNDS);
	CHECK_EQUAL(shrinking.runs, 1);
	choices_finish(&choices);
}

static const struct unit_test tests[] = {
	{"Shrink.WhatIsNotNeededGoes", what_is_not_needed_goes},
	{"Shrink.WhatIsLeftIsSmallAndEarly", what_is_left_is_small_and_early},
	{"Shrink.PairsGoWhereOneAloneCannot", pairs_go_where_one_alone_cannot},
	{"Shrink.WhatCanComeEarlierDoes", what_can_come_earlier_does},
	{"Shrink.EndsWhenItsRunsAreUsedUp", it_ends_when_its_runs_are_used_up},
	{"Shrink.WhatDoesNotFailStays", what_does_not_fail_stays},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
