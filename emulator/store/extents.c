/* SPDX-License-Identifier: MIT */
/*
 * Sets of blocks as a sorted array. Burning appends, so the last range is tried first; everything else is found by
 * bisection and merged in place. Ends are computed in 64 bits, since a range may touch the last 32-bit address.
 */
#include "emulator/store/extents.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 8 };

static uint64_t end_of(const struct extent *extent)
{
	return (uint64_t)extent->start + extent->blocks;
}

/* Index of the first range that ends at or after `address`; count if none does. */
static size_t first_ending_from(const struct extents *extents, uint64_t address)
{
	size_t low = 0, high = extents->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (end_of(&extents->ranges[middle]) < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Index of the first range that starts after `address`; count if none does. */
static size_t first_starting_after(const struct extents *extents, uint64_t address)
{
	size_t low = 0, high = extents->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (extents->ranges[middle].start <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int insert_at(struct extents *extents, size_t index, uint32_t start, uint32_t blocks)
{
	if (extents->count == extents->capacity) {
		size_t capacity = extents->capacity ? 2 * extents->capacity : FIRST_CAPACITY;
		struct extent *ranges = reallocarray(extents->ranges, capacity, sizeof(*ranges));

		if (!ranges)
			return -ENOMEM;
		extents->ranges = ranges;
		extents->capacity = capacity;
	}
	memmove(&extents->ranges[index + 1], &extents->ranges[index],
	        (extents->count - index) * sizeof(*extents->ranges));
	extents->ranges[index] = (struct extent){start, blocks};
	extents->count++;
	return 0;
}

/* Makes one range of ranges[first] to ranges[last - 1], which all touch [start, end), and of [start, end). */
static void merge(struct extents *extents, size_t first, size_t last, uint32_t start, uint64_t end)
{
	struct extent *ranges = extents->ranges;

	if (ranges[first].start < start)
		start = ranges[first].start;
	if (end_of(&ranges[last - 1]) > end)
		end = end_of(&ranges[last - 1]);
	ranges[first] = (struct extent){start, (uint32_t)(end - start)};
	memmove(&ranges[first + 1], &ranges[last], (extents->count - last) * sizeof(*ranges));
	extents->count -= last - first - 1;
}

int extents_add(struct extents *extents, uint32_t start, uint32_t blocks)
{
	uint64_t end = (uint64_t)start + blocks;
	struct extent *tail = extents->count ? &extents->ranges[extents->count - 1] : NULL;
	size_t first, last;

	assert(end <= UINT32_MAX);
	if (!blocks)
		return 0;
	if (tail && start >= tail->start && start <= end_of(tail)) {
		if (end > end_of(tail))
			tail->blocks = (uint32_t)(end - tail->start);
		return 0;
	}
	if (!tail || start > tail->start)
		return insert_at(extents, extents->count, start, blocks);
	first = first_ending_from(extents, start);
	last = first_starting_after(extents, end);
	if (first == last)
		return insert_at(extents, first, start, blocks);
	merge(extents, first, last, start, end);
	return 0;
}

bool extents_contain(const struct extents *extents, uint32_t start, uint32_t blocks)
{
	size_t after = first_starting_after(extents, start);

	return !blocks || (after && end_of(&extents->ranges[after - 1]) >= (uint64_t)start + blocks);
}

uint64_t extents_blocks(const struct extents *extents)
{
	uint64_t blocks = 0;

	for (size_t i = 0; i < extents->count; i++)
		blocks += extents->ranges[i].blocks;
	return blocks;
}

void extents_finish(struct extents *extents)
{
	free(extents->ranges);
	*extents = (struct extents){0};
}
