/* SPDX-License-Identifier: MIT */
/* The getters of the interface and the rows of its IDispatch read one array of seven numbers. */
#include "engine/imapi2/event_args.h"

#include <stdlib.h>

#include "engine/com/dispatch_table.h"
#include "mutants/mutant.h"

enum value { START_LBA, SECTOR_COUNT, LAST_READ_LBA, LAST_WRITTEN_LBA, TOTAL_BUFFER, USED_BUFFER, FREE_BUFFER, VALUES };

struct event_args {
	IWriteEngine2EventArgs IWriteEngine2EventArgs_iface;
	LONG references;
	LONG values[VALUES];
};

static struct event_args *impl_from_IWriteEngine2EventArgs(IWriteEngine2EventArgs *iface)
{
	return (struct event_args *)((char *)iface - offsetof(struct event_args, IWriteEngine2EventArgs_iface));
}

static HRESULT get(IWriteEngine2EventArgs *iface, enum value which, LONG *value)
{
	if (!value)
		return E_POINTER;
	*value = impl_from_IWriteEngine2EventArgs(iface)->values[which];
	return S_OK;
}

#define GETTER(property, which)                                                                                \
	static HRESULT STDMETHODCALLTYPE event_args_get_##property(IWriteEngine2EventArgs *iface, LONG *value) \
	{                                                                                                      \
		return get(iface, which, value);                                                               \
	}                                                                                                      \
	static HRESULT call_get_##property(void *object, VARIANT *arguments, VARIANT *result)                  \
	{                                                                                                      \
		(void)arguments;                                                                               \
		return get(object, which, &result->lVal);                                                      \
	}

GETTER(StartLba, START_LBA)
GETTER(SectorCount, SECTOR_COUNT)
GETTER(LastReadLba, LAST_READ_LBA)
GETTER(LastWrittenLba, LAST_WRITTEN_LBA)
GETTER(TotalSystemBuffer, TOTAL_BUFFER)
GETTER(UsedSystemBuffer, USED_BUFFER)
GETTER(FreeSystemBuffer, FREE_BUFFER)

#define ROW(property, number)                                                                                  \
	{                                                                                                      \
		.name = #property, .id = DISPID_IWRITEENGINE2EVENTARGS_##number, .kind = DISPATCH_PROPERTYGET, \
		.result = VT_I4, .call = call_get_##property                                                   \
	}

static const struct dispatch_row rows[] = {
	ROW(StartLba, STARTLBA),
	ROW(SectorCount, SECTORCOUNT),
	ROW(LastReadLba, LASTREADLBA),
	ROW(LastWrittenLba, LASTWRITTENLBA),
	ROW(TotalSystemBuffer, TOTALSYSTEMBUFFER),
	ROW(UsedSystemBuffer, USEDSYSTEMBUFFER),
	ROW(FreeSystemBuffer, FREESYSTEMBUFFER),
};

static const struct dispatch_table table = {rows, sizeof(rows) / sizeof(*rows)};

static HRESULT STDMETHODCALLTYPE event_args_QueryInterface(IWriteEngine2EventArgs *iface, REFIID riid, void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IDispatch) &&
	    !IsEqualIID(riid, &IID_IWriteEngine2EventArgs))
		return E_NOINTERFACE;
	IWriteEngine2EventArgs_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE event_args_AddRef(IWriteEngine2EventArgs *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IWriteEngine2EventArgs(iface)->references);
}

static ULONG STDMETHODCALLTYPE event_args_Release(IWriteEngine2EventArgs *iface)
{
	struct event_args *args = impl_from_IWriteEngine2EventArgs(iface);
	LONG references = InterlockedDecrement(&args->references);

	if (!references)
		free(args);
	return (ULONG)references;
}

DISPATCH_METHODS(event_args, IWriteEngine2EventArgs, &table)

static const IWriteEngine2EventArgsVtbl event_args_vtbl = {
	/* IUnknown */
	event_args_QueryInterface,
	event_args_AddRef,
	event_args_Release,
	/* IDispatch */
	event_args_GetTypeInfoCount,
	event_args_GetTypeInfo,
	event_args_GetIDsOfNames,
	event_args_Invoke,
	/* IWriteEngine2EventArgs */
	event_args_get_StartLba,
	event_args_get_SectorCount,
	event_args_get_LastReadLba,
	event_args_get_LastWrittenLba,
	event_args_get_TotalSystemBuffer,
	event_args_get_UsedSystemBuffer,
	event_args_get_FreeSystemBuffer,
};

static LONG clamp(size_t bytes)
{
	return bytes < MAXLONG ? (LONG)bytes : MAXLONG;
}

HRESULT event_args_create(const struct section_progress *progress, IWriteEngine2EventArgs **ret_args)
{
	struct event_args *args = calloc(1, sizeof(*args));

	*ret_args = NULL;
	if (!args)
		return E_OUTOFMEMORY;
	args->IWriteEngine2EventArgs_iface.lpVtbl = &event_args_vtbl;
	args->references = 1;
	args->values[START_LBA] = progress->start_lba;
	args->values[SECTOR_COUNT] = (LONG)progress->block_count - MUTANT(COUNT_ONE_SHORT);
	args->values[LAST_READ_LBA] = progress->last_read_lba;
	args->values[LAST_WRITTEN_LBA] = progress->last_written_lba;
	args->values[TOTAL_BUFFER] = clamp(progress->buffer_bytes);
	args->values[USED_BUFFER] = clamp(progress->buffer_used_bytes);
	args->values[FREE_BUFFER] =
		args->values[TOTAL_BUFFER] - (MUTANT(FREE_IS_TOTAL) ? 0 : args->values[USED_BUFFER]);
	*ret_args = &args->IWriteEngine2EventArgs_iface;
	return S_OK;
}
