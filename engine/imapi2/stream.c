/* SPDX-License-Identifier: MIT */
/* The IStream around a stream_core. */
#include "engine/imapi2/stream_core.h"

static struct stream *impl_from_IStream(IStream *iface)
{
	return (struct stream *)((char *)iface - offsetof(struct stream, IStream_iface));
}

static HRESULT STDMETHODCALLTYPE stream_QueryInterface(IStream *iface, REFIID riid, void **ppvObject)
{
	if (!ppvObject)
		return E_POINTER;
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_ISequentialStream) &&
	    !IsEqualIID(riid, &IID_IStream))
		return E_NOINTERFACE;
	IStream_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE stream_AddRef(IStream *iface)
{
	return (ULONG)InterlockedIncrement(&impl_from_IStream(iface)->references);
}

static ULONG STDMETHODCALLTYPE stream_Release(IStream *iface)
{
	struct stream *stream = impl_from_IStream(iface);
	LONG references = InterlockedDecrement(&stream->references);

	if (!references)
		stream->destroy(stream);
	return (ULONG)references;
}

static HRESULT STDMETHODCALLTYPE stream_Read(IStream *iface, void *pv, ULONG cb, ULONG *pcbRead)
{
	return stream_core_read(&impl_from_IStream(iface)->core, pv, cb, pcbRead);
}

static HRESULT STDMETHODCALLTYPE stream_Write(IStream *iface, const void *pv, ULONG cb, ULONG *pcbWritten)
{
	(void)iface;
	(void)pv;
	(void)cb;
	if (pcbWritten)
		*pcbWritten = 0;
	return STG_E_ACCESSDENIED;
}

static HRESULT STDMETHODCALLTYPE stream_Seek(IStream *iface, LARGE_INTEGER dlibMove, DWORD dwOrigin,
                                             ULARGE_INTEGER *plibNewPosition)
{
	return stream_core_seek(&impl_from_IStream(iface)->core, dlibMove, dwOrigin, plibNewPosition);
}

static HRESULT STDMETHODCALLTYPE stream_SetSize(IStream *iface, ULARGE_INTEGER libNewSize)
{
	return stream_core_set_size(&impl_from_IStream(iface)->core, libNewSize);
}

static HRESULT STDMETHODCALLTYPE stream_CopyTo(IStream *iface, IStream *pstm, ULARGE_INTEGER cb,
                                               ULARGE_INTEGER *pcbRead, ULARGE_INTEGER *pcbWritten)
{
	return stream_core_copy_to(&impl_from_IStream(iface)->core, pstm, cb, pcbRead, pcbWritten);
}

/* Nothing is ever pending, so committing and reverting have nothing to do. */
static HRESULT STDMETHODCALLTYPE stream_Commit(IStream *iface, DWORD grfCommitFlags)
{
	(void)iface;
	(void)grfCommitFlags;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_Revert(IStream *iface)
{
	(void)iface;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE stream_LockRegion(IStream *iface, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb,
                                                   DWORD dwLockType)
{
	(void)iface;
	(void)libOffset;
	(void)cb;
	(void)dwLockType;
	return STG_E_INVALIDFUNCTION;
}

static HRESULT STDMETHODCALLTYPE stream_UnlockRegion(IStream *iface, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb,
                                                     DWORD dwLockType)
{
	return stream_LockRegion(iface, libOffset, cb, dwLockType);
}

static HRESULT STDMETHODCALLTYPE stream_Stat(IStream *iface, STATSTG *pstatstg, DWORD grfStatFlag)
{
	(void)grfStatFlag;
	return stream_core_stat(&impl_from_IStream(iface)->core, pstatstg);
}

static HRESULT STDMETHODCALLTYPE stream_Clone(IStream *iface, IStream **ppstm)
{
	struct stream *stream = impl_from_IStream(iface), *clone;
	HRESULT hr;

	if (!ppstm)
		return STG_E_INVALIDPOINTER;
	*ppstm = NULL;
	hr = stream->clone(stream, ppstm);
	if (FAILED(hr))
		return hr;
	clone = impl_from_IStream(*ppstm);
	clone->core.size_bytes = stream->core.size_bytes;
	clone->core.position = stream->core.position;
	return S_OK;
}

static const IStreamVtbl stream_vtbl = {
	/* IUnknown */
	stream_QueryInterface,
	stream_AddRef,
	stream_Release,
	/* ISequentialStream */
	stream_Read,
	stream_Write,
	/* IStream */
	stream_Seek,
	stream_SetSize,
	stream_CopyTo,
	stream_Commit,
	stream_Revert,
	stream_LockRegion,
	stream_UnlockRegion,
	stream_Stat,
	stream_Clone,
};

void stream_init(struct stream *stream)
{
	stream->IStream_iface.lpVtbl = &stream_vtbl;
	stream->references = 1;
}
