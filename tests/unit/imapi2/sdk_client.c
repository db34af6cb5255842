/* SPDX-License-Identifier: MIT */
/*
 * A client as it would be written for the Windows SDK, which finds nothing but the SDK's names: it erases a rewritable
 * medium quickly, by zeros over its first and last blocks, as the format writers do. sdk_test.c runs it.
 */
#define COBJMACROS
#include <windows.h>
#include <initguid.h>
#include <objbase.h>
#include <oleauto.h>
#include <ocidl.h>
#include <imapi2.h>
#include <imapi2error.h>

#include "tests/unit/imapi2/sdk_client.h"

DEFINE_GUID(CLSID_OfTheClient, 0x3A5D9F10, 0x2B4C, 0x4D6E, 0x8F, 0x70, 0x81, 0x92, 0xA3, 0xB4, 0xC5, 0xD6);

typedef struct ProgressSink {
	DWriteEngine2Events events;
	LONG refs;
	struct sdk_report *report;
} ProgressSink;

static HRESULT STDMETHODCALLTYPE Sink_QueryInterface(DWriteEngine2Events *This, REFIID riid, void **ppv)
{
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDispatch) &&
	    !IsEqualIID(riid, &IID_DWriteEngine2Events)) {
		*ppv = NULL;
		return E_NOINTERFACE;
	}
	*ppv = This;
	DWriteEngine2Events_AddRef(This);
	return S_OK;
}

static ULONG STDMETHODCALLTYPE Sink_AddRef(DWriteEngine2Events *This)
{
	return InterlockedIncrement(&((ProgressSink *)This)->refs);
}

static ULONG STDMETHODCALLTYPE Sink_Release(DWriteEngine2Events *This)
{
	return InterlockedDecrement(&((ProgressSink *)This)->refs);
}

static HRESULT STDMETHODCALLTYPE Sink_Invoke(DWriteEngine2Events *This, DISPID id, REFIID riid, LCID lcid, WORD flags,
                                             DISPPARAMS *params, VARIANT *result, EXCEPINFO *exception, UINT *bad)
{
	struct sdk_report *report = ((ProgressSink *)This)->report;
	IWriteEngine2EventArgs *args = NULL;
	LONG start = 0, written = 0;

	(void)riid, (void)lcid, (void)flags, (void)result, (void)exception, (void)bad;
	if (id != DISPID_DWRITEENGINE2EVENTS_UPDATE || params->cArgs != 2 || V_VT(&params->rgvarg[0]) != VT_DISPATCH)
		return DISP_E_MEMBERNOTFOUND;
	if (SUCCEEDED(IDispatch_QueryInterface(V_DISPATCH(&params->rgvarg[0]), &IID_IWriteEngine2EventArgs,
	                                       (void **)&args))) {
		IWriteEngine2EventArgs_get_StartLba(args, &start);
		IWriteEngine2EventArgs_get_LastWrittenLba(args, &written);
		IWriteEngine2EventArgs_Release(args);
		report->updates++;
		report->last_progress = written - start;
	}
	return S_OK;
}

static DWriteEngine2EventsVtbl sink_vtbl = {
	Sink_QueryInterface, Sink_AddRef, Sink_Release, NULL, NULL, NULL, Sink_Invoke, NULL,
};

static HRESULT WriteZeros(IWriteEngine2 *engine, LONG lba, LONG blocks)
{
	ULARGE_INTEGER size;
	IStream *zeros = NULL;
	HRESULT hr = CoCreateInstance(&CLSID_MsftStreamZero, NULL, CLSCTX_ALL, &IID_IStream, (void **)&zeros);

	if (FAILED(hr))
		return hr;
	size.QuadPart = (ULONGLONG)blocks * IMAPI_SECTOR_SIZE;
	hr = IStream_SetSize(zeros, size);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2_WriteSection(engine, zeros, lba, blocks);
	IStream_Release(zeros);
	return hr;
}

static HRESULT SynchronizeCache(IDiscRecorder2Ex *recorder)
{
	BYTE cdb[10] = {0x35}, sense[18];
	HRESULT hr = IDiscRecorder2Ex_SendCommandNoData(recorder, cdb, sizeof(cdb), sense, 260);

	return hr == S_IMAPI_COMMAND_HAS_SENSE_DATA ? E_FAIL : hr;
}

static HRESULT EraseByWriting(IDiscRecorder2Ex *recorder, ProgressSink *sink)
{
	IConnectionPointContainer *container = NULL;
	IConnectionPoint *point = NULL;
	IWriteEngine2 *engine = NULL;
	DWORD cookie = 0;
	HRESULT hr = CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_ALL, &IID_IWriteEngine2, (void **)&engine);

	if (FAILED(hr))
		return hr;
	hr = IWriteEngine2_put_Recorder(engine, recorder);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_UseStreamingWrite12(engine, VARIANT_FALSE);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_StartingSectorsPerSecond(engine, IMAPI_SECTORS_PER_SECOND_AT_1X_CD * 40);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_EndingSectorsPerSecond(engine, IMAPI_SECTORS_PER_SECOND_AT_1X_CD * 40);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_BytesPerSector(engine, IMAPI_SECTOR_SIZE);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2_QueryInterface(engine, &IID_IConnectionPointContainer, (void **)&container);
	if (SUCCEEDED(hr))
		hr = IConnectionPointContainer_FindConnectionPoint(container, &IID_DWriteEngine2Events, &point);
	if (SUCCEEDED(hr))
		hr = IConnectionPoint_Advise(point, (IUnknown *)&sink->events, &cookie);
	if (SUCCEEDED(hr))
		hr = WriteZeros(engine, 0, 1024);
	if (SUCCEEDED(hr))
		hr = WriteZeros(engine, 100000 - 1024, 1024);
	if (SUCCEEDED(hr))
		hr = SynchronizeCache(recorder);
	if (cookie)
		IConnectionPoint_Unadvise(point, cookie);
	if (point)
		IConnectionPoint_Release(point);
	if (container)
		IConnectionPointContainer_Release(container);
	IWriteEngine2_Release(engine);
	return hr;
}

LONG sdk_client(struct sdk_report *report)
{
	ProgressSink sink = {{&sink_vtbl}, 1, report};
	BSTR id = SysAllocString(OLESTR("drive0")), client = SysAllocString(OLESTR("EraseClient"));
	IDiscRecorder2 *recorder = NULL;
	IDiscRecorder2Ex *ex = NULL;
	HRESULT hr;

	hr = CoInitializeEx(NULL, COINIT_MULTITHREADED);
	if (SUCCEEDED(hr))
		hr = CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
		                      (void **)&recorder);
	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_InitializeDiscRecorder(recorder, id);
	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&ex);
	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_AcquireExclusiveAccess(recorder, VARIANT_TRUE, client);
	if (SUCCEEDED(hr)) {
		hr = EraseByWriting(ex, &sink);
		IDiscRecorder2_ReleaseExclusiveAccess(recorder);
	}
	if (ex)
		IDiscRecorder2Ex_Release(ex);
	if (recorder)
		IDiscRecorder2_Release(recorder);
	SysFreeString(client);
	SysFreeString(id);
	CoUninitialize();
	report->sink_references = sink.refs;
	return hr;
}
