/* SPDX-License-Identifier: MIT */
/* What the methods of IDiscRecorder2Ex that make their CDBs themselves have in common. */
#ifndef ENGINE_IMAPI2_RECORDER_DATA_H
#define ENGINE_IMAPI2_RECORDER_DATA_H

#include "engine/imapi2/recorder_object.h"

/* Data that say themselves how long they are: they begin with the number of bytes behind that number. */
struct data_request {
	uint8_t cdb[CDB_MAX];
	uint8_t cdb_length;
	uint8_t allocation_at; /* in the CDB: the two bytes of ALLOCATION LENGTH */
	uint8_t length_bytes;  /* of the number at the data's beginning: 2 or 4 */
	uint8_t header_bytes;  /* asked for alone first, to learn the length */
	uint8_t minimum_bytes; /* fewer are no answer */
};

/*
 * Executes a command and says by the sense table what CHECK CONDITION means, so that S_OK is success with whatever
 * moved. Failures as recorder_execute().
 */
HRESULT recorder_command(struct recorder *recorder, struct command *command, ULONG timeout_s);

/*
 * Gets the whole data, in two commands: *ret_data is freed with free(). E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE
 * when fewer bytes come than they say there are, fewer than the minimum, or more than one command can move.
 */
HRESULT recorder_get_data(struct recorder *recorder, const struct data_request *request, uint8_t **ret_data,
                          size_t *ret_bytes);

/* Sends a copy of `data` behind `header_bytes` bytes of header in one command whose CDB is complete but for the
 * parameter list length's two bytes at `length_at`. E_INVALIDARG for more than these can say. */
struct data_header {
	const uint8_t *bytes;
	uint8_t count;
};

HRESULT recorder_send_data(struct recorder *recorder, struct command *command, unsigned length_at,
                           struct data_header header, const uint8_t *data, size_t bytes);

/* A copy for the caller of a method, who frees it with CoTaskMemFree: S_OK or E_OUTOFMEMORY. */
HRESULT recorder_give(const uint8_t *from, size_t bytes, BYTE **ret_data, ULONG *ret_bytes);

#endif
