/* SPDX-License-Identifier: MIT */
/* GET CONFIGURATION [MMC-6 "GET CONFIGURATION"]: its three ways of asking, and the headers of what it tells. */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

enum { CONFIGURATION_MAX = 1024, FEATURES_MAX = 64 };

struct descriptor {
	unsigned code, bytes; /* bytes: with its header of four */
	bool current, persistent;
	const uint8_t *at;
};

struct configuration {
	uint8_t data[CONFIGURATION_MAX];
	unsigned profile, count, bytes;
	struct descriptor features[FEATURES_MAX];
};

static void take_apart(struct configuration *configuration)
{
	for (unsigned at = 8; at + 4 <= configuration->bytes && configuration->count < FEATURES_MAX;) {
		const uint8_t *header = configuration->data + at;

		if (at + 4 + header[3] > configuration->bytes)
			return;
		configuration->features[configuration->count++] =
			(struct descriptor){u16(header), header[3] + 4u, header[2] & 0x01, header[2] & 0x02, header};
		at += header[3] + 4u;
	}
}

/* RT and the first feature wanted: false, noted, when it was not answered. */
static bool fetch(struct rig *rig, unsigned type, unsigned start, struct configuration *ret_configuration)
{
	struct cdb cdb = cdb_with(cdb_with(cdb_of("46 00 00 00 00 00 00 04 00 00"), 1, 1, type), 2, 2, start);
	struct answer answer = order_cdb_in(rig, cdb, ret_configuration->data, CONFIGURATION_MAX);

	ret_configuration->bytes = (unsigned)answer.transferred;
	ret_configuration->profile = u16(ret_configuration->data + 6);
	ret_configuration->count = 0;
	if (!EXPECT_GOOD(answer) || !EXPECT(answer.transferred >= 8, "there is no header"))
		return false;
	take_apart(ret_configuration);
	return true;
}

static const struct descriptor *find(const struct configuration *configuration, unsigned code)
{
	for (unsigned i = 0; i < configuration->count; i++)
		if (configuration->features[i].code == code)
			return &configuration->features[i];
	return NULL;
}

/* ---- all features ---- */

static void codes_ascend(struct rig *rig)
{
	struct configuration all;

	if (!fetch(rig, 0, 0, &all))
		return;
	EXPECT(all.count >= 8, "there are only %u features", all.count);
	for (unsigned i = 1; i < all.count; i++)
		EXPECT(all.features[i].code > all.features[i - 1].code, "feature %04Xh comes after %04Xh",
		       all.features[i].code, all.features[i - 1].code);
}

static void descriptors_are_whole(struct rig *rig)
{
	struct configuration all;
	unsigned bytes = 8;

	if (!fetch(rig, 0, 0, &all))
		return;
	for (unsigned i = 0; i < all.count; i++) {
		EXPECT(all.features[i].bytes % 4 == 0, "feature %04Xh has %u bytes", all.features[i].code,
		       all.features[i].bytes);
		bytes += all.features[i].bytes;
	}
	EXPECT_EQUAL(bytes, all.bytes);
}

static void start_skips_what_is_before(struct rig *rig)
{
	struct configuration all, rest;

	if (!fetch(rig, 0, 0, &all) || !fetch(rig, 0, 0x0010, &rest))
		return;
	for (unsigned i = 0; i < all.count; i++)
		EXPECT(!find(&rest, all.features[i].code) == (all.features[i].code < 0x0010),
		       "feature %04Xh is on the wrong side", all.features[i].code);
}

static void behind_the_last_is_nothing(struct rig *rig)
{
	struct configuration none;

	if (fetch(rig, 0, 0xFFFF, &none))
		EXPECT_EQUAL(none.bytes, 8);
}

/* ---- current ones ---- */

static void current_ones_are_those_marked(struct rig *rig)
{
	struct configuration all, current;

	if (!fetch(rig, 0, 0, &all) || !fetch(rig, 1, 0, &current))
		return;
	for (unsigned i = 0; i < all.count; i++) {
		const struct descriptor *same = find(&current, all.features[i].code);

		EXPECT(!same == !all.features[i].current, "feature %04Xh: current here, not there",
		       all.features[i].code);
		if (same)
			EXPECT(memcmp(same->at, all.features[i].at, same->bytes) == 0, "feature %04Xh differs",
			       all.features[i].code);
	}
}

