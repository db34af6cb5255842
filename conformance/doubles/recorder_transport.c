/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/recorder_transport.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/imapi2/imapi2error.h"

enum { SENSE_BYTES = 18 };

#define NS_PER_S UINT64_C(1000000000)

struct recorder_transport {
	struct transport transport;
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex;
	struct transport_limits limits;
};

/* ---- results ---- */

/* clang-format off */
static const struct {
	HRESULT failure;
	int result;
} results[] = {
	{E_IMAPI_RECORDER_COMMAND_TIMEOUT,         -ETIMEDOUT},
	{E_IMAPI_RECORDER_LOCKED,                  -EBUSY},
	{HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST),  -ENODEV},
	{HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE), -ENODEV},
	{E_INVALIDARG,                             -EMSGSIZE},
	{E_OUTOFMEMORY,                            -ENOMEM},
	{E_FAIL,                                   -EIO},
};
/* clang-format on */

enum { RESULTS = sizeof(results) / sizeof(results[0]) };

int recorder_result(HRESULT failure)
{
	for (size_t i = 0; i < RESULTS; i++)
		if (results[i].failure == failure)
			return results[i].result;
	return (int)failure;
}

HRESULT recorder_failure(int result)
{
	for (size_t i = 0; i < RESULTS; i++)
		if (results[i].result == result)
			return results[i].failure;
	return (HRESULT)result;
}

/* ---- commands ---- */

static HRESULT send(struct recorder_transport *way, struct command *command, uint8_t *data, uint8_t sense[SENSE_BYTES],
                    ULONG timeout_s)
{
	ULONG bytes = (ULONG)command->data_length, fetched = 0;
	HRESULT hr;

	if (command->direction == DATA_NONE || !bytes)
		return IDiscRecorder2Ex_SendCommandNoData(way->ex, command->cdb, command->cdb_length, sense, timeout_s);
	if (command->direction == DATA_IN) {
		hr = IDiscRecorder2Ex_SendCommandGetDataFromDevice(way->ex, command->cdb, command->cdb_length, sense,
		                                                   timeout_s, data, bytes, &fetched);
		command->transferred = fetched;
		return hr;
	}
	hr = IDiscRecorder2Ex_SendCommandSendDataToDevice(way->ex, command->cdb, command->cdb_length, sense, timeout_s,
	                                                  data, bytes);
	command->transferred = hr == S_OK ? bytes : 0;
	return hr;
}

/* The command's data where the recorder can take it. */
static uint8_t *align(const struct recorder_transport *way, uint8_t *memory)
{
	return memory + (-(uintptr_t)memory & way->limits.alignment_mask);
}

/* By memory that is aligned: a copy there and, of what came, back. */
static HRESULT send_by_copy(struct recorder_transport *way, struct command *command, uint8_t sense[SENSE_BYTES],
                            ULONG timeout_s)
{
	uint8_t *memory = malloc(command->data_length + way->limits.alignment_mask), *aligned;
	HRESULT hr;

	if (!memory)
		return E_OUTOFMEMORY;
	aligned = align(way, memory);
	memcpy(aligned, command->data, command->data_length);
	hr = send(way, command, aligned, sense, timeout_s);
	if (command->direction == DATA_IN)
		memcpy(command->data, aligned, command->transferred);
	free(memory);
	return hr;
}

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	struct recorder_transport *way = (struct recorder_transport *)transport;
	ULONG timeout_s = (ULONG)((timeout_ns + NS_PER_S - 1) / NS_PER_S);
	uint8_t sense[SENSE_BYTES] = {0};
	bool fits = !command->data_length || align(way, command->data) == command->data;
	HRESULT hr = fits ? send(way, command, command->data, sense, timeout_s)
	                  : send_by_copy(way, command, sense, timeout_s);

	if (FAILED(hr))
		return recorder_result(hr);
	command->status = STATUS_GOOD;
	command->sense_length = 0;
	if (hr != S_IMAPI_COMMAND_HAS_SENSE_DATA)
		return 0;
	command->status = STATUS_CHECK_CONDITION;
	command->sense_length = SENSE_BYTES;
	memcpy(command->sense_data, sense, SENSE_BYTES);
	return 0;
}

/* ---- claims ---- */

