/* SPDX-License-Identifier: MIT */
/* The drive's own state: attentions, tray, power; and what it asks of the store when a disc leaves it. */
#include <errno.h>

#include "tests/unit/drive/bench.h"
#include "tests/unit/medium/witness_store.h"

static struct witness_store witness;

static struct bench open_witness(void)
{
	witness_store_init(&witness, "dvd+r", 8192);
	return bench_open_on(&witness.store);
}

static void an_attention_that_waits_is_not_raised_again(void)
{
	struct bench bench = bench_open("");
	struct drive *drive = bench_drive(&bench);

	drive->attention_count = 0;
	drive_raise_attention(drive, sense_of(UNIT_ATTENTION, MODE_PARAMETERS_CHANGED));
	drive_raise_attention(drive, sense_of(UNIT_ATTENTION, MODE_PARAMETERS_CHANGED));
	CHECK_EQUAL(drive->attention_count, 1);
	drive_raise_attention(drive, sense_of(UNIT_ATTENTION, NOT_READY_TO_READY_CHANGE));
	drive_raise_attention(drive, sense_of(UNIT_ATTENTION, NOT_READY_TO_READY_CHANGE));
	CHECK_EQUAL(drive->attention_count, 2);
	bench_close(&bench);
}

static void attentions_that_have_no_room_are_not_kept(void)
{
	struct bench bench = bench_open("");
	struct drive *drive = bench_drive(&bench);

	drive->attention_count = 0;
	for (uint16_t i = 0; i < ATTENTIONS_MAX + 2; i++)
		drive_raise_attention(drive, sense_of(UNIT_ATTENTION, (uint16_t)(0x2A00 + i)));
	CHECK_EQUAL(drive->attention_count, ATTENTIONS_MAX);
	CHECK_SENSE(drive_take_attention(drive), 6, 0x2A00);
	bench_close(&bench);
}

static void a_disc_is_kept_before_the_tray_opens(void)
{
	struct bench bench = open_witness();
	struct drive *drive = bench_drive(&bench);

	bench_make_ready(&bench);
	witness.commits = 0;
	drive_open_tray(drive);
	CHECK_EQUAL(witness.commits, 1);
	CHECK_EQUAL(witness.durability, DURABLE);
	CHECK(!drive->ready);
	CHECK(sense_is_good(&drive->deferred));
	CHECK_EQUAL(drive->media_event, EVENT_MEDIA_REMOVAL);
	drive->media_event = EVENT_NONE;
	drive_open_tray(drive);
	CHECK_EQUAL(drive->media_event, EVENT_NONE);
	CHECK_EQUAL(witness.commits, 1);
	bench_close(&bench);
}

static void a_disc_that_cannot_be_kept_is_told(void)
{
	struct bench bench = open_witness();
	struct sense sense;

	bench_make_ready(&bench);
	witness.commit_error = -EIO;
	drive_open_tray(bench_drive(&bench));
	sense = bench_do(&bench, "00 00 00 00 00 00");
	CHECK_SENSE(sense, 3, 0x0C00);
	CHECK(sense.deferred);
	bench_close(&bench);
}

static void a_tray_that_opens_ends_the_loading(void)
{
	struct bench bench = bench_open("dvd+r");
	struct drive *drive = bench_drive(&bench);

	CHECK_EQUAL(drive->schedule->owner, OWNER_LOADING);
	drive_open_tray(drive);
	CHECK_EQUAL(drive->schedule->owner, OWNER_NOBODY);
	bench_pass(&bench, 60 * SECOND);
	CHECK(!drive->ready);
	drive->schedule->owner = OWNER_DRAIN;
	drive->tray = TRAY_CLOSED;
	drive_open_tray(drive);
	CHECK_EQUAL(drive->schedule->owner, OWNER_DRAIN);
	drive->schedule->owner = OWNER_NOBODY;
	bench_close(&bench);
}

