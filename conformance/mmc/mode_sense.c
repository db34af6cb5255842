/* SPDX-License-Identifier: MIT */
/* MODE SENSE(6) and (10) [SPC-4 "MODE SENSE(6)"; MMC-6 "Mode parameters"]. */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"
#include "conformance/mmc/mode.h"

unsigned sense_page(struct rig *rig, unsigned control, unsigned code, uint8_t ret_page[PAGE_MAX])
{
	uint8_t data[8 + PAGE_MAX];
	struct cdb cdb = cdb_with(cdb_of("5A 08 00 00 00 00 00 01 08 00"), 2, 1, control | code);
	struct answer answer = order_cdb_in(rig, cdb, data, sizeof(data));
	unsigned bytes = (unsigned)answer.transferred - 8;

	memset(ret_page, 0, PAGE_MAX);
	if (!EXPECT_GOOD(answer) || !EXPECT(answer.transferred >= 10, "page %02Xh is not there", code) ||
	    !EXPECT(code == EVERY_PAGE || (bytes <= ONE_PAGE_MAX && bytes == data[9] + 2u),
	            "page %02Xh has %u bytes, and says %u", code, bytes, data[9]))
		return 0;
	memcpy(ret_page, data + 8, bytes);
	return bytes;
}

static void both_sizes_agree(struct rig *rig)
{
	static const char *const small = "1A 08 2A 00 FF 00";
	uint8_t page[PAGE_MAX], data[255];
	unsigned bytes = sense_page(rig, CURRENT, 0x2A, page);
	struct answer answer = order_in(rig, small, data, sizeof(data));

	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 4 + bytes);
	EXPECT(memcmp(data + 4, page, bytes) == 0, "MODE SENSE(6) gives another page");
}

static void header_has_no_descriptor(struct rig *rig)
{
	uint8_t data[64];

	EXPECT_GOOD(order_in(rig, "5A 00 01 00 00 00 00 00 40 00", data, sizeof(data)));
	EXPECT_EQUAL(u16(data + 6), 0);
	EXPECT_EQUAL(data[8] & 0x3F, 0x01);
	EXPECT_GOOD(order_in(rig, "1A 00 01 00 40 00", data, sizeof(data)));
	EXPECT_EQUAL(data[3], 0);
	EXPECT_EQUAL(data[4] & 0x3F, 0x01);
}

static void nothing_is_saved(struct rig *rig)
{
	uint8_t data[64];

	EXPECT_SENSE(order_in(rig, "5A 08 C1 00 00 00 00 00 40 00", data, sizeof(data)), 0x053900);
	EXPECT_SENSE(order_in(rig, "1A 08 C1 00 40 00", data, sizeof(data)), 0x053900);
}

static void unknown_page_is_refused(struct rig *rig)
{
	uint8_t data[64];

	EXPECT_CDB_FIELD(order_in(rig, "5A 08 02 00 00 00 00 00 40 00", data, sizeof(data)), 2);
	EXPECT_CDB_FIELD(order_in(rig, "1A 08 3E 00 40 00", data, sizeof(data)), 2);
}

static void subpages_are_refused(struct rig *rig)
{
	uint8_t data[64];

	EXPECT_CDB_FIELD(order_in(rig, "5A 08 01 01 00 00 00 00 40 00", data, sizeof(data)), 3);
}

/* Page by page through all of them: where each begins; 0 at the end. */
static unsigned split(const uint8_t *pages, unsigned bytes, unsigned ret_at[64])
{
	unsigned count = 0, at = 0;

	for (; at + 2 <= bytes && at + 2 + pages[at + 1] <= bytes && count < 64; at += pages[at + 1] + 2u)
		ret_at[count++] = at;
	EXPECT_EQUAL(at, bytes);
	return count;
}

static void all_pages_ascend(struct rig *rig)
{
	uint8_t pages[PAGE_MAX];
	unsigned at[64], count = split(pages, sense_page(rig, CURRENT, EVERY_PAGE, pages), at);

	EXPECT(count >= 7, "there are only %u pages", count);
	for (unsigned i = 1; i < count; i++)
		EXPECT((pages[at[i]] & 0x3F) > (pages[at[i - 1]] & 0x3F), "page %02Xh comes after %02Xh", pages[at[i]],
		       pages[at[i - 1]]);
}

