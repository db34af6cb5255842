/* SPDX-License-Identifier: MIT */
/* A ring of blocks, and a ring of the runs that they form: one run is a stretch of consecutive LBAs. */
#include "emulator/drive/cache.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 2048 };

struct run {
	uint32_t lba, blocks;
};

/* Every run holds at least one block, so there are never more runs than blocks. */
struct cache {
	uint32_t capacity;
	uint32_t head, used; /* ring of blocks: index of the oldest, number in use */
	uint32_t first_run, run_count;
	struct run *runs;
	uint8_t *blocks;
};

struct cache *cache_create(uint32_t blocks)
{
	struct cache *cache = calloc(1, sizeof(*cache));

	if (!cache)
		return NULL;
	cache->capacity = blocks;
	cache->runs = malloc(blocks * sizeof(*cache->runs));
	cache->blocks = malloc((size_t)blocks * BLOCK_BYTES);
	if (cache->runs && cache->blocks)
		return cache;
	cache_destroy(cache);
	return NULL;
}

void cache_destroy(struct cache *cache)
{
	if (!cache)
		return;
	free(cache->runs);
	free(cache->blocks);
	free(cache);
}

uint32_t cache_capacity(const struct cache *cache)
{
	return cache->capacity;
}

uint32_t cache_used(const struct cache *cache)
{
	return cache->used;
}

static int grow(struct cache *cache, uint32_t blocks)
{
	struct cache *larger = cache_create(blocks);
	struct cache old = *cache;

	if (!larger)
		return -ENOMEM;
	*cache = *larger;
	*larger = old;
	cache_destroy(larger);
	return 0;
}

static void note_run(struct cache *cache, uint32_t lba, uint32_t blocks)
{
	struct run *last = &cache->runs[(cache->first_run + cache->run_count - 1) % cache->capacity];

	if (cache->run_count && last->lba + last->blocks == lba) {
		last->blocks += blocks;
		return;
	}
	cache->runs[(cache->first_run + cache->run_count++) % cache->capacity] = (struct run){lba, blocks};
}

int cache_put(struct cache *cache, uint32_t lba, uint32_t blocks, const uint8_t *data)
{
	uint32_t tail, straight;
	int result;

	if (!blocks)
		return 0;
	if (!cache->used && blocks > cache->capacity) {
		result = grow(cache, blocks);
		if (result)
			return result;
	}
	if (blocks > cache->capacity - cache->used)
		return -ENOSPC;
	tail = (cache->head + cache->used) % cache->capacity;
	straight = blocks < cache->capacity - tail ? blocks : cache->capacity - tail;
	memcpy(cache->blocks + (size_t)tail * BLOCK_BYTES, data, (size_t)straight * BLOCK_BYTES);
	memcpy(cache->blocks, data + (size_t)straight * BLOCK_BYTES, (size_t)(blocks - straight) * BLOCK_BYTES);
	cache->used += blocks;
	note_run(cache, lba, blocks);
	return 0;
}

const uint8_t *cache_oldest(const struct cache *cache, uint32_t limit, uint32_t *ret_lba, uint32_t *ret_blocks)
{
	const struct run *run = &cache->runs[cache->first_run];
	uint32_t straight = cache->capacity - cache->head;

	if (!cache->used)
		return NULL;
	*ret_lba = run->lba;
	*ret_blocks = run->blocks < straight ? run->blocks : straight;
	if (*ret_blocks > limit)
		*ret_blocks = limit;
	return cache->blocks + (size_t)cache->head * BLOCK_BYTES;
}

/* An empty cache begins at its beginning: the memory that was used last is the fastest. */
void cache_discard(struct cache *cache)
{
	cache->head = cache->used = 0;
	cache->first_run = cache->run_count = 0;
}

void cache_take(struct cache *cache, uint32_t blocks)
{
	struct run *run = &cache->runs[cache->first_run];

	cache->head = (cache->head + blocks) % cache->capacity;
	cache->used -= blocks;
	run->lba += blocks;
	run->blocks -= blocks;
	if (!cache->used) {
		cache_discard(cache);
		return;
	}
	if (run->blocks)
		return;
	cache->first_run = (cache->first_run + 1) % cache->capacity;
	cache->run_count--;
}
