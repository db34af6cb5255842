/* SPDX-License-Identifier: MIT */
/* IDiscRecorder2Ex: commands that the caller makes, and the limits of their buffers. What is refused must not have been
 * sent; what is accepted is kept from the drive where nobody knows what it would do there. */
#include <string.h>

#include "conformance/imapi2/cases.h"
#include "conformance/imapi2/recorder.h"
#include "engine/imapi2/imapi2error.h"

enum { TIMEOUT_S = 30 };

static HRESULT send_opcode(struct rig *rig, uint8_t opcode, ULONG cdb_bytes)
{
	BYTE cdb[32] = {opcode}, sense[18];

	return IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, cdb, cdb_bytes, sense, TIMEOUT_S);
}

/* Forged, so that any operation code is harmless. */
static void expect_sent(struct rig *rig, uint8_t opcode, ULONG cdb_bytes)
{
	HRESULT hr;

	rig_forge(rig, opcode, NULL, 0);
	rig_forget_log(rig);
	hr = send_opcode(rig, opcode, cdb_bytes);
	EXPECT(hr == S_OK, "operation code %02Xh with %u bytes: 0x%08X, expected S_OK", opcode, (unsigned)cdb_bytes,
	       (unsigned)hr);
	EXPECT(rig->log_count == 1 && rig->log[0].cdb[0] == opcode && rig->log[0].cdb_length == cdb_bytes,
	       "operation code %02Xh with %u bytes was not sent as it is", opcode, (unsigned)cdb_bytes);
	rig_forge_no_more(rig);
}

static void expect_not_sent(struct rig *rig, uint8_t opcode, ULONG cdb_bytes)
{
	rig_forge(rig, opcode, NULL, 0);
	rig_forget_log(rig);
	EXPECT_FAILURE(send_opcode(rig, opcode, cdb_bytes), E_INVALIDARG);
	EXPECT(rig->log_count == 0, "operation code %02Xh with %u bytes was sent", opcode, (unsigned)cdb_bytes);
	rig_forge_no_more(rig);
}

static void cdb_of_six_to_sixteen_bytes(struct rig *rig)
{
	static const ULONG wrong[] = {0, 1, 5, 17, 18, 32};

	expect_sent(rig, 0xC5, 6);
	expect_sent(rig, 0xC5, 16);
	for (unsigned i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		expect_not_sent(rig, 0xC5, wrong[i]);
		expect_not_sent(rig, 0x02, wrong[i]);
	}
}

/* The first, one in the middle and the last operation code of each group that has a size. */
static void cdb_size_of_the_group(struct rig *rig)
{
	static const struct {
		uint8_t opcode, bytes;
	} rows[] = {
		{0x00, 6},  {0x1B, 6},  {0x1F, 6},  {0x25, 10}, {0x3B, 10}, {0x3F, 10}, {0x40, 10}, {0x51, 10},
		{0x5F, 10}, {0x80, 16}, {0x88, 16}, {0x9F, 16}, {0xA0, 12}, {0xAD, 12}, {0xBF, 12},
	};

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (ULONG bytes = 6; bytes <= 16; bytes++)
			if (bytes == rows[i].bytes)
				expect_sent(rig, rows[i].opcode, bytes);
			else
				expect_not_sent(rig, rows[i].opcode, bytes);
}

static void cdb_size_of_free_groups(struct rig *rig)
{
	static const uint8_t opcodes[] = {0x60, 0x7F, 0xC0, 0xDF, 0xE0, 0xFF};

	for (unsigned i = 0; i < sizeof(opcodes); i++)
		for (ULONG bytes = 6; bytes <= 16; bytes++)
			expect_sent(rig, opcodes[i], bytes);
}

