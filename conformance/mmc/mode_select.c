/* SPDX-License-Identifier: MIT */
/* MODE SELECT(6) and (10) [SPC-4 "MODE SELECT(6)"]: what is taken, what is refused, and that what is refused changes
 * nothing. */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"
#include "conformance/mmc/mode.h"

enum { HEADER = 8, RETRIES = 3 /* of page 01h */ };

struct answer select_pages(struct rig *rig, const uint8_t *pages, unsigned bytes)
{
	uint8_t list[HEADER + PAGE_MAX] = {0};

	if (!EXPECT(bytes <= PAGE_MAX, "there is nothing to select"))
		return (struct answer){0};
	memcpy(list + HEADER, pages, bytes);
	return order_cdb_out(rig, cdb_with(cdb_of("55 10 00 00 00 00 00 00 00 00"), 7, 2, HEADER + bytes), list,
	                     HEADER + bytes);
}

/* Expects a page to be as it was. */
static void expect_same(struct rig *rig, const uint8_t *page, unsigned bytes)
{
	uint8_t now[PAGE_MAX];

	EXPECT_EQUAL(sense_page(rig, CURRENT, page[0] & 0x3F, now), bytes);
	EXPECT(memcmp(now, page, bytes) == 0, "page %02Xh is not as it should be", page[0]);
}

static void change_is_read_back(struct rig *rig)
{
	uint8_t page[PAGE_MAX], defaults[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x01, page);

	page[RETRIES] ^= 0x55;
	EXPECT_GOOD(select_pages(rig, page, bytes));
	expect_same(rig, page, bytes);
	EXPECT_EQUAL(sense_page(rig, DEFAULT, 0x01, defaults), bytes);
	EXPECT(defaults[RETRIES] != page[RETRIES], "the default follows what was selected");
}

static void small_one_does_the_same(struct rig *rig)
{
	uint8_t page[PAGE_MAX], list[4 + PAGE_MAX] = {0};
	unsigned bytes = sense_page(rig, CURRENT, 0x01, page);

	page[RETRIES] ^= 0x55;
	memcpy(list + 4, page, bytes);
	EXPECT_GOOD(order_cdb_out(rig, cdb_with(cdb_of("15 10 00 00 00 00"), 4, 1, 4 + bytes), list, 4 + bytes));
	expect_same(rig, page, bytes);
}

/* Every bit that is not changeable, of every page. */
static void what_cannot_change_is_refused(struct rig *rig)
{
	uint8_t pages[PAGE_MAX], changeable[PAGE_MAX], page[PAGE_MAX];
	unsigned all = sense_page(rig, CURRENT, EVERY_PAGE, pages);

	sense_page(rig, CHANGEABLE, EVERY_PAGE, changeable);
	for (unsigned at = 0, bytes; at + 2 <= all; at += bytes) {
		bytes = pages[at + 1] + 2u;
		if (!EXPECT(bytes <= ONE_PAGE_MAX && at + bytes <= all, "page %02Xh has %u bytes", pages[at], bytes))
			return;
		for (unsigned i = 2; i < bytes; i++) {
			if (changeable[at + i] == 0xFF)
				continue;
			memcpy(page, pages + at, bytes);
			page[i] ^= (uint8_t)~changeable[at + i];
			if (!EXPECT_PARAMETER_FIELD(select_pages(rig, page, bytes), HEADER + i))
				return;
		}
		expect_same(rig, pages + at, bytes);
	}
}

static void what_was_sensed_can_be_selected(struct rig *rig)
{
	uint8_t pages[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, EVERY_PAGE, pages);

	EXPECT_GOOD(select_pages(rig, pages, bytes));
}

static void saveable_bit_is_ignored(struct rig *rig)
{
	uint8_t page[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x01, page);

	page[0] |= 0x80;
	EXPECT_GOOD(select_pages(rig, page, bytes));
}

/* ---- lists that are wrong ---- */

static void wrong_page_length_is_refused(struct rig *rig)
{
	uint8_t page[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x01, page);

	page[1]--;
	EXPECT_ONE_SENSE(select_pages(rig, page, bytes), 0x052600, 0x051A00);
	EXPECT_ONE_SENSE(select_pages(rig, page, bytes - 1), 0x052600, 0x051A00);
	page[1] += 2;
	EXPECT_ONE_SENSE(select_pages(rig, page, bytes + 1), 0x052600, 0x051A00);
}

static void cut_page_is_refused(struct rig *rig)
{
	uint8_t page[PAGE_MAX], before[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x01, page);

	memcpy(before, page, bytes);
	page[RETRIES] ^= 0x55;
	EXPECT_SENSE(select_pages(rig, page, bytes - 1), 0x051A00);
	EXPECT_SENSE(select_pages(rig, page, 1), 0x051A00);
	expect_same(rig, before, bytes);
}

