/* SPDX-License-Identifier: MIT */
#include "tests/unit/store/sample.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 2048 };

struct layout sample_blank(void)
{
	struct layout layout = {
		.type = "dvd+r",
		.capacity_blocks = SAMPLE_BLOCKS,
		.session_count = 1,
		.track_count = 1,
		.tracks = {{.session = 1, .state = TRACK_INVISIBLE, .blocks = SAMPLE_BLOCKS}},
	};

	return layout;
}

struct layout sample_burned(void)
{
	struct layout layout = {
		.type = "bd-re",
		.capacity_blocks = SAMPLE_BLOCKS,
		.formatted_blocks = 4000,
		.complete = true,
		.session_count = 2,
		.sessions = {{SESSION_CLOSED, 7}, {SESSION_OPEN, 9}},
		.track_count = 4,
		.tracks =
			{
				{1, TRACK_CLOSED, 0, 100, 100},
				{2, TRACK_OPEN, 200, 300, 50},
				{2, TRACK_RESERVED, 500, 500, 0},
				{2, TRACK_INVISIBLE, 1000, 3096, 0},
			},
		.loads = 3,
		.blocks_recorded = UINT64_C(5000000000),
	};

	extents_add(&layout.written, 0, 100);
	extents_add(&layout.written, 200, 50);
	extents_add(&layout.written, SAMPLE_BLOCKS - 1, 1);
	return layout;
}

static bool same_tracks(const struct layout *a, const struct layout *b)
{
	for (unsigned i = 0; i < a->track_count; i++) {
		const struct layout_track *x = &a->tracks[i], *y = &b->tracks[i];

		if (x->session != y->session || x->state != y->state || x->start != y->start ||
		    x->blocks != y->blocks || x->recorded != y->recorded)
			return false;
	}
	return true;
}

static bool same_sessions(const struct layout *a, const struct layout *b)
{
	for (unsigned i = 0; i < a->session_count; i++) {
		const struct layout_session *x = &a->sessions[i], *y = &b->sessions[i];

		if (x->state != y->state || x->lead_in_blocks != y->lead_in_blocks)
			return false;
	}
	return true;
}

static bool same_extents(const struct extents *a, const struct extents *b)
{
	for (size_t i = 0; a->count == b->count && i < a->count; i++) {
		if (a->ranges[i].start != b->ranges[i].start || a->ranges[i].blocks != b->ranges[i].blocks)
			return false;
	}
	return a->count == b->count;
}

bool sample_same(const struct layout *a, const struct layout *b)
{
	return !strcmp(a->type, b->type) && a->capacity_blocks == b->capacity_blocks &&
	       a->formatted_blocks == b->formatted_blocks && a->complete == b->complete && a->loads == b->loads &&
	       a->blocks_recorded == b->blocks_recorded && a->session_count == b->session_count &&
	       a->track_count == b->track_count && same_sessions(a, b) && same_tracks(a, b) &&
	       same_extents(&a->written, &b->written);
}

bool sample_kept(struct store *store, const struct layout *layout)
{
	struct layout kept;
	bool same;

	if (!store || store->ops->load(store, &kept))
		return false;
	same = sample_same(&kept, layout);
	layout_finish(&kept);
	return same;
}

void sample_fill(void *data, uint32_t lba, uint32_t blocks, unsigned seed)
{
	uint8_t *bytes = data;

	for (uint32_t i = 0; i < blocks; i++)
		memset(bytes + (size_t)i * BYTES, (int)(1 + (lba + i + 31 * seed) % 255), BYTES);
}

bool sample_write(struct store *store, uint32_t lba, uint32_t blocks, unsigned seed)
{
	void *data = malloc((size_t)blocks * BYTES);
	uint32_t done = 0;
	int error;

	sample_fill(data, lba, blocks, seed);
	error = store->ops->write(store, lba, blocks, data, &done);
	free(data);
	return !error && done == blocks;
}

static bool reads(struct store *store, uint32_t lba, uint32_t blocks, const void *expected)
{
	void *data = malloc((size_t)blocks * BYTES);
	uint32_t done = 0;
	bool same;

	memset(data, 0xEE, (size_t)blocks * BYTES);
	same = !store->ops->read(store, lba, blocks, data, &done) && done == blocks &&
	       !memcmp(data, expected, (size_t)blocks * BYTES);
	free(data);
	return same;
}

bool sample_read_back(struct store *store, uint32_t lba, uint32_t blocks, unsigned seed)
{
	void *expected = malloc((size_t)blocks * BYTES);
	bool same;

	sample_fill(expected, lba, blocks, seed);
	same = reads(store, lba, blocks, expected);
	free(expected);
	return same;
}

bool sample_is_zero(struct store *store, uint32_t lba, uint32_t blocks)
{
	void *expected = calloc(blocks, BYTES);
	bool same = reads(store, lba, blocks, expected);

	free(expected);
	return same;
}
