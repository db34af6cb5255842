/* SPDX-License-Identifier: MIT */
/* Update goes out by Invoke alone: a sink may answer for DWriteEngine2Events with the seven slots of IDispatch. */
#include "engine/imapi2/event_args.h"
#include "engine/imapi2/write_engine_object.h"
#include "mutants/mutant.h"

static void invoke_update(void *context, IDispatch *sink)
{
	DISPPARAMS parameters = {.rgvarg = context, .cArgs = 2};
	VARIANT result;

	VariantInit(&result);
	IDispatch_Invoke(sink, DISPID_DWRITEENGINE2EVENTS_UPDATE, &IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD,
	                 &parameters, &result, NULL, NULL);
	VariantClear(&result);
}

void write_engine_fire_update(struct write_engine *engine, const struct section_progress *progress)
{
	IWriteEngine2EventArgs *args;
	VARIANT arguments[2]; /* the last parameter first */

	if (FAILED(event_args_create(progress, &args)))
		return;
	VariantInit(&arguments[0]);
	arguments[0].vt = VT_DISPATCH;
	arguments[0].pdispVal = (IDispatch *)args;
	VariantInit(&arguments[1]);
	arguments[1].vt = VT_DISPATCH;
	arguments[1].pdispVal =
		MUTANT(UPDATE_WITHOUT_ENGINE) ? (IDispatch *)args : (IDispatch *)&engine->IWriteEngine2_iface;
	connection_container_fire(&engine->events, invoke_update, arguments);
	IWriteEngine2EventArgs_Release(args);
}
