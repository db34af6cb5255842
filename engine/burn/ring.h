/* SPDX-License-Identifier: MIT */
/*
 * The buffers between reader and writer: a ring of slots, each the data of one WRITE. The ring knows no lock: its two
 * counters are the section's, under its mutex; a slot's bytes belong to the reader until it is filled, then to the
 * writer until it is emptied.
 */
#ifndef ENGINE_BURN_RING_H
#define ENGINE_BURN_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ring {
	uint8_t *allocated; /* not aligned_alloc(): not every C library has it */
	uint8_t *memory;    /* the first slot */
	size_t slot_bytes;  /* data of a full slot */
	size_t stride;      /* from slot to slot, so that each is aligned */
	unsigned slots;
	uint64_t filled, emptied; /* slots ever filled, ever emptied */
	size_t *bytes;            /* in each filled slot */
	size_t used_bytes;        /* in all filled slots */
};

/* Slots of `slot_bytes`, each starting at a multiple of `alignment` (a power of two). 0 or -ENOMEM. */
int ring_init(struct ring *ring, unsigned slots, size_t slot_bytes, size_t alignment);
void ring_finish(struct ring *ring);

bool ring_is_full(const struct ring *ring);
bool ring_is_empty(const struct ring *ring);

/* The slot to fill next, and the oldest filled one. */
uint8_t *ring_next(const struct ring *ring);
uint8_t *ring_oldest(const struct ring *ring, size_t *ret_bytes);

/* The next slot holds so many bytes now; the oldest is free again. */
void ring_fill(struct ring *ring, size_t bytes);
void ring_empty(struct ring *ring);

#endif
