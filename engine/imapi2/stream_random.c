/* SPDX-License-Identifier: MIT */
/*
 * MsftStreamPrng001. The generator is linear congruential, so the state behind any number of steps is found in as many
 * squarings as the number has bits, and the stream can be sought in.
 */
#include "engine/imapi2/streams.h"

#include <stdlib.h>

#include "engine/imapi2/stream_core.h"

enum { MULTIPLIER = 0x19660D, INCREMENT = 0x3C6EF35F, STATE_BYTES = 4 };

struct stream_random {
	IStreamPseudoRandomBased IStreamPseudoRandomBased_iface;
	LONG references;
	ULONG seed;
	struct stream_core core;
};

static struct stream_random *impl_from_IStreamPseudoRandomBased(IStreamPseudoRandomBased *iface)
{
	return (struct stream_random *)((char *)iface - offsetof(struct stream_random, IStreamPseudoRandomBased_iface));
}

/* The state `steps` behind `state`: step^(2n) is the step of step^n taken twice. */
static uint32_t jump(uint32_t state, uint64_t steps)
{
	uint32_t multiplier = MULTIPLIER, increment = INCREMENT;

	for (; steps; steps >>= 1) {
		if (steps & 1)
			state = state * multiplier + increment;
		increment = increment * multiplier + increment;
		multiplier *= multiplier;
	}
	return state;
}

static HRESULT stream_random_read_at(struct stream_core *core, uint64_t offset, uint8_t *buffer, size_t bytes)
{
	struct stream_random *random = (struct stream_random *)((char *)core - offsetof(struct stream_random, core));
	uint32_t state = jump(random->seed, offset / STATE_BYTES + 1);

	for (size_t i = 0; i < bytes; i++, offset++) {
		buffer[i] = (uint8_t)(state >> 8 * (offset % STATE_BYTES));
		if (offset % STATE_BYTES == STATE_BYTES - 1)
			state = state * MULTIPLIER + INCREMENT;
	}
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_random_QueryInterface(IStreamPseudoRandomBased *iface, REFIID riid,
                                                              void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_ISequentialStream) &&
	    !IsEqualIID(riid, &IID_IStream) && !IsEqualIID(riid, &IID_IStreamPseudoRandomBased))
		return E_NOINTERFACE;
	IStreamPseudoRandomBased_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE stream_random_AddRef(IStreamPseudoRandomBased *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IStreamPseudoRandomBased(iface)->references);
}

static ULONG STDMETHODCALLTYPE stream_random_Release(IStreamPseudoRandomBased *iface)
{
	struct stream_random *random = impl_from_IStreamPseudoRandomBased(iface);
	LONG references = InterlockedDecrement(&random->references);

	if (!references)
		free(random);
	return (ULONG)references;
}

static HRESULT STDMETHODCALLTYPE stream_random_Read(IStreamPseudoRandomBased *iface, void *pv, ULONG cb, ULONG *pcbRead)
{
	return stream_core_read(&impl_from_IStreamPseudoRandomBased(iface)->core, pv, cb, pcbRead);
}

static HRESULT STDMETHODCALLTYPE stream_random_Write(IStreamPseudoRandomBased *iface, const void *pv, ULONG cb,
                                                     ULONG *pcbWritten)
{
	(void)iface;
	(void)pv;
	(void)cb;
	if (pcbWritten)
		*pcbWritten = 0;
	return STG_E_ACCESSDENIED;
}

static HRESULT STDMETHODCALLTYPE stream_random_Seek(IStreamPseudoRandomBased *iface, LARGE_INTEGER dlibMove,
                                                    DWORD dwOrigin, ULARGE_INTEGER *plibNewPosition)
{
	return stream_core_seek(&impl_from_IStreamPseudoRandomBased(iface)->core, dlibMove, dwOrigin, plibNewPosition);
}

static HRESULT STDMETHODCALLTYPE stream_random_SetSize(IStreamPseudoRandomBased *iface, ULARGE_INTEGER libNewSize)
{
	struct stream_core *core = &impl_from_IStreamPseudoRandomBased(iface)->core;
	HRESULT hr = stream_core_set_size(core, libNewSize);

	core->content_bytes = core->size_bytes;
	return hr;
}

static HRESULT STDMETHODCALLTYPE stream_random_CopyTo(IStreamPseudoRandomBased *iface, IStream *pstm, ULARGE_INTEGER cb,
                                                      ULARGE_INTEGER *pcbRead, ULARGE_INTEGER *pcbWritten)
{
	return stream_core_copy_to(&impl_from_IStreamPseudoRandomBased(iface)->core, pstm, cb, pcbRead, pcbWritten);
}

