/* SPDX-License-Identifier: MIT */
/* Who the drive says it is: INQUIRY with its vital product data, REPORT LUNS, and what it says of commands it has not.
 */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

enum { STANDARD_MAX = 255, VPD_MAX = 252 };

/* ---- INQUIRY: standard data [SPC-4 "Standard INQUIRY data"] ---- */

static bool inquire(struct rig *rig, uint8_t data[STANDARD_MAX])
{
	struct answer answer = order_in(rig, "12 00 00 00 FF 00", data, STANDARD_MAX);

	return EXPECT_GOOD(answer) && EXPECT(answer.transferred >= data[4] + 5u, "the data are cut");
}

static void is_a_cd_dvd_device(struct rig *rig)
{
	uint8_t data[STANDARD_MAX];

	if (inquire(rig, data))
		EXPECT_EQUAL(data[0], 0x05);
}

static void medium_is_removable(struct rig *rig)
{
	uint8_t data[STANDARD_MAX];

	if (inquire(rig, data))
		EXPECT_EQUAL(data[1], 0x80);
}

static void data_format_is_2(struct rig *rig)
{
	uint8_t data[STANDARD_MAX];

	if (!inquire(rig, data))
		return;
	EXPECT_EQUAL(data[3] & 0x0F, 2);
	EXPECT(data[2] >= 5, "version %u is older than SPC-3", data[2]);
}

static void data_are_long_enough(struct rig *rig)
{
	uint8_t data[STANDARD_MAX];

	if (inquire(rig, data))
		EXPECT(data[4] >= 31, "additional length %u: there are less than 36 bytes", data[4]);
}

static bool is_text(const uint8_t *at, size_t bytes)
{
	bool ended = false;

	for (size_t i = 0; i < bytes; i++) {
		if (at[i] < 0x20 || at[i] > 0x7E || (ended && at[i] != ' ' && at[i - 1] == ' ' && i == 1))
			return false;
		ended |= at[i] == ' ';
	}
	return at[0] != ' ';
}

static void names_are_text(struct rig *rig)
{
	uint8_t data[STANDARD_MAX];

	if (!inquire(rig, data))
		return;
	EXPECT(is_text(data + 8, 8), "the vendor is not left-aligned text");
	EXPECT(is_text(data + 16, 16), "the product is not left-aligned text");
	EXPECT(is_text(data + 32, 4), "the revision is not left-aligned text");
}

static void standards_are_named(struct rig *rig)
{
	uint8_t data[STANDARD_MAX];
	bool multimedia = false;

	if (!inquire(rig, data) || !EXPECT(data[4] + 5 >= 74, "there is no room for version descriptors"))
		return;
	for (unsigned at = 58; at < 74; at += 2)
		multimedia |= u16(data + at) == 0x04E0 || u16(data + at) == 0x0420 || u16(data + at) == 0x03A0;
	EXPECT(multimedia, "no version descriptor names MMC-4, MMC-5 or MMC-6");
}

static void page_code_needs_evpd(struct rig *rig)
{
	uint8_t data[STANDARD_MAX];

	EXPECT_CDB_FIELD(order_in(rig, "12 00 80 00 FF 00", data, sizeof(data)), 2);
}

static void disc_does_not_matter(struct rig *rig)
{
	uint8_t before[STANDARD_MAX], after[STANDARD_MAX];

	if (!inquire(rig, before))
		return;
	EXPECT_EQUAL(rig_insert(rig, ""), 0);
	if (inquire(rig, after))
		EXPECT(memcmp(before, after, before[4] + 5u) == 0, "the data change with the disc");
}

/* ---- vital product data [SPC-4 "Vital product data parameters"] ---- */

static bool fetch_page(struct rig *rig, uint8_t code, uint8_t data[VPD_MAX])
{
	struct cdb cdb = cdb_with(cdb_of("12 01 00 00 FC 00"), 2, 1, code);

	struct answer answer = order_cdb_in(rig, cdb, data, VPD_MAX);

	return EXPECT_GOOD(answer) && EXPECT(answer.transferred >= u16(data + 2) + 4u, "page %02Xh is cut", code) &&
	       EXPECT(data[0] == 0x05 && data[1] == code, "page %02Xh begins with %02X %02X", code, data[0], data[1]);
}

static void pages_are_listed(struct rig *rig)
{
	uint8_t list[VPD_MAX];

	if (!fetch_page(rig, 0x00, list))
		return;
	EXPECT_EQUAL(list[4], 0x00);
	EXPECT(u16(list + 2) >= 2, "there is no page but the list");
	for (unsigned i = 1; i < u16(list + 2); i++)
		EXPECT(list[4 + i] > list[3 + i], "page %02Xh comes after %02Xh", list[4 + i], list[3 + i]);
}

