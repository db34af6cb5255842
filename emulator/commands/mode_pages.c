/* SPDX-License-Identifier: MIT */
/*
 * The table of mode pages [MMC-6 "Mode parameters"; SPC-4 "Mode parameters"] and the loops over it: reset, put, select.
 * A bit that is 0 in `changeable` must be sent as it is. Page 2Ah is not kept but made when asked for.
 */
#include <string.h>

#include "emulator/commands/mode.h"

enum { PAGE_HEADER_BYTES = 2 };

struct field {
	unsigned byte;
	int bit;
};

struct mode_page {
	uint8_t code;
	uint8_t bytes; /* with the two of the page's header */
	uint8_t defaults[MODE_PAGE_BYTES_MAX];
	uint8_t changeable[MODE_PAGE_BYTES_MAX];
	/* False, and the offending field, for a value that the drive cannot take. NULL: takes all. */
	bool (*accepts)(const uint8_t *page, struct field *ret_offender);
	/* Makes the page instead of keeping it. */
	size_t (*live)(const struct drive *drive, uint8_t *ret_page);
};

/*
 * Write types are incremental and disc at once, data blocks Mode 1 of 2048 bytes: a drive that took more would be
 * believed to write raw or to simulate [observed: libburn, wodim try them out]. Test Write is not changeable.
 */
static bool accepts_write_parameters(const uint8_t *page, struct field *ret_offender)
{
	enum { INCREMENTAL = 0, DISC_AT_ONCE = 2, MODE_1 = 8 };
	uint8_t write_type = page[2] & 0x0F;

	*ret_offender = (struct field){2, 3};
	if (write_type != INCREMENTAL && write_type != DISC_AT_ONCE)
		return false;
	*ret_offender = (struct field){4, 3};
	return (page[4] & 0x0F) == MODE_1;
}

/* [SPC-4 table "Method of reporting informational exceptions"] */
static bool accepts_informational_exceptions(const uint8_t *page, struct field *ret_offender)
{
	*ret_offender = (struct field){3, 3};
	return (page[3] & 0x0F) <= 6;
}

