/* SPDX-License-Identifier: MIT */
/* READ(10) and (12), VERIFY, SEEK, SET READ AHEAD [MMC-6, the clauses of these names; SPC-4 "Data-In buffer"]. */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"
#include "conformance/doubles/pattern.h"

#define READ_10 "28 00 00 00 00 00 00 00 00 00"
#define READ_12 "A8 00 00 00 00 00 00 00 00 00 00 00"
#define VERIFY "2F 00 00 00 00 00 00 00 00 00"

static struct cdb at(const char *text, uint32_t lba, uint32_t blocks)
{
	bool is_12 = cdb_of(text).length == 12;

	return cdb_with(cdb_with(cdb_of(text), 2, 4, lba), is_12 ? 6 : 7, is_12 ? 4 : 2, blocks);
}

/* 64 blocks from 0 on that stay. */
static bool prepare(struct rig *rig)
{
	return EXPECT_GOOD(write_blocks(rig, 0, 64, rig->seed)) && EXPECT_GOOD(synchronize(rig));
}

static void what_was_written(struct rig *rig)
{
	if (!prepare(rig))
		return;
	EXPECT_HOLDS(rig, 0, 64, rig->seed);
	EXPECT_HOLDS(rig, 17, 3, rig->seed);
	EXPECT_HOLDS(rig, 63, 1, rig->seed);
}

static void read_12_is_read_10(struct rig *rig)
{
	uint8_t data[4 * BLOCK];

	if (!prepare(rig))
		return;
	EXPECT_GOOD(order_cdb_in(rig, at(READ_12, 30, 4), data, sizeof(data)));
	EXPECT(pattern_holds(rig->seed, 30 * BLOCK, data, sizeof(data)), "READ(12) reads something else");
}

static void options_change_nothing(struct rig *rig)
{
	static const char *const options[] = {"28 10 00 00 00 00 00 00 00 00", "28 08 00 00 00 00 00 00 00 00",
	                                      "A8 18 00 00 00 00 00 00 00 00 00 00",
	                                      "A8 00 00 00 00 00 00 00 00 00 80 00"};
	uint8_t data[4 * BLOCK];

	if (!prepare(rig))
		return;
	for (unsigned i = 0; i < 4; i++) {
		EXPECT_GOOD(order_cdb_in(rig, at(options[i], 8, 4), data, sizeof(data)));
		EXPECT(pattern_holds(rig->seed, 8 * BLOCK, data, sizeof(data)), "option %u reads something else", i);
	}
}

static void nothing_is_no_error(struct rig *rig)
{
	EXPECT_GOOD(order_cdb(rig, at(READ_10, 0, 0)));
	EXPECT_GOOD(order_cdb(rig, at(READ_10, rig->capacity_blocks + 5, 0)));
	EXPECT_GOOD(order_cdb(rig, at(READ_12, 7, 0)));
	EXPECT_GOOD(order_cdb(rig, at(VERIFY, 7, 0)));
}

/* Whole blocks, and a part of one, as far as the host's room goes. */
static void less_room_than_blocks(struct rig *rig)
{
	uint8_t data[4 * BLOCK];
	struct answer answer;

	if (!prepare(rig))
		return;
	answer = order_cdb_in(rig, at(READ_10, 4, 4), data, 2 * BLOCK);
	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 2 * BLOCK);
	EXPECT(pattern_holds(rig->seed, 4 * BLOCK, data, 2 * BLOCK), "it reads something else");
	answer = order_cdb_in(rig, at(READ_10, 4, 4), data, BLOCK + 100);
	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, BLOCK + 100);
	EXPECT(pattern_holds(rig->seed, 4 * BLOCK, data, BLOCK + 100), "it reads something else");
}

static void more_room_than_blocks(struct rig *rig)
{
	uint8_t data[4 * BLOCK];
	struct answer answer;

	if (!prepare(rig))
		return;
	answer = order_cdb_in(rig, at(READ_10, 4, 2), data, sizeof(data));
	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 2 * BLOCK);
}

/* ---- addresses that do not exist ---- */

static void beyond_the_end(struct rig *rig)
{
	uint32_t end;

	if (!prepare(rig))
		return;
	end = rig->capacity_blocks;
	EXPECT_SENSE(read_blocks(rig, end, 1), 0x052100);
	EXPECT_SENSE(read_blocks(rig, 0xFFFFFFFF, 1), 0x052100);
	EXPECT_SENSE(read_blocks(rig, 0xFFFFFFF0, 32), 0x052100);
	EXPECT_SENSE(read_blocks(rig, 0x80000000, 2), 0x052100);
}

static void across_the_end(struct rig *rig)
{
	struct answer answer = read_blocks(rig, rig->capacity_blocks - 1, 2);

	EXPECT_SENSE(answer, 0x052100);
	EXPECT_TRANSFERRED(rig, answer, 0);
}