static void listed_pages_are_there(struct rig *rig)
{
	uint8_t list[VPD_MAX], page[VPD_MAX];

	if (!fetch_page(rig, 0x00, list))
		return;
	for (unsigned i = 0; i < u16(list + 2); i++)
		if (fetch_page(rig, list[4 + i], page))
			EXPECT(u16(page + 2) > 0, "page %02Xh is empty", list[4 + i]);
}

static void unlisted_pages_are_not(struct rig *rig)
{
	uint8_t list[VPD_MAX], page[VPD_MAX];
	bool listed[256] = {false};

	if (!fetch_page(rig, 0x00, list))
		return;
	for (unsigned i = 0; i < u16(list + 2); i++)
		listed[list[4 + i]] = true;
	for (unsigned code = 0; code < 256; code++)
		if (!listed[code])
			EXPECT_CDB_FIELD(order_cdb_in(rig, cdb_with(cdb_of("12 01 00 00 FC 00"), 2, 1, code), page,
			                              sizeof(page)),
			                 2);
}

/* The serial number of page 80h is that of the feature, but for the spaces that make it a multiple of four. */
static void serial_number_is_one(struct rig *rig)
{
	uint8_t page[VPD_MAX], feature[64];
	unsigned bytes;

	if (!fetch_page(rig, 0x80, page) ||
	    !EXPECT_GOOD(order_in(rig, "46 02 01 08 00 00 00 00 40 00", feature, sizeof(feature))))
		return;
	bytes = u16(page + 2);
	if (EXPECT(bytes > 0 && bytes <= feature[11] && feature[11] <= 48, "%u bytes here, %u in the feature", bytes,
	           feature[11]))
		EXPECT(memcmp(page + 4, feature + 12, bytes) == 0, "the serial numbers differ");
}

/* [SPC-4 "Device Identification VPD page"] */
static void designators_are_whole(struct rig *rig)
{
	uint8_t page[VPD_MAX];
	unsigned at = 4, end, named = 0;

	if (!fetch_page(rig, 0x83, page))
		return;
	end = 4 + u16(page + 2);
	while (at + 4 <= end && at + 4 <= VPD_MAX) {
		named |= 1u << (page[at + 1] & 0x0F);
		EXPECT(page[at + 3] > 0, "a designator is empty");
		at += 4u + page[at + 3];
	}
	EXPECT_EQUAL(at, end);
	EXPECT(named & 1 << 1, "no designator is based on the vendor");
	EXPECT(named & 1 << 3, "no designator is of the type NAA");
}

/* ---- REPORT LUNS [SPC-4 "REPORT LUNS"] ---- */

static void there_is_one_unit(struct rig *rig)
{
	uint8_t data[64];

	EXPECT_GOOD(order_in(rig, "A0 00 00 00 00 00 00 00 00 40 00 00", data, sizeof(data)));
	EXPECT_EQUAL(u32(data), 8);
	EXPECT(!u32(data + 8) && !u32(data + 12), "the one unit is not LUN 0");
}

static void no_unit_is_well_known(struct rig *rig)
{
	uint8_t data[64];

	EXPECT_GOOD(order_in(rig, "A0 00 01 00 00 00 00 00 00 40 00 00", data, sizeof(data)));
	EXPECT_EQUAL(u32(data), 0);
	EXPECT_GOOD(order_in(rig, "A0 00 02 00 00 00 00 00 00 40 00 00", data, sizeof(data)));
	EXPECT_EQUAL(u32(data), 8);
}

static void other_selections_are_refused(struct rig *rig)
{
	uint8_t data[64];

	EXPECT_CDB_FIELD(order_in(rig, "A0 00 03 00 00 00 00 00 00 40 00 00", data, sizeof(data)), 2);
	EXPECT_CDB_FIELD(order_in(rig, "A0 00 FF 00 00 00 00 00 00 40 00 00", data, sizeof(data)), 2);
}

/* ---- operation codes ---- */

/* Reserved, obsolete and of other device types, one of each group. */
static const char *const foreign_commands[] = {
	"01 00 00 00 00 00",                               /* REZERO UNIT */
	"02 00 00 00 00 00",                               /* vendor specific */
	"1F 00 00 00 00 00",                               /* reserved */
	"08 00 00 00 01 00",                               /* READ(6) */
	"0A 00 00 00 01 00",                               /* WRITE(6) */
	"41 00 00 00 00 00 00 00 00 00",                   /* WRITE SAME(10) */
	"7E 00 00 00 00 00 00 00 00 00",                   /* extended CDB */
	"88 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00", /* READ(16) */
	"8A 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00", /* WRITE(16) */
	"C0 00 00 00 00 00 00 00 00 00",                   /* vendor specific */
	"FF 00 00 00 00 00 00 00 00 00",                   /* vendor specific */
};

