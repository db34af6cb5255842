/* SPDX-License-Identifier: MIT */
/* Disc structures, disc and track information, descriptors, against what the judge reads by commands of its own. */
#include <string.h>

#include "conformance/imapi2/burn.h"
#include "conformance/imapi2/cases.h"
#include "conformance/imapi2/recorder.h"
#include "engine/imapi2/imapi2error.h"

enum { CLOSE_TIMEOUT_S = 600, ADDRESS_LBA = 0, ADDRESS_TRACK = 1, ADDRESS_SESSION = 2 };

/* ---- disc and track ---- */

static void disc_information(struct rig *rig)
{
	static const uint8_t cdb[10] = {0x51, 0, 0, 0, 0, 0, 0, 0x10, 0};
	struct raw *raw = rig_keep(rig, sizeof(*raw), NULL);
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr;

	raw_get(rig, cdb, 10, 0x1000, raw);
	hr = IDiscRecorder2Ex_GetDiscInformation(rig->recorder_ex, &data, &bytes);
	EXPECT_EQUAL(raw_be16(raw->data) + 2, raw->bytes);
	expect_returned_block(hr, data, bytes, raw->data, raw->bytes, "disc information");
}

static HRESULT get_track(struct rig *rig, ULONG address, int type, BYTE **ret_data, ULONG *ret_bytes)
{
	*ret_data = (BYTE *)rig;
	*ret_bytes = 99;
	return IDiscRecorder2Ex_GetTrackInformation(rig->recorder_ex, address, (IMAPI_READ_TRACK_ADDRESS_TYPE)type,
	                                            ret_data, ret_bytes);
}

/* The track's number is in bytes 2 and 32, its session's in bytes 3 and 33. */
static void expect_track(struct rig *rig, ULONG address, int type, unsigned track)
{
	const uint8_t cdb[10] = {0x52, (uint8_t)type, 0, 0, 0, (uint8_t)address, 0, 0x10, 0};
	struct raw *raw = rig_keep(rig, sizeof(*raw), NULL);
	BYTE *data;
	ULONG bytes;
	HRESULT hr;

	raw_get(rig, cdb, 10, 0x1000, raw);
	hr = get_track(rig, address, type, &data, &bytes);
	if (hr == S_OK)
		EXPECT(data[2] == track, "address %u of type %d is in track %u, expected %u", (unsigned)address, type,
		       data[2], track);
	expect_returned_block(hr, data, bytes, raw->data, raw->bytes, "track information");
}

static void close(struct rig *rig, uint8_t function, uint8_t number)
{
	BYTE synchronize[10] = {0x35}, close_track_session[10] = {0x5B, 0, function, 0, 0, number}, sense[18];

	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, synchronize, 10, sense, CLOSE_TIMEOUT_S),
	               S_OK);
	EXPECT_HRESULT(
		IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, close_track_session, 10, sense, CLOSE_TIMEOUT_S),
		S_OK);
}

/* With one session of one track closed, block 1 and number 1 are of track 1, number and session 2 of the next one. */
static void track_information(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);
	uint8_t first;
	BYTE *data;
	ULONG bytes;

	REQUIRE_HRESULT(burn_run(burn), S_OK);
	REQUIRE_HRESULT(get_track(rig, (ULONG)burn->start, ADDRESS_LBA, &data, &bytes), S_OK);
	first = data[2];
	close(rig, 1, first);
	close(rig, 2, data[3]);
	CoTaskMemFree(data);
	expect_track(rig, 1, ADDRESS_LBA, 1);
	expect_track(rig, 2, ADDRESS_LBA, 1);
	expect_track(rig, first, ADDRESS_TRACK, first);
	expect_track(rig, first + 1U, ADDRESS_TRACK, first + 1U);
	expect_track(rig, 1, ADDRESS_SESSION, 1);
	expect_track(rig, 2, ADDRESS_SESSION, 2);
}

static void no_such_address_type(struct rig *rig)
{
	BYTE *data;
	ULONG bytes;

	rig_forget_log(rig);
	for (int type = 3; type <= 5; type++) {
		EXPECT_FAILURE(get_track(rig, 1, type, &data, &bytes), E_INVALIDARG);
		expect_nothing(data, bytes);
	}
	EXPECT_EQUAL(rig->log_count, 0);
	EXPECT_HRESULT(get_track(rig, 1, ADDRESS_TRACK, &data, &bytes), S_OK);
	CoTaskMemFree(data);
}

/* ---- disc structures ---- */

static HRESULT read_structure(struct rig *rig, ULONG format, BYTE **ret_data, ULONG *ret_count)
{
	*ret_data = (BYTE *)rig;
	*ret_count = 99;
	return IDiscRecorder2Ex_ReadDvdStructure(rig->recorder_ex, format, 0, 0, 0, ret_data, ret_count);
}

/* The format list, FFh, has four bytes a format: the format, flags of which bit 6 says that it can be read, its length.
 */
