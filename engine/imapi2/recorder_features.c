/* SPDX-License-Identifier: MIT */
/*
 * IDiscRecorder2Ex: features and profiles, by GET CONFIGURATION [MMC-6 "GET CONFIGURATION"]: a header of eight bytes,
 * then descriptors of four bytes and as many more as the fourth of them says.
 */
#include <stdlib.h>

#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/recorder_data.h"
#include "engine/imapi2/recorder_helpers.h"
#include "t10/bytes.h"
#include "t10/opcode.h"
#include "t10/profile.h"

enum {
	GET_CONFIGURATION_CDB_BYTES = 10,
	HEADER_BYTES = 8,
	DESCRIPTOR_BYTES = 4,
	PROFILE_BYTES = 4,
	CURRENT = 0x01,         /* in the third byte of a descriptor, and of a profile in the profile list */
	FEATURE_PAGE_MAX = 256, /* [IMAPI2 IMAPI data types] */
	FEATURE_CODE_MAX = 0xFFFF,
};

/* [MMC-6 "Request Type (RT)"] */
enum request_type { RT_ALL, RT_CURRENT, RT_ONE };

struct configuration {
	uint8_t *data; /* free() */
	size_t bytes;
};

static HRESULT get_configuration(IDiscRecorder2Ex *iface, enum request_type type, uint16_t start,
                                 struct configuration *ret_configuration)
{
	struct data_request request = {.cdb = {GET_CONFIGURATION, (uint8_t)type},
	                               .cdb_length = GET_CONFIGURATION_CDB_BYTES,
	                               .allocation_at = 7,
	                               .length_bytes = 4,
	                               .header_bytes = HEADER_BYTES,
	                               .minimum_bytes = HEADER_BYTES};

	put_be16(request.cdb + 2, start);
	return recorder_get_data(impl_from_IDiscRecorder2Ex(iface), &request, &ret_configuration->data,
	                         &ret_configuration->bytes);
}

/*
 * The descriptor at *at and its bytes, and *at behind it. S_FALSE after the last one;
 * E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE for one that is cut off.
 */
static HRESULT next_descriptor(const struct configuration *configuration, size_t *at, const uint8_t **ret_descriptor,
                               size_t *ret_bytes)
{
	size_t left = configuration->bytes - *at;

	if (!left)
		return S_FALSE;
	*ret_descriptor = configuration->data + *at;
	if (left < DESCRIPTOR_BYTES || left < DESCRIPTOR_BYTES + (size_t)(*ret_descriptor)[3])
		return E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	*ret_bytes = DESCRIPTOR_BYTES + (size_t)(*ret_descriptor)[3];
	*at += *ret_bytes;
	return S_OK;
}

/* A drive that was asked for one feature may answer with none, or with all of them. */
static HRESULT find_descriptor(const struct configuration *configuration, uint16_t code, const uint8_t **ret_descriptor,
                               size_t *ret_bytes)
{
	size_t at = HEADER_BYTES;

	for (;;) {
		HRESULT hr = next_descriptor(configuration, &at, ret_descriptor, ret_bytes);

		if (hr == S_FALSE)
			return E_IMAPI_RECORDER_NO_SUCH_FEATURE;
		if (FAILED(hr) || get_be16(*ret_descriptor) == code)
			return hr;
	}
}

RECORDER_EX_METHOD(GetFeaturePage)
(IDiscRecorder2Ex *iface, IMAPI_FEATURE_PAGE_TYPE requestedFeature, BOOLEAN currentFeatureOnly, BYTE **featureData,
 ULONG_IMAPI2_FEATURE_PAGE *byteSize)
{
	struct configuration configuration;
	const uint8_t *descriptor;
	size_t bytes;
	HRESULT hr;

	if (!featureData || !byteSize)
		return E_POINTER;
	*featureData = NULL;
	*byteSize = 0;
	if ((ULONG)requestedFeature > FEATURE_CODE_MAX)
		return E_INVALIDARG;
	hr = get_configuration(iface, RT_ONE, (uint16_t)requestedFeature, &configuration);
	if (SUCCEEDED(hr))
		hr = find_descriptor(&configuration, (uint16_t)requestedFeature, &descriptor, &bytes);
	if (SUCCEEDED(hr) && currentFeatureOnly && !(descriptor[2] & CURRENT))
		hr = E_IMAPI_RECORDER_FEATURE_IS_NOT_CURRENT;
	if (SUCCEEDED(hr) && bytes > FEATURE_PAGE_MAX)
		hr = E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	if (SUCCEEDED(hr))
		hr = recorder_give(descriptor, bytes, featureData, byteSize);
	free(configuration.data);
	return hr;
}

