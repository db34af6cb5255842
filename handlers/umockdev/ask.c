/* SPDX-License-Identifier: MIT */
#include "handlers/umockdev/ask.h"

#include <errno.h>
#include <string.h>

enum { TRIES = 4, TIMEOUT_MS = 30000 }; /* MAX_RETRIES and SR_TIMEOUT [Linux drivers/scsi/sr.h] */

/* [Linux drivers/scsi/sr_ioctl.c sr_do_ioctl] */
static int errno_of(const struct sense *sense)
{
	if (sense_is_good(sense))
		return 0;
	if (sense->key == UNIT_ATTENTION || sense->key == NOT_READY)
		return -ENOMEDIUM;
	return sense->key == ILLEGAL_REQUEST && sense->asc == 0x20 ? -EOPNOTSUPP : -EIO;
}

int ask(struct ioctl_call *call, const uint8_t *cdb, size_t cdb_length, uint8_t *data, size_t length,
        struct sense *ret_sense)
{
	struct sense sense = {0};
	int error = -EIO;

	for (unsigned i = 0; i < TRIES; i++) {
		struct command command = {.cdb_length = (uint8_t)cdb_length,
		                          .direction = length ? DATA_IN : DATA_NONE,
		                          .data = data,
		                          .data_length = length,
		                          .nexus = 1};

		memcpy(command.cdb, cdb, cdb_length);
		if (length)
			memset(data, 0, length);
		if (pump_execute(call->drive->pump, &command, ioctl_drive_ns(call, TIMEOUT_MS)))
			return -EIO;
		sense = command_sense(&command);
		error = command.status == STATUS_GOOD || command.status == STATUS_CHECK_CONDITION ? errno_of(&sense)
		                                                                                  : -EIO;
		if (sense.key != UNIT_ATTENTION)
			break;
	}
	if (ret_sense)
		*ret_sense = sense;
	return error;
}

int tell(struct ioctl_call *call, const uint8_t *cdb, size_t cdb_length)
{
	return ask(call, cdb, cdb_length, NULL, 0, NULL);
}