static bool is_listed(const struct raw *list, uint8_t format)
{
	for (ULONG at = 4; at + 4 <= list->bytes; at += 4)
		if (list->data[at] == format && list->data[at + 1] & 0x40)
			return true;
	return false;
}

static struct raw *list_structures(struct rig *rig)
{
	static const uint8_t cdb[12] = {0xAD, 0, 0, 0, 0, 0, 0, 0xFF, 0x10, 0, 0, 0};
	struct raw *list = rig_keep(rig, sizeof(*list), NULL);

	raw_get(rig, cdb, 12, 0x1000, list);
	return list;
}

/* Each structure that the drive lists is what READ DISC STRUCTURE gives, without the four bytes of its header; and only
 * the low byte of the format counts. */
static void structure_is_the_structure(struct rig *rig)
{
	struct raw *list = list_structures(rig), *raw = rig_keep(rig, sizeof(*raw), NULL);
	unsigned compared = 0;

	for (unsigned format = 0; format < 0xFF; format++) {
		const uint8_t cdb[12] = {0xAD, 0, 0, 0, 0, 0, 0, (uint8_t)format, 0x20, 0, 0, 0};
		BYTE *data;
		ULONG count;
		HRESULT hr;

		if (!is_listed(list, (uint8_t)format))
			continue;
		raw_get(rig, cdb, 12, RAW_BYTES_MAX, raw);
		hr = read_structure(rig, format, &data, &count);
		expect_returned_block(hr, data, count, raw->data + 4, raw->bytes - 4, "disc structure");
		hr = read_structure(rig, 0xABCD00 | format, &data, &count);
		expect_returned_block(hr, data, count, raw->data + 4, raw->bytes - 4, "disc structure by its low byte");
		compared++;
	}
	EXPECT(compared > 0, "the drive lists no structure");
}

static void absent_structure(struct rig *rig)
{
	struct raw *list = list_structures(rig);
	unsigned absent = 0;
	BYTE *data;
	ULONG count;

	for (unsigned format = 0x40; format < 0x60; format++) { /* reserved */
		if (is_listed(list, (uint8_t)format))
			continue;
		EXPECT_HRESULT(read_structure(rig, format, &data, &count), E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT);
		expect_nothing(data, count);
		absent++;
	}
	EXPECT(absent > 0, "the drive has all structures");
	EXPECT_HRESULT(read_structure(rig, 0, &data, &count), S_OK);
	CoTaskMemFree(data);
}

/* What the drive says of a structure that it has not. */
static void absent_structure_by_sense(struct rig *rig)
{
	static const char *const rules[] = {"id=a op=READ-DISC-STRUCTURE times=1 do=sense:2/30/00",
	                                    "id=b op=READ-DISC-STRUCTURE times=1 do=sense:5/20/00",
	                                    "id=c op=READ-DISC-STRUCTURE times=1 do=sense:5/24/00",
	                                    "id=d op=READ-DISC-STRUCTURE times=1 do=sense:5/30/02"};
	BYTE *data;
	ULONG count;

	for (unsigned i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		rig_arm(rig, rules[i]);
		EXPECT_HRESULT(read_structure(rig, 0, &data, &count), E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT);
		expect_nothing(data, count);
	}
	EXPECT_HRESULT(read_structure(rig, 0, &data, &count), S_OK);
	CoTaskMemFree(data);
}

struct sent {
	uint8_t data[16];
	size_t bytes;
};

static void look_at_data(struct rig *rig, const struct rig_command *command, void *context)
{
	struct sent *sent = context;

	(void)rig;
	sent->bytes = command->under_way->data_length;
	memcpy(sent->data, command->under_way->data,
	       sent->bytes < sizeof(sent->data) ? sent->bytes : sizeof(sent->data));
}

/* Data length 7, which counts what follows it, two reserved bytes, then the caller's five. */
static void sent_structure(struct rig *rig)
{
	static const uint8_t wanted[9] = {0, 7, 0, 0, 'h', 'e', 'l', 'l', 'o'};
	struct sent *sent = rig_keep(rig, sizeof(*sent), NULL);
	BYTE structure[5] = {'h', 'e', 'l', 'l', 'o'};

	rig_forge(rig, 0xBF, NULL, 0);
	rig->command_context = sent;
	rig->before_command = look_at_data;
	rig_forget_log(rig);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendDvdStructure(rig->recorder_ex, 0x0F, structure, 5), S_OK);
	rig->before_command = NULL;
	REQUIRE(rig->log_count == 1, "%u commands were sent", rig->log_count);
	EXPECT_EQUAL(rig->log[0].cdb[0], 0xBF);
	EXPECT_EQUAL(rig->log[0].cdb[7], 0x0F);
	EXPECT_EQUAL(raw_be16(rig->log[0].cdb + 8), 9);
	EXPECT(sent->bytes == 9 && memcmp(sent->data, wanted, 9) == 0, "header or structure are others");
	EXPECT_HRESULT(IDiscRecorder2Ex_SendDvdStructure(rig->recorder_ex, 0x0F, NULL, 5), E_POINTER);
	EXPECT_EQUAL(rig->log_count, 1);
}

