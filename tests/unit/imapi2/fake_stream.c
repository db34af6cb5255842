/* SPDX-License-Identifier: MIT */
#include "tests/unit/imapi2/doubles.h"

#include <string.h>

static HRESULT STDMETHODCALLTYPE fake_stream_QueryInterface(IStream *iface, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_IStream))
		return E_NOINTERFACE;
	IStream_AddRef(iface);
	*ppvObject = iface;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE fake_stream_AddRef(IStream *iface)
{
	return (ULONG)InterlockedIncrement(&FROM(struct fake_stream, IStream_iface, iface)->references);
}

static ULONG STDMETHODCALLTYPE fake_stream_Release(IStream *iface)
{
	return (ULONG)InterlockedDecrement(&FROM(struct fake_stream, IStream_iface, iface)->references);
}

uint8_t fake_stream_byte(uint64_t offset)
{
	return (uint8_t)(offset * 7 + offset / 256);
}

static HRESULT STDMETHODCALLTYPE fake_stream_Read(IStream *iface, void *pv, ULONG cb, ULONG *pcbRead)
{
	struct fake_stream *stream = FROM(struct fake_stream, IStream_iface, iface);
	uint64_t left = stream->size - stream->position;
	ULONG bytes = cb < left ? cb : (ULONG)left;

	stream->reads++;
	*pcbRead = 0;
	if (stream->on_read)
		stream->on_read(stream->context);
	if (stream->position + bytes > stream->fail_at)
		return stream->fail_result;
	for (ULONG i = 0; i < bytes; i++)
		((uint8_t *)pv)[i] = fake_stream_byte(stream->position + i);
	stream->position += bytes;
	*pcbRead = bytes + stream->surplus;
	return bytes < cb ? S_FALSE : stream->success;
}

static HRESULT STDMETHODCALLTYPE fake_stream_Seek(IStream *iface, LARGE_INTEGER dlibMove, DWORD dwOrigin,
                                                  ULARGE_INTEGER *plibNewPosition)
{
	(void)dlibMove;
	(void)dwOrigin;
	(void)plibNewPosition;
	FROM(struct fake_stream, IStream_iface, iface)->other_calls++;
	return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE fake_stream_Stat(IStream *iface, STATSTG *pstatstg, DWORD grfStatFlag)
{
	struct fake_stream *stream = FROM(struct fake_stream, IStream_iface, iface);

	(void)grfStatFlag;
	pstatstg->type = 2;
	pstatstg->cbSize.QuadPart = stream->stat_size;
	return stream->stat_result;
}

static const IStreamVtbl fake_stream_vtbl = {
	.QueryInterface = fake_stream_QueryInterface,
	.AddRef = fake_stream_AddRef,
	.Release = fake_stream_Release,
	.Read = fake_stream_Read,
	.Seek = fake_stream_Seek,
	.Stat = fake_stream_Stat,
};

void fake_stream_init(struct fake_stream *stream, uint64_t size)
{
	memset(stream, 0, sizeof(*stream));
	stream->IStream_iface.lpVtbl = &fake_stream_vtbl;
	stream->references = 1;
	stream->size = stream->stat_size = size;
	stream->fail_at = UINT64_MAX;
}

bool fake_stream_wrote(const struct fake_recorder *recorder, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		if (recorder->data[i] != fake_stream_byte(i))
			return false;
	return true;
}
