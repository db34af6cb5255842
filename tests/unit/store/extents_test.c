/* SPDX-License-Identifier: MIT */
#include "emulator/store/extents.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"

/* Adds ranges, then compares with the expected ones. Both lists end with a range of no blocks. */
static void check_ranges(const struct extent *added, const struct extent *expected)
{
	struct extents extents = {0};
	size_t i;

	for (; added->blocks; added++)
		CHECK_EQUAL(extents_add(&extents, added->start, added->blocks), 0);
	for (i = 0; expected[i].blocks && i < extents.count; i++) {
		CHECK_EQUAL(extents.ranges[i].start, expected[i].start);
		CHECK_EQUAL(extents.ranges[i].blocks, expected[i].blocks);
	}
	CHECK_EQUAL(expected[i].blocks, 0);
	CHECK_EQUAL(extents.count, i);
	extents_finish(&extents);
}

#define RANGES(...) ((const struct extent[]){__VA_ARGS__, {0, 0}})

static void keeps_disjoint_ranges_apart_and_sorted(void)
{
	check_ranges(RANGES({50, 5}, {10, 5}, {30, 5}), RANGES({10, 5}, {30, 5}, {50, 5}));
}

static void merges_adjacent_ranges(void)
{
	check_ranges(RANGES({10, 5}, {15, 5}), RANGES({10, 10}));
	check_ranges(RANGES({15, 5}, {10, 5}), RANGES({10, 10}));
	check_ranges(RANGES({10, 5}, {40, 1}, {15, 5}), RANGES({10, 10}, {40, 1}));
}

static void merges_overlapping_ranges(void)
{
	check_ranges(RANGES({10, 10}, {15, 10}), RANGES({10, 15}));
	check_ranges(RANGES({15, 10}, {10, 10}), RANGES({10, 15}));
	check_ranges(RANGES({10, 10}, {40, 1}, {5, 10}), RANGES({5, 15}, {40, 1}));
}

static void fills_a_gap(void)
{
	check_ranges(RANGES({10, 5}, {20, 5}, {30, 5}, {15, 5}), RANGES({10, 15}, {30, 5}));
}

static void swallows_contained_ranges(void)
{
	check_ranges(RANGES({10, 1}, {20, 1}, {30, 1}, {40, 1}, {15, 20}), RANGES({10, 1}, {15, 20}, {40, 1}));
	check_ranges(RANGES({10, 1}, {20, 1}, {0, 100}), RANGES({0, 100}));
}

static void ignores_what_it_has(void)
{
	check_ranges(RANGES({10, 50}, {20, 5}), RANGES({10, 50}));
	check_ranges(RANGES({10, 50}, {100, 1}, {20, 5}), RANGES({10, 50}, {100, 1}));
}

static void takes_no_empty_range(void)
{
	struct extents extents = {0};

	CHECK_EQUAL(extents_add(&extents, 10, 0), 0);
	CHECK_EQUAL(extents.count, 0);
	extents_finish(&extents);
}

static void reaches_the_last_address(void)
{
	check_ranges(RANGES({UINT32_MAX - 1, 1}, {0, UINT32_MAX - 1}), RANGES({0, UINT32_MAX}));
}

static void a_burn_is_one_range(void)
{
	struct extents extents = {0};

	for (uint32_t lba = 0; lba < 32 * 1000000; lba += 32)
		extents_add(&extents, lba, 32);
	CHECK_EQUAL(extents.count, 1);
	CHECK_EQUAL(extents_blocks(&extents), 32000000);
	extents_finish(&extents);
}

static void contains_only_what_it_has_whole(void)
{
	struct extents extents = {0};

	CHECK(!extents_contain(&extents, 0, 1));
	extents_add(&extents, 10, 10);
	extents_add(&extents, 30, 10);
	CHECK(extents_contain(&extents, 10, 10));
	CHECK(extents_contain(&extents, 35, 5));
	CHECK(extents_contain(&extents, 5, 0));
	CHECK(!extents_contain(&extents, 9, 2));
	CHECK(!extents_contain(&extents, 19, 2));
	CHECK(!extents_contain(&extents, 10, 30));
	CHECK(!extents_contain(&extents, 20, 1));
	CHECK(!extents_contain(&extents, 30, UINT32_MAX));
	extents_finish(&extents);
}

enum { UNIVERSE = 300 };

/* Sorted, disjoint, non-adjacent, and the same blocks as the bitmap. */
static bool agrees(const struct extents *extents, const bool bitmap[UNIVERSE])
{
	bool seen[UNIVERSE] = {false};
	uint64_t end = 0, blocks = 0;

	for (size_t i = 0; i < extents->count; i++) {
		struct extent range = extents->ranges[i];

		if (!range.blocks || (i && range.start <= end) || range.start + range.blocks > UNIVERSE)
			return false;
		end = range.start + range.blocks;
		blocks += range.blocks;
		memset(seen + range.start, true, range.blocks);
	}
	return !memcmp(seen, bitmap, sizeof(seen)) && extents_blocks(extents) == blocks;
}

static bool contains_as(const struct extents *extents, const bool bitmap[UNIVERSE], uint32_t start, uint32_t blocks)
{
	bool all = true;

	for (uint32_t i = 0; i < blocks; i++)
		all = all && bitmap[start + i];
	return extents_contain(extents, start, blocks) == all;
}

static void matches_a_bitmap(void)
{
	unsigned wrong = 0;

	srand(1);
	for (unsigned round = 0; round < 400; round++) {
		struct extents extents = {0};
		bool bitmap[UNIVERSE] = {false};

		for (unsigned step = 0; step < 60; step++) {
			uint32_t start = (uint32_t)(rand() % UNIVERSE), blocks = (uint32_t)(rand() % 12);

			blocks = start + blocks > UNIVERSE ? UNIVERSE - start : blocks;
			wrong += extents_add(&extents, start, blocks) != 0;
			memset(bitmap + start, true, blocks);
			wrong += !agrees(&extents, bitmap);
			start = (uint32_t)(rand() % (UNIVERSE - 12));
			wrong += !contains_as(&extents, bitmap, start, (uint32_t)(rand() % 12));
		}
		extents_finish(&extents);
	}
	CHECK_EQUAL(wrong, 0);
}

static void finish_leaves_an_empty_set(void)
{
	struct extents extents = {0};

	extents_add(&extents, 1, 1);
	extents_finish(&extents);
	CHECK_EQUAL(extents.count, 0);
	CHECK(!extents.ranges);
	CHECK_EQUAL(extents_add(&extents, 5, 1), 0);
	CHECK_EQUAL(extents.count, 1);
	extents_finish(&extents);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Extents.KeepsDisjointRangesApartAndSorted", keeps_disjoint_ranges_apart_and_sorted},
	{"Extents.MergesAdjacentRanges",              merges_adjacent_ranges},
	{"Extents.MergesOverlappingRanges",           merges_overlapping_ranges},
	{"Extents.FillsAGap",                         fills_a_gap},
	{"Extents.SwallowsContainedRanges",           swallows_contained_ranges},
	{"Extents.IgnoresWhatItHas",                  ignores_what_it_has},
	{"Extents.TakesNoEmptyRange",                 takes_no_empty_range},
	{"Extents.ReachesTheLastAddress",             reaches_the_last_address},
	{"Extents.ABurnIsOneRange",                   a_burn_is_one_range},
	{"Extents.ContainsOnlyWhatItHasWhole",        contains_only_what_it_has_whole},
	{"Extents.MatchesABitmap",                    matches_a_bitmap},
	{"Extents.FinishLeavesAnEmptySet",            finish_leaves_an_empty_set},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
