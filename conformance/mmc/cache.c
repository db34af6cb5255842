/* SPDX-License-Identifier: MIT */
/*
 * The write cache [MMC-6 "Write caching"; "READ BUFFER CAPACITY"; "SYNCHRONIZE CACHE"]: what is accepted is not yet
 * recorded, can be read all the same, and is recorded when SYNCHRONIZE CACHE, or a command that needs it, has ended.
 */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"
#include "conformance/doubles/pattern.h"

/* More than the cache holds. */
enum { LONG_BLOCKS = 2560 };

struct buffer {
	uint32_t bytes, free_bytes;
};

static struct buffer buffer(struct rig *rig)
{
	uint8_t data[12];

	EXPECT_GOOD(order_in(rig, "5C 00 00 00 00 00 00 00 0C 00", data, sizeof(data)));
	return (struct buffer){u32(data + 4), u32(data + 8)};
}

/* ---- READ BUFFER CAPACITY ---- */

static void buffer_is_empty_at_rest(struct rig *rig)
{
	struct buffer now = buffer(rig);

	EXPECT(now.bytes >= 32 * BLOCK, "the buffer has %u bytes", now.bytes);
	EXPECT_EQUAL(now.free_bytes, now.bytes);
}

static void in_blocks(struct rig *rig)
{
	struct buffer now = buffer(rig);
	uint8_t data[12];

	EXPECT_GOOD(order_in(rig, "5C 01 00 00 00 00 00 00 0C 00", data, sizeof(data)));
	EXPECT_EQUAL(u16(data), 10);
	EXPECT_EQUAL(data[3] & 0x01, 1);
	EXPECT_EQUAL(u32(data + 4), now.bytes / BLOCK);
	EXPECT_EQUAL(u32(data + 8), now.free_bytes / BLOCK);
	EXPECT_GOOD(order_in(rig, "5C 00 00 00 00 00 00 00 0C 00", data, sizeof(data)));
	EXPECT_EQUAL(data[3] & 0x01, 0);
}

static void writing_fills_it(struct rig *rig)
{
	struct buffer filled;

	REQUIRE_GOOD(write_blocks(rig, 0, 256, rig->seed));
	filled = buffer(rig);
	EXPECT(filled.free_bytes < filled.bytes, "the buffer is empty after a WRITE");
	EXPECT(filled.bytes - filled.free_bytes <= 256 * BLOCK, "more is in the buffer than was written");
	pass(rig, 60 * NS_PER_S);
	EXPECT_EQUAL(buffer(rig).free_bytes, filled.bytes);
	EXPECT_EQUAL(next_writable(rig, 1), 256);
}

/* ---- accepted, and recorded ---- */

static void write_is_answered_before_it_is_recorded(struct rig *rig)
{
	uint64_t began = platform_now(rig->platform);

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	EXPECT(platform_now(rig->platform) - began < 100 * NS_PER_MS, "a cached WRITE waits for the disc");
	EXPECT(buffer(rig).free_bytes < buffer(rig).bytes, "nothing is cached");
}