static void current_ones_start_too(struct rig *rig)
{
	struct configuration rest;

	if (!fetch(rig, 1, 0x0011, &rest))
		return;
	EXPECT(rest.count > 0, "nothing is current");
	for (unsigned i = 0; i < rest.count; i++)
		EXPECT(rest.features[i].code >= 0x0011 && rest.features[i].current, "feature %04Xh should not be here",
		       rest.features[i].code);
}

/* ---- one ---- */

static void one_is_one(struct rig *rig)
{
	struct configuration all, one;

	if (!fetch(rig, 0, 0, &all))
		return;
	for (unsigned i = 0; i < all.count; i++) {
		if (!fetch(rig, 2, all.features[i].code, &one))
			return;
		EXPECT_EQUAL(one.count, 1);
		EXPECT_EQUAL(one.bytes, 8 + all.features[i].bytes);
		EXPECT(memcmp(one.data + 8, all.features[i].at, all.features[i].bytes) == 0, "feature %04Xh differs",
		       all.features[i].code);
	}
}

static void unknown_one_is_none(struct rig *rig)
{
	struct configuration none;

	if (fetch(rig, 2, 0x00FE, &none))
		EXPECT_EQUAL(none.bytes, 8);
	if (fetch(rig, 2, 0x0005, &none))
		EXPECT_EQUAL(none.bytes, 8);
}

static void fourth_way_is_refused(struct rig *rig)
{
	uint8_t data[8];

	EXPECT_CDB_FIELD(order_in(rig, "46 03 00 00 00 00 00 00 08 00", data, sizeof(data)), 1);
}

/* ---- which are current with what ---- */

/* With their Persistent bit set, whatever is in the tray. */
static void persistent_ones(struct rig *rig)
{
	static const unsigned codes[] = {0x0000, 0x0001, 0x0002, 0x0003, 0x0100, 0x0105, 0x0108, 0x010C};
	struct configuration all;

	if (!fetch(rig, 0, 0, &all))
		return;
	for (unsigned i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		const struct descriptor *feature = find(&all, codes[i]);

		EXPECT(feature && feature->current && feature->persistent, "feature %04Xh is not persistent", codes[i]);
	}
}

/* Exactly these of the features that depend on the disc [MMC-6 "Profile definitions"]. */
static void expect_current(struct rig *rig, unsigned profile, const unsigned *codes, unsigned count)
{
	static const unsigned optional[] = {0x0010, 0x001F, 0x0020, 0x0021, 0x0023, 0x0024,
	                                    0x002A, 0x002B, 0x002F, 0x0040, 0x0041, 0x0107};
	struct configuration all;

	if (!fetch(rig, 0, 0, &all))
		return;
	EXPECT_EQUAL(all.profile, profile);
	for (unsigned i = 0; i < sizeof(optional) / sizeof(optional[0]); i++) {
		const struct descriptor *feature = find(&all, optional[i]);
		bool wanted = false;

		for (unsigned k = 0; k < count; k++)
			wanted |= codes[k] == optional[i];
		EXPECT(wanted == (feature && feature->current), "feature %04Xh is %scurrent", optional[i],
		       wanted ? "not " : "");
	}
}

#define EXPECT_CURRENT(profile, ...)                                                     \
	do {                                                                             \
		static const unsigned codes[] = {__VA_ARGS__, 0xFFFF};                   \
		expect_current(rig, (profile), codes, sizeof(codes) / sizeof(codes[0])); \
	} while (0)

static void with_dvd_plus_r(struct rig *rig)
{
	EXPECT_CURRENT(0x001B, 0x0010, 0x001F, 0x002B, 0x0107);
}

static void with_unformatted_bd_re(struct rig *rig)
{
	EXPECT_CURRENT(0x0043, 0x0010, 0x0023, 0x0024, 0x0040, 0x0041, 0x0107);
}

static void with_formatted_bd_re(struct rig *rig)
{
	EXPECT_CURRENT(0x0043, 0x0010, 0x0020, 0x0023, 0x0024, 0x0040, 0x0041, 0x0107);
}

static void with_dvd_rom(struct rig *rig)
{
	EXPECT_CURRENT(0x0010, 0x0010, 0x001F, 0x0107);
}

static void with_bd_rom(struct rig *rig)
{
	EXPECT_CURRENT(0x0040, 0x0010, 0x0040, 0x0107);
}

static void with_nothing(struct rig *rig)
{
	EXPECT_CURRENT(0x0000, 0xFFFF);
}

