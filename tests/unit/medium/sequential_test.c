/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "tests/unit/medium/medium_test.h"

static void blank_disc_has_one_invisible_track(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint32_t next = 77;

	CHECK_EQUAL(medium_disc_status(medium), 0);
	CHECK_EQUAL(medium_last_session_status(medium), 0);
	CHECK_EQUAL(medium->layout.track_count, 1);
	CHECK(medium_next_writable(medium, 1, &next));
	CHECK_EQUAL(next, 0);
	CHECK_EQUAL(medium_free_blocks(medium, 1), 8192);
	CHECK_EQUAL(medium_readable_blocks(medium), 0);
	medium_destroy(medium);
}

static void accepts_only_the_next_writable_address(void)
{
	struct medium *medium = new_disc("dvd+r");
	const struct medium_ops *ops = medium->kind->ops;
	uint32_t next;

	CHECK_SENSE(ops->accept(medium, 16, 16), 5, 0x2102);
	CHECK_GOOD(ops->accept(medium, 0, 32));
	CHECK_SENSE(ops->accept(medium, 0, 32), 5, 0x2102);
	CHECK_SENSE(ops->accept(medium, 31, 1), 5, 0x2102);
	CHECK(medium_next_writable(medium, 1, &next));
	CHECK_EQUAL(next, 32);
	CHECK_EQUAL(medium_disc_status(medium), 1);
	medium_destroy(medium);
}

static void refuses_blocks_past_the_end(void)
{
	struct medium *medium = new_disc("dvd+r");
	const struct medium_ops *ops = medium->kind->ops;

	CHECK_SENSE(ops->accept(medium, 0, 8193), 5, 0x2100);
	CHECK_SENSE(ops->accept(medium, 0xFFFFFFFF, 2), 5, 0x2100);
	CHECK_SENSE(ops->accept(medium, 2, 0xFFFFFFFF), 5, 0x2100);
	CHECK_GOOD(burn(medium, 0, 8192, 1));
	CHECK_SENSE(ops->accept(medium, 8192, 1), 5, 0x2100);
	medium_destroy(medium);
}

static void may_write_changes_nothing(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint32_t next;

	CHECK_GOOD(medium->kind->ops->may_write(medium, 0, 32));
	CHECK(medium_next_writable(medium, 1, &next));
	CHECK_EQUAL(next, 0);
	CHECK_EQUAL(medium->layout.tracks[0].state, TRACK_INVISIBLE);
	medium_destroy(medium);
}

static void forgetting_takes_the_address_back_to_what_is_recorded(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint32_t next;

	CHECK_GOOD(burn(medium, 0, 32, 1));
	CHECK_GOOD(medium->kind->ops->accept(medium, 32, 64));
	medium->kind->ops->forget(medium);
	CHECK(medium_next_writable(medium, 1, &next));
	CHECK_EQUAL(next, 32);
	CHECK_EQUAL(medium->layout.tracks[0].state, TRACK_OPEN);
	medium_destroy(medium);
}

static void forgetting_everything_leaves_a_blank_disc(void)
{
	struct medium *medium = new_disc("dvd+r");

	CHECK_GOOD(medium->kind->ops->accept(medium, 0, 64));
	medium->kind->ops->forget(medium);
	CHECK_EQUAL(medium_disc_status(medium), 0);
	medium_destroy(medium);
}

static void flush_fills_the_last_ecc_block_with_zeros(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint8_t data[16 * 2048], zeros[15 * 2048] = {0};
	uint32_t next, done;

	CHECK_GOOD(burn(medium, 0, 1, 0xAA));
	medium->kind->ops->flush(medium);
	CHECK(medium_next_writable(medium, 1, &next));
	CHECK_EQUAL(next, 16);
	CHECK_GOOD(medium_read(medium, 0, 16, data, &done));
	CHECK_EQUAL(data[2047], 0xAA);
	CHECK_BYTES(data + 2048, zeros, sizeof(zeros));
	medium_destroy(medium);
}

static void reads_what_is_recorded_and_no_further(void)
{
	struct medium *medium = new_disc("dvd+r");
	const struct medium_ops *ops = medium->kind->ops;

	CHECK_GOOD(burn(medium, 0, 32, 1));
	CHECK_GOOD(ops->may_read(medium, 0, 32));
	CHECK_SENSE(ops->may_read(medium, 31, 2), 5, 0x2100);
	CHECK_SENSE(ops->may_read(medium, 0xFFFFFFFF, 1), 5, 0x2100);
	medium_destroy(medium);
}

