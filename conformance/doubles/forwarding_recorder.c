/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/forwarding_recorder.h"

static struct forwarding_recorder *impl(IDiscRecorder2Ex *iface)
{
	return (struct forwarding_recorder *)iface;
}

static IDiscRecorder2Ex *inner_of(IDiscRecorder2Ex *iface)
{
	return impl(iface)->inner;
}

HRESULT STDMETHODCALLTYPE forward_QueryInterface(IDiscRecorder2Ex *This, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDiscRecorder2Ex))
		return E_NOINTERFACE;
	IDiscRecorder2Ex_AddRef(This);
	*ppvObject = This;
	return S_OK;
}

ULONG STDMETHODCALLTYPE forward_AddRef(IDiscRecorder2Ex *This)
{
	return (ULONG)InterlockedIncrement(&impl(This)->references);
}

ULONG STDMETHODCALLTYPE forward_Release(IDiscRecorder2Ex *This)
{
	return (ULONG)InterlockedDecrement(&impl(This)->references);
}

HRESULT STDMETHODCALLTYPE forward_SendCommandNoData(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                    BYTE SenseBuffer[18], ULONG Timeout)
{
	return IDiscRecorder2Ex_SendCommandNoData(inner_of(This), Cdb, CdbSize, SenseBuffer, Timeout);
}

HRESULT STDMETHODCALLTYPE forward_SendCommandGetDataFromDevice(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                               BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                               ULONG_IMAPI2_NONZERO BufferSize,
                                                               ULONG_IMAPI2_NOT_NEGATIVE *BufferFetched)
{
	return IDiscRecorder2Ex_SendCommandGetDataFromDevice(inner_of(This), Cdb, CdbSize, SenseBuffer, Timeout, Buffer,
	                                                     BufferSize, BufferFetched);
}

HRESULT STDMETHODCALLTYPE forward_ReadDvdStructure(IDiscRecorder2Ex *This, ULONG format, ULONG address, ULONG layer,
                                                   ULONG agid, BYTE **data, ULONG_IMAPI2_DVD_STRUCTURE *count)
{
	return IDiscRecorder2Ex_ReadDvdStructure(inner_of(This), format, address, layer, agid, data, count);
}

HRESULT STDMETHODCALLTYPE forward_SendDvdStructure(IDiscRecorder2Ex *This, ULONG format, BYTE *data,
                                                   ULONG_IMAPI2_DVD_STRUCTURE count)
{
	return IDiscRecorder2Ex_SendDvdStructure(inner_of(This), format, data, count);
}

HRESULT STDMETHODCALLTYPE forward_GetAdapterDescriptor(IDiscRecorder2Ex *This, BYTE **data,
                                                       ULONG_IMAPI2_ADAPTER_DESCRIPTOR *byteSize)
{
	return IDiscRecorder2Ex_GetAdapterDescriptor(inner_of(This), data, byteSize);
}

HRESULT STDMETHODCALLTYPE forward_GetDeviceDescriptor(IDiscRecorder2Ex *This, BYTE **data,
                                                      ULONG_IMAPI2_DEVICE_DESCRIPTOR *byteSize)
{
	return IDiscRecorder2Ex_GetDeviceDescriptor(inner_of(This), data, byteSize);
}

HRESULT STDMETHODCALLTYPE forward_GetDiscInformation(IDiscRecorder2Ex *This, BYTE **discInformation,
                                                     ULONG_IMAPI2_DISC_INFORMATION *byteSize)
{
	return IDiscRecorder2Ex_GetDiscInformation(inner_of(This), discInformation, byteSize);
}

HRESULT STDMETHODCALLTYPE forward_GetTrackInformation(IDiscRecorder2Ex *This, ULONG address,
                                                      IMAPI_READ_TRACK_ADDRESS_TYPE addressType,
                                                      BYTE **trackInformation, ULONG_IMAPI2_TRACK_INFORMATION *byteSize)
{
	return IDiscRecorder2Ex_GetTrackInformation(inner_of(This), address, addressType, trackInformation, byteSize);
}

HRESULT STDMETHODCALLTYPE forward_GetFeaturePage(IDiscRecorder2Ex *This, IMAPI_FEATURE_PAGE_TYPE requestedFeature,
                                                 BOOLEAN currentFeatureOnly, BYTE **featureData,
                                                 ULONG_IMAPI2_FEATURE_PAGE *byteSize)
{
	return IDiscRecorder2Ex_GetFeaturePage(inner_of(This), requestedFeature, currentFeatureOnly, featureData,
	                                       byteSize);
}

HRESULT STDMETHODCALLTYPE forward_GetModePage(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_TYPE requestedModePage,
                                              IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE **modePageData,
                                              ULONG_IMAPI2_MODE_PAGE *byteSize)
{
	return IDiscRecorder2Ex_GetModePage(inner_of(This), requestedModePage, requestType, modePageData, byteSize);
}

HRESULT STDMETHODCALLTYPE forward_SetModePage(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
                                              BYTE *data, ULONG_IMAPI2_MODE_PAGE byteSize)
{
	return IDiscRecorder2Ex_SetModePage(inner_of(This), requestType, data, byteSize);
}

HRESULT STDMETHODCALLTYPE forward_GetSupportedFeaturePages(IDiscRecorder2Ex *This, BOOLEAN currentFeatureOnly,
                                                           IMAPI_FEATURE_PAGE_TYPE **featureData,
                                                           ULONG_IMAPI2_ALL_FEATURE_PAGES *byteSize)
{
	return IDiscRecorder2Ex_GetSupportedFeaturePages(inner_of(This), currentFeatureOnly, featureData, byteSize);
}

HRESULT STDMETHODCALLTYPE forward_GetSupportedProfiles(IDiscRecorder2Ex *This, BOOLEAN currentOnly,
                                                       IMAPI_PROFILE_TYPE **profileTypes,
                                                       ULONG_IMAPI2_ALL_PROFILES *validProfiles)
{
	return IDiscRecorder2Ex_GetSupportedProfiles(inner_of(This), currentOnly, profileTypes, validProfiles);
}

HRESULT STDMETHODCALLTYPE forward_GetSupportedModePages(IDiscRecorder2Ex *This,
                                                        IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
                                                        IMAPI_MODE_PAGE_TYPE **modePageTypes,
                                                        ULONG_IMAPI2_ALL_MODE_PAGES *validPages)
{
	return IDiscRecorder2Ex_GetSupportedModePages(inner_of(This), requestType, modePageTypes, validPages);
}

HRESULT STDMETHODCALLTYPE forward_GetByteAlignmentMask(IDiscRecorder2Ex *This, ULONG *value)
{
	return IDiscRecorder2Ex_GetByteAlignmentMask(inner_of(This), value);
}

HRESULT STDMETHODCALLTYPE forward_GetMaximumNonPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value)
{
	return IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(inner_of(This), value);
}

HRESULT STDMETHODCALLTYPE forward_GetMaximumPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value)
{
	return IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(inner_of(This), value);
}
