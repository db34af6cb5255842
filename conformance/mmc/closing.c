/* SPDX-License-Identifier: MIT */
/*
 * CLOSE TRACK SESSION and RESERVE TRACK [MMC-6, the clauses of these names]: how a write-once disc grows, track by
 * track and session by session, until it is full or finalised.
 */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

/* ---- CLOSE TRACK SESSION: what is refused ---- */

static void undefined_functions(struct rig *rig)
{
	struct cdb cdb = cdb_of("5B 00 00 00 00 01 00 00 00 00");

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_CDB_FIELD(order_cdb(rig, cdb_with(cdb, 2, 1, 0)), 2);
	EXPECT_CDB_FIELD(order_cdb(rig, cdb_with(cdb, 2, 1, 3)), 2);
	EXPECT_CDB_FIELD(order_cdb(rig, cdb_with(cdb, 2, 1, 4)), 2);
	EXPECT_CDB_FIELD(order_cdb(rig, cdb_with(cdb, 2, 1, 7)), 2);
	EXPECT_EQUAL(next_writable(rig, 1), 16);
}

static void unknown_track(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_CDB_FIELD(close_track(rig, 0), 4);
	EXPECT_CDB_FIELD(close_track(rig, 2), 4);
	EXPECT_CDB_FIELD(close_track(rig, 0x0101), 4);
}

static void nothing_to_close(struct rig *rig)
{
	EXPECT_SENSE(close_track(rig, 1), 0x052C00);
	EXPECT_SENSE(close_session(rig), 0x052C00);
	EXPECT_SENSE(finalise(rig), 0x052C00);
	EXPECT_EQUAL(disc_information(rig).status, 0);
}

/* ---- tracks ---- */

static void track_closes_once(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_track(rig, 1));
	EXPECT_GOOD(close_track(rig, 1));
	EXPECT_EQUAL(disc_information(rig).last_track, 2);
	EXPECT_EQUAL(track_number(rig, 1).blocks, 16);
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

/* What is accepted only is closed with the rest. */
static void track_closes_with_its_last_blocks(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 100, rig->seed));
	REQUIRE_GOOD(close_track(rig, 1));
	EXPECT_EQUAL(track_number(rig, 1).blocks, 112);
	EXPECT_EQUAL(next_writable(rig, 2), 112);
	EXPECT_HOLDS(rig, 0, 100, rig->seed);
	EXPECT_ZEROS(rig, 100, 12);
}

static void tracks_of_a_session(struct rig *rig)
{
	uint32_t next = 0;

	for (unsigned number = 1; number <= 5; number++) {
		EXPECT_EQUAL(next_writable(rig, number), next);
		REQUIRE_GOOD(write_blocks(rig, next, 32, rig->seed + number));
		REQUIRE_GOOD(close_track(rig, number));
		next += 32;
	}
	REQUIRE_GOOD(close_session(rig));
	for (unsigned number = 1; number <= 5; number++) {
		EXPECT_EQUAL(track_number(rig, number).session, 1);
		EXPECT_HOLDS(rig, 32 * (number - 1), 32, rig->seed + number);
	}
	EXPECT_EQUAL(track_number(rig, 6).session, 2);
}

/* ---- sessions ---- */

