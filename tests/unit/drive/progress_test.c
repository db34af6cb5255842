/* SPDX-License-Identifier: MIT */
/* How far background work has come, to the last digit, and what becomes of it. */
#include <errno.h>
#include <string.h>

#include "tests/unit/drive/bench.h"
#include "tests/unit/drive/failing_store.h"
#include "tests/unit/medium/witness_store.h"

#define TEST_UNIT_READY "00 00 00 00 00 00"
#define SYNCHRONIZE_IMMED "35 02 00 00 00 00 00 00 00 00"
#define CLOSE_SESSION_IMMED "5B 01 02 00 00 00 00 00 00 00"

enum { ALL = 65535 };

static struct sense long_operation(const struct bench *bench)
{
	struct sense sense = SENSE_GOOD;

	drive_long_operation(bench_drive(bench), &sense);
	return sense;
}

static void check_progress(const struct bench *bench, int64_t part, int64_t whole)
{
	CHECK_EQUAL(long_operation(bench).progress, part * ALL / whole);
}

static void a_step_is_as_far_as_its_time(void)
{
	struct bench bench = bench_open("bd-re");
	uint8_t list[12] = {0, 0x02, 0, 8}, offers[252];
	uint64_t began, due;

	bench_make_ready(&bench);
	CHECK_GOOD(bench_send(&bench, "23 00 00 00 00 00 00 00 FC 00", DATA_IN, offers, sizeof(offers)));
	memcpy(list + 4, offers + 12, 8);
	CHECK_GOOD(bench_send(&bench, "04 11 00 00 00 00", DATA_OUT, list, sizeof(list)));
	began = bench_drive(&bench)->schedule->step_began;
	due = bench_drive(&bench)->schedule->step_due;
	CHECK_EQUAL(due - began, 40 * SECOND);
	for (unsigned quarter = 1; quarter < 4; quarter++) {
		bench_pass(&bench, began + quarter * 10 * SECOND - bench.now);
		CHECK_SENSE(long_operation(&bench), 2, 0x0404);
		check_progress(&bench, quarter, 4);
	}
	bench_pass(&bench, 10 * SECOND);
	CHECK_GOOD(long_operation(&bench));
	bench_close(&bench);
}

static void emptying_the_cache_is_a_stage(void)
{
	struct bench bench = bench_open("dvd+r");
	uint32_t before;

	bench_make_ready(&bench);
	for (unsigned i = 0; i < 8; i++)
		CHECK_GOOD(bench_write(&bench, i * 128, 128, 1));
	CHECK_GOOD(bench_do(&bench, SYNCHRONIZE_IMMED));
	before = bench_drive(&bench)->schedule->background.cached_at_start;
	CHECK(before > 256);
	check_progress(&bench, before - cache_used(bench_drive(&bench)->cache), before);
	while (cache_used(bench_drive(&bench)->cache) > before / 2)
		bench_pass(&bench, bench.target->ops->next_event(bench.target) - bench.now);
	CHECK_SENSE(long_operation(&bench), 2, 0x0408);
	check_progress(&bench, before - cache_used(bench_drive(&bench)->cache), before);
	CHECK(long_operation(&bench).progress > 0);
	bench_pass(&bench, 60 * SECOND);
	CHECK_GOOD(long_operation(&bench));
	bench_close(&bench);
}

static void a_step_behind_the_cache_is_the_second_half(void)
{
	struct bench bench = bench_open("dvd+r");
	struct schedule *schedule = bench_drive(&bench)->schedule;
	uint32_t before;

	bench_make_ready(&bench);
	for (unsigned i = 0; i < 4; i++)
		CHECK_GOOD(bench_write(&bench, i * 128, 128, 1));
	CHECK_GOOD(bench_do(&bench, CLOSE_SESSION_IMMED));
	before = schedule->background.cached_at_start;
	check_progress(&bench, before - cache_used(bench_drive(&bench)->cache), 2 * (int64_t)before);
	while (schedule->owner != OWNER_BACKGROUND)
		bench_pass(&bench, bench.target->ops->next_event(bench.target) - bench.now);
	check_progress(&bench, 1, 2);
	bench_pass(&bench, (schedule->step_due - schedule->step_began) / 2);
	check_progress(&bench, 3, 4);
	bench_close(&bench);
}