/* A new BSTR. NULL when memory is short. */
static BSTR widen(const char *text)
{
	UINT length = (UINT)strlen(text);
	BSTR string = SysAllocStringLen(NULL, length);

	for (UINT i = 0; string && i < length; i++)
		string[i] = (OLECHAR)text[i];
	return string;
}

static int claim(struct transport *transport, bool force, const char *client)
{
	struct recorder_transport *way = (struct recorder_transport *)transport;
	BSTR name = widen(client);
	HRESULT hr =
		name ? IDiscRecorder2_AcquireExclusiveAccess(way->recorder, force ? VARIANT_TRUE : VARIANT_FALSE, name)
		     : E_OUTOFMEMORY;

	SysFreeString(name);
	return FAILED(hr) ? recorder_result(hr) : 0;
}

static int release(struct transport *transport)
{
	HRESULT hr = IDiscRecorder2_ReleaseExclusiveAccess(((struct recorder_transport *)transport)->recorder);

	return FAILED(hr) ? recorder_result(hr) : 0;
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	BSTR name = NULL;
	HRESULT hr = IDiscRecorder2_get_ExclusiveAccessOwner(((struct recorder_transport *)transport)->recorder, &name);
	UINT length = SysStringLen(name);

	memset(ret_client, 0, TRANSPORT_CLIENT_MAX);
	for (UINT i = 0; i < length && i < TRANSPORT_CLIENT_MAX - 1; i++)
		ret_client[i] = name[i] < 0x7F ? (char)name[i] : '?';
	SysFreeString(name);
	return FAILED(hr) ? recorder_result(hr) : 0;
}

/* ---- the rest ---- */

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	*ret_limits = ((struct recorder_transport *)transport)->limits;
}

static int is_mounted(struct transport *transport)
{
	(void)transport;
	return -ENOTSUP;
}

static void destroy(struct transport *transport)
{
	struct recorder_transport *way = (struct recorder_transport *)transport;

	IDiscRecorder2Ex_Release(way->ex);
	IDiscRecorder2_Release(way->recorder);
	free(way);
}

static const struct transport_ops ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.destroy = destroy,
};

/* The documents call it a mask and show an alignment: 1 and less than a power of two are masks.
 * [IMAPI2 IDiscRecorder2Ex::GetByteAlignmentMask] */
static uint32_t mask_of(ULONG value)
{
	return value & (value + 1) ? value - 1 : value;
}

static void ask_limits(struct recorder_transport *way)
{
	ULONG value;

	way->limits = (struct transport_limits){65536, 65536, 0};
	if (IDiscRecorder2Ex_GetByteAlignmentMask(way->ex, &value) == S_OK)
		way->limits.alignment_mask = mask_of(value);
	if (IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(way->ex, &value) == S_OK)
		way->limits.max_aligned_bytes = value;
	if (IDiscRecorder2Ex_GetMaximumNonPageAlignedTransferSize(way->ex, &value) == S_OK)
		way->limits.max_unaligned_bytes = value;
}

struct transport *recorder_transport_create(IDiscRecorder2 *recorder)
{
	struct recorder_transport *way = calloc(1, sizeof(*way));

	if (!way)
		return NULL;
	if (FAILED(IDiscRecorder2_QueryInterface(recorder, &IID_IDiscRecorder2Ex, (void **)&way->ex))) {
		free(way);
		return NULL;
	}
	way->transport.ops = &ops;
	way->recorder = recorder;
	IDiscRecorder2_AddRef(recorder);
	ask_limits(way);
	return &way->transport;
}

/* ---- by id ---- */

int recorder_transport_open(const OLECHAR *id, struct transport **ret_transport)
{
	BSTR name = SysAllocString(id);
	IDiscRecorder2 *recorder;
	HRESULT hr = CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_INPROC_SERVER, &IID_IDiscRecorder2,
	                              (void **)&recorder);

	*ret_transport = NULL;
	if (SUCCEEDED(hr)) {
		hr = IDiscRecorder2_InitializeDiscRecorder(recorder, name);
		if (SUCCEEDED(hr))
			*ret_transport = recorder_transport_create(recorder);
		IDiscRecorder2_Release(recorder);
	}
	SysFreeString(name);
	if (FAILED(hr))
		return -EIO;
	return *ret_transport ? 0 : -ENOMEM;
}
