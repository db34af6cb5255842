/* SPDX-License-Identifier: MIT */
/* What is on the disc: READ DISC INFORMATION, READ TRACK INFORMATION, READ TOC, READ CAPACITY, READ DISC STRUCTURE. */
#include <string.h>

#include "tests/unit/commands/rig.h"

#define DISC_INFORMATION "51 00 00 00 00 00 00 00 22 00"
#define TRACK_1 "52 01 00 00 00 01 00 00 24 00"
#define TRACK_2 "52 01 00 00 00 02 00 00 24 00"
#define TRACK_FF "52 01 00 00 00 FF 00 00 24 00"
#define READ_CAPACITY_CDB "25 00 00 00 00 00 00 00 00 00"
#define SYNC "35 00 00 00 00 00 00 00 00 00"
#define CLOSE_TRACK_1 "5B 00 01 00 00 01 00 00 00 00"
#define CLOSE_SESSION "5B 00 02 00 00 00 00 00 00 00"
#define FINALISE "5B 00 06 00 00 00 00 00 00 00"

/* One closed session of 32 blocks, room for more behind it. */
static struct rig *rig_with_a_session(void)
{
	struct rig *rig = rig_create("dvd+r", 8192);

	CHECK_EQUAL(rig_write(rig, 0, 32), 0);
	CHECK_EQUAL(rig_none(rig, SYNC), 0);
	CHECK_EQUAL(rig_none(rig, CLOSE_TRACK_1), 0);
	CHECK_EQUAL(rig_none(rig, CLOSE_SESSION), 0);
	return rig;
}

static struct rig *rig_with_formatted_bd_re(void)
{
	struct rig *rig = rig_create("bd-re", 32768);

	rig_fill(rig, "00 80 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
	return rig;
}

/* ---- blank ---- */

static void blank_dvd_plus_r(void)
{
	struct rig *rig = rig_create("dvd+r", 2295104);
	static const char track[] = "00 22 01 01 00 04 4F 01 00 00 00 00 00 00 00 00 00 23 05 40 00 00 00 10 00 23 05 "
				    "40 00 00 00 00 00 00 00 00";

	CHECK_EQUAL(rig_in(rig, DISC_INFORMATION, 34), 0);
	CHECK_DATA(rig, "00 20 00 01 01 01 01 20 00 00 00 00 00 00 00 00 00 00 00 00 00 23 05 40");
	CHECK_EQUAL(rig->command.transferred, 34);
	CHECK_EQUAL(rig_in(rig, TRACK_1, 36), 0);
	CHECK_DATA(rig, track);
	CHECK_EQUAL(rig_in(rig, TRACK_FF, 36), 0);
	CHECK_DATA(rig, track);
	CHECK_EQUAL(rig_in(rig, READ_CAPACITY_CDB, 8), 0);
	CHECK_DATA(rig, "00 00 00 00 00 00 08 00");
	rig_destroy(rig);
}

static void a_blank_disc_has_no_toc(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "43 00 00 00 00 00 00 00 0C 00", 12), 0x052400);
	CHECK_EQUAL(rig_in(rig, "43 00 01 00 00 00 00 00 0C 00", 12), 0x052400);
	CHECK_EQUAL(rig_in(rig, "28 00 00 00 00 00 00 00 01 00", 2048), 0x052100);
	rig_destroy(rig);
}

/* ---- being written, and appendable ---- */

static void an_open_track_counts_what_was_accepted(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	CHECK_EQUAL(rig_in(rig, TRACK_1, 36), 0);
	CHECK_DATA(rig, "00 22 01 01 00 04 01 03 00 00 00 00 00 00 00 10 00 00 0F F0 00 00 00 10 00 00 10 00 00 00 00 "
	                "0F 00 00 00 00");
	CHECK_EQUAL(rig_in(rig, DISC_INFORMATION, 34), 0);
	CHECK_EQUAL(rig->data[2], 0x05); /* session incomplete, disc appendable */
	rig_destroy(rig);
}

static void appendable_dvd_plus_r(void)
{
	struct rig *rig = rig_with_a_session();

	CHECK_EQUAL(rig_in(rig, DISC_INFORMATION, 34), 0);
	CHECK_DATA(rig, "00 20 01 01 02 02 02 20 00 00 00 00 00 00 00 00 00 00 00 00 00 00 20 00");
	CHECK_EQUAL(rig_in(rig, TRACK_1, 36), 0);
	CHECK_DATA(rig, "00 22 01 01 00 04 01 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 10 00 00 00 20 00 00 00 "
	                "1F 00 00 00 00");
	CHECK_EQUAL(rig_in(rig, TRACK_2, 36), 0); /* 32 + 2048 blocks of gap */
	CHECK_DATA(rig, "00 22 02 02 00 04 4F 01 00 00 08 20 00 00 08 20 00 00 17 E0 00 00 00 10 00 00 17 E0 00 00 00 "
	                "00 00 00 00 00");
	CHECK_EQUAL(rig_in(rig, READ_CAPACITY_CDB, 8), 0);
	CHECK_DATA(rig, "00 00 00 1F 00 00 08 00");
	rig_destroy(rig);
}

