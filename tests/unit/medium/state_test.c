/* SPDX-License-Identifier: MIT */
/* What is known about a disc's tracks and sessions behind what commands show, and how many of them there can be. */
#include <string.h>

#include "emulator/medium/behaviour.h"
#include "tests/unit/medium/medium_test.h"
#include "tests/unit/medium/witness_store.h"

static struct witness_store witness;

static struct medium *take(const char *type, uint32_t capacity_blocks)
{
	struct medium *medium = NULL;

	witness_store_init(&witness, type, capacity_blocks);
	CHECK_EQUAL(medium_create(&witness.store, &medium, NULL), 0);
	return medium;
}

/* The whole sense, its field pointer and all. */
static void check_same(struct sense sense, struct sense wanted)
{
	uint8_t data[SENSE_FIXED_BYTES], wanted_data[SENSE_FIXED_BYTES];

	sense_encode(&sense, data);
	sense_encode(&wanted, wanted_data);
	CHECK_BYTES(data, wanted_data, SENSE_FIXED_BYTES);
}

static void a_disc_that_is_taken_in_hand_is_as_after_power_loss(void)
{
	struct medium *medium = NULL;

	witness_store_init(&witness, "dvd+r", 8192);
	witness.layout.tracks[0].state = TRACK_OPEN;
	witness.layout.tracks[0].recorded = 5;
	CHECK_EQUAL(medium_create(&witness.store, &medium, NULL), 0);
	CHECK_EQUAL(medium->accepted[0], 16);
	CHECK_EQUAL(medium->layout.tracks[0].recorded, 16);
	medium_destroy(medium);
	witness_store_init(&witness, "dvd+r", 8192);
	witness.layout.tracks[0].state = TRACK_OPEN;
	CHECK_EQUAL(medium_create(&witness.store, &medium, NULL), 0);
	CHECK_EQUAL(medium->layout.tracks[0].state, TRACK_INVISIBLE);
	medium_destroy(medium);
	witness_store_init(&witness, "bd-re", 8192);
	witness.layout.tracks[0].recorded = 8192;
	CHECK_EQUAL(medium_create(&witness.store, &medium, NULL), 0);
	CHECK_EQUAL(medium->accepted[0], 8192);
	CHECK_EQUAL(medium->accepted[1], 0);
	medium_destroy(medium);
}

static void a_range_may_end_where_the_room_does(void)
{
	CHECK(range_within(10, 0, 10));
	CHECK(range_within(0, 10, 10));
	CHECK(!range_within(0, 11, 10));
	CHECK(!range_within(11, 0, 10));
	CHECK(!range_within(5, UINT32_MAX, 10));
}

static void what_lies_behind_the_last_track_is_nothing(void)
{
	struct medium *medium = take("dvd+r", 8192);

	CHECK_GOOD(medium->kind->ops->reserve(medium, 64));
	medium->layout.tracks[1].state = TRACK_INVISIBLE;
	medium->layout.tracks[2] = (struct layout_track){
		.session = 1, .state = TRACK_RESERVED, .start = 9000, .blocks = 10, .recorded = 10};
	CHECK_EQUAL(medium_track_at(medium, 9005), 0);
	CHECK_EQUAL(medium_readable_blocks(medium), 0);
	medium->layout.tracks[0].state = TRACK_OPEN;
	CHECK_GOOD(medium->kind->ops->may_close(medium, CLOSURE_SESSION, 0));
	medium_destroy(medium);
	medium = take("dvd+r", 8192);
	medium->layout.tracks[1] = (struct layout_track){.session = 1, .state = TRACK_OPEN, .start = 9000, .blocks = 1};
	CHECK_EQUAL(medium_last_session_status(medium), 0);
	medium_destroy(medium);
}

static void all_reserved_tracks_keep_a_session_open(void)
{
	struct medium *medium = take("dvd+r", 8192);

	CHECK_GOOD(medium->kind->ops->reserve(medium, 64));
	CHECK_GOOD(medium->kind->ops->reserve(medium, 64));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_TRACK, 1));
	CHECK_SENSE(medium->kind->ops->may_close(medium, CLOSURE_SESSION, 0), 5, 0x7203);
	medium_destroy(medium);
}

