/* SPDX-License-Identifier: MIT */
/* WRITE and what follows it, through the drive. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/drive/bench.h"
#include "tests/unit/drive/failing_store.h"

static void a_write_at_the_wrong_address_leaves_no_trace(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 16, 1));
	CHECK_SENSE(bench_write(&bench, 32, 16, 2), 5, 0x2102);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 16);
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	CHECK(bench_reads(&bench, 0, 16, 1));
	CHECK(!bench_reads(&bench, 32, 16, 2));
	CHECK_GOOD(bench_write(&bench, 16, 16, 3));
	bench_close(&bench);
}

static void data_comes_back_as_written(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	for (uint8_t i = 0; i < 64; i++)
		CHECK_GOOD(bench_write(&bench, i * 32u, 32, i));
	for (uint8_t i = 0; i < 64; i++)
		CHECK(bench_reads(&bench, i * 32u, 32, i));
	bench_close(&bench);
}

static void fewer_bytes_than_announced_are_refused(void)
{
	struct bench bench = bench_open("dvd+r");
	uint8_t data[2048] = {0};

	bench_make_ready(&bench);
	CHECK_SENSE(bench_send(&bench, "2A 00 00 00 00 00 00 00 02 00", DATA_OUT, data, sizeof(data)), 11, 0x4B00);
	CHECK_SENSE(bench_do(&bench, "2A 00 00 00 00 00 00 00 02 00"), 11, 0x4B00);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 0);
	bench_close(&bench);
}

static void data_in_the_wrong_direction_are_refused(void)
{
	struct bench bench = bench_open("dvd+r");
	uint8_t data[2048] = {0x55};

	bench_make_ready(&bench);
	CHECK_SENSE(bench_send(&bench, "2A 00 00 00 00 00 00 00 01 00", DATA_IN, data, sizeof(data)), 11, 0x4B00);
	CHECK_SENSE(bench_send(&bench, "12 00 00 00 24 00", DATA_OUT, data, sizeof(data)), 11, 0x4B00);
	CHECK_EQUAL(data[0], 0x55);
	bench_close(&bench);
}

static void a_failing_write_past_the_cache_moves_nothing(void)
{
	struct bench bench = bench_open_failing("dvd+r");
	static uint8_t data[32 * 2048];

	bench_make_ready(&bench);
	failing_store_fail_from(bench.failing, 8, -EIO);
	CHECK_SENSE(bench_send(&bench, "2A 08 00 00 00 00 00 00 20 00", DATA_OUT, data, sizeof(data)), 3, 0x0C00);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 16);
	bench_close(&bench);
}

static void a_full_cache_makes_writes_wait(void)
{
	struct bench bench = bench_open("dvd+r");
	uint64_t before;

	bench_make_ready(&bench);
	CHECK_GOOD(bench_do(&bench, "1B 00 00 00 01 00"));
	before = bench.now;
	for (unsigned i = 0; i < 64; i++)
		CHECK_GOOD(bench_write(&bench, i * 32u, 32, 1));
	CHECK(bench.now - before < SECOND);
	for (unsigned i = 64; i < 128; i++)
		CHECK_GOOD(bench_write(&bench, i * 32u, 32, 1));
	CHECK_EQUAL(bench_next_writable(&bench, 1), 4096);
	CHECK(bench.now - before > SECOND / 10);
	bench_close(&bench);
}

static void a_read_in_the_middle_of_a_burn_fills_nothing_up(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 5, 1));
	CHECK(bench_reads(&bench, 0, 5, 1));
	CHECK_EQUAL(bench_next_writable(&bench, 1), 5);
	CHECK_GOOD(bench_write(&bench, 5, 5, 2));
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	CHECK_EQUAL(bench_next_writable(&bench, 1), 16);
	CHECK(bench_reads(&bench, 5, 5, 2));
	bench_close(&bench);
}

static void synchronize_cache_waits_until_all_is_recorded(void)
{
	struct bench bench = bench_open("dvd+r");
	uint64_t before;

	bench_make_ready(&bench);
	for (unsigned i = 0; i < 32; i++)
		CHECK_GOOD(bench_write(&bench, i * 32u, 32, 1));
	before = bench.now;
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	CHECK(bench.now > before + SECOND / 100);
	bench_reset(&bench, RESET_POWER, NULL);
	bench_make_ready(&bench);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 1024);
	CHECK(bench_reads(&bench, 992, 32, 1));
	bench_close(&bench);
}

static void an_immediate_close_goes_on_in_the_background_with_progress(void)
{
	struct bench bench = bench_open("dvd+r");
	unsigned last = 0, steps = 0;

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 32, 1));
	CHECK_GOOD(bench_do(&bench, "5B 01 02 00 00 00 00 00 00 00"));
	for (;; steps++) {
		struct sense sense = bench_do(&bench, "00 00 00 00 00 00");

		if (sense_is_good(&sense))
			break;
		CHECK_SENSE(sense, 2, 0x0407);
		CHECK_EQUAL(sense.specific, SPECIFIC_PROGRESS);
		CHECK(sense.progress >= last);
		last = sense.progress;
		CHECK_SENSE(bench_write(&bench, 32, 16, 1), 2, 0x0407);
		bench_pass(&bench, SECOND);
	}
	CHECK(steps > 5);
	CHECK(last > 32768);
	CHECK_EQUAL(bench_next_writable(&bench, 2), 32 + 2048);
	bench_close(&bench);
}

static void a_failing_host_is_a_deferred_medium_error_that_names_the_block(void)
{
	struct bench bench = bench_open_failing("dvd+r");
	struct sense sense;

	bench_make_ready(&bench);
	failing_store_fail_from(bench.failing, 40, -ENOSPC);
	CHECK_GOOD(bench_write(&bench, 0, 32, 1));
	CHECK_GOOD(bench_write(&bench, 32, 32, 1));
	bench_pass(&bench, 30 * SECOND);
	sense = bench_write(&bench, 64, 32, 1);
	CHECK_SENSE(sense, 3, 0x0C00);
	CHECK(sense.deferred);
	CHECK(sense.information_valid);
	CHECK_EQUAL(sense.information, 40);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 48);
	bench_close(&bench);
}

static void what_follows_a_failed_block_is_not_recorded(void)
{
	struct bench bench = bench_open_failing("dvd+r");

	bench_make_ready(&bench);
	failing_store_fail_from(bench.failing, 40, -EIO);
	CHECK_GOOD(bench_write(&bench, 0, 32, 1));
	CHECK_GOOD(bench_write(&bench, 32, 32, 1));
	CHECK_GOOD(bench_write(&bench, 64, 64, 1));
	CHECK_SENSE(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"), 3, 0x0C00);
	failing_store_fail_from(bench.failing, 0, 0);
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	CHECK_EQUAL(bench_next_writable(&bench, 1), 48);
	CHECK_GOOD(bench_write(&bench, 48, 16, 2));
	CHECK(bench_reads(&bench, 48, 16, 2));
	bench_close(&bench);
}

/* A mechanism whose laser fails at block 40. */
static void fail_at_40(struct mechanism *mechanism, const struct step *step, uint64_t now,
                       struct step_result *ret_result)
{
	(void)mechanism;
	(void)now;
	*ret_result = (struct step_result){.duration_ns = SECOND / 1000, .done_blocks = step->blocks};
	if (step->kind != STEP_RECORD || step->lba + step->blocks <= 40)
		return;
	ret_result->done_blocks = step->lba > 40 ? 0 : 40 - step->lba;
	ret_result->sense = sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 40);
}