static void finalised_dvd_plus_r(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 32), 0);
	CHECK_EQUAL(rig_none(rig, FINALISE), 0);
	CHECK_EQUAL(rig_in(rig, DISC_INFORMATION, 34), 0);
	CHECK_DATA(rig, "00 20 0E 01 01 01 01 20 00 00 00 00 00 00 00 00 FF FF FF FF FF FF FF FF");
	CHECK_EQUAL(rig_in(rig, TRACK_FF, 36), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00002);
	rig_destroy(rig);
}

static void a_reserved_track_is_told(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "53 00 00 00 00 00 00 04 00 00"), 0);
	CHECK_EQUAL(rig_in(rig, TRACK_1, 36), 0);
	CHECK_DATA(rig, "00 22 01 01 00 04 CF 01 00 00 00 00 00 00 00 00 00 00 04 00 00 00 00 10 00 00 04 00");
	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	CHECK_EQUAL(rig_in(rig, TRACK_1, 36), 0);
	CHECK_DATA(rig, "00 22 01 01 00 04 81 03 00 00 00 00 00 00 00 10 00 00 03 F0");
	rig_destroy(rig);
}

/* ---- BD-RE and pressed ---- */

static void unformatted_bd_re(void)
{
	struct rig *rig = rig_create("bd-re", 32768);

	CHECK_EQUAL(rig_in(rig, DISC_INFORMATION, 34), 0);
	CHECK_EQUAL(rig->data[2], 0x10);
	CHECK_EQUAL(rig_in(rig, READ_CAPACITY_CDB, 8), 0);
	CHECK_DATA(rig, "00 00 00 00 00 00 08 00");
	rig_destroy(rig);
}

static void formatted_bd_re(void)
{
	struct rig *rig = rig_with_formatted_bd_re();

	CHECK_EQUAL(rig_in(rig, DISC_INFORMATION, 34), 0);
	CHECK_DATA(rig, "00 20 1E 01 01 01 01 20");
	CHECK_EQUAL(rig_in(rig, TRACK_1, 36), 0);
	CHECK_DATA(rig, "00 22 01 01 00 04 B1 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 20 00 00 7C 00 00 00 00 "
	                "00 00 00 00 00");
	CHECK_EQUAL(rig_in(rig, READ_CAPACITY_CDB, 8), 0);
	CHECK_DATA(rig, "00 00 7B FF 00 00 08 00");
	rig_destroy(rig);
}

static void pressed_disc(void)
{
	struct rig *rig = rig_create("dvd-rom", 1000);

	CHECK_EQUAL(rig_in(rig, DISC_INFORMATION, 34), 0);
	CHECK_DATA(rig, "00 20 0E 01 01 01 01 20");
	CHECK_EQUAL(rig_in(rig, TRACK_1, 36), 0);
	CHECK_DATA(rig, "00 22 01 01 00 04 01 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 03 E8");
	CHECK_EQUAL(rig_in(rig, READ_CAPACITY_CDB, 8), 0);
	CHECK_DATA(rig, "00 00 03 E7 00 00 08 00");
	rig_destroy(rig);
}

/* ---- finding tracks ---- */

static void a_track_is_found_by_block_and_by_session(void)
{
	struct rig *rig = rig_with_a_session();

	CHECK_EQUAL(rig_in(rig, "52 00 00 00 08 20 00 00 24 00", 36), 0);
	CHECK_EQUAL(rig->data[2], 2);
	CHECK_EQUAL(rig_in(rig, "52 00 00 00 00 1F 00 00 24 00", 36), 0);
	CHECK_EQUAL(rig->data[2], 1);
	CHECK_EQUAL(rig_in(rig, "52 02 00 00 00 02 00 00 24 00", 36), 0);
	CHECK_EQUAL(rig->data[2], 2);
	CHECK_EQUAL(rig_in(rig, "52 02 00 00 00 01 00 00 24 00", 36), 0);
	CHECK_EQUAL(rig->data[2], 1);
	CHECK_EQUAL(rig_in(rig, "52 00 00 00 20 00 00 00 24 00", 36), 0x052100); /* the end of the disc */
	CHECK_EQUAL(rig_in(rig, "52 02 00 00 00 03 00 00 24 00", 36), 0x052400);
	CHECK_EQUAL(rig_in(rig, "52 01 00 00 00 00 00 00 24 00", 36), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00002);
	CHECK_EQUAL(rig_in(rig, "52 03 00 00 00 01 00 00 24 00", 36), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC90001);
	rig_destroy(rig);
}

