/* SPDX-License-Identifier: MIT */
/*
 * The part that recorders of the suite's own have in common: an IDiscRecorder2Ex before another one, to which it hands
 * every call. A kind of recorder has this as its first member, and in its table these functions or its own.
 */
#ifndef CONFORMANCE_DOUBLES_FORWARDING_RECORDER_H
#define CONFORMANCE_DOUBLES_FORWARDING_RECORDER_H

#include "engine/imapi2/imapi2.h"

struct forwarding_recorder {
	IDiscRecorder2Ex IDiscRecorder2Ex_iface;
	LONG references;         /* the owner's included */
	IDiscRecorder2Ex *inner; /* lives longer */
};

/* Knows IUnknown and IDiscRecorder2Ex. */
HRESULT STDMETHODCALLTYPE forward_QueryInterface(IDiscRecorder2Ex *This, REFIID riid, void **ppvObject);
ULONG STDMETHODCALLTYPE forward_AddRef(IDiscRecorder2Ex *This);
/* Frees nothing at 0. */
ULONG STDMETHODCALLTYPE forward_Release(IDiscRecorder2Ex *This);

HRESULT STDMETHODCALLTYPE forward_SendCommandNoData(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                    BYTE SenseBuffer[18], ULONG Timeout);
HRESULT STDMETHODCALLTYPE forward_SendCommandGetDataFromDevice(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                               BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                               ULONG_IMAPI2_NONZERO BufferSize,
                                                               ULONG_IMAPI2_NOT_NEGATIVE *BufferFetched);
HRESULT STDMETHODCALLTYPE forward_ReadDvdStructure(IDiscRecorder2Ex *This, ULONG format, ULONG address, ULONG layer,
                                                   ULONG agid, BYTE **data, ULONG_IMAPI2_DVD_STRUCTURE *count);
HRESULT STDMETHODCALLTYPE forward_SendDvdStructure(IDiscRecorder2Ex *This, ULONG format, BYTE *data,
                                                   ULONG_IMAPI2_DVD_STRUCTURE count);
HRESULT STDMETHODCALLTYPE forward_GetAdapterDescriptor(IDiscRecorder2Ex *This, BYTE **data,
                                                       ULONG_IMAPI2_ADAPTER_DESCRIPTOR *byteSize);
HRESULT STDMETHODCALLTYPE forward_GetDeviceDescriptor(IDiscRecorder2Ex *This, BYTE **data,
                                                      ULONG_IMAPI2_DEVICE_DESCRIPTOR *byteSize);
HRESULT STDMETHODCALLTYPE forward_GetDiscInformation(IDiscRecorder2Ex *This, BYTE **discInformation,
                                                     ULONG_IMAPI2_DISC_INFORMATION *byteSize);
HRESULT STDMETHODCALLTYPE forward_GetTrackInformation(IDiscRecorder2Ex *This, ULONG address,
                                                      IMAPI_READ_TRACK_ADDRESS_TYPE addressType,
                                                      BYTE **trackInformation,
                                                      ULONG_IMAPI2_TRACK_INFORMATION *byteSize);
HRESULT STDMETHODCALLTYPE forward_GetFeaturePage(IDiscRecorder2Ex *This, IMAPI_FEATURE_PAGE_TYPE requestedFeature,
                                                 BOOLEAN currentFeatureOnly, BYTE **featureData,
                                                 ULONG_IMAPI2_FEATURE_PAGE *byteSize);
HRESULT STDMETHODCALLTYPE forward_GetModePage(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_TYPE requestedModePage,
                                              IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE **modePageData,
                                              ULONG_IMAPI2_MODE_PAGE *byteSize);
HRESULT STDMETHODCALLTYPE forward_SetModePage(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
                                              BYTE *data, ULONG_IMAPI2_MODE_PAGE byteSize);
HRESULT STDMETHODCALLTYPE forward_GetSupportedFeaturePages(IDiscRecorder2Ex *This, BOOLEAN currentFeatureOnly,
                                                           IMAPI_FEATURE_PAGE_TYPE **featureData,
                                                           ULONG_IMAPI2_ALL_FEATURE_PAGES *byteSize);
HRESULT STDMETHODCALLTYPE forward_GetSupportedProfiles(IDiscRecorder2Ex *This, BOOLEAN currentOnly,
                                                       IMAPI_PROFILE_TYPE **profileTypes,
                                                       ULONG_IMAPI2_ALL_PROFILES *validProfiles);
HRESULT STDMETHODCALLTYPE forward_GetSupportedModePages(IDiscRecorder2Ex *This,
                                                        IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
                                                        IMAPI_MODE_PAGE_TYPE **modePageTypes,
                                                        ULONG_IMAPI2_ALL_MODE_PAGES *validPages);
HRESULT STDMETHODCALLTYPE forward_GetByteAlignmentMask(IDiscRecorder2Ex *This, ULONG *value);
HRESULT STDMETHODCALLTYPE forward_GetMaximumNonPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value);
HRESULT STDMETHODCALLTYPE forward_GetMaximumPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value);

/* The rows of the methods that are about the device and its medium, none of which has anything to do with writing. */
#define FORWARDED_INFORMATION                                                                                     \
	.ReadDvdStructure = forward_ReadDvdStructure, .SendDvdStructure = forward_SendDvdStructure,               \
	.GetAdapterDescriptor = forward_GetAdapterDescriptor, .GetDeviceDescriptor = forward_GetDeviceDescriptor, \
	.GetDiscInformation = forward_GetDiscInformation, .GetTrackInformation = forward_GetTrackInformation,     \
	.GetFeaturePage = forward_GetFeaturePage, .GetModePage = forward_GetModePage,                             \
	.SetModePage = forward_SetModePage, .GetSupportedFeaturePages = forward_GetSupportedFeaturePages,         \
	.GetSupportedProfiles = forward_GetSupportedProfiles, .GetSupportedModePages = forward_GetSupportedModePages

#endif
