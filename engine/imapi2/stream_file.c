/* SPDX-License-Identifier: MIT */
/* A file by stdio, whose offsets are 64 bits where long is; each clone opens the file again. */
#include "engine/imapi2/streams.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/imapi2/stream_core.h"

_Static_assert(sizeof(long) == sizeof(int64_t), "fseek() must reach all of a large file");

struct stream_file {
	struct stream stream;
	FILE *file;
	char *path;
};

static HRESULT hresult_of_open(int error)
{
	switch (error) {
	case ENOENT:
		return STG_E_FILENOTFOUND;
	case EACCES:
		return STG_E_ACCESSDENIED;
	case ENOMEM:
		return E_OUTOFMEMORY;
	default:
		return E_FAIL;
	}
}

/* A file that is shorter now than when it was opened is a fault, not an end. */
static HRESULT stream_file_read_at(struct stream_core *core, uint64_t offset, uint8_t *buffer, size_t bytes)
{
	struct stream_file *file = (struct stream_file *)((char *)core - offsetof(struct stream_file, stream.core));

	if (ftell(file->file) != (long)offset && fseek(file->file, (long)offset, SEEK_SET))
		return STG_E_SEEKERROR;
	return fread(buffer, 1, bytes, file->file) == bytes ? S_OK : STG_E_READFAULT;
}

static HRESULT stream_file_clone(struct stream *stream, IStream **ret_stream)
{
	return stream_file_create(((struct stream_file *)stream)->path, 1, ret_stream);
}

static void stream_file_destroy(struct stream *stream)
{
	struct stream_file *file = (struct stream_file *)stream;

	if (file->file)
		fclose(file->file);
	free(file->path);
	free(file);
}

/* A directory can be opened and has a size, but not read: reading its first byte finds that out. */
static HRESULT measure(FILE *file, uint64_t *ret_bytes)
{
	long end;

	if (fseek(file, 0, SEEK_END) || (end = ftell(file)) < 0)
		return STG_E_SEEKERROR;
	if (fseek(file, 0, SEEK_SET))
		return STG_E_SEEKERROR;
	if (end > 0 && (fgetc(file) == EOF || fseek(file, 0, SEEK_SET)))
		return STG_E_READFAULT;
	*ret_bytes = (uint64_t)end;
	return S_OK;
}

static HRESULT stream_file_open(struct stream_file *file, const char *path, uint32_t block_bytes)
{
	struct stream_core *core = &file->stream.core;
	size_t path_bytes = strlen(path) + 1;
	HRESULT hr;

	file->path = malloc(path_bytes);
	if (!file->path)
		return E_OUTOFMEMORY;
	memcpy(file->path, path, path_bytes);
	file->file = fopen(path, "rb");
	if (!file->file)
		return hresult_of_open(errno);
	hr = measure(file->file, &core->content_bytes);
	return FAILED(hr) ? hr : stream_padded_size(core->content_bytes, block_bytes, &core->size_bytes);
}

HRESULT stream_file_create(const char *path, uint32_t block_bytes, IStream **ret_stream)
{
	struct stream_file *file = calloc(1, sizeof(*file));
	HRESULT hr;

	*ret_stream = NULL;
	if (!file)
		return E_OUTOFMEMORY;
	stream_init(&file->stream);
	file->stream.core.read_at = stream_file_read_at;
	file->stream.clone = stream_file_clone;
	file->stream.destroy = stream_file_destroy;
	hr = stream_file_open(file, path, block_bytes);
	if (FAILED(hr))
		stream_file_destroy(&file->stream);
	else
		*ret_stream = &file->stream.IStream_iface;
	return hr;
}