static void foreign_commands_are_refused(struct rig *rig)
{
	for (unsigned i = 0; i < sizeof(foreign_commands) / sizeof(foreign_commands[0]); i++)
		EXPECT_SENSE(order(rig, foreign_commands[i]), 0x052000);
}

static void ready_drive_is_ready(struct rig *rig)
{
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
}

/* ---- REQUEST SENSE [SPC-4 "REQUEST SENSE"] ---- */

static bool request_sense(struct rig *rig, uint8_t data[18])
{
	struct answer answer = order_in(rig, "03 00 00 00 12 00", data, 18);

	return EXPECT_GOOD(answer) && EXPECT_TRANSFERRED(rig, answer, 18);
}

static void nothing_to_tell(struct rig *rig)
{
	uint8_t data[18];

	if (!request_sense(rig, data))
		return;
	EXPECT_EQUAL(data[0], 0x70);
	EXPECT_EQUAL(data[2], 0);
	EXPECT_EQUAL(data[7], 10);
	EXPECT_EQUAL(u16(data + 12), 0);
}

/* What went with the CHECK CONDITION is not told again. */
static void told_is_told(struct rig *rig)
{
	uint8_t data[18];

	EXPECT_SENSE(order(rig, "FF 00 00 00 00 00 00 00 00 00"), 0x052000);
	if (request_sense(rig, data))
		EXPECT_EQUAL(data[2] & 0x0F, 0);
}

static void sense_is_in_fixed_format(struct rig *rig)
{
	struct answer answer = order(rig, "FF 00 00 00 00 00 00 00 00 00");

	EXPECT_EQUAL(answer.sense_data[0], 0x70);
	EXPECT(answer.sense_data[7] >= 10, "additional sense length %u", answer.sense_data[7]);
}

/* clang-format off */
const struct test_case mmc_identity_cases[] = {
	{"Inquiry.Type",                "INQ-01", "", DRIVE, "any",   is_a_cd_dvd_device},
	{"Inquiry.Removable",           "INQ-02", "", DRIVE, "any",   medium_is_removable},
	{"Inquiry.DataFormat",          "INQ-03", "", DRIVE, "any",   data_format_is_2},
	{"Inquiry.Length",              "INQ-04", "", DRIVE, "any",   data_are_long_enough},
	{"Inquiry.Names",               "INQ-05", "", DRIVE, "any",   names_are_text},
	{"Inquiry.VersionDescriptors",  "INQ-06", "", DRIVE, "any",   standards_are_named},
	{"Inquiry.PageWithoutEvpd",     "INQ-07", "", DRIVE, "any",   page_code_needs_evpd},
	{"Inquiry.AnyDisc",             "INQ-08", "", HANDS, "dvd+r", disc_does_not_matter},
	{"Inquiry.Vpd.List",            "INQ-09", "", DRIVE, "any",   pages_are_listed},
	{"Inquiry.Vpd.Listed",          "INQ-10", "", DRIVE, "any",   listed_pages_are_there},
	{"Inquiry.Vpd.NotListed",       "INQ-11", "", DRIVE, "any",   unlisted_pages_are_not},
	{"Inquiry.Vpd.SerialNumber",    "INQ-12", "", DRIVE, "any",   serial_number_is_one},
	{"Inquiry.Vpd.Designators",     "INQ-13", "", DRIVE, "any",   designators_are_whole},
	{"ReportLuns.One",              "LUN-01", "", DRIVE, "any",   there_is_one_unit},
	{"ReportLuns.WellKnown",        "LUN-02", "", DRIVE, "any",   no_unit_is_well_known},
	{"ReportLuns.OtherSelections",  "LUN-03", "", DRIVE, "any",   other_selections_are_refused},
	{"OperationCode.Foreign",       "OP-01",  "", DRIVE, "any",   foreign_commands_are_refused},
	{"OperationCode.ForeignNoDisc", "OP-01",  "", DRIVE, "",      foreign_commands_are_refused},
	{"TestUnitReady.Ready",         "TUR-01", "", DRIVE, "dvd+r bd-re dvd-rom bd-rom", ready_drive_is_ready},
	{"RequestSense.Nothing",        "RS-01",  "", DRIVE, "any",   nothing_to_tell},
	{"RequestSense.Told",           "RS-02",  "", DRIVE, "any",   told_is_told},
	{"RequestSense.FixedFormat",    "RS-03",  "", DRIVE, "any",   sense_is_in_fixed_format},
	{0},
};
/* clang-format on */
