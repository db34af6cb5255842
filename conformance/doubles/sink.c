/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/sink.h"

#include "conformance/doubles/bare.h"
#include "conformance/expect.h"

static struct sink *impl(IDispatch *iface)
{
	return (struct sink *)iface;
}

static HRESULT STDMETHODCALLTYPE query_interface(IDispatch *This, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDispatch) &&
	    !IsEqualIID(riid, &IID_DWriteEngine2Events))
		return E_NOINTERFACE;
	InterlockedIncrement(&impl(This)->references);
	*ppvObject = This;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE add_ref(IDispatch *This)
{
	return (ULONG)InterlockedIncrement(&impl(This)->references);
}

/* The rig frees it. */
static ULONG STDMETHODCALLTYPE release(IDispatch *This)
{
	return (ULONG)InterlockedDecrement(&impl(This)->references);
}

/* ---- recording ---- */

static bool is_same_object(IDispatch *object, IWriteEngine2 *engine)
{
	IUnknown *a = NULL, *b = NULL;
	bool same;

	if (!engine || FAILED(IDispatch_QueryInterface(object, &IID_IUnknown, (void **)&a)))
		return false;
	if (FAILED(IWriteEngine2_QueryInterface(engine, &IID_IUnknown, (void **)&b)))
		b = NULL;
	same = a == b;
	IUnknown_Release(a);
	if (b)
		IUnknown_Release(b);
	return same;
}

static void record_progress(struct update *update, IWriteEngine2EventArgs *progress)
{
	const struct {
		HRESULT(STDMETHODCALLTYPE *get)(IWriteEngine2EventArgs *This, LONG *value);
		LONG *value;
	} getters[] = {
		{progress->lpVtbl->get_StartLba, &update->start_lba},
		{progress->lpVtbl->get_SectorCount, &update->sector_count},
		{progress->lpVtbl->get_LastReadLba, &update->last_read_lba},
		{progress->lpVtbl->get_LastWrittenLba, &update->last_written_lba},
		{progress->lpVtbl->get_TotalSystemBuffer, &update->total_buffer},
		{progress->lpVtbl->get_UsedSystemBuffer, &update->used_buffer},
		{progress->lpVtbl->get_FreeSystemBuffer, &update->free_buffer},
	};

	for (unsigned i = 0; i < sizeof(getters) / sizeof(getters[0]); i++) {
		HRESULT hr = getters[i].get(progress, getters[i].value);

		if (hr != S_OK)
			update->read = hr;
	}
}

static void keep(struct sink *sink, IWriteEngine2EventArgs *progress)
{
	if (sink->kept)
		IWriteEngine2EventArgs_Release(sink->kept);
	sink->kept = progress;
	IWriteEngine2EventArgs_AddRef(progress);
}

static void record(struct sink *sink, struct update *update, DISPID member, WORD flags, const DISPPARAMS *parameters)
{
	IWriteEngine2EventArgs *progress = NULL;
	const VARIANTARG *arguments = parameters->rgvarg; /* the last argument comes first */

	update->at_ns = platform_now(sink->rig->platform);
	update->member = member;
	update->flags = flags;
	update->arguments = parameters->cArgs;
	update->named_arguments = parameters->cNamedArgs;
	update->writes_ended = rig_writes_ended(sink->rig);
	update->writes_begun = rig_writes_begun(sink->rig);
	update->both_are_dispatch = parameters->cArgs == 2 && arguments[0].vt == VT_DISPATCH &&
	                            arguments[1].vt == VT_DISPATCH && arguments[0].pdispVal && arguments[1].pdispVal;
	if (!update->both_are_dispatch)
		return;
	update->object_is_engine = is_same_object(arguments[1].pdispVal, sink->engine);
	if (sink->engine && FAILED(IWriteEngine2_get_WriteInProgress(sink->engine, &update->write_in_progress)))
		update->read = E_UNEXPECTED;
	IDispatch_QueryInterface(arguments[0].pdispVal, &IID_IWriteEngine2EventArgs, (void **)&progress);
	update->progress_is_event_args = progress != NULL;
	sink->current = progress;
	if (!progress)
		return;
	record_progress(update, progress);
	if (sink->keeps_progress)
		keep(sink, progress);
}