static void force_unit_access_waits(struct rig *rig)
{
	static uint8_t data[16 * BLOCK];
	uint64_t began = platform_now(rig->platform);

	pattern_fill(rig->seed, 0, data, sizeof(data));
	REQUIRE_GOOD(order_out(rig, "2A 08 00 00 00 00 00 00 10 00", data, sizeof(data)));
	EXPECT(platform_now(rig->platform) - began > 10 * NS_PER_MS, "it does not wait for the disc");
	EXPECT_EQUAL(buffer(rig).free_bytes, buffer(rig).bytes);
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

/* WRITE AND VERIFY records, and reads again. */
static void write_and_verify_waits(struct rig *rig)
{
	static uint8_t data[16 * BLOCK];

	pattern_fill(rig->seed, 0, data, sizeof(data));
	REQUIRE_GOOD(order_out(rig, "2E 00 00 00 00 00 00 00 10 00", data, sizeof(data)));
	EXPECT_EQUAL(buffer(rig).free_bytes, buffer(rig).bytes);
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

/* Not before what was written before. */
static void force_unit_access_comes_behind(struct rig *rig)
{
	static uint8_t data[16 * BLOCK];

	REQUIRE_GOOD(write_blocks(rig, 0, 256, rig->seed));
	pattern_fill(rig->seed, UINT64_C(256) * BLOCK, data, sizeof(data));
	REQUIRE_GOOD(order_out(rig, "2A 08 00 00 01 00 00 00 10 00", data, sizeof(data)));
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_EQUAL(next_writable(rig, 1), 272);
	EXPECT_HOLDS(rig, 0, 272, rig->seed);
}

static uint64_t time_to_write(struct rig *rig, const char *cdb)
{
	static uint8_t data[16 * BLOCK];
	uint64_t began = platform_now(rig->platform);

	EXPECT_GOOD(order_out(rig, cdb, data, sizeof(data)));
	return platform_now(rig->platform) - began;
}

/* Writing and reading: about twice as long. */
static void verifying_takes_time(struct rig *rig)
{
	uint64_t plain, verified;

	time_to_write(rig, "2A 08 00 00 00 00 00 00 10 00");
	plain = time_to_write(rig, "2A 08 00 00 00 10 00 00 10 00");
	verified = time_to_write(rig, "2E 00 00 00 00 20 00 00 10 00");
	EXPECT(verified > plain + 2 * NS_PER_MS, "verified %llu ns, plain %llu ns", (unsigned long long)verified,
	       (unsigned long long)plain);
}

static void cached_blocks_can_be_read(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 256, rig->seed));
	EXPECT(buffer(rig).free_bytes < buffer(rig).bytes, "nothing is cached");
	EXPECT_HOLDS(rig, 240, 16, rig->seed);
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

static void cached_blocks_that_were_overwritten(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 64, rig->seed));
	REQUIRE_GOOD(write_blocks(rig, 16, 32, rig->seed + 1));
	REQUIRE_GOOD(write_blocks(rig, 4000, 16, rig->seed));
	REQUIRE_GOOD(write_blocks(rig, 20, 4, rig->seed + 2));
	EXPECT(buffer(rig).free_bytes < buffer(rig).bytes, "nothing is cached");
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
	EXPECT_HOLDS(rig, 16, 4, rig->seed + 1);
	EXPECT_HOLDS(rig, 20, 4, rig->seed + 2);
	EXPECT_HOLDS(rig, 24, 24, rig->seed + 1);
	EXPECT_HOLDS(rig, 48, 16, rig->seed);
	EXPECT_HOLDS(rig, 4000, 16, rig->seed);
}

/* ---- SYNCHRONIZE CACHE ---- */

static void synchronize_empties_it(struct rig *rig)
{
	uint64_t began;

	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	began = platform_now(rig->platform);
	REQUIRE_GOOD(synchronize(rig));
	EXPECT(platform_now(rig->platform) > began + 10 * NS_PER_MS, "it does not wait");
	EXPECT_EQUAL(buffer(rig).free_bytes, buffer(rig).bytes);
	began = platform_now(rig->platform);
	EXPECT_GOOD(synchronize(rig));
	EXPECT(platform_now(rig->platform) < began + 100 * NS_PER_MS, "it waits for nothing");
}

static void synchronize_of_nothing(struct rig *rig)
{
	EXPECT_GOOD(synchronize(rig));
	EXPECT_GOOD(order(rig, "35 02 00 00 00 00 00 00 00 00"));
	EXPECT(await_ready(rig), "the disc is not ready");
}

static void blank_stays_blank(struct rig *rig)
{
	EXPECT_GOOD(synchronize(rig));
	EXPECT_EQUAL(disc_information(rig).status, 0);
	EXPECT_EQUAL(next_writable(rig, 1), 0);
}

static void any_range_is_all(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 256, rig->seed));
	REQUIRE_GOOD(order(rig, "35 00 00 00 00 00 00 00 01 00"));
	EXPECT_EQUAL(buffer(rig).free_bytes, buffer(rig).bytes);
}

static void synchronised_survives_power_loss(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_HOLDS(rig, 0, 512, rig->seed);
	if (rig->medium[0] == 'd')
		EXPECT_EQUAL(next_writable(rig, 1), 512);
}

/* ---- a full cache ---- */