static void other_disc_information_is_pointed_at(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "51 02 00 00 00 00 00 00 22 00", 34), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCA0001);
	rig_destroy(rig);
}

/* ---- READ TOC ---- */

static void toc_of_a_closed_session(void)
{
	struct rig *rig = rig_with_a_session();

	CHECK_EQUAL(rig_in(rig, "43 00 00 00 00 00 00 04 00 00", 1024), 0);
	CHECK_EQUAL(rig->command.transferred, 20);
	CHECK_DATA(rig, "00 12 01 01 00 14 01 00 00 00 00 00 00 14 AA 00 00 00 00 20");
	CHECK_EQUAL(rig_in(rig, "43 00 00 00 00 00 AA 00 0C 00", 12), 0);
	CHECK_DATA(rig, "00 0A 01 01 00 14 AA 00 00 00 00 20");
	CHECK_EQUAL(rig_in(rig, "43 00 00 00 00 00 02 00 0C 00", 12), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00006);
	rig_destroy(rig);
}

static void toc_in_minutes(void)
{
	struct rig *rig = rig_with_a_session();

	CHECK_EQUAL(rig_in(rig, "43 02 00 00 00 00 00 00 14 00", 20), 0);
	CHECK_DATA(rig, "00 12 01 01 00 14 01 00 00 00 02 00 00 14 AA 00 00 00 02 20");
	rig_destroy(rig);
	rig = rig_create("dvd-rom", 2000000);
	CHECK_EQUAL(rig_in(rig, "43 02 00 00 00 00 AA 00 0C 00", 12), 0); /* past what a byte of minutes holds */
	CHECK_DATA(rig, "00 0A 01 01 00 14 AA 00 00 FF 3B 4A");
	rig_destroy(rig);
}

static void multi_session_information(void)
{
	struct rig *rig = rig_with_a_session();

	CHECK_EQUAL(rig_in(rig, "43 00 01 00 00 00 00 00 0C 00", 12), 0);
	CHECK_DATA(rig, "00 0A 01 01 00 14 01 00 00 00 00 00");
	CHECK_EQUAL(rig_write(rig, 0x820, 16), 0);
	CHECK_EQUAL(rig_none(rig, CLOSE_SESSION), 0);
	CHECK_EQUAL(rig_in(rig, "43 00 01 00 00 00 00 00 0C 00", 12), 0);
	CHECK_DATA(rig, "00 0A 01 02 00 14 02 00 00 00 08 20");
	rig_destroy(rig);
}

/* Linux's sr, CDB as it is sent: the format stands in byte 9. */
static void legacy_multi_session_cdb(void)
{
	struct rig *rig = rig_with_a_session();

	CHECK_EQUAL(rig_write(rig, 0x820, 16), 0);
	CHECK_EQUAL(rig_none(rig, CLOSE_SESSION), 0);
	CHECK_EQUAL(rig_in(rig, "43 00 00 00 00 00 00 00 0C 40", 12), 0);
	CHECK_DATA(rig, "00 0A 01 02 00 14 02 00 00 00 08 20");
	CHECK_EQUAL(rig_in(rig, "43 00 00 00 00 00 00 00 0C 80", 12), 0x052400); /* format 2: of CDs only */
	CHECK_EQUAL(rig_in(rig, "43 00 04 00 00 00 00 00 1C 00", 28), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCB0002);
	rig_destroy(rig);
}

/* ---- READ DISC STRUCTURE ---- */

static void list_of_structures(void)
{
	static const struct {
		const char *type, *list;
		size_t bytes;
	} lists[] = {
		{"dvd+r", "00 0E 00 00 00 40 08 04 11 40 01 04 C0 40 00 08", 16},
		{"dvd-rom", "00 0A 00 00 00 40 08 04 C0 40 00 08", 12},
		{"bd-re", "00 0E 00 00 00 40 10 04 0A 40 00 10 C0 40 00 08", 16},
		{"bd-rom", "00 0A 00 00 00 40 10 04 C0 40 00 08", 12},
	};

	for (unsigned i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct rig *rig = rig_create(lists[i].type, 4096);

		CHECK_EQUAL(rig_in(rig, "AD 00 00 00 00 00 00 FF 10 00 00 00", 4096), 0);
		CHECK_EQUAL(rig->command.transferred, lists[i].bytes);
		CHECK_DATA(rig, lists[i].list);
		rig_destroy(rig);
	}
}

