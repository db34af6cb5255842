/* SPDX-License-Identifier: MIT */
/* READ DISC STRUCTURE [MMC-6 "READ DISC STRUCTURE"]: the list of formats, and what each of them holds. */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

enum { STRUCTURE_MAX = 8192, DVD = 0, BD = 1 };

static unsigned media_type(const struct rig *rig)
{
	return rig->medium[0] == 'b' ? BD : DVD;
}

static struct answer fetch(struct rig *rig, unsigned type, unsigned format, uint8_t data[STRUCTURE_MAX])
{
	struct cdb cdb = cdb_with(cdb_of("AD 00 00 00 00 00 00 00 20 00 00 00"), 1, 1, type);

	return order_cdb_in(rig, cdb_with(cdb, 7, 1, format), data, STRUCTURE_MAX);
}

/* The list of formats: entries of four bytes from byte 4 on, *ret_count of them. */
static bool fetch_list(struct rig *rig, uint8_t list[STRUCTURE_MAX], unsigned *ret_count)
{
	struct answer answer = fetch(rig, media_type(rig), 0xFF, list);

	*ret_count = ((unsigned)answer.transferred - 4) / 4;
	return EXPECT_GOOD(answer) &&
	       EXPECT(answer.transferred >= 4 && answer.transferred == u16(list) + 2u, "the list is cut");
}

/* Expects a structure of so many bytes behind its header. */
static bool fetch_whole(struct rig *rig, unsigned format, unsigned bytes, uint8_t data[STRUCTURE_MAX])
{
	struct answer answer = fetch(rig, media_type(rig), format, data);

	return EXPECT_GOOD(answer) && EXPECT_TRANSFERRED(rig, answer, bytes + 4) && EXPECT_EQUAL(u16(data), bytes + 2);
}

static void list_has_what_is_there(struct rig *rig)
{
	uint8_t list[STRUCTURE_MAX], data[STRUCTURE_MAX];
	unsigned count;

	if (!fetch_list(rig, list, &count))
		return;
	EXPECT(count >= 2, "there are only %u formats", count);
	for (unsigned i = 0; i < count; i++) {
		const uint8_t *entry = list + 4 + 4 * i;

		EXPECT_EQUAL(entry[1] & 0x40, 0x40);
		if (EXPECT_GOOD(fetch(rig, media_type(rig), entry[0], data)))
			EXPECT_EQUAL(u16(data) + 2, u16(entry + 2));
	}
}

static void what_is_not_listed_is_refused(struct rig *rig)
{
	uint8_t list[STRUCTURE_MAX], data[STRUCTURE_MAX];
	bool listed[256] = {[0xFF] = true};
	unsigned count;

	if (!fetch_list(rig, list, &count))
		return;
	for (unsigned i = 0; i < count; i++)
		listed[list[4 + 4 * i]] = true;
	for (unsigned format = 0; format < 256; format++)
		if (!listed[format])
			EXPECT_CDB_FIELD(fetch(rig, media_type(rig), format, data), 7);
}

static void other_media_type_is_refused(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX];

	EXPECT_CDB_FIELD(fetch(rig, media_type(rig) == DVD ? BD : DVD, 0x00, data), 1);
	EXPECT_CDB_FIELD(fetch(rig, 0x0F, 0xC0, data), 1);
	EXPECT_CDB_FIELD(fetch(rig, 0x02, 0xFF, data), 1);
}

/* [MMC-6 "Physical Format Information"]: book, size, layers, and where the data are. */
static void expect_physical_format(const uint8_t *payload, unsigned book, unsigned layer, uint32_t blocks)
{
	EXPECT_EQUAL(payload[0] >> 4, book);
	EXPECT_EQUAL(payload[1] >> 4, 0);
	EXPECT_EQUAL(payload[2] & 0x0F, layer);
	EXPECT_EQUAL(u24(payload + 5), 0x030000);
	EXPECT_EQUAL(u24(payload + 9), 0x030000 + blocks - 1);
}