/* clang-format off */
static const struct mode_page pages[] = {
	{ 0x01, 12,                                      /* Read/Write Error Recovery [MMC-6 "R/W Error Recovery"] */
	  .defaults   = { [2] = 0x80 /* AWRE */, [3] = 32 /* read retries */ },
	  .changeable = { [2] = 0xFF, [3] = 0xFF, [8] = 0xFF } },
	{ 0x05, 52,                                      /* Write Parameters [MMC-6 "Write Parameters"]; as for DVD: growisofs sends it for DVD+R [observed] */
	  .defaults   = { [2] = 0x40 /* BUFE, incremental */, [3] = 0xC5 /* multi-session, track mode 5 */, [4] = 8 /* Mode 1 */,
			  [5] = 16 /* link size */, [13] = 16 /* packet size */, [15] = 150 /* audio pause length */ },
	  .changeable = { [2] = 0x6F, [3] = 0xFF, [4] = 0x0F, [5] = 0xFF, [7] = 0x3F, [8] = 0xFF,
			  0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
			  [16] = 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
			  [32] = 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
			  [48] = 0xFF, 0xFF, 0xFF, 0xFF },
	  .accepts = accepts_write_parameters },
	{ 0x08, 12,                                      /* Caching [MMC-6 "Caching"]: WCE, for good */
	  .defaults   = { [2] = 0x04 } },
	{ 0x1A, 12,                                      /* Power Condition [SPC-4 "Power Condition mode page"]: timers are kept, and have no effect */
	  .changeable = { [3] = 0x03, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } },
	{ 0x1C, 12,                                      /* Informational Exceptions Control [SPC-4 "Informational Exceptions Control mode page"] */
	  .defaults   = { [2] = 0x08 /* DEXCPT */ },
	  .changeable = { [2] = 0x88, 0x0F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
	  .accepts = accepts_informational_exceptions },
	{ 0x1D, 10,                                      /* Timeout and Protect [MMC-6 "Timeout and Protect"]: no software write protection */
	  .defaults   = { [7] = 9, [8] = 0x2A, 0x30 },   /* 9 s and 3 h [observed] */
	  .changeable = { [4] = 0x06, [6] = 0xFF, 0xFF, 0xFF, 0xFF } },
	{ 0x2A, 0, .live = capabilities_page },          /* Capabilities and Mechanical Status [MMC-6 "Capabilities and Mechanical Status"] */
};
/* clang-format on */

enum { PAGES = sizeof(pages) / sizeof(pages[0]) };

_Static_assert((int)PAGES <= (int)MODE_PAGES_MAX, "struct mode_pages has room for every row");

void mode_pages_reset(struct mode_pages *kept)
{
	for (unsigned i = 0; i < PAGES; i++)
		memcpy(kept->current[i], pages[i].defaults, MODE_PAGE_BYTES_MAX);
}

static size_t put_page(const struct drive *drive, unsigned row, enum page_control control, uint8_t *ret_page)
{
	const struct mode_page *page = &pages[row];
	size_t bytes = page->bytes;

	if (page->live)
		bytes = page->live(drive, ret_page);
	else
		memcpy(ret_page, control == PC_CURRENT ? drive->pages.current[row] : page->defaults, bytes);
	if (control == PC_CHANGEABLE)
		memcpy(ret_page, page->changeable, bytes);
	ret_page[0] = page->code;
	ret_page[1] = (uint8_t)(bytes - PAGE_HEADER_BYTES);
	return bytes;
}

size_t mode_pages_put(const struct drive *drive, unsigned code, enum page_control control, uint8_t *ret_data)
{
	size_t bytes = 0;

	for (unsigned i = 0; i < PAGES; i++)
		if (code == ALL_PAGES || code == pages[i].code)
			bytes += put_page(drive, i, control, ret_data + bytes);
	return bytes;
}

/* ---- MODE SELECT ---- */

static int find_row(uint8_t code)
{
	for (unsigned i = 0; i < PAGES; i++)
		if (pages[i].code == code)
			return (int)i;
	return -1;
}

/* Bits that differ from what they are, and may not. */
static struct sense check_unchangeable(const uint8_t *page, const uint8_t *current, const uint8_t *changeable,
                                       size_t bytes, size_t at)
{
	for (size_t i = PAGE_HEADER_BYTES; i < bytes; i++) {
		uint8_t changed = (uint8_t)((page[i] ^ current[i]) & ~changeable[i]);

		if (changed)
			return sense_bad_parameter((unsigned)(at + i), 31 - __builtin_clz(changed));
	}
	return SENSE_GOOD;
}

/* Checks the page at `at` of the list: GOOD, its row and its bytes. */
static struct sense check_page(const struct drive *drive, const uint8_t *list, size_t length, size_t at, int *ret_row,
                               size_t *ret_bytes)
{
	const uint8_t *page = list + at;
	uint8_t current[MODE_PAGE_BYTES_MAX];
	struct field offender;
	struct sense sense;

	if (length - at < PAGE_HEADER_BYTES)
		return sense_of(ILLEGAL_REQUEST, PARAMETER_LIST_LENGTH_ERROR);
	*ret_row = find_row(page[0] & 0x7F); /* PS is reserved here, and comes back from whoever edits what it sensed */
	if (*ret_row < 0)
		return sense_bad_parameter((unsigned)at, 5);
	*ret_bytes = put_page(drive, (unsigned)*ret_row, PC_CURRENT, current);
	if (page[1] != current[1])
		return sense_bad_parameter((unsigned)at + 1, -1);
	if (length - at < *ret_bytes)
		return sense_of(ILLEGAL_REQUEST, PARAMETER_LIST_LENGTH_ERROR);
	sense = check_unchangeable(page, current, pages[*ret_row].changeable, *ret_bytes, at);
	if (!sense_is_good(&sense))
		return sense;
	if (pages[*ret_row].accepts && !pages[*ret_row].accepts(page, &offender))
		return sense_bad_parameter((unsigned)at + offender.byte, offender.bit);
	return SENSE_GOOD;
}

struct sense mode_pages_select(struct drive *drive, const uint8_t *list, size_t length, size_t first)
{
	struct mode_pages selected = drive->pages;
	size_t bytes = 0;
	int row = 0;

	for (size_t at = first; at < length; at += bytes) {
		struct sense sense = check_page(drive, list, length, at, &row, &bytes);

		if (!sense_is_good(&sense))
			return sense;
		memcpy(selected.current[row], list + at, bytes);
	}
	drive->pages = selected;
	return SENSE_GOOD;
}