static void cdb_size_of_listed_operation_codes(struct rig *rig)
{
	static const uint8_t opcodes[] = {0x02, 0x05, 0x06, 0x09, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x13, 0x14,
	                                  0x19, 0x20, 0x21, 0x22, 0x23, 0x24, 0x26, 0x27, 0x29, 0x2C, 0x2D};

	for (unsigned i = 0; i < sizeof(opcodes); i++)
		for (ULONG bytes = 6; bytes <= 16; bytes += 5)
			expect_sent(rig, opcodes[i], bytes);
}

static void pointers(struct rig *rig)
{
	static BYTE cdb[6] = {0x12, 0, 0, 0, 36}, sense[18], buffer[36];
	IDiscRecorder2Ex *ex = rig->recorder_ex;
	ULONG fetched = 0;

	rig_forget_log(rig);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(ex, NULL, 6, sense, TIMEOUT_S), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(ex, cdb, 6, NULL, TIMEOUT_S), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, NULL, 6, sense, TIMEOUT_S, buffer, 36),
	               E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, cdb, 6, NULL, TIMEOUT_S, buffer, 36),
	               E_POINTER);
	EXPECT_HRESULT(
		IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, NULL, 6, sense, TIMEOUT_S, buffer, 36, &fetched),
		E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, cdb, 6, NULL, TIMEOUT_S, buffer, 36, &fetched),
	               E_POINTER);
	EXPECT_EQUAL(rig->log_count, 0);
	EXPECT_HRESULT(
		IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, cdb, 6, sense, TIMEOUT_S, buffer, 36, &fetched),
		S_OK);
	EXPECT_EQUAL(rig->log_count, 1);
}

static void buffers(struct rig *rig)
{
	static BYTE inquiry[6] = {0x12, 0, 0, 0, 36}, mode_select[10] = {0x55, 0x10}, sense[18], buffer[36];
	IDiscRecorder2Ex *ex = rig->recorder_ex;
	ULONG fetched = 0;

	rig_forget_log(rig);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, mode_select, 10, sense, TIMEOUT_S, NULL, 8),
	               E_POINTER);
	EXPECT_HRESULT(
		IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, inquiry, 6, sense, TIMEOUT_S, NULL, 36, &fetched),
		E_POINTER);
	EXPECT_FAILURE(IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, mode_select, 10, sense, TIMEOUT_S, buffer, 0),
	               E_INVALIDARG);
	EXPECT_FAILURE(
		IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, inquiry, 6, sense, TIMEOUT_S, buffer, 0, &fetched),
		E_INVALIDARG);
	EXPECT_FAILURE(
		IDiscRecorder2Ex_SendCommandSendDataToDevice(ex, mode_select, 10, sense, TIMEOUT_S, buffer, 0x80000000),
		E_INVALIDARG);
	EXPECT_FAILURE(IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, inquiry, 6, sense, TIMEOUT_S, buffer,
	                                                             0x80000000, &fetched),
	               E_INVALIDARG);
	EXPECT_EQUAL(rig->log_count, 0);
	EXPECT_HRESULT(
		IDiscRecorder2Ex_SendCommandGetDataFromDevice(ex, inquiry, 6, sense, TIMEOUT_S, buffer, 36, &fetched),
		S_OK);
	EXPECT_EQUAL(fetched, 36);
}

/* Beyond the end of any disc: ILLEGAL REQUEST, LOGICAL BLOCK ADDRESS OUT OF RANGE. The 19th byte is not the recorder's.
 */
static void sense_of_the_drive(struct rig *rig)
{
	BYTE read_10[10] = {0x28, 0, 0xFF, 0xFF, 0xFF, 0xF0, 0, 0, 1}, sense[19], block[2048];
	ULONG fetched = 1;

	memset(sense, 0xEE, sizeof(sense));
	EXPECT_HRESULT(send_opcode(rig, 0x00, 6), S_OK);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandGetDataFromDevice(rig->recorder_ex, read_10, 10, sense, TIMEOUT_S,
	                                                             block, sizeof(block), &fetched),
	               S_IMAPI_COMMAND_HAS_SENSE_DATA);
	rig_expect_transferred(rig, DATA_IN, fetched, sizeof(block), 0, "fetched", __FILE__, __LINE__);
	EXPECT_EQUAL(sense[0] & 0x7F, 0x70);
	EXPECT_EQUAL(sense[2] & 0x0F, 5);
	EXPECT_EQUAL(sense[12], 0x21);
	EXPECT_EQUAL(sense[18], 0xEE);
}

