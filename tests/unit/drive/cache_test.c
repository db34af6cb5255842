/* SPDX-License-Identifier: MIT */
#include "emulator/drive/cache.h"

#include <string.h>

#include "tests/unit/drive/bench.h"

static uint8_t data[64 * 2048];

static void fill(uint32_t blocks, uint8_t first)
{
	for (uint32_t i = 0; i < blocks; i++)
		memset(data + i * 2048, (uint8_t)(first + i), 2048);
}

static void gives_blocks_back_in_order(void)
{
	struct cache *cache = cache_create(16);
	uint32_t lba, blocks;
	const uint8_t *oldest;

	fill(10, 1);
	CHECK_EQUAL(cache_put(cache, 100, 10, data), 0);
	oldest = cache_oldest(cache, 4, &lba, &blocks);
	CHECK_EQUAL(lba, 100);
	CHECK_EQUAL(blocks, 4);
	CHECK_EQUAL(oldest[0], 1);
	cache_take(cache, 4);
	oldest = cache_oldest(cache, 99, &lba, &blocks);
	CHECK_EQUAL(lba, 104);
	CHECK_EQUAL(blocks, 6);
	CHECK_EQUAL(oldest[0], 5);
	cache_destroy(cache);
}

static void wraps_around_its_end(void)
{
	struct cache *cache = cache_create(8);
	uint32_t lba, blocks;
	const uint8_t *oldest;

	fill(8, 1);
	CHECK_EQUAL(cache_put(cache, 0, 6, data), 0);
	cache_take(cache, 5);
	fill(6, 7);
	CHECK_EQUAL(cache_put(cache, 6, 6, data), 0);
	CHECK_EQUAL(cache_used(cache), 7);
	cache_take(cache, 1);
	oldest = cache_oldest(cache, 99, &lba, &blocks);
	CHECK_EQUAL(lba, 6);
	CHECK_EQUAL(blocks, 2);
	CHECK_EQUAL(oldest[0], 7);
	cache_take(cache, 2);
	oldest = cache_oldest(cache, 99, &lba, &blocks);
	CHECK_EQUAL(lba, 8);
	CHECK_EQUAL(blocks, 4);
	CHECK_EQUAL(oldest[0], 9);
	cache_destroy(cache);
}

static void keeps_runs_apart(void)
{
	struct cache *cache = cache_create(8);
	uint32_t lba, blocks;

	CHECK_EQUAL(cache_put(cache, 10, 2, data), 0);
	CHECK_EQUAL(cache_put(cache, 12, 2, data), 0);
	CHECK_EQUAL(cache_put(cache, 5, 1, data), 0);
	CHECK(cache_oldest(cache, 99, &lba, &blocks) != NULL);
	CHECK_EQUAL(blocks, 4);
	cache_take(cache, 4);
	CHECK(cache_oldest(cache, 99, &lba, &blocks) != NULL);
	CHECK_EQUAL(lba, 5);
	CHECK_EQUAL(blocks, 1);
	cache_take(cache, 1);
	CHECK(cache_oldest(cache, 99, &lba, &blocks) == NULL);
	cache_destroy(cache);
}

static void refuses_what_does_not_fit_unless_it_is_empty(void)
{
	struct cache *cache = cache_create(8);

	CHECK_EQUAL(cache_put(cache, 0, 64, data), 0);
	CHECK_EQUAL(cache_used(cache), 64);
	CHECK_EQUAL(cache_put(cache, 64, 1, data), -28);
	cache_discard(cache);
	CHECK_EQUAL(cache_used(cache), 0);
	cache_destroy(cache);
}

static void the_last_run_goes_on_wherever_it_is(void)
{
	struct cache *cache = cache_create(8);
	uint32_t lba, blocks;

	for (unsigned round = 0; round < 20; round++) {
		CHECK_EQUAL(cache_put(cache, 0, 2, data), 0);
		CHECK_EQUAL(cache_put(cache, 10, 2, data), 0);
		CHECK_EQUAL(cache_put(cache, 12, 1, data), 0);
		CHECK_EQUAL(cache_used(cache), 5);
		cache_take(cache, 2);
		for (unsigned left = 3; left; left -= blocks) {
			CHECK(cache_oldest(cache, 99, &lba, &blocks) != NULL);
			CHECK_EQUAL(lba, 13 - left);
			CHECK(blocks >= 1 && blocks <= left);
			cache_take(cache, blocks);
		}
		CHECK(cache_oldest(cache, 99, &lba, &blocks) == NULL);
	}
	cache_destroy(cache);
}

static void every_block_comes_back_as_it_was_put_in(void)
{
	static uint8_t in[5 * 2048];
	struct cache *cache = cache_create(8);
	const uint8_t *out;
	uint32_t lba, blocks;
	unsigned wrong = 0;

	for (unsigned i = 0; i < sizeof(in); i++)
		in[i] = (uint8_t)(i / 2048 * 31 + i % 251);
	for (unsigned round = 0; round < 16; round++) {
		CHECK_EQUAL(cache_put(cache, 100, 5, in), 0);
		for (unsigned done = 0; done < 5; done += blocks) {
			out = cache_oldest(cache, 99, &lba, &blocks);
			CHECK_EQUAL(lba, 100 + done);
			wrong += memcmp(out, in + done * 2048, blocks * 2048) != 0;
			cache_take(cache, blocks);
		}
	}
	CHECK_EQUAL(wrong, 0);
	CHECK_EQUAL(cache_put(cache, 0, 0, in), 0);
	CHECK_EQUAL(cache_used(cache), 0);
	cache_destroy(cache);
}

const struct unit_test cache_tests[] = {
	{"Cache.TheLastRunGoesOnWhereverItIs", the_last_run_goes_on_wherever_it_is},
	{"Cache.EveryBlockComesBackAsItWasPutIn", every_block_comes_back_as_it_was_put_in},
	{"Cache.GivesBlocksBackInOrder", gives_blocks_back_in_order},
	{"Cache.WrapsAroundItsEnd", wraps_around_its_end},
	{"Cache.KeepsRunsApart", keeps_runs_apart},
	{"Cache.RefusesWhatDoesNotFitUnlessItIsEmpty", refuses_what_does_not_fit_unless_it_is_empty},
	{0},
};
