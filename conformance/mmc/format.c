/* SPDX-License-Identifier: MIT */
/* READ FORMAT CAPACITIES and FORMAT UNIT [MMC-6, the clauses of these names]: what is offered, and that it is kept. */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

enum { LIST_MAX = 252, OFFERS_MAX = 31, NO_MEDIA = 3, FORMATTED = 2, UNFORMATTED = 1 };

struct offers {
	uint32_t blocks; /* of the current or maximum capacity */
	unsigned state;  /* its descriptor type */
	unsigned count;
	struct {
		uint32_t blocks, parameter;
		unsigned type, subtype;
		const uint8_t *descriptor;
	} formats[OFFERS_MAX];
	uint8_t list[LIST_MAX];
};

static bool fetch_capacities(struct rig *rig, struct offers *ret_offers)
{
	uint8_t *list = ret_offers->list;
	struct answer answer = order_in(rig, "23 00 00 00 00 00 00 00 FC 00", list, LIST_MAX);

	if (!EXPECT_GOOD(answer) || !EXPECT(list[3] >= 8 && list[3] % 8 == 0 && answer.transferred == list[3] + 4u,
	                                    "the list says it has %u bytes", list[3]))
		return false;
	ret_offers->blocks = u32(list + 4);
	ret_offers->state = list[8] & 0x03;
	ret_offers->count = list[3] / 8 - 1;
	for (unsigned i = 0; i < ret_offers->count; i++) {
		const uint8_t *descriptor = list + 12 + 8 * i;

		ret_offers->formats[i].descriptor = descriptor;
		ret_offers->formats[i].blocks = u32(descriptor);
		ret_offers->formats[i].type = descriptor[4] >> 2;
		ret_offers->formats[i].subtype = descriptor[4] & 0x03;
		ret_offers->formats[i].parameter = u24(descriptor + 5);
	}
	return true;
}

/* The same, for who wants to format: there are at least two offers. */
static bool fetch_offers(struct rig *rig, struct offers *ret_offers)
{
	return fetch_capacities(rig, ret_offers) &&
	       EXPECT(ret_offers->count >= 2, "there are %u formats", ret_offers->count);
}

/* FORMAT UNIT with a list of a header and this descriptor. */
static struct answer format_to(struct rig *rig, const uint8_t *descriptor)
{
	uint8_t list[12] = {0, 0, 0, 8};

	memcpy(list + 4, descriptor, 8);
	return order_out(rig, "04 11 00 00 00 00", list, sizeof(list));
}

/* ---- READ FORMAT CAPACITIES ---- */

static void without_a_disc(struct rig *rig)
{
	struct offers offers;

	if (!fetch_capacities(rig, &offers))
		return;
	EXPECT_EQUAL(offers.state, NO_MEDIA);
	EXPECT_EQUAL(offers.count, 0);
	EXPECT(offers.blocks > 0, "there is no largest capacity");
}

static void unformatted_disc(struct rig *rig)
{
	struct offers offers;

	if (!fetch_capacities(rig, &offers))
		return;
	EXPECT_EQUAL(offers.state, UNFORMATTED);
	EXPECT(offers.blocks > 0, "the disc has no capacity");
}

static void formatted_disc(struct rig *rig)
{
	struct offers offers;

	if (!fetch_capacities(rig, &offers))
		return;
	EXPECT_EQUAL(offers.state, FORMATTED);
	EXPECT_EQUAL(offers.blocks, rig->capacity_blocks);
	EXPECT_EQUAL(offers.list[8] >> 2, 0);
	EXPECT_EQUAL(u24(offers.list + 9), 2048);
}

static void blank_dvd_plus_r(struct rig *rig)
{
	struct offers offers;

	if (!fetch_capacities(rig, &offers))
		return;
	EXPECT_EQUAL(offers.state, UNFORMATTED);
	EXPECT_EQUAL(offers.blocks, rig->capacity_blocks);
	EXPECT_EQUAL(offers.count, 0);
}

static void written_dvd_plus_r(struct rig *rig)
{
	struct offers offers;

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	if (!fetch_capacities(rig, &offers))
		return;
	EXPECT_EQUAL(offers.state, FORMATTED);
	EXPECT_EQUAL(offers.blocks, 32);
}

/* Types 00h, 30h and 31h; spares and blocks make up the disc, but for what has no spares. */
static void offers_of_a_bd_re(struct rig *rig)
{
	struct offers offers;
	unsigned types = 0;
	uint32_t whole = 0;

	if (!fetch_capacities(rig, &offers))
		return;
	for (unsigned i = 0; i < offers.count; i++)
		if (offers.formats[i].type == 0x31)
			whole = offers.formats[i].blocks;
	for (unsigned i = 0; i < offers.count; i++) {
		unsigned type = offers.formats[i].type;

		EXPECT(type == 0x00 || type == 0x30 || type == 0x31, "there is a format of type %02Xh", type);
		types |= type == 0x00 ? 1 : type == 0x30 ? 2 : 4;
		EXPECT(offers.formats[i].blocks % 32 == 0 && offers.formats[i].blocks > 0, "format %u has %u blocks", i,
		       offers.formats[i].blocks);
		if (type == 0x31)
			EXPECT_EQUAL(offers.formats[i].parameter, 2048);
		else
			EXPECT_EQUAL(offers.formats[i].blocks + 32 * offers.formats[i].parameter, whole);
	}
	EXPECT_EQUAL(types, 7);
}