/* ---- descriptors of the operating system: numbers in the host's order, least significant byte first ---- */

static uint32_t le32(const uint8_t *at)
{
	return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

static void adapter_descriptor(struct rig *rig)
{
	ULONG bytes = 0, limit = 0, alignment = 0;
	BYTE *data = NULL;

	IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(rig->recorder_ex, &limit);
	IDiscRecorder2Ex_GetByteAlignmentMask(rig->recorder_ex, &alignment);
	REQUIRE_HRESULT(IDiscRecorder2Ex_GetAdapterDescriptor(rig->recorder_ex, &data, &bytes), S_OK);
	REQUIRE(data && bytes >= 28, "%u bytes are no adapter descriptor", (unsigned)bytes);
	EXPECT(le32(data) >= 28, "version %u", (unsigned)le32(data));
	EXPECT_EQUAL(le32(data + 4), bytes);
	EXPECT_EQUAL(le32(data + 8), limit);
	EXPECT(le32(data + 12) * 4096ULL >= limit, "%u pages are less than %u bytes", (unsigned)le32(data + 12),
	       (unsigned)limit);
	EXPECT_EQUAL(le32(data + 16), alignment - 1);
	CoTaskMemFree(data);
}

/* A text of the descriptor, whose offset is at `at`, is the property's; blanks behind it do not count. */
static void expect_text(const BYTE *data, ULONG bytes, unsigned at, HRESULT hr, BSTR property)
{
	uint32_t offset = le32(data + at);
	UINT length = SysStringLen(property), i = 0;

	EXPECT_HRESULT(hr, S_OK);
	if (EXPECT(offset >= 36 && offset < bytes, "a text at %u of %u bytes", (unsigned)offset, (unsigned)bytes)) {
		while (offset + i < bytes && i < length && data[offset + i] == property[i])
			i++;
		EXPECT(i == length, "the text at %u is not the property's", (unsigned)offset);
		while (offset + i < bytes && data[offset + i] == ' ')
			i++;
		EXPECT(offset + i < bytes && !data[offset + i], "the text at %u does not end", (unsigned)offset);
	}
	SysFreeString(property);
}

static void device_descriptor(struct rig *rig)
{
	static const uint8_t inquiry[6] = {0x12, 0, 0, 0, 36};
	struct raw *raw = rig_keep(rig, sizeof(*raw), NULL);
	BSTR text = NULL;
	BYTE *data = NULL;
	ULONG bytes = 0;
	HRESULT hr;

	raw_get(rig, inquiry, 6, 36, raw);
	REQUIRE_HRESULT(IDiscRecorder2Ex_GetDeviceDescriptor(rig->recorder_ex, &data, &bytes), S_OK);
	REQUIRE(data && bytes >= 40, "%u bytes are no device descriptor", (unsigned)bytes);
	EXPECT(le32(data) >= 37, "version %u", (unsigned)le32(data));
	EXPECT_EQUAL(le32(data + 4), bytes);
	EXPECT_EQUAL(data[8], 5);
	EXPECT_EQUAL(data[10] != 0, raw->data[1] >> 7);
	hr = IDiscRecorder2_get_VendorId(rig->recorder, &text);
	expect_text(data, bytes, 12, hr, text);
	hr = IDiscRecorder2_get_ProductId(rig->recorder, &text);
	expect_text(data, bytes, 16, hr, text);
	hr = IDiscRecorder2_get_ProductRevision(rig->recorder, &text);
	expect_text(data, bytes, 20, hr, text);
	EXPECT(le32(data + 24) < bytes, "a serial number at %u", (unsigned)le32(data + 24));
	CoTaskMemFree(data);
}

/* clang-format off */
const struct test_case recorder_information_cases[] = {
	{"Recorder.Information.Disc",             "RX-10 RX-16",       "", 0,            BOTH_MEDIA, disc_information},
	{"Recorder.Information.Track",            "RX-10 RX-16 RX-18", "", NEEDS_ROOM,   "dvd+r",    track_information},
	{"Recorder.Information.NoSuchAddress",    "OR-01",             "", 0,            BOTH_MEDIA, no_such_address_type},
	{"Recorder.Structure.IsTheDrives",        "RX-10 RX-16 RX-17", "", 0,            "dvd+r",    structure_is_the_structure},
	{"Recorder.Structure.Absent",             "RX-17",             "", 0,            "dvd+r",    absent_structure},
	{"Recorder.Structure.AbsentBySense",      "RX-17 RX-19",       "", NEEDS_FAULTS, "dvd+r",    absent_structure_by_sense},
	{"Recorder.Structure.Sent",               "OR-02",             "", NEEDS_FAULTS, ANY_MEDIUM, sent_structure},
	{"Recorder.Descriptor.Adapter",           "RX-10 OR-03",       "", 0,            ANY_MEDIUM, adapter_descriptor},
	{"Recorder.Descriptor.Device",            "RX-10 OR-04",       "", 0,            ANY_MEDIUM, device_descriptor},
	{0},
};
/* clang-format on */
