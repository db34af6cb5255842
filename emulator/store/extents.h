/* SPDX-License-Identifier: MIT */
/* A set of blocks as sorted, disjoint, non-adjacent ranges. */
#ifndef EMULATOR_STORE_EXTENTS_H
#define EMULATOR_STORE_EXTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct extent {
	uint32_t start, blocks;
};

/* All zero is the empty set. */
struct extents {
	struct extent *ranges; /* heap */
	size_t count, capacity;
};

/* Adds [start, start + blocks). 0 or -ENOMEM, then the set is as before. Appending at the end of the last range is
 * O(1). */
int extents_add(struct extents *extents, uint32_t start, uint32_t blocks);

/* True if every block of the range is in the set. */
bool extents_contain(const struct extents *extents, uint32_t start, uint32_t blocks);

/* Blocks in the set. */
uint64_t extents_blocks(const struct extents *extents);

/* Empties the set and frees. */
void extents_finish(struct extents *extents);

#endif
