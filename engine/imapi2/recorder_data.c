/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/recorder_data.h"

#include <stdlib.h>
#include <string.h>

#include "engine/imapi2/hresult.h"
#include "t10/bytes.h"

enum { PAGE_BYTES = 4096, LENGTH_FIELD_MAX = 0xFFFF };

HRESULT recorder_command(struct recorder *recorder, struct command *command, ULONG timeout_s)
{
	HRESULT hr = recorder_execute(recorder, command, timeout_s);

	if (hr == S_IMAPI_COMMAND_HAS_SENSE_DATA) {
		struct sense sense = command_sense(command);

		hresult_of_sense(&sense, command->cdb[0], &hr);
	}
	return hr;
}

/* Page-aligned, so that it suits every transport as well as can be; not aligned_alloc(): not every C library has it. */
struct buffer {
	uint8_t *allocated; /* NULL: none */
	uint8_t *bytes;
};

static struct buffer buffer_create(size_t bytes)
{
	uint8_t *allocated = malloc(bytes + PAGE_BYTES - 1);

	return (struct buffer){allocated, allocated ? allocated + -(uintptr_t)allocated % PAGE_BYTES : NULL};
}

/* How many bytes the data say there are, of which as many as were asked for have come. */
static HRESULT ask(struct recorder *recorder, const struct data_request *request, uint8_t *buffer, size_t bytes,
                   size_t *ret_said)
{
	struct command command = {
		.cdb_length = request->cdb_length, .direction = DATA_IN, .data = buffer, .data_length = bytes};
	size_t said;
	HRESULT hr;

	memcpy(command.cdb, request->cdb, sizeof(command.cdb));
	put_be16(command.cdb + request->allocation_at, (uint16_t)bytes);
	hr = recorder_command(recorder, &command, IMAPI2_DEFAULT_COMMAND_TIMEOUT);
	if (FAILED(hr))
		return hr;
	if (command.transferred < request->header_bytes)
		return E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	said = request->length_bytes + (size_t)(request->length_bytes == 4 ? get_be32(buffer) : get_be16(buffer));
	if (said < request->minimum_bytes || command.transferred < (said < bytes ? said : bytes))
		return E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	*ret_said = said;
	return S_OK;
}

static size_t most_bytes(struct recorder *recorder)
{
	struct transport_limits limits;

	transport_limits(recorder->transport, &limits);
	return limits.max_aligned_bytes < LENGTH_FIELD_MAX ? limits.max_aligned_bytes : LENGTH_FIELD_MAX;
}

static HRESULT ask_length(struct recorder *recorder, const struct data_request *request, size_t *ret_bytes)
{
	struct buffer header = buffer_create(request->header_bytes);
	HRESULT hr = E_OUTOFMEMORY;

	if (header.allocated)
		hr = ask(recorder, request, header.bytes, request->header_bytes, ret_bytes);
	free(header.allocated);
	if (SUCCEEDED(hr) && *ret_bytes > most_bytes(recorder))
		hr = E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	return hr;
}

HRESULT recorder_get_data(struct recorder *recorder, const struct data_request *request, uint8_t **ret_data,
                          size_t *ret_bytes)
{
	size_t bytes = 0, said = 0;
	HRESULT hr = ask_length(recorder, request, &bytes);
	struct buffer buffer;

	*ret_data = NULL;
	*ret_bytes = 0;
	if (FAILED(hr))
		return hr;
	buffer = buffer_create(bytes);
	hr = buffer.allocated ? ask(recorder, request, buffer.bytes, bytes, &said) : E_OUTOFMEMORY;
	if (SUCCEEDED(hr) && said > bytes) /* they grew between the two commands */
		hr = E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	if (FAILED(hr)) {
		free(buffer.allocated);
		return hr;
	}
	*ret_data = memmove(buffer.allocated, buffer.bytes, said);
	*ret_bytes = said;
	return S_OK;
}

HRESULT recorder_send_data(struct recorder *recorder, struct command *command, unsigned length_at,
                           struct data_header header, const uint8_t *data, size_t bytes)
{
	size_t length = header.count + bytes;
	struct buffer buffer;
	HRESULT hr;

	if (length > LENGTH_FIELD_MAX)
		return E_INVALIDARG;
	buffer = buffer_create(length);
	if (!buffer.allocated)
		return E_OUTOFMEMORY;
	memcpy(buffer.bytes, header.bytes, header.count);
	memcpy(buffer.bytes + header.count, data, bytes);
	put_be16(command->cdb + length_at, (uint16_t)length);
	command->direction = DATA_OUT;
	command->data = buffer.bytes;
	command->data_length = length;
	hr = recorder_command(recorder, command, IMAPI2_DEFAULT_COMMAND_TIMEOUT);
	free(buffer.allocated);
	return hr;
}

HRESULT recorder_give(const uint8_t *from, size_t bytes, BYTE **ret_data, ULONG *ret_bytes)
{
	*ret_data = CoTaskMemAlloc(bytes);
	if (!*ret_data)
		return E_OUTOFMEMORY;
	memcpy(*ret_data, from, bytes);
	*ret_bytes = (ULONG)bytes;
	return S_OK;
}
