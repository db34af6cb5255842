/* SPDX-License-Identifier: MIT */
/* WRITE(10) and (12), WRITE AND VERIFY [MMC-6, the clauses of these names]: where they may go, and what they leave. */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"
#include "conformance/doubles/pattern.h"

enum { SOME = 16 };

/* Any CDB that writes, with these blocks of the pattern as data. */
static struct answer write_by(struct rig *rig, const char *text, uint32_t lba, uint32_t blocks)
{
	uint8_t data[SOME * BLOCK];
	struct cdb cdb = cdb_with(cdb_of(text), 2, 4, lba);

	pattern_fill(rig->seed, (uint64_t)lba * BLOCK, data, (size_t)blocks * BLOCK);
	return order_cdb_out(rig, cdb.length == 12 ? cdb_with(cdb, 6, 4, blocks) : cdb_with(cdb, 7, 2, blocks), data,
	                     (size_t)blocks * BLOCK);
}

#define WRITE_12 "AA 00 00 00 00 00 00 00 00 00 00 00"
#define WRITE_12_STREAMING "AA 00 00 00 00 00 00 00 00 00 80 00"
#define WRITE_10_FUA "2A 08 00 00 00 00 00 00 00 00"
#define WRITE_10_DPO "2A 10 00 00 00 00 00 00 00 00"
#define WRITE_AND_VERIFY "2E 00 00 00 00 00 00 00 00 00"

/* ---- ways to write ---- */

static void each_way_writes(struct rig *rig)
{
	static const char *const ways[] = {WRITE_12, WRITE_12_STREAMING, WRITE_10_FUA, WRITE_10_DPO, WRITE_AND_VERIFY};
	const unsigned count = sizeof(ways) / sizeof(ways[0]);
	uint32_t lba = 0;

	for (unsigned i = 0; i < count; i++, lba += SOME) {
		struct answer answer = write_by(rig, ways[i], lba, SOME);

		REQUIRE_GOOD(answer);
		EXPECT_TRANSFERRED(rig, answer, SOME * BLOCK);
	}
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, count * SOME, rig->seed);
}

static void each_way_moves_on(struct rig *rig)
{
	REQUIRE_GOOD(write_by(rig, WRITE_12, 0, SOME));
	EXPECT_EQUAL(next_writable(rig, 1), SOME);
	REQUIRE_GOOD(write_by(rig, WRITE_10_FUA, SOME, SOME));
	EXPECT_EQUAL(next_writable(rig, 1), 2 * SOME);
	REQUIRE_GOOD(write_by(rig, WRITE_AND_VERIFY, 2 * SOME, SOME));
	EXPECT_EQUAL(next_writable(rig, 1), 3 * SOME);
}

static void nothing_is_no_error(struct rig *rig)
{
	EXPECT_GOOD(write_nothing_at(rig, 0, 0));
	EXPECT_GOOD(write_nothing_at(rig, rig->capacity_blocks + 100, 0));
	EXPECT_GOOD(order(rig, WRITE_12));
	if (!rig->medium[0] || rig->medium[0] == 'b')
		return;
	EXPECT_EQUAL(next_writable(rig, 1), 0);
	EXPECT_EQUAL(disc_information(rig).status, 0);
}

static void data_must_come(struct rig *rig)
{
	static const uint8_t data[3 * BLOCK];
	struct answer answer = order_out(rig, "2A 00 00 00 00 00 00 00 04 00", data, sizeof(data));

	EXPECT_KEY(answer, 0xB);
	if (rig->medium[0] == 'b')
		EXPECT_ZEROS(rig, 0, 4);
	else
		EXPECT_EQUAL(next_writable(rig, 1), 0);
}

static void more_data_than_blocks(struct rig *rig)
{
	uint8_t data[3 * BLOCK];
	struct answer answer;

	pattern_fill(rig->seed, 0, data, sizeof(data));
	answer = order_out(rig, "2A 00 00 00 00 00 00 00 02 00", data, sizeof(data));
	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 2 * BLOCK);
	EXPECT_HOLDS(rig, 0, 2, rig->seed);
}

/* ---- write once: only at the next writable address ---- */

static void only_at_the_next_address(struct rig *rig)
{
	static const uint32_t wrong[] = {0, 1, 16, 31, 33, 48, 64, 4096};

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct answer answer = write_blocks(rig, wrong[i], 16, rig->seed + 1);

		EXPECT_SENSE(answer, 0x052102);
		EXPECT_BLOCK(answer, wrong[i]);
	}
	EXPECT_EQUAL(next_writable(rig, 1), 32);
	EXPECT_GOOD(write_blocks(rig, 32, 16, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, 48, rig->seed);
}

