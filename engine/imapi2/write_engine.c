/* SPDX-License-Identifier: MIT */
/* The object: its life, its properties, the cancel. */
#include "engine/imapi2/write_engine.h"

#include <stdlib.h>

#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/write_engine_object.h"
#include "mutants/mutant.h"

static void write_engine_destroy(struct write_engine *engine)
{
	if (engine->recorder)
		IDiscRecorder2Ex_Release(engine->recorder);
	if (engine->events.mutex)
		connection_container_finish(&engine->events);
	section_destroy(engine->section);
	mutex_destroy(engine->platform, engine->settings);
	free(engine);
}

static HRESULT STDMETHODCALLTYPE write_engine_QueryInterface(IWriteEngine2 *iface, REFIID riid, void **ppvObject)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (IsEqualIID(riid, &IID_IUnknown) || IsEqualIID(riid, &IID_IDispatch) || IsEqualIID(riid, &IID_IWriteEngine2))
		*ppvObject = iface;
	else if (IsEqualIID(riid, &IID_IConnectionPointContainer))
		*ppvObject = &engine->events.IConnectionPointContainer_iface;
	else
		return E_NOINTERFACE;
	IWriteEngine2_AddRef(iface);
	return S_OK;
}

static ULONG STDMETHODCALLTYPE write_engine_AddRef(IWriteEngine2 *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IWriteEngine2(iface)->references);
}

static ULONG STDMETHODCALLTYPE write_engine_Release(IWriteEngine2 *iface)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);
	LONG references = InterlockedDecrement(&engine->references);

	if (!references)
		write_engine_destroy(engine);
	return (ULONG)references;
}

DISPATCH_METHODS(write_engine, IWriteEngine2, &write_engine_dispatch)

static HRESULT STDMETHODCALLTYPE write_engine_CancelWrite(IWriteEngine2 *iface)
{
	return section_cancel(impl_from_IWriteEngine2(iface)->section) ? S_OK : S_IMAPI_WRITE_NOT_IN_PROGRESS;
}

static HRESULT STDMETHODCALLTYPE write_engine_put_Recorder(IWriteEngine2 *iface, IDiscRecorder2Ex *value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);
	IDiscRecorder2Ex *unwanted = value;
	ULONG bytes;
	HRESULT hr;

	if (!value)
		return E_POINTER;
	hr = IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(value, &bytes);
	if (FAILED(hr))
		return hr;
	if (!MUTANT(RECORDER_NOT_COUNTED))
		IDiscRecorder2Ex_AddRef(value);
	mutex_lock(engine->platform, engine->settings);
	hr = engine->writing ? E_FAIL : S_OK;
	if (SUCCEEDED(hr)) {
		unwanted = engine->recorder;
		engine->recorder = value;
	}
	mutex_unlock(engine->platform, engine->settings);
	if (unwanted)
		IDiscRecorder2Ex_Release(unwanted);
	return hr;
}

static HRESULT STDMETHODCALLTYPE write_engine_get_Recorder(IWriteEngine2 *iface, IDiscRecorder2Ex **value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	if (!value)
		return E_POINTER;
	mutex_lock(engine->platform, engine->settings);
	*value = engine->recorder;
	if (*value)
		IDiscRecorder2Ex_AddRef(*value);
	mutex_unlock(engine->platform, engine->settings);
	return S_OK;
}

static HRESULT put_long(struct write_engine *engine, LONG *property, LONG value)
{
	HRESULT hr;

	mutex_lock(engine->platform, engine->settings);
	hr = engine->writing && !MUTANT(SETTINGS_NOT_FROZEN) ? E_FAIL : S_OK;
	if (SUCCEEDED(hr))
		*property = value;
	mutex_unlock(engine->platform, engine->settings);
	return hr;
}

static HRESULT get_long(struct write_engine *engine, const LONG *property, LONG *value)
{
	if (!value)
		return E_POINTER;
	mutex_lock(engine->platform, engine->settings);
	*value = *property;
	mutex_unlock(engine->platform, engine->settings);
	return S_OK;
}

/* WRITE(12) is documented as not supported [IMAPI2 IWriteEngine2::put_UseStreamingWrite12]: FALSE is all there is. */
static HRESULT STDMETHODCALLTYPE write_engine_put_UseStreamingWrite12(IWriteEngine2 *iface, VARIANT_BOOL value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);
	HRESULT hr;

	if (value != VARIANT_FALSE)
		return E_NOTIMPL;
	mutex_lock(engine->platform, engine->settings);
	hr = engine->writing ? E_FAIL : S_OK;
	mutex_unlock(engine->platform, engine->settings);
	return hr;
}

