/* SPDX-License-Identifier: MIT */
/* The sink: notes each Update, and is a place for a cancel. */
#include "conformance/exploration/stage.h"

#include <string.h>

#include "conformance/doubles/bare.h"

static struct stage_sink *impl(IDispatch *iface)
{
	return (struct stage_sink *)iface;
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

static ULONG STDMETHODCALLTYPE release(IDispatch *This)
{
	return (ULONG)InterlockedDecrement(&impl(This)->references);
}

/* ---- Update ---- */

static void read_progress(struct seen_update *update, IDispatch *argument)
{
	IWriteEngine2EventArgs *progress;
	HRESULT hr = IDispatch_QueryInterface(argument, &IID_IWriteEngine2EventArgs, (void **)&progress);
	const IWriteEngine2EventArgsVtbl *table;

	update->getters = hr;
	if (FAILED(hr))
		return;
	table = progress->lpVtbl;
	HRESULT(STDMETHODCALLTYPE *const getters[PROGRESS_VALUES])
	(IWriteEngine2EventArgs *, LONG *) = {
		[START_LBA] = table->get_StartLba,
		[SECTOR_COUNT] = table->get_SectorCount,
		[LAST_READ_LBA] = table->get_LastReadLba,
		[LAST_WRITTEN_LBA] = table->get_LastWrittenLba,
		[TOTAL_BUFFER] = table->get_TotalSystemBuffer,
		[USED_BUFFER] = table->get_UsedSystemBuffer,
		[FREE_BUFFER] = table->get_FreeSystemBuffer,
	};
	for (unsigned i = 0; i < PROGRESS_VALUES; i++) {
		hr = getters[i](progress, &update->values[i]);
		if (hr != S_OK)
			update->getters = hr;
	}
	IWriteEngine2EventArgs_Release(progress);
}

static void trace(struct stage *stage, const struct seen_update *update)
{
	choices_trace(stage->choices, update->at_ns);
	for (unsigned i = 0; i < PROGRESS_VALUES; i++)
		choices_trace(stage->choices, (uint32_t)update->values[i]);
	choices_trace(stage->choices, (uint16_t)update->in_progress);
	stage_tell(stage, "Update: read %d, written %d, buffer %d of %d, WriteInProgress %d",
	           (int)update->values[LAST_READ_LBA], (int)update->values[LAST_WRITTEN_LBA],
	           (int)update->values[USED_BUFFER], (int)update->values[TOTAL_BUFFER], update->in_progress);
}

static void note(struct stage *stage, struct seen_update *update, const DISPPARAMS *parameters)
{
	const struct observation *seen = stage->seen;

	*update = (struct seen_update){
		.at_ns = platform_now(stage->platform),
		.writes_begun = seen->write_count,
		.writes_ended = seen->write_count && !seen->writes[seen->write_count - 1].ended ? seen->write_count - 1
	                                                                                        : seen->write_count,
		.reads_begun = seen->read_count,
		.acknowledged_blocks = seen->acknowledged_blocks,
		.read_bytes = seen->read_bytes,
		.getters = E_UNEXPECTED,
	};
	if (parameters->cArgs == 2 && parameters->rgvarg[0].vt == VT_DISPATCH)
		read_progress(update, parameters->rgvarg[0].pdispVal);
	if (FAILED(IWriteEngine2_get_WriteInProgress(stage->engine, &update->in_progress)))
		update->getters = E_UNEXPECTED;
	update->region = stage_own_region(stage, NULL);
	trace(stage, update);
}

/* Only the disturbed section's are of interest. */
static HRESULT STDMETHODCALLTYPE invoke(IDispatch *This, DISPID member, REFIID riid, LCID locale, WORD flags,
                                        DISPPARAMS *parameters, VARIANT *result, EXCEPINFO *exception,
                                        UINT *argument_error)
{
	struct stage *stage = stage_of_sink(impl(This));
	struct observation *seen = stage->seen;

	(void)riid;
	(void)locale;
	(void)flags;
	(void)result;
	(void)exception;
	(void)argument_error;
	if (!stage->exploring || member != DISPID_DWRITEENGINE2EVENTS_UPDATE)
		return S_OK;
	if (seen->update_count == SEEN_UPDATES_MAX) {
		seen->overflow = true;
		return S_OK;
	}
	note(stage, &seen->updates[seen->update_count], parameters);
	seen->update_count++;
	stage_cancel_here(stage, "in Update");
	stage_note_update(stage);
	return S_OK;
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

void stage_sink_open(struct stage_sink *sink)
{
	sink->IDispatch_iface.lpVtbl = &vtbl;
	sink->references = 1;
}