static void session_closes_with_its_open_track(struct rig *rig)
{
	struct track track;

	REQUIRE_GOOD(write_blocks(rig, 0, 20, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	track = track_number(rig, 1);
	EXPECT(!track.has_next, "the track is still open");
	EXPECT_EQUAL(track.blocks, 32);
	EXPECT_HOLDS(rig, 0, 20, rig->seed);
}

static void session_closes_once(struct rig *rig)
{
	uint32_t next;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	next = next_writable(rig, 2);
	EXPECT_GOOD(close_session(rig));
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
	EXPECT_EQUAL(next_writable(rig, 2), next);
}

static void next_session_begins_further_out(struct rig *rig)
{
	uint32_t next;

	REQUIRE_GOOD(write_blocks(rig, 0, 40, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	next = next_writable(rig, 2);
	EXPECT(next > 48 && next % 16 == 0, "the next session begins at %u", next);
	EXPECT_EQUAL(track_number(rig, 2).start, next);
	EXPECT_EQUAL(track_number(rig, 2).free_blocks, rig->capacity_blocks - next);
}

static void gap_between_sessions(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 40, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	EXPECT_EQUAL(next_writable(rig, 2), 48 + 2048);
}

/* Whatever is added, what was there before stays where it was; until there is no room for one more. */
static void disc_grows_until_it_is_full(struct rig *rig)
{
	uint32_t starts[16];
	unsigned sessions = 0;

	while (disc_information(rig).status != 2 && sessions < 16) {
		starts[sessions] = next_writable(rig, sessions + 1);
		REQUIRE_GOOD(write_blocks(rig, starts[sessions], 16, rig->seed + sessions));
		REQUIRE_GOOD(close_session(rig));
		sessions++;
		for (unsigned i = 0; i < sessions; i++) {
			EXPECT_HOLDS(rig, starts[i], 16, rig->seed + i);
			EXPECT_EQUAL(track_number(rig, i + 1).start, starts[i]);
			EXPECT_EQUAL(track_number(rig, i + 1).session, i + 1);
		}
	}
	if (!EXPECT(sessions >= 2 && sessions < 16, "there were %u sessions", sessions))
		return;
	EXPECT_EQUAL(disc_information(rig).sessions, sessions);
	EXPECT_KEY(write_blocks(rig, starts[sessions - 1] + 16, 16, rig->seed), 0x7);
}

/* ---- finalising ---- */

static void both_ways_finalise(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_GOOD(order(rig, "5B 00 05 00 00 00 00 00 00 00"));
	EXPECT_EQUAL(disc_information(rig).status, 2);
	EXPECT_EQUAL(next_writable(rig, 1), (uint32_t)NO_ADDRESS);
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

/* libburn leaves a track number in the CDB. */
static void track_number_is_ignored(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_GOOD(order(rig, "5B 00 02 00 00 63 00 00 00 00"));
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
	EXPECT_GOOD(order(rig, "5B 00 05 00 00 01 00 00 00 00"));
	EXPECT_EQUAL(disc_information(rig).status, 2);
}

static void finalised_stays_so(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(finalise(rig));
	EXPECT_GOOD(finalise(rig));
	EXPECT_GOOD(close_session(rig));
	EXPECT_GOOD(close_track(rig, 1));
	EXPECT_CDB_FIELD(close_track(rig, 2), 4);
	EXPECT_KEY(reserve(rig, 16), 0x7);
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
}

/* An empty session that was only begun is none. */
static void empty_session_is_dropped(struct rig *rig)
{
	struct disc disc;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	REQUIRE_GOOD(finalise(rig));
	disc = disc_information(rig);
	EXPECT_EQUAL(disc.status, 2);
	EXPECT_EQUAL(disc.last_session_status, 3);
	EXPECT_EQUAL(disc.sessions, 1);
	EXPECT_EQUAL(disc.last_track, 1);
	EXPECT_EQUAL(readable_blocks(rig), 16);
}

static void other_media(struct rig *rig)
{
	EXPECT_GOOD(close_session(rig));
	EXPECT_GOOD(close_track(rig, 1));
	EXPECT_GOOD(finalise(rig));
	EXPECT_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_SENSE(reserve(rig, 64), 0x052C00);
}

static void unformatted_disc(struct rig *rig)
{
	EXPECT_SENSE(close_session(rig), 0x053010);
}

static void pressed_disc(struct rig *rig)
{
	EXPECT_ONE_SENSE(close_session(rig), 0x053005, 0x072700, 0x052700);
	EXPECT_ONE_SENSE(finalise(rig), 0x053005, 0x072700, 0x052700);
	EXPECT_ONE_SENSE(reserve(rig, 16), 0x053005, 0x072700, 0x052700);
}

/* ---- RESERVE TRACK ---- */

static void reserved_track(struct rig *rig)
{
	struct track track;

	REQUIRE_GOOD(reserve(rig, 64));
	track = track_number(rig, 1);
	EXPECT(track.reserved && track.blank, "the track is not reserved and blank");
	EXPECT_EQUAL(track.blocks, 64);
	EXPECT_EQUAL(track.free_blocks, 64);
	EXPECT_EQUAL(track.next, 0);
	track = track_number(rig, 2);
	EXPECT(!track.reserved, "the rest of the disc is reserved, too");
	EXPECT_EQUAL(track.start, 64);
	EXPECT_EQUAL(track.next, 64);
	EXPECT_EQUAL(disc_information(rig).last_track, 2);
	EXPECT_EQUAL(disc_information(rig).status, 1);
}

static void reservation_is_whole_ecc_blocks(struct rig *rig)
{
	REQUIRE_GOOD(reserve(rig, 33));
	EXPECT_EQUAL(track_number(rig, 1).blocks, 48);
	EXPECT_EQUAL(track_number(rig, 2).start, 48);
}

static void reservations_follow(struct rig *rig)
{
	REQUIRE_GOOD(reserve(rig, 64));
	REQUIRE_GOOD(reserve(rig, 32));
	EXPECT_EQUAL(track_number(rig, 2).start, 64);
	EXPECT_EQUAL(track_number(rig, 2).blocks, 32);
	EXPECT_EQUAL(track_number(rig, 3).start, 96);
}

static void both_tracks_take_writes(struct rig *rig)
{
	REQUIRE_GOOD(reserve(rig, 64));
	for (uint32_t lba = 0; lba < 64; lba += 16) {
		REQUIRE_GOOD(write_blocks(rig, lba, 16, rig->seed));
		REQUIRE_GOOD(write_blocks(rig, 64 + lba, 16, rig->seed));
	}
	EXPECT_EQUAL(next_writable(rig, 1), (uint32_t)NO_ADDRESS);
	EXPECT_EQUAL(next_writable(rig, 2), 128);
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, 128, rig->seed);
}

/* The laser cannot come back to an ECC block that it has left. */
static void track_that_is_left_ends_its_ecc_block(struct rig *rig)
{
	REQUIRE_GOOD(reserve(rig, 64));
	REQUIRE_GOOD(write_blocks(rig, 0, 5, rig->seed));
	EXPECT_EQUAL(next_writable(rig, 1), 5);
	REQUIRE_GOOD(write_blocks(rig, 64, 16, rig->seed));
	EXPECT_EQUAL(next_writable(rig, 1), 16);
	REQUIRE_GOOD(write_blocks(rig, 16, 16, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_HOLDS(rig, 0, 5, rig->seed);
	EXPECT_HOLDS(rig, 16, 16, rig->seed);
}

static void write_ends_at_the_reservation(struct rig *rig)
{
	REQUIRE_GOOD(reserve(rig, 32));
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_ONE_SENSE(write_blocks(rig, 16, 32, rig->seed), 0x056300, 0x052102);
	EXPECT_EQUAL(next_writable(rig, 1), 16);
	EXPECT_EQUAL(next_writable(rig, 2), 32);
	EXPECT_GOOD(write_blocks(rig, 16, 16, rig->seed));
}

static void bad_reservations(struct rig *rig)
{
	EXPECT_CDB_FIELD(reserve(rig, 0), 5);
	EXPECT_CDB_FIELD(reserve(rig, rig->capacity_blocks + 1), 5);
	EXPECT_CDB_FIELD(reserve(rig, 0xFFFFFFFF), 5);
	EXPECT_EQUAL(disc_information(rig).status, 0);
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_CDB_FIELD(reserve(rig, 64), 5);
	EXPECT_GOOD(write_blocks(rig, 16, 16, rig->seed));
}

static void session_waits_for_reserved_tracks(struct rig *rig)
{
	REQUIRE_GOOD(reserve(rig, 64));
	REQUIRE_GOOD(write_blocks(rig, 64, 16, rig->seed));
	EXPECT_ONE_SENSE(close_session(rig), 0x057203, 0x057204);
	EXPECT_ONE_SENSE(finalise(rig), 0x057203, 0x057204);
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
	REQUIRE_GOOD(close_track(rig, 1));
	EXPECT_GOOD(close_session(rig));
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
}

static void reserved_track_is_filled_up(struct rig *rig)
{
	REQUIRE_GOOD(reserve(rig, 64));
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_track(rig, 1));
	EXPECT_EQUAL(track_number(rig, 1).blocks, 64);
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
	EXPECT_ZEROS(rig, 16, 48);
	EXPECT_EQUAL(next_writable(rig, 2), 64);
	EXPECT_EQUAL(disc_information(rig).last_track, 2);
}

/* ---- what stays ---- */

static void reload_changes_nothing(struct rig *rig)
{
	struct disc before, after;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	REQUIRE_GOOD(reserve(rig, 64));
	before = disc_information(rig);
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	fetch_attentions(rig);
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	EXPECT(await_ready(rig), "the disc is not ready");
	after = disc_information(rig);
	EXPECT(before.status == after.status && before.sessions == after.sessions &&
	               before.last_track == after.last_track,
	       "the disc is another one");
	EXPECT(track_number(rig, 2).reserved, "the reservation is gone");
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

/* clang-format off */
const struct test_case mmc_closing_cases[] = {
	{"Close.UndefinedFunctions",   "CLOSE-02", "", ROOM, "dvd+r", undefined_functions},
	{"Close.UnknownTrack",         "CLOSE-03", "", ROOM, "dvd+r", unknown_track},
	{"Close.Nothing",              "CLOSE-04", "", ROOM, "dvd+r", nothing_to_close},
	{"Close.Track.Once",           "CLOSE-05", "", ROOM, "dvd+r", track_closes_once},
	{"Close.Track.LastBlocks",     "CLOSE-06", "", ROOM, "dvd+r", track_closes_with_its_last_blocks},
	{"Close.Track.Several",        "CLOSE-07", "", ROOM, "dvd+r", tracks_of_a_session},
	{"Close.Session.OpenTrack",    "CLOSE-06", "", ROOM, "dvd+r", session_closes_with_its_open_track},
	{"Close.Session.Once",         "CLOSE-05", "", ROOM, "dvd+r", session_closes_once},
	{"Close.Session.Next",         "CLOSE-08", "", ROOM, "dvd+r", next_session_begins_further_out},
	{"Close.Session.Gap",          "CLOSE-09", "", ROOM | OURS, "dvd+r", gap_between_sessions},
	{"Close.Session.Growth",       "CLOSE-10", "", ROOM, "dvd+r", disc_grows_until_it_is_full},
	{"Close.Finalise.BothWays",    "CLOSE-11", "", ROOM, "dvd+r", both_ways_finalise},
	{"Close.Finalise.TrackNumber", "CLOSE-12", "", ROOM, "dvd+r", track_number_is_ignored},
	{"Close.Finalise.Stays",       "CLOSE-05", "", ROOM, "dvd+r", finalised_stays_so},
	{"Close.Finalise.EmptySession", "CLOSE-13", "", ROOM, "dvd+r", empty_session_is_dropped},
	{"Close.OtherMedia.BdRe",      "CLOSE-14", "", ROOM, "bd-re", other_media},
	{"Close.OtherMedia.Unformatted", "CLOSE-14", "", NEW_DISC | OURS, "bd-re", unformatted_disc},
	{"Close.OtherMedia.Pressed",   "CLOSE-15", "", DRIVE, "dvd-rom bd-rom", pressed_disc},
	{"Close.Reload",               "CLOSE-16", "", ROOM, "dvd+r", reload_changes_nothing},
	{"Reserve.Track",              "RSV-01",   "", ROOM, "dvd+r", reserved_track},
	{"Reserve.WholeEccBlocks",     "RSV-02",   "", ROOM, "dvd+r", reservation_is_whole_ecc_blocks},
	{"Reserve.Several",            "RSV-01",   "", ROOM, "dvd+r", reservations_follow},
	{"Reserve.Writing",            "RSV-03",   "", ROOM, "dvd+r", both_tracks_take_writes},
	{"Reserve.Left",               "RSV-08",   "", ROOM | OURS, "dvd+r", track_that_is_left_ends_its_ecc_block},
	{"Reserve.End",                "RSV-04",   "", ROOM, "dvd+r", write_ends_at_the_reservation},
	{"Reserve.Bad",                "RSV-05",   "", ROOM, "dvd+r", bad_reservations},
	{"Reserve.SessionWaits",       "RSV-06",   "", ROOM, "dvd+r", session_waits_for_reserved_tracks},
	{"Reserve.FilledUp",           "RSV-07",   "", ROOM, "dvd+r", reserved_track_is_filled_up},
	{0},
};
/* clang-format on */
