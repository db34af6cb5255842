/* SPDX-License-Identifier: MIT */
/*
 * Write once, in order. A disc is a row of tracks, the last of them invisible: the first WRITE opens it, CLOSE TRACK
 * ends it and leaves a new invisible one behind it, CLOSE SESSION ends the session, jumps over the gap and opens the
 * next session with an invisible track, and finalising leaves nothing open.
 *
 * In this order: positions, WRITE (accept, record, flush, forget), reservation, closing.
 */
#include <string.h>

#include "emulator/medium/behaviour.h"
#include "mutants/mutant.h"

static uint32_t whole_ecc(const struct medium *medium, uint32_t blocks)
{
	uint32_t ecc = medium->kind->ecc_blocks;

	return (blocks + ecc - 1) / ecc * ecc;
}

static struct layout_track *track_number(struct medium *medium, unsigned number)
{
	return &medium->layout.tracks[number - 1];
}

/* ---- WRITE ---- */

static struct sense may_read(const struct medium *medium, uint32_t lba, uint32_t blocks)
{
	uint32_t end = medium_readable_blocks(medium);

	if (!range_within(lba, blocks, end))
		return sense_at_block(ILLEGAL_REQUEST, LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE, lba < end ? end : lba);
	if (extents_contain(&medium->layout.written, lba, blocks))
		return SENSE_GOOD;
	while (extents_contain(&medium->layout.written, lba, 1))
		lba++;
	return sense_at_block(MEDIUM_ERROR, UNRECOVERED_READ_ERROR, lba);
}

static struct sense may_write(const struct medium *medium, uint32_t lba, uint32_t blocks)
{
	unsigned number = medium_track_at(medium, lba);
	uint32_t next;

	if (medium->layout.complete && !MUTANT(FINALISED_NOT_PROTECTED))
		return sense_of(DATA_PROTECT, WRITE_PROTECTED);
	if (!range_within(lba, blocks, medium->layout.capacity_blocks))
		return sense_at_block(ILLEGAL_REQUEST, LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE, lba);
	if (!number || !medium_next_writable(medium, number, &next) || (next != lba && !MUTANT(WRITE_ANYWHERE)))
		return sense_at_block(ILLEGAL_REQUEST, INVALID_ADDRESS_FOR_WRITE, lba);
	if (blocks > medium_free_blocks(medium, number) && !MUTANT(TRACK_END_NOT_KEPT))
		return sense_at_block(ILLEGAL_REQUEST, END_OF_USER_AREA, lba);
	return SENSE_GOOD;
}

/* A WRITE that goes to another track than the one before: that one's last ECC block is filled up on the disc. */
static void leave_track(struct medium *medium, unsigned number)
{
	if (medium->writing && medium->writing != number)
		medium->accepted[medium->writing - 1] = whole_ecc(medium, medium->accepted[medium->writing - 1]);
	medium->writing = number;
}

static struct sense accept(struct medium *medium, uint32_t lba, uint32_t blocks)
{
	struct sense sense = may_write(medium, lba, blocks);
	unsigned number = medium_track_at(medium, lba);

	if (!sense_is_good(&sense))
		return sense;
	leave_track(medium, number);
	if (track_number(medium, number)->state == TRACK_INVISIBLE)
		track_number(medium, number)->state = TRACK_OPEN;
	medium->accepted[number - 1] += blocks;
	return SENSE_GOOD;
}

static struct sense record(struct medium *medium, uint32_t lba, uint32_t blocks, const void *data)
{
	uint32_t done;
	struct sense sense = record_blocks(medium, lba, blocks, data, &done);
	unsigned number = medium_track_at(medium, lba);

	if (done)
		track_number(medium, number)->recorded = lba + done - track_number(medium, number)->start;
	return sense;
}

/* Fills a track up to `blocks` with sectors that were never written, which read as zeros. */
static void fill_up(struct medium *medium, unsigned number, uint32_t blocks)
{
	struct layout_track *track = track_number(medium, number);

	if (blocks <= track->recorded)
		return;
	if (extents_add(&medium->layout.written, track->start + track->recorded, blocks - track->recorded))
		return;
	medium->uncommitted_blocks += blocks - track->recorded;
	track->recorded = blocks;
}

static void flush(struct medium *medium)
{
	for (unsigned number = 1; number <= medium->layout.track_count; number++) {
		if (!MUTANT(ECC_BLOCK_NOT_FILLED))
			fill_up(medium, number, whole_ecc(medium, track_number(medium, number)->recorded));
		medium->accepted[number - 1] = track_number(medium, number)->recorded;
	}
}

static void forget(struct medium *medium)
{
	flush(medium);
	medium->writing = 0;
	for (unsigned number = 1; number <= medium->layout.track_count; number++)
		if (track_number(medium, number)->state == TRACK_OPEN && !track_number(medium, number)->recorded)
			track_number(medium, number)->state = TRACK_INVISIBLE;
}

/* ---- tracks ---- */

/* Appends the track that holds the rest of the disc, if there is a rest. */
static void add_invisible_track(struct medium *medium, uint32_t start)
{
	struct layout *layout = &medium->layout;

	if (start >= layout->capacity_blocks || layout->track_count >= medium->kind->tracks_max)
		return;
	medium->accepted[layout->track_count] = 0;
	layout->tracks[layout->track_count++] = (struct layout_track){
		.session = (uint8_t)layout->session_count,
		.state = TRACK_INVISIBLE,
		.start = start,
		.blocks = layout->capacity_blocks - start,
	};
}

