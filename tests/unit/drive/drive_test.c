/* SPDX-License-Identifier: MIT */
/* Admission: who is let in, and in which order things are reported. And the tray. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/drive/bench.h"

static void reports_power_on_then_becoming_ready_then_the_medium(void)
{
	struct bench bench = bench_open("dvd+r");

	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2900);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 2, 0x0401);
	bench_pass(&bench, 20 * SECOND);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2800);
	CHECK_GOOD(bench_do(&bench, "00 00 00 00 00 00"));
	bench_close(&bench);
}

static void an_empty_drive_has_no_medium(void)
{
	struct bench bench = bench_open("");

	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2900);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 2, 0x3A01);
	CHECK_SENSE(bench_do(&bench, "25 00 00 00 00 00 00 00 00 00"), 2, 0x3A01);
	bench_close(&bench);
}

static void inquiry_and_get_configuration_leave_the_attention_pending(void)
{
	struct bench bench = bench_open("");
	uint8_t data[64];

	CHECK_GOOD(bench_send(&bench, "12 00 00 00 24 00", DATA_IN, data, 36));
	CHECK_EQUAL(data[0], 5);
	CHECK_GOOD(bench_send(&bench, "46 00 00 00 00 00 00 00 08 00", DATA_IN, data, 8));
	CHECK_GOOD(bench_send(&bench, "4A 01 00 00 10 00 00 00 08 00", DATA_IN, data, 8));
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2900);
	bench_close(&bench);
}

static void unknown_operation_codes_are_refused(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	CHECK_SENSE(bench_do(&bench, "C1 00 00 00 00 00 00 00 00 00"), 5, 0x2000);
	CHECK_SENSE(bench_do(&bench, "FF 00 00 00 00 00"), 5, 0x2000);
	bench_close(&bench);
}

static void reserved_bits_are_refused_by_name(void)
{
	struct bench bench = bench_open("dvd+r");
	struct sense sense;

	bench_make_ready(&bench);
	sense = bench_do(&bench, "00 00 00 48 00 00");
	CHECK_SENSE(sense, 5, 0x2400);
	CHECK_EQUAL(sense.specific, SPECIFIC_FIELD_IN_CDB);
	CHECK_EQUAL(sense.field_byte, 3);
	CHECK_EQUAL(sense.field_bit, 6);
	bench_close(&bench);
}

static void a_short_cdb_is_refused(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	CHECK_SENSE(bench_do(&bench, "25 00 00 00 00 00"), 5, 0x2400);
	bench_close(&bench);
}

static void the_queue_has_an_end(void)
{
	struct bench bench = bench_open("dvd+r");
	struct command commands[QUEUE_MAX + 2];

	memset(commands, 0, sizeof(commands));
	for (unsigned i = 0; i < QUEUE_MAX + 2; i++) {
		commands[i].cdb_length = 6;
		commands[i].status = 0xEE;
		bench_submit(&bench, &commands[i]);
	}
	CHECK_EQUAL(commands[QUEUE_MAX].status, 0xEE);
	CHECK_EQUAL(commands[QUEUE_MAX + 1].status, 0x28);
	bench_pass(&bench, SECOND);
	CHECK_EQUAL(commands[0].status, 0x02);
	CHECK_EQUAL(commands[QUEUE_MAX].status, 0x02);
	bench_close(&bench);
}

static void eject_and_load(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	CHECK_GOOD(bench_do(&bench, "1B 00 00 00 02 00"));
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 2, 0x3A02);
	CHECK_GOOD(bench_do(&bench, "1B 00 00 00 03 00"));
	bench_pass(&bench, 20 * SECOND);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2800);
	CHECK_GOOD(bench_do(&bench, "00 00 00 00 00 00"));
	bench_close(&bench);
}

static void a_prevented_eject_is_refused_and_the_button_only_asks(void)
{
	struct bench bench = bench_open("dvd+r");
	struct signal button = {.kind = SIGNAL_EJECT_BUTTON};
	uint8_t data[8];

	bench_make_ready(&bench);
	CHECK_GOOD(bench_send(&bench, "4A 01 00 00 10 00 00 00 08 00", DATA_IN, data, 8));
	CHECK_GOOD(bench_do(&bench, "1E 00 00 00 01 00"));
	CHECK_SENSE(bench_do(&bench, "1B 00 00 00 02 00"), 5, 0x5302);
	CHECK_EQUAL(bench.target->ops->signal(bench.target, &button, bench.now, NULL), 0);
	CHECK_GOOD(bench_send(&bench, "4A 01 00 00 10 00 00 00 08 00", DATA_IN, data, 8));
	CHECK_EQUAL(data[4] & 0x0F, 1);
	CHECK_GOOD(bench_do(&bench, "1E 00 00 00 00 00"));
	CHECK_EQUAL(bench.target->ops->signal(bench.target, &button, bench.now, NULL), 0);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 2, 0x3A02);
	bench_close(&bench);
}

static void neither_lock_lets_the_disc_be_changed(void)
{
	static const char *const locks[] = {"1E 00 00 00 01 00", "1E 00 00 00 03 00"};
	static const char *const unlocks[] = {"1E 00 00 00 00 00", "1E 00 00 00 02 00"};
	struct bench bench = bench_open("dvd+r");
	struct signal empty = {.kind = SIGNAL_INSERT};
	struct problem problem;

	bench_make_ready(&bench);
	for (unsigned i = 0; i < 2; i++) {
		CHECK_GOOD(bench_do(&bench, locks[i]));
		CHECK_EQUAL(bench.target->ops->signal(bench.target, &empty, bench.now, &problem), -EBUSY);
		CHECK_GOOD(bench_do(&bench, unlocks[i]));
	}
	CHECK_EQUAL(bench.target->ops->signal(bench.target, &empty, bench.now, &problem), 0);
	bench_close(&bench);
}

static const struct unit_test drive_tests[] = {
	{"Drive.ReportsPowerOnThenBecomingReadyThenTheMedium", reports_power_on_then_becoming_ready_then_the_medium},
	{"Drive.AnEmptyDriveHasNoMedium", an_empty_drive_has_no_medium},
	{"Drive.InquiryAndGetConfigurationLeaveTheAttentionPending",
         inquiry_and_get_configuration_leave_the_attention_pending},
	{"Drive.UnknownOperationCodesAreRefused", unknown_operation_codes_are_refused},
	{"Drive.ReservedBitsAreRefusedByName", reserved_bits_are_refused_by_name},
	{"Drive.AShortCdbIsRefused", a_short_cdb_is_refused},
	{"Drive.TheQueueHasAnEnd", the_queue_has_an_end},
	{"Drive.EjectAndLoad", eject_and_load},
	{"Drive.APreventedEjectIsRefusedAndTheButtonOnlyAsks", a_prevented_eject_is_refused_and_the_button_only_asks},
	{"Drive.NeitherLockLetsTheDiscBeChanged", neither_lock_lets_the_disc_be_changed},
	{0},
};

int main(int argc, char **argv)
{
	const struct unit_test *const tables[] = {drive_tests, writing_tests,  power_tests,
	                                          cache_tests, hostile_tests,  queue_tests,
	                                          state_tests, progress_tests, mechanism_tests};
	struct unit_test all[128] = {0};
	unsigned count = 0;

	for (unsigned i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct unit_test *test = tables[i]; test->name; test++)
			all[count++] = *test;
	return unit_main(argc, argv, all);
}