static void all_pages_are_each(struct rig *rig)
{
	uint8_t pages[PAGE_MAX], page[PAGE_MAX];
	unsigned at[64], count = split(pages, sense_page(rig, CURRENT, EVERY_PAGE, pages), at);

	for (unsigned i = 0; i < count; i++) {
		unsigned bytes = sense_page(rig, CURRENT, pages[at[i]] & 0x3F, page);

		if (EXPECT_EQUAL(bytes, pages[at[i] + 1] + 2u))
			EXPECT(memcmp(page, pages + at[i], bytes) == 0, "page %02Xh differs alone", pages[at[i]]);
	}
}

static void the_pages_of_a_burner_are_there(struct rig *rig)
{
	static const uint8_t codes[] = {0x01, 0x05, 0x08, 0x1A, 0x1C, 0x1D, 0x2A};
	static const uint8_t lengths[] = {10, 50, 10, 10, 10, 8, 0};
	uint8_t page[PAGE_MAX];

	for (unsigned i = 0; i < sizeof(codes); i++)
		if (sense_page(rig, CURRENT, codes[i], page))
			EXPECT((page[0] & 0x3F) == codes[i] && (!lengths[i] || page[1] == lengths[i]),
			       "page %02Xh begins with %02X %02X", codes[i], page[0], page[1]);
}

/* Two readings of one page: a bit that differs from its default can be changed. */
static void controls_agree(struct rig *rig)
{
	uint8_t pages[PAGE_MAX], defaults[PAGE_MAX], changeable[PAGE_MAX];
	unsigned at[64], bytes = sense_page(rig, CURRENT, EVERY_PAGE, pages), count = split(pages, bytes, at);

	EXPECT_EQUAL(sense_page(rig, DEFAULT, EVERY_PAGE, defaults), bytes);
	EXPECT_EQUAL(sense_page(rig, CHANGEABLE, EVERY_PAGE, changeable), bytes);
	for (unsigned i = 0; i < count; i++)
		EXPECT(memcmp(changeable + at[i], pages + at[i], 2) == 0 &&
		               memcmp(defaults + at[i], pages + at[i], 2) == 0,
		       "page %02Xh has another header with another page control", pages[at[i]]);
}

static void defaults_are_in_force(struct rig *rig)
{
	uint8_t now[PAGE_MAX], defaults[PAGE_MAX];
	unsigned bytes;

	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	bytes = sense_page(rig, CURRENT, EVERY_PAGE, now);
	EXPECT_EQUAL(sense_page(rig, DEFAULT, EVERY_PAGE, defaults), bytes);
	EXPECT(memcmp(now, defaults, bytes) == 0, "the pages are not at their defaults");
}

static void write_cache_is_on(struct rig *rig)
{
	uint8_t page[PAGE_MAX];

	if (sense_page(rig, CURRENT, 0x08, page))
		EXPECT(page[2] & 0x04, "WCE is not set");
}

/* ---- page 2Ah [MMC-6 "Capabilities and Mechanical Status"] ---- */

/* Linux asks for 128 bytes of MODE SENSE(6), and takes a longer page for a missing one. */
static void capabilities_fit(struct rig *rig)
{
	uint8_t data[128];
	struct answer answer = order_in(rig, "1A 00 2A 00 80 00", data, sizeof(data));

	EXPECT_GOOD(answer);
	EXPECT(data[0] + 1 <= 128, "%u bytes", data[0] + 1);
	EXPECT_EQUAL(data[4] & 0x3F, 0x2A);
}

static void capabilities_tell_the_lock(struct rig *rig)
{
	uint8_t page[PAGE_MAX];

	if (!sense_page(rig, CURRENT, 0x2A, page))
		return;
	EXPECT_EQUAL(page[6] & 0x02, 0);
	EXPECT_EQUAL(page[6] & 0xE9, 0x29); /* tray, Eject, Lock */
	EXPECT_GOOD(order(rig, "1E 00 00 00 01 00"));
	sense_page(rig, CURRENT, 0x2A, page);
	EXPECT_EQUAL(page[6] & 0x02, 0x02);
	EXPECT_GOOD(order(rig, "1E 00 00 00 00 00"));
	sense_page(rig, CURRENT, 0x2A, page);
	EXPECT_EQUAL(page[6] & 0x02, 0);
}

