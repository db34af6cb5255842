/* SPDX-License-Identifier: MIT */
/* IDiscRecorder2Ex: disc structures, disc information, track information. */
#include <stdlib.h>

#include "engine/imapi2/imapi2error.h"
#include "engine/imapi2/recorder_data.h"
#include "engine/imapi2/recorder_helpers.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

enum {
	STRUCTURE_CDB_BYTES = 12,
	STRUCTURE_HEADER_BYTES = 4, /* [MMC-6 "READ DISC STRUCTURE"]: data length, two reserved bytes */
	STRUCTURE_LENGTH_AT = 8,    /* of both commands: ALLOCATION LENGTH, STRUCTURE DATA LENGTH */
	INFORMATION_CDB_BYTES = 10,
	INFORMATION_LENGTH_AT = 7,
	LENGTH_BYTES = 2,
	DISC_INFORMATION_BYTES = 34,  /* without OPC entries [MMC-6 "Standard Disc Information"] */
	TRACK_INFORMATION_BYTES = 28, /* of the oldest drives */
	LAYER_MAX = 0xFF,
	AGID_MAX = 3,
};

RECORDER_EX_METHOD(ReadDvdStructure)
(IDiscRecorder2Ex *iface, ULONG format, ULONG address, ULONG layer, ULONG agid, BYTE **data,
 ULONG_IMAPI2_DVD_STRUCTURE *count)
{
	struct data_request request = {
		.cdb = {READ_DISC_STRUCTURE, [6] = (uint8_t)layer, [7] = (uint8_t)format, [10] = (uint8_t)(agid << 6)},
		.cdb_length = STRUCTURE_CDB_BYTES,
		.allocation_at = STRUCTURE_LENGTH_AT,
		.length_bytes = LENGTH_BYTES,
		.header_bytes = STRUCTURE_HEADER_BYTES,
		.minimum_bytes = STRUCTURE_HEADER_BYTES};
	uint8_t *structure;
	size_t bytes;
	HRESULT hr;

	if (!data || !count)
		return E_POINTER;
	*data = NULL;
	*count = 0;
	if (layer > LAYER_MAX || agid > AGID_MAX)
		return E_INVALIDARG;
	put_be32(request.cdb + 2, address);
	hr = recorder_get_data(impl_from_IDiscRecorder2Ex(iface), &request, &structure, &bytes);
	if (SUCCEEDED(hr))
		hr = recorder_give(structure + STRUCTURE_HEADER_BYTES, bytes - STRUCTURE_HEADER_BYTES, data, count);
	free(structure);
	return hr;
}

RECORDER_EX_METHOD(SendDvdStructure)
(IDiscRecorder2Ex *iface, ULONG format, BYTE *data, ULONG_IMAPI2_DVD_STRUCTURE count)
{
	struct command command = {.cdb = {SEND_DISC_STRUCTURE, [7] = (uint8_t)format},
	                          .cdb_length = STRUCTURE_CDB_BYTES};
	uint8_t header[STRUCTURE_HEADER_BYTES] = {0};

	if (!data)
		return E_POINTER;
	put_be16(header, (uint16_t)(STRUCTURE_HEADER_BYTES - LENGTH_BYTES + count));
	return recorder_send_data(impl_from_IDiscRecorder2Ex(iface), &command, STRUCTURE_LENGTH_AT,
	                          (struct data_header){header, sizeof(header)}, data, count);
}

/* The whole data, header and all. */
static HRESULT get_information(IDiscRecorder2Ex *iface, const struct data_request *request, BYTE **ret_data,
                               ULONG *ret_bytes)
{
	uint8_t *information;
	size_t bytes;
	HRESULT hr = recorder_get_data(impl_from_IDiscRecorder2Ex(iface), request, &information, &bytes);

	if (SUCCEEDED(hr))
		hr = recorder_give(information, bytes, ret_data, ret_bytes);
	free(information);
	return hr;
}

RECORDER_EX_METHOD(GetDiscInformation)
(IDiscRecorder2Ex *iface, BYTE **discInformation, ULONG_IMAPI2_DISC_INFORMATION *byteSize)
{
	static const struct data_request request = {.cdb = {READ_DISC_INFORMATION},
	                                            .cdb_length = INFORMATION_CDB_BYTES,
	                                            .allocation_at = INFORMATION_LENGTH_AT,
	                                            .length_bytes = LENGTH_BYTES,
	                                            .header_bytes = LENGTH_BYTES,
	                                            .minimum_bytes = DISC_INFORMATION_BYTES};

	if (!discInformation || !byteSize)
		return E_POINTER;
	*discInformation = NULL;
	*byteSize = 0;
	return get_information(iface, &request, discInformation, byteSize);
}

RECORDER_EX_METHOD(GetTrackInformation)
(IDiscRecorder2Ex *iface, ULONG address, IMAPI_READ_TRACK_ADDRESS_TYPE addressType, BYTE **trackInformation,
 ULONG_IMAPI2_TRACK_INFORMATION *byteSize)
{
	struct data_request request = {.cdb = {READ_TRACK_INFORMATION, (uint8_t)addressType},
	                               .cdb_length = INFORMATION_CDB_BYTES,
	                               .allocation_at = INFORMATION_LENGTH_AT,
	                               .length_bytes = LENGTH_BYTES,
	                               .header_bytes = LENGTH_BYTES,
	                               .minimum_bytes = TRACK_INFORMATION_BYTES};

	if (!trackInformation || !byteSize)
		return E_POINTER;
	*trackInformation = NULL;
	*byteSize = 0;
	if ((ULONG)addressType > IMAPI_READ_TRACK_ADDRESS_TYPE_SESSION)
		return E_INVALIDARG;
	put_be32(request.cdb + 2, address);
	return get_information(iface, &request, trackInformation, byteSize);
}
