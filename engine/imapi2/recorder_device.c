/* SPDX-License-Identifier: MIT */
/* The way from a recorder to its device, and what must hold before a command goes there. */
#include <string.h>

#include "engine/imapi2/hresult.h"
#include "engine/imapi2/recorder_object.h"
#include "mutants/mutant.h"
#include "t10/opcode.h"

enum { INQUIRY_CDB_BYTES = 6, INQUIRY_BYTES = 36, OPTICAL_DRIVE = 0x05, ERASE_10 = 0x2C };

/* Commands that change what is on a medium, or how much can still be written there. */
static const uint8_t changing_opcodes[] = {
	/* clang-format off */
	FORMAT_UNIT, BLANK, ERASE_10,
	WRITE_10, WRITE_12, WRITE_AND_VERIFY_10,
	RESERVE_TRACK, REPAIR_TRACK, CLOSE_TRACK_SESSION,
	SEND_OPC_INFORMATION, SEND_DISC_STRUCTURE,
	/* clang-format on */
};

static bool changes_medium(uint8_t opcode)
{
	return memchr(changing_opcodes, opcode, sizeof(changing_opcodes)) != NULL;
}

HRESULT recorder_transport(struct recorder *recorder, struct transport **ret_transport)
{
	mutex_lock(recorder->host->platform, recorder->state);
	*ret_transport = recorder->transport;
	mutex_unlock(recorder->host->platform, recorder->state);
	return *ret_transport ? S_OK : E_FAIL;
}

static HRESULT execute(struct transport *transport, struct command *command, ULONG timeout_s)
{
	int error = transport_execute(transport, command, timeout_s * NS_PER_S * (MUTANT(TIMEOUT_IGNORED) ? 1000 : 1));

	if (error < 0)
		return hresult_of_errno(error);
	if (command->status == STATUS_GOOD || MUTANT(STATUS_IGNORED))
		return S_OK;
	return command->status == STATUS_CHECK_CONDITION ? S_IMAPI_COMMAND_HAS_SENSE_DATA
	                                                 : hresult_of_status(command->status);
}

/* `size` holds `bytes` and a NUL. */
static void copy_text(char *text, const uint8_t *field, size_t bytes)
{
	memcpy(text, field, bytes);
	text[bytes] = '\0';
	while (bytes && (text[bytes - 1] == ' ' || text[bytes - 1] == '\0'))
		text[--bytes] = '\0';
}

HRESULT recorder_ask_identity(struct transport *transport, struct identity *ret_identity)
{
	uint8_t data[INQUIRY_BYTES] = {0};
	struct command command = {.cdb = {INQUIRY, 0, 0, 0, INQUIRY_BYTES},
	                          .cdb_length = INQUIRY_CDB_BYTES,
	                          .direction = DATA_IN,
	                          .data = data,
	                          .data_length = sizeof(data)};
	HRESULT hr = execute(transport, &command, IMAPI2_DEFAULT_COMMAND_TIMEOUT);

	if (hr != S_OK)
		return FAILED(hr) ? hr : E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	if (command.transferred < INQUIRY_BYTES)
		return E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	if (data[0] != OPTICAL_DRIVE) /* a qualifier other than 0 is a device that is not there */
		return E_FAIL;
	copy_text(ret_identity->vendor, data + 8, 8);
	copy_text(ret_identity->product, data + 16, 16);
	copy_text(ret_identity->revision, data + 32, 4);
	return S_OK;
}

HRESULT recorder_identify(struct recorder *recorder, struct identity *ret_identity)
{
	struct platform *platform = recorder->host->platform;
	struct transport *transport;
	struct identity identity;
	HRESULT hr = recorder_transport(recorder, &transport);
	bool identified;

	if (FAILED(hr))
		return hr;
	mutex_lock(platform, recorder->state);
	identified = recorder->identified;
	identity = recorder->identity;
	mutex_unlock(platform, recorder->state);
	if (!identified) {
		hr = recorder_ask_identity(transport, &identity);
		if (FAILED(hr))
			return hr;
		mutex_lock(platform, recorder->state);
		recorder->identity = identity;
		recorder->identified = true;
		mutex_unlock(platform, recorder->state);
	}
	if (ret_identity)
		*ret_identity = identity;
	return S_OK;
}

/* A mounted file system would see its blocks change under it. */
static HRESULT check_unmounted(struct recorder *recorder)
{
	bool claimed;
	int mounted;

	mutex_lock(recorder->host->platform, recorder->state);
	claimed = recorder->claims > 0;
	mutex_unlock(recorder->host->platform, recorder->state);
	if (claimed)
		return S_OK;
	mounted = transport_is_mounted(recorder->transport);
	if (mounted < 0)
		return hresult_of_errno(mounted);
	return mounted ? E_IMAPI_RECORDER_LOCKED : S_OK;
}

HRESULT recorder_execute(struct recorder *recorder, struct command *command, ULONG timeout_s)
{
	HRESULT hr = recorder_identify(recorder, NULL);

	if (SUCCEEDED(hr) && changes_medium(command->cdb[0]))
		hr = check_unmounted(recorder);
	if (FAILED(hr))
		return hr;
	return execute(recorder->transport, command, timeout_s);
}
