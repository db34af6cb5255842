/* SPDX-License-Identifier: MIT */
/*
 * IDiscRecorder2Ex of MsftDiscRecorder2: its table, the caller's own commands, and limits. check_*() look at what the
 * caller gave, send() carries it out.
 */
#include <string.h>

#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/recorder_helpers.h"
#include "engine/imapi2/recorder_object.h"
#include "mutants/mutant.h"

enum { CDB_MIN = 6, BUFFER_MAX = 0x7FFFFFFF, TIMEOUT_MAX_S = 24 * 60 * 60, PAGE_BYTES = 4096 };

static HRESULT STDMETHODCALLTYPE recorder_ex_QueryInterface(IDiscRecorder2Ex *iface, REFIID riid, void **ppvObject)
{
	return IDiscRecorder2_QueryInterface(&impl_from_IDiscRecorder2Ex(iface)->IDiscRecorder2_iface, riid, ppvObject);
}

static ULONG STDMETHODCALLTYPE recorder_ex_AddRef(IDiscRecorder2Ex *iface)
{
	return IDiscRecorder2_AddRef(&impl_from_IDiscRecorder2Ex(iface)->IDiscRecorder2_iface);
}

static ULONG STDMETHODCALLTYPE recorder_ex_Release(IDiscRecorder2Ex *iface)
{
	return IDiscRecorder2_Release(&impl_from_IDiscRecorder2Ex(iface)->IDiscRecorder2_iface);
}

/* CDB bytes by the group of the operation code, its upper three bits; 0 where any number from 6 to 16 will do
 * [IMAPI2 IDiscRecorder2Ex::SendCommandNoData, remarks]. */
static const uint8_t group_bytes[8] = {6, 10, 10, 0, 16, 12, 0, 0};

/* Operation codes that the same remarks exempt. */
static const uint8_t any_size_opcodes[] = {
	0x02, 0x05, 0x06, 0x09, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x13, 0x14,
	0x19, 0x20, 0x21, 0x22, 0x23, 0x24, 0x26, 0x27, 0x29, 0x2C, 0x2D,
};

static HRESULT check_cdb(const BYTE *cdb, ULONG bytes)
{
	uint8_t wanted;

	if (bytes < CDB_MIN || bytes > CDB_MAX)
		return E_INVALIDARG;
	wanted = group_bytes[cdb[0] >> 5];
	if (memchr(any_size_opcodes, cdb[0], sizeof(any_size_opcodes)))
		wanted = 0;
	return wanted && wanted != bytes ? E_INVALIDARG : S_OK;
}

static HRESULT check_buffer(struct recorder *recorder, const BYTE *buffer, ULONG bytes)
{
	struct transport_limits limits;
	uint32_t limit;

	transport_limits(recorder->transport, &limits);
	limit = (uintptr_t)buffer % PAGE_BYTES ? limits.max_unaligned_bytes : limits.max_aligned_bytes;
	return !bytes || bytes > BUFFER_MAX || bytes > limit || ((uintptr_t)buffer & limits.alignment_mask)
	               ? E_INVALIDARG
	               : S_OK;
}

/* The caller reads fixed format at fixed offsets: descriptor format, and a device that sent nothing readable, are
 * rewritten. */
static void copy_sense(const struct command *command, BYTE sense_buffer[SENSE_FIXED_BYTES])
{
	uint8_t response_code = command->sense_length ? command->sense_data[0] & 0x7F : 0;
	struct sense sense;

	if (response_code == 0x70 || response_code == 0x71) {
		size_t bytes = command->sense_length < SENSE_FIXED_BYTES ? command->sense_length : SENSE_FIXED_BYTES;

		memcpy(sense_buffer, command->sense_data, bytes);
		return;
	}
	sense = command_sense(command);
	sense_encode(&sense, sense_buffer);
}

static HRESULT send(struct recorder *recorder, struct command *command, const BYTE *cdb, ULONG cdb_bytes,
                    BYTE sense_buffer[SENSE_FIXED_BYTES], ULONG timeout_s)
{
	struct transport *transport;
	HRESULT hr;

	if (!cdb || !sense_buffer || (command->direction != DATA_NONE && !command->data))
		return E_POINTER;
	memset(sense_buffer, 0, SENSE_FIXED_BYTES);
	hr = check_cdb(cdb, cdb_bytes);
	if (SUCCEEDED(hr))
		hr = recorder_transport(recorder, &transport);
	if (SUCCEEDED(hr) && command->direction != DATA_NONE)
		hr = check_buffer(recorder, command->data, (ULONG)command->data_length);
	if (FAILED(hr))
		return hr;
	memcpy(command->cdb, cdb, cdb_bytes);
	command->cdb_length = (uint8_t)cdb_bytes;
	if (!timeout_s)
		timeout_s = IMAPI2_DEFAULT_COMMAND_TIMEOUT;
	hr = recorder_execute(recorder, command, timeout_s < TIMEOUT_MAX_S ? timeout_s : TIMEOUT_MAX_S);
	if (hr == S_IMAPI_COMMAND_HAS_SENSE_DATA && !MUTANT(SENSE_NOT_COPIED))
		copy_sense(command, sense_buffer);
	return hr;
}