static void leaving_a_track_fills_up_what_was_accepted(void)
{
	struct medium *medium = take("dvd+r", 8192);
	const struct medium_ops *ops = medium->kind->ops;

	CHECK_GOOD(ops->reserve(medium, 64));
	CHECK_GOOD(ops->accept(medium, 0, 5));
	CHECK_EQUAL(medium->writing, 1);
	CHECK_EQUAL(medium->accepted[0], 5);
	CHECK_GOOD(ops->accept(medium, 64, 1));
	CHECK_EQUAL(medium->writing, 2);
	CHECK_EQUAL(medium->accepted[0], 16);
	CHECK_EQUAL(medium->accepted[1], 1);
	CHECK_EQUAL(medium->accepted[2], 0);
	CHECK_GOOD(ops->accept(medium, 65, 1));
	CHECK_EQUAL(medium->accepted[1], 2);
	ops->forget(medium);
	CHECK_EQUAL(medium->writing, 0);
	CHECK_GOOD(ops->accept(medium, 0, 5));
	CHECK_GOOD(ops->close(medium, CLOSURE_TRACK, 1));
	CHECK_EQUAL(medium->writing, 0);
	medium_destroy(medium);
}

static void filling_up_adds_what_is_missing_and_no_more(void)
{
	struct medium *medium = take("dvd+r", 8192);

	CHECK_GOOD(burn(medium, 0, 5, 1));
	CHECK_EQUAL(medium->uncommitted_blocks, 5);
	medium->kind->ops->flush(medium);
	CHECK_EQUAL(extents_blocks(&medium->layout.written), 16);
	CHECK_EQUAL(medium->uncommitted_blocks, 16);
	CHECK_EQUAL(medium->accepted[0], 16);
	medium_destroy(medium);
}

static void closing_a_track_forgets_what_was_only_accepted(void)
{
	struct medium *medium = take("dvd+r", 8192);
	const struct medium_ops *ops = medium->kind->ops;

	medium->accepted[1] = 77;
	medium->accepted[2] = 99;
	CHECK_GOOD(ops->reserve(medium, 64));
	CHECK_EQUAL(medium->accepted[1], 0);
	CHECK_GOOD(burn(medium, 0, 3, 1));
	CHECK_GOOD(ops->close(medium, CLOSURE_TRACK, 1));
	CHECK_EQUAL(medium->accepted[0], 64);
	CHECK_EQUAL(medium->layout.tracks[0].recorded, 64);
	CHECK_EQUAL(medium->accepted[2], 99);
	CHECK_EQUAL(medium->uncommitted_blocks, 65);
	medium_destroy(medium);
}

static void a_reservation_may_take_all_there_is(void)
{
	struct medium *medium = take("dvd+r", 8192);

	CHECK_SENSE(medium->kind->ops->reserve(medium, 8193), 5, 0x2400);
	CHECK_GOOD(medium->kind->ops->reserve(medium, 8192));
	CHECK_EQUAL(medium->layout.track_count, 1);
	medium->layout.complete = true;
	CHECK_SENSE(medium->kind->ops->reserve(medium, 16), 7, 0x2700);
	medium_destroy(medium);
}

static void tracks_are_so_many_and_no_more(void)
{
	struct medium *medium = take("dvd+r", 2295104);
	unsigned reserved = 0;

	while (reserved < 200 && medium->layout.track_count < 168) {
		CHECK_GOOD(medium->kind->ops->reserve(medium, 16));
		reserved++;
	}
	CHECK_EQUAL(reserved, 167);
	CHECK_SENSE(medium->kind->ops->reserve(medium, 16), 5, 0x7205);
	CHECK_EQUAL(medium->layout.track_count, 168);
	CHECK_GOOD(burn(medium, 167 * 16, 16, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_TRACK, 168));
	CHECK_EQUAL(medium->layout.track_count, 168);
	for (unsigned number = 1; number <= 167; number++)
		CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_TRACK, number));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK(medium->layout.complete);
	CHECK_EQUAL(medium->layout.session_count, 1);
	medium_destroy(medium);
}

static void sessions_are_so_many_and_no_more(void)
{
	struct medium *medium = take("dvd+r", 2295104);
	unsigned closed = 0;
	uint32_t next;

	while (closed < 200 && medium_next_writable(medium, medium->layout.track_count, &next)) {
		CHECK_GOOD(burn(medium, next, 16, 1));
		CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
		closed++;
	}
	CHECK_EQUAL(closed, 153);
	CHECK_EQUAL(medium->layout.session_count, 153);
	CHECK(medium->layout.complete);
	medium_destroy(medium);
}

