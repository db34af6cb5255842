/* SPDX-License-Identifier: MIT */
/* Its own methods first, then those that go to the rig's recorder, then the table. */
#include "conformance/foreign_recorder.h"

#include <string.h>

#include "conformance/expect.h"
#include "conformance/pattern.h"

enum { MAX_TRANSFER_BYTES = 65536 };

static struct foreign_recorder *impl(IDiscRecorder2Ex *iface)
{
	return (struct foreign_recorder *)iface;
}

static IDiscRecorder2Ex *inner(IDiscRecorder2Ex *iface)
{
	return impl(iface)->rig->recorder_ex;
}

static HRESULT STDMETHODCALLTYPE QueryInterface(IDiscRecorder2Ex *This, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDiscRecorder2Ex))
		return E_NOINTERFACE;
	InterlockedIncrement(&impl(This)->references);
	*ppvObject = This;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE AddRef(IDiscRecorder2Ex *This)
{
	return (ULONG)InterlockedIncrement(&impl(This)->references);
}

/* The rig frees it. */
static ULONG STDMETHODCALLTYPE Release(IDiscRecorder2Ex *This)
{
	return (ULONG)InterlockedDecrement(&impl(This)->references);
}

static void look_at(struct foreign_recorder *recorder, const BYTE *cdb, ULONG cdb_bytes, const BYTE *buffer,
                    ULONG bytes)
{
	if (recorder->writes == 1) {
		recorder->first_cdb_bytes = cdb_bytes;
		memcpy(recorder->first_cdb, cdb, cdb_bytes < 16 ? cdb_bytes : 16);
	}
	if (bytes > recorder->largest_bytes)
		recorder->largest_bytes = bytes;
	recorder->addresses |= (uintptr_t)buffer;
}

static HRESULT STDMETHODCALLTYPE SendCommandSendDataToDevice(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                             BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                             ULONG_IMAPI2_NONZERO BufferSize)
{
	struct foreign_recorder *recorder = impl(This);

	recorder->writes++;
	recorder->timeout_s = Timeout;
	memset(SenseBuffer, 0, 18);
	look_at(recorder, Cdb, CdbSize, Buffer, BufferSize);
	if (recorder->writes >= recorder->answers_from && recorder->write_answer != S_OK)
		return recorder->write_answer;
	if (!pattern_holds(recorder->seed, recorder->bytes, Buffer, BufferSize))
		recorder->wrong_data = true;
	recorder->bytes += BufferSize;
	return S_OK;
}

static HRESULT tell(IDiscRecorder2Ex *iface, ULONG limit, ULONG *value)
{
	if (!value)
		return E_POINTER;
	if (FAILED(impl(iface)->limits_answer))
		return impl(iface)->limits_answer;
	*value = limit;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE GetByteAlignmentMask(IDiscRecorder2Ex *This, ULONG *value)
{
	return tell(This, impl(This)->alignment, value);
}

static HRESULT STDMETHODCALLTYPE GetMaximumNonPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value)
{
	return tell(This, impl(This)->max_transfer_bytes, value);
}

static HRESULT STDMETHODCALLTYPE GetMaximumPageAlignedTransferSize(IDiscRecorder2Ex *This, ULONG *value)
{
	return tell(This, impl(This)->max_transfer_bytes, value);
}

/* ---- to the rig's recorder ---- */

static HRESULT STDMETHODCALLTYPE SendCommandNoData(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                   BYTE SenseBuffer[18], ULONG Timeout)
{
	return IDiscRecorder2Ex_SendCommandNoData(inner(This), Cdb, CdbSize, SenseBuffer, Timeout);
}

static HRESULT STDMETHODCALLTYPE SendCommandGetDataFromDevice(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                              BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                              ULONG_IMAPI2_NONZERO BufferSize,
                                                              ULONG_IMAPI2_NOT_NEGATIVE *BufferFetched)
{
	return IDiscRecorder2Ex_SendCommandGetDataFromDevice(inner(This), Cdb, CdbSize, SenseBuffer, Timeout, Buffer,
	                                                     BufferSize, BufferFetched);
}

static HRESULT STDMETHODCALLTYPE ReadDvdStructure(IDiscRecorder2Ex *This, ULONG format, ULONG address, ULONG layer,
                                                  ULONG agid, BYTE **data, ULONG_IMAPI2_DVD_STRUCTURE *count)
{
	return IDiscRecorder2Ex_ReadDvdStructure(inner(This), format, address, layer, agid, data, count);
}

static HRESULT STDMETHODCALLTYPE SendDvdStructure(IDiscRecorder2Ex *This, ULONG format, BYTE *data,
                                                  ULONG_IMAPI2_DVD_STRUCTURE count)
{
	return IDiscRecorder2Ex_SendDvdStructure(inner(This), format, data, count);
}

static HRESULT STDMETHODCALLTYPE GetAdapterDescriptor(IDiscRecorder2Ex *This, BYTE **data,
                                                      ULONG_IMAPI2_ADAPTER_DESCRIPTOR *byteSize)
{
	return IDiscRecorder2Ex_GetAdapterDescriptor(inner(This), data, byteSize);
}

static HRESULT STDMETHODCALLTYPE GetDeviceDescriptor(IDiscRecorder2Ex *This, BYTE **data,
                                                     ULONG_IMAPI2_DEVICE_DESCRIPTOR *byteSize)
{
	return IDiscRecorder2Ex_GetDeviceDescriptor(inner(This), data, byteSize);
}