static void sense_of_a_rule(struct rig *rig)
{
	BYTE cdb[6] = {0x00}, sense[18] = {0};

	rig_arm(rig, "id=s op=TEST-UNIT-READY times=1 do=sense:3/11/05");
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, cdb, 6, sense, TIMEOUT_S),
	               S_IMAPI_COMMAND_HAS_SENSE_DATA);
	EXPECT_EQUAL(sense[0] & 0x7F, 0x70);
	EXPECT_EQUAL(sense[2] & 0x0F, 3);
	EXPECT_EQUAL(sense[12], 0x11);
	EXPECT_EQUAL(sense[13], 0x05);
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, cdb, 6, sense, TIMEOUT_S), S_OK);
}

/* The second time-out is longer, so that a constant will not do. */
static void timeout(struct rig *rig)
{
	static const ULONG seconds[] = {2, 5};
	BYTE cdb[6] = {0x00}, sense[18];

	rig_arm(rig, "id=h op=TEST-UNIT-READY times=2 do=hang");
	for (unsigned i = 0; i < 2; i++) {
		uint64_t began_ns = platform_now(rig->platform), took_ns;

		EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, cdb, 6, sense, seconds[i]),
		               E_IMAPI_RECORDER_COMMAND_TIMEOUT);
		took_ns = platform_now(rig->platform) - began_ns;
		EXPECT(took_ns >= seconds[i] * NS_PER_S, "%u s were %llu ns", (unsigned)seconds[i],
		       (unsigned long long)took_ns);
		EXPECT(took_ns < (seconds[i] + 1) * NS_PER_S, "%u s were %llu ns", (unsigned)seconds[i],
		       (unsigned long long)took_ns);
	}
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandNoData(rig->recorder_ex, cdb, 6, sense, TIMEOUT_S), S_OK);
}

/* INQUIRY data of every drive have 36 bytes at least; byte 4 says how many there are. */
static void fetched_bytes(struct rig *rig)
{
	static const uint8_t room[] = {5, 36, 255};
	BYTE small[6] = {0x12, 0, 0, 0, 5}, sense[18], buffer[256];

	for (unsigned i = 0; i < sizeof(room); i++) {
		BYTE inquiry[6] = {0x12, 0, 0, 0, room[i]};
		ULONG fetched = 999;

		memset(buffer, 0xEE, sizeof(buffer));
		EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandGetDataFromDevice(rig->recorder_ex, inquiry, 6, sense,
		                                                             TIMEOUT_S, buffer, room[i], &fetched),
		               S_OK);
		EXPECT(fetched <= room[i], "%u bytes in a buffer of %u", (unsigned)fetched, room[i]);
		EXPECT_EQUAL(fetched, buffer[4] + 5 < room[i] ? buffer[4] + 5 : room[i]);
		EXPECT_EQUAL(buffer[room[i]], 0xEE);
	}
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandGetDataFromDevice(rig->recorder_ex, small, 6, sense, TIMEOUT_S,
	                                                             buffer, 5, NULL),
	               E_POINTER);
}

/* ---- limits ---- */

static bool is_power_of_two(ULONG value)
{
	return value && !(value & (value - 1));
}