static void bad_address_is_named(struct rig *rig)
{
	EXPECT_BLOCK(read_blocks(rig, rig->capacity_blocks + 7, 1), rig->capacity_blocks + 7);
}

/* ---- blocks that hold nothing ---- */

static void blank_disc(struct rig *rig)
{
	EXPECT_ONE_SENSE(read_blocks(rig, 0, 1), 0x052100, 0x031100, 0x030200, 0x053002, 0x080000, 0x056400);
	EXPECT_ONE_SENSE(read_blocks(rig, rig->capacity_blocks - 1, 1), 0x052100, 0x031100, 0x030200, 0x053002,
	                 0x080000, 0x056400);
}

static void behind_what_was_written(struct rig *rig)
{
	if (!prepare(rig))
		return;
	EXPECT_ONE_SENSE(read_blocks(rig, 64, 1), 0x052100, 0x031100, 0x030200, 0x053002, 0x080000, 0x056400);
	EXPECT_ONE_SENSE(read_blocks(rig, 60, 8), 0x052100, 0x031100, 0x030200, 0x053002, 0x080000, 0x056400);
}

/* A reserved track that is half written, and a track behind it. */
static bool leave_a_hole(struct rig *rig)
{
	return EXPECT_GOOD(reserve(rig, 64)) && EXPECT_GOOD(write_blocks(rig, 0, 16, rig->seed)) &&
	       EXPECT_GOOD(write_blocks(rig, 64, 16, rig->seed)) && EXPECT_GOOD(synchronize(rig));
}

static void hole_is_named(struct rig *rig)
{
	struct answer answer;

	if (!leave_a_hole(rig))
		return;
	answer = read_blocks(rig, 8, 16);
	EXPECT_SENSE(answer, 0x031100);
	EXPECT_BLOCK(answer, 16);
	answer = read_blocks(rig, 40, 4);
	EXPECT_SENSE(answer, 0x031100);
	EXPECT_BLOCK(answer, 40);
}

static void blocks_before_a_hole_come(struct rig *rig)
{
	uint8_t data[16 * BLOCK];
	struct answer answer;

	if (!leave_a_hole(rig))
		return;
	answer = order_cdb_in(rig, at(READ_10, 8, 16), data, sizeof(data));
	EXPECT_SENSE(answer, 0x031100);
	EXPECT_TRANSFERRED(rig, answer, 8 * BLOCK);
	EXPECT(pattern_holds(rig->seed, 8 * BLOCK, data, 8 * BLOCK), "the blocks before the hole are others");
}

static void behind_a_hole_it_reads_on(struct rig *rig)
{
	if (leave_a_hole(rig))
		EXPECT_HOLDS(rig, 64, 16, rig->seed);
}

