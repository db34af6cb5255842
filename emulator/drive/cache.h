/* SPDX-License-Identifier: MIT */
/* The write cache: blocks in the order in which they were accepted, grouped in runs of ascending LBA. For
 * emulator/drive alone. */
#ifndef EMULATOR_DRIVE_CACHE_H
#define EMULATOR_DRIVE_CACHE_H

#include <stdint.h>

struct cache;

/* An empty cache of `blocks` blocks of 2048 bytes. NULL when memory is short. */
struct cache *cache_create(uint32_t blocks);
void cache_destroy(struct cache *cache);

uint32_t cache_capacity(const struct cache *cache);
uint32_t cache_used(const struct cache *cache);

/*
 * Copies blocks in. 0; -ENOSPC if they do not fit; an empty cache grows to take a single larger run, -ENOMEM if it
 * cannot.
 */
int cache_put(struct cache *cache, uint32_t lba, uint32_t blocks, const uint8_t *data);

/* The oldest blocks that are contiguous on the disc and in memory, at most `limit`: their data, LBA and number; NULL if
 * empty. */
const uint8_t *cache_oldest(const struct cache *cache, uint32_t limit, uint32_t *ret_lba, uint32_t *ret_blocks);

/* Drops the oldest blocks: at most as many as cache_oldest() gave. */
void cache_take(struct cache *cache, uint32_t blocks);

/* Drops everything. */
void cache_discard(struct cache *cache);

#endif