static HRESULT STDMETHODCALLTYPE GetDiscInformation(IDiscRecorder2Ex *This, BYTE **discInformation,
                                                    ULONG_IMAPI2_DISC_INFORMATION *byteSize)
{
	return IDiscRecorder2Ex_GetDiscInformation(inner(This), discInformation, byteSize);
}

static HRESULT STDMETHODCALLTYPE GetTrackInformation(IDiscRecorder2Ex *This, ULONG address,
                                                     IMAPI_READ_TRACK_ADDRESS_TYPE addressType, BYTE **trackInformation,
                                                     ULONG_IMAPI2_TRACK_INFORMATION *byteSize)
{
	return IDiscRecorder2Ex_GetTrackInformation(inner(This), address, addressType, trackInformation, byteSize);
}

static HRESULT STDMETHODCALLTYPE GetFeaturePage(IDiscRecorder2Ex *This, IMAPI_FEATURE_PAGE_TYPE requestedFeature,
                                                BOOLEAN currentFeatureOnly, BYTE **featureData,
                                                ULONG_IMAPI2_FEATURE_PAGE *byteSize)
{
	return IDiscRecorder2Ex_GetFeaturePage(inner(This), requestedFeature, currentFeatureOnly, featureData,
	                                       byteSize);
}

static HRESULT STDMETHODCALLTYPE GetModePage(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_TYPE requestedModePage,
                                             IMAPI_MODE_PAGE_REQUEST_TYPE requestType, BYTE **modePageData,
                                             ULONG_IMAPI2_MODE_PAGE *byteSize)
{
	return IDiscRecorder2Ex_GetModePage(inner(This), requestedModePage, requestType, modePageData, byteSize);
}

static HRESULT STDMETHODCALLTYPE SetModePage(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
                                             BYTE *data, ULONG_IMAPI2_MODE_PAGE byteSize)
{
	return IDiscRecorder2Ex_SetModePage(inner(This), requestType, data, byteSize);
}

static HRESULT STDMETHODCALLTYPE GetSupportedFeaturePages(IDiscRecorder2Ex *This, BOOLEAN currentFeatureOnly,
                                                          IMAPI_FEATURE_PAGE_TYPE **featureData,
                                                          ULONG_IMAPI2_ALL_FEATURE_PAGES *byteSize)
{
	return IDiscRecorder2Ex_GetSupportedFeaturePages(inner(This), currentFeatureOnly, featureData, byteSize);
}

static HRESULT STDMETHODCALLTYPE GetSupportedProfiles(IDiscRecorder2Ex *This, BOOLEAN currentOnly,
                                                      IMAPI_PROFILE_TYPE **profileTypes,
                                                      ULONG_IMAPI2_ALL_PROFILES *validProfiles)
{
	return IDiscRecorder2Ex_GetSupportedProfiles(inner(This), currentOnly, profileTypes, validProfiles);
}

static HRESULT STDMETHODCALLTYPE GetSupportedModePages(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE requestType,
                                                       IMAPI_MODE_PAGE_TYPE **modePageTypes,
                                                       ULONG_IMAPI2_ALL_MODE_PAGES *validPages)
{
	return IDiscRecorder2Ex_GetSupportedModePages(inner(This), requestType, modePageTypes, validPages);
}

static const IDiscRecorder2ExVtbl vtbl = {
	.QueryInterface = QueryInterface,
	.AddRef = AddRef,
	.Release = Release,
	.SendCommandNoData = SendCommandNoData,
	.SendCommandSendDataToDevice = SendCommandSendDataToDevice,
	.SendCommandGetDataFromDevice = SendCommandGetDataFromDevice,
	.ReadDvdStructure = ReadDvdStructure,
	.SendDvdStructure = SendDvdStructure,
	.GetAdapterDescriptor = GetAdapterDescriptor,
	.GetDeviceDescriptor = GetDeviceDescriptor,
	.GetDiscInformation = GetDiscInformation,
	.GetTrackInformation = GetTrackInformation,
	.GetFeaturePage = GetFeaturePage,
	.GetModePage = GetModePage,
	.SetModePage = SetModePage,
	.GetSupportedFeaturePages = GetSupportedFeaturePages,
	.GetSupportedProfiles = GetSupportedProfiles,
	.GetSupportedModePages = GetSupportedModePages,
	.GetByteAlignmentMask = GetByteAlignmentMask,
	.GetMaximumNonPageAlignedTransferSize = GetMaximumNonPageAlignedTransferSize,
	.GetMaximumPageAlignedTransferSize = GetMaximumPageAlignedTransferSize,
};

/* Every reference but the case's own must have been given back. */
static void finish(void *object)
{
	LONG references = ((struct foreign_recorder *)object)->references;

	if (references != 1)
		EXPECT(false, "%d references to a recorder were not released", (int)references - 1);
}

struct foreign_recorder *foreign_recorder_create(struct rig *rig)
{
	struct foreign_recorder *recorder = rig_keep(rig, sizeof(*recorder), finish);

	if (!recorder)
		return NULL;
	recorder->IDiscRecorder2Ex_iface.lpVtbl = &vtbl;
	recorder->references = 1;
	recorder->rig = rig;
	recorder->max_transfer_bytes = MAX_TRANSFER_BYTES;
	recorder->answers_from = 1;
	return recorder;
}
