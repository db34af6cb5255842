/* SPDX-License-Identifier: MIT */
/*
 * Discs as people handle them: make, open, look at (copying in and out is in disc_copy.c). Each is a store and a medium
 * put together; what may be on a disc is the medium's business, where it is kept the store's.
 */
#include "emulator/disc.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "emulator/emulator.h"
#include "emulator/medium/medium.h"
#include "emulator/store/store.h"

_Static_assert((int)DISC_TRACKS_MAX == (int)LAYOUT_TRACKS_MAX, "a report has room for every track");
_Static_assert((int)DISC_SESSIONS_MAX == (int)LAYOUT_SESSIONS_MAX, "a report has room for every session");

/* ---- types ---- */

static bool is_pressed(const struct medium_kind *kind)
{
	return !kind->default_capacity_blocks;
}

const char *disc_types(bool pressed)
{
	static _Thread_local char texts[2][128];
	char *text = texts[pressed];
	size_t length = 0;

	text[0] = 0;
	for (const struct medium_kind *kind = medium_kinds; kind->type; kind++) {
		if (is_pressed(kind) == pressed && length < sizeof(texts[0]))
			length += (size_t)snprintf(text + length, sizeof(texts[0]) - length, "%s%s", length ? ", " : "",
			                           kind->type);
	}
	return text;
}

const struct medium_kind *disc_find_kind(const char *type, bool pressed, struct problem *ret_problem)
{
	const struct medium_kind *kind = medium_kind_find(type);

	if (kind && is_pressed(kind) == pressed)
		return kind;
	if (!kind)
		problem_set(ret_problem, EINVAL, "there is no disc type \"%s\": %s is one of %s", type,
		            pressed ? "a pressed disc" : "a recordable disc", disc_types(pressed));
	else if (pressed)
		problem_set(ret_problem, EINVAL,
		            "a %s is not pressed from an image but made blank: pressed discs are %s", kind->name,
		            disc_types(true));
	else
		problem_set(ret_problem, EINVAL, "a %s is not made blank but pressed from an image: blank discs are %s",
		            kind->name, disc_types(false));
	return NULL;
}

/* ---- making and opening ---- */

int disc_create(const char *name, const char *type, uint32_t capacity_blocks, struct problem *ret_problem)
{
	const struct medium_kind *kind = disc_find_kind(type, false, ret_problem);
	struct layout layout;
	int error;

	if (!kind)
		return -EINVAL;
	error = medium_new_layout(kind, capacity_blocks, &layout, ret_problem);
	if (error)
		return error;
	error = file_store_create(name, &layout, ret_problem);
	layout_finish(&layout);
	return error;
}

int disc_open_medium(const char *name, bool read_only, struct medium **ret_medium, struct problem *ret_problem)
{
	struct store *store;
	int error = file_store_open(name, read_only, &store, ret_problem);

	*ret_medium = NULL;
	return error ? error : medium_create(store, ret_medium, ret_problem);
}

int disc_open(const char *name, struct medium **ret_medium, struct problem *ret_problem)
{
	return disc_open_medium(name, false, ret_medium, ret_problem);
}

int disc_in_memory(const char *type, uint32_t capacity_blocks, bool keep_sectors, struct medium **ret_medium,
                   struct problem *ret_problem)
{
	const struct medium_kind *kind = medium_kind_find(type);
	struct layout layout;
	struct store *store;
	int error;

	*ret_medium = NULL;
	if (!kind)
		return problem_set(ret_problem, EINVAL, "there is no disc type \"%s\"", type);
	error = medium_new_layout(kind, capacity_blocks, &layout, ret_problem);
	if (error)
		return error;
	store = keep_sectors ? memory_store_create(&layout) : null_store_create(&layout);
	layout_finish(&layout);
	if (!store)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a disc");
	return medium_create(store, ret_medium, ret_problem);
}

void disc_close(struct medium *medium)
{
	medium_destroy(medium);
}

/* ---- looking ---- */

static void report_session(const struct layout *layout, unsigned number, struct disc_session *ret_session)
{
	*ret_session = (struct disc_session){
		.number = number,
		.state = layout->sessions[number - 1].state == SESSION_CLOSED ? "closed" : "open",
	};
	for (unsigned i = 0; i < layout->track_count; i++) {
		if (layout->tracks[i].session != number)
			continue;
		if (!ret_session->first_track)
			ret_session->first_track = i + 1;
		ret_session->last_track = i + 1;
	}
}

static void report_track(const struct layout *layout, unsigned number, struct disc_track *ret_track)
{
	static const char *const states[] = {[TRACK_INVISIBLE] = "invisible",
	                                     [TRACK_RESERVED] = "reserved",
	                                     [TRACK_OPEN] = "open",
	                                     [TRACK_CLOSED] = "closed"};
	const struct layout_track *track = &layout->tracks[number - 1];

	*ret_track = (struct disc_track){
		.number = number,
		.session = track->session,
		.start = track->start,
		.blocks = track->recorded,
		.state = states[track->state],
	};
}

/* A rewritable disc can be written anywhere once it is formatted, however often it was. */
static void report_room(const struct medium *medium, struct disc_report *ret_report)
{
	unsigned last = medium->layout.track_count;

	if (medium->kind->erasable) {
		ret_report->free_blocks = medium->layout.formatted_blocks;
		ret_report->writable = medium->layout.formatted_blocks != 0;
		return;
	}
	ret_report->free_blocks = medium_free_blocks(medium, last);
	ret_report->writable = medium_next_writable(medium, last, &ret_report->next_writable);
}

static void report(const struct medium *medium, struct disc_report *ret_report)
{
	static const char *const states[] = {"blank", "appendable", "complete"};
	const struct layout *layout = &medium->layout;

	*ret_report = (struct disc_report){
		.type = medium->kind->type,
		.name = medium->kind->name,
		.state = states[medium_disc_status(medium)],
		.capacity_blocks = layout->capacity_blocks,
		.session_count = layout->session_count,
		.track_count = layout->track_count,
	};
	report_room(medium, ret_report);
	for (unsigned number = 1; number <= layout->session_count; number++)
		report_session(layout, number, &ret_report->sessions[number - 1]);
	for (unsigned number = 1; number <= layout->track_count; number++)
		report_track(layout, number, &ret_report->tracks[number - 1]);
}

int disc_info(const char *name, struct disc_report *ret_report, struct problem *ret_problem)
{
	struct medium *medium;
	int error = disc_open_medium(name, true, &medium, ret_problem);

	if (error)
		return error;
	report(medium, ret_report);
	medium_destroy(medium);
	return 0;
}
