/* SPDX-License-Identifier: MIT */
/* The odometer on toy runs: everything once, nothing beyond the bound, few disturbances first. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "conformance/exploration/exhaust.h"
#include "tests/unit/exploration/toy.h"
#include "tests/unit/unit.h"

enum { RUNS_MAX = 256, TEXT_MAX = 32 };

/* What was run: each run's answers as digits. */
struct diary {
	void (*run)(struct choices *choices);
	unsigned count, limit, spent[RUNS_MAX];
	char texts[RUNS_MAX][TEXT_MAX];
	bool every_vector_fits;
};

static void note(struct diary *diary, const struct choices *choices)
{
	char *text = diary->texts[diary->count];

	for (unsigned i = 0; i < choices->count && i < TEXT_MAX - 1; i++)
		*text++ = (char)('0' + choices->answered[i].taken);
	*text = '\0';
	diary->spent[diary->count++] = choices_spent(choices);
}

static bool run(struct enumeration *enumeration, const struct vector *vector, struct choices *choices, bool mine)
{
	struct diary *diary = enumeration->context;
	struct follower follower;

	if (diary->limit && diary->count == diary->limit)
		return false;
	follow(&follower, vector);
	choices_begin(choices, &follower.guide);
	diary->run(choices);
	diary->every_vector_fits = diary->every_vector_fits && !follower_complaint(&follower);
	if (mine && diary->count < RUNS_MAX)
		note(diary, choices);
	return true;
}

static int enumerate(struct diary *diary, struct bound bound, unsigned part, unsigned parts, unsigned *ret_complete)
{
	struct enumeration enumeration = {.bound = bound, .part = part, .parts = parts, .run = run, .context = diary};
	struct choices choices;
	int result;

	diary->every_vector_fits = true;
	choices_init(&choices);
	result = exhaust(&enumeration, &choices);
	choices_finish(&choices);
	if (ret_complete)
		*ret_complete = enumeration.complete;
	return result;
}

static bool contains(const struct diary *diary, const char *text)
{
	for (unsigned i = 0; i < diary->count; i++)
		if (strcmp(diary->texts[i], text) == 0)
			return true;
	return false;
}

static bool all_differ(const struct diary *diary)
{
	for (unsigned i = 0; i < diary->count; i++)
		for (unsigned j = 0; j < i; j++)
			if (strcmp(diary->texts[i], diary->texts[j]) == 0)
				return false;
	return true;
}

/* ---- runs ---- */

static void three_free(struct choices *choices)
{
	for (unsigned i = 0; i < 3; i++)
		ask(choices, FREE, 2);
}

static void five_cancels(struct choices *choices)
{
	for (unsigned i = 0; i < 5; i++)
		ask(choices, CANCEL, 2);
}

static void a_fault_asks_more(struct choices *choices)
{
	if (ask(choices, FAULT, 3) == 2)
		ask(choices, CANCEL, 2);
	ask(choices, FREE, 2);
}

static void of_each_kind(struct choices *choices)
{
	for (unsigned i = 0; i < 3; i++) {
		ask(choices, CANCEL, 2);
		ask(choices, FAULT, 3);
		ask(choices, PREEMPTION, 2);
		ask(choices, FREE, 2);
	}
}

/* ---- tests ---- */

static void free_choices_are_all_made(void)
{
	static struct diary diary = {.run = three_free};

	CHECK_EQUAL(enumerate(&diary, MOST(0, 0, 0), 0, 1, NULL), 0);
	CHECK_EQUAL(diary.count, 8);
	CHECK(all_differ(&diary));
}

/* 1 without, 5 with one, 10 with two. */
static void the_bound_is_kept_and_exhausted(void)
{
	static struct diary diary = {.run = five_cancels};

	CHECK_EQUAL(enumerate(&diary, MOST(2, 0, 0), 0, 1, NULL), 0);
	CHECK_EQUAL(diary.count, 16);
	CHECK(all_differ(&diary));
	for (unsigned i = 0; i < diary.count; i++)
		CHECK(diary.spent[i] <= 2);
}

static void questions_may_depend_on_answers(void)
{
	static const char *const all[] = {"00", "01", "10", "11", "200", "201", "210", "211"};
	static struct diary diary = {.run = a_fault_asks_more};

	CHECK_EQUAL(enumerate(&diary, MOST(1, 1, 0), 0, 1, NULL), 0);
	CHECK_EQUAL(diary.count, sizeof(all) / sizeof(all[0]));
	for (unsigned i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		CHECK(contains(&diary, all[i]));
	CHECK(diary.every_vector_fits);
}

static void few_disturbances_come_first(void)
{
	static struct diary diary = {.run = of_each_kind};

	CHECK_EQUAL(enumerate(&diary, MOST(1, 1, 0), 0, 1, NULL), 0);
	CHECK_EQUAL(diary.spent[0], 0);
	for (unsigned i = 1; i < diary.count; i++)
		CHECK(diary.spent[i] >= diary.spent[i - 1]);
	CHECK_EQUAL(diary.spent[diary.count - 1], 2);
}

/* Three cancels or none, three places of two faults or none, eight ways of free choices. */
static void kinds_have_bounds_of_their_own(void)
{
	static struct diary diary = {.run = of_each_kind};

	CHECK_EQUAL(enumerate(&diary, MOST(1, 1, 0), 0, 1, NULL), 0);
	CHECK_EQUAL(diary.count, (1 + 3) * (1 + 3 * 2) * 8);
	CHECK(all_differ(&diary));
}

static void parts_make_the_whole(void)
{
	static struct diary parts = {.run = of_each_kind};

	for (unsigned part = 0; part < 3; part++)
		CHECK_EQUAL(enumerate(&parts, MOST(1, 1, 0), part, 3, NULL), 0);
	CHECK_EQUAL(parts.count, (1 + 3) * (1 + 3 * 2) * 8);
	CHECK(all_differ(&parts));
}

static void each_part_has_some(void)
{
	for (unsigned part = 0; part < 3; part++) {
		static struct diary diary;

		diary = (struct diary){.run = of_each_kind};
		CHECK_EQUAL(enumerate(&diary, MOST(1, 1, 0), part, 3, NULL), 0);
		CHECK(diary.count > 40);
	}
}

/* 1 and 5 are complete, of those with two there are some. */
static void it_says_how_far_it_came(void)
{
	static struct diary diary = {.run = five_cancels, .limit = 9};
	unsigned complete;

	CHECK_EQUAL(enumerate(&diary, MOST(2, 0, 0), 0, 1, &complete), -ECANCELED);
	CHECK_EQUAL(complete, 2);
	CHECK_EQUAL(diary.count, 9);
}

static const struct unit_test tests[] = {
	{"Exhaust.FreeChoicesAreAllMade", free_choices_are_all_made},
	{"Exhaust.TheBoundIsKeptAndExhausted", the_bound_is_kept_and_exhausted},
	{"Exhaust.QuestionsMayDependOnAnswers", questions_may_depend_on_answers},
	{"Exhaust.FewDisturbancesComeFirst", few_disturbances_come_first},
	{"Exhaust.KindsHaveBoundsOfTheirOwn", kinds_have_bounds_of_their_own},
	{"Exhaust.PartsMakeTheWhole", parts_make_the_whole},
	{"Exhaust.EachPartHasSome", each_part_has_some},
	{"Exhaust.SaysHowFarItCame", it_says_how_far_it_came},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
