/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/hresult.h"

#include <errno.h>

#include "mutants/mutant.h"
#include "t10/command.h"
#include "t10/opcode.h"

#define ANY (-1)
#define ROWS(table) (sizeof(table) / sizeof(*(table)))

/* clang-format off */
/* The first match wins. The rows are those Microsoft published with a client of IWriteEngine2 [IMAPI2 EraseSample,
 * "generic errors"], and two that its documents ask for without saying which sense. */
static const struct {
	int8_t key;
	int16_t asc, ascq, opcode;
	HRESULT result;
} sense_rows[] = {
	{NO_SENSE,        0x00, ANY,  ANY, S_OK},
	{ANY,             0x02, 0x06, ANY, E_IMAPI_RECORDER_MEDIA_UPSIDE_DOWN},
	{NOT_READY,       0x04, 0x01, ANY, E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
	{NOT_READY,       0x04, 0x03, ANY, E_IMAPI_RECORDER_MEDIA_NO_MEDIA},
	{NOT_READY,       0x04, 0x04, ANY, E_IMAPI_RECORDER_MEDIA_FORMAT_IN_PROGRESS},
	{NOT_READY,       0x04, 0x07, ANY, E_IMAPI_RECORDER_MEDIA_BUSY},
	{NOT_READY,       0x04, 0x08, ANY, E_IMAPI_RECORDER_MEDIA_BUSY},
	{NOT_READY,       0x04, ANY,  ANY, E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
	{NOT_READY,       0x30, ANY,  READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT},
	{MEDIUM_ERROR,    0x0C, 0x09, SYNCHRONIZE_CACHE,   S_OK},
	{MEDIUM_ERROR,    0x0C, 0x09, ANY, E_IMAPI_LOSS_OF_STREAMING},
	{HARDWARE_ERROR,  0x09, 0x01, ANY, E_IMAPI_RECORDER_MEDIA_UPSIDE_DOWN},   /* [observed] */
	{HARDWARE_ERROR,  0x09, 0x02, ANY, E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE},  /* [observed] */
	{ILLEGAL_REQUEST, 0x20, 0x00, READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT},
	{ILLEGAL_REQUEST, 0x24, 0x00, READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT},
	{ILLEGAL_REQUEST, 0x30, 0x02, READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT},
	{ILLEGAL_REQUEST, 0x24, 0x00, MODE_SENSE_10,       E_IMAPI_RECORDER_NO_SUCH_MODE_PAGE},
	{ILLEGAL_REQUEST, 0x39, 0x00, MODE_SENSE_10,       E_IMAPI_RECORDER_NO_SUCH_MODE_PAGE}, /* saved values [IMAPI2 return values: "page or type"] */
	{ILLEGAL_REQUEST, 0x20, 0x00, GET_CONFIGURATION,   E_IMAPI_RECORDER_GET_CONFIGURATION_NOT_SUPPORTED}, /* [ours] */
	{ILLEGAL_REQUEST, 0x26, ANY,  MODE_SELECT_10,      E_IMAPI_RECORDER_INVALID_MODE_PARAMETERS},
	{DATA_PROTECT,    0x27, ANY,  ANY, E_IMAPI_RECORDER_MEDIA_WRITE_PROTECTED},
	{UNIT_ATTENTION,  0x28, 0x00, ANY, E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
	{ANY,             0x30, ANY,  ANY, E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE},
	{NOT_READY,       0x3A, ANY,  ANY, E_IMAPI_RECORDER_MEDIA_NO_MEDIA},
	{ANY,             0x73, 0x03, ANY, E_IMAPI_RECORDER_MEDIA_SPEED_MISMATCH},
};

static const struct {
	uint8_t status;
	HRESULT result;
} status_rows[] = {
	{STATUS_BUSY,                 E_IMAPI_RECORDER_MEDIA_BUSY},
	{STATUS_TASK_SET_FULL,        E_IMAPI_RECORDER_MEDIA_BUSY},
	{STATUS_RESERVATION_CONFLICT, E_IMAPI_RECORDER_LOCKED},
};

static const struct {
	int error;
	HRESULT result;
} errno_rows[] = {
	{-ETIMEDOUT, E_IMAPI_RECORDER_COMMAND_TIMEOUT},
	{-ENODEV,    HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST)},
	{-ENOENT,    HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST)}, /* an id that no drive has */
	{-EBUSY,     E_IMAPI_RECORDER_LOCKED},
	{-ENOMEM,    E_OUTOFMEMORY},
	{-EACCES,    E_ACCESSDENIED},
	{-EINVAL,    E_INVALIDARG},
	{-EMSGSIZE,  E_INVALIDARG},
};
/* clang-format on */

static bool matches(int wanted, int actual)
{
	return wanted == ANY || wanted == actual;
}

bool hresult_of_sense(const struct sense *sense, uint8_t opcode, HRESULT *ret_result)
{
	for (size_t i = 0; i < ROWS(sense_rows); i++) {
		if (matches(sense_rows[i].key, sense->key) && matches(sense_rows[i].asc, sense->asc) &&
		    matches(sense_rows[i].ascq, sense->ascq) && matches(sense_rows[i].opcode, opcode)) {
			*ret_result = sense_rows[i].result;
			return true;
		}
	}
	*ret_result = E_FAIL;
	return false;
}

HRESULT hresult_of_status(uint8_t status)
{
	for (size_t i = 0; i < ROWS(status_rows); i++)
		if (status_rows[i].status == status)
			return status_rows[i].result;
	return E_FAIL;
}

HRESULT hresult_of_errno(int error)
{
	for (size_t i = 0; i < ROWS(errno_rows); i++)
		if (errno_rows[i].error == error)
			return errno_rows[i].result;
	return E_FAIL;
}

HRESULT hresult_of_write_sense(const struct sense *sense)
{
	HRESULT result;

	if (hresult_of_sense(sense, MUTANT(LOSS_OF_STREAMING_MISSED) ? SYNCHRONIZE_CACHE : WRITE_10, &result) &&
	    FAILED(result))
		return result;
	return E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE;
}
