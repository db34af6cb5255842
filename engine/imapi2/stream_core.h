/* SPDX-License-Identifier: MIT */
/* What all read-only streams do alike: a size, a position, and bytes by offset. */
#ifndef ENGINE_IMAPI2_STREAM_CORE_H
#define ENGINE_IMAPI2_STREAM_CORE_H

#include "engine/com/stream.h"

struct stream_core {
	/* Fills `buffer` with the content at `offset`; all of it is there. S_OK or a failure. */
	HRESULT (*read_at)(struct stream_core *core, uint64_t offset, uint8_t *buffer, size_t bytes);
	uint64_t content_bytes; /* read_at's; from there to size_bytes the stream is zeros */
	uint64_t size_bytes;    /* at most INT64_MAX */
	uint64_t position;      /* may be behind the end */
	bool resizable;
};

HRESULT stream_core_read(struct stream_core *core, void *buffer, ULONG bytes, ULONG *ret_read);
HRESULT stream_core_seek(struct stream_core *core, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position);
HRESULT stream_core_set_size(struct stream_core *core, ULARGE_INTEGER size);
HRESULT stream_core_copy_to(struct stream_core *core, IStream *target, ULARGE_INTEGER bytes, ULARGE_INTEGER *ret_read,
                            ULARGE_INTEGER *ret_written);
HRESULT stream_core_stat(const struct stream_core *core, STATSTG *ret_stat);

/* The object around a core, for streams that are IStream and no more. A member, the first, of the stream's own struct.
 */
struct stream {
	IStream IStream_iface;
	LONG references;
	struct stream_core core;
	HRESULT (*clone)(struct stream *stream, IStream **ret_stream); /* its position is set by the caller */
	void (*destroy)(struct stream *stream);                        /* frees the struct and what it owns */
};

/* Sets the interface and one reference; the rest is the caller's. */
void stream_init(struct stream *stream);

/* `count` rounded up to a multiple of `block_bytes`. E_INVALIDARG for a block of 0, or a size beyond INT64_MAX. */
HRESULT stream_padded_size(uint64_t count, uint32_t block_bytes, uint64_t *ret_size);

#endif
