/* SPDX-License-Identifier: MIT */
/* Vectors as text, and followed. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "conformance/exploration/vector.h"
#include "tests/unit/exploration/toy.h"
#include "tests/unit/unit.h"

#define BUILD "0123456789abcdef"

static int read_text(const char *text, struct vector *ret_vector, char reason[VECTOR_REASON_MAX])
{
	static char copy[VECTOR_TEXT_MAX * 2];
	const char *scenario;

	snprintf(copy, sizeof(copy), "%s", text);
	return vector_read(copy, BUILD, ret_vector, &scenario, reason);
}

static void what_is_written_is_read(void)
{
	struct vector vector = {.count = 2, .deviations = {{12, 1}, {40, 254}}}, again;
	char text[VECTOR_TEXT_MAX], reason[VECTOR_REASON_MAX];
	const char *scenario;

	vector_write(&vector, BUILD, "w8b16", text);
	CHECK_STRING(text, "v1:" BUILD ":w8b16:12.1-40.254");
	CHECK_EQUAL(vector_read(text, BUILD, &again, &scenario, reason), 0);
	CHECK_STRING(scenario, "w8b16");
	CHECK_EQUAL(again.count, 2);
	CHECK_EQUAL(again.deviations[0].at, 12);
	CHECK_EQUAL(again.deviations[0].option, 1);
	CHECK_EQUAL(again.deviations[1].at, 40);
	CHECK_EQUAL(again.deviations[1].option, 254);
}

static void no_deviation_is_0(void)
{
	struct vector vector = {.count = 0}, again = {.count = 7};
	char text[VECTOR_TEXT_MAX], reason[VECTOR_REASON_MAX];

	vector_write(&vector, BUILD, "w1b1", text);
	CHECK_STRING(text, "v1:" BUILD ":w1b1:0");
	CHECK_EQUAL(read_text(text, &again, reason), 0);
	CHECK_EQUAL(again.count, 0);
}

static void the_longest_vector_has_room(void)
{
	struct vector vector = {.count = DEVIATIONS_MAX}, again;
	char text[VECTOR_TEXT_MAX], reason[VECTOR_REASON_MAX];

	for (unsigned i = 0; i < DEVIATIONS_MAX; i++)
		vector.deviations[i] = (struct deviation){CHOICES_MAX - DEVIATIONS_MAX + i, OPTIONS_MAX - 1};
	vector_write(&vector, BUILD, "w64b32", text);
	CHECK_EQUAL(read_text(text, &again, reason), 0);
	CHECK_EQUAL(again.count, DEVIATIONS_MAX);
	CHECK_EQUAL(again.deviations[DEVIATIONS_MAX - 1].at, CHOICES_MAX - 1);
}

static void another_build_is_refused(void)
{
	char reason[VECTOR_REASON_MAX];
	struct vector vector;

	CHECK_EQUAL(read_text("v1:fedcba9876543210:w8b16:12.1", &vector, reason), -EINVAL);
	CHECK(strstr(reason, "fedcba9876543210") && strstr(reason, BUILD));
}

static void another_version_is_refused(void)
{
	char reason[VECTOR_REASON_MAX];
	struct vector vector;

	CHECK_EQUAL(read_text("v2:" BUILD ":w8b16:12.1", &vector, reason), -EINVAL);
	CHECK(strstr(reason, "v2") != NULL);
}

static void nonsense_is_refused(void)
{
	static const char *const choices[] = {"",
	                                      "1",
	                                      "1.",
	                                      ".1",
	                                      "1.0",
	                                      "1.1-",
	                                      "-1.1",
	                                      "2.1-1.1",
	                                      "1.1-1.2",
	                                      "1.255",
	                                      "1.1,2.1",
	                                      "a.1",
	                                      "1048576.1",
	                                      "1.1 ",
	                                      "+1.1",
	                                      "00",
	                                      "1.-1",
	                                      "0.1x",
	                                      "99999999999999999999.1"};
	char text[64], reason[VECTOR_REASON_MAX];
	struct vector vector;

	for (unsigned i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		snprintf(text, sizeof(text), "v1:" BUILD ":w8b16:%s", choices[i]);
		unit_check(read_text(text, &vector, reason) == -EINVAL, __FILE__, __LINE__, "\"%s\" is read", text);
	}
	CHECK_EQUAL(read_text("v1:" BUILD ":w8b16", &vector, reason), -EINVAL);
	CHECK_EQUAL(read_text("", &vector, reason), -EINVAL);
}

static void too_many_choices_are_refused(void)
{
	static char text[VECTOR_TEXT_MAX * 2];
	char reason[VECTOR_REASON_MAX];
	size_t used = (size_t)snprintf(text, sizeof(text), "v1:" BUILD ":w8b16:1.1");
	struct vector vector;

	for (unsigned i = 2; i <= DEVIATIONS_MAX + 1; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "-%u.1", i);
	CHECK_EQUAL(read_text(text, &vector, reason), -EINVAL);
}

static void this_build_has_an_id(void)
{
	char id[BUILD_ID_MAX];

	build_id(id);
	CHECK_EQUAL(strlen(id), BUILD_ID_MAX - 1);
	CHECK_EQUAL(strspn(id, "0123456789abcdef"), BUILD_ID_MAX - 1);
}

/* ---- following ---- */