static void formatted_blocks_are_zeros(struct rig *rig)
{
	EXPECT_ZEROS(rig, 0, 32);
	EXPECT_ZEROS(rig, rig->capacity_blocks - 1, 1);
	REQUIRE_GOOD(write_blocks(rig, 100, 1, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_ZEROS(rig, 99, 1);
	EXPECT_HOLDS(rig, 100, 1, rig->seed);
	EXPECT_ZEROS(rig, 101, 1);
}

static void unformatted_disc(struct rig *rig)
{
	EXPECT_ONE_SENSE(read_blocks(rig, 0, 1), 0x033100, 0x053010, 0x053002, 0x052100);
}

static void pressed_disc(struct rig *rig)
{
	EXPECT_GOOD(read_blocks(rig, 0, 32));
	EXPECT_GOOD(read_blocks(rig, readable_blocks(rig) - 1, 1));
}

/* ---- VERIFY, SEEK, SET READ AHEAD ---- */

static void verify_reads_without_data(struct rig *rig)
{
	struct answer answer;

	if (!leave_a_hole(rig))
		return;
	answer = order_cdb(rig, at(VERIFY, 0, 16));
	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 0);
	answer = order_cdb(rig, at(VERIFY, 0, 32));
	EXPECT_SENSE(answer, 0x031100);
	EXPECT_BLOCK(answer, 16);
	EXPECT_SENSE(order_cdb(rig, at(VERIFY, rig->capacity_blocks, 1)), 0x052100);
}

static void seek_goes_to_any_block(struct rig *rig)
{
	struct cdb seek = cdb_of("2B 00 00 00 00 00 00 00 00 00");

	EXPECT_GOOD(order_cdb(rig, cdb_with(seek, 2, 4, 0)));
	EXPECT_GOOD(order_cdb(rig, cdb_with(seek, 2, 4, rig->capacity_blocks - 1)));
	EXPECT_SENSE(order_cdb(rig, cdb_with(seek, 2, 4, 0x7FFFFFFF)), 0x052100);
}

static void read_ahead_changes_nothing(struct rig *rig)
{
	if (!prepare(rig))
		return;
	EXPECT_GOOD(order(rig, "A7 00 00 00 00 08 00 00 00 00 00 00"));
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

/* ---- how long it takes ---- */

static uint64_t time_of(struct rig *rig, struct cdb cdb)
{
	uint8_t data[32 * BLOCK];
	uint64_t began = platform_now(rig->platform);

	EXPECT_GOOD(order_cdb_in(rig, cdb, data, sizeof(data)));
	return platform_now(rig->platform) - began;
}

/* Behind the last block read there is nothing to seek. */
static void far_blocks_take_longer(struct rig *rig)
{
	uint64_t near, far;

	REQUIRE_GOOD(write_blocks(rig, 0, 4096, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	time_of(rig, at(READ_10, 0, 1));
	near = time_of(rig, at(READ_10, 1, 1));
	far = time_of(rig, at(READ_10, 4095, 1));
	EXPECT(far > near, "a seek takes %llu ns, none takes %llu ns", (unsigned long long)far,
	       (unsigned long long)near);
}

static void slow_reading_takes_longer(struct rig *rig)
{
	uint64_t fast, slow;

	REQUIRE_GOOD(write_blocks(rig, 0, 128, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	time_of(rig, at(READ_10, 0, 32));
	fast = time_of(rig, at(READ_10, 32, 32));
	REQUIRE_GOOD(order(rig, "BB 00 05 69 FF FF 00 00 00 00 00 00"));
	slow = time_of(rig, at(READ_10, 64, 32));
	EXPECT(slow > 2 * fast, "1385 kB/s take %llu ns, the fastest %llu ns", (unsigned long long)slow,
	       (unsigned long long)fast);
}

/* clang-format off */
const struct test_case mmc_reading_cases[] = {
	{"Read.Written",           "READ-01", "", ROOM,     "dvd+r bd-re", what_was_written},
	{"Read.Read12",            "READ-02", "", ROOM,     "dvd+r bd-re", read_12_is_read_10},
	{"Read.Options",           "READ-03", "", ROOM,     "dvd+r bd-re", options_change_nothing},
	{"Read.Nothing",           "READ-04", "", ROOM,     "dvd+r bd-re", nothing_is_no_error},
	{"Read.LessRoom",          "READ-05", "", ROOM,     "dvd+r bd-re", less_room_than_blocks},
	{"Read.MoreRoom",          "READ-05", "", ROOM,     "dvd+r bd-re", more_room_than_blocks},
	{"Read.BeyondTheEnd",      "READ-06", "", ROOM,     "dvd+r bd-re", beyond_the_end},
	{"Read.AcrossTheEnd",      "READ-07", "", ROOM,     "bd-re",       across_the_end},
	{"Read.BadAddressIsNamed", "READ-08", "", ROOM,     "dvd+r bd-re", bad_address_is_named},
	{"Read.Blank",             "READ-09", "", ROOM,     "dvd+r",       blank_disc},
	{"Read.BehindTheWritten",  "READ-09", "", ROOM,     "dvd+r",       behind_what_was_written},
	{"Read.Hole.IsNamed",      "READ-10", "", ROOM | OURS, "dvd+r",    hole_is_named},
	{"Read.Hole.Before",       "READ-11", "", ROOM | OURS, "dvd+r",    blocks_before_a_hole_come},
	{"Read.Hole.Behind",       "READ-01", "", ROOM,     "dvd+r",       behind_a_hole_it_reads_on},
	{"Read.Formatted",         "READ-12", "", ROOM | OURS, "bd-re",    formatted_blocks_are_zeros},
	{"Read.Unformatted",       "READ-13", "", NEW_DISC, "bd-re",       unformatted_disc},
	{"Read.Pressed",           "READ-14", "", DRIVE,    "dvd-rom bd-rom", pressed_disc},
	{"Read.Far",               "READ-15", "", ROOM | SLOW | NEEDS_WAITING_CACHE, "dvd+r", far_blocks_take_longer},
	{"Read.Slow",              "READ-15", "", ROOM | SLOW, "dvd+r",    slow_reading_takes_longer},
	{"Verify.WithoutData",     "VER-01",  "", ROOM | OURS, "dvd+r",    verify_reads_without_data},
	{"Seek.AnyBlock",          "SEEK-01", "", ROOM,     "dvd+r bd-re", seek_goes_to_any_block},
	{"SetReadAhead.Harmless",  "SEEK-02", "", ROOM,     "dvd+r bd-re", read_ahead_changes_nothing},
	{0},
};
/* clang-format on */