/* ---- FORMAT UNIT: each of them ---- */

static void each_offer_is_kept(struct rig *rig)
{
	struct offers offers, after;

	if (!fetch_offers(rig, &offers))
		return;
	for (unsigned i = 0; i < offers.count; i++) {
		REQUIRE_GOOD(format_to(rig, offers.formats[i].descriptor));
		EXPECT(await_ready(rig), "the disc is not ready");
		EXPECT_EQUAL(readable_blocks(rig), offers.formats[i].blocks);
		EXPECT_EQUAL(track_number(rig, 1).blocks, offers.formats[i].blocks);
		EXPECT_GOOD(write_blocks(rig, offers.formats[i].blocks - 16, 16, rig->seed));
		EXPECT_SENSE(write_blocks(rig, offers.formats[i].blocks, 1, rig->seed), 0x052100);
		if (fetch_capacities(rig, &after))
			EXPECT_EQUAL(after.blocks, offers.formats[i].blocks);
	}
}

/* Without spares there is no defect management. */
static void spares_are_a_feature(struct rig *rig)
{
	struct offers offers;
	uint8_t feature[16];

	if (!fetch_offers(rig, &offers))
		return;
	for (unsigned i = 0; i < offers.count; i++) {
		REQUIRE_GOOD(format_to(rig, offers.formats[i].descriptor));
		EXPECT_GOOD(order_in(rig, "46 02 00 24 00 00 00 00 10 00", feature, sizeof(feature)));
		EXPECT_EQUAL(feature[10] & 0x01, offers.formats[i].type != 0x31);
	}
}

static void other_spares_of_type_30(struct rig *rig)
{
	struct offers offers;
	uint8_t descriptor[8] = {0, 0, 0, 0, 0x30 << 2, 0, 0, 100};
	uint32_t whole;

	if (!fetch_offers(rig, &offers))
		return;
	whole = offers.formats[0].blocks + 32 * offers.formats[0].parameter;
	put_u32(descriptor, whole - 3200);
	EXPECT_GOOD(format_to(rig, descriptor));
	EXPECT_EQUAL(readable_blocks(rig), whole - 3200);
	put_u32(descriptor, whole - 3232);
	EXPECT_PARAMETER_FIELD(format_to(rig, descriptor), 4);
	EXPECT_EQUAL(readable_blocks(rig), whole - 3200);
}

static void format_forgets(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	REQUIRE_GOOD(format_disc(rig));
	EXPECT_ZEROS(rig, 0, 32);
}

/* ---- FORMAT UNIT: what is refused ---- */

static void expect_unformatted(struct rig *rig)
{
	EXPECT_EQUAL(disc_information(rig).status, 0);
}

static void refuse_list(struct rig *rig, unsigned byte, uint8_t value, unsigned field)
{
	struct offers offers;
	uint8_t list[12] = {0, 0, 0, 8};

	if (!fetch_offers(rig, &offers))
		return;
	memcpy(list + 4, offers.formats[0].descriptor, 8);
	list[byte] = value;
	EXPECT_PARAMETER_FIELD(order_out(rig, "04 11 00 00 00 00", list, sizeof(list)), field);
	expect_unformatted(rig);
}

static void bad_cdb(struct rig *rig)
{
	static const uint8_t list[12] = {0, 0, 0, 8};

	EXPECT_CDB_FIELD(order_out(rig, "04 01 00 00 00 00", list, sizeof(list)), 1);
	EXPECT_CDB_FIELD(order_out(rig, "04 10 00 00 00 00", list, sizeof(list)), 1);
	EXPECT_CDB_FIELD(order_out(rig, "04 12 00 00 00 00", list, sizeof(list)), 1);
	expect_unformatted(rig);
}

static void bad_header(struct rig *rig)
{
	refuse_list(rig, 1, 0x08, 1); /* IP */
	refuse_list(rig, 1, 0x40, 1); /* DPRY without FOV */
	refuse_list(rig, 1, 0x20, 1); /* DCRT without FOV */
	refuse_list(rig, 3, 16, 2);   /* two descriptors */
	refuse_list(rig, 3, 0, 2);
}

static void bad_descriptor(struct rig *rig)
{
	refuse_list(rig, 8, 0x26 << 2, 8);       /* of DVD+RW */
	refuse_list(rig, 8, 0x00 << 2 | 0x2, 8); /* a sub-type that the type has not */
	refuse_list(rig, 8, 0x30 << 2 | 0x1, 8);
	refuse_list(rig, 7, 1, 4); /* a size that is not offered */
	refuse_list(rig, 4, 1, 4);
}