static void ask_four_times(struct choices *choices, const struct vector *vector, struct follower *ret_follower)
{
	follow(ret_follower, vector);
	choices_init(choices);
	choices_begin(choices, &ret_follower->guide);
	for (unsigned i = 0; i < 4; i++)
		ask(choices, CANCEL, 3);
}

static void a_run_is_its_vector(void)
{
	struct vector vector = {.count = 2, .deviations = {{1, 2}, {3, 1}}}, again;
	struct follower follower;
	struct choices choices;

	ask_four_times(&choices, &vector, &follower);
	CHECK(!follower_complaint(&follower));
	CHECK(vector_of(&choices, &again));
	CHECK_EQUAL(again.count, 2);
	CHECK_EQUAL(again.deviations[0].at, 1);
	CHECK_EQUAL(again.deviations[0].option, 2);
	CHECK_EQUAL(again.deviations[1].at, 3);
	CHECK_EQUAL(choices.spent[CANCEL], 2);
	choices_finish(&choices);
}

static void an_option_that_is_not_there_does_not_fit(void)
{
	struct vector vector = {.count = 1, .deviations = {{1, 3}}};
	struct follower follower;
	struct choices choices;

	ask_four_times(&choices, &vector, &follower);
	CHECK(follower_complaint(&follower) != NULL);
	choices_finish(&choices);
}

static void a_place_that_is_not_reached_does_not_fit(void)
{
	struct vector vector = {.count = 1, .deviations = {{4, 1}}};
	struct follower follower;
	struct choices choices;

	ask_four_times(&choices, &vector, &follower);
	CHECK(follower_complaint(&follower) != NULL);
	choices_finish(&choices);
}

static void deviations_are_told_while_they_are_made(void)
{
	struct vector vector = {.count = 1, .deviations = {{1, 2}}}, live = {.count = 9};
	struct choices choices;
	struct follower follower;

	follow(&follower, &vector);
	choices_init(&choices);
	choices.live = &live;
	choices_begin(&choices, &follower.guide);
	CHECK_EQUAL(live.count, 0);
	ask(&choices, FAULT, 3);
	CHECK_EQUAL(live.count, 0);
	ask(&choices, FAULT, 3);
	CHECK_EQUAL(live.count, 1);
	CHECK_EQUAL(live.deviations[0].at, 1);
	CHECK_EQUAL(live.deviations[0].option, 2);
	choices_finish(&choices);
}

static void one_option_is_no_question(void)
{
	struct vector vector = {.count = 0};
	struct follower follower;
	struct choices choices;

	follow(&follower, &vector);
	choices_init(&choices);
	choices_begin(&choices, &follower.guide);
	CHECK_EQUAL(ask(&choices, FREE, 1), 0);
	CHECK_EQUAL(choices.count, 0);
	choices_finish(&choices);
}

static const struct unit_test tests[] = {
	{"Vector.WhatIsWrittenIsRead", what_is_written_is_read},
	{"Vector.NoDeviationIs0", no_deviation_is_0},
	{"Vector.TheLongestHasRoom", the_longest_vector_has_room},
	{"Vector.AnotherBuildIsRefused", another_build_is_refused},
	{"Vector.AnotherVersionIsRefused", another_version_is_refused},
	{"Vector.NonsenseIsRefused", nonsense_is_refused},
	{"Vector.TooManyChoicesAreRefused", too_many_choices_are_refused},
	{"Vector.ThisBuildHasAnId", this_build_has_an_id},
	{"Follower.ARunIsItsVector", a_run_is_its_vector},
	{"Follower.AnOptionThatIsNotThereDoesNotFit", an_option_that_is_not_there_does_not_fit},
	{"Follower.APlaceThatIsNotReachedDoesNotFit", a_place_that_is_not_reached_does_not_fit},
	{"Choices.DeviationsAreToldWhileTheyAreMade", deviations_are_told_while_they_are_made},
	{"Choices.OneOptionIsNoQuestion", one_option_is_no_question},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
