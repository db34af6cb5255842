/* SPDX-License-Identifier: MIT */
/* Mode pages, against what the judge reads with MODE SENSE(10) of its own: a header of eight bytes, of which the last
 * is the length of block descriptors, then pages of two bytes and as many as the second of them says. */
#include <string.h>

#include "conformance/imapi2/cases.h"
#include "conformance/imapi2/recorder.h"
#include "engine/imapi2/imapi2error.h"

enum { ALL_PAGES = 0x3F, PAGES_MAX = 64, MODE_PAGE_MAX = 257, ERROR_RECOVERY = 0x01, CACHING = 0x08, SAVED = 3 };

struct page {
	LONG code;
	const uint8_t *bytes;
	ULONG count;
};

struct pages {
	struct raw raw;
	struct page pages[PAGES_MAX];
	unsigned count;
};

/* Values of a kind: 0 current, 1 changeable, 2 default. Kept by the rig. */
static struct pages *read_pages(struct rig *rig, uint8_t kind)
{
	const uint8_t mode_sense[10] = {0x5A, 0x08, (uint8_t)(kind << 6 | ALL_PAGES), 0, 0, 0, 0, 0x10, 0};
	struct pages *pages = rig_keep(rig, sizeof(*pages), NULL);
	const uint8_t *at, *end;

	raw_get(rig, mode_sense, 10, 0x1000, &pages->raw);
	at = pages->raw.data + 8 + pages->raw.data[7];
	end = pages->raw.data + pages->raw.bytes;
	for (; at + 2 <= end && pages->count < PAGES_MAX; at += 2 + at[1])
		pages->pages[pages->count++] = (struct page){at[0] & 0x3F, at, (ULONG)at[1] + 2};
	EXPECT(pages->count > 0, "the drive has no mode pages");
	return pages;
}

static const struct page *find(const struct pages *pages, LONG code)
{
	for (unsigned i = 0; i < pages->count; i++)
		if (pages->pages[i].code == code)
			return &pages->pages[i];
	return NULL;
}

static HRESULT get_page(struct rig *rig, LONG code, LONG kind, BYTE **ret_page, ULONG *ret_bytes)
{
	*ret_page = (BYTE *)rig;
	*ret_bytes = 99;
	return IDiscRecorder2Ex_GetModePage(rig->recorder_ex, (IMAPI_MODE_PAGE_TYPE)code,
	                                    (IMAPI_MODE_PAGE_REQUEST_TYPE)kind, ret_page, ret_bytes);
}

/* Current, changeable and default values are three pages of the same code. */
static void page_is_the_page(struct rig *rig)
{
	for (uint8_t kind = 0; kind < SAVED; kind++) {
		struct pages *pages = read_pages(rig, kind);

		for (unsigned i = 0; i < pages->count; i++) {
			const struct page *page = &pages->pages[i];
			BYTE *data;
			ULONG bytes;
			HRESULT hr;

			if (!page->code) /* its vendor's */
				continue;
			hr = get_page(rig, page->code, kind, &data, &bytes);
			expect_returned_block(hr, data, bytes, page->bytes, page->count, "mode page");
			EXPECT(bytes <= MODE_PAGE_MAX, "a mode page of %u bytes", (unsigned)bytes);
		}
	}
}

/* 20h to 29h are reserved. */
static void absent_page(struct rig *rig)
{
	struct pages *pages = read_pages(rig, 0);
	BYTE *data;
	ULONG bytes;

	for (LONG code = 0x20; code < 0x2A; code++) {
		if (find(pages, code))
			continue;
		EXPECT_HRESULT(get_page(rig, code, 0, &data, &bytes), E_IMAPI_RECORDER_NO_SUCH_MODE_PAGE);
		expect_nothing(data, bytes);
	}
	EXPECT_HRESULT(get_page(rig, ERROR_RECOVERY, 0, &data, &bytes), S_OK);
	CoTaskMemFree(data);
}

static void listed_pages(struct rig *rig)
{
	struct pages *pages = read_pages(rig, 0);
	IMAPI_MODE_PAGE_TYPE *list;
	LONG codes[PAGES_MAX];
	ULONG count;

	for (unsigned i = 0; i < pages->count; i++)
		codes[i] = pages->pages[i].code;
	for (LONG kind = 0; kind < SAVED; kind++) {
		HRESULT hr = IDiscRecorder2Ex_GetSupportedModePages(rig->recorder_ex,
		                                                    (IMAPI_MODE_PAGE_REQUEST_TYPE)kind, &list, &count);

		expect_codes(hr, list, count, codes, pages->count, "mode pages");
	}
}