static void dvd_structures(void)
{
	struct rig *rig = rig_create("dvd+r", 2295104);

	CHECK_EQUAL(rig_in(rig, "AD 00 00 00 00 00 00 00 10 00 00 00", 4096), 0);
	CHECK_EQUAL(rig->command.transferred, 2052);
	CHECK_DATA(rig, "08 02 00 00 A1 0F 02 00 00 03 00 00 00 26 05 3F");
	CHECK_BYTES(rig->data + 4 + 19,
	            "DRYBURN\0"
	            "001\0",
	            12);
	CHECK_EQUAL(rig_in(rig, "AD 00 00 00 00 00 00 11 10 00 00 00", 4096), 0);
	CHECK_EQUAL(rig->command.transferred, 260);
	CHECK_DATA(rig, "01 02 00 00 A1 0F 02");
	CHECK_EQUAL(rig_in(rig, "AD 00 00 00 00 00 00 C0 00 08 00 00", 8), 0);
	CHECK_DATA(rig, "00 06 00 00 00 00 00 00");
	rig_destroy(rig);
}

static void bd_structures(void)
{
	struct rig *rig = rig_with_formatted_bd_re();

	CHECK_EQUAL(rig_in(rig, "AD 01 00 00 00 00 00 00 20 00 00 00", 8192), 0);
	CHECK_EQUAL(rig->command.transferred, 4100);
	CHECK_DATA(rig, "10 02 00 00 44 49");
	CHECK_BYTES(rig->data + 4 + 8, "BDW", 3);
	CHECK_BYTES(rig->data + 4 + 100, "DRYBRN001", 9);
	CHECK_BYTES(rig->data + 4 + 112, "DI", 2);
	CHECK_EQUAL(rig_in(rig, "AD 01 00 00 00 00 00 0A 00 10 00 00", 16), 0);
	CHECK_DATA(rig, "00 0E 00 00 00 00 00 00 00 00 00 20 00 00 00 20");
	rig_destroy(rig);
}

static void an_unformatted_bd_re_has_no_spares(void)
{
	struct rig *rig = rig_create("bd-re", 32768);

	CHECK_EQUAL(rig_in(rig, "AD 01 00 00 00 00 00 0A 00 10 00 00", 16), 0x033100);
	rig_destroy(rig);
}

static void structures_that_do_not_exist(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "AD 00 00 00 00 00 00 0E 00 04 00 00", 4), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00007);
	CHECK_EQUAL(rig_in(rig, "AD 01 00 00 00 00 00 00 00 04 00 00", 4), 0x052400); /* a BD's, of a DVD */
	CHECK_EQUAL(rig_field(rig), 0xCB0001);
	CHECK_EQUAL(rig_in(rig, "AD 02 00 00 00 00 00 FF 00 04 00 00", 4), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCB0001);
	rig_destroy(rig);
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"Registers.BlankDvdPlusR", blank_dvd_plus_r},
		{"Registers.OpenTrackCountsWhatWasAccepted", an_open_track_counts_what_was_accepted},
		{"Registers.AppendableDvdPlusR", appendable_dvd_plus_r},
		{"Registers.FinalisedDvdPlusR", finalised_dvd_plus_r},
		{"Registers.ReservedTrack", a_reserved_track_is_told},
		{"Registers.UnformattedBdRe", unformatted_bd_re},
		{"Registers.FormattedBdRe", formatted_bd_re},
		{"Registers.PressedDisc", pressed_disc},
		{"ReadTrackInformation.ByBlockAndBySession", a_track_is_found_by_block_and_by_session},
		{"ReadDiscInformation.OtherTypesArePointedAt", other_disc_information_is_pointed_at},
		{"ReadToc.BlankDiscHasNone", a_blank_disc_has_no_toc},
		{"ReadToc.ClosedSession", toc_of_a_closed_session},
		{"ReadToc.InMinutes", toc_in_minutes},
		{"ReadToc.MultiSession", multi_session_information},
		{"ReadToc.LegacyFormatInByte9", legacy_multi_session_cdb},
		{"ReadDiscStructure.List", list_of_structures},
		{"ReadDiscStructure.Dvd", dvd_structures},
		{"ReadDiscStructure.Bd", bd_structures},
		{"ReadDiscStructure.UnformattedBdReHasNoSpares", an_unformatted_bd_re_has_no_spares},
		{"ReadDiscStructure.Unsupported", structures_that_do_not_exist},
		{0},
	};

	return unit_main(argc, argv, tests);
}