static void capabilities_tell_the_speeds(struct rig *rig)
{
	uint8_t page[PAGE_MAX];
	unsigned count, bytes = sense_page(rig, CURRENT, 0x2A, page);

	if (!bytes)
		return;
	count = u16(page + 30);
	if (!EXPECT_EQUAL(bytes, 32 + 4 * count))
		return;
	EXPECT(count > 0, "there is no write speed");
	EXPECT_EQUAL(u16(page + 18), u16(page + 34));
	EXPECT_EQUAL(u16(page + 20), u16(page + 28));
	EXPECT(u16(page + 8) > 0 && u16(page + 14) > 0 && u16(page + 14) <= u16(page + 8), "read speed %u of %u",
	       u16(page + 14), u16(page + 8));
	for (unsigned i = 1; i < count; i++)
		EXPECT(u16(page + 34 + 4 * i) < u16(page + 30 + 4 * i), "speed %u is not slower than the one before",
		       i);
}

static void capabilities_without_a_disc(struct rig *rig)
{
	uint8_t page[PAGE_MAX];
	unsigned bytes = sense_page(rig, CURRENT, 0x2A, page);

	EXPECT_EQUAL(bytes, 32);
	EXPECT_EQUAL(u16(page + 18), 0);
	EXPECT_EQUAL(u16(page + 30), 0);
}

static void capabilities_tell_the_buffer(struct rig *rig)
{
	uint8_t page[PAGE_MAX], capacity[12];

	if (!sense_page(rig, CURRENT, 0x2A, page))
		return;
	EXPECT_GOOD(order_in(rig, "5C 00 00 00 00 00 00 00 0C 00", capacity, sizeof(capacity)));
	EXPECT_EQUAL(u16(page + 12), u32(capacity + 4) / 1024);
	EXPECT(page[2] & 0x08 && page[3] & 0x10, "it neither reads DVD-ROM nor writes DVD");
}

/* clang-format off */
const struct test_case mmc_mode_sense_cases[] = {
	{"ModeSense.BothSizes",           "MODE-01", "", DRIVE,    "any",   both_sizes_agree},
	{"ModeSense.NoBlockDescriptor",   "MODE-02", "", DRIVE,    "any",   header_has_no_descriptor},
	{"ModeSense.Saved",               "MODE-03", "", DRIVE,    "any",   nothing_is_saved},
	{"ModeSense.UnknownPage",         "MODE-04", "", DRIVE,    "any",   unknown_page_is_refused},
	{"ModeSense.Subpage",             "MODE-04", "", DRIVE,    "any",   subpages_are_refused},
	{"ModeSense.All.Ascending",       "MODE-05", "", DRIVE,    "any",   all_pages_ascend},
	{"ModeSense.All.Each",            "MODE-05", "", DRIVE,    "any",   all_pages_are_each},
	{"ModeSense.Pages",               "MODE-06", "", DRIVE,    "any",   the_pages_of_a_burner_are_there},
	{"ModeSense.Controls",            "MODE-07", "", DRIVE,    "any",   controls_agree},
	{"ModeSense.Defaults",            "MODE-08", "", HANDS,    "dvd+r", defaults_are_in_force},
	{"ModeSense.WriteCache",          "MODE-09", "", DRIVE,    "any",   write_cache_is_on},
	{"ModeSense.Capabilities.Fit",    "MODE-10", "", DRIVE,    "dvd+r bd-re", capabilities_fit},
	{"ModeSense.Capabilities.Lock",   "MODE-11", "", NEW_DISC, "any",   capabilities_tell_the_lock},
	{"ModeSense.Capabilities.Speeds", "MODE-12", "", DRIVE,    "dvd+r bd-re", capabilities_tell_the_speeds},
	{"ModeSense.Capabilities.NoDisc", "MODE-13", "", DRIVE,    "",      capabilities_without_a_disc},
	{"ModeSense.Capabilities.Buffer", "MODE-14", "", DRIVE,    "any",   capabilities_tell_the_buffer},
	{0},
};
/* clang-format on */
