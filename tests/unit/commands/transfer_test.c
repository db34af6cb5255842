/* SPDX-License-Identifier: MIT */
/* READ, WRITE, and what belongs to them: VERIFY, SEEK, SYNCHRONIZE CACHE, buffer, calibration. */
#include <stdio.h>
#include <string.h>

#include "tests/unit/commands/rig.h"

#define SYNC "35 00 00 00 00 00 00 00 00 00"
#define SYNC_IMMED "35 02 00 00 00 00 00 00 00 00"
#define TUR "00 00 00 00 00 00"

static struct rig *rig_with_formatted_bd_re(void)
{
	struct rig *rig = rig_create("bd-re", 32768);

	rig_fill(rig, "00 80 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
	return rig;
}

/* ---- READ ---- */

static void what_was_written_is_read(void)
{
	struct rig *rig = rig_with_formatted_bd_re();

	CHECK_EQUAL(rig_write(rig, 300, 64), 0);
	CHECK_EQUAL(rig->command.transferred, 64 * 2048);
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 01 30 00 00 02 00", 4096), 0);
	CHECK_EQUAL(rig->command.transferred, 4096);
	CHECK_EQUAL(rig_be16(rig, 0), 304);
	CHECK_EQUAL(rig_be16(rig, 2048), 305);
	CHECK_EQUAL(rig_in(rig, "A8 00 00 00 01 2C 00 00 00 40 80 00", 64 * 2048), 0);
	CHECK_EQUAL(rig_be16(rig, 63 * 2048), 363);
	rig_destroy(rig);
}

/* A READ finds what is still in the cache. */
static void cached_data_is_read(void)
{
	struct rig *rig = rig_create_realistic("bd-re", 32768);

	rig_fill(rig, "00 80 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
	CHECK_EQUAL(rig_write(rig, 0, 64), 0);
	CHECK(drive_cache_free_blocks(rig->drive) < drive_cache_blocks(rig->drive));
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 00 3F 00 00 01 00", 2048), 0);
	CHECK_EQUAL(rig_be16(rig, 0), 63);
	rig_destroy(rig);
}

static void reading_nothing_is_good(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "28 00 00 00 00 00 00 00 00 00", 0), 0);
	CHECK_EQUAL(rig_in(rig, "28 00 FF FF FF FF 00 00 00 00", 0), 0);
	CHECK_EQUAL(rig->command.transferred, 0);
	rig_destroy(rig);
}

static void reading_beyond_capacity_names_the_block(void)
{
	struct rig *rig = rig_create("dvd-rom", 1000);

	CHECK_EQUAL(rig_in(rig, "28 00 00 00 03 E7 00 00 02 00", 4096), 0x052100);
	CHECK_BYTES(rig->command.sense_data, "\xF0\x00\x05\x00\x00\x03\xE8", 7);
	CHECK_EQUAL(rig_in(rig, "A8 00 FF FF FF FF FF FF FF FF 00 00", 4096), 0x052100);
	CHECK_EQUAL(rig->command.transferred, 0);
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 03 E7 00 00 01 00", 4096), 0);
	CHECK_EQUAL(rig->command.transferred, 2048);
	rig_destroy(rig);
}

static void what_cannot_be_read_is_refused_at_once(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 65536);
	uint64_t before = rig->now;

	CHECK_EQUAL(rig_in(rig, "28 00 00 00 F0 00 00 00 01 00", 2048), 0x052100); /* blank */
	CHECK(rig->now - before < UINT64_C(10000000));
	rig_destroy(rig);
}

/* Linux makes use of the blocks before the bad one. */
static void blocks_before_a_hole_are_read(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "53 00 00 00 00 00 00 00 40 00"), 0); /* 64 blocks reserved */
	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	CHECK_EQUAL(rig_write(rig, 64, 16), 0);
	CHECK_EQUAL(rig_none(rig, SYNC), 0);
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 00 08 00 00 10 00", 32768), 0x031100);
	CHECK_BYTES(rig->command.sense_data, "\xF0\x00\x03\x00\x00\x00\x10", 7);
	CHECK_EQUAL(rig->command.transferred, 8 * 2048);
	CHECK_EQUAL(rig_be16(rig, 7 * 2048), 15);
	rig_destroy(rig);
}

static void a_short_buffer_cuts_a_read(void)
{
	struct rig *rig = rig_with_formatted_bd_re();

	CHECK_EQUAL(rig_write(rig, 0, 4), 0);
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 00 00 00 00 04 00", 2048 + 100), 0);
	CHECK_EQUAL(rig->command.transferred, 2148);
	CHECK_EQUAL(rig->command.overflow, 4 * 2048 - 2148);
	CHECK_EQUAL(rig_be16(rig, 2048), 1);
	CHECK_EQUAL(rig->data[2148], 0xEE);
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 00 00 00 00 01 00", 8192), 0);
	CHECK_EQUAL(rig->command.overflow, 0);
	rig_destroy(rig);
}

