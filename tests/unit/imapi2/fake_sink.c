/* SPDX-License-Identifier: MIT */
#include "tests/unit/imapi2/doubles.h"

#include <string.h>

static HRESULT STDMETHODCALLTYPE fake_sink_QueryInterface(IDispatch *iface, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDispatch) &&
	    !IsEqualIID(riid, &IID_DWriteEngine2Events))
		return E_NOINTERFACE;
	IDispatch_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE fake_sink_AddRef(IDispatch *iface)
{
	return (ULONG)InterlockedIncrement(&FROM(struct fake_sink, IDispatch_iface, iface)->references);
}

static ULONG STDMETHODCALLTYPE fake_sink_Release(IDispatch *iface)
{
	return (ULONG)InterlockedDecrement(&FROM(struct fake_sink, IDispatch_iface, iface)->references);
}

static void look(struct fake_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *args)
{
	struct seen_update *seen = &sink->seen[sink->updates];

	IWriteEngine2EventArgs_get_StartLba(args, &seen->start);
	IWriteEngine2EventArgs_get_SectorCount(args, &seen->count);
	IWriteEngine2EventArgs_get_LastReadLba(args, &seen->last_read);
	IWriteEngine2EventArgs_get_LastWrittenLba(args, &seen->last_written);
	IWriteEngine2EventArgs_get_TotalSystemBuffer(args, &seen->total);
	IWriteEngine2EventArgs_get_UsedSystemBuffer(args, &seen->used);
	IWriteEngine2EventArgs_get_FreeSystemBuffer(args, &seen->free_bytes);
	IWriteEngine2_get_WriteInProgress(engine, &seen->writing);
	seen->commands = sink->recorder->commands;
	seen->moment = platform_now(sink->recorder->platform);
}

static bool is_packed(DISPID id, WORD flags, const DISPPARAMS *parameters)
{
	return id == 0x100 && flags == 1 && parameters->cArgs == 2 && !parameters->cNamedArgs &&
	       parameters->rgvarg[0].vt == 9 && parameters->rgvarg[1].vt == 9;
}

static HRESULT STDMETHODCALLTYPE fake_sink_Invoke(IDispatch *iface, DISPID dispIdMember, REFIID riid, LCID lcid,
                                                  WORD wFlags, DISPPARAMS *pDispParams, VARIANT *pVarResult,
                                                  EXCEPINFO *pExcepInfo, UINT *puArgErr)
{
	struct fake_sink *sink = FROM(struct fake_sink, IDispatch_iface, iface);
	IWriteEngine2EventArgs *args;
	IWriteEngine2 *engine;

	(void)lcid;
	(void)pVarResult;
	(void)pExcepInfo;
	(void)puArgErr;
	if (!is_packed(dispIdMember, wFlags, pDispParams) || !IsEqualIID(riid, &IID_NULL) ||
	    FAILED(IDispatch_QueryInterface(pDispParams->rgvarg[1].pdispVal, &IID_IWriteEngine2, (void **)&engine))) {
		sink->wrong++;
		return E_FAIL;
	}
	if (FAILED(IDispatch_QueryInterface(pDispParams->rgvarg[0].pdispVal, &IID_IWriteEngine2EventArgs,
	                                    (void **)&args))) {
		IWriteEngine2_Release(engine);
		sink->wrong++;
		return E_FAIL;
	}
	if (sink->updates < MOST_UPDATES)
		look(sink, engine, args);
	sink->updates++;
	IWriteEngine2_Release(engine);
	if (sink->on_update)
		sink->on_update(sink, engine, args);
	IWriteEngine2EventArgs_Release(args);
	return sink->answer;
}

static const IDispatchVtbl fake_sink_vtbl = {
	.QueryInterface = fake_sink_QueryInterface,
	.AddRef = fake_sink_AddRef,
	.Release = fake_sink_Release,
	.Invoke = fake_sink_Invoke,
};

void fake_sink_init(struct fake_sink *sink, struct fake_recorder *recorder)
{
	memset(sink, 0, sizeof(*sink));
	sink->IDispatch_iface.lpVtbl = &fake_sink_vtbl;
	sink->references = 1;
	sink->recorder = recorder;
}
