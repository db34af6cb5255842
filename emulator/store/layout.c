/* SPDX-License-Identifier: MIT */
/* Layouts: copies, and the check that stands between a file and everything that indexes by what it says. */
#include "emulator/store/layout.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int layout_copy(const struct layout *layout, struct layout *ret_copy)
{
	size_t count = layout->written.count;
	struct extent *ranges = NULL;

	if (count) {
		ranges = reallocarray(NULL, count, sizeof(*ranges));
		if (!ranges)
			return -ENOMEM;
		memcpy(ranges, layout->written.ranges, count * sizeof(*ranges));
	}
	*ret_copy = *layout;
	ret_copy->written = (struct extents){.ranges = ranges, .count = count, .capacity = count};
	return 0;
}

int layout_replace(struct layout *layout, const struct layout *with)
{
	struct layout copy;
	int error = layout_copy(with, &copy);

	if (error)
		return error;
	layout_finish(layout);
	*layout = copy;
	return 0;
}

void layout_finish(struct layout *layout)
{
	extents_finish(&layout->written);
	*layout = (struct layout){0};
}

static const char *disc_complaint(const struct layout *layout)
{
	if (!layout->type[0] || !memchr(layout->type, 0, sizeof(layout->type)))
		return "the medium type is not a name";
	if (!layout->capacity_blocks)
		return "the capacity is zero";
	if (layout->formatted_blocks > layout->capacity_blocks)
		return "more blocks are formatted than the capacity has";
	if (layout->loads > INT64_MAX || layout->blocks_recorded > INT64_MAX)
		return "a counter is out of range";
	return NULL;
}

static const char *session_complaint(const struct layout *layout)
{
	if (!layout->session_count)
		return "there is no session, not even an empty one";
	if (layout->session_count > LAYOUT_SESSIONS_MAX)
		return "there are too many sessions";
	for (unsigned i = 0; i < layout->session_count; i++) {
		if ((unsigned)layout->sessions[i].state > SESSION_CLOSED)
			return "a session is in no known state";
		if (layout->sessions[i].lead_in_blocks > layout->capacity_blocks)
			return "a session's lead-in is longer than the capacity";
	}
	return NULL;
}

static const char *track_complaint(const struct layout *layout)
{
	uint64_t end = 0;
	unsigned session = 1;

	if (!layout->track_count)
		return "there is no track, not even an invisible one";
	if (layout->track_count > LAYOUT_TRACKS_MAX)
		return "there are too many tracks";
	for (unsigned i = 0; i < layout->track_count; i++) {
		const struct layout_track *track = &layout->tracks[i];

		if ((unsigned)track->state > TRACK_CLOSED)
			return "a track is in no known state";
		if (!track->session || track->session > layout->session_count)
			return "a track belongs to a session that does not exist";
		if (track->session < session)
			return "a track belongs to an earlier session than the track before it";
		if (track->start < end)
			return "a track starts before the end of the one before it";
		if (track->recorded > track->blocks)
			return "a track has more blocks recorded than it has room for";
		end = (uint64_t)track->start + track->blocks;
		session = track->session;
		if (end > layout->capacity_blocks)
			return "a track ends beyond the capacity";
	}
	return NULL;
}

static const char *extent_complaint(const struct layout *layout)
{
	uint64_t end = 0;

	for (size_t i = 0; i < layout->written.count; i++) {
		const struct extent *extent = &layout->written.ranges[i];

		if (!extent->blocks)
			return "a written extent is empty";
		if (i && extent->start <= end)
			return "written extents overlap, touch or are out of order";
		end = (uint64_t)extent->start + extent->blocks;
		if (end > layout->capacity_blocks)
			return "a written extent ends beyond the capacity";
	}
	return NULL;
}

const char *layout_complaint(const struct layout *layout)
{
	static const char *(*const checks[])(const struct layout *) = {
		disc_complaint,
		session_complaint,
		track_complaint,
		extent_complaint,
	};
	const char *complaint = NULL;

	for (size_t i = 0; !complaint && i < sizeof(checks) / sizeof(checks[0]); i++)
		complaint = checks[i](layout);
	return complaint;
}