/* The codes of all descriptors into a list that has room for them. */
static HRESULT collect_codes(const struct configuration *configuration, IMAPI_FEATURE_PAGE_TYPE *ret_codes,
                             ULONG *ret_count)
{
	size_t at = HEADER_BYTES, bytes;
	const uint8_t *descriptor;
	HRESULT hr;

	while ((hr = next_descriptor(configuration, &at, &descriptor, &bytes)) == S_OK)
		ret_codes[(*ret_count)++] = (IMAPI_FEATURE_PAGE_TYPE)get_be16(descriptor);
	return FAILED(hr) ? hr : S_OK;
}

RECORDER_EX_METHOD(GetSupportedFeaturePages)
(IDiscRecorder2Ex *iface, BOOLEAN currentFeatureOnly, IMAPI_FEATURE_PAGE_TYPE **featureData,
 ULONG_IMAPI2_ALL_FEATURE_PAGES *byteSize)
{
	struct configuration configuration;
	HRESULT hr;

	if (!featureData || !byteSize)
		return E_POINTER;
	*featureData = NULL;
	*byteSize = 0;
	hr = get_configuration(iface, currentFeatureOnly ? RT_CURRENT : RT_ALL, 0, &configuration);
	if (SUCCEEDED(hr)) {
		*featureData = CoTaskMemAlloc(configuration.bytes / DESCRIPTOR_BYTES * sizeof(**featureData));
		hr = *featureData ? collect_codes(&configuration, *featureData, byteSize) : E_OUTOFMEMORY;
	}
	free(configuration.data);
	if (FAILED(hr)) {
		CoTaskMemFree(*featureData);
		*featureData = NULL;
		*byteSize = 0;
	}
	return hr;
}

/* [MMC-6 "Profile List"]: profile number, flags, a reserved byte; the descriptor has room for the 63 that IMAPI2
 * allows. */
static HRESULT give_profiles(const uint8_t *descriptor, size_t bytes, bool current_only,
                             IMAPI_PROFILE_TYPE **ret_profiles, ULONG *ret_count)
{
	*ret_profiles = CoTaskMemAlloc(bytes / PROFILE_BYTES * sizeof(**ret_profiles));
	if (!*ret_profiles)
		return E_OUTOFMEMORY;
	for (size_t at = DESCRIPTOR_BYTES; at + PROFILE_BYTES <= bytes; at += PROFILE_BYTES)
		if (!current_only || descriptor[at + 2] & CURRENT)
			(*ret_profiles)[(*ret_count)++] = (IMAPI_PROFILE_TYPE)get_be16(descriptor + at);
	return S_OK;
}

RECORDER_EX_METHOD(GetSupportedProfiles)
(IDiscRecorder2Ex *iface, BOOLEAN currentOnly, IMAPI_PROFILE_TYPE **profileTypes,
 ULONG_IMAPI2_ALL_PROFILES *validProfiles)
{
	struct configuration configuration;
	const uint8_t *descriptor;
	size_t bytes;
	HRESULT hr;

	if (!profileTypes || !validProfiles)
		return E_POINTER;
	*profileTypes = NULL;
	*validProfiles = 0;
	hr = get_configuration(iface, RT_ONE, FEATURE_PROFILE_LIST, &configuration);
	if (SUCCEEDED(hr))
		hr = find_descriptor(&configuration, FEATURE_PROFILE_LIST, &descriptor, &bytes);
	if (SUCCEEDED(hr))
		hr = give_profiles(descriptor, bytes, currentOnly, profileTypes, validProfiles);
	free(configuration.data);
	return hr;
}
