/* SPDX-License-Identifier: MIT */
/* A medium and the host's store: what it asks of it, and what it makes of its failures. */
#include <errno.h>
#include <string.h>

#include "tests/unit/medium/medium_test.h"
#include "tests/unit/medium/witness_store.h"

enum { CHECKPOINT_AFTER = 16384 };

static struct witness_store witness;

static struct medium *take_in_hand(const char *type)
{
	struct medium *medium = NULL;

	witness_store_init(&witness, type, 65536);
	CHECK_EQUAL(medium_create(&witness.store, &medium, NULL), 0);
	return medium;
}

static void a_layout_that_cannot_be_read_is_told(void)
{
	struct medium *medium = (struct medium *)&witness;
	struct problem problem;

	witness_store_init(&witness, "dvd+r", 8192);
	witness.load_error = -EIO;
	CHECK_EQUAL(medium_create(&witness.store, &medium, &problem), -EIO);
	CHECK_STRING(problem.text, "the disc's layout cannot be read: Input/output error");
	CHECK(medium == NULL);
	CHECK_EQUAL(witness.destroyed, 1);
}

static void more_sessions_than_its_kind_has_are_refused(void)
{
	struct medium *medium;
	struct problem problem;

	witness_store_init(&witness, "dvd+r", 8192);
	witness.layout.session_count = 154;
	CHECK_EQUAL(medium_create(&witness.store, &medium, &problem), -EINVAL);
	CHECK_STRING(problem.text, "a DVD+R cannot have 1 tracks in 154 sessions");
	witness.layout.session_count = 153;
	CHECK_EQUAL(medium_create(&witness.store, &medium, &problem), 0);
	medium_destroy(medium);
}

static void as_many_tracks_as_its_kind_has_are_taken(void)
{
	struct medium *medium = NULL;

	witness_store_init(&witness, "bd-re", 8192);
	CHECK_EQUAL(medium_create(&witness.store, &medium, NULL), 0);
	medium_destroy(medium);
	CHECK_EQUAL(witness.destroyed, 1);
}

static void a_read_that_fails_names_its_block(void)
{
	struct medium *medium = take_in_hand("bd-re");
	uint8_t data[8 * SECTOR_BYTES];
	uint32_t done;
	struct sense sense;

	witness.fails_from = 1003;
	sense = medium_read(medium, 1000, 8, data, &done);
	CHECK_SENSE(sense, 0x3, 0x1100);
	CHECK_EQUAL(sense.information, 1003);
	CHECK_EQUAL(done, 3);
	CHECK_GOOD(medium_read(medium, 1000, 3, data, &done));
	medium_destroy(medium);
}

static void a_write_that_fails_names_its_block_and_keeps_what_came_before(void)
{
	struct medium *medium = take_in_hand("dvd+r");
	struct sense sense;

	witness.fails_from = 5;
	sense = burn(medium, 0, 16, 1);
	CHECK_SENSE(sense, 0x3, 0x0C00);
	CHECK_EQUAL(sense.information, 5);
	CHECK_EQUAL(medium->layout.tracks[0].recorded, 5);
	CHECK_EQUAL(medium->layout.blocks_recorded, 5);
	CHECK(extents_contain(&medium->layout.written, 0, 5));
	CHECK(!extents_contain(&medium->layout.written, 5, 1));
	medium_destroy(medium);
}

static void a_layout_that_cannot_be_kept_is_a_write_error(void)
{
	struct medium *medium = take_in_hand("dvd+r");

	witness.commit_error = -ENOSPC;
	CHECK_SENSE(medium_commit(medium, DURABLE), 0x3, 0x0C00);
	witness.commit_error = 0;
	CHECK_GOOD(medium_commit(medium, DURABLE));
	CHECK_EQUAL(witness.durability, DURABLE);
	medium_destroy(medium);
}