static void without_anything_cached_a_step_is_all(void)
{
	struct bench bench = bench_open("dvd+r");
	struct schedule *schedule = bench_drive(&bench)->schedule;

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 16, 1));
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	CHECK_GOOD(bench_do(&bench, CLOSE_SESSION_IMMED));
	bench_pass(&bench, schedule->step_began + (schedule->step_due - schedule->step_began) / 2 - bench.now);
	check_progress(&bench, 1, 2);
	bench_close(&bench);
}

static void a_failure_in_the_background_is_told_once(void)
{
	static struct witness_store witness;
	struct bench bench;
	struct sense sense;

	witness_store_init(&witness, "dvd+r", 8192);
	bench = bench_open_on(&witness.store);
	bench_make_ready(&bench);
	CHECK_EQUAL(witness.layout.loads, 0);
	CHECK_EQUAL(bench_drive(&bench)->medium->layout.loads, 1);
	CHECK_GOOD(bench_write(&bench, 0, 16, 1));
	witness.commit_error = -EIO;
	CHECK_GOOD(bench_do(&bench, SYNCHRONIZE_IMMED));
	bench_pass(&bench, 60 * SECOND);
	sense = bench_do(&bench, TEST_UNIT_READY);
	CHECK_SENSE(sense, 3, 0x0C00);
	CHECK(sense.deferred);
	CHECK_GOOD(bench_do(&bench, TEST_UNIT_READY));
	witness.commit_error = 0;
	CHECK_GOOD(bench_do(&bench, SYNCHRONIZE_IMMED));
	bench_pass(&bench, 60 * SECOND);
	CHECK_GOOD(bench_do(&bench, TEST_UNIT_READY));
	bench_close(&bench);
}

static void a_write_that_fails_ends_who_waits_in_the_background(void)
{
	struct bench bench = bench_open_failing("dvd+r");
	struct sense sense;

	bench_make_ready(&bench);
	failing_store_fail_from(bench.failing, 16, -EIO);
	CHECK_GOOD(bench_write(&bench, 0, 64, 1));
	CHECK_GOOD(bench_do(&bench, SYNCHRONIZE_IMMED));
	bench_pass(&bench, 60 * SECOND);
	CHECK(!bench_drive(&bench)->schedule->background.active);
	sense = bench_do(&bench, TEST_UNIT_READY);
	CHECK_SENSE(sense, 3, 0x0C00);
	CHECK(sense.deferred);
	CHECK_GOOD(bench_do(&bench, TEST_UNIT_READY));
	bench_close(&bench);
}

static void a_closing_does_not_follow_a_write_that_failed(void)
{
	struct bench bench = bench_open_failing("dvd+r");

	bench_make_ready(&bench);
	failing_store_fail_from(bench.failing, 16, -EIO);
	CHECK_GOOD(bench_write(&bench, 0, 64, 1));
	CHECK_GOOD(bench_do(&bench, CLOSE_SESSION_IMMED));
	bench_pass(&bench, 600 * SECOND);
	CHECK_SENSE(bench_do(&bench, TEST_UNIT_READY), 3, 0x0C00);
	CHECK_EQUAL(bench_drive(&bench)->medium->layout.session_count, 1);
	CHECK_EQUAL(bench_drive(&bench)->medium->layout.sessions[0].state, SESSION_OPEN);
	CHECK_GOOD(bench_do(&bench, TEST_UNIT_READY));
	bench_close(&bench);
}

static void a_write_that_fails_is_not_the_failure_of_who_waits_for_the_mechanism(void)
{
	struct bench bench = bench_open_failing("dvd+r");

	bench_make_ready(&bench);
	failing_store_fail_from(bench.failing, 16, -EIO);
	CHECK_GOOD(bench_write(&bench, 0, 64, 1));
	CHECK_GOOD(bench_do(&bench, "2B 00 00 00 10 00 00 00 00 00"));
	CHECK_SENSE(bench_do(&bench, TEST_UNIT_READY), 3, 0x0C00);
	bench_close(&bench);
}