static void cut_header_is_refused(struct rig *rig)
{
	static const uint8_t list[HEADER];

	EXPECT_SENSE(order_out(rig, "55 10 00 00 00 00 00 00 07 00", list, 7), 0x051A00);
	EXPECT_SENSE(order_out(rig, "15 10 00 00 03 00", list, 3), 0x051A00);
}

static void nothing_is_no_error(struct rig *rig)
{
	static const uint8_t list[HEADER];

	EXPECT_GOOD(order(rig, "55 10 00 00 00 00 00 00 00 00"));
	EXPECT_GOOD(order(rig, "15 10 00 00 00 00"));
	EXPECT_GOOD(order_out(rig, "55 10 00 00 00 00 00 00 08 00", list, HEADER));
}

static void saving_is_refused(struct rig *rig)
{
	static const uint8_t list[HEADER];

	EXPECT_CDB_FIELD(order_out(rig, "55 11 00 00 00 00 00 00 08 00", list, HEADER), 1);
}

static void unknown_page_is_refused(struct rig *rig)
{
	static const uint8_t page[12] = {0x02, 10};

	EXPECT_PARAMETER_FIELD(select_pages(rig, page, sizeof(page)), HEADER);
}

static void all_or_none(struct rig *rig)
{
	uint8_t page[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x01, page);

	page[RETRIES] ^= 0x55;
	page[bytes] = 0x02;
	page[bytes + 1] = 10;
	memset(page + bytes + 2, 0, 10);
	EXPECT_PARAMETER_FIELD(select_pages(rig, page, bytes + 12), HEADER + bytes);
	page[RETRIES] ^= 0x55;
	expect_same(rig, page, bytes);
}

static void two_at_once(struct rig *rig)
{
	uint8_t pages[PAGE_MAX], page[PAGE_MAX];
	unsigned first = sense_page(rig, CURRENT, 0x01, pages), second = sense_page(rig, CURRENT, 0x1A, page);

	memcpy(pages + first, page, second);
	pages[RETRIES] ^= 0x55;
	pages[first + 3] ^= 0x01;
	EXPECT_GOOD(select_pages(rig, pages, first + second));
	expect_same(rig, pages, first);
	expect_same(rig, pages + first, second);
}

/* Linux sends one with its block length. */
static void block_descriptor(struct rig *rig)
{
	uint8_t list[16] = {[7] = 8, [14] = 0x08};

	EXPECT_GOOD(order_out(rig, "55 10 00 00 00 00 00 00 10 00", list, 16));
	list[14] = 0x02;
	EXPECT_PARAMETER_FIELD(order_out(rig, "55 10 00 00 00 00 00 00 10 00", list, 16), 13);
	list[7] = 4;
	EXPECT_PARAMETER_FIELD(order_out(rig, "55 10 00 00 00 00 00 00 10 00", list, 16), 7);
	list[7] = 8;
	EXPECT_SENSE(order_out(rig, "55 10 00 00 00 00 00 00 0C 00", list, 12), 0x051A00);
}

static void data_must_come(struct rig *rig)
{
	uint8_t page[PAGE_MAX], list[HEADER + PAGE_MAX] = {0};
	unsigned bytes = sense_page(rig, CURRENT, 0x01, page);

	memcpy(list + HEADER, page, bytes);
	list[HEADER + RETRIES] ^= 0x55;
	EXPECT_KEY(order_cdb_out(rig, cdb_with(cdb_of("55 10 00 00 00 00 00 00 00 00"), 7, 2, HEADER + bytes), list,
	                         HEADER),
	           0xB);
	expect_same(rig, page, bytes);
}

/* ---- page 05h: an honest drive does not claim to write what it cannot ---- */

static void refuse_write_parameter(struct rig *rig, unsigned byte, uint8_t mask, uint8_t value)
{
	uint8_t page[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x05, page);

	page[byte] = (uint8_t)((page[byte] & ~mask) | value);
	EXPECT_PARAMETER_FIELD(select_pages(rig, page, bytes), HEADER + byte);
}

static void raw_writing_is_refused(struct rig *rig)
{
	for (uint8_t type = 3; type < 16; type++)
		refuse_write_parameter(rig, 2, 0x0F, type);
	refuse_write_parameter(rig, 2, 0x0F, 1);
}

static void raw_blocks_are_refused(struct rig *rig)
{
	for (uint8_t type = 0; type < 16; type++)
		if (type != 8)
			refuse_write_parameter(rig, 4, 0x0F, type);
}

static void simulation_is_refused(struct rig *rig)
{
	refuse_write_parameter(rig, 2, 0x10, 0x10);
}

/* Page 1Dh has the bit; the Write Protect feature, which is not there, would be what makes it work. */
static void write_protection_is_refused(struct rig *rig)
{
	uint8_t page[PAGE_MAX], feature[16];
	unsigned bytes = sense_page(rig, CURRENT, 0x1D, page);
	struct answer answer = order_in(rig, "46 02 00 04 00 00 00 00 10 00", feature, sizeof(feature));

	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 8);
	page[4] ^= 0x01;
	EXPECT_PARAMETER_FIELD(select_pages(rig, page, bytes), HEADER + 4);
}