static void a_checkpoint_comes_after_so_many_blocks(void)
{
	struct medium *medium = take_in_hand("dvd+r");

	CHECK_GOOD(burn(medium, 0, CHECKPOINT_AFTER - 1, 1));
	CHECK_GOOD(medium_commit_now_and_then(medium));
	CHECK_EQUAL(witness.commits, 0);
	CHECK_GOOD(burn(medium, CHECKPOINT_AFTER - 1, 1, 1));
	CHECK_GOOD(medium_commit_now_and_then(medium));
	CHECK_EQUAL(witness.commits, 1);
	CHECK_EQUAL(witness.durability, CHECKPOINT);
	CHECK_GOOD(medium_commit_now_and_then(medium));
	CHECK_EQUAL(witness.commits, 1);
	witness.commit_error = -EIO;
	CHECK_GOOD(burn(medium, CHECKPOINT_AFTER, CHECKPOINT_AFTER, 1));
	CHECK_SENSE(medium_commit_now_and_then(medium), 0x3, 0x0C00);
	medium_destroy(medium);
}

static void what_only_fills_up_counts_towards_a_checkpoint(void)
{
	struct medium *medium = take_in_hand("dvd+r");

	CHECK_GOOD(burn(medium, 0, CHECKPOINT_AFTER - 15, 1));
	CHECK_GOOD(medium_commit_now_and_then(medium));
	CHECK_EQUAL(witness.commits, 0);
	medium->kind->ops->flush(medium);
	CHECK_GOOD(medium_commit_now_and_then(medium));
	CHECK_EQUAL(witness.commits, 1);
	medium_destroy(medium);
}

static void a_change_of_the_layout_alone_is_not_committed_yet(void)
{
	struct medium *medium = take_in_hand("dvd+r");

	CHECK_GOOD(burn(medium, 0, 16, 1));
	CHECK_GOOD(medium_commit(medium, CHECKPOINT));
	CHECK_EQUAL(medium->uncommitted_blocks, 0);
	CHECK_GOOD(medium->kind->ops->close(medium, CLOSURE_SESSION, 0));
	CHECK(medium->uncommitted_blocks > 0);
	medium_destroy(medium);
	medium = take_in_hand("bd-re");
	CHECK_GOOD(medium->kind->ops->format(medium, 8192));
	CHECK(medium->uncommitted_blocks > 0);
	medium_destroy(medium);
}

static void a_formatted_block_is_zeros_until_it_is_written(void)
{
	struct medium *medium = take_in_hand("bd-re");
	uint8_t data[3 * SECTOR_BYTES];
	uint32_t done;

	CHECK_GOOD(medium->kind->ops->format(medium, 8192));
	CHECK_GOOD(burn(medium, 33, 1, 1));
	witness.fill = 0xAA;
	CHECK_GOOD(medium_read(medium, 32, 3, data, &done));
	CHECK_EQUAL(data[0], 0);
	CHECK_EQUAL(data[SECTOR_BYTES - 1], 0);
	CHECK_EQUAL(data[SECTOR_BYTES], 0xAA);
	CHECK_EQUAL(data[2 * SECTOR_BYTES - 1], 0xAA);
	CHECK_EQUAL(data[2 * SECTOR_BYTES], 0);
	CHECK_EQUAL(data[3 * SECTOR_BYTES - 1], 0);
	medium_destroy(medium);
}

const struct unit_test host_tests[] = {
	{"Host.ALayoutThatCannotBeReadIsTold", a_layout_that_cannot_be_read_is_told},
	{"Host.MoreSessionsThanItsKindHasAreRefused", more_sessions_than_its_kind_has_are_refused},
	{"Host.AsManyTracksAsItsKindHasAreTaken", as_many_tracks_as_its_kind_has_are_taken},
	{"Host.AReadThatFailsNamesItsBlock", a_read_that_fails_names_its_block},
	{"Host.AWriteThatFailsNamesItsBlock", a_write_that_fails_names_its_block_and_keeps_what_came_before},
	{"Host.ALayoutThatCannotBeKeptIsAWriteError", a_layout_that_cannot_be_kept_is_a_write_error},
	{"Host.ACheckpointComesAfterSoManyBlocks", a_checkpoint_comes_after_so_many_blocks},
	{"Host.WhatOnlyFillsUpCountsTowardsACheckpoint", what_only_fills_up_counts_towards_a_checkpoint},
	{"Host.AChangeOfTheLayoutAloneIsNotCommittedYet", a_change_of_the_layout_alone_is_not_committed_yet},
	{"Host.AFormattedBlockIsZerosUntilItIsWritten", a_formatted_block_is_zeros_until_it_is_written},
	{0},
};
