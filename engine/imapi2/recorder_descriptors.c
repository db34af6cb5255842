/* SPDX-License-Identifier: MIT */
/*
 * IDiscRecorder2Ex: what an operating system would say of adapter and device [Windows SDK STORAGE_ADAPTER_DESCRIPTOR,
 * STORAGE_DEVICE_DESCRIPTOR], from the transport's limits and from INQUIRY. No transport tells its bus.
 */
#include <string.h>

#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/ntddstor.h"
#include "engine/imapi2/recorder_data.h"
#include "engine/imapi2/recorder_helpers.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

enum {
	PAGE_BYTES = 4096,
	INQUIRY_CDB_BYTES = 6,
	INQUIRY_BYTES = 36,
	EVPD = 0x01,
	UNIT_SERIAL_NUMBER = 0x80, /* [SPC-4 "Unit Serial Number VPD page"] */
	VPD_HEADER_BYTES = 4,
	VPD_BYTES_MAX = 252,
};

RECORDER_EX_METHOD(GetAdapterDescriptor)
(IDiscRecorder2Ex *iface, BYTE **data, ULONG_IMAPI2_ADAPTER_DESCRIPTOR *byteSize)
{
	STORAGE_ADAPTER_DESCRIPTOR descriptor = {
		.Version = sizeof(descriptor), .Size = sizeof(descriptor), .BusType = BusTypeUnknown};
	struct transport_limits limits;
	struct transport *transport;
	HRESULT hr;

	if (!data || !byteSize)
		return E_POINTER;
	*data = NULL;
	*byteSize = 0;
	hr = recorder_transport(impl_from_IDiscRecorder2Ex(iface), &transport);
	if (FAILED(hr))
		return hr;
	transport_limits(transport, &limits);
	descriptor.MaximumTransferLength = limits.max_aligned_bytes;
	descriptor.MaximumPhysicalPages =
		limits.max_aligned_bytes / PAGE_BYTES + 1; /* a buffer may begin in a page's middle */
	descriptor.AlignmentMask = limits.alignment_mask;
	return recorder_give((const uint8_t *)&descriptor, sizeof(descriptor), data, byteSize);
}

static HRESULT inquire(struct recorder *recorder, uint8_t evpd, uint8_t page, uint8_t *ret_data, uint8_t bytes,
                       size_t *ret_bytes)
{
	struct command command = {.cdb = {INQUIRY, evpd, page, 0, bytes},
	                          .cdb_length = INQUIRY_CDB_BYTES,
	                          .direction = DATA_IN,
	                          .data = ret_data,
	                          .data_length = bytes};
	HRESULT hr = recorder_command(recorder, &command, IMAPI2_DEFAULT_COMMAND_TIMEOUT);

	*ret_bytes = command.transferred;
	return hr;
}

/* "" for a drive that does not tell. */
static void serial_number(struct recorder *recorder, char ret_text[VPD_BYTES_MAX])
{
	uint8_t page[VPD_BYTES_MAX] = {0};
	size_t bytes, length;

	*ret_text = '\0';
	if (FAILED(inquire(recorder, EVPD, UNIT_SERIAL_NUMBER, page, sizeof(page), &bytes)) ||
	    bytes < VPD_HEADER_BYTES || page[1] != UNIT_SERIAL_NUMBER)
		return;
	length = get_be16(page + 2);
	if (length > bytes - VPD_HEADER_BYTES)
		length = bytes - VPD_HEADER_BYTES;
	memcpy(ret_text, page + VPD_HEADER_BYTES, length);
	ret_text[length] = '\0';
}

enum { RAW_AT = offsetof(STORAGE_DEVICE_DESCRIPTOR, RawDeviceProperties), TEXTS_AT = RAW_AT + INQUIRY_BYTES };

/* The descriptor's data as they grow: the struct, INQUIRY data, texts. */
struct device_data {
	uint8_t data[TEXTS_AT + sizeof(struct identity) + VPD_BYTES_MAX];
	size_t bytes;
};

/* Appends a text and returns its offset; 0 for the empty one. */
static DWORD append(struct device_data *device, const char *text)
{
	size_t at = device->bytes, bytes = strlen(text) + 1;

	if (!*text)
		return 0;
	memcpy(device->data + at, text, bytes);
	device->bytes += bytes;
	return (DWORD)at;
}

static void describe(struct device_data *device, const uint8_t inquiry[INQUIRY_BYTES], const struct identity *identity,
                     const char *serial)
{
	STORAGE_DEVICE_DESCRIPTOR descriptor = {
		.Version = sizeof(descriptor),
		.DeviceType = inquiry[0] & 0x1F,
		.RemovableMedia = (inquiry[1] & 0x80) != 0,  /* RMB [SPC-4 "Standard INQUIRY data"] */
		.CommandQueueing = (inquiry[7] & 0x02) != 0, /* CMDQUE */
		.BusType = BusTypeUnknown,
		.RawPropertiesLength = INQUIRY_BYTES,
	};

	memcpy(device->data + RAW_AT, inquiry, INQUIRY_BYTES);
	device->bytes = TEXTS_AT;
	descriptor.VendorIdOffset = append(device, identity->vendor);
	descriptor.ProductIdOffset = append(device, identity->product);
	descriptor.ProductRevisionOffset = append(device, identity->revision);
	descriptor.SerialNumberOffset = append(device, serial);
	descriptor.Size = (DWORD)device->bytes;
	memcpy(device->data, &descriptor, RAW_AT);
}

RECORDER_EX_METHOD(GetDeviceDescriptor)
(IDiscRecorder2Ex *iface, BYTE **data, ULONG_IMAPI2_DEVICE_DESCRIPTOR *byteSize)
{
	struct recorder *recorder = impl_from_IDiscRecorder2Ex(iface);
	uint8_t inquiry[INQUIRY_BYTES];
	char serial[VPD_BYTES_MAX];
	struct device_data device;
	struct identity identity;
	size_t bytes;
	HRESULT hr;

	if (!data || !byteSize)
		return E_POINTER;
	*data = NULL;
	*byteSize = 0;
	hr = recorder_identify(recorder, &identity);
	if (SUCCEEDED(hr))
		hr = inquire(recorder, 0, 0, inquiry, sizeof(inquiry), &bytes);
	if (SUCCEEDED(hr) && bytes < sizeof(inquiry))
		hr = E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	if (FAILED(hr))
		return hr;
	serial_number(recorder, serial);
	describe(&device, inquiry, &identity, serial);
	return recorder_give(device.data, device.bytes, data, byteSize);
}