static void disc_at_once_is_taken(struct rig *rig)
{
	uint8_t page[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x05, page);

	page[2] = (uint8_t)((page[2] & 0xF0) | 2);
	EXPECT_GOOD(select_pages(rig, page, bytes));
	expect_same(rig, page, bytes);
}

/* ---- how long it lasts ---- */

static void change(struct rig *rig, uint8_t ret_default[PAGE_MAX], unsigned *ret_bytes)
{
	uint8_t page[PAGE_MAX];

	*ret_bytes = sense_page(rig, DEFAULT, 0x01, ret_default);
	memcpy(page, ret_default, *ret_bytes);
	page[RETRIES] ^= 0x55;
	EXPECT_GOOD(select_pages(rig, page, *ret_bytes));
	expect_same(rig, page, *ret_bytes);
}

static void reset_restores_defaults(struct rig *rig)
{
	uint8_t defaults[PAGE_MAX];
	unsigned bytes;

	change(rig, defaults, &bytes);
	rig_reset(rig);
	fetch_attentions(rig);
	expect_same(rig, defaults, bytes);
}

static void power_on_restores_defaults(struct rig *rig)
{
	uint8_t defaults[PAGE_MAX];
	unsigned bytes;

	change(rig, defaults, &bytes);
	rig_power_cycle(rig);
	fetch_attentions(rig);
	expect_same(rig, defaults, bytes);
}

static void another_disc_changes_nothing(struct rig *rig)
{
	uint8_t defaults[PAGE_MAX], page[PAGE_MAX];
	unsigned bytes;

	change(rig, defaults, &bytes);
	memcpy(page, defaults, bytes);
	page[RETRIES] ^= 0x55;
	EXPECT_EQUAL(rig_insert(rig, "bd-re"), 0);
	EXPECT(await_ready(rig), "the disc is not ready");
	expect_same(rig, page, bytes);
}

/* clang-format off */
const struct test_case mmc_mode_select_cases[] = {
	{"ModeSelect.ReadBack",            "SEL-01", "", NEW_DISC, "any",   change_is_read_back},
	{"ModeSelect.BothSizes",           "SEL-02", "", NEW_DISC, "any",   small_one_does_the_same},
	{"ModeSelect.NotChangeable",       "SEL-03", "", NEW_DISC, "any",   what_cannot_change_is_refused},
	{"ModeSelect.AsSensed",            "SEL-04", "", NEW_DISC, "any",   what_was_sensed_can_be_selected},
	{"ModeSelect.SaveableBit",         "SEL-04", "", NEW_DISC, "any",   saveable_bit_is_ignored},
	{"ModeSelect.List.PageLength",     "SEL-05", "", NEW_DISC, "any",   wrong_page_length_is_refused},
	{"ModeSelect.List.CutPage",        "SEL-06", "", NEW_DISC, "any",   cut_page_is_refused},
	{"ModeSelect.List.CutHeader",      "SEL-06", "", NEW_DISC, "any",   cut_header_is_refused},
	{"ModeSelect.List.Nothing",        "SEL-07", "", NEW_DISC, "any",   nothing_is_no_error},
	{"ModeSelect.List.Saving",         "SEL-08", "", NEW_DISC, "any",   saving_is_refused},
	{"ModeSelect.List.UnknownPage",    "SEL-09", "", NEW_DISC, "any",   unknown_page_is_refused},
	{"ModeSelect.List.AllOrNone",      "SEL-10", "", NEW_DISC, "any",   all_or_none},
	{"ModeSelect.List.Two",            "SEL-10", "", NEW_DISC, "any",   two_at_once},
	{"ModeSelect.List.BlockDescriptor", "SEL-11", "", NEW_DISC, "any",  block_descriptor},
	{"ModeSelect.List.DataMissing",    "SEL-12", "", NEW_DISC, "any",   data_must_come},
	{"ModeSelect.Write.Raw",           "SEL-13", "", NEW_DISC, "any",   raw_writing_is_refused},
	{"ModeSelect.Write.RawBlocks",     "SEL-13", "", NEW_DISC, "any",   raw_blocks_are_refused},
	{"ModeSelect.Write.Simulation",    "SEL-13", "", NEW_DISC, "any",   simulation_is_refused},
	{"ModeSelect.Write.Protection",    "SEL-17", "", NEW_DISC | OURS, "any", write_protection_is_refused},
	{"ModeSelect.Write.DiscAtOnce",    "SEL-14", "", NEW_DISC, "any",   disc_at_once_is_taken},
	{"ModeSelect.Lasts.Reset",         "SEL-15", "", HANDS,    "dvd+r", reset_restores_defaults},
	{"ModeSelect.Lasts.PowerOn",       "SEL-15", "", HANDS,    "dvd+r", power_on_restores_defaults},
	{"ModeSelect.Lasts.AnotherDisc",   "SEL-16", "", HANDS,    "dvd+r", another_disc_changes_nothing},
	{0},
};
/* clang-format on */
