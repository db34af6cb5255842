/* SPDX-License-Identifier: MIT */
/*
 * READ DISC INFORMATION, READ TRACK INFORMATION, READ CAPACITY [MMC-6, the clauses of these names]: what they say of a
 * disc in each of its states, and that they agree.
 */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

/* Expects the state of the disc: its status and that of its last session, sessions, and tracks of the last one. */
static void expect_disc(struct rig *rig, unsigned status, unsigned last, unsigned sessions, unsigned first_track,
                        unsigned last_track)
{
	struct disc disc = disc_information(rig);

	EXPECT_GOOD(disc.answer);
	EXPECT_EQUAL(disc.status, status);
	EXPECT_EQUAL(disc.last_session_status, last);
	EXPECT_EQUAL(disc.first_track, 1);
	EXPECT_EQUAL(disc.sessions, sessions);
	EXPECT_EQUAL(disc.last_session_first_track, first_track);
	EXPECT_EQUAL(disc.last_track, last_track);
}

/* ---- READ DISC INFORMATION ---- */

enum { EMPTY = 0, INCOMPLETE = 1, COMPLETE = 2, SESSION_COMPLETE = 3 };

static void blank_disc(struct rig *rig)
{
	expect_disc(rig, EMPTY, EMPTY, 1, 1, 1);
	EXPECT(!disc_information(rig).erasable, "a DVD+R can be erased");
}

static void written_disc(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	expect_disc(rig, INCOMPLETE, INCOMPLETE, 1, 1, 1);
}

static void closed_track(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_track(rig, 1));
	expect_disc(rig, INCOMPLETE, INCOMPLETE, 1, 1, 2);
}

static void closed_session(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	expect_disc(rig, INCOMPLETE, EMPTY, 2, 2, 2);
}

static void second_session(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	REQUIRE_GOOD(write_blocks(rig, next_writable(rig, 2), 16, rig->seed));
	expect_disc(rig, INCOMPLETE, INCOMPLETE, 2, 2, 2);
}

static void finalised_disc(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(finalise(rig));
	expect_disc(rig, COMPLETE, SESSION_COMPLETE, 1, 1, 1);
	EXPECT_EQUAL(disc_information(rig).last_lead_in, 0xFFFFFFFF);
	EXPECT_EQUAL(disc_information(rig).last_lead_out, 0xFFFFFFFF);
}

static void unformatted_disc(struct rig *rig)
{
	expect_disc(rig, EMPTY, EMPTY, 1, 1, 1);
	EXPECT(disc_information(rig).erasable, "a BD-RE cannot be erased");
}

static void formatted_disc(struct rig *rig)
{
	expect_disc(rig, COMPLETE, SESSION_COMPLETE, 1, 1, 1);
	EXPECT(disc_information(rig).erasable, "a BD-RE cannot be erased");
}

static void pressed_disc(struct rig *rig)
{
	expect_disc(rig, COMPLETE, SESSION_COMPLETE, 1, 1, 1);
	EXPECT(!disc_information(rig).erasable, "a pressed disc can be erased");
}

/* growisofs has the drive calibrate only when there are no OPC tables. */
static void standard_data_end_after_34_bytes(struct rig *rig)
{
	uint8_t data[64];
	struct answer answer = order_in(rig, "51 00 00 00 00 00 00 00 40 00", data, sizeof(data));

	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 34);
	EXPECT_EQUAL(u16(data), 32);
	EXPECT_EQUAL(data[33], 0);
	EXPECT_EQUAL(data[7] & 0x20, 0x20); /* unrestricted use */
}

static void other_types_are_refused(struct rig *rig)
{
	uint8_t data[64];
	struct cdb cdb = cdb_of("51 00 00 00 00 00 00 00 40 00");

	for (unsigned type = 1; type < 8; type++)
		EXPECT_CDB_FIELD(order_cdb_in(rig, cdb_with(cdb, 1, 1, type), data, sizeof(data)), 1);
}

