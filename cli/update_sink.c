/* SPDX-License-Identifier: MIT */
#include "cli/update_sink.h"

#include <stdlib.h>

#include "engine/com/dispatch_table.h"

struct update_sink {
	DWriteEngine2Events DWriteEngine2Events_iface;
	LONG references;
	IConnectionPoint *point;
	DWORD cookie;
	update_function update;
	void *context;
};

static struct update_sink *impl_from_DWriteEngine2Events(DWriteEngine2Events *iface)
{
	return (struct update_sink *)((char *)iface - offsetof(struct update_sink, DWriteEngine2Events_iface));
}

/* ---- IUnknown ---- */

static HRESULT STDMETHODCALLTYPE sink_QueryInterface(DWriteEngine2Events *iface, REFIID riid, void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDispatch) &&
	    !IsEqualIID(riid, &IID_DWriteEngine2Events))
		return E_NOINTERFACE;
	DWriteEngine2Events_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE sink_AddRef(DWriteEngine2Events *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_DWriteEngine2Events(iface)->references);
}

static ULONG STDMETHODCALLTYPE sink_Release(DWriteEngine2Events *iface)
{
	struct update_sink *sink = impl_from_DWriteEngine2Events(iface);
	LONG references = InterlockedDecrement(&sink->references);

	if (!references)
		free(sink);
	return (ULONG)references;
}

/* ---- Update ---- */

/* LastWrittenLba is StartLba also while nothing is written [IMAPI2 IWriteEngine2EventArgs::get_LastWrittenLba]. */
static HRESULT tell(struct update_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *progress)
{
	LONG start, last, count;
	HRESULT hr = IWriteEngine2EventArgs_get_StartLba(progress, &start);

	if (SUCCEEDED(hr))
		hr = IWriteEngine2EventArgs_get_LastWrittenLba(progress, &last);
	if (SUCCEEDED(hr))
		hr = IWriteEngine2EventArgs_get_SectorCount(progress, &count);
	if (SUCCEEDED(hr))
		sink->update(sink->context, engine, last > start ? (uint32_t)(last - start) + 1 : 0, (uint32_t)count);
	return hr;
}

static HRESULT STDMETHODCALLTYPE sink_Update(DWriteEngine2Events *iface, IDispatch *object, IDispatch *progress)
{
	IWriteEngine2EventArgs *args = NULL;
	IWriteEngine2 *engine = NULL;
	HRESULT hr;

	if (!object || !progress)
		return E_POINTER;
	hr = IDispatch_QueryInterface(object, &IID_IWriteEngine2, (void **)&engine);
	if (SUCCEEDED(hr))
		hr = IDispatch_QueryInterface(progress, &IID_IWriteEngine2EventArgs, (void **)&args);
	if (SUCCEEDED(hr))
		hr = tell(impl_from_DWriteEngine2Events(iface), engine, args);
	if (args)
		IWriteEngine2EventArgs_Release(args);
	if (engine)
		IWriteEngine2_Release(engine);
	return hr;
}

static HRESULT call_update(void *object, VARIANT *arguments, VARIANT *result)
{
	(void)result;
	return sink_Update(object, (IDispatch *)arguments[0].punkVal, (IDispatch *)arguments[1].punkVal);
}

/* ---- the object ---- */

static const struct dispatch_row rows[] = {
	{.name = "Update",
         .id = DISPID_DWRITEENGINE2EVENTS_UPDATE,
         .kind = DISPATCH_METHOD,
         .parameters = {{VT_UNKNOWN, &IID_IDispatch}, {VT_UNKNOWN, &IID_IDispatch}},
         .call = call_update},
};

static const struct dispatch_table table = {rows, sizeof(rows) / sizeof(rows[0])};

DISPATCH_METHODS(sink, DWriteEngine2Events, &table)

static const DWriteEngine2EventsVtbl sink_vtbl = {
	sink_QueryInterface, sink_AddRef,        sink_Release, sink_GetTypeInfoCount,
	sink_GetTypeInfo,    sink_GetIDsOfNames, sink_Invoke,  sink_Update,
};

static HRESULT find_connection_point(IWriteEngine2 *engine, IConnectionPoint **ret_point)
{
	IConnectionPointContainer *container;
	HRESULT hr = IWriteEngine2_QueryInterface(engine, &IID_IConnectionPointContainer, (void **)&container);

	*ret_point = NULL;
	if (FAILED(hr))
		return hr;
	hr = IConnectionPointContainer_FindConnectionPoint(container, &IID_DWriteEngine2Events, ret_point);
	IConnectionPointContainer_Release(container);
	return hr;
}

static HRESULT advise(struct update_sink *sink, IWriteEngine2 *engine)
{
	HRESULT hr = find_connection_point(engine, &sink->point);

	if (FAILED(hr))
		return hr;
	hr = IConnectionPoint_Advise(sink->point, (IUnknown *)&sink->DWriteEngine2Events_iface, &sink->cookie);
	if (FAILED(hr))
		IConnectionPoint_Release(sink->point);
	return hr;
}

HRESULT update_sink_connect(IWriteEngine2 *engine, update_function update, void *context, struct update_sink **ret_sink)
{
	struct update_sink *sink = calloc(1, sizeof(*sink));
	HRESULT hr;

	*ret_sink = NULL;
	if (!sink)
		return E_OUTOFMEMORY;
	*sink = (struct update_sink){
		.DWriteEngine2Events_iface.lpVtbl = &sink_vtbl, .references = 1, .update = update, .context = context};
	hr = advise(sink, engine);
	if (FAILED(hr))
		DWriteEngine2Events_Release(&sink->DWriteEngine2Events_iface);
	else
		*ret_sink = sink;
	return hr;
}

void update_sink_disconnect(struct update_sink *sink)
{
	if (!sink)
		return;
	IConnectionPoint_Unadvise(sink->point, sink->cookie);
	IConnectionPoint_Release(sink->point);
	DWriteEngine2Events_Release(&sink->DWriteEngine2Events_iface);
}