static HRESULT STDMETHODCALLTYPE recorder_ex_SendCommandNoData(IDiscRecorder2Ex *iface, BYTE *Cdb, ULONG CdbSize,
                                                               BYTE SenseBuffer[18], ULONG Timeout)
{
	struct command command = {.direction = DATA_NONE};

	return send(impl_from_IDiscRecorder2Ex(iface), &command, Cdb, CdbSize, SenseBuffer, Timeout);
}

static HRESULT STDMETHODCALLTYPE recorder_ex_SendCommandSendDataToDevice(IDiscRecorder2Ex *iface, BYTE *Cdb,
                                                                         ULONG CdbSize, BYTE SenseBuffer[18],
                                                                         ULONG Timeout, BYTE *Buffer,
                                                                         ULONG_IMAPI2_NONZERO BufferSize)
{
	struct command command = {.direction = DATA_OUT, .data = Buffer, .data_length = BufferSize};

	return send(impl_from_IDiscRecorder2Ex(iface), &command, Cdb, CdbSize, SenseBuffer, Timeout);
}

static HRESULT STDMETHODCALLTYPE recorder_ex_SendCommandGetDataFromDevice(IDiscRecorder2Ex *iface, BYTE *Cdb,
                                                                          ULONG CdbSize, BYTE SenseBuffer[18],
                                                                          ULONG Timeout, BYTE *Buffer,
                                                                          ULONG_IMAPI2_NONZERO BufferSize,
                                                                          ULONG_IMAPI2_NOT_NEGATIVE *BufferFetched)
{
	struct command command = {.direction = DATA_IN, .data = Buffer, .data_length = BufferSize};
	HRESULT hr;

	if (!BufferFetched)
		return E_POINTER;
	*BufferFetched = 0;
	hr = send(impl_from_IDiscRecorder2Ex(iface), &command, Cdb, CdbSize, SenseBuffer, Timeout);
	if (SUCCEEDED(hr))
		*BufferFetched = (ULONG)command.transferred;
	return hr;
}

static HRESULT get_limits(IDiscRecorder2Ex *iface, const ULONG *value, struct transport_limits *ret_limits)
{
	struct transport *transport;
	HRESULT hr = recorder_transport(impl_from_IDiscRecorder2Ex(iface), &transport);

	if (!value)
		return E_POINTER;
	if (SUCCEEDED(hr))
		transport_limits(transport, ret_limits);
	return hr;
}

/* An alignment, despite the name: the documents' own formula is address & (value - 1). */
static HRESULT STDMETHODCALLTYPE recorder_ex_GetByteAlignmentMask(IDiscRecorder2Ex *iface, ULONG *value)
{
	struct transport_limits limits;
	HRESULT hr = get_limits(iface, value, &limits);

	if (SUCCEEDED(hr))
		*value = limits.alignment_mask + 1;
	return hr;
}

static ULONG clamp(uint32_t bytes)
{
	return bytes < BUFFER_MAX ? bytes : BUFFER_MAX;
}

static HRESULT STDMETHODCALLTYPE recorder_ex_GetMaximumNonPageAlignedTransferSize(IDiscRecorder2Ex *iface, ULONG *value)
{
	struct transport_limits limits;
	HRESULT hr = get_limits(iface, value, &limits);

	if (SUCCEEDED(hr))
		*value = clamp(limits.max_unaligned_bytes);
	return hr;
}

static HRESULT STDMETHODCALLTYPE recorder_ex_GetMaximumPageAlignedTransferSize(IDiscRecorder2Ex *iface, ULONG *value)
{
	struct transport_limits limits;
	HRESULT hr = get_limits(iface, value, &limits);

	if (SUCCEEDED(hr))
		*value = clamp(limits.max_aligned_bytes);
	return hr;
}

const IDiscRecorder2ExVtbl recorder_ex_vtbl = {
	/* IUnknown */
	recorder_ex_QueryInterface,
	recorder_ex_AddRef,
	recorder_ex_Release,
	/* IDiscRecorder2Ex */
	recorder_ex_SendCommandNoData,
	recorder_ex_SendCommandSendDataToDevice,
	recorder_ex_SendCommandGetDataFromDevice,
	recorder_ex_ReadDvdStructure,
	recorder_ex_SendDvdStructure,
	recorder_ex_GetAdapterDescriptor,
	recorder_ex_GetDeviceDescriptor,
	recorder_ex_GetDiscInformation,
	recorder_ex_GetTrackInformation,
	recorder_ex_GetFeaturePage,
	recorder_ex_GetModePage,
	recorder_ex_SetModePage,
	recorder_ex_GetSupportedFeaturePages,
	recorder_ex_GetSupportedProfiles,
	recorder_ex_GetSupportedModePages,
	recorder_ex_GetByteAlignmentMask,
	recorder_ex_GetMaximumNonPageAlignedTransferSize,
	recorder_ex_GetMaximumPageAlignedTransferSize,
};