/* The profile list names what the drive knows; CurrentP is on the one that the header names. */
static void profile_list_agrees(struct rig *rig)
{
	static const unsigned known[] = {0x0043, 0x0040, 0x001B, 0x0010};
	struct configuration all;
	const struct descriptor *list;
	unsigned current = 0, found = 0;

	if (!fetch(rig, 0, 0, &all) || !EXPECT((list = find(&all, 0x0000)) != NULL, "there is no profile list"))
		return;
	for (unsigned at = 4; at + 4 <= list->bytes; at += 4) {
		bool marked = list->at[at + 2] & 0x01;

		current += marked;
		EXPECT(marked == (u16(list->at + at) == all.profile), "profile %04Xh is marked wrongly",
		       u16(list->at + at));
		for (unsigned i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			found += u16(list->at + at) == known[i];
	}
	EXPECT_EQUAL(current, all.profile != 0);
	EXPECT_EQUAL(found, sizeof(known) / sizeof(known[0]));
}

/* ---- payloads ---- */

static const struct descriptor *one(struct rig *rig, unsigned code, unsigned bytes, struct configuration *all)
{
	const struct descriptor *feature;

	if (!fetch(rig, 0, 0, all))
		return NULL;
	feature = find(all, code);
	return EXPECT(feature && feature->bytes == 4 + bytes, "feature %04Xh has not %u bytes", code, bytes) ? feature
	                                                                                                     : NULL;
}

static void core_names_the_interface(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *core = one(rig, 0x0001, 8, &all);

	if (!core)
		return;
	EXPECT(u32(core->at + 4) >= 1 && u32(core->at + 4) <= 8, "physical interface standard %u", u32(core->at + 4));
	EXPECT(core->at[8] & 0x01, "the device busy event is denied");
	EXPECT_EQUAL(core->at[2] >> 2 & 0x0F, 2);
}

static void morphing_names_the_events(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *morphing = one(rig, 0x0002, 4, &all);

	if (morphing)
		EXPECT_EQUAL(morphing->at[4], 0x02); /* operational change events, polled only */
}

static void removable_medium_names_the_tray(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *removable = one(rig, 0x0003, 4, &all);

	if (!removable)
		return;
	EXPECT_EQUAL(removable->at[4] >> 5, 1);      /* tray */
	EXPECT_EQUAL(removable->at[4] & 0x19, 0x19); /* Load, Eject, Lock */
}

static void random_readable_names_the_blocks(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *readable = one(rig, 0x0010, 8, &all);
	bool bd = strncmp(rig->medium, "bd", 2) == 0;

	if (!readable)
		return;
	EXPECT_EQUAL(u32(readable->at + 4), 2048);
	EXPECT_EQUAL(u16(readable->at + 8), bd ? 32 : 16);
	EXPECT_EQUAL(readable->at[10], 0x01);
}

static void random_writable_names_the_last_block(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *writable = one(rig, 0x0020, 12, &all);

	if (!writable)
		return;
	EXPECT_EQUAL(u32(writable->at + 4), rig->capacity_blocks - 1);
	EXPECT_EQUAL(u32(writable->at + 8), 2048);
	EXPECT_EQUAL(u16(writable->at + 12), 32);
	EXPECT_EQUAL(writable->at[14], 0x01);
}

static void dvd_plus_r_can_be_written(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *plus = one(rig, 0x002B, 4, &all);

	if (plus)
		EXPECT_EQUAL(plus->at[4], 0x01);
}

/* What the formats of READ FORMAT CAPACITIES need: certification, and no spare areas. */
static void formattable_names_the_formats(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *formattable = one(rig, 0x0023, 8, &all);

	if (formattable)
		EXPECT_EQUAL(formattable->at[4] & 0x0B, 0x0B);
}

static void bd_is_read_and_written(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *read = one(rig, 0x0040, 28, &all), *write;

	if (!read || !(write = one(rig, 0x0041, 20, &all)))
		return;
	EXPECT(u32(write->at + 8) | u32(write->at + 12), "no class of BD-RE can be written");
	read = find(&all, 0x0040);
	if (!EXPECT(read != NULL, "BD Read is gone"))
		return;
	for (unsigned i = 8; i < 16; i++)
		EXPECT((write->at[i] & ~read->at[i]) == 0, "a class of BD-RE is written and not read");
	EXPECT(u32(read->at + 24) | u32(read->at + 28), "no class of BD-ROM can be read");
}

static void streaming_names_its_commands(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *streaming = one(rig, 0x0107, 4, &all);

	if (streaming)
		EXPECT_EQUAL(streaming->at[4] & 0x1A, 0x1A); /* RBCB, SCS, WSPD: each of them has cases */
}

static void identities_are_text(struct rig *rig)
{
	struct configuration all;
	const struct descriptor *serial, *firmware;

	if (!(firmware = one(rig, 0x010C, 16, &all)))
		return;
	for (unsigned i = 4; i < 18; i++)
		EXPECT(firmware->at[i] >= '0' && firmware->at[i] <= '9', "the firmware's date has %02Xh",
		       firmware->at[i]);
	serial = find(&all, 0x0108);
	for (unsigned i = 4; serial && i < serial->bytes; i++)
		EXPECT(serial->at[i] >= 0x20 && serial->at[i] <= 0x7E, "the serial number has %02Xh", serial->at[i]);
}

/* clang-format off */
#define EACH "dvd+r bd-re dvd-rom bd-rom"
const struct test_case mmc_configuration_cases[] = {
	{"GetConfiguration.All.Ascending",     "CFG-01", "", DRIVE, "any",     codes_ascend},
	{"GetConfiguration.All.Whole",         "CFG-02", "", DRIVE, "any",     descriptors_are_whole},
	{"GetConfiguration.All.Start",         "CFG-03", "", DRIVE, "any",     start_skips_what_is_before},
	{"GetConfiguration.All.BehindTheLast", "CFG-03", "", DRIVE, "any",     behind_the_last_is_nothing},
	{"GetConfiguration.Current",           "CFG-04", "", DRIVE, EACH,      current_ones_are_those_marked},
	{"GetConfiguration.Current.Start",     "CFG-04", "", DRIVE, EACH,      current_ones_start_too},
	{"GetConfiguration.One",               "CFG-05", "", DRIVE, "any",     one_is_one},
	{"GetConfiguration.One.Unknown",       "CFG-06", "", DRIVE, "any",     unknown_one_is_none},
	{"GetConfiguration.ReservedType",      "CFG-07", "", DRIVE, "any",     fourth_way_is_refused},
	{"GetConfiguration.Persistent",        "CFG-08", "", DRIVE, EACH,      persistent_ones},
	{"GetConfiguration.Persistent.NoDisc", "CFG-08", "", DRIVE, "",        persistent_ones},
	{"GetConfiguration.With.DvdPlusR",     "CFG-09 CFG-10", "", NEW_DISC, "dvd+r",   with_dvd_plus_r},
	{"GetConfiguration.With.BdReBlank",    "CFG-09 CFG-11", "", NEW_DISC, "bd-re",   with_unformatted_bd_re},
	{"GetConfiguration.With.BdRe",         "CFG-09 CFG-11", "", ROOM,     "bd-re",   with_formatted_bd_re},
	{"GetConfiguration.With.DvdRom",       "CFG-09 CFG-12", "", DRIVE,    "dvd-rom", with_dvd_rom},
	{"GetConfiguration.With.BdRom",        "CFG-09 CFG-12", "", DRIVE,    "bd-rom",  with_bd_rom},
	{"GetConfiguration.With.Nothing",      "CFG-09 CFG-13", "", DRIVE,    "",        with_nothing},
	{"GetConfiguration.ProfileList",       "CFG-14", "", DRIVE, EACH,      profile_list_agrees},
	{"GetConfiguration.ProfileList.NoDisc", "CFG-14", "", DRIVE, "",       profile_list_agrees},
	{"GetConfiguration.Core",              "CFG-15", "", DRIVE, "any",     core_names_the_interface},
	{"GetConfiguration.Morphing",          "CFG-16", "", DRIVE, "any",     morphing_names_the_events},
	{"GetConfiguration.RemovableMedium",   "CFG-17", "", DRIVE, "any",     removable_medium_names_the_tray},
	{"GetConfiguration.RandomReadable",    "CFG-18", "", DRIVE, EACH,      random_readable_names_the_blocks},
	{"GetConfiguration.RandomWritable",    "CFG-19", "", ROOM,  "bd-re",   random_writable_names_the_last_block},
	{"GetConfiguration.DvdPlusR",          "CFG-20", "", DRIVE, "dvd+r",   dvd_plus_r_can_be_written},
	{"GetConfiguration.Formattable",       "CFG-21", "", DRIVE, "bd-re",   formattable_names_the_formats},
	{"GetConfiguration.Bd",                "CFG-22", "", DRIVE, "bd-re",   bd_is_read_and_written},
	{"GetConfiguration.Streaming",         "CFG-23", "", DRIVE, "any",     streaming_names_its_commands},
	{"GetConfiguration.Identities",        "CFG-24", "", DRIVE, "any",     identities_are_text},
	{0},
};
/* clang-format on */