static void limits(struct rig *rig)
{
	ULONG aligned = 0, unaligned = 0, alignment = 0;

	EXPECT_HRESULT(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(rig->recorder_ex, &aligned), S_OK);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(rig->recorder_ex, &unaligned), S_OK);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetByteAlignmentMask(rig->recorder_ex, &alignment), S_OK);
	EXPECT(aligned >= 2048, "not even a block can be transferred: %u bytes", (unsigned)aligned);
	EXPECT(unaligned > 0 && unaligned <= aligned, "%u bytes from any buffer, %u from an aligned one",
	       (unsigned)unaligned, (unsigned)aligned);
	EXPECT(is_power_of_two(alignment) || (expect_is_lenient() && is_power_of_two(alignment + 1)),
	       "%u is no alignment", (unsigned)alignment);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(rig->recorder_ex, NULL), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(rig->recorder_ex, NULL), E_POINTER);
	EXPECT_HRESULT(IDiscRecorder2Ex_GetByteAlignmentMask(rig->recorder_ex, NULL), E_POINTER);
}

/* ---- one object ---- */

static void both_interfaces(struct rig *rig)
{
	IDiscRecorder2Ex *ex = recorder_ex_of(rig->recorder);
	IUnknown *first = NULL, *second = NULL;
	IDiscRecorder2 *recorder = NULL;

	REQUIRE(ex, "no IDiscRecorder2Ex");
	EXPECT_HRESULT(IDiscRecorder2Ex_QueryInterface(ex, &IID_IDiscRecorder2, (void **)&recorder), S_OK);
	REQUIRE(recorder, "no IDiscRecorder2");
	EXPECT_HRESULT(IDiscRecorder2_QueryInterface(recorder, &IID_IUnknown, (void **)&first), S_OK);
	EXPECT_HRESULT(IDiscRecorder2Ex_QueryInterface(ex, &IID_IUnknown, (void **)&second), S_OK);
	EXPECT(first && first == second, "the interfaces belong to two objects");
	IUnknown_Release(first);
	IUnknown_Release(second);
	IDiscRecorder2_Release(recorder);
	recorder = rig->recorder;
	EXPECT_HRESULT(IDiscRecorder2Ex_QueryInterface(ex, &IID_IWriteEngine2, (void **)&recorder), E_NOINTERFACE);
	EXPECT(!recorder, "a failing QueryInterface leaves a pointer");
}

/* clang-format off */
const struct test_case recorder_command_cases[] = {
	{"Recorder.Commands.SixToSixteenBytes",  "RX-01",             "", NEEDS_FAULTS, ANY_MEDIUM, cdb_of_six_to_sixteen_bytes},
	{"Recorder.Commands.SizeOfTheGroup",     "RX-02",             "", NEEDS_FAULTS, ANY_MEDIUM, cdb_size_of_the_group},
	{"Recorder.Commands.FreeGroups",         "RX-03",             "", NEEDS_FAULTS, ANY_MEDIUM, cdb_size_of_free_groups},
	{"Recorder.Commands.ListedOpcodes",      "RX-04",             "", NEEDS_FAULTS, ANY_MEDIUM, cdb_size_of_listed_operation_codes},
	{"Recorder.Commands.Pointers",           "RX-05",             "", NEEDS_WATCHED_RECORDER, ANY_MEDIUM, pointers},
	{"Recorder.Commands.Buffers",            "RX-08",             "", 0,            ANY_MEDIUM, buffers},
	{"Recorder.Commands.Sense",              "RX-06",             "", 0,            "dvd+r",    sense_of_the_drive},
	{"Recorder.Commands.SenseOfARule",       "RX-06",             "", NEEDS_FAULTS, ANY_MEDIUM, sense_of_a_rule},
	{"Recorder.Commands.Timeout",            "RX-07",             "", NEEDS_FAULTS | NEEDS_VIRTUAL_TIME, ANY_MEDIUM, timeout},
	{"Recorder.Commands.Fetched",            "RX-09",             "", 0,            ANY_MEDIUM, fetched_bytes},
	{"Recorder.Limits",                      "RX-22 RX-23 RX-24", "", 0,            ANY_MEDIUM, limits},
	{"Recorder.Interfaces",                  "RX-26",             "", 0,            ANY_MEDIUM, both_interfaces},
	{0},
};
/* clang-format on */
