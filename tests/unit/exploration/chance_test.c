/* SPDX-License-Identifier: MIT */
/* Guides that draw: the same seed draws the same, bounds are kept, every place is reached. */
#include <string.h>

#include "conformance/exploration/chance.h"
#include "tests/unit/exploration/toy.h"
#include "tests/unit/unit.h"

enum { PLACES = 100, RUNS = 4000 };

static void hundred_cancels_and_faults(struct choices *choices, struct chance *chance)
{
	chance_begin(chance);
	choices_begin(choices, &chance->guide);
	for (unsigned i = 0; i < PLACES; i++) {
		ask(choices, CANCEL, 2);
		ask(choices, FAULT, 4);
	}
}

static void the_same_seed_draws_the_same(void)
{
	struct bound bound = MOST(2, 2, 0);
	struct chance a, b, c;
	struct choices choices_a, choices_b, choices_c;
	unsigned differ = 0;

	choices_init(&choices_a);
	choices_init(&choices_b);
	choices_init(&choices_c);
	chance_wander(&a, &bound, 7);
	chance_wander(&b, &bound, 7);
	chance_wander(&c, &bound, 8);
	for (unsigned i = 0; i < 100; i++) {
		hundred_cancels_and_faults(&choices_a, &a);
		hundred_cancels_and_faults(&choices_b, &b);
		hundred_cancels_and_faults(&choices_c, &c);
		CHECK(choices_a.trace == choices_b.trace);
		differ += choices_a.trace != choices_c.trace;
	}
	CHECK(differ > 50);
	choices_finish(&choices_a);
	choices_finish(&choices_b);
	choices_finish(&choices_c);
}

static void bounds_are_kept(void)
{
	struct bound bound = MOST(1, 3, 0);
	unsigned most[DISTURBANCES] = {0};
	struct choices choices;
	struct chance chance;

	choices_init(&choices);
	chance_wander(&chance, &bound, 1);
	for (unsigned i = 0; i < RUNS; i++) {
		hundred_cancels_and_faults(&choices, &chance);
		for (enum disturbance kind = CANCEL; kind < DISTURBANCES; kind++)
			most[kind] = choices.spent[kind] > most[kind] ? choices.spent[kind] : most[kind];
	}
	CHECK_EQUAL(most[CANCEL], 1);
	CHECK_EQUAL(most[FAULT], 3);
	CHECK_EQUAL(most[PREEMPTION], 0);
	choices_finish(&choices);
}

/* Of the cancels drawn, the last tenth of the places gets about a tenth, and each place some. */
static void late_places_are_as_likely_as_early_ones(void)
{
	struct bound bound = MOST(1, 0, 0);
	unsigned at[PLACES] = {0}, all = 0, late = 0;
	struct choices choices;
	struct chance chance;

	choices_init(&choices);
	chance_wander(&chance, &bound, 3);
	for (unsigned run = 0; run < RUNS; run++) {
		hundred_cancels_and_faults(&choices, &chance);
		for (unsigned i = 0; i < PLACES; i++)
			at[i] += choices.answered[2 * i].taken;
	}
	for (unsigned i = 0; i < PLACES; i++) {
		CHECK(at[i] > 0);
		all += at[i];
		late += i >= PLACES - PLACES / 10 ? at[i] : 0;
	}
	CHECK(late * 20 > all && late * 5 < all);
	choices_finish(&choices);
}

static void every_option_is_drawn(void)
{
	struct bound bound = MOST(0, 1, 0);
	unsigned of[4] = {0};
	struct choices choices;
	struct chance chance;

	choices_init(&choices);
	chance_wander(&chance, &bound, 5);
	for (unsigned run = 0; run < RUNS; run++) {
		hundred_cancels_and_faults(&choices, &chance);
		for (unsigned i = 0; i < choices.count; i++)
			of[choices.answered[i].taken] += choices.answered[i].kind == FAULT;
	}
	CHECK(of[1] > 0 && of[2] > 0 && of[3] > 0);
	choices_finish(&choices);
}

/* ---- priorities ---- */

/* Asks ten times which of three tasks goes on; the answers as letters. */
static void ten_turns(struct choices *choices, struct chance *chance, char ret_turns[11])
{
	static const char *const tasks[] = {"a", "b", "c"};
	struct question question = {.kind = PREEMPTION, .options = 3, .place = "turn", .tasks = tasks};

	chance_begin(chance);
	choices_begin(choices, &chance->guide);
	for (unsigned i = 0; i < 10; i++)
		ret_turns[i] = *tasks[choices_take(choices, &question)];
	ret_turns[10] = '\0';
}

static unsigned changes_in(const char *turns)
{
	unsigned changes = 0;

	for (unsigned i = 1; turns[i]; i++)
		changes += turns[i] != turns[i - 1];
	return changes;
}

static void without_changes_one_task_goes_on(void)
{
	struct bound bound = MOST(0, 0, 0);
	struct choices choices;
	struct chance chance;
	unsigned firsts[3] = {0};
	char turns[11];

	choices_init(&choices);
	chance_pct(&chance, &bound, 1, 1);
	for (unsigned run = 0; run < 300; run++) {
		ten_turns(&choices, &chance, turns);
		CHECK_EQUAL(changes_in(turns), 0);
		firsts[turns[0] - 'a']++;
	}
	CHECK(firsts[0] > 50 && firsts[1] > 50 && firsts[2] > 50);
	choices_finish(&choices);
}

static void there_are_at_most_depth_less_one_changes(void)
{
	struct bound bound = MOST(0, 0, 0);
	struct choices choices;
	struct chance chance;
	unsigned most = 0;
	char turns[11];

	choices_init(&choices);
	chance_pct(&chance, &bound, 3, 1);
	for (unsigned run = 0; run < 300; run++) {
		ten_turns(&choices, &chance, turns);
		most = changes_in(turns) > most ? changes_in(turns) : most;
	}
	CHECK_EQUAL(most, 2);
	choices_finish(&choices);
}

static const struct unit_test tests[] = {
	{"Wander.TheSameSeedDrawsTheSame", the_same_seed_draws_the_same},
	{"Wander.BoundsAreKept", bounds_are_kept},
	{"Wander.LatePlacesAreAsLikelyAsEarlyOnes", late_places_are_as_likely_as_early_ones},
	{"Wander.EveryOptionIsDrawn", every_option_is_drawn},
	{"Pct.WithoutChangesOneTaskGoesOn", without_changes_one_task_goes_on},
	{"Pct.ThereAreAtMostDepthLessOneChanges", there_are_at_most_depth_less_one_changes},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