static void physical_format_of_dvd_plus_r(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX];

	if (fetch_whole(rig, 0x00, 2048, data))
		expect_physical_format(data + 4, 0xA, 0x02, rig->capacity_blocks);
}

static void physical_format_of_dvd_rom(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX];

	if (fetch_whole(rig, 0x00, 2048, data))
		expect_physical_format(data + 4, 0x0, 0x01, readable_blocks(rig));
}

/* Who made it, for programs that look media up. */
static void address_in_pregroove(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX];

	if (!fetch_whole(rig, 0x11, 256, data))
		return;
	expect_physical_format(data + 4, 0xA, 0x02, rig->capacity_blocks);
	EXPECT(data[4 + 19] >= ' ' && data[4 + 27] >= ' ', "there is no manufacturer, or no media type");
}

static void disc_information_of_bd(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX];
	const uint8_t *unit = data + 4;

	if (!fetch_whole(rig, 0x00, 4096, data))
		return;
	for (unsigned i = 0; i < 2; i++, unit += 112) {
		EXPECT(memcmp(unit, "DI", 2) == 0, "unit %u does not begin with DI", i);
		EXPECT(memcmp(unit + 8, strcmp(rig->medium, "bd-re") ? "BDO" : "BDW", 3) == 0, "unit %u is of %.3s", i,
		       (const char *)unit + 8);
		EXPECT_EQUAL(unit[5], i);
		EXPECT(unit[100] >= ' ' && unit[106] >= ' ', "there is no manufacturer, or no media type");
	}
}

static void spare_areas(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX], list[252];

	REQUIRE_GOOD(order_in(rig, "23 00 00 00 00 00 00 00 FC 00", list, sizeof(list)));
	if (!fetch_whole(rig, 0x0A, 12, data))
		return;
	EXPECT_EQUAL(u32(data + 8), u24(list + 17));
	EXPECT_EQUAL(u32(data + 12), u24(list + 17));
}

static void spare_areas_of_an_unformatted_disc(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX];

	EXPECT_SENSE(fetch(rig, BD, 0x0A, data), 0x033100);
}

static void nothing_is_write_protected(struct rig *rig)
{
	uint8_t data[STRUCTURE_MAX];

	if (fetch_whole(rig, 0xC0, 4, data))
		EXPECT_EQUAL(data[4] & 0x0F, 0);
}

/* clang-format off */
#define EACH "dvd+r bd-re dvd-rom bd-rom"
const struct test_case mmc_structure_cases[] = {
	{"DiscStructure.List",           "RDS-01", "", ROOM,     "dvd+r bd-re", list_has_what_is_there},
	{"DiscStructure.List.Pressed",   "RDS-01", "", DRIVE,    "dvd-rom bd-rom", list_has_what_is_there},
	{"DiscStructure.NotListed",      "RDS-02", "", DRIVE,    EACH,    what_is_not_listed_is_refused},
	{"DiscStructure.OtherMediaType", "RDS-03", "", DRIVE,    EACH,    other_media_type_is_refused},
	{"DiscStructure.DvdPlusR",       "RDS-04", "", ROOM,     "dvd+r", physical_format_of_dvd_plus_r},
	{"DiscStructure.DvdRom",         "RDS-04", "", DRIVE,    "dvd-rom", physical_format_of_dvd_rom},
	{"DiscStructure.Adip",           "RDS-05", "", ROOM,     "dvd+r", address_in_pregroove},
	{"DiscStructure.Bd",             "RDS-06", "", DRIVE,    "bd-re bd-rom", disc_information_of_bd},
	{"DiscStructure.Spares",         "RDS-07", "", ROOM,     "bd-re", spare_areas},
	{"DiscStructure.Spares.Unformatted", "RDS-07", "", NEW_DISC, "bd-re", spare_areas_of_an_unformatted_disc},
	{"DiscStructure.WriteProtection", "RDS-08", "", DRIVE,   EACH,    nothing_is_write_protected},
	{0},
};
/* clang-format on */
