/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/scripted_stream.h"

#include <string.h>

#include "conformance/doubles/bare.h"
#include "conformance/expect.h"
#include "conformance/doubles/pattern.h"

static struct scripted_stream *impl(IStream *iface)
{
	return (struct scripted_stream *)iface;
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

/* The rig frees it. */
static ULONG STDMETHODCALLTYPE release(IStream *This)
{
	return (ULONG)InterlockedDecrement(&impl(This)->references);
}

static void take_time(struct scripted_stream *stream)
{
	struct platform *platform = stream->rig->platform;
	uint64_t duration = stream->read_ns;

	if (stream->stall_ns && stream->position >= stream->stall_at_byte) {
		duration += stream->stall_ns;
		stream->stall_ns = 0;
	}
	if (duration)
		sleep_until(platform, platform_now(platform) + duration);
}

/* How many of the bytes asked for can be given. */
static uint64_t available(const struct scripted_stream *stream, ULONG wanted)
{
	uint64_t end = stream->fail_at_byte < stream->size_bytes ? stream->fail_at_byte : stream->size_bytes;
	uint64_t left = stream->position < end ? end - stream->position : 0;

	if (stream->stall_ns && stream->position < stream->stall_at_byte &&
	    stream->stall_at_byte - stream->position < left)
		left = stream->stall_at_byte - stream->position;
	if (stream->read_max_bytes && stream->read_max_bytes < left)
		left = stream->read_max_bytes;
	return left < wanted ? left : wanted;
}

static HRESULT STDMETHODCALLTYPE read_bytes(IStream *This, void *pv, ULONG cb, ULONG *pcbRead)
{
	struct scripted_stream *stream = impl(This);
	ULONG bytes;

	stream->reads++;
	if (stream->before_read)
		stream->before_read(stream, stream->reads, stream->context);
	take_time(stream);
	bytes = (ULONG)available(stream, cb);
	pattern_fill(stream->seed, stream->position, pv, bytes);
	if (pcbRead)
		*pcbRead = bytes;
	if (!bytes && stream->position >= stream->fail_at_byte)
		return stream->fail_with;
	stream->position += bytes;
	stream->consumed_bytes += bytes;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE write_bytes(IStream *This, const void *pv, ULONG cb, ULONG *pcbWritten)
{
	(void)pv;
	(void)cb;
	(void)pcbWritten;
	impl(This)->writes++;
	return STG_E_ACCESSDENIED;
}

static HRESULT STDMETHODCALLTYPE seek(IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position)
{
	struct scripted_stream *stream = impl(This);

	stream->seeks++;
	if (origin == STREAM_SEEK_SET)
		stream->position = (uint64_t)move.QuadPart;
	else if (origin == STREAM_SEEK_CUR)
		stream->position += (uint64_t)move.QuadPart;
	else
		stream->position = stream->size_bytes + (uint64_t)move.QuadPart;
	if (ret_position)
		ret_position->QuadPart = stream->position;
	return S_OK;
}

static HRESULT STDMETHODCALLTYPE set_size(IStream *This, ULARGE_INTEGER size)
{
	(void)size;
	impl(This)->writes++;
	return STG_E_ACCESSDENIED;
}

static HRESULT STDMETHODCALLTYPE stat_size(IStream *This, STATSTG *ret_stat, DWORD flag)
{
	(void)flag;
	if (!impl(This)->tells_size)
		return E_NOTIMPL;
	memset(ret_stat, 0, sizeof(*ret_stat));
	ret_stat->type = STGTY_STREAM;
	ret_stat->cbSize.QuadPart = impl(This)->size_bytes;
	return S_OK;
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

/* Every reference but the case's own must have been given back. */
static void finish(void *object)
{
	LONG references = ((struct scripted_stream *)object)->references;

	if (references != 1)
		EXPECT(false, "%d references to a stream were not released", (int)references - 1);
}

struct scripted_stream *scripted_stream_create(struct rig *rig, uint64_t size_bytes)
{
	struct scripted_stream *stream = rig_keep(rig, sizeof(*stream), finish);

	if (!stream)
		return NULL;
	stream->IStream_iface.lpVtbl = &vtbl;
	stream->references = 1;
	stream->rig = rig;
	stream->size_bytes = size_bytes;
	stream->fail_at_byte = NEVER;
	return stream;
}