static void verify_reads_without_data(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 32), 0);
	CHECK_EQUAL(rig_none(rig, "2F 00 00 00 00 00 00 00 20 00"), 0);
	CHECK_EQUAL(rig_none(rig, "2F 00 00 00 00 10 00 00 20 00"), 0x052100);
	CHECK_EQUAL(rig_none(rig, "2F 02 00 00 00 00 00 00 20 00"), 0x052400); /* BytChk */
	CHECK_EQUAL(rig_field(rig), 0xC90001);
	rig_destroy(rig);
}

static void seek_stays_on_the_disc(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "2B 00 00 00 0F FF 00 00 00 00"), 0);
	CHECK_EQUAL(rig_none(rig, "2B 00 00 00 10 00 00 00 00 00"), 0x052100);
	CHECK_EQUAL(rig_none(rig, "A7 00 00 00 00 00 00 00 00 10 00 00"), 0);
	rig_destroy(rig);
}

/* ---- WRITE ---- */

static void writing_nothing_is_good(void)
{
	struct rig *rig = rig_create("dvd-rom", 1000);

	CHECK_EQUAL(rig_out(rig, "2A 00 00 00 00 00 00 00 00 00", 0), 0);
	CHECK_EQUAL(rig_out(rig, "2A 00 00 00 00 00 00 00 01 00", 2048), 0x053005);
	CHECK_EQUAL(rig->command.transferred, 0);
	rig_destroy(rig);
}

static void a_write_elsewhere_is_refused(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	CHECK_EQUAL(rig_write(rig, 0, 16), 0x052102);
	CHECK_EQUAL(rig_write(rig, 32, 16), 0x052102);
	CHECK_EQUAL(rig_write(rig, 4096, 16), 0x052100);
	CHECK_EQUAL(rig_write(rig, 16, 16), 0);
	rig_destroy(rig);
}

static void write_12_is_taken_like_write_10(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_out(rig, "AA 00 00 00 00 00 00 00 00 20 80 00", 65536), 0);
	CHECK_EQUAL(rig_write(rig, 32, 16), 0);
	rig_destroy(rig);
}

static void a_forced_write_is_on_the_disc_when_it_is_good(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	rig_fill(rig, "AB CD");
	CHECK_EQUAL(rig_out(rig, "2A 08 00 00 00 00 00 00 10 00", 32768), 0);
	CHECK_EQUAL(drive_cache_free_blocks(rig->drive), drive_cache_blocks(rig->drive));
	CHECK_EQUAL(rig->drive->medium->layout.tracks[0].recorded, 16);
	rig_fill(rig, "12 34");
	CHECK_EQUAL(rig_out(rig, "2E 00 00 00 00 10 00 00 10 00", 32768), 0);
	CHECK_EQUAL(rig->drive->medium->layout.tracks[0].recorded, 32);
	CHECK_EQUAL(rig->drive->medium->uncommitted_blocks, 0);
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 00 10 00 00 01 00", 2048), 0);
	CHECK_EQUAL(rig_be16(rig, 0), 0x1234);
	rig_destroy(rig);
}

/* A WRITE that waits for room and is aborted leaves the next writable address alone. */
static void an_aborted_write_moves_nothing(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 65536);
	struct reset reset = {.kind = RESET_ABORT_TASK, .command = &rig->command};
	uint32_t lba = 0, next;
	char cdb[64];

	for (int i = 0; i < 15; i++, lba += 128)
		CHECK_EQUAL(rig_write(rig, lba, 128), 0);
	do {
		snprintf(cdb, sizeof(cdb), "2A 00 00 00 %02X %02X 00 01 00 00", lba >> 8, lba & 0xFF);
		rig_submit(rig, cdb, DATA_OUT, 256 * 2048);
		rig_advance(rig, UINT64_C(5000000)); /* the host is fast */
		lba += rig->completed ? 256 : 0;
	} while (rig->completed && lba < 32768);
	CHECK(!rig->completed);
	rig->target->ops->reset(rig->target, &reset, rig->now);
	CHECK_EQUAL(rig->command.status, 0x40);
	CHECK(medium_next_writable(rig->drive->medium, 1, &next));
	CHECK_EQUAL(next, lba);
	rig_destroy(rig);
}

static void a_full_cache_is_busy_if_the_model_says_so(void)
{
	struct rig *rig = rig_create_model(drive_model_find("dryburn-pioneer-like"), "dvd+r", 65536);
	uint32_t lba = 0, answer = 0;

	for (int i = 0; i < 100 && !answer; i++) {
		answer = rig_write(rig, lba, 128);
		lba += answer ? 0 : 128;
	}
	CHECK_EQUAL(answer, 0x020408);
	CHECK_EQUAL(rig->command.transferred, 0);
	rig_advance(rig, UINT64_C(10000000000));
	CHECK_EQUAL(rig_write(rig, lba, 128), 0);
	rig_destroy(rig);
}

/* ---- SYNCHRONIZE CACHE ---- */

