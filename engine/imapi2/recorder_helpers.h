/* SPDX-License-Identifier: MIT */
/*
 * The methods of IDiscRecorder2Ex that make their CDBs themselves, for its table in recorder_ex.c. All of them:
 * E_POINTER for a NULL output, before anything else; outputs NULL and 0 on failure; memory for CoTaskMemFree; what
 * recorder_data.h says of a device that answers with sense or with too little.
 */
#ifndef ENGINE_IMAPI2_RECORDER_HELPERS_H
#define ENGINE_IMAPI2_RECORDER_HELPERS_H

#include "engine/imapi2/recorder_object.h"

#define RECORDER_EX_METHOD(name) HRESULT STDMETHODCALLTYPE recorder_ex_##name

/* ---- disc structures, disc, tracks (recorder_information.c) ---- */

/* E_INVALIDARG for a layer beyond a byte or an agid beyond two bits. The data come without the header of four bytes. */
RECORDER_EX_METHOD(ReadDvdStructure)
(IDiscRecorder2Ex *iface, ULONG format, ULONG address, ULONG layer, ULONG agid, BYTE **data,
 ULONG_IMAPI2_DVD_STRUCTURE *count);

/* E_INVALIDARG for more than header and data of 65535 bytes. */
RECORDER_EX_METHOD(SendDvdStructure)
(IDiscRecorder2Ex *iface, ULONG format, BYTE *data, ULONG_IMAPI2_DVD_STRUCTURE count);

RECORDER_EX_METHOD(GetDiscInformation)
(IDiscRecorder2Ex *iface, BYTE **discInformation, ULONG_IMAPI2_DISC_INFORMATION *byteSize);

/* E_INVALIDARG for an address type that is none of the three. */
RECORDER_EX_METHOD(GetTrackInformation)
(IDiscRecorder2Ex *iface, ULONG address, IMAPI_READ_TRACK_ADDRESS_TYPE addressType, BYTE **trackInformation,
 ULONG_IMAPI2_TRACK_INFORMATION *byteSize);

/* ---- features (recorder_features.c) ---- */

/* The descriptor. E_INVALIDARG for a code beyond two bytes. */
RECORDER_EX_METHOD(GetFeaturePage)
(IDiscRecorder2Ex *iface, IMAPI_FEATURE_PAGE_TYPE requestedFeature, BOOLEAN currentFeatureOnly, BYTE **featureData,
 ULONG_IMAPI2_FEATURE_PAGE *byteSize);

/* Both give numbers of elements; an empty list is S_OK with memory and 0. */
RECORDER_EX_METHOD(GetSupportedFeaturePages)
(IDiscRecorder2Ex *iface, BOOLEAN currentFeatureOnly, IMAPI_FEATURE_PAGE_TYPE **featureData,
 ULONG_IMAPI2_ALL_FEATURE_PAGES *byteSize);
RECORDER_EX_METHOD(GetSupportedProfiles)
(IDiscRecorder2Ex *iface, BOOLEAN currentOnly, IMAPI_PROFILE_TYPE **profileTypes,
 ULONG_IMAPI2_ALL_PROFILES *validProfiles);

/* ---- mode pages (recorder_modes.c) ---- */

/* E_INVALIDARG for a page that is none (0 and 3Fh included) or a request type that is none of the four. */
RECORDER_EX_METHOD(GetModePage)
(IDiscRecorder2Ex *iface, IMAPI_MODE_PAGE_TYPE requestedModePage, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
 BYTE **modePageData, ULONG_IMAPI2_MODE_PAGE *byteSize);

/* E_INVALIDARG for a request type other than current and saved values, and for a size that no page has. The PS bit,
 * which GetModePage() may have brought, is not sent. */
RECORDER_EX_METHOD(SetModePage)
(IDiscRecorder2Ex *iface, IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE *data, ULONG_IMAPI2_MODE_PAGE byteSize);

RECORDER_EX_METHOD(GetSupportedModePages)
(IDiscRecorder2Ex *iface, IMAPI_MODE_PAGE_REQUEST_TYPE requestType, IMAPI_MODE_PAGE_TYPE **modePageTypes,
 ULONG_IMAPI2_ALL_MODE_PAGES *validPages);

/* ---- what an operating system says of adapter and device (recorder_descriptors.c) ---- */

RECORDER_EX_METHOD(GetAdapterDescriptor)
(IDiscRecorder2Ex *iface, BYTE **data, ULONG_IMAPI2_ADAPTER_DESCRIPTOR *byteSize);
RECORDER_EX_METHOD(GetDeviceDescriptor)
(IDiscRecorder2Ex *iface, BYTE **data, ULONG_IMAPI2_DEVICE_DESCRIPTOR *byteSize);

#endif
