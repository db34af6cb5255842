/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/streams.h"

#include <stdlib.h>
#include <string.h>

#include "engine/imapi2/stream_core.h"

struct stream_memory {
	struct stream stream;
	const uint8_t *bytes;
};

static HRESULT stream_memory_read_at(struct stream_core *core, uint64_t offset, uint8_t *buffer, size_t bytes)
{
	struct stream_memory *memory =
		(struct stream_memory *)((char *)core - offsetof(struct stream_memory, stream.core));

	memcpy(buffer, memory->bytes + offset, bytes);
	return S_OK;
}

static HRESULT stream_memory_clone(struct stream *stream, IStream **ret_stream)
{
	struct stream_memory *memory = (struct stream_memory *)stream;

	return stream_memory_create(memory->bytes, (size_t)stream->core.content_bytes, 1, ret_stream);
}

static void stream_memory_destroy(struct stream *stream)
{
	free(stream);
}

HRESULT stream_memory_create(const void *bytes, size_t count, uint32_t block_bytes, IStream **ret_stream)
{
	struct stream_memory *memory;
	uint64_t size;
	HRESULT hr;

	*ret_stream = NULL;
	hr = stream_padded_size(count, block_bytes, &size);
	if (FAILED(hr))
		return hr;
	memory = calloc(1, sizeof(*memory));
	if (!memory)
		return E_OUTOFMEMORY;
	stream_init(&memory->stream);
	memory->stream.core.read_at = stream_memory_read_at;
	memory->stream.core.content_bytes = count;
	memory->stream.core.size_bytes = size;
	memory->stream.clone = stream_memory_clone;
	memory->stream.destroy = stream_memory_destroy;
	memory->bytes = bytes;
	*ret_stream = &memory->stream.IStream_iface;
	return S_OK;
}