static void written_out_is_still_told(struct rig *rig)
{
	EXPECT_EQUAL(disc_information(rig).last_lead_out, track_number(rig, 1).blocks);
}

/* ---- READ TRACK INFORMATION ---- */

static void blank_track(struct rig *rig)
{
	struct track track = track_number(rig, 1);

	EXPECT_GOOD(track.answer);
	EXPECT_EQUAL(track.number, 1);
	EXPECT_EQUAL(track.session, 1);
	EXPECT_EQUAL(track.start, 0);
	EXPECT(track.blank && !track.reserved && !track.fixed_packet, "the track is not blank");
	EXPECT(track.has_next && track.next == 0, "the next writable address is not 0");
	EXPECT(!track.has_last, "something was recorded on a blank disc");
	EXPECT_EQUAL(track.free_blocks, rig->capacity_blocks);
	EXPECT_EQUAL(track.blocks, rig->capacity_blocks);
	EXPECT_EQUAL(track.packet_blocks, 16);
}

/* After each WRITE, before anything is recorded for certain. */
static void next_follows_each_write(struct rig *rig)
{
	uint32_t next = 0;

	for (unsigned blocks = 1; blocks <= 32; blocks += 5) {
		struct track track;

		REQUIRE_GOOD(write_blocks(rig, next, blocks, rig->seed));
		next += blocks;
		track = track_number(rig, 1);
		EXPECT(track.has_next && track.next == next, "the next writable address is %u, expected %u", track.next,
		       next);
		EXPECT_EQUAL(track.free_blocks, rig->capacity_blocks - next);
		EXPECT(!track.blank, "the track is blank");
		EXPECT_EQUAL(track.data_mode, 1);
	}
}

/* What was accepted counts, though nothing is recorded yet. */
static void accepted_blocks_count(struct rig *rig)
{
	struct track track;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	track = track_number(rig, 1);
	EXPECT(!track.blank && track.next == 16, "the track is blank, or goes on at %u", track.next);
	EXPECT(!track.has_last, "block %u is recorded already", track.last);
	EXPECT_EQUAL(disc_information(rig).status, 1);
}

