/* SPDX-License-Identifier: MIT */
/*
 * Power loss and reset. What was synchronised is on the disc; what was not is there up to some point, in order, and
 * never wrong; what was being closed or formatted is as it was before [ours, for a drive that we know]. A reset drops
 * commands, and nothing else.
 */
#include "conformance/rig/errand.h"
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"
#include "conformance/doubles/pattern.h"

#define CLOSE_SESSION_IMMED "5B 01 02 00 00 00 00 00 00 00"

static bool power_cycle(struct rig *rig)
{
	rig_power_cycle(rig);
	return EXPECT(await_ready(rig), "the disc is not ready");
}

/* ---- power loss while writing ---- */

/* Blocks that wait in the cache. */
static uint32_t cached(struct rig *rig)
{
	uint8_t data[12];

	EXPECT_GOOD(order_in(rig, "5C 01 00 00 00 00 00 00 0C 00", data, sizeof(data)));
	return u32(data + 4) - u32(data + 8);
}

/* Until no more than so many wait; a minute at most. */
static void await_cached(struct rig *rig, uint32_t waiting)
{
	unsigned left = 60000;

	while (cached(rig) > waiting && left--)
		pass(rig, NS_PER_MS);
}

/* 512 blocks are accepted, and power goes when no more than `waiting` of them wait. How many are on the disc. */
static uint32_t cut_at(struct rig *rig, uint32_t waiting)
{
	uint32_t next;

	if (!EXPECT_GOOD(write_blocks(rig, 0, 512, rig->seed)))
		return 0;
	await_cached(rig, waiting);
	if (!power_cycle(rig))
		return 0;
	next = track_number(rig, 1).next;
	EXPECT(next <= 512 && next % 16 == 0, "the next writable address is %u", next);
	return next;
}

static void what_is_recorded_is_right(struct rig *rig)
{
	uint32_t next = cut_at(rig, 256);

	EXPECT(next >= 256 && next < 512, "%u blocks are on the disc, and 256 were out of the cache", next);
	EXPECT_HOLDS(rig, 0, next, rig->seed);
	EXPECT_KEY(read_blocks(rig, next, 1), 0x5);
}

static void writing_goes_on_behind_it(struct rig *rig)
{
	uint32_t next = cut_at(rig, 256);

	EXPECT_GOOD(write_blocks(rig, next, 32, rig->seed + 1));
	REQUIRE_GOOD(close_session(rig));
	EXPECT_HOLDS(rig, 0, next, rig->seed);
	EXPECT_HOLDS(rig, next, 32, rig->seed + 1);
}

static void nothing_recorded_is_blank(struct rig *rig)
{
	EXPECT_EQUAL(cut_at(rig, 512), 0);
	EXPECT_EQUAL(disc_information(rig).status, 0);
	EXPECT(track_number(rig, 1).blank, "the track is not blank");
}

static void cache_is_lost(struct rig *rig)
{
	cut_at(rig, 512);
	EXPECT_EQUAL(cached(rig), 0);
}

