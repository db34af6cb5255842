/* SPDX-License-Identifier: MIT */
/* What media have in common, and the list of all tests of media. */
#include "tests/unit/medium/medium_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct medium *new_disc(const char *type)
{
	struct layout layout;
	struct medium *medium = NULL;

	CHECK_EQUAL(medium_new_layout(medium_kind_find(type), TEST_CAPACITY, &layout, NULL), 0);
	CHECK_EQUAL(medium_create(memory_store_create(&layout), &medium, NULL), 0);
	layout_finish(&layout);
	return medium;
}

struct sense burn(struct medium *medium, uint32_t lba, uint32_t blocks, uint8_t fill)
{
	uint8_t *data = malloc((size_t)blocks * 2048);
	struct sense sense = medium->kind->ops->accept(medium, lba, blocks);

	memset(data, fill, (size_t)blocks * 2048);
	if (sense_is_good(&sense))
		sense = medium->kind->ops->record(medium, lba, blocks, data);
	free(data);
	return sense;
}

static void refuses_capacities_that_do_not_suit(void)
{
	struct layout layout;
	struct problem problem;

	CHECK_EQUAL(medium_new_layout(medium_kind_find("dvd+r"), 8193, &layout, &problem), -22);
	CHECK(strstr(problem.text, "multiple of 16") != NULL);
	CHECK_EQUAL(medium_new_layout(medium_kind_find("dvd+r"), 2295120, &layout, &problem), -22);
	CHECK(strstr(problem.text, "2295104") != NULL);
	CHECK_EQUAL(medium_new_layout(medium_kind_find("bd-re"), 16, &layout, &problem), -22);
	CHECK_EQUAL(medium_new_layout(medium_kind_find("dvd-rom"), 0, &layout, &problem), -22);
}

static void takes_the_smallest_and_the_largest_capacity(void)
{
	static const struct {
		const char *type;
		uint32_t smallest, largest;
	} kinds[] = {{"dvd+r", 32, 2295104}, {"bd-re", 32, 48878592}, {"dvd-rom", 1, 4171712}, {"bd-rom", 1, 62500864}};
	struct layout layout;
	struct problem problem;
	char wanted[128];

	for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const struct medium_kind *kind = medium_kind_find(kinds[i].type);

		CHECK_EQUAL(medium_new_layout(kind, kinds[i].smallest, &layout, NULL), 0);
		layout_finish(&layout);
		CHECK_EQUAL(medium_new_layout(kind, kinds[i].largest, &layout, NULL), 0);
		layout_finish(&layout);
		CHECK_EQUAL(medium_new_layout(kind, kinds[i].largest + 32, &layout, &problem), -22);
		snprintf(wanted, sizeof(wanted), "a %s holds from %u to %u blocks of 2048 bytes, not %u", kind->name,
		         kinds[i].smallest, kinds[i].largest, kinds[i].largest + 32);
		CHECK_STRING(problem.text, wanted);
	}
	CHECK_EQUAL(medium_new_layout(medium_kind_find("dvd+r"), 8200, &layout, &problem), -22);
	CHECK_STRING(problem.text, "the capacity of a DVD+R is a multiple of 16 blocks: 8200 is not, 8192 would be");
}

static void a_new_pressed_disc_is_one_closed_track(void)
{
	struct layout layout;

	CHECK_EQUAL(medium_new_layout(medium_kind_find("dvd-rom"), 100, &layout, NULL), 0);
	CHECK(layout.complete);
	CHECK_EQUAL(layout.session_count, 1);
	CHECK_EQUAL(layout.sessions[0].state, SESSION_CLOSED);
	CHECK_EQUAL(layout.track_count, 1);
	CHECK_EQUAL(layout.tracks[0].session, 1);
	CHECK_EQUAL(layout.tracks[0].state, TRACK_CLOSED);
	CHECK_EQUAL(layout.tracks[0].recorded, 100);
	CHECK(extents_contain(&layout.written, 0, 100));
	CHECK_EQUAL(extents_blocks(&layout.written), 100);
	layout_finish(&layout);
}