static void full_cache_is_busy(struct rig *rig)
{
	uint32_t lba = 0;
	struct answer answer = {0};

	for (; lba < LONG_BLOCKS && !answer.status; lba += 32)
		answer = write_blocks(rig, lba, 32, rig->seed);
	EXPECT_SENSE(answer, 0x020408);
	lba -= 32;
	EXPECT_EQUAL(next_writable(rig, 1), lba);
	EXPECT_TRANSFERRED(rig, answer, 0);
	pass(rig, 10 * NS_PER_S);
	EXPECT_GOOD(write_blocks(rig, lba, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, lba + 32, rig->seed);
}

static void full_cache_makes_writes_wait(struct rig *rig)
{
	uint64_t longest = 0;

	for (uint32_t lba = 0; lba < LONG_BLOCKS; lba += 32) {
		uint64_t began = platform_now(rig->platform), took;

		REQUIRE_GOOD(write_blocks(rig, lba, 32, rig->seed));
		took = platform_now(rig->platform) - began;
		if (took > longest)
			longest = took;
	}
	EXPECT(longest > 2 * NS_PER_MS, "no WRITE ever waited");
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, LONG_BLOCKS, rig->seed);
}

static void sustained_rate_is_that_of_the_disc(struct rig *rig)
{
	uint64_t began;

	REQUIRE_GOOD(order(rig, "BB 00 FF FF 0C FC 00 00 00 00 00 00")); /* 2.4x */
	began = platform_now(rig->platform);
	for (uint32_t lba = 0; lba < LONG_BLOCKS; lba += 32)
		REQUIRE_GOOD(write_blocks(rig, lba, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT(platform_now(rig->platform) - began >= (uint64_t)LONG_BLOCKS * 2048 * NS_PER_S / 3324000,
	       "it is faster than the disc");
}

/* clang-format off */
#define BOTH "dvd+r bd-re"
#define WAITING (SLOW | NEEDS_WAITING_CACHE)
const struct test_case mmc_cache_cases[] = {
	{"BufferCapacity.AtRest",    "RBC-01",   "", NEW_DISC,    "any",   buffer_is_empty_at_rest},
	{"BufferCapacity.InBlocks",  "RBC-02",   "", NEW_DISC,    "any",   in_blocks},
	{"BufferCapacity.Writing",   "RBC-03",   "", ROOM | SLOW, "dvd+r", writing_fills_it},
	{"Cache.Accepted",           "CACHE-01", "", ROOM | SLOW, BOTH,    write_is_answered_before_it_is_recorded},
	{"Cache.ForceUnitAccess",    "CACHE-02", "", ROOM | SLOW | HANDS, BOTH, force_unit_access_waits},
	{"Cache.WriteAndVerify",     "CACHE-02", "", ROOM | SLOW | HANDS, BOTH, write_and_verify_waits},
	{"Cache.ForceUnitAccess.Behind", "CACHE-07", "", ROOM | SLOW | HANDS, "dvd+r", force_unit_access_comes_behind},
	{"Cache.WriteAndVerify.Time", "CACHE-08", "", ROOM | SLOW, BOTH, verifying_takes_time},
	{"Cache.Read",               "CACHE-03", "", ROOM | SLOW, BOTH,    cached_blocks_can_be_read},
	{"Cache.Overwritten",        "CACHE-03", "", ROOM | SLOW, "bd-re", cached_blocks_that_were_overwritten},
	{"Cache.Full.Busy",          "CACHE-04", "", ROOM | SLOW, "dvd+r", full_cache_is_busy},
	{"Cache.Full.Waits",         "CACHE-05", "", ROOM | WAITING, BOTH, full_cache_makes_writes_wait},
	{"Cache.Full.Rate",          "CACHE-06", "", ROOM | WAITING, "dvd+r", sustained_rate_is_that_of_the_disc},
	{"Synchronize.Empties",      "SYNC-02",  "", ROOM | SLOW, BOTH,    synchronize_empties_it},
	{"Synchronize.Nothing",      "SYNC-03",  "", ROOM,        BOTH,    synchronize_of_nothing},
	{"Synchronize.Pressed",      "SYNC-03",  "", DRIVE,       "dvd-rom bd-rom", synchronize_of_nothing},
	{"Synchronize.BlankStaysBlank", "SYNC-03", "", NEW_DISC,  "dvd+r", blank_stays_blank},
	{"Synchronize.AnyRange",     "SYNC-04",  "", ROOM | SLOW | OURS, "dvd+r", any_range_is_all},
	{"Synchronize.PowerLoss",    "SYNC-05",  "", ROOM | SLOW | HANDS, BOTH, synchronised_survives_power_loss},
	{0},
};
/* clang-format on */
