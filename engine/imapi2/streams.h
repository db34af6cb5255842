/* SPDX-License-Identifier: MIT */
/*
 * Streams to write from. All are read-only (Write: STG_E_ACCESSDENIED), begin at position 0, and give S_FALSE from Read
 * when fewer bytes were left than asked for. A stream is used by one task at a time; clones are independent of it.
 *
 * Where `block_bytes` is given the stream's size is rounded up to a multiple of it with zeros; 1 rounds nothing, 0 is
 * E_INVALIDARG. All create functions set *ret_stream to NULL when they fail.
 */
#ifndef ENGINE_IMAPI2_STREAMS_H
#define ENGINE_IMAPI2_STREAMS_H

#include "engine/com/stream.h"
#include "engine/imapi2/imapi2.h"

/* The bytes of a file as large as it is now. STG_E_FILENOTFOUND, STG_E_ACCESSDENIED, STG_E_SEEKERROR for what has no
 * size, STG_E_READFAULT, E_OUTOFMEMORY. */
HRESULT stream_file_create(const char *path, uint32_t block_bytes, IStream **ret_stream);

/* The caller's bytes, which must outlive the stream and its clones. E_OUTOFMEMORY. */
HRESULT stream_memory_create(const void *bytes, size_t count, uint32_t block_bytes, IStream **ret_stream);

/* MsftStreamZero: zeros, as many as SetSize says, 0 before [IMAPI2 MsftStreamZero]. E_OUTOFMEMORY. */
HRESULT stream_zero_create(IStream **ret_stream);

/*
 * MsftStreamPrng001: the bytes that the seed determines, as many as SetSize says. put_Seed rewinds; the seed is 0 at
 * first. State n+1 of the generator is 19660Dh * state n + 3C6EF35Fh modulo 2^32, state 0 the seed
 * [IMAPI2 IStreamPseudoRandomBased]; the bytes are states 1, 2, ... with the low byte first [ours]. E_OUTOFMEMORY.
 */
HRESULT stream_random_create(IStreamPseudoRandomBased **ret_stream);

#endif