static void there_is_no_speed_before_the_disc_is_ready(void)
{
	struct bench bench = bench_open("dvd+r");
	struct drive *drive = bench_drive(&bench);

	CHECK_EQUAL(drive_read_kbps(drive), 0);
	CHECK_EQUAL(drive_write_kbps(drive), 0);
	bench_make_ready(&bench);
	CHECK_EQUAL(drive_read_kbps(drive), 16 * 1385);
	CHECK_EQUAL(drive_write_kbps(drive), 16 * 1385);
	bench_close(&bench);
}

static void power_on_is_a_fresh_start(void)
{
	struct bench bench = open_witness();
	struct drive *drive = bench_drive(&bench);

	bench_make_ready(&bench);
	drive->deferred = sense_of(MEDIUM_ERROR, WRITE_ERROR);
	drive_raise_attention(drive, sense_of(UNIT_ATTENTION, MODE_PARAMETERS_CHANGED));
	CHECK_EQUAL(drive->media_event, EVENT_NEW_MEDIA);
	witness.commits = 0;
	bench_reset(&bench, RESET_POWER, NULL);
	CHECK(!drive->ready);
	CHECK(sense_is_good(&drive->deferred));
	CHECK_EQUAL(drive->media_event, EVENT_NONE);
	CHECK_EQUAL(drive->attention_count, 1);
	CHECK_EQUAL(witness.commits, 1);
	CHECK_EQUAL(witness.durability, CHECKPOINT);
	CHECK_SENSE(bench_do(&bench, "00 00 00 00 00 00"), 6, 0x2900);
	bench_close(&bench);
	CHECK_EQUAL(witness.destroyed, 1);
}

static void cached_data_are_work(void)
{
	struct bench bench = bench_open("dvd+r");
	struct signal button = {.kind = SIGNAL_EJECT_BUTTON}, empty = {.kind = SIGNAL_INSERT};
	struct problem problem;

	bench_make_ready(&bench);
	CHECK(!drive_is_at_work(bench_drive(&bench)));
	CHECK_GOOD(bench_write(&bench, 0, 128, 1));
	CHECK(drive_is_at_work(bench_drive(&bench)));
	CHECK_EQUAL(bench.target->ops->signal(bench.target, &button, bench.now, NULL), 0);
	CHECK_EQUAL(bench_drive(&bench)->tray, TRAY_CLOSED);
	CHECK_EQUAL(bench.target->ops->signal(bench.target, &empty, bench.now, &problem), -EBUSY);
	CHECK_STRING(problem.text, "the tray cannot be opened: the drive is at work");
	bench_pass(&bench, 60 * SECOND);
	CHECK_GOOD(bench_do(&bench, "1E 00 00 00 01 00"));
	CHECK_EQUAL(bench.target->ops->signal(bench.target, &empty, bench.now, &problem), -EBUSY);
	CHECK_STRING(problem.text, "the tray cannot be opened: the drive is locked by PREVENT MEDIUM REMOVAL");
	bench_close(&bench);
}

const struct unit_test state_tests[] = {
	{"State.AnAttentionThatWaitsIsNotRaisedAgain", an_attention_that_waits_is_not_raised_again},
	{"State.AttentionsThatHaveNoRoomAreNotKept", attentions_that_have_no_room_are_not_kept},
	{"State.ADiscIsKeptBeforeTheTrayOpens", a_disc_is_kept_before_the_tray_opens},
	{"State.ADiscThatCannotBeKeptIsTold", a_disc_that_cannot_be_kept_is_told},
	{"State.ATrayThatOpensEndsTheLoading", a_tray_that_opens_ends_the_loading},
	{"State.ThereIsNoSpeedBeforeTheDiscIsReady", there_is_no_speed_before_the_disc_is_ready},
	{"State.PowerOnIsAFreshStart", power_on_is_a_fresh_start},
	{"State.CachedDataAreWork", cached_data_are_work},
	{0},
};
