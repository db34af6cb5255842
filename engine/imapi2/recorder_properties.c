/* SPDX-License-Identifier: MIT */
/* IDiscRecorder2: what it tells about the drive. The lists are those of IDiscRecorder2Ex, as variants. */
#include "engine/imapi2/recorder_properties.h"

#include <stdlib.h>

#include "engine/com/text.h"
#include "engine/imapi2/hresult.h"

/* ---- identity ---- */

/* One text of the identity, which lies at `offset` in it. */
static HRESULT get_identity_text(IDiscRecorder2 *iface, size_t offset, BSTR *value)
{
	struct identity identity;
	HRESULT hr;

	if (!value)
		return E_POINTER;
	*value = NULL;
	hr = recorder_identify(impl_from_IDiscRecorder2(iface), &identity);
	return FAILED(hr) ? hr : bstr_from_utf8((const char *)&identity + offset, value);
}

RECORDER_GETTER(VendorId, BSTR)
{
	return get_identity_text(iface, offsetof(struct identity, vendor), value);
}

RECORDER_GETTER(ProductId, BSTR)
{
	return get_identity_text(iface, offsetof(struct identity, product), value);
}

RECORDER_GETTER(ProductRevision, BSTR)
{
	return get_identity_text(iface, offsetof(struct identity, revision), value);
}

/* ---- the place in the system ---- */

/* The id is the one name that is unique here [ours]. */
RECORDER_GETTER(VolumeName, BSTR)
{
	return IDiscRecorder2_get_ActiveDiscRecorder(iface, value);
}

/* Texts as they come. */
struct texts {
	HRESULT hr; /* of the first that could not be kept */
	BSTR *texts;
	ULONG count;
};

static void add_path(void *context, const char *path)
{
	struct texts *texts = context;
	BSTR *grown = realloc(texts->texts, (texts->count + 1) * sizeof(*grown));
	HRESULT hr = grown ? bstr_from_utf8(path, &grown[texts->count]) : E_OUTOFMEMORY;

	if (grown)
		texts->texts = grown;
	if (SUCCEEDED(hr))
		texts->count++;
	else if (SUCCEEDED(texts->hr))
		texts->hr = hr;
}

/* The texts as a vector of variants; they are not the caller's any more. */
static HRESULT give_texts(struct texts *texts, SAFEARRAY **value)
{
	VARIANT *elements;

	*value = SUCCEEDED(texts->hr) ? SafeArrayCreateVector(VT_VARIANT, 0, texts->count) : NULL;
	if (*value && SUCCEEDED(SafeArrayAccessData(*value, (void **)&elements))) {
		for (ULONG i = 0; i < texts->count; i++) {
			V_VT(&elements[i]) = VT_BSTR;
			V_BSTR(&elements[i]) = texts->texts[i];
		}
		SafeArrayUnaccessData(*value);
	} else {
		for (ULONG i = 0; i < texts->count; i++)
			SysFreeString(texts->texts[i]);
	}
	free(texts->texts);
	if (FAILED(texts->hr))
		return texts->hr;
	return *value ? S_OK : E_OUTOFMEMORY;
}

RECORDER_GETTER(VolumePathNames, SAFEARRAY *)
{
	struct texts texts = {.hr = S_OK};
	struct transport *transport;
	int error;
	HRESULT hr;

	if (!value)
		return E_POINTER;
	*value = NULL;
	hr = recorder_transport(impl_from_IDiscRecorder2(iface), &transport);
	if (FAILED(hr))
		return hr;
	error = transport_each_mount(transport, add_path, &texts);
	if (error < 0)
		texts.hr = hresult_of_errno(error);
	return give_texts(&texts, value);
}

/* Nobody here numbers drives. */
RECORDER_GETTER(LegacyDeviceNumber, LONG)
{
	struct transport *transport;
	HRESULT hr;

	if (!value)
		return E_POINTER;
	*value = 0;
	hr = recorder_transport(impl_from_IDiscRecorder2(iface), &transport);
	return FAILED(hr) ? hr : E_NOTIMPL;
}