static void sync_waits_for_the_cache(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 20), 0);
	CHECK_EQUAL(rig_none(rig, SYNC), 0);
	CHECK_EQUAL(drive_cache_free_blocks(rig->drive), drive_cache_blocks(rig->drive));
	CHECK_EQUAL(rig->drive->medium->layout.tracks[0].recorded, 32); /* filled up to a whole ECC block */
	CHECK_EQUAL(rig->drive->medium->uncommitted_blocks, 0);
	rig_destroy(rig);
}

static void immediate_sync_is_a_long_write(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 128), 0);
	CHECK_EQUAL(rig_none(rig, SYNC_IMMED), 0);
	CHECK_EQUAL(rig_none(rig, TUR), 0x020408);
	CHECK_EQUAL(rig->command.sense_data[15], 0x80);
	rig_advance(rig, UINT64_C(10000000000));
	CHECK_EQUAL(rig_none(rig, TUR), 0);
	CHECK_EQUAL(rig->drive->medium->uncommitted_blocks, 0);
	rig_destroy(rig);
}

static void sync_of_a_pressed_disc_is_good(void)
{
	struct rig *rig = rig_create("dvd-rom", 1000);

	rig->drive->medium->uncommitted_blocks =
		1; /* a commit would make it 0, and fail where the disc's file cannot be written */
	CHECK_EQUAL(rig_none(rig, SYNC), 0);
	CHECK_EQUAL(rig->drive->medium->uncommitted_blocks, 1);
	rig_destroy(rig);
}

/* ---- buffer and calibration ---- */

static void buffer_capacity_in_bytes_and_blocks(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "5C 00 00 00 00 00 00 00 0C 00", 12), 0);
	CHECK_DATA(rig, "00 0A 00 00 00 40 00 00 00 40 00 00");
	CHECK_EQUAL(rig_in(rig, "5C 01 00 00 00 00 00 00 0C 00", 12), 0);
	CHECK_DATA(rig, "00 0A 00 01 00 00 08 00 00 00 08 00");
	rig_destroy(rig);
}

static void buffer_capacity_shrinks(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 64), 0);
	CHECK_EQUAL(rig_in(rig, "5C 01 00 00 00 00 00 00 0C 00", 12), 0);
	CHECK_EQUAL(rig_be32(rig, 4), 2048);
	CHECK_EQUAL(rig_be32(rig, 8), 2048 - 64);
	rig_destroy(rig);
}

static void opc_takes_its_time(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);
	uint64_t before = rig->now;

	CHECK_EQUAL(rig_none(rig, "54 01 00 00 00 00 00 00 00 00"), 0);
	CHECK(rig->now - before > UINT64_C(1000000000));
	before = rig->now;
	CHECK_EQUAL(rig_none(rig, "54 00 00 00 00 00 00 00 00 00"), 0);
	CHECK(rig->now - before < UINT64_C(1000000000));
	CHECK_EQUAL(rig_none(rig, "54 00 00 00 00 00 00 00 08 00"), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00007);
	rig_destroy(rig);
	rig = rig_create("bd-rom", 4096);
	CHECK_EQUAL(rig_none(rig, "54 01 00 00 00 00 00 00 00 00"), 0x053005);
	rig_destroy(rig);
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"Read.WhatWasWritten", what_was_written_is_read},
		{"Read.WhatIsCached", cached_data_is_read},
		{"Read.NothingIsGood", reading_nothing_is_good},
		{"Read.BeyondCapacityNamesTheBlock", reading_beyond_capacity_names_the_block},
		{"Read.RefusedAtOnce", what_cannot_be_read_is_refused_at_once},
		{"Read.BlocksBeforeAHole", blocks_before_a_hole_are_read},
		{"Read.ShortBufferCuts", a_short_buffer_cuts_a_read},
		{"Verify.ReadsWithoutData", verify_reads_without_data},
		{"Seek.StaysOnTheDisc", seek_stays_on_the_disc},
		{"Write.NothingIsGood", writing_nothing_is_good},
		{"Write.ElsewhereIsRefused", a_write_elsewhere_is_refused},
		{"Write.Write12", write_12_is_taken_like_write_10},
		{"Write.ForcedIsOnTheDiscWhenGood", a_forced_write_is_on_the_disc_when_it_is_good},
		{"Write.AbortedMovesNothing", an_aborted_write_moves_nothing},
		{"Write.FullCacheIsBusyIfTheModelSaysSo", a_full_cache_is_busy_if_the_model_says_so},
		{"SynchronizeCache.WaitsForTheCache", sync_waits_for_the_cache},
		{"SynchronizeCache.ImmediateIsALongWrite", immediate_sync_is_a_long_write},
		{"SynchronizeCache.PressedDiscIsGood", sync_of_a_pressed_disc_is_good},
		{"ReadBufferCapacity.InBytesAndBlocks", buffer_capacity_in_bytes_and_blocks},
		{"ReadBufferCapacity.Shrinks", buffer_capacity_shrinks},
		{"SendOpcInformation.TakesItsTime", opc_takes_its_time},
		{0},
	};

	return unit_main(argc, argv, tests);
}
