/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/stream_core.h"

#include <string.h>

enum { COPY_BYTES = 8192 };

HRESULT stream_core_read(struct stream_core *core, void *buffer, ULONG bytes, ULONG *ret_read)
{
	uint64_t left = core->position < core->size_bytes ? core->size_bytes - core->position : 0;
	uint64_t content = core->position < core->content_bytes ? core->content_bytes - core->position : 0;
	size_t wanted = bytes < left ? bytes : (size_t)left;
	size_t from_content = wanted < content ? wanted : (size_t)content;
	HRESULT hr = S_OK;

	if (ret_read)
		*ret_read = 0;
	if (!buffer)
		return STG_E_INVALIDPOINTER;
	if (from_content)
		hr = core->read_at(core, core->position, buffer, from_content);
	if (FAILED(hr))
		return hr;
	memset((uint8_t *)buffer + from_content, 0, wanted - from_content);
	core->position += wanted;
	if (ret_read)
		*ret_read = (ULONG)wanted;
	return wanted == bytes ? S_OK : S_FALSE;
}

HRESULT stream_core_seek(struct stream_core *core, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position)
{
	const uint64_t origins[] = {
		[STREAM_SEEK_SET] = 0, [STREAM_SEEK_CUR] = core->position, [STREAM_SEEK_END] = core->size_bytes};
	int64_t position;

	if (origin > STREAM_SEEK_END || __builtin_add_overflow((int64_t)origins[origin], move.QuadPart, &position) ||
	    position < 0)
		return STG_E_INVALIDFUNCTION;
	core->position = (uint64_t)position;
	if (ret_position)
		ret_position->QuadPart = core->position;
	return S_OK;
}

HRESULT stream_core_set_size(struct stream_core *core, ULARGE_INTEGER size)
{
	if (!core->resizable)
		return STG_E_ACCESSDENIED;
	if (size.QuadPart > INT64_MAX)
		return STG_E_INVALIDFUNCTION;
	core->size_bytes = size.QuadPart;
	return S_OK;
}

/* Up to `bytes` through `buffer`; *ret_read and *ret_written say how far it came. S_FALSE at the end. */
static HRESULT copy_some(struct stream_core *core, IStream *target, uint8_t *buffer, uint64_t bytes, ULONG *ret_read,
                         ULONG *ret_written)
{
	ULONG wanted = bytes < COPY_BYTES ? (ULONG)bytes : COPY_BYTES;
	HRESULT hr = stream_core_read(core, buffer, wanted, ret_read), written;

	*ret_written = 0;
	if (FAILED(hr) || !*ret_read)
		return hr;
	written = IStream_Write(target, buffer, *ret_read, ret_written);
	if (FAILED(written))
		return written;
	return *ret_written < *ret_read ? S_FALSE : hr;
}

HRESULT stream_core_copy_to(struct stream_core *core, IStream *target, ULARGE_INTEGER bytes, ULARGE_INTEGER *ret_read,
                            ULARGE_INTEGER *ret_written)
{
	uint64_t read_bytes = 0, written_bytes = 0;
	uint8_t buffer[COPY_BYTES];
	HRESULT hr = S_OK;

	if (!target)
		return STG_E_INVALIDPOINTER;
	while (hr == S_OK && read_bytes < bytes.QuadPart) {
		ULONG read_now, written_now;

		hr = copy_some(core, target, buffer, bytes.QuadPart - read_bytes, &read_now, &written_now);
		read_bytes += read_now;
		written_bytes += written_now;
	}
	if (ret_read)
		ret_read->QuadPart = read_bytes;
	if (ret_written)
		ret_written->QuadPart = written_bytes;
	return FAILED(hr) ? hr : S_OK;
}

HRESULT stream_core_stat(const struct stream_core *core, STATSTG *ret_stat)
{
	if (!ret_stat)
		return STG_E_INVALIDPOINTER;
	memset(ret_stat, 0, sizeof(*ret_stat));
	ret_stat->type = STGTY_STREAM;
	ret_stat->cbSize.QuadPart = core->size_bytes;
	ret_stat->grfMode = STGM_READ;
	return S_OK;
}

HRESULT stream_padded_size(uint64_t count, uint32_t block_bytes, uint64_t *ret_size)
{
	uint64_t rest;

	if (!block_bytes || count > INT64_MAX)
		return E_INVALIDARG;
	rest = count % block_bytes;
	*ret_size = rest ? count + (block_bytes - rest) : count;
	return *ret_size > INT64_MAX ? E_INVALIDARG : S_OK;
}