/* [MMC-6 "Removable Medium Feature"]: feature 3; version 0 knows no Load bit, and a tray can load. */
static bool can_load(const BYTE *feature, ULONG bytes)
{
	enum { TRAY = 1, LOAD = 0x10, EJECT = 0x08, AT = 4 };
	bool has_load_bit;

	if (bytes <= AT || !(feature[AT] & EJECT))
		return false;
	has_load_bit = feature[2] >> 2 & 0x0F;
	return has_load_bit ? feature[AT] & LOAD : feature[AT] >> 5 == TRAY;
}

RECORDER_GETTER(DeviceCanLoadMedia, VARIANT_BOOL)
{
	IDiscRecorder2Ex *ex = &impl_from_IDiscRecorder2(iface)->IDiscRecorder2Ex_iface;
	BYTE *feature;
	ULONG bytes;
	HRESULT hr;

	if (!value)
		return E_POINTER;
	*value = VARIANT_FALSE;
	hr = IDiscRecorder2Ex_GetFeaturePage(ex, IMAPI_FEATURE_PAGE_TYPE_REMOVABLE_MEDIUM, FALSE, &feature, &bytes);
	if (hr == E_IMAPI_RECORDER_NO_SUCH_FEATURE) /* a drive whose medium stays */
		return S_OK;
	if (FAILED(hr))
		return hr;
	*value = can_load(feature, bytes) ? VARIANT_TRUE : VARIANT_FALSE;
	CoTaskMemFree(feature);
	return S_OK;
}

/* ---- lists ---- */

/* The codes as a vector of VT_I4 in variants, if there is a list; in any case they are freed. */
static HRESULT give_list(HRESULT hr, void *codes, ULONG count, SAFEARRAY **value)
{
	VARIANT *elements;

	if (FAILED(hr))
		return hr;
	*value = SafeArrayCreateVector(VT_VARIANT, 0, count);
	if (*value && SUCCEEDED(SafeArrayAccessData(*value, (void **)&elements))) {
		for (ULONG i = 0; i < count; i++) {
			V_VT(&elements[i]) = VT_I4;
			V_I4(&elements[i]) = ((const LONG *)codes)[i];
		}
		SafeArrayUnaccessData(*value);
	}
	CoTaskMemFree(codes);
	return *value ? S_OK : E_OUTOFMEMORY;
}

/* Enumerations are 32 bits wide in IMAPI2's interfaces. */
_Static_assert(sizeof(IMAPI_FEATURE_PAGE_TYPE) == sizeof(LONG) && sizeof(IMAPI_PROFILE_TYPE) == sizeof(LONG) &&
                       sizeof(IMAPI_MODE_PAGE_TYPE) == sizeof(LONG),
               "a code is a LONG");

#define LIST(property, type, method, argument)                                                   \
	RECORDER_GETTER(property, SAFEARRAY *)                                                   \
	{                                                                                        \
		IDiscRecorder2Ex *ex = &impl_from_IDiscRecorder2(iface)->IDiscRecorder2Ex_iface; \
		type *codes = NULL;                                                              \
		ULONG count = 0;                                                                 \
		HRESULT hr;                                                                      \
                                                                                                 \
		if (!value)                                                                      \
			return E_POINTER;                                                        \
		*value = NULL;                                                                   \
		hr = IDiscRecorder2Ex_##method(ex, argument, &codes, &count);                    \
		return give_list(hr, codes, count, value);                                       \
	}

LIST(SupportedFeaturePages, IMAPI_FEATURE_PAGE_TYPE, GetSupportedFeaturePages, FALSE)
LIST(CurrentFeaturePages, IMAPI_FEATURE_PAGE_TYPE, GetSupportedFeaturePages, TRUE)
LIST(SupportedProfiles, IMAPI_PROFILE_TYPE, GetSupportedProfiles, FALSE)
LIST(CurrentProfiles, IMAPI_PROFILE_TYPE, GetSupportedProfiles, TRUE)
LIST(SupportedModePages, IMAPI_MODE_PAGE_TYPE, GetSupportedModePages, IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES)