static void cut_nothing(struct mechanism *mechanism)
{
	(void)mechanism;
}

static void free_it(struct mechanism *mechanism)
{
	free(mechanism);
}

static const struct mechanism_ops failing_mechanism = {.perform = fail_at_40, .cut = cut_nothing, .destroy = free_it};

static void a_failing_mechanism_is_a_medium_error_too(void)
{
	struct bench bench = bench_open("dvd+r");
	struct drive *drive = (struct drive *)bench.target;
	struct sense sense;

	bench_make_ready(&bench);
	mechanism_destroy(drive->mechanism);
	drive->mechanism = malloc(sizeof(*drive->mechanism));
	drive->mechanism->ops = &failing_mechanism;
	CHECK_GOOD(bench_write(&bench, 0, 64, 1));
	sense = bench_do(&bench, "35 00 00 00 00 00 00 00 00 00");
	CHECK_SENSE(sense, 3, 0x0C00);
	CHECK_EQUAL(sense.information, 40);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 48);
	CHECK(bench_reads(&bench, 0, 40, 1));
	bench_close(&bench);
}

static void a_failure_while_synchronising_is_the_synchronises_own(void)
{
	struct bench bench = bench_open_failing("dvd+r");
	struct sense sense;

	bench_make_ready(&bench);
	failing_store_fail_from(bench.failing, 40, -EIO);
	CHECK_GOOD(bench_write(&bench, 0, 64, 1));
	sense = bench_do(&bench, "35 00 00 00 00 00 00 00 00 00");
	CHECK_SENSE(sense, 3, 0x0C00);
	CHECK(!sense.deferred);
	CHECK_EQUAL(sense.information, 40);
	CHECK_GOOD(bench_do(&bench, "00 00 00 00 00 00"));
	bench_close(&bench);
}