static void a_new_blank_disc_is_one_invisible_track(void)
{
	struct layout layout;

	CHECK_EQUAL(medium_new_layout(medium_kind_find("dvd+r"), 8192, &layout, NULL), 0);
	CHECK(!layout.complete);
	CHECK_STRING(layout.type, "dvd+r");
	CHECK_EQUAL(layout.capacity_blocks, 8192);
	CHECK_EQUAL(layout.session_count, 1);
	CHECK_EQUAL(layout.sessions[0].state, SESSION_OPEN);
	CHECK_EQUAL(layout.track_count, 1);
	CHECK_EQUAL(layout.tracks[0].session, 1);
	CHECK_EQUAL(layout.tracks[0].state, TRACK_INVISIBLE);
	CHECK_EQUAL(layout.tracks[0].blocks, 8192);
	CHECK_EQUAL(extents_blocks(&layout.written), 0);
	layout_finish(&layout);
}

static void a_track_that_does_not_exist_has_nothing_free(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint32_t lba;

	CHECK_EQUAL(medium_free_blocks(medium, 0), 0);
	CHECK_EQUAL(medium_free_blocks(medium, 1), TEST_CAPACITY);
	CHECK_EQUAL(medium_free_blocks(medium, 2), 0);
	CHECK(!medium_next_writable(medium, 0, &lba));
	CHECK(!medium_next_writable(medium, 2, &lba));
	CHECK_EQUAL(medium_track_at(medium, 0), 1);
	CHECK_EQUAL(medium_track_at(medium, TEST_CAPACITY - 1), 1);
	CHECK_EQUAL(medium_track_at(medium, TEST_CAPACITY), 0);
	medium_destroy(medium);
}

static void has_default_capacities(void)
{
	struct layout layout;

	CHECK_EQUAL(medium_new_layout(medium_kind_find("dvd+r"), 0, &layout, NULL), 0);
	CHECK_EQUAL(layout.capacity_blocks, 2295104);
	layout_finish(&layout);
	CHECK_EQUAL(medium_new_layout(medium_kind_find("bd-re"), 0, &layout, NULL), 0);
	CHECK_EQUAL(layout.capacity_blocks, 12219392);
	layout_finish(&layout);
}

static void refuses_unknown_types(void)
{
	struct layout layout = {.type = "laserdisc", .capacity_blocks = 32, .session_count = 1, .track_count = 1};
	struct medium *medium;
	struct problem problem;

	CHECK(medium_kind_find("laserdisc") == NULL);
	CHECK_EQUAL(medium_create(memory_store_create(&layout), &medium, &problem), -22);
	CHECK(strstr(problem.text, "laserdisc") != NULL);
}

static void refuses_more_tracks_than_its_kind_has(void)
{
	struct layout layout = {.type = "bd-re", .capacity_blocks = 64, .session_count = 1, .track_count = 2};
	struct medium *medium;
	struct problem problem;

	layout.tracks[0] = layout.tracks[1] = (struct layout_track){.session = 1, .blocks = 32};
	layout.tracks[1].start = 32;
	CHECK_EQUAL(medium_create(memory_store_create(&layout), &medium, &problem), -22);
	CHECK(strstr(problem.text, "2 tracks") != NULL);
}

static const struct unit_test medium_tests[] = {
	{"Medium.RefusesCapacitiesThatDoNotSuit", refuses_capacities_that_do_not_suit},
	{"Medium.TakesTheSmallestAndTheLargestCapacity", takes_the_smallest_and_the_largest_capacity},
	{"Medium.ANewPressedDiscIsOneClosedTrack", a_new_pressed_disc_is_one_closed_track},
	{"Medium.ANewBlankDiscIsOneInvisibleTrack", a_new_blank_disc_is_one_invisible_track},
	{"Medium.ATrackThatDoesNotExistHasNothingFree", a_track_that_does_not_exist_has_nothing_free},
	{"Medium.HasDefaultCapacities", has_default_capacities},
	{"Medium.RefusesUnknownTypes", refuses_unknown_types},
	{"Medium.RefusesMoreTracksThanItsKindHas", refuses_more_tracks_than_its_kind_has},
	{0},
};

int main(int argc, char **argv)
{
	const struct unit_test *const tables[] = {medium_tests,  sequential_tests, overwritable_tests,
	                                          pressed_tests, host_tests,       state_tests};
	struct unit_test all[64] = {0};
	unsigned count = 0;

	for (unsigned i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct unit_test *test = tables[i]; test->name; test++)
			all[count++] = *test;
	return unit_main(argc, argv, all);
}