static HRESULT STDMETHODCALLTYPE invoke(IDispatch *This, DISPID member, REFIID riid, LCID locale, WORD flags,
                                        DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception,
                                        UINT *argument_error)
{
	struct sink *sink = impl(This);
	struct update beyond = {0};
	struct update *update = sink->count < SINK_UPDATES_MAX ? &sink->updates[sink->count] : &beyond;
	unsigned number = ++sink->count;

	(void)riid;
	(void)locale;
	(void)result;
	(void)exception;
	(void)argument_error;
	record(sink, update, member, flags, parameters);
	rig_trace(sink->rig, &update->start_lba, 7 * sizeof(LONG));
	if (sink->on_update)
		sink->on_update(sink, number, sink->context);
	if (sink->current)
		IWriteEngine2EventArgs_Release(sink->current);
	sink->current = NULL;
	return sink->answer;
}

static const IDispatchVtbl vtbl = {
	query_interface,
	add_ref,
	release,
	bare_dispatch_GetTypeInfoCount,
	bare_dispatch_GetTypeInfo,
	bare_dispatch_GetIDsOfNames,
	invoke,
};

/* ---- connecting ---- */

static HRESULT find_point(IWriteEngine2 *engine, IConnectionPoint **ret_point)
{
	IConnectionPointContainer *container;
	HRESULT hr = IWriteEngine2_QueryInterface(engine, &IID_IConnectionPointContainer, (void **)&container);

	if (FAILED(hr))
		return hr;
	hr = IConnectionPointContainer_FindConnectionPoint(container, &IID_DWriteEngine2Events, ret_point);
	IConnectionPointContainer_Release(container);
	return hr;
}

HRESULT sink_connect(struct sink *sink, IWriteEngine2 *engine)
{
	IConnectionPoint *point;
	HRESULT hr = find_point(engine, &point);

	if (FAILED(hr))
		return hr;
	hr = IConnectionPoint_Advise(point, (IUnknown *)&sink->IDispatch_iface, &sink->cookie);
	IConnectionPoint_Release(point);
	if (SUCCEEDED(hr))
		sink->engine = engine;
	return hr;
}

HRESULT sink_disconnect(struct sink *sink)
{
	IConnectionPoint *point;
	HRESULT hr = find_point(sink->engine, &point);

	if (FAILED(hr))
		return hr;
	hr = IConnectionPoint_Unadvise(point, sink->cookie);
	IConnectionPoint_Release(point);
	sink_forget_engine(sink);
	return hr;
}

void sink_forget_engine(struct sink *sink)
{
	sink->engine = NULL;
	sink->cookie = 0;
}

/* Every reference but the case's own must have been given back. */
static void finish(void *object)
{
	struct sink *sink = object;

	if (sink->kept)
		IWriteEngine2EventArgs_Release(sink->kept);
	if (sink->references != 1)
		EXPECT(false, "%d references to a sink were not released", (int)sink->references - 1);
}

struct sink *sink_create(struct rig *rig)
{
	struct sink *sink = rig_keep(rig, sizeof(*sink), finish);

	if (!sink)
		return NULL;
	sink->IDispatch_iface.lpVtbl = &vtbl;
	sink->references = 1;
	sink->rig = rig;
	return sink;
}

const struct update *sink_last(const struct sink *sink)
{
	static const struct update none;
	unsigned recorded = sink->count < SINK_UPDATES_MAX ? sink->count : SINK_UPDATES_MAX;

	if (!recorded) {
		EXPECT(false, "no Update came");
		return &none;
	}
	return &sink->updates[recorded - 1];
}
