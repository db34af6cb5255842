/* SPDX-License-Identifier: MIT */
/*
 * IDiscRecorder2Ex: mode pages, by MODE SENSE(10) and MODE SELECT(10) [SPC-4 "MODE SENSE(10) command"]: a header of
 * eight bytes, block descriptors, pages. Subpages are never asked for.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/recorder_data.h"
#include "engine/imapi2/recorder_helpers.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

enum {
	MODE_CDB_BYTES = 10,
	MODE_LENGTH_AT = 7,
	DISABLE_BLOCK_DESCRIPTORS = 0x08,
	PAGE_FORMAT = 0x10,
	SAVE_PAGES = 0x01,
	HEADER_BYTES = 8,
	PAGE_HEADER_BYTES = 2,
	PAGE_CODE = 0x3F,
	PARAMETERS_SAVEABLE = 0x80, /* reserved in MODE SELECT */
	ALL_PAGES = 0x3F,
	MODE_PAGE_MAX = 0x101, /* [IMAPI2 IMAPI data types] */
};

struct mode_data {
	uint8_t *data; /* free() */
	size_t bytes, first_page;
};

static HRESULT mode_sense(IDiscRecorder2Ex *iface, unsigned page, IMAPI_MODE_PAGE_REQUEST_TYPE type,
                          struct mode_data *ret_mode)
{
	struct data_request request = {
		.cdb = {MODE_SENSE_10, DISABLE_BLOCK_DESCRIPTORS, (uint8_t)((unsigned)type << 6 | page)},
		.cdb_length = MODE_CDB_BYTES,
		.allocation_at = MODE_LENGTH_AT,
		.length_bytes = 2,
		.header_bytes = HEADER_BYTES,
		.minimum_bytes = HEADER_BYTES};
	HRESULT hr = recorder_get_data(impl_from_IDiscRecorder2Ex(iface), &request, &ret_mode->data, &ret_mode->bytes);

	if (FAILED(hr))
		return hr;
	ret_mode->first_page = HEADER_BYTES + (size_t)get_be16(ret_mode->data + 6);
	return ret_mode->first_page <= ret_mode->bytes ? S_OK : E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
}

/* As in recorder_features.c: S_FALSE after the last page. Page 0 is its vendor's in its format too, and comes last
 * [SPC-4 "Mode page format"]. */
static HRESULT next_page(const struct mode_data *mode, size_t *at, const uint8_t **ret_page, size_t *ret_bytes)
{
	size_t left = mode->bytes - *at;

	if (!left)
		return S_FALSE;
	*ret_page = mode->data + *at;
	if (!(**ret_page & PAGE_CODE)) {
		*ret_bytes = left;
		*at = mode->bytes;
		return S_OK;
	}
	if (left < PAGE_HEADER_BYTES || left < PAGE_HEADER_BYTES + (size_t)(*ret_page)[1])
		return E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	*ret_bytes = PAGE_HEADER_BYTES + (size_t)(*ret_page)[1];
	*at += *ret_bytes;
	return S_OK;
}

static bool is_request_type(IMAPI_MODE_PAGE_REQUEST_TYPE type)
{
	return (ULONG)type <= IMAPI_MODE_PAGE_REQUEST_TYPE_SAVED_VALUES;
}

RECORDER_EX_METHOD(GetModePage)
(IDiscRecorder2Ex *iface, IMAPI_MODE_PAGE_TYPE requestedModePage, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
 BYTE **modePageData, ULONG_IMAPI2_MODE_PAGE *byteSize)
{
	struct mode_data mode = {0};
	const uint8_t *page;
	size_t at, bytes;
	HRESULT hr;

	if (!modePageData || !byteSize)
		return E_POINTER;
	*modePageData = NULL;
	*byteSize = 0;
	if (!requestedModePage || (ULONG)requestedModePage >= ALL_PAGES || !is_request_type(requestType))
		return E_INVALIDARG;
	hr = mode_sense(iface, (unsigned)requestedModePage, requestType, &mode);
	at = mode.first_page;
	if (SUCCEEDED(hr))
		hr = next_page(&mode, &at, &page, &bytes);
	if (hr == S_FALSE || (hr == S_OK && (page[0] & PAGE_CODE) != (int)requestedModePage))
		hr = E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	if (SUCCEEDED(hr))
		hr = recorder_give(page, bytes, modePageData, byteSize);
	free(mode.data);
	return hr;
}

RECORDER_EX_METHOD(SetModePage)
(IDiscRecorder2Ex *iface, IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE *data, ULONG_IMAPI2_MODE_PAGE byteSize)
{
	bool saved = requestType == IMAPI_MODE_PAGE_REQUEST_TYPE_SAVED_VALUES;
	struct command command = {.cdb = {MODE_SELECT_10, (uint8_t)(PAGE_FORMAT | (saved ? SAVE_PAGES : 0))},
	                          .cdb_length = MODE_CDB_BYTES};
	uint8_t header_and_code[HEADER_BYTES + 1] = {0};

	if (!data)
		return E_POINTER;
	if ((!saved && requestType != IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES) || byteSize < PAGE_HEADER_BYTES ||
	    byteSize > MODE_PAGE_MAX)
		return E_INVALIDARG;
	header_and_code[HEADER_BYTES] = data[0] & (uint8_t)~PARAMETERS_SAVEABLE;
	return recorder_send_data(impl_from_IDiscRecorder2Ex(iface), &command, MODE_LENGTH_AT,
	                          (struct data_header){header_and_code, sizeof(header_and_code)}, data + 1,
	                          byteSize - 1);
}

/* The codes of all pages into a list that has room for them. */
static HRESULT collect_codes(const struct mode_data *mode, IMAPI_MODE_PAGE_TYPE *ret_codes, ULONG *ret_count)
{
	size_t at = mode->first_page, bytes;
	const uint8_t *page;
	HRESULT hr;

	while ((hr = next_page(mode, &at, &page, &bytes)) == S_OK)
		ret_codes[(*ret_count)++] = (IMAPI_MODE_PAGE_TYPE)(page[0] & PAGE_CODE);
	return FAILED(hr) ? hr : S_OK;
}

RECORDER_EX_METHOD(GetSupportedModePages)
(IDiscRecorder2Ex *iface, IMAPI_MODE_PAGE_REQUEST_TYPE requestType, IMAPI_MODE_PAGE_TYPE **modePageTypes,
 ULONG_IMAPI2_ALL_MODE_PAGES *validPages)
{
	struct mode_data mode;
	HRESULT hr;

	if (!modePageTypes || !validPages)
		return E_POINTER;
	*modePageTypes = NULL;
	*validPages = 0;
	if (!is_request_type(requestType))
		return E_INVALIDARG;
	hr = mode_sense(iface, ALL_PAGES, requestType, &mode);
	if (SUCCEEDED(hr)) {
		*modePageTypes = CoTaskMemAlloc(mode.bytes / PAGE_HEADER_BYTES * sizeof(**modePageTypes));
		hr = *modePageTypes ? collect_codes(&mode, *modePageTypes, validPages) : E_OUTOFMEMORY;
	}
	free(mode.data);
	if (FAILED(hr)) {
		CoTaskMemFree(*modePageTypes);
		*modePageTypes = NULL;
		*validPages = 0;
	}
	return hr;
}