static void a_session_needs_a_block_behind_the_gap(void)
{
	struct medium *medium = take("dvd+r", 16 + 2048);

	CHECK_GOOD(burn(medium, 0, 16, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK(medium->layout.complete);
	CHECK_EQUAL(medium->layout.session_count, 1);
	medium_destroy(medium);
	medium = take("dvd+r", 16 + 2048 + 16);
	CHECK_GOOD(burn(medium, 0, 16, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK(!medium->layout.complete);
	CHECK_EQUAL(medium->layout.session_count, 2);
	medium_destroy(medium);
}

static void reading_across_the_end_names_the_end(void)
{
	struct medium *medium = take("dvd+r", 8192);

	CHECK_GOOD(burn(medium, 0, 16, 1));
	CHECK_EQUAL(medium->kind->ops->may_read(medium, 10, 10).information, 16);
	CHECK_EQUAL(medium->kind->ops->may_read(medium, 20, 1).information, 20);
	medium_destroy(medium);
}

static void refusals_point_at_what_is_wrong(void)
{
	struct medium *medium = take("bd-re", 8192);

	check_same(medium->kind->ops->may_format(medium, 8193), sense_bad_parameter(4, -1));
	CHECK_SENSE(medium->kind->ops->close(medium, CLOSURE_SESSION, 0), 5, 0x3010);
	medium_destroy(medium);
	medium = take("dvd+r", 8192);
	CHECK_SENSE(medium->kind->ops->format(medium, 8192), 5, 0x3006);
	medium->layout.complete = true;
	check_same(medium->kind->ops->may_close(medium, CLOSURE_TRACK, 9), sense_bad_cdb_field(4, -1));
	medium_destroy(medium);
	medium = new_disc("dvd-rom");
	CHECK_SENSE(medium->kind->ops->record(medium, 0, 1, NULL), 5, 0x3005);
	CHECK_SENSE(medium->kind->ops->close(medium, CLOSURE_SESSION, 0), 5, 0x3005);
	medium_destroy(medium);
}

static void a_format_is_one_closed_track(void)
{
	struct medium *medium = take("bd-re", 8192);

	CHECK_GOOD(medium->kind->ops->format(medium, 4096));
	CHECK_EQUAL(medium->layout.tracks[0].state, TRACK_CLOSED);
	CHECK_EQUAL(medium->layout.tracks[0].recorded, 4096);
	CHECK_EQUAL(medium->accepted[0], 4096);
	CHECK_EQUAL(medium->accepted[1], 0);
	CHECK_EQUAL(medium->uncommitted_blocks, 1);
	medium_destroy(medium);
}

const struct unit_test state_tests[] = {
	{"State.TakenInHandIsAsAfterPowerLoss", a_disc_that_is_taken_in_hand_is_as_after_power_loss},
	{"State.ARangeMayEndWhereTheRoomDoes", a_range_may_end_where_the_room_does},
	{"State.WhatLiesBehindTheLastTrackIsNothing", what_lies_behind_the_last_track_is_nothing},
	{"State.AllReservedTracksKeepASessionOpen", all_reserved_tracks_keep_a_session_open},
	{"State.LeavingATrackFillsUpWhatWasAccepted", leaving_a_track_fills_up_what_was_accepted},
	{"State.FillingUpAddsWhatIsMissingAndNoMore", filling_up_adds_what_is_missing_and_no_more},
	{"State.ClosingATrackForgetsWhatWasOnlyAccepted", closing_a_track_forgets_what_was_only_accepted},
	{"State.AReservationMayTakeAllThereIs", a_reservation_may_take_all_there_is},
	{"State.TracksAreSoManyAndNoMore", tracks_are_so_many_and_no_more},
	{"State.SessionsAreSoManyAndNoMore", sessions_are_so_many_and_no_more},
	{"State.ASessionNeedsABlockBehindTheGap", a_session_needs_a_block_behind_the_gap},
	{"State.ReadingAcrossTheEndNamesTheEnd", reading_across_the_end_names_the_end},
	{"State.RefusalsPointAtWhatIsWrong", refusals_point_at_what_is_wrong},
	{"State.AFormatIsOneClosedTrack", a_format_is_one_closed_track},
	{0},
};