static void closing_a_track_leaves_an_invisible_one_behind_it(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint32_t next;

	CHECK_GOOD(burn(medium, 0, 40, 1));
	CHECK_GOOD(medium->kind->ops->may_close(medium, CLOSURE_TRACK, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_TRACK, 1));
	CHECK_EQUAL(medium->layout.track_count, 2);
	CHECK_EQUAL(medium->layout.tracks[0].state, TRACK_CLOSED);
	CHECK_EQUAL(medium->layout.tracks[0].blocks, 48);
	CHECK(!medium_next_writable(medium, 1, &next));
	CHECK(medium_next_writable(medium, 2, &next));
	CHECK_EQUAL(next, 48);
	medium_destroy(medium);
}

static void closing_a_session_opens_the_next_behind_the_gap(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint32_t next;

	CHECK_GOOD(burn(medium, 0, 48, 1));
	CHECK_GOOD(medium->kind->ops->may_close(medium, CLOSURE_SESSION, 0));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK_EQUAL(medium->layout.session_count, 2);
	CHECK_EQUAL(medium->layout.sessions[0].state, SESSION_CLOSED);
	CHECK_EQUAL(medium_disc_status(medium), 1);
	CHECK_EQUAL(medium_last_session_status(medium), 0);
	CHECK(medium_next_writable(medium, 2, &next));
	CHECK_EQUAL(next, 48 + 2048);
	CHECK_SENSE(medium->kind->ops->may_read(medium, 48, 1), 5, 0x2100);
	medium_destroy(medium);
}

static void a_hole_between_sessions_cannot_be_read(void)
{
	struct medium *medium = new_disc("dvd+r");
	struct sense sense;

	CHECK_GOOD(burn(medium, 0, 48, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK_GOOD(burn(medium, 2096, 16, 2));
	sense = medium->kind->ops->may_read(medium, 40, 16);
	CHECK_SENSE(sense, 3, 0x1100);
	CHECK_EQUAL(sense.information, 48);
	medium_destroy(medium);
}

static void finalising_leaves_nothing_writable(void)
{
	struct medium *medium = new_disc("dvd+r");
	uint32_t next;

	CHECK_GOOD(burn(medium, 0, 48, 1));
	CHECK_GOOD(medium->kind->ops->may_close(medium, CLOSURE_FINALISE, 0));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_FINALISE, 0));
	CHECK_EQUAL(medium_disc_status(medium), 2);
	CHECK_EQUAL(medium_last_session_status(medium), 3);
	CHECK_EQUAL(medium->layout.track_count, 1);
	CHECK(!medium_next_writable(medium, 1, &next));
	CHECK_SENSE(medium->kind->ops->may_write(medium, 48, 16), 7, 0x2700);
	CHECK_GOOD(medium->kind->ops->may_close(medium, CLOSURE_FINALISE, 0));
	medium_destroy(medium);
}

static void an_appendable_disc_can_be_finalised_without_more_data(void)
{
	struct medium *medium = new_disc("dvd+r");

	CHECK_GOOD(burn(medium, 0, 48, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK_GOOD(medium->kind->ops->may_close(medium, CLOSURE_FINALISE, 0));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_FINALISE, 0));
	CHECK_EQUAL(medium->layout.session_count, 1);
	CHECK_EQUAL(medium->layout.track_count, 1);
	CHECK_EQUAL(medium_disc_status(medium), 2);
	medium_destroy(medium);
}

static void a_blank_disc_cannot_be_closed(void)
{
	struct medium *medium = new_disc("dvd+r");
	const struct medium_ops *ops = medium->kind->ops;

	CHECK_SENSE(ops->may_close(medium, CLOSURE_TRACK, 1), 5, 0x2C00);
	CHECK_SENSE(ops->may_close(medium, CLOSURE_TRACK, 2), 5, 0x2400);
	CHECK_SENSE(ops->may_close(medium, CLOSURE_TRACK, 0), 5, 0x2400);
	CHECK_SENSE(ops->may_close(medium, CLOSURE_SESSION, 0), 5, 0x2C00);
	CHECK_SENSE(ops->may_close(medium, CLOSURE_FINALISE, 0), 5, 0x2C00);
	medium_destroy(medium);
}

