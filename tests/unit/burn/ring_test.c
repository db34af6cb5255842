/* SPDX-License-Identifier: MIT */
#include "engine/burn/ring.h"

#include "tests/unit/burn/burn_test.h"

static void slots_are_aligned(void)
{
	struct ring ring;

	CHECK_EQUAL(ring_init(&ring, 3, 2352 * 27, 4096), 0);
	for (unsigned i = 0; i < 3; i++) {
		CHECK_EQUAL((uintptr_t)ring_next(&ring) % 4096, 0);
		ring_fill(&ring, 1);
	}
	ring_finish(&ring);
}

static void slots_are_no_further_apart_than_alignment_asks(void)
{
	static const struct {
		size_t slot_bytes, alignment, stride;
	} rows[] = {{4096, 4096, 4096}, {4095, 4096, 4096}, {4097, 4096, 8192}, {8191, 4096, 8192}, {100, 16, 112}};
	struct ring ring;

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		CHECK_EQUAL(ring_init(&ring, 2, rows[i].slot_bytes, rows[i].alignment), 0);
		CHECK_EQUAL(ring.stride, rows[i].stride);
		CHECK_EQUAL(ring.filled, 0);
		CHECK_EQUAL(ring.emptied, 0);
		CHECK_EQUAL(ring.used_bytes, 0);
		ring_finish(&ring);
	}
}

static void counts_bytes_round_and_round(void)
{
	struct ring ring;
	size_t bytes;

	CHECK_EQUAL(ring_init(&ring, 3, 100, 16), 0);
	for (unsigned i = 1; i <= 20; i++) {
		ring_fill(&ring, i);
		ring_fill(&ring, 2 * i);
		CHECK_EQUAL(ring.used_bytes, 3 * i);
		ring_oldest(&ring, &bytes);
		CHECK_EQUAL(bytes, i);
		ring_empty(&ring);
		CHECK_EQUAL(ring.used_bytes, 2 * i);
		ring_empty(&ring);
		CHECK_EQUAL(ring.used_bytes, 0);
	}
	ring_finish(&ring);
}

static void fills_and_empties_in_order(void)
{
	struct ring ring;
	size_t bytes;

	CHECK_EQUAL(ring_init(&ring, 2, 100, 16), 0);
	CHECK(ring_is_empty(&ring));
	ring_next(&ring)[0] = 1;
	ring_fill(&ring, 100);
	ring_next(&ring)[0] = 2;
	ring_fill(&ring, 40);
	CHECK(ring_is_full(&ring));
	CHECK_EQUAL(ring.used_bytes, 140);
	CHECK_EQUAL(ring_oldest(&ring, &bytes)[0], 1);
	CHECK_EQUAL(bytes, 100);
	ring_empty(&ring);
	ring_next(&ring)[0] = 3;
	ring_fill(&ring, 7);
	CHECK_EQUAL(ring_oldest(&ring, &bytes)[0], 2);
	CHECK_EQUAL(bytes, 40);
	ring_empty(&ring);
	CHECK_EQUAL(ring_oldest(&ring, &bytes)[0], 3);
	CHECK_EQUAL(ring.used_bytes, 7);
	ring_finish(&ring);
}

static void says_when_memory_is_short(void)
{
	struct ring ring;

	CHECK_EQUAL(ring_init(&ring, 2, (size_t)1 << 60, 4096), -12);
}

const struct unit_test ring_tests[] = {
	{"Ring.SlotsAreAligned", slots_are_aligned},
	{"Ring.SlotsAreNoFurtherApartThanAlignmentAsks", slots_are_no_further_apart_than_alignment_asks},
	{"Ring.CountsBytesRoundAndRound", counts_bytes_round_and_round},
	{"Ring.FillsAndEmptiesInOrder", fills_and_empties_in_order},
	{"Ring.SaysWhenMemoryIsShort", says_when_memory_is_short},
	{0},
};