static void the_next_command_begins_when_one_is_aborted(void)
{
	struct bench bench = bench_open("dvd+r");
	struct command closing = {.cdb = {0x5B, 0, 2}, .cdb_length = 10}, next = {.cdb_length = 6, .status = 0xEE};

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 16, 1));
	bench_submit(&bench, &closing);
	bench_submit(&bench, &next);
	bench_pass(&bench, 5 * SECOND);
	bench_reset(&bench, RESET_ABORT_TASK, &closing);
	CHECK_EQUAL(closing.status, 0x40);
	CHECK_EQUAL(bench.target->ops->next_event(bench.target), bench.now + 200000);
	bench_pass(&bench, 200000);
	CHECK(next.status != 0xEE);
	bench_close(&bench);
}

/* A step that needs the command's data ends with it, and the mechanism is free. */
static void check_aborted(const char *text, enum step_owner wanted)
{
	struct bench bench = bench_open("dvd+r");
	struct command command = {.cdb_length = 10, .direction = DATA_NONE};
	static uint8_t data[16 * 2048];

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 16, 1));
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	for (unsigned i = 0; i < 10; i++)
		command.cdb[i] = (uint8_t)(text[i] - 1);
	if (command.cdb[0] == 0x28) {
		command.direction = DATA_IN;
		command.data = data;
		command.data_length = sizeof(data);
	}
	bench_submit(&bench, &command);
	CHECK_EQUAL(bench_drive(&bench)->schedule->owner, OWNER_FOREGROUND);
	bench_reset(&bench, RESET_ABORT_TASK, &command);
	CHECK_EQUAL(bench_drive(&bench)->schedule->owner, wanted);
	CHECK_EQUAL(bench_drive(&bench)->schedule->background.active, wanted == OWNER_BACKGROUND);
	CHECK(!bench_drive(&bench)->schedule->foreground.active);
	bench_pass(&bench, 60 * SECOND);
	CHECK_GOOD(bench_do(&bench, TEST_UNIT_READY));
	bench_close(&bench);
}

/* CDBs with each byte one more, so that none is a NUL. */
static void an_aborted_command_takes_its_reading_with_it(void)
{
	check_aborted("\x29\x01\x01\x01\x01\x01\x01\x01\x11\x01", OWNER_NOBODY); /* READ(10) */
	check_aborted("\x2C\x01\x01\x01\x11\x01\x01\x01\x01\x01", OWNER_NOBODY); /* SEEK(10) */
}

static void an_aborted_closing_goes_on(void)
{
	check_aborted("\x5C\x01\x03\x01\x01\x01\x01\x01\x01\x01", OWNER_BACKGROUND); /* CLOSE TRACK SESSION */
}

const struct unit_test progress_tests[] = {
	{"Progress.AStepIsAsFarAsItsTime", a_step_is_as_far_as_its_time},
	{"Progress.EmptyingTheCacheIsAStage", emptying_the_cache_is_a_stage},
	{"Progress.AStepBehindTheCacheIsTheSecondHalf", a_step_behind_the_cache_is_the_second_half},
	{"Progress.WithoutAnythingCachedAStepIsAll", without_anything_cached_a_step_is_all},
	{"Background.AFailureIsToldOnce", a_failure_in_the_background_is_told_once},
	{"Background.AWriteThatFailsEndsWhoWaits", a_write_that_fails_ends_who_waits_in_the_background},
	{"Background.AClosingDoesNotFollowAWriteThatFailed", a_closing_does_not_follow_a_write_that_failed},
	{"Background.AWriteThatFailsIsNotTheFailureOfWhoWaitsForTheMechanism",
         a_write_that_fails_is_not_the_failure_of_who_waits_for_the_mechanism},
	{"Background.TheNextCommandBeginsWhenOneIsAborted", the_next_command_begins_when_one_is_aborted},
	{"Background.AnAbortedCommandTakesItsReadingWithIt", an_aborted_command_takes_its_reading_with_it},
	{"Background.AnAbortedClosingGoesOn", an_aborted_closing_goes_on},
	{0},
};