static HRESULT STDMETHODCALLTYPE write_engine_get_UseStreamingWrite12(IWriteEngine2 *iface, VARIANT_BOOL *value)
{
	(void)iface;
	if (!value)
		return E_POINTER;
	*value = VARIANT_FALSE;
	return S_OK;
}

/* -1 is as fast as possible. */
static bool is_speed(LONG value)
{
	return value == -1 || value > 0 - MUTANT(SPEED_ZERO_ACCEPTED);
}

static HRESULT STDMETHODCALLTYPE write_engine_put_StartingSectorsPerSecond(IWriteEngine2 *iface, LONG value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	return is_speed(value) ? put_long(engine, &engine->starting_sectors_per_second, value) : E_INVALIDARG;
}

static HRESULT STDMETHODCALLTYPE write_engine_get_StartingSectorsPerSecond(IWriteEngine2 *iface, LONG *value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	return get_long(engine, &engine->starting_sectors_per_second, value);
}

static HRESULT STDMETHODCALLTYPE write_engine_put_EndingSectorsPerSecond(IWriteEngine2 *iface, LONG value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	return is_speed(value) ? put_long(engine, &engine->ending_sectors_per_second, value) : E_INVALIDARG;
}

static HRESULT STDMETHODCALLTYPE write_engine_get_EndingSectorsPerSecond(IWriteEngine2 *iface, LONG *value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	return get_long(engine, &engine->ending_sectors_per_second, value);
}

static HRESULT STDMETHODCALLTYPE write_engine_put_BytesPerSector(IWriteEngine2 *iface, LONG value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	return value > 0 || MUTANT(BLOCK_SIZE_UNCHECKED) ? put_long(engine, &engine->bytes_per_sector, value)
	                                                 : E_INVALIDARG;
}

static HRESULT STDMETHODCALLTYPE write_engine_get_BytesPerSector(IWriteEngine2 *iface, LONG *value)
{
	struct write_engine *engine = impl_from_IWriteEngine2(iface);

	return get_long(engine, &engine->bytes_per_sector, value);
}

static HRESULT STDMETHODCALLTYPE write_engine_get_WriteInProgress(IWriteEngine2 *iface, VARIANT_BOOL *value)
{
	enum section_phase phase;
	bool in_progress;

	if (!value)
		return E_POINTER;
	phase = section_phase(impl_from_IWriteEngine2(iface)->section);
	in_progress = phase == SECTION_WRITING || (phase == SECTION_FILLING && MUTANT(FILLING_IS_IN_PROGRESS));
	*value = in_progress ? VARIANT_TRUE : VARIANT_FALSE;
	return S_OK;
}

static const IWriteEngine2Vtbl write_engine_vtbl = {
	/* IUnknown */
	write_engine_QueryInterface,
	write_engine_AddRef,
	write_engine_Release,
	/* IDispatch */
	write_engine_GetTypeInfoCount,
	write_engine_GetTypeInfo,
	write_engine_GetIDsOfNames,
	write_engine_Invoke,
	/* IWriteEngine2 */
	write_engine_WriteSection,
	write_engine_CancelWrite,
	write_engine_put_Recorder,
	write_engine_get_Recorder,
	write_engine_put_UseStreamingWrite12,
	write_engine_get_UseStreamingWrite12,
	write_engine_put_StartingSectorsPerSecond,
	write_engine_get_StartingSectorsPerSecond,
	write_engine_put_EndingSectorsPerSecond,
	write_engine_get_EndingSectorsPerSecond,
	write_engine_put_BytesPerSector,
	write_engine_get_BytesPerSector,
	write_engine_get_WriteInProgress,
};

HRESULT write_engine_create(const void *host, IUnknown **ret_object)
{
	struct write_engine *engine = calloc(1, sizeof(*engine));
	HRESULT hr;

	*ret_object = NULL;
	if (!engine)
		return E_OUTOFMEMORY;
	engine->IWriteEngine2_iface.lpVtbl = &write_engine_vtbl;
	engine->references = 1;
	engine->platform = ((const struct imapi2_host *)host)->platform;
	engine->starting_sectors_per_second = engine->ending_sectors_per_second = -1;
	engine->bytes_per_sector = MUTANT(BLOCK_SIZE_PRESET) ? 2048 : -1;
	engine->settings = mutex_create(engine->platform, "engine settings");
	engine->section = section_create(engine->platform);
	hr = connection_container_init(&engine->events, (IUnknown *)&engine->IWriteEngine2_iface, engine->platform,
	                               &IID_DWriteEngine2Events);
	if (FAILED(hr) || !engine->settings || !engine->section) {
		write_engine_destroy(engine);
		return E_OUTOFMEMORY;
	}
	*ret_object = (IUnknown *)&engine->IWriteEngine2_iface;
	return S_OK;
}
