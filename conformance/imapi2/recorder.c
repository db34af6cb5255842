/* SPDX-License-Identifier: MIT */
#include "conformance/imapi2/recorder.h"

#include <string.h>

enum { TIMEOUT_S = 30, NAME_MAX_CHARACTERS = 128 };

void raw_get(struct rig *rig, const uint8_t *cdb, ULONG cdb_bytes, ULONG allocation, struct raw *ret_raw)
{
	BYTE copy[16], sense[18];

	memcpy(copy, cdb, cdb_bytes);
	memset(ret_raw, 0, sizeof(*ret_raw));
	EXPECT_HRESULT(IDiscRecorder2Ex_SendCommandGetDataFromDevice(rig->recorder_ex, copy, cdb_bytes, sense,
	                                                             TIMEOUT_S, ret_raw->data, allocation,
	                                                             &ret_raw->bytes),
	               S_OK);
}

uint32_t raw_be16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

uint32_t raw_be32(const uint8_t *at)
{
	return raw_be16(at) << 16 | raw_be16(at + 2);
}

void expect_returned_block(HRESULT hr, BYTE *block, ULONG bytes, const uint8_t *wanted, ULONG wanted_bytes,
                           const char *what)
{
	if (!EXPECT_HRESULT(hr, S_OK))
		return;
	if (EXPECT(block, "%s: no memory", what) &&
	    EXPECT(bytes == wanted_bytes, "%s: %u bytes, expected %u", what, (unsigned)bytes, (unsigned)wanted_bytes))
		EXPECT(memcmp(block, wanted, bytes) == 0, "%s: the bytes are not the drive's", what);
	CoTaskMemFree(block);
}

void expect_codes(HRESULT hr, void *codes, ULONG count, const LONG *wanted, ULONG wanted_count, const char *what)
{
	if (!EXPECT_HRESULT(hr, S_OK))
		return;
	EXPECT(count == wanted_count, "%s: %u elements, expected %u", what, (unsigned)count, (unsigned)wanted_count);
	for (ULONG i = 0; i < count && i < wanted_count; i++)
		EXPECT(((const LONG *)codes)[i] == wanted[i], "%s: element %u is 0x%X, expected 0x%X", what,
		       (unsigned)i, (unsigned)((const LONG *)codes)[i], (unsigned)wanted[i]);
	CoTaskMemFree(codes);
}

void expect_failure(HRESULT actual, HRESULT strict, const char *text, const char *file, int line)
{
	expect_hresult(actual, expect_is_lenient() && FAILED(actual) ? actual : strict, text, file, line);
}

void expect_nothing(const void *block, ULONG count)
{
	EXPECT(!block || expect_is_lenient(), "a failure leaves a pointer");
	EXPECT(!count || expect_is_lenient(), "a failure leaves a count of %u", (unsigned)count);
}

/* ---- other recorders ---- */

struct kept_recorder {
	IDiscRecorder2 *recorder;
};

static void release_kept(void *object)
{
	struct kept_recorder *kept = object;

	if (kept->recorder)
		EXPECT_EQUAL(IDiscRecorder2_Release(kept->recorder), 0);
}

IDiscRecorder2 *recorder_uninitialised(struct rig *rig)
{
	struct kept_recorder *kept = rig_keep(rig, sizeof(*kept), release_kept);

	if (!kept)
		return NULL;
	EXPECT_HRESULT(CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_INPROC_SERVER, &IID_IDiscRecorder2,
	                                (void **)&kept->recorder),
	               S_OK);
	return kept->recorder;
}

HRESULT recorder_initialise(struct rig *rig, IDiscRecorder2 *recorder)
{
	BSTR id = NULL;
	HRESULT hr = IDiscRecorder2_get_ActiveDiscRecorder(rig->recorder, &id);

	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_InitializeDiscRecorder(recorder, id);
	SysFreeString(id);
	return hr;
}

IDiscRecorder2 *recorder_of_another_client(struct rig *rig)
{
	IDiscRecorder2 *recorder = recorder_uninitialised(rig);

	return recorder && EXPECT_HRESULT(recorder_initialise(rig, recorder), S_OK) ? recorder : NULL;
}

IDiscRecorder2Ex *recorder_ex_of(IDiscRecorder2 *recorder)
{
	IDiscRecorder2Ex *ex = NULL;

	EXPECT_HRESULT(IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex), S_OK);
	if (ex)
		IDiscRecorder2Ex_Release(ex);
	return ex;
}

HRESULT recorder_acquire(IDiscRecorder2 *recorder, const char *name)
{
	OLECHAR wide[NAME_MAX_CHARACTERS];
	UINT length = 0;
	HRESULT hr;
	BSTR text;

	for (; name[length] && length < NAME_MAX_CHARACTERS; length++)
		wide[length] = (OLECHAR)name[length];
	text = SysAllocStringLen(wide, length);
	hr = IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_FALSE, text);
	SysFreeString(text);
	return hr;
}
