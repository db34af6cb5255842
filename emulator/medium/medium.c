/* SPDX-License-Identifier: MIT */
/* What all behaviours share: taking a disc in hand, keeping its layout, reading, and questions about its state. */
#include "emulator/medium/medium.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/medium/behaviour.h"
#include "mutants/mutant.h"

/* Recorded blocks between two checkpoints: 32 MiB, some seconds of burning. */
enum { CHECKPOINT_BLOCKS = 16384 };

/* The smallest disc: room for the file systems' descriptors at block 16 and 256, and a little more. */
enum { MINIMUM_BLOCKS = 32 };

bool range_within(uint32_t lba, uint32_t blocks, uint32_t end)
{
	return lba <= end && blocks <= end - lba;
}

struct sense record_blocks(struct medium *medium, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done)
{
	int result = medium->store->ops->write(medium->store, lba, blocks, data, ret_done);

	if (*ret_done && extents_add(&medium->layout.written, lba, *ret_done)) {
		*ret_done = 0;
		return sense_at_block(MEDIUM_ERROR, WRITE_ERROR, lba);
	}
	medium->layout.blocks_recorded += *ret_done;
	medium->uncommitted_blocks += *ret_done;
	return result ? sense_at_block(MEDIUM_ERROR, WRITE_ERROR, lba + *ret_done) : SENSE_GOOD;
}

struct sense cannot_format(const struct medium *medium, uint32_t blocks)
{
	(void)medium;
	(void)blocks;
	return sense_of(ILLEGAL_REQUEST, CANNOT_FORMAT_MEDIUM_INCOMPATIBLE_MEDIUM);
}

struct sense format_nothing(struct medium *medium, uint32_t blocks)
{
	return cannot_format(medium, blocks);
}

void flush_nothing(struct medium *medium)
{
	(void)medium;
}

static int check_capacity(const struct medium_kind *kind, uint32_t capacity_blocks, struct problem *ret_problem)
{
	bool pressed = kind->default_capacity_blocks == 0;

	if (capacity_blocks < (pressed ? 1 : MINIMUM_BLOCKS) || capacity_blocks > kind->maximum_capacity_blocks)
		return problem_set(ret_problem, EINVAL, "a %s holds from %u to %u blocks of 2048 bytes, not %u",
		                   kind->name, pressed ? 1 : MINIMUM_BLOCKS, kind->maximum_capacity_blocks,
		                   capacity_blocks);
	if (!pressed && capacity_blocks % kind->ecc_blocks)
		return problem_set(ret_problem, EINVAL,
		                   "the capacity of a %s is a multiple of %u blocks: %u is not, %u would be",
		                   kind->name, kind->ecc_blocks, capacity_blocks,
		                   capacity_blocks - capacity_blocks % kind->ecc_blocks);
	return 0;
}

int medium_new_layout(const struct medium_kind *kind, uint32_t capacity_blocks, struct layout *ret_layout,
                      struct problem *ret_problem)
{
	int result;

	memset(ret_layout, 0, sizeof(*ret_layout));
	if (!capacity_blocks)
		capacity_blocks = kind->default_capacity_blocks;
	result = check_capacity(kind, capacity_blocks, ret_problem);
	if (result)
		return result;
	strcpy(ret_layout->type, kind->type);
	ret_layout->capacity_blocks = capacity_blocks;
	ret_layout->session_count = 1;
	ret_layout->track_count = 1;
	ret_layout->tracks[0] =
		(struct layout_track){.session = 1, .state = TRACK_INVISIBLE, .blocks = capacity_blocks};
	if (kind->default_capacity_blocks)
		return 0;
	ret_layout->complete = true;
	ret_layout->sessions[0].state = SESSION_CLOSED;
	ret_layout->tracks[0].state = TRACK_CLOSED;
	ret_layout->tracks[0].recorded = capacity_blocks;
	return extents_add(&ret_layout->written, 0, capacity_blocks)
	               ? problem_set(ret_problem, ENOMEM, "there is no memory for a disc")
	               : 0;
}

static int check_kind(struct medium *medium, struct problem *ret_problem)
{
	const struct layout *layout = &medium->layout;

	medium->kind = medium_kind_find(layout->type);
	if (!medium->kind)
		return problem_set(ret_problem, EINVAL, "the disc is of a type that is not known: %s", layout->type);
	if (layout->track_count > medium->kind->tracks_max || layout->session_count > medium->kind->sessions_max)
		return problem_set(ret_problem, EINVAL, "a %s cannot have %u tracks in %u sessions", medium->kind->name,
		                   layout->track_count, layout->session_count);
	return 0;
}

