/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/witness_recorder.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/doubles/forwarding_recorder.h"
#include "conformance/doubles/recorder_transport.h"
#include "engine/imapi2/imapi2error.h"

enum { SENSE_BYTES = 18, CDB_BYTES_MAX = 16 };

#define NS_PER_S UINT64_C(1000000000)

struct witness_recorder {
	struct forwarding_recorder forwarding;
	struct transport *transport;
};

static ULONG STDMETHODCALLTYPE Release(IDiscRecorder2Ex *This)
{
	struct witness_recorder *recorder = (struct witness_recorder *)This;
	ULONG references = forward_Release(This);

	if (references)
		return references;
	transport_destroy(recorder->transport);
	IDiscRecorder2Ex_Release(recorder->forwarding.inner);
	free(recorder);
	return 0;
}

/* ---- commands ---- */

static HRESULT send(IDiscRecorder2Ex *iface, struct command *command, const BYTE *cdb, ULONG cdb_bytes,
                    BYTE sense[SENSE_BYTES], ULONG timeout_s)
{
	struct witness_recorder *recorder = (struct witness_recorder *)iface;
	int result;

	if (!cdb || !sense || (command->direction != DATA_NONE && !command->data))
		return E_POINTER;
	if (cdb_bytes > CDB_BYTES_MAX)
		return E_INVALIDARG;
	memset(sense, 0, SENSE_BYTES);
	memcpy(command->cdb, cdb, cdb_bytes);
	command->cdb_length = (uint8_t)cdb_bytes;
	result = transport_execute(recorder->transport, command, timeout_s * NS_PER_S);
	if (result)
		return recorder_failure(result);
	if (!command->status)
		return S_OK;
	memcpy(sense, command->sense_data, command->sense_length < SENSE_BYTES ? command->sense_length : SENSE_BYTES);
	return S_IMAPI_COMMAND_HAS_SENSE_DATA;
}

static HRESULT STDMETHODCALLTYPE SendCommandNoData(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                   BYTE SenseBuffer[18], ULONG Timeout)
{
	struct command command = {.direction = DATA_NONE};

	return send(This, &command, Cdb, CdbSize, SenseBuffer, Timeout);
}

static HRESULT STDMETHODCALLTYPE SendCommandSendDataToDevice(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                             BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                             ULONG_IMAPI2_NONZERO BufferSize)
{
	struct command command = {.direction = DATA_OUT, .data = Buffer, .data_length = BufferSize};

	return send(This, &command, Cdb, CdbSize, SenseBuffer, Timeout);
}

static HRESULT STDMETHODCALLTYPE SendCommandGetDataFromDevice(IDiscRecorder2Ex *This, BYTE *Cdb, ULONG CdbSize,
                                                              BYTE SenseBuffer[18], ULONG Timeout, BYTE *Buffer,
                                                              ULONG_IMAPI2_NONZERO BufferSize,
                                                              ULONG_IMAPI2_NOT_NEGATIVE *BufferFetched)
{
	struct command command = {.direction = DATA_IN, .data = Buffer, .data_length = BufferSize};
	HRESULT hr;

	if (!BufferFetched)
		return E_POINTER;
	hr = send(This, &command, Cdb, CdbSize, SenseBuffer, Timeout);
	*BufferFetched = (ULONG)command.transferred;
	return hr;
}

static const IDiscRecorder2ExVtbl vtbl = {
	.QueryInterface = forward_QueryInterface,
	.AddRef = forward_AddRef,
	.Release = Release,
	.SendCommandNoData = SendCommandNoData,
	.SendCommandSendDataToDevice = SendCommandSendDataToDevice,
	.SendCommandGetDataFromDevice = SendCommandGetDataFromDevice,
	FORWARDED_INFORMATION,
	.GetByteAlignmentMask = forward_GetByteAlignmentMask,
	.GetMaximumNonPageAlignedTransferSize = forward_GetMaximumNonPageAlignedTransferSize,
	.GetMaximumPageAlignedTransferSize = forward_GetMaximumPageAlignedTransferSize,
};

IDiscRecorder2Ex *witness_recorder_create(IDiscRecorder2Ex *inner, struct transport *transport)
{
	struct witness_recorder *recorder = calloc(1, sizeof(*recorder));

	if (!recorder) {
		transport_destroy(transport);
		return NULL;
	}
	recorder->forwarding.IDiscRecorder2Ex_iface.lpVtbl = &vtbl;
	recorder->forwarding.references = 1;
	recorder->forwarding.inner = inner;
	recorder->transport = transport;
	IDiscRecorder2Ex_AddRef(inner);
	return &recorder->forwarding.IDiscRecorder2Ex_iface;
}
