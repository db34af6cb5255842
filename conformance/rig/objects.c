/* SPDX-License-Identifier: MIT */
/*
 * The IMAPI2 objects of a rig. An engine that takes a host gets its way to the drive from the rig: trace around plug
 * around forgery around a way. One that finds its drive by itself gets a witness for its recorder, with the same
 * behind.
 */
#include <errno.h>

#include "conformance/expect.h"
#include "conformance/rig/forgery.h"
#include "conformance/rig/plug.h"
#include "conformance/doubles/recorder_transport.h"
#include "conformance/rig/parts.h"
#include "conformance/doubles/witness_recorder.h"

/* Puts all of that around a way, which it owns, also on failure. */
static int watch(struct whole_rig *rig, struct transport *way, struct transport **ret_transport)
{
	struct trace_observer observer = rig_log_observer(rig);
	struct transport *forgery, *plug, *trace;

	forgery = forgery_create(way);
	plug = forgery ? plug_create(rig->rig.platform, forgery) : NULL;
	trace = plug ? trace_transport_create(plug, &observer) : NULL;
	if (!trace) {
		transport_destroy(plug ? plug : forgery ? forgery : way);
		return rig_out_of_memory(rig);
	}
	if (!rig->engine_plug) { /* recorders that a case makes have ways without hands on them */
		rig->engine_plug = plug;
		rig->engine_forgery = forgery;
	}
	*ret_transport = trace;
	return 0;
}

static int open_watched(void *context, const char *id, struct transport **ret_transport)
{
	struct transport *way;
	int result = rig_open_way(context, &way);

	(void)id;
	return result ? result : watch(context, way, ret_transport);
}

void rig_give_budget(struct whole_rig *rig)
{
	struct plug_budget budget = {.commands = RIG_COMMANDS_MAX,
	                             .until_ns = platform_now(rig->rig.platform) + RIG_TIME_MAX_NS};

	if (rig->engine_plug)
		plug_budget(rig->engine_plug, budget);
}

/* ---- IMAPI2's objects ---- */

/* The engine is to have a recorder that is watched: behind it is the rig's. */
static int place_witness(struct whole_rig *rig)
{
	struct transport *way = recorder_transport_create(rig->rig.recorder), *watched;
	int result = way ? watch(rig, way, &watched) : rig_out_of_memory(rig);

	if (result)
		return result;
	rig->rig.engine_recorder = witness_recorder_create(rig->rig.recorder_ex, watched);
	return rig->rig.engine_recorder ? 0 : rig_out_of_memory(rig);
}

static int take_recorder(struct whole_rig *rig)
{
	rig->rig.engine_recorder = rig->rig.recorder_ex;
	IDiscRecorder2Ex_AddRef(rig->rig.engine_recorder);
	return 0;
}

static int make_recorder(struct whole_rig *rig)
{
	BSTR id = SysAllocString(rig->source->recorder_id ? rig->source->recorder_id : u"rig");
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_INPROC_SERVER, &IID_IDiscRecorder2,
	                              (void **)&rig->rig.recorder);
	int result;

	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_InitializeDiscRecorder(rig->rig.recorder, id);
	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_QueryInterface(rig->rig.recorder, &IID_IDiscRecorder2Ex,
		                                   (void **)&rig->rig.recorder_ex);
	SysFreeString(id);
	if (FAILED(hr))
		return rig_fail(rig, -EIO, "there is no recorder: HRESULT 0x%08X", (unsigned)hr);
	result = rig->source->recorder_id ? place_witness(rig) : take_recorder(rig);
	if (result)
		return result;
	return rig->engine_plug ? rig_make_ready(rig, rig->engine_plug)
	                        : rig_fail(rig, -EIO, "the recorder opened no way to the drive");
}

static HRESULT create_engine(IWriteEngine2 **ret_engine)
{
	return CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_INPROC_SERVER, &IID_IWriteEngine2,
	                        (void **)ret_engine);
}

static int make_engine(struct whole_rig *rig)
{
	HRESULT hr = create_engine(&rig->rig.engine);

	return FAILED(hr) ? rig_fail(rig, -EIO, "there is no engine: HRESULT 0x%08X", (unsigned)hr) : 0;
}

IWriteEngine2 *rig_new_engine(struct rig *rig)
{
	IWriteEngine2 *engine = NULL;
	HRESULT hr = create_engine(&engine);

	(void)rig;
	if (FAILED(hr))
		EXPECT_HRESULT(hr, S_OK);
	return engine;
}

/* ---- all of them ---- */

int rig_make_objects(struct whole_rig *rig)
{
	int result;

	rig->host = (struct imapi2_host){.platform = rig->rig.platform, .open = open_watched, .context = rig};
	if (!rig->source->recorder_id)
		imapi2_set_process_host(&rig->host);
	result = make_recorder(rig);
	return result ? result : make_engine(rig);
}

void rig_withdraw_host(struct whole_rig *rig)
{
	if (!rig->source->recorder_id)
		imapi2_set_process_host(NULL);
}

void rig_release_engine(struct whole_rig *rig)
{
	if (rig->rig.engine)
		IWriteEngine2_Release(rig->rig.engine);
	rig->rig.engine = NULL;
}

void rig_release_objects(struct whole_rig *rig)
{
	rig_release_engine(rig);
	if (rig->rig.engine_recorder)
		IDiscRecorder2Ex_Release(rig->rig.engine_recorder);
	if (rig->rig.recorder_ex)
		IDiscRecorder2Ex_Release(rig->rig.recorder_ex);
	if (rig->rig.recorder)
		IDiscRecorder2_Release(rig->rig.recorder);
	rig_withdraw_host(rig);
}