int medium_create(struct store *store, struct medium **ret_medium, struct problem *ret_problem)
{
	struct medium *medium = calloc(1, sizeof(*medium));
	int result;

	*ret_medium = NULL;
	if (!medium) {
		store_destroy(store);
		return problem_set(ret_problem, ENOMEM, "there is no memory for a disc");
	}
	medium->store = store;
	result = store->ops->load(store, &medium->layout);
	if (result) {
		problem_set(ret_problem, -result, "the disc's layout cannot be read: %s", strerror(-result));
		goto fail;
	}
	result = check_kind(medium, ret_problem);
	if (result)
		goto fail;
	for (unsigned i = 0; i < medium->layout.track_count; i++)
		medium->accepted[i] = medium->layout.tracks[i].recorded;
	medium->kind->ops->forget(medium);
	*ret_medium = medium;
	return 0;
fail:
	medium_destroy(medium);
	return result;
}

void medium_destroy(struct medium *medium)
{
	if (!medium)
		return;
	store_destroy(medium->store);
	layout_finish(&medium->layout);
	free(medium);
}

struct sense medium_commit(struct medium *medium, enum durability durability)
{
	if (medium->store->ops->commit(medium->store, &medium->layout, durability))
		return sense_of(MEDIUM_ERROR, WRITE_ERROR);
	medium->uncommitted_blocks = 0;
	return SENSE_GOOD;
}

struct sense medium_commit_now_and_then(struct medium *medium)
{
	return medium->uncommitted_blocks < CHECKPOINT_BLOCKS ? SENSE_GOOD : medium_commit(medium, CHECKPOINT);
}

/* Blocks that are readable but hold nothing (formatted, never written) read as zeros whatever the store still has
 * there. */
static void blank_holes(const struct medium *medium, uint32_t lba, uint32_t blocks, uint8_t *data)
{
	if (extents_contain(&medium->layout.written, lba, blocks) || MUTANT(FORMAT_LEAVES_DATA))
		return;
	for (uint32_t i = 0; i < blocks; i++)
		if (!extents_contain(&medium->layout.written, lba + i, 1))
			memset(data + (size_t)i * SECTOR_BYTES, 0, SECTOR_BYTES);
}

struct sense medium_read(struct medium *medium, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done)
{
	int result = medium->store->ops->read(medium->store, lba, blocks, ret_data, ret_done);

	blank_holes(medium, lba, *ret_done, ret_data);
	return result ? sense_at_block(MEDIUM_ERROR, UNRECOVERED_READ_ERROR, lba + *ret_done) : SENSE_GOOD;
}

static bool session_is_empty(const struct medium *medium, unsigned session)
{
	for (unsigned i = 0; i < medium->layout.track_count; i++)
		if (medium->layout.tracks[i].session == session && medium->layout.tracks[i].state != TRACK_INVISIBLE)
			return false;
	return true;
}

unsigned medium_disc_status(const struct medium *medium)
{
	if (medium->layout.complete)
		return 2 - MUTANT(COMPLETE_NOT_TOLD);
	return medium->layout.session_count == 1 && session_is_empty(medium, 1) ? 0 : 1;
}

unsigned medium_last_session_status(const struct medium *medium)
{
	unsigned last = medium->layout.session_count;

	if (medium->layout.sessions[last - 1].state == SESSION_CLOSED)
		return 3;
	return session_is_empty(medium, last) ? 0 : 1;
}

unsigned medium_track_at(const struct medium *medium, uint32_t lba)
{
	for (unsigned i = 0; i < medium->layout.track_count; i++) {
		const struct layout_track *track = &medium->layout.tracks[i];

		if (lba >= track->start && lba - track->start < track->blocks)
			return i + 1;
	}
	return 0;
}

static const struct layout_track *track_of(const struct medium *medium, unsigned number)
{
	return number >= 1 && number <= medium->layout.track_count ? &medium->layout.tracks[number - 1] : NULL;
}

uint32_t medium_free_blocks(const struct medium *medium, unsigned number)
{
	const struct layout_track *track = track_of(medium, number);

	if (!track || track->state == TRACK_CLOSED || medium->kind->erasable)
		return 0;
	return track->blocks - (MUTANT(FREE_BLOCKS_STALE) ? 0 : medium->accepted[number - 1]);
}

bool medium_next_writable(const struct medium *medium, unsigned number, uint32_t *ret_lba)
{
	if (!medium_free_blocks(medium, number))
		return false;
	*ret_lba = track_of(medium, number)->start + (MUTANT(NEXT_WRITABLE_STALE) ? 0 : medium->accepted[number - 1]);
	return true;
}

uint32_t medium_readable_blocks(const struct medium *medium)
{
	uint32_t end = 0;

	for (unsigned i = 0; i < medium->layout.track_count; i++)
		if (medium->layout.tracks[i].recorded)
			end = medium->layout.tracks[i].start + medium->layout.tracks[i].recorded;
	return end;
}