/* Nothing is ever pending, so committing and reverting have nothing to do. */
static HRESULT STDMETHODCALLTYPE stream_random_Commit(IStreamPseudoRandomBased *iface, DWORD grfCommitFlags)
{
	(void)iface;
	(void)grfCommitFlags;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_random_Revert(IStreamPseudoRandomBased *iface)
{
	(void)iface;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_random_LockRegion(IStreamPseudoRandomBased *iface, ULARGE_INTEGER libOffset,
                                                          ULARGE_INTEGER cb, DWORD dwLockType)
{
	(void)iface;
	(void)libOffset;
	(void)cb;
	(void)dwLockType;
	return STG_E_INVALIDFUNCTION;
}

static HRESULT STDMETHODCALLTYPE stream_random_UnlockRegion(IStreamPseudoRandomBased *iface, ULARGE_INTEGER libOffset,
                                                            ULARGE_INTEGER cb, DWORD dwLockType)
{
	return stream_random_LockRegion(iface, libOffset, cb, dwLockType);
}

static HRESULT STDMETHODCALLTYPE stream_random_Stat(IStreamPseudoRandomBased *iface, STATSTG *pstatstg,
                                                    DWORD grfStatFlag)
{
	(void)grfStatFlag;
	return stream_core_stat(&impl_from_IStreamPseudoRandomBased(iface)->core, pstatstg);
}

static HRESULT STDMETHODCALLTYPE stream_random_Clone(IStreamPseudoRandomBased *iface, IStream **ppstm)
{
	struct stream_random *random = impl_from_IStreamPseudoRandomBased(iface), *copy;
	IStreamPseudoRandomBased *clone;
	HRESULT hr;

	if (!ppstm)
		return STG_E_INVALIDPOINTER;
	*ppstm = NULL;
	hr = stream_random_create(&clone);
	if (FAILED(hr))
		return hr;
	copy = impl_from_IStreamPseudoRandomBased(clone);
	copy->seed = random->seed;
	copy->core = random->core;
	*ppstm = (IStream *)clone;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_random_put_Seed(IStreamPseudoRandomBased *iface, ULONG value)
{
	struct stream_random *random = impl_from_IStreamPseudoRandomBased(iface);

	random->seed = value;
	random->core.position = 0;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_random_get_Seed(IStreamPseudoRandomBased *iface, ULONG *value)
{
	if (!value)
		return E_POINTER;
	*value = impl_from_IStreamPseudoRandomBased(iface)->seed;
	return S_OK;
}

/* [IMAPI2 IStreamPseudoRandomBased::put_ExtendedSeed] not implemented there either. */
static HRESULT STDMETHODCALLTYPE stream_random_put_ExtendedSeed(IStreamPseudoRandomBased *iface, ULONG *values,
                                                                ULONG eCount)
{
	(void)iface;
	(void)values;
	(void)eCount;
	return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE stream_random_get_ExtendedSeed(IStreamPseudoRandomBased *iface, ULONG **values,
                                                                ULONG *eCount)
{
	(void)iface;
	if (values)
		*values = NULL;
	if (eCount)
		*eCount = 0;
	return E_NOTIMPL;
}

static const IStreamPseudoRandomBasedVtbl stream_random_vtbl = {
	/* IUnknown */
	stream_random_QueryInterface,
	stream_random_AddRef,
	stream_random_Release,
	/* ISequentialStream */
	stream_random_Read,
	stream_random_Write,
	/* IStream */
	stream_random_Seek,
	stream_random_SetSize,
	stream_random_CopyTo,
	stream_random_Commit,
	stream_random_Revert,
	stream_random_LockRegion,
	stream_random_UnlockRegion,
	stream_random_Stat,
	stream_random_Clone,
	/* IStreamPseudoRandomBased */
	stream_random_put_Seed,
	stream_random_get_Seed,
	stream_random_put_ExtendedSeed,
	stream_random_get_ExtendedSeed,
};

HRESULT stream_random_create(IStreamPseudoRandomBased **ret_stream)
{
	struct stream_random *random = calloc(1, sizeof(*random));

	*ret_stream = NULL;
	if (!random)
		return E_OUTOFMEMORY;
	random->IStreamPseudoRandomBased_iface.lpVtbl = &stream_random_vtbl;
	random->references = 1;
	random->core.read_at = stream_random_read_at;
	random->core.resizable = true;
	*ret_stream = &random->IStreamPseudoRandomBased_iface;
	return S_OK;
}
