/* SPDX-License-Identifier: MIT */
#include "emulator/store/layout.h"

#include <stdio.h>
#include <string.h>

#include "tests/unit/unit.h"

static struct extent ranges[2];

/* A sound disc: 1000 blocks, two sessions of one and two tracks, two extents. Not to be finished: ranges are static. */
static struct layout sound(void)
{
	struct layout layout = {
		.type = "dvd+r",
		.capacity_blocks = 1000,
		.session_count = 2,
		.sessions = {{SESSION_CLOSED, 0}, {SESSION_OPEN, 50}},
		.track_count = 3,
		.tracks = {{1, TRACK_CLOSED, 0, 100, 100},
	                   {2, TRACK_OPEN, 150, 350, 10},
	                   {2, TRACK_INVISIBLE, 500, 500, 0}},
		.written = {.ranges = ranges, .count = 2, .capacity = 2},
	};

	ranges[0] = (struct extent){0, 100};
	ranges[1] = (struct extent){150, 10};
	return layout;
}

/* What layout_complaint() says of a layout that differs from the sound one as the statement says. */
#define COMPLAINT_AFTER(statement)                                                 \
	do {                                                                       \
		struct layout layout = sound();                                    \
		const char *complaint;                                             \
		statement;                                                         \
		complaint = layout_complaint(&layout);                             \
		printf("# %s: %s\n", #statement, complaint ? complaint : "sound"); \
		CHECK(complaint != NULL);                                          \
	} while (0)

static void a_sound_layout_is_not_complained_about(void)
{
	struct layout layout = sound();

	CHECK_STRING(layout_complaint(&layout), NULL);
	layout.written.count = 0;
	CHECK_STRING(layout_complaint(&layout), NULL);
}

static void complains_about_the_disc(void)
{
	COMPLAINT_AFTER(layout.type[0] = 0);
	COMPLAINT_AFTER(memset(layout.type, 'x', sizeof(layout.type)));
	COMPLAINT_AFTER(layout.capacity_blocks = 0);
	COMPLAINT_AFTER(layout.formatted_blocks = 1001);
	COMPLAINT_AFTER(layout.loads = UINT64_C(1) << 63);
	COMPLAINT_AFTER(layout.blocks_recorded = UINT64_MAX);
}

static void complains_about_sessions(void)
{
	COMPLAINT_AFTER(layout.session_count = 0; layout.track_count = 0);
	COMPLAINT_AFTER(layout.session_count = 193);
	COMPLAINT_AFTER(layout.sessions[1].state = (enum session_state)2);
	COMPLAINT_AFTER(layout.sessions[1].lead_in_blocks = 1001);
}

static void complains_about_tracks(void)
{
	COMPLAINT_AFTER(layout.track_count = 0);
	COMPLAINT_AFTER(layout.track_count = 257);
	COMPLAINT_AFTER(layout.tracks[0].state = (enum track_state)4);
	COMPLAINT_AFTER(layout.tracks[0].session = 0);
	COMPLAINT_AFTER(layout.tracks[2].session = 3);
	COMPLAINT_AFTER(layout.tracks[2].session = 1);
	COMPLAINT_AFTER(layout.tracks[1].start = 99);
	COMPLAINT_AFTER(layout.tracks[1].recorded = 351);
	COMPLAINT_AFTER(layout.tracks[2].blocks = 501);
	COMPLAINT_AFTER(layout.tracks[2].blocks = UINT32_MAX);
}

static void complains_about_extents(void)
{
	COMPLAINT_AFTER(layout.written.ranges[0].blocks = 0);
	COMPLAINT_AFTER(layout.written.ranges[1].start = 99);
	COMPLAINT_AFTER(layout.written.ranges[1].start = 100);
	COMPLAINT_AFTER(layout.written.ranges[1].blocks = 851);
	COMPLAINT_AFTER(layout.written.ranges[1].blocks = UINT32_MAX);
}

static void a_copy_is_deep(void)
{
	struct layout layout = sound(), copy;

	CHECK_EQUAL(layout_copy(&layout, &copy), 0);
	CHECK(copy.written.ranges != ranges);
	CHECK_EQUAL(copy.written.count, 2);
	CHECK_EQUAL(extents_add(&copy.written, 500, 1), 0);
	CHECK_EQUAL(layout.written.count, 2);
	CHECK_EQUAL(copy.written.ranges[1].start, 150);
	layout_finish(&copy);
	CHECK_EQUAL(copy.track_count, 0);
}

static void replacing_frees_what_was_there(void)
{
	struct layout layout = sound(), copy;

	CHECK_EQUAL(layout_copy(&layout, &copy), 0);
	layout.written.count = 1;
	CHECK_EQUAL(layout_replace(&copy, &layout), 0);
	CHECK_EQUAL(copy.written.count, 1);
	CHECK_EQUAL(layout_replace(&copy, &copy), 0);
	CHECK_EQUAL(copy.written.ranges[0].blocks, 100);
	layout_finish(&copy);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Layout.ASoundLayoutIsNotComplainedAbout", a_sound_layout_is_not_complained_about},
	{"Layout.ComplainsAboutTheDisc",            complains_about_the_disc},
	{"Layout.ComplainsAboutSessions",           complains_about_sessions},
	{"Layout.ComplainsAboutTracks",             complains_about_tracks},
	{"Layout.ComplainsAboutExtents",            complains_about_extents},
	{"Layout.ACopyIsDeep",                      a_copy_is_deep},
	{"Layout.ReplacingFreesWhatWasThere",       replacing_frees_what_was_there},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
