/* SPDX-License-Identifier: MIT */
#include "engine/burn/ring.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "mutants/mutant.h"

int ring_init(struct ring *ring, unsigned slots, size_t slot_bytes, size_t alignment)
{
	memset(ring, 0, sizeof(*ring));
	ring->slots = slots;
	ring->slot_bytes = slot_bytes;
	ring->stride = (slot_bytes + alignment - 1) / alignment * alignment;
	ring->allocated = malloc(ring->stride * slots + alignment - 1);
	ring->bytes = calloc(slots, sizeof(*ring->bytes));
	if (!ring->allocated || !ring->bytes) {
		ring_finish(ring);
		return -ENOMEM;
	}
	ring->memory = ring->allocated + -(uintptr_t)ring->allocated % alignment;
	return 0;
}

void ring_finish(struct ring *ring)
{
	free(ring->allocated);
	free(ring->bytes);
	memset(ring, 0, sizeof(*ring));
}

bool ring_is_full(const struct ring *ring)
{
	return ring->filled - ring->emptied == ring->slots;
}

bool ring_is_empty(const struct ring *ring)
{
	return ring->filled == ring->emptied;
}

uint8_t *ring_next(const struct ring *ring)
{
	return ring->memory + ring->filled % ring->slots * ring->stride;
}

uint8_t *ring_oldest(const struct ring *ring, size_t *ret_bytes)
{
	size_t slot = ring->emptied % ring->slots;

	*ret_bytes = ring->bytes[slot];
	return ring->memory + slot * ring->stride + MUTANT(BYTES_SHIFTED);
}

void ring_fill(struct ring *ring, size_t bytes)
{
	ring->bytes[ring->filled++ % ring->slots] = bytes;
	ring->used_bytes += bytes;
}

void ring_empty(struct ring *ring)
{
	ring->used_bytes -= ring->bytes[ring->emptied++ % ring->slots];
}
