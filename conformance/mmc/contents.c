/* SPDX-License-Identifier: MIT */
/* READ TOC/PMA/ATIP [MMC-6 "READ TOC/PMA/ATIP"]: the table that is made up for DVD and BD, from which hosts mount. */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

enum { CONTENTS_MAX = 804, LEAD_OUT = 0xAA };

static bool fetch(struct rig *rig, const char *cdb, uint8_t data[CONTENTS_MAX])
{
	return EXPECT_GOOD(order_in(rig, cdb, data, CONTENTS_MAX));
}

#define TOC "43 00 00 00 00 00 00 03 24 00"
#define TOC_IN_MSF "43 02 00 00 00 00 00 03 24 00"
#define SESSIONS "43 00 01 00 00 00 00 03 24 00"
#define SESSIONS_AS_LINUX_ASKS "43 00 00 00 00 00 00 00 0C 40"

/* Expects an entry: ADR 1, a data track, its number and address. */
static void expect_entry(const uint8_t *entry, unsigned number, uint32_t address)
{
	EXPECT_EQUAL(entry[1], 0x14);
	EXPECT_EQUAL(entry[2], number);
	EXPECT_EQUAL(u32(entry + 4), address);
}

/* Two sessions of one track each: where the second begins. */
static bool two_sessions(struct rig *rig, uint32_t *ret_second)
{
	if (!EXPECT_GOOD(write_blocks(rig, 0, 48, rig->seed)) || !EXPECT_GOOD(close_session(rig)))
		return false;
	*ret_second = next_writable(rig, 2);
	return EXPECT_GOOD(write_blocks(rig, *ret_second, 32, rig->seed)) && EXPECT_GOOD(close_session(rig));
}

static void blank_disc_has_none(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];

	EXPECT_SENSE(order_in(rig, TOC, data, sizeof(data)), 0x052400);
	EXPECT_SENSE(order_in(rig, SESSIONS, data, sizeof(data)), 0x052400);
}

static void open_session_is_not_in_it(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];

	REQUIRE_GOOD(write_blocks(rig, 0, 48, rig->seed));
	EXPECT_SENSE(order_in(rig, TOC, data, sizeof(data)), 0x052400);
	REQUIRE_GOOD(close_session(rig));
	REQUIRE_GOOD(write_blocks(rig, next_writable(rig, 2), 16, rig->seed));
	if (!fetch(rig, TOC, data))
		return;
	EXPECT_EQUAL(data[3], 1);
	expect_entry(data + 12, LEAD_OUT, 48);
}

static void tracks_and_lead_out(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];
	uint32_t second;

	if (!two_sessions(rig, &second) || !fetch(rig, TOC, data))
		return;
	EXPECT_EQUAL(u16(data), 2 + 3 * 8);
	EXPECT_EQUAL(data[2], 1);
	EXPECT_EQUAL(data[3], 2);
	expect_entry(data + 4, 1, 0);
	expect_entry(data + 12, 2, second);
	expect_entry(data + 20, LEAD_OUT, second + 32);
}

static void starting_track(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];
	uint32_t second;

	if (!two_sessions(rig, &second) || !fetch(rig, "43 00 00 00 00 00 02 03 24 00", data))
		return;
	EXPECT_EQUAL(u16(data), 2 + 2 * 8);
	expect_entry(data + 4, 2, second);
	if (!fetch(rig, "43 00 00 00 00 00 AA 03 24 00", data))
		return;
	EXPECT_EQUAL(u16(data), 2 + 8);
	expect_entry(data + 4, LEAD_OUT, second + 32);
	EXPECT_SENSE(order_in(rig, "43 00 00 00 00 00 03 03 24 00", data, sizeof(data)), 0x052400);
	if (fetch(rig, "43 00 00 00 00 00 01 03 24 00", data))
		EXPECT_EQUAL(u16(data), 2 + 3 * 8);
}

/* 48 + 150 frames are 2 seconds and 48 frames. */
static void minutes_seconds_frames(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];

	REQUIRE_GOOD(write_blocks(rig, 0, 48, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	if (!fetch(rig, TOC_IN_MSF, data))
		return;
	expect_entry(data + 4, 1, 0x000200);
	expect_entry(data + 12, LEAD_OUT, 0x000230);
}

static void last_session(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];
	uint32_t second;

	if (!two_sessions(rig, &second) || !fetch(rig, SESSIONS, data))
		return;
	EXPECT_EQUAL(u16(data), 10);
	EXPECT_EQUAL(data[2], 1);
	EXPECT_EQUAL(data[3], 2);
	expect_entry(data + 4, 2, second);
}

/* The format in the last byte's high bits: else Linux mounts the first session of every disc. */
static void as_linux_asks(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];
	uint32_t second;

	if (!two_sessions(rig, &second) || !fetch(rig, SESSIONS_AS_LINUX_ASKS, data))
		return;
	EXPECT_EQUAL(u16(data), 10);
	expect_entry(data + 4, 2, second);
}

static void several_tracks_in_the_last_session(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_track(rig, 1));
	REQUIRE_GOOD(write_blocks(rig, 16, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	if (!fetch(rig, SESSIONS, data))
		return;
	EXPECT_EQUAL(data[3], 1);
	expect_entry(data + 4, 1, 0);
	if (!fetch(rig, TOC, data))
		return;
	EXPECT_EQUAL(data[3], 2);
	expect_entry(data + 12, 2, 16);
}

static void formats_of_cd_are_refused(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];
	struct cdb cdb = cdb_of(TOC);

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	for (unsigned format = 2; format < 16; format++)
		EXPECT_SENSE(order_cdb_in(rig, cdb_with(cdb, 2, 1, format), data, sizeof(data)), 0x052400);
}

static void one_track_over_all(struct rig *rig)
{
	uint8_t data[CONTENTS_MAX];

	if (!fetch(rig, TOC, data))
		return;
	EXPECT_EQUAL(u16(data), 2 + 2 * 8);
	expect_entry(data + 4, 1, 0);
	expect_entry(data + 12, LEAD_OUT, readable_blocks(rig));
}

/* clang-format off */
const struct test_case mmc_contents_cases[] = {
	{"ReadToc.Blank",          "TOC-01", "", NEW_DISC, "dvd+r bd-re", blank_disc_has_none},
	{"ReadToc.OpenSession",    "TOC-02", "", ROOM,     "dvd+r", open_session_is_not_in_it},
	{"ReadToc.Tracks",         "TOC-03", "", ROOM,     "dvd+r", tracks_and_lead_out},
	{"ReadToc.StartingTrack",  "TOC-04", "", ROOM,     "dvd+r", starting_track},
	{"ReadToc.Msf",            "TOC-05", "", ROOM,     "dvd+r", minutes_seconds_frames},
	{"ReadToc.Sessions",       "TOC-06", "", ROOM,     "dvd+r", last_session},
	{"ReadToc.Sessions.Linux", "TOC-07", "", ROOM,     "dvd+r", as_linux_asks},
	{"ReadToc.Sessions.Tracks", "TOC-06", "", ROOM,    "dvd+r", several_tracks_in_the_last_session},
	{"ReadToc.FormatsOfCd",    "TOC-08", "", ROOM,     "dvd+r", formats_of_cd_are_refused},
	{"ReadToc.OneTrack",       "TOC-09", "", ROOM,     "bd-re", one_track_over_all},
	{"ReadToc.Pressed",        "TOC-09", "", DRIVE,    "dvd-rom bd-rom", one_track_over_all},
	{0},
};
/* clang-format on */