static struct sense reserve(struct medium *medium, uint32_t blocks)
{
	struct layout *layout = &medium->layout;
	struct layout_track *track = track_number(medium, layout->track_count);

	blocks = MUTANT(RESERVATION_NOT_ROUNDED) ? blocks : whole_ecc(medium, blocks);
	if (layout->complete)
		return sense_of(DATA_PROTECT, WRITE_PROTECTED);
	if (track->state != TRACK_INVISIBLE || !blocks || blocks > track->blocks)
		return sense_bad_cdb_field(5, -1);
	if (layout->track_count >= medium->kind->tracks_max)
		return sense_of(ILLEGAL_REQUEST, NO_MORE_TRACK_RESERVATIONS_ALLOWED);
	track->state = TRACK_RESERVED;
	track->blocks = blocks;
	add_invisible_track(medium, track->start + blocks);
	return SENSE_GOOD;
}

/* ---- closing ---- */

static struct sense may_close_track(const struct medium *medium, unsigned number)
{
	if (!number || number > medium->layout.track_count)
		return sense_bad_cdb_field(4, -1);
	if (medium->layout.tracks[number - 1].state == TRACK_INVISIBLE)
		return sense_of(ILLEGAL_REQUEST, COMMAND_SEQUENCE_ERROR);
	return SENSE_GOOD;
}

/* [MMC-6 6.3 "CLOSE TRACK/SESSION"]: reserved tracks must be closed one by one first; an open track is closed along
 * with it. */
static struct sense may_close_session(const struct medium *medium)
{
	const struct layout *layout = &medium->layout;

	for (unsigned i = 0; i < layout->track_count; i++)
		if (layout->tracks[i].state == TRACK_RESERVED && !MUTANT(RESERVED_TRACK_CLOSES))
			return sense_of(ILLEGAL_REQUEST, SESSION_FIXATION_ERROR_INCOMPLETE_TRACK);
	if (medium_disc_status(medium) == 0)
		return sense_of(ILLEGAL_REQUEST, COMMAND_SEQUENCE_ERROR);
	return SENSE_GOOD;
}

static struct sense may_close(const struct medium *medium, enum closure closure, unsigned number)
{
	if (medium->layout.complete)
		return closure == CLOSURE_TRACK && number > medium->layout.track_count ? sense_bad_cdb_field(4, -1)
		                                                                       : SENSE_GOOD;
	return closure == CLOSURE_TRACK ? may_close_track(medium, number) : may_close_session(medium);
}

static void close_track(struct medium *medium, unsigned number)
{
	struct layout_track *track = track_number(medium, number);
	bool was_last = number == medium->layout.track_count;

	if (track->state == TRACK_CLOSED)
		return;
	if (track->state == TRACK_RESERVED)
		fill_up(medium, number, track->blocks);
	track->blocks = track->recorded;
	track->state = TRACK_CLOSED;
	medium->accepted[number - 1] = track->recorded;
	if (was_last)
		add_invisible_track(medium, track->start + track->blocks);
}

/* Takes the empty invisible track off the end, so that what is left of the disc belongs to no session. */
static void drop_invisible_track(struct medium *medium)
{
	struct layout *layout = &medium->layout;

	if (layout->track_count && layout->tracks[layout->track_count - 1].state == TRACK_INVISIBLE)
		layout->track_count--;
}

static void open_session(struct medium *medium)
{
	struct layout *layout = &medium->layout;
	uint32_t gap = MUTANT(SESSIONS_TOO_CLOSE) ? 0 : medium->kind->session_gap_blocks;
	uint32_t start = medium_readable_blocks(medium) + gap;

	if (start >= layout->capacity_blocks || layout->session_count >= medium->kind->sessions_max ||
	    layout->track_count >= medium->kind->tracks_max) {
		layout->complete = true;
		return;
	}
	layout->sessions[layout->session_count++] = (struct layout_session){
		.state = SESSION_OPEN,
		.lead_in_blocks = medium->kind->session_gap_blocks,
	};
	add_invisible_track(medium, start);
}

/* An open session without a track cannot stay when the disc is finalised: it never was. */
static void drop_empty_session(struct medium *medium)
{
	struct layout *layout = &medium->layout;

	if (layout->track_count && layout->tracks[layout->track_count - 1].session < layout->session_count)
		layout->session_count--;
}

static void close_session(struct medium *medium, bool finalise)
{
	struct layout *layout = &medium->layout;
	bool empty = medium_last_session_status(medium) == 0;

	if (empty && !finalise)
		return;
	if (layout->tracks[layout->track_count - 1].state == TRACK_OPEN)
		close_track(medium, layout->track_count);
	drop_invisible_track(medium);
	drop_empty_session(medium);
	if (!MUTANT(SESSION_STAYS_OPEN))
		layout->sessions[layout->session_count - 1].state = SESSION_CLOSED;
	if (finalise)
		layout->complete = true;
	else
		open_session(medium);
}

static struct sense close_medium(struct medium *medium, enum closure closure, unsigned number)
{
	if (medium->layout.complete)
		return SENSE_GOOD;
	flush(medium);
	medium->writing = 0;
	if (closure == CLOSURE_TRACK)
		close_track(medium, number);
	else
		close_session(medium, closure == CLOSURE_FINALISE);
	medium->uncommitted_blocks++;
	return SENSE_GOOD;
}

const struct medium_ops sequential_medium = {
	.may_read = may_read,
	.may_write = may_write,
	.accept = accept,
	.record = record,
	.flush = flush,
	.forget = forget,
	.may_close = may_close,
	.close = close_medium,
	.may_format = cannot_format,
	.format = format_nothing,
	.reserve = reserve,
};
