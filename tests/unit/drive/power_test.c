/* SPDX-License-Identifier: MIT */
/* Power loss, resets and aborts. */
#include <string.h>

#include "emulator/drive/schedule.h"

#include "tests/unit/drive/bench.h"

static void power_loss_loses_the_cache(void)
{
	struct bench bench = bench_open("dvd+r");
	uint32_t next;

	bench_make_ready(&bench);
	for (unsigned i = 0; i < 32; i++)
		CHECK_GOOD(bench_write(&bench, i * 32u, 32, 1));
	bench_reset(&bench, RESET_POWER, NULL);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2900);
	bench_make_ready(&bench);
	next = bench_next_writable(&bench, 1);
	CHECK(next < 1024);
	CHECK_EQUAL(next % 16, 0);
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	CHECK_EQUAL(bench_next_writable(&bench, 1), next);
	CHECK(!bench_reads(&bench, next, 1, 1));
	CHECK_GOOD(bench_write(&bench, next, 16, 2));
	bench_close(&bench);
}

static void power_loss_keeps_the_whole_ecc_blocks_that_were_burnt(void)
{
	struct bench bench = bench_open("dvd+r");
	const struct schedule *schedule = ((struct drive *)bench.target)->schedule;

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 64, 1));
	while (schedule->owner != OWNER_DRAIN || schedule->step.lba != 32)
		bench_pass(&bench, SECOND / 10000);
	bench_pass(&bench, schedule->step_began + (schedule->step_due - schedule->step_began) * 7 / 10 - bench.now);
	bench_reset(&bench, RESET_POWER, NULL);
	bench_make_ready(&bench);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 48);
	CHECK(bench_reads(&bench, 0, 48, 1));
	bench_close(&bench);
}

static void power_loss_in_mid_close_leaves_the_session_open(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 32, 1));
	CHECK_GOOD(bench_do(&bench, "5B 01 06 00 00 00 00 00 00 00"));
	bench_pass(&bench, 40 * SECOND);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 2, 0x0407);
	bench_reset(&bench, RESET_POWER, NULL);
	bench_make_ready(&bench);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 32);
	CHECK(bench_reads(&bench, 0, 32, 1));
	bench_close(&bench);
}

static void a_unit_reset_keeps_the_cache(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 32, 1));
	bench_reset(&bench, RESET_LOGICAL_UNIT, NULL);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2900);
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	CHECK(bench_reads(&bench, 0, 32, 1));
	bench_close(&bench);
}

static void a_reset_replaces_earlier_attentions(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_pass(&bench, 20 * SECOND);
	bench_reset(&bench, RESET_LOGICAL_UNIT, NULL);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2900);
	CHECK_GOOD(bench_do(&bench, "00 00 00 00 00 00"));
	bench_close(&bench);
}

static void a_unit_reset_ends_all_commands(void)
{
	struct bench bench = bench_open("dvd-rom");
	uint8_t data[2048];
	struct command read = {.cdb = {0x28, 0, 0, 0, 0x10, 0, 0, 0, 1}, .cdb_length = 10, .direction = DATA_IN};
	struct command queued = {.cdb_length = 6};

	bench_make_ready(&bench);
	read.data = data;
	read.data_length = sizeof(data);
	bench_submit(&bench, &read);
	bench_submit(&bench, &queued);
	bench_reset(&bench, RESET_LOGICAL_UNIT, NULL);
	CHECK_EQUAL(read.status, 0x40);
	CHECK_EQUAL(queued.status, 0x40);
	CHECK_EQUAL(read.transferred, 0);
	bench_close(&bench);
}

static void an_aborted_write_that_waits_for_room_was_never_accepted(void)
{
	struct bench bench = bench_open("dvd+r");
	static uint8_t data[255 * 2048];
	struct command writes[9];
	uint32_t accepted = 0;

	bench_make_ready(&bench);
	memset(writes, 0, sizeof(writes));
	for (uint32_t i = 0; i < 9; i++) {
		struct command *write = &writes[i];
		uint32_t lba = i * 255;

		*write = (struct command){.cdb = {0x2A, 0, 0, 0, (uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 255},
		                          .cdb_length = 10,
		                          .direction = DATA_OUT,
		                          .data = data,
		                          .data_length = sizeof(data),
		                          .status = 0xEE};
		bench_submit(&bench, write);
		bench_pass(&bench, SECOND / 200);
		accepted += write->status == 0 ? 255 : 0;
	}
	CHECK_EQUAL(writes[8].status, 0xEE);
	bench_reset(&bench, RESET_ABORT_TASK, &writes[8]);
	CHECK_EQUAL(writes[8].status, 0x40);
	CHECK_EQUAL(bench_next_writable(&bench, 1), accepted);
	bench_close(&bench);
}

static void an_aborted_write_past_the_cache_was_never_accepted(void)
{
	struct bench bench = bench_open("dvd+r");
	static uint8_t data[32 * 2048];
	struct command write = {.cdb = {0x2A, 0x08, 0, 0, 0, 0, 0, 0, 32}, .cdb_length = 10, .direction = DATA_OUT};

	bench_make_ready(&bench);
	write.data = data;
	write.data_length = sizeof(data);
	bench_submit(&bench, &write);
	bench_pass(&bench, SECOND / 100000);
	bench_reset(&bench, RESET_ABORT_TASK, &write);
	CHECK_EQUAL(write.status, 0x40);
	bench_pass(&bench, 10 * SECOND);
	CHECK_EQUAL(bench_next_writable(&bench, 1), 0);
	bench_close(&bench);
}

static void an_aborted_close_is_carried_through(void)
{
	struct bench bench = bench_open("dvd+r");
	struct command close = {.cdb = {0x5B, 0, 2}, .cdb_length = 10};

	bench_make_ready(&bench);
	CHECK_GOOD(bench_write(&bench, 0, 32, 1));
	CHECK_GOOD(bench_do(&bench, "35 00 00 00 00 00 00 00 00 00"));
	bench_submit(&bench, &close);
	bench_pass(&bench, SECOND);
	bench_reset(&bench, RESET_ABORT_TASK, &close);
	CHECK_EQUAL(close.status, 0x40);
	bench_make_ready(&bench);
	CHECK_EQUAL(bench_next_writable(&bench, 2), 32 + 2048);
	bench_close(&bench);
}

const struct unit_test power_tests[] = {
	{"Power.LossLosesTheCache", power_loss_loses_the_cache},
	{"Power.LossKeepsTheWholeEccBlocksThatWereBurnt", power_loss_keeps_the_whole_ecc_blocks_that_were_burnt},
	{"Power.LossInMidCloseLeavesTheSessionOpen", power_loss_in_mid_close_leaves_the_session_open},
	{"Power.AUnitResetKeepsTheCache", a_unit_reset_keeps_the_cache},
	{"Power.AResetReplacesEarlierAttentions", a_reset_replaces_earlier_attentions},
	{"Power.AUnitResetEndsAllCommands", a_unit_reset_ends_all_commands},
	{"Power.AnAbortedWriteThatWaitsForRoomWasNeverAccepted",
         an_aborted_write_that_waits_for_room_was_never_accepted},
	{"Power.AnAbortedWritePastTheCacheWasNeverAccepted", an_aborted_write_past_the_cache_was_never_accepted},
	{"Power.AnAbortedCloseIsCarriedThrough", an_aborted_close_is_carried_through},
	{0},
};
