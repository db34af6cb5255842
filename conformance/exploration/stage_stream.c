/* SPDX-License-Identifier: MIT */
/* The stream: a piece of memory, and what can go wrong with it. */
#include "conformance/exploration/stage.h"

#include <string.h>

#include "conformance/doubles/bare.h"

static struct stage_stream *impl(IStream *iface)
{
	return (struct stage_stream *)iface;
}

static HRESULT STDMETHODCALLTYPE query_interface(IStream *This, REFIID riid, void **ppvObject)
{
	*ppvObject = NULL;
	if (!IsEqualIID(riid, &IID_IUnknown) && !IsEqualIID(riid, &IID_ISequentialStream) &&
	    !IsEqualIID(riid, &IID_IStream))
		return E_NOINTERFACE;
	InterlockedIncrement(&impl(This)->references);
	*ppvObject = This;
	return S_OK;
}

static ULONG STDMETHODCALLTYPE add_ref(IStream *This)
{
	return (ULONG)InterlockedIncrement(&impl(This)->references);
}

static ULONG STDMETHODCALLTYPE release(IStream *This)
{
	return (ULONG)InterlockedDecrement(&impl(This)->references);
}

/* ---- Read ---- */

static struct seen_read *begin_read(struct stage *stage)
{
	static struct seen_read beyond;
	struct observation *seen = stage->seen;
	struct seen_read *read = &beyond;

	if (seen->read_count < SEEN_READS_MAX)
		read = &seen->reads[seen->read_count++];
	else
		seen->overflow = true;
	*read = (struct seen_read){0};
	stage_note_activity(stage);
	return read;
}

static void end_read(struct stage *stage, struct seen_read *read, ULONG bytes)
{
	read->bytes = (uint32_t)bytes;
	read->ended = true;
	read->ended_ns = platform_now(stage->platform);
	stage->seen->read_bytes += bytes;
	stage_note_activity(stage);
}

/* How many bytes come. A half is of whole bytes, and at least one. */
static ULONG amount(const struct stage_stream *stream, enum read_kind kind, ULONG wanted)
{
	uint64_t left = stream->bytes - stream->position;

	if (kind == READ_ENDS || kind == READ_FAILS)
		return 0;
	if (kind == READ_HALF)
		wanted = (wanted + 1) / 2;
	return left < wanted ? (ULONG)left : wanted;
}

/* The Read proper: copies what comes. */
static ULONG give(struct stage_stream *stream, enum read_kind kind, void *to, ULONG wanted)
{
	ULONG bytes = amount(stream, kind, wanted);

	memcpy(to, stream->data + stream->position, bytes);
	stream->position += bytes;
	return bytes;
}

static HRESULT read_disturbed(struct stage_stream *stream, void *to, ULONG wanted, ULONG *ret_bytes)
{
	static const char *const names[] = {"full", "half", "the stream ends", "STG_E_READFAULT", "0.7 s"};
	struct stage *stage = stage_of_stream(stream);
	struct seen_read *read = begin_read(stage);

	read->kind = stage_choose(stage, FAULT, READ_KINDS, "Read");
	stage_cancel_here(stage, "in Read");
	if (read->kind == READ_BLOCKS)
		sleep_until(stage->platform, platform_now(stage->platform) + TROUBLE_NS);
	*ret_bytes = give(stream, read->kind, to, wanted);
	end_read(stage, read, *ret_bytes);
	stage_tell(stage, "Read of %u bytes: %s, %u bytes", (unsigned)wanted, names[read->kind], (unsigned)*ret_bytes);
	return read->kind == READ_FAILS ? STG_E_READFAULT : S_OK;
}

static HRESULT STDMETHODCALLTYPE read_bytes(IStream *This, void *pv, ULONG cb, ULONG *pcbRead)
{
	struct stage_stream *stream = impl(This);
	ULONG bytes = 0;
	HRESULT hr = S_OK;

	if (stage_of_stream(stream)->exploring)
		hr = read_disturbed(stream, pv, cb, &bytes);
	else
		bytes = give(stream, READ_FULL, pv, cb);
	if (pcbRead)
		*pcbRead = bytes;
	return hr;
}

/* ---- what the engine does not need ---- */

static HRESULT STDMETHODCALLTYPE write_bytes(IStream *This, const void *pv, ULONG cb, ULONG *pcbWritten)
{
	(void)This;
	(void)pv;
	(void)cb;
	(void)pcbWritten;
	return STG_E_ACCESSDENIED;
}

static HRESULT STDMETHODCALLTYPE seek(IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position)
{
	(void)This;
	(void)move;
	(void)origin;
	(void)ret_position;
	return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE set_size(IStream *This, ULARGE_INTEGER size)
{
	(void)This;
	(void)size;
	return STG_E_ACCESSDENIED;
}

static HRESULT STDMETHODCALLTYPE stat_size(IStream *This, STATSTG *ret_stat, DWORD flag)
{
	(void)This;
	(void)ret_stat;
	(void)flag;
	return E_NOTIMPL;
}

static const IStreamVtbl vtbl = {
	query_interface,
	add_ref,
	release,
	read_bytes,
	write_bytes,
	seek,
	set_size,
	bare_stream_CopyTo,
	bare_stream_Commit,
	bare_stream_Revert,
	bare_stream_LockRegion,
	bare_stream_LockRegion,
	stat_size,
	bare_stream_Clone,
};

void stage_stream_open(struct stage_stream *stream, const uint8_t *data, uint64_t bytes)
{
	stream->IStream_iface.lpVtbl = &vtbl;
	stream->references = 1;
	stream->data = data;
	stream->bytes = bytes;
	stream->position = 0;
}