static void options_are_taken(struct rig *rig)
{
	struct offers offers;
	uint8_t list[12] = {0, 0xA0 /* FOV, DCRT */, 0, 8};

	if (!fetch_offers(rig, &offers))
		return;
	memcpy(list + 4, offers.formats[0].descriptor, 8);
	EXPECT_GOOD(order_out(rig, "04 19 00 00 00 00", list, sizeof(list))); /* CmpList */
	EXPECT_EQUAL(readable_blocks(rig), offers.formats[0].blocks);
}

static void certification_is_taken(struct rig *rig)
{
	struct offers offers;
	uint8_t descriptor[8];

	if (!fetch_offers(rig, &offers))
		return;
	for (unsigned subtype = 2; subtype <= 3; subtype++) {
		memcpy(descriptor, offers.formats[1].descriptor, 8);
		EXPECT_EQUAL(descriptor[4], 0x30 << 2);
		descriptor[4] |= (uint8_t)subtype;
		EXPECT_GOOD(format_to(rig, descriptor));
	}
}

static void data_must_come(struct rig *rig)
{
	static const uint8_t list[11] = {0, 0, 0, 8};

	EXPECT_KEY(order_out(rig, "04 11 00 00 00 00", list, sizeof(list)), 0xB);
	expect_unformatted(rig);
}

static void other_media(struct rig *rig)
{
	static const uint8_t list[12] = {0, 0, 0, 8, 0, 0, 0x20, 0, 0, 0, 0x08, 0};

	EXPECT_ONE_SENSE(order_out(rig, "04 11 00 00 00 00", list, sizeof(list)), 0x053006, 0x053005);
}

/* ---- power loss ---- */

static void power_loss_leaves_it_unformatted(struct rig *rig)
{
	struct offers offers;
	uint8_t list[12] = {0, 0x02, 0, 8};

	if (!fetch_offers(rig, &offers))
		return;
	memcpy(list + 4, offers.formats[0].descriptor, 8);
	REQUIRE_GOOD(order_out(rig, "04 11 00 00 00 00", list, sizeof(list)));
	pass(rig, 10 * NS_PER_S);
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	expect_unformatted(rig);
	EXPECT_GOOD(format_disc(rig));
}

static void reset_does_not_stop_it(struct rig *rig)
{
	struct offers offers;
	uint8_t list[12] = {0, 0x02, 0, 8};

	if (!fetch_offers(rig, &offers))
		return;
	memcpy(list + 4, offers.formats[0].descriptor, 8);
	REQUIRE_GOOD(order_out(rig, "04 11 00 00 00 00", list, sizeof(list)));
	pass(rig, 10 * NS_PER_S);
	rig_reset(rig);
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(readable_blocks(rig), offers.formats[0].blocks);
}

/* clang-format off */
const struct test_case mmc_format_cases[] = {
	{"FormatCapacities.NoDisc",      "RFC-01", "", DRIVE,    "",      without_a_disc},
	{"FormatCapacities.Unformatted", "RFC-02", "", NEW_DISC, "bd-re", unformatted_disc},
	{"FormatCapacities.Formatted",   "RFC-02", "", ROOM,     "bd-re", formatted_disc},
	{"FormatCapacities.Blank",       "RFC-03", "", ROOM,     "dvd+r", blank_dvd_plus_r},
	{"FormatCapacities.Written",     "RFC-03", "", ROOM,     "dvd+r", written_dvd_plus_r},
	{"FormatCapacities.Offers",      "RFC-04", "", NEW_DISC, "bd-re", offers_of_a_bd_re},
	{"Format.EachOffer",             "FMT-02", "", NEW_DISC, "bd-re", each_offer_is_kept},
	{"Format.Spares",                "FMT-03", "", NEW_DISC, "bd-re", spares_are_a_feature},
	{"Format.OtherSpares",           "FMT-04", "", NEW_DISC, "bd-re", other_spares_of_type_30},
	{"Format.Forgets",               "FMT-05", "", ROOM | OURS, "bd-re", format_forgets},
	{"Format.Bad.Cdb",               "FMT-06", "", NEW_DISC, "bd-re", bad_cdb},
	{"Format.Bad.Header",            "FMT-07", "", NEW_DISC, "bd-re", bad_header},
	{"Format.Bad.Descriptor",        "FMT-08", "", NEW_DISC, "bd-re", bad_descriptor},
	{"Format.Options",               "FMT-09", "", NEW_DISC, "bd-re", options_are_taken},
	{"Format.Certification",         "FMT-09", "", NEW_DISC, "bd-re", certification_is_taken},
	{"Format.DataMissing",           "FMT-10", "", NEW_DISC | OURS, "bd-re", data_must_come},
	{"Format.OtherMedia",            "FMT-11", "", NEW_DISC, "dvd+r dvd-rom bd-rom", other_media},
	{"Format.PowerLoss",             "FMT-12", "", HANDS | SLOW | OURS, "bd-re", power_loss_leaves_it_unformatted},
	{"Format.Reset",                 "FMT-13", "", HANDS | SLOW, "bd-re", reset_does_not_stop_it},
	{0},
};
/* clang-format on */