static void invalid_numbers(struct rig *rig)
{
	static const LONG kinds[] = {4, 255, -1}, codes[] = {0x40, 0x141, -1};
	IMAPI_MODE_PAGE_TYPE *list = (IMAPI_MODE_PAGE_TYPE *)rig;
	ULONG bytes;
	BYTE *data;

	rig_forget_log(rig);
	for (unsigned i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		EXPECT_HRESULT(get_page(rig, ERROR_RECOVERY, kinds[i], &data, &bytes), E_INVALIDARG);
		expect_nothing(data, bytes);
		EXPECT_HRESULT(IDiscRecorder2Ex_GetSupportedModePages(
				       rig->recorder_ex, (IMAPI_MODE_PAGE_REQUEST_TYPE)kinds[i], &list, &bytes),
		               E_INVALIDARG);
		expect_nothing(list, bytes);
	}
	for (unsigned i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		EXPECT_HRESULT(get_page(rig, codes[i], 0, &data, &bytes), E_INVALIDARG);
		expect_nothing(data, bytes);
	}
	EXPECT_EQUAL(rig->log_count, 0);
	EXPECT_HRESULT(get_page(rig, ERROR_RECOVERY, 0, &data, &bytes), S_OK);
	CoTaskMemFree(data);
}

/* ---- SetModePage ---- */

static HRESULT set_page(struct rig *rig, BYTE *data, ULONG bytes)
{
	return IDiscRecorder2Ex_SetModePage(rig->recorder_ex, IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, data, bytes);
}

/* The number of read retries, byte 3 of page 01h, can be changed on every drive that has the page to be changed. */
static void changed_page(struct rig *rig)
{
	const struct page *changeable = find(read_pages(rig, 1), ERROR_RECOVERY), *now;
	BYTE *data;
	ULONG bytes;

	REQUIRE(changeable && changeable->bytes[3] & 0x03, "the read retries cannot be changed");
	REQUIRE_HRESULT(get_page(rig, ERROR_RECOVERY, 0, &data, &bytes), S_OK);
	data[3] ^= 0x03;
	rig_forget_log(rig);
	EXPECT_HRESULT(set_page(rig, data, bytes), S_OK);
	REQUIRE(rig->log_count == 1, "%u commands were sent", rig->log_count);
	EXPECT_EQUAL(rig->log[0].cdb[0], 0x55);
	EXPECT_EQUAL(rig->log[0].cdb[1], 0x10); /* PF, not SP */
	EXPECT_EQUAL(rig->log[0].data_length, bytes + 8);
	EXPECT_EQUAL(raw_be16(rig->log[0].cdb + 7), bytes + 8);
	now = find(read_pages(rig, 0), ERROR_RECOVERY);
	EXPECT(now && memcmp(now->bytes + 2, data + 2, bytes - 2) == 0, "the drive has another page than was set");
	data[3] ^= 0x03;
	EXPECT_HRESULT(set_page(rig, data, bytes), S_OK);
	CoTaskMemFree(data);
}

/* What cannot be changed in a page: the drive's own refusal. */
static void unchangeable_page(struct rig *rig)
{
	const struct page *changeable = find(read_pages(rig, 1), CACHING);
	BYTE *data;
	ULONG bytes;

	REQUIRE(changeable && !(changeable->bytes[2] & 0x04), "the write cache can be switched off");
	REQUIRE_HRESULT(get_page(rig, CACHING, 0, &data, &bytes), S_OK);
	data[2] ^= 0x04;
	EXPECT_HRESULT(set_page(rig, data, bytes), E_IMAPI_RECORDER_INVALID_MODE_PARAMETERS);
	data[2] ^= 0x04;
	EXPECT_HRESULT(set_page(rig, data, bytes), S_OK);
	CoTaskMemFree(data);
}

static void refused_page(struct rig *rig)
{
	static const char *const rules[] = {"id=a op=MODE-SELECT(10) times=1 do=sense:5/26/00",
	                                    "id=b op=MODE-SELECT(10) times=1 do=sense:5/26/02"};
	BYTE *data;
	ULONG bytes;

	REQUIRE_HRESULT(get_page(rig, ERROR_RECOVERY, 0, &data, &bytes), S_OK);
	for (unsigned i = 0; i < 2; i++) {
		rig_arm(rig, rules[i]);
		EXPECT_HRESULT(set_page(rig, data, bytes), E_IMAPI_RECORDER_INVALID_MODE_PARAMETERS);
	}
	EXPECT_HRESULT(set_page(rig, data, bytes), S_OK);
	EXPECT_HRESULT(set_page(rig, NULL, bytes), E_POINTER);
	CoTaskMemFree(data);
}

/* clang-format off */
const struct test_case recorder_mode_cases[] = {
	{"Recorder.Modes.PageIsThePage",  "RX-10 RX-13 RX-16", "", 0,            ANY_MEDIUM, page_is_the_page},
	{"Recorder.Modes.Absent",         "RX-13",             "", 0,            ANY_MEDIUM, absent_page},
	{"Recorder.Modes.Listed",         "RX-10 RX-15",       "", 0,            ANY_MEDIUM, listed_pages},
	{"Recorder.Modes.InvalidNumbers", "RX-25",             "", 0,            ANY_MEDIUM, invalid_numbers},
	{"Recorder.Modes.Changed",        "RX-14",             "", NEEDS_WATCHED_RECORDER, ANY_MEDIUM, changed_page},
	{"Recorder.Modes.Unchangeable",   "RX-14",             "", 0,            ANY_MEDIUM, unchangeable_page},
	{"Recorder.Modes.Refused",        "RX-14",             "", NEEDS_FAULTS, ANY_MEDIUM, refused_page},
	{0},
};
/* clang-format on */