static void synchronised_part_stays(struct rig *rig)
{
	uint32_t next;

	REQUIRE_GOOD(write_blocks(rig, 0, 64, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	REQUIRE_GOOD(write_blocks(rig, 64, 512, rig->seed));
	if (!power_cycle(rig))
		return;
	next = next_writable(rig, 1);
	EXPECT(next >= 64 && next < 576, "the next writable address is %u", next);
	EXPECT_HOLDS(rig, 0, next, rig->seed);
}

/* Each of 16 blocks holds the pattern of seed 0 or of seed 1: how many of seed 1. */
static unsigned count_new(struct rig *rig, uint32_t lba)
{
	uint8_t data[16 * BLOCK];
	struct cdb cdb = cdb_with(cdb_of("28 00 00 00 00 00 00 00 10 00"), 2, 4, lba);
	unsigned count = 0;

	EXPECT_GOOD(order_cdb_in(rig, cdb, data, sizeof(data)));
	for (unsigned i = 0; i < 16; i++) {
		bool is_new = pattern_holds(1, (uint64_t)(lba + i) * BLOCK, data + i * BLOCK, BLOCK);

		EXPECT(is_new || pattern_holds(0, (uint64_t)(lba + i) * BLOCK, data + i * BLOCK, BLOCK),
		       "block %u is neither old nor new", lba + i);
		count += is_new;
	}
	return count;
}

static void overwritten_blocks_are_old_or_new(struct rig *rig)
{
	unsigned count = 0;

	REQUIRE_GOOD(write_blocks(rig, 0, 512, 0));
	REQUIRE_GOOD(synchronize(rig));
	REQUIRE_GOOD(write_blocks(rig, 0, 512, 1));
	await_cached(rig, 256);
	if (!power_cycle(rig))
		return;
	for (uint32_t lba = 0; lba < 512; lba += 16)
		count += count_new(rig, lba);
	EXPECT(count >= 256 && count < 512, "%u blocks are new, and 256 were out of the cache", count);
}

/* A step of the laser records 32 blocks, which take 20 ms at 2.4x: power goes when it has recorded one ECC block of
 * them. */
static void burnt_ecc_blocks_stay(struct rig *rig)
{
	uint32_t before;

	REQUIRE_GOOD(order(rig, "BB 00 FF FF 0C FC 00 00 00 00 00 00"));
	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	await_cached(rig, 256);
	before = 512 - cached(rig);
	pass(rig, 12 * NS_PER_MS);
	if (!power_cycle(rig))
		return;
	EXPECT_EQUAL(next_writable(rig, 1), before + 16);
	EXPECT_HOLDS(rig, 0, before + 16, rig->seed);
}

/* Nothing is left of the cache, not even where its blocks were to go. */
static void lost_blocks_leave_no_trace(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	REQUIRE_GOOD(write_blocks(rig, 1000, 64, rig->seed));
	if (!power_cycle(rig))
		return;
	REQUIRE_GOOD(write_blocks(rig, 4000, 16, rig->seed + 1));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 4000, 16, rig->seed + 1);
	EXPECT_ZEROS(rig, 1000, 64);
}

/* ---- power loss while closing ---- */

static void interrupted_close_leaves_it_open(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	REQUIRE_GOOD(order(rig, CLOSE_SESSION_IMMED));
	pass(rig, 10 * NS_PER_S);
	if (!power_cycle(rig))
		return;
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
	EXPECT_EQUAL(disc_information(rig).last_session_status, 1);
	EXPECT_EQUAL(next_writable(rig, 1), 32);
	EXPECT_HOLDS(rig, 0, 32, rig->seed);
	EXPECT_GOOD(close_session(rig));
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
}

static void finished_close_stays(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	if (!power_cycle(rig))
		return;
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
	EXPECT_HOLDS(rig, 0, 32, rig->seed);
}

static void nothing_goes_on_after_power_on(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(order(rig, CLOSE_SESSION_IMMED));
	pass(rig, 10 * NS_PER_S);
	if (!power_cycle(rig))
		return;
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
	pass(rig, 300 * NS_PER_S);
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
}

/* ---- reset ---- */

static void reset_keeps_the_cache(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	rig_reset(rig);
	fetch_attentions(rig);
	EXPECT_EQUAL(next_writable(rig, 1), 512);
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, 512, rig->seed);
}

static void reset_does_not_stop_closing(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(order(rig, CLOSE_SESSION_IMMED));
	pass(rig, 5 * NS_PER_S);
	rig_reset(rig);
	fetch_attentions(rig);
	EXPECT_SENSE(order(rig, "00 00 00 00 00 00"), 0x020407);
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
}

static void reset_keeps_the_disc(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	rig_reset(rig);
	fetch_attentions(rig);
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
	EXPECT_EQUAL(disc_information(rig).status, 1);
}

/* ---- commands under way ---- */

struct under_way {
	struct rig *rig;
	struct answer answer;
	uint64_t ended_ns;
};

static void read_slowly(void *context)
{
	struct under_way *under_way = context;

	under_way->answer = read_blocks(under_way->rig, 0, 32);
	under_way->ended_ns = platform_now(under_way->rig->platform);
}

static void close_without_immed(void *context)
{
	struct under_way *under_way = context;

	under_way->answer = close_session(under_way->rig);
	under_way->ended_ns = platform_now(under_way->rig->platform);
}

/* CLOSE TRACK SESSION by another task; at ten seconds the drive is reset, or its power cut. */
static bool interrupt(struct rig *rig, struct under_way *under_way, void (*how)(struct rig *rig))
{
	uint64_t now = platform_now(rig->platform);
	struct errand *errand;

	under_way->rig = rig;
	if (!EXPECT_GOOD(write_blocks(rig, 0, 32, rig->seed)) || !EXPECT_GOOD(synchronize(rig)))
		return false;
	now = platform_now(rig->platform);
	errand = errand_prepare_at(rig, now, close_without_immed, under_way);
	if (!errand)
		return false;
	pass(rig, 10 * NS_PER_S);
	how(rig);
	pass(rig, NS_PER_S);
	EXPECT(under_way->ended_ns && under_way->ended_ns < now + 11 * NS_PER_S, "the command did not end");
	EXPECT_EQUAL(under_way->answer.result, 0);
	EXPECT_EQUAL(under_way->answer.status, 0x40);
	return true;
}