static void a_reserved_track_must_be_closed_before_its_session(void)
{
	struct medium *medium = new_disc("dvd+r");
	const struct medium_ops *ops = medium->kind->ops;

	CHECK_GOOD(ops->reserve(medium, 100));
	CHECK_EQUAL(medium->layout.tracks[0].blocks, 112);
	CHECK_GOOD(burn(medium, 112, 16, 2));
	CHECK_SENSE(ops->may_close(medium, CLOSURE_SESSION, 0), 5, 0x7203);
	CHECK_GOOD(burn(medium, 0, 16, 1));
	CHECK_GOOD(ops->close(medium, CLOSURE_TRACK, 1));
	CHECK_EQUAL(medium->layout.tracks[0].recorded, 112);
	CHECK_GOOD(ops->may_close(medium, CLOSURE_SESSION, 0));
	medium_destroy(medium);
}

static void a_track_cannot_grow_into_the_next(void)
{
	struct medium *medium = new_disc("dvd+r");

	CHECK_GOOD(medium->kind->ops->reserve(medium, 32));
	CHECK_SENSE(medium->kind->ops->may_write(medium, 0, 48), 5, 0x6300);
	medium_destroy(medium);
}

static void the_layout_survives_a_commit(void)
{
	struct medium *medium = new_disc("dvd+r");
	struct layout layout;

	CHECK_GOOD(burn(medium, 0, 48, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK_GOOD(medium_commit(medium, DURABLE));
	CHECK_EQUAL(medium->store->ops->load(medium->store, &layout), 0);
	CHECK_EQUAL(layout.session_count, 2);
	CHECK_EQUAL(layout.tracks[0].blocks, 48);
	CHECK(extents_contain(&layout.written, 0, 48));
	layout_finish(&layout);
	medium_destroy(medium);
}

static void a_full_disc_is_complete_when_its_session_is_closed(void)
{
	struct medium *medium = new_disc("dvd+r");

	CHECK_GOOD(burn(medium, 0, 8192, 1));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_TRACK, 1));
	CHECK_EQUAL(medium->layout.track_count, 1);
	CHECK_GOOD(medium->kind->ops->may_close(medium, CLOSURE_SESSION, 0));
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK_EQUAL(medium_disc_status(medium), 2);
	CHECK(layout_complaint(&medium->layout) == NULL);
	medium_destroy(medium);
}

const struct unit_test sequential_tests[] = {
	{"Sequential.BlankDiscHasOneInvisibleTrack", blank_disc_has_one_invisible_track},
	{"Sequential.AcceptsOnlyTheNextWritableAddress", accepts_only_the_next_writable_address},
	{"Sequential.RefusesBlocksPastTheEnd", refuses_blocks_past_the_end},
	{"Sequential.MayWriteChangesNothing", may_write_changes_nothing},
	{"Sequential.ForgettingTakesTheAddressBackToWhatIsRecorded",
         forgetting_takes_the_address_back_to_what_is_recorded},
	{"Sequential.ForgettingEverythingLeavesABlankDisc", forgetting_everything_leaves_a_blank_disc},
	{"Sequential.FlushFillsTheLastEccBlockWithZeros", flush_fills_the_last_ecc_block_with_zeros},
	{"Sequential.ReadsWhatIsRecordedAndNoFurther", reads_what_is_recorded_and_no_further},
	{"Sequential.ClosingATrackLeavesAnInvisibleOneBehindIt", closing_a_track_leaves_an_invisible_one_behind_it},
	{"Sequential.ClosingASessionOpensTheNextBehindTheGap", closing_a_session_opens_the_next_behind_the_gap},
	{"Sequential.AHoleBetweenSessionsCannotBeRead", a_hole_between_sessions_cannot_be_read},
	{"Sequential.FinalisingLeavesNothingWritable", finalising_leaves_nothing_writable},
	{"Sequential.AnAppendableDiscCanBeFinalisedWithoutMoreData",
         an_appendable_disc_can_be_finalised_without_more_data},
	{"Sequential.ABlankDiscCannotBeClosed", a_blank_disc_cannot_be_closed},
	{"Sequential.AReservedTrackMustBeClosedBeforeItsSession", a_reserved_track_must_be_closed_before_its_session},
	{"Sequential.ATrackCannotGrowIntoTheNext", a_track_cannot_grow_into_the_next},
	{"Sequential.TheLayoutSurvivesACommit", the_layout_survives_a_commit},
	{"Sequential.AFullDiscIsCompleteWhenItsSessionIsClosed", a_full_disc_is_complete_when_its_session_is_closed},
	{0},
};