static void bd_re_wants_a_format_first(void)
{
	struct bench bench = bench_open("bd-re");
	uint8_t list[12] = {0, 0x02, 0, 8, 0, 0, 0x20, 0, 0xC4, 0, 0x08, 0};

	bench_make_ready(&bench);
	CHECK_SENSE(bench_write(&bench, 0, 32, 1), 5, 0x3010);
	CHECK_GOOD(bench_send(&bench, "04 11 00 00 00 00", DATA_OUT, list, sizeof(list)));
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 2, 0x0404);
	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 4000, 32, 7));
	CHECK(bench_reads(&bench, 4000, 32, 7));
	CHECK(bench_reads(&bench, 0, 32, 0));
	bench_close(&bench);
}

static void pressed_discs_are_not_written(void)
{
	struct bench bench = bench_open("dvd-rom");

	bench_make_ready(&bench);
	CHECK_SENSE(bench_write(&bench, 0, 16, 1), 5, 0x3005);
	CHECK(bench_reads(&bench, 8176, 16, 0));
	bench_close(&bench);
}

const struct unit_test writing_tests[] = {
	{"Writing.AWriteAtTheWrongAddressLeavesNoTrace", a_write_at_the_wrong_address_leaves_no_trace},
	{"Writing.DataComesBackAsWritten", data_comes_back_as_written},
	{"Writing.FewerBytesThanAnnouncedAreRefused", fewer_bytes_than_announced_are_refused},
	{"Writing.DataInTheWrongDirectionAreRefused", data_in_the_wrong_direction_are_refused},
	{"Writing.AFailingWritePastTheCacheMovesNothing", a_failing_write_past_the_cache_moves_nothing},
	{"Writing.AFullCacheMakesWritesWait", a_full_cache_makes_writes_wait},
	{"Writing.AReadInTheMiddleOfABurnFillsNothingUp", a_read_in_the_middle_of_a_burn_fills_nothing_up},
	{"Writing.SynchronizeCacheWaitsUntilAllIsRecorded", synchronize_cache_waits_until_all_is_recorded},
	{"Writing.AnImmediateCloseGoesOnInTheBackgroundWithProgress",
         an_immediate_close_goes_on_in_the_background_with_progress},
	{"Writing.AFailingHostIsADeferredMediumErrorThatNamesTheBlock",
         a_failing_host_is_a_deferred_medium_error_that_names_the_block},
	{"Writing.WhatFollowsAFailedBlockIsNotRecorded", what_follows_a_failed_block_is_not_recorded},
	{"Writing.AFailingMechanismIsAMediumErrorToo", a_failing_mechanism_is_a_medium_error_too},
	{"Writing.AFailureWhileSynchronisingIsTheSynchronisesOwn",
         a_failure_while_synchronising_is_the_synchronises_own},
	{"Writing.BdReWantsAFormatFirst", bd_re_wants_a_format_first},
	{"Writing.PressedDiscsAreNotWritten", pressed_discs_are_not_written},
	{0},
};