static void reset_ends_a_command_not_its_work(struct rig *rig)
{
	struct under_way *under_way = rig_keep(rig, sizeof(*under_way), NULL);

	if (!under_way || !interrupt(rig, under_way, rig_reset))
		return;
	fetch_attentions(rig);
	EXPECT_SENSE(order(rig, "00 00 00 00 00 00"), 0x020407);
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
}

static void power_loss_ends_a_command_and_its_work(struct rig *rig)
{
	struct under_way *under_way = rig_keep(rig, sizeof(*under_way), NULL);

	if (!under_way || !interrupt(rig, under_way, rig_power_cycle))
		return;
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
}

/* What needs the host's memory ends with its command. */
static void reset_ends_reading(struct rig *rig)
{
	struct under_way *under_way = rig_keep(rig, sizeof(*under_way), NULL);

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	REQUIRE_GOOD(order(rig, "BB 00 01 00 FF FF 00 00 00 00 00 00")); /* 256 kB/s: a quarter of a second */
	if (!under_way)
		return;
	under_way->rig = rig;
	if (!errand_prepare_at(rig, platform_now(rig->platform), read_slowly, under_way))
		return;
	pass(rig, 100 * NS_PER_MS);
	rig_reset(rig);
	fetch_attentions(rig);
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
	pass(rig, NS_PER_S);
	EXPECT(under_way->ended_ns, "the READ did not end");
	EXPECT_EQUAL(under_way->answer.status, 0x40);
	EXPECT_HOLDS(rig, 0, 32, rig->seed);
}

/* clang-format off */
#define SLOW_HANDS (ROOM | HANDS | SLOW)
const struct test_case mmc_power_cases[] = {
	{"PowerLoss.Writing.Recorded",   "PWR-01", "", SLOW_HANDS, "dvd+r", what_is_recorded_is_right},
	{"PowerLoss.Writing.GoesOn",     "PWR-02", "", SLOW_HANDS, "dvd+r", writing_goes_on_behind_it},
	{"PowerLoss.Writing.Nothing",    "PWR-03", "", SLOW_HANDS, "dvd+r", nothing_recorded_is_blank},
	{"PowerLoss.Writing.Cache",      "PWR-03", "", SLOW_HANDS, "dvd+r", cache_is_lost},
	{"PowerLoss.Writing.Synchronised", "PWR-04", "", SLOW_HANDS, "dvd+r", synchronised_part_stays},
	{"PowerLoss.Writing.Overwritten", "PWR-05", "", SLOW_HANDS, "bd-re", overwritten_blocks_are_old_or_new},
	{"PowerLoss.Writing.EccBlocks",  "PWR-10", "", SLOW_HANDS | OURS, "dvd+r", burnt_ecc_blocks_stay},
	{"PowerLoss.Writing.NoTrace",    "PWR-11", "", SLOW_HANDS, "bd-re", lost_blocks_leave_no_trace},
	{"PowerLoss.Closing.Open",       "PWR-06", "", SLOW_HANDS | OURS, "dvd+r", interrupted_close_leaves_it_open},
	{"PowerLoss.Closing.Closed",     "PWR-07", "", SLOW_HANDS, "dvd+r", finished_close_stays},
	{"PowerLoss.Closing.NothingGoesOn", "PWR-08", "", SLOW_HANDS | OURS, "dvd+r", nothing_goes_on_after_power_on},
	{"PowerLoss.Command",            "PWR-09", "", SLOW_HANDS | OURS, "dvd+r", power_loss_ends_a_command_and_its_work},
	{"Reset.Cache",                  "RST-01", "", SLOW_HANDS, "dvd+r", reset_keeps_the_cache},
	{"Reset.Closing",                "RST-02", "", SLOW_HANDS, "dvd+r", reset_does_not_stop_closing},
	{"Reset.Disc",                   "RST-03", "", SLOW_HANDS, "dvd+r", reset_keeps_the_disc},
	{"Reset.Reading",                "RST-05", "", SLOW_HANDS, "dvd+r", reset_ends_reading},
	{"Reset.Command",                "RST-04", "", SLOW_HANDS, "dvd+r", reset_ends_a_command_not_its_work},
	{0},
};
/* clang-format on */