static void not_again_in_a_closed_track(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(close_track(rig, 1));
	EXPECT_SENSE(write_blocks(rig, 0, 16, rig->seed + 1), 0x052102);
	EXPECT_GOOD(write_blocks(rig, 32, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	EXPECT_SENSE(write_blocks(rig, 32, 16, rig->seed + 1), 0x052102);
	EXPECT_SENSE(write_blocks(rig, 48, 16, rig->seed + 1), 0x052102);
	EXPECT_HOLDS(rig, 0, 48, rig->seed);
}

static void beyond_the_disc(struct rig *rig)
{
	EXPECT_SENSE(write_blocks(rig, rig->capacity_blocks, 1, rig->seed), 0x052100);
	EXPECT_SENSE(write_blocks(rig, rig->capacity_blocks - 1, 2, rig->seed), 0x052100);
	EXPECT_SENSE(write_blocks(rig, 0xFFFFFFFF, 16, rig->seed), 0x052100);
	EXPECT_SENSE(write_blocks(rig, 0xFFFFFFF0, 16, rig->seed), 0x052100);
}

/* All but the last blocks of the disc are set aside: where these begin. */
static uint32_t reserve_all_but(struct rig *rig, uint32_t blocks)
{
	EXPECT_GOOD(reserve(rig, rig->capacity_blocks - blocks));
	return rig->capacity_blocks - blocks;
}

static void to_the_last_block(struct rig *rig)
{
	uint32_t begin = reserve_all_but(rig, 64);
	struct track track;

	REQUIRE_GOOD(write_blocks(rig, begin, 64, rig->seed));
	track = track_number(rig, 2);
	EXPECT(!track.has_next && !track.free_blocks, "the full track has %u blocks free", track.free_blocks);
	EXPECT_KEY(write_blocks(rig, rig->capacity_blocks, 1, rig->seed), 0x5);
	REQUIRE_GOOD(close_track(rig, 1));
	REQUIRE_GOOD(close_track(rig, 2));
	EXPECT_EQUAL(disc_information(rig).last_track, 2);
	REQUIRE_GOOD(finalise(rig));
	EXPECT_EQUAL(readable_blocks(rig), rig->capacity_blocks);
	EXPECT_HOLDS(rig, begin, 64, rig->seed);
}

static void not_past_the_last_block(struct rig *rig)
{
	uint32_t begin = reserve_all_but(rig, 32);

	REQUIRE_GOOD(write_blocks(rig, begin, 16, rig->seed));
	EXPECT_KEY(write_blocks(rig, begin + 16, 17, rig->seed), 0x5);
	EXPECT_EQUAL(next_writable(rig, 2), begin + 16);
	EXPECT_GOOD(write_blocks(rig, begin + 16, 16, rig->seed));
}

static void finalised_disc_is_protected(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(finalise(rig));
	EXPECT_ONE_SENSE(write_blocks(rig, 16, 16, rig->seed + 1), 0x072700, 0x052700, 0x053005);
	EXPECT_ONE_SENSE(write_blocks(rig, 0, 16, rig->seed + 1), 0x072700, 0x052700, 0x053005);
	EXPECT_ONE_SENSE(write_by(rig, WRITE_AND_VERIFY, 16, 16), 0x072700, 0x052700, 0x053005);
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

static void pressed_disc_is_not_written(struct rig *rig)
{
	EXPECT_ONE_SENSE(write_blocks(rig, 0, 16, rig->seed), 0x053005, 0x072700, 0x052700);
	EXPECT_ONE_SENSE(write_by(rig, WRITE_12, 0, 16), 0x053005, 0x072700, 0x052700);
	EXPECT_ONE_SENSE(write_by(rig, WRITE_10_FUA, 0, 16), 0x053005, 0x072700, 0x052700);
	EXPECT_GOOD(read_blocks(rig, 0, 16));
}

/* What is synchronised stays: the ECC block that was begun is filled up. */
static void ecc_block_is_filled_up(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 5, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_EQUAL(next_writable(rig, 1), 16);
	EXPECT_HOLDS(rig, 0, 5, rig->seed);
	EXPECT_ZEROS(rig, 5, 11);
	EXPECT_SENSE(write_blocks(rig, 5, 1, rig->seed), 0x052102);
	EXPECT_GOOD(write_blocks(rig, 16, 16, rig->seed));
}

static void small_writes_add_up(struct rig *rig)
{
	for (uint32_t lba = 0; lba < 40; lba++)
		REQUIRE_GOOD(write_blocks(rig, lba, 1, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, 40, rig->seed);
}

/* ---- overwritable: anywhere within the format ---- */

static void anywhere(struct rig *rig)
{
	static const uint32_t places[] = {4000, 5, 100, 33, 0, 99};

	for (unsigned i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		REQUIRE_GOOD(write_blocks(rig, places[i], 1, rig->seed));
	REQUIRE_GOOD(write_blocks(rig, rig->capacity_blocks - 16, 16, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	for (unsigned i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		EXPECT_HOLDS(rig, places[i], 1, rig->seed);
	EXPECT_HOLDS(rig, rig->capacity_blocks - 16, 16, rig->seed);
}

static void again_and_again(struct rig *rig)
{
	for (unsigned round = 0; round < 4; round++) {
		REQUIRE_GOOD(write_blocks(rig, 64, 32, rig->seed + round));
		REQUIRE_GOOD(write_blocks(rig, 70, 4, rig->seed + round + 100));
	}
	EXPECT_HOLDS(rig, 64, 6, rig->seed + 3);
	EXPECT_HOLDS(rig, 70, 4, rig->seed + 103);
	EXPECT_HOLDS(rig, 74, 22, rig->seed + 3);
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 70, 4, rig->seed + 103);
}

static void unformatted_disc_is_not_written(struct rig *rig)
{
	EXPECT_ONE_SENSE(write_blocks(rig, 0, 16, rig->seed), 0x053010, 0x033100, 0x053005);
}

/* ---- a failed WRITE leaves nothing ---- */

static void wrong_direction_writes_nothing(struct rig *rig)
{
	uint8_t data[BLOCK];

	if (!rig_require_direction(rig))
		return;
	EXPECT_KEY(order_in(rig, "2A 00 00 00 00 00 00 00 01 00", data, sizeof(data)), 0xB);
	EXPECT_EQUAL(disc_information(rig).status, 0);
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_KEY(order_out(rig, "28 00 00 00 00 00 00 00 01 00", data, sizeof(data)), 0xB);
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

static void refused_write_leaves_no_track(struct rig *rig)
{
	EXPECT_SENSE(write_blocks(rig, 16, 16, rig->seed), 0x052102);
	EXPECT_EQUAL(disc_information(rig).status, 0);
	EXPECT(track_number(rig, 1).blank, "the track is not blank any more");
}

/* clang-format off */
#define BOTH "dvd+r bd-re"
const struct test_case mmc_writing_cases[] = {
	{"Write.EachWay",            "WRITE-01", "", ROOM,     BOTH,    each_way_writes},
	{"Write.EachWayMovesOn",     "WRITE-02", "", ROOM,     "dvd+r", each_way_moves_on},
	{"Write.Nothing",            "WRITE-03", "", ROOM,     BOTH,    nothing_is_no_error},
	{"Write.DataMissing",        "WRITE-04", "", ROOM,     BOTH,    data_must_come},
	{"Write.DataToSpare",        "WRITE-04", "", ROOM,     BOTH,    more_data_than_blocks},
	{"Write.OnlyNext",           "WRITE-05", "", ROOM,     "dvd+r", only_at_the_next_address},
	{"Write.ClosedTrack",        "WRITE-05", "", ROOM,     "dvd+r", not_again_in_a_closed_track},
	{"Write.BeyondTheDisc",      "WRITE-06", "", ROOM,     BOTH,    beyond_the_disc},
	{"Write.ToTheLastBlock",     "WRITE-07", "", ROOM,     "dvd+r", to_the_last_block},
	{"Write.NotPastTheLast",     "WRITE-07", "", ROOM,     "dvd+r", not_past_the_last_block},
	{"Write.Finalised",          "WRITE-08", "", ROOM,     "dvd+r", finalised_disc_is_protected},
	{"Write.Pressed",            "WRITE-09", "", DRIVE,    "dvd-rom bd-rom", pressed_disc_is_not_written},
	{"Write.EccBlock",           "WRITE-10", "", ROOM | OURS, "dvd+r", ecc_block_is_filled_up},
	{"Write.Small",              "WRITE-01", "", ROOM,     BOTH,    small_writes_add_up},
	{"Write.Anywhere",           "WRITE-11", "", ROOM,     "bd-re", anywhere},
	{"Write.Again",              "WRITE-12", "", ROOM,     "bd-re", again_and_again},
	{"Write.Unformatted",        "WRITE-13", "", NEW_DISC, "bd-re", unformatted_disc_is_not_written},
	{"Write.WrongDirection",     "WRITE-15", "", ROOM | OURS, "dvd+r", wrong_direction_writes_nothing},
	{"Write.RefusedLeavesNothing", "WRITE-14", "", ROOM,   "dvd+r", refused_write_leaves_no_track},
	{0},
};
/* clang-format on */