static void last_recorded_follows(struct rig *rig)
{
	struct track track;

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	track = track_number(rig, 1);
	EXPECT(track.has_last && track.last == 31, "the last recorded address is %u", track.last);
	REQUIRE_GOOD(write_blocks(rig, 32, 16, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_EQUAL(track_number(rig, 1).last, 47);
}

static void closed_track_has_no_next(struct rig *rig)
{
	struct track track;

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(close_track(rig, 1));
	track = track_number(rig, 1);
	EXPECT(!track.has_next, "a closed track can be written to at %u", track.next);
	EXPECT_EQUAL(track.free_blocks, 0);
	EXPECT_EQUAL(track.blocks, 32);
	EXPECT_EQUAL(track.last, 31);
	EXPECT(!track.blank, "a closed track is blank");
	track = track_number(rig, 2);
	EXPECT_EQUAL(track.start, 32);
	EXPECT(track.has_next && track.next == 32, "the next track cannot be written to");
	EXPECT_EQUAL(track.session, 1);
}

static void by_block_and_session(struct rig *rig)
{
	uint32_t next;

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	next = next_writable(rig, 2);
	EXPECT_EQUAL(track_of_block(rig, 0).number, 1);
	EXPECT_EQUAL(track_of_block(rig, 31).number, 1);
	EXPECT_EQUAL(track_of_block(rig, next).number, 2);
	EXPECT_EQUAL(track_of_session(rig, 1).number, 1);
	EXPECT_EQUAL(track_of_session(rig, 2).number, 2);
	EXPECT_EQUAL(track_of_session(rig, 2).session, 2);
}

static void invisible_track_is_the_last(struct rig *rig)
{
	EXPECT_EQUAL(track_number(rig, 0xFF).number, 1);
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	EXPECT_EQUAL(track_number(rig, 0xFF).number, 1);
	REQUIRE_GOOD(close_session(rig));
	EXPECT_EQUAL(track_number(rig, 0xFF).number, 2);
	REQUIRE_GOOD(finalise(rig));
	EXPECT_CDB_FIELD(track_number(rig, 0xFF).answer, 2);
}

static void unknown_tracks_are_refused(struct rig *rig)
{
	EXPECT_CDB_FIELD(track_number(rig, 0).answer, 2);
	EXPECT_CDB_FIELD(track_number(rig, 2).answer, 2);
	EXPECT_CDB_FIELD(track_of_session(rig, 0).answer, 2);
	EXPECT_CDB_FIELD(track_of_session(rig, 2).answer, 2);
	EXPECT_SENSE(track_of_block(rig, rig->capacity_blocks).answer, 0x052100);
	EXPECT_GOOD(track_of_block(rig, rig->capacity_blocks - 1).answer);
}

static void fourth_type_is_refused(struct rig *rig)
{
	uint8_t data[36];

	EXPECT_CDB_FIELD(order_in(rig, "52 03 00 00 00 01 00 00 24 00", data, sizeof(data)), 1);
}

static void overwritable_track(struct rig *rig)
{
	struct track track = track_number(rig, 1);

	EXPECT(track.reserved && track.packet && track.fixed_packet, "it is not one reserved track of fixed packets");
	EXPECT(!track.has_next && !track.free_blocks && !track.has_last, "there is an address to go on at");
	EXPECT_EQUAL(track.packet_blocks, 32);
	EXPECT_EQUAL(track.start, 0);
	EXPECT_EQUAL(track.blocks, rig->capacity_blocks);
}

static void unformatted_track(struct rig *rig)
{
	struct track track = track_number(rig, 1);

	EXPECT_GOOD(track.answer);
	EXPECT(!track.has_next && !track.free_blocks && !track.has_last, "an unformatted disc can be written to");
	EXPECT(track.blank && track.fixed_packet, "it is not one blank track of fixed packets");
}

static void pressed_track(struct rig *rig)
{
	struct track track = track_number(rig, 1);

	EXPECT_GOOD(track.answer);
	EXPECT(!track.has_next && !track.free_blocks && !track.blank, "a pressed disc can be written to");
	EXPECT_EQUAL(track.data_mode, 1);
	EXPECT_EQUAL(track.blocks, readable_blocks(rig));
}

/* ---- READ CAPACITY ---- */

static void capacity_of_a_blank_disc(struct rig *rig)
{
	EXPECT_EQUAL(readable_blocks(rig), 1);
}

static void capacity_names_the_block_length(struct rig *rig)
{
	uint8_t data[8];

	EXPECT_GOOD(order_in(rig, "25 00 00 00 00 00 00 00 00 00", data, sizeof(data)));
	EXPECT_EQUAL(u32(data + 4), 2048);
}

static void capacity_after_closing(struct rig *rig)
{
	uint32_t next;

	REQUIRE_GOOD(write_blocks(rig, 0, 48, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	EXPECT_EQUAL(readable_blocks(rig), 48);
	next = next_writable(rig, 2);
	REQUIRE_GOOD(write_blocks(rig, next, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	EXPECT_EQUAL(readable_blocks(rig), next + 16);
}

static void capacity_of_a_formatted_disc(struct rig *rig)
{
	EXPECT_EQUAL(readable_blocks(rig), rig->capacity_blocks);
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	EXPECT_EQUAL(readable_blocks(rig), rig->capacity_blocks);
}

static void whole_capacity_is_readable(struct rig *rig)
{
	uint32_t blocks = readable_blocks(rig);

	EXPECT_GOOD(read_blocks(rig, blocks - 1, 1));
	EXPECT_SENSE(read_blocks(rig, blocks, 1), 0x052100);
}

/* clang-format off */
#define PRESSED "dvd-rom bd-rom"
const struct test_case mmc_information_cases[] = {
	{"DiscInformation.Blank",         "RDI-01", "", NEW_DISC, "dvd+r", blank_disc},
	{"DiscInformation.Written",       "RDI-02", "", ROOM,     "dvd+r", written_disc},
	{"DiscInformation.ClosedTrack",   "RDI-02", "", ROOM,     "dvd+r", closed_track},
	{"DiscInformation.ClosedSession", "RDI-03", "", ROOM,     "dvd+r", closed_session},
	{"DiscInformation.SecondSession", "RDI-03", "", ROOM,     "dvd+r", second_session},
	{"DiscInformation.Finalised",     "RDI-04", "", ROOM,     "dvd+r", finalised_disc},
	{"DiscInformation.Unformatted",   "RDI-05", "", NEW_DISC, "bd-re", unformatted_disc},
	{"DiscInformation.Formatted",     "RDI-05", "", ROOM,     "bd-re", formatted_disc},
	{"DiscInformation.Pressed",       "RDI-06", "", DRIVE,    PRESSED, pressed_disc},
	{"DiscInformation.Length",        "RDI-07", "", DRIVE,    "dvd+r bd-re", standard_data_end_after_34_bytes},
	{"DiscInformation.OtherTypes",    "RDI-08", "", DRIVE,    "dvd+r", other_types_are_refused},
	{"DiscInformation.LeadOut",       "RDI-09", "", NEW_DISC, "dvd+r", written_out_is_still_told},
	{"TrackInformation.Blank",        "RTI-01", "", ROOM,     "dvd+r", blank_track},
	{"TrackInformation.Next",         "RTI-02", "", ROOM,     "dvd+r", next_follows_each_write},
	{"TrackInformation.Accepted",     "RTI-02", "", ROOM | SLOW, "dvd+r", accepted_blocks_count},
	{"TrackInformation.LastRecorded", "RTI-03", "", ROOM,     "dvd+r", last_recorded_follows},
	{"TrackInformation.Closed",       "RTI-04", "", ROOM,     "dvd+r", closed_track_has_no_next},
	{"TrackInformation.Addresses",    "RTI-05", "", ROOM,     "dvd+r", by_block_and_session},
	{"TrackInformation.Invisible",    "RTI-06", "", ROOM,     "dvd+r", invisible_track_is_the_last},
	{"TrackInformation.Unknown",      "RTI-07", "", ROOM,     "dvd+r", unknown_tracks_are_refused},
	{"TrackInformation.FourthType",   "RTI-08", "", DRIVE,    "dvd+r", fourth_type_is_refused},
	{"TrackInformation.Overwritable", "RTI-09", "", ROOM,     "bd-re", overwritable_track},
	{"TrackInformation.Unformatted",  "RTI-11", "", NEW_DISC, "bd-re", unformatted_track},
	{"TrackInformation.Pressed",      "RTI-10", "", DRIVE,    PRESSED, pressed_track},
	{"ReadCapacity.Blank",            "RCAP-01", "", NEW_DISC | OURS, "dvd+r bd-re", capacity_of_a_blank_disc},
	{"ReadCapacity.BlockLength",      "RCAP-02", "", DRIVE,    "dvd+r bd-re dvd-rom bd-rom", capacity_names_the_block_length},
	{"ReadCapacity.ClosedSession",    "RCAP-03", "", ROOM,     "dvd+r", capacity_after_closing},
	{"ReadCapacity.Formatted",        "RCAP-04", "", ROOM,     "bd-re", capacity_of_a_formatted_disc},
	{"ReadCapacity.Pressed",          "RCAP-05", "", DRIVE,    PRESSED, whole_capacity_is_readable},
	{"ReadCapacity.Readable",         "RCAP-05", "", ROOM,     "bd-re", whole_capacity_is_readable},
	{0},
};
/* clang-format on */
