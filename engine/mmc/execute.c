/* SPDX-License-Identifier: MIT */
#include "engine/mmc/execute.h"

#include <errno.h>
#include <string.h>

int mmc_execute(struct transport *transport, const uint8_t *cdb, uint8_t cdb_length, enum data_direction direction,
                void *data, size_t data_length, unsigned timeout_s, size_t *ret_bytes, struct sense *ret_sense)
{
	struct command command = {
		.cdb_length = cdb_length, .direction = direction, .data = data, .data_length = data_length};
	int result;

	memcpy(command.cdb, cdb, cdb_length);
	*ret_sense = SENSE_GOOD;
	result = transport_execute(transport, &command, timeout_s * NS_PER_S);
	if (result)
		return result;
	if (ret_bytes)
		*ret_bytes = command.transferred;
	*ret_sense = command_sense(&command);
	if (!sense_is_good(ret_sense))
		return -EREMOTEIO;
	return command.status == STATUS_GOOD ? 0 : -EBUSY;
}

int mmc_execute_plain(struct transport *transport, const uint8_t *cdb, uint8_t cdb_length, unsigned timeout_s,
                      struct sense *ret_sense)
{
	return mmc_execute(transport, cdb, cdb_length, DATA_NONE, NULL, 0, timeout_s, NULL, ret_sense);
}

int mmc_execute_in(struct transport *transport, const uint8_t *cdb, uint8_t cdb_length, void *ret_data,
                   size_t data_length, size_t minimum, size_t *ret_bytes, struct sense *ret_sense)
{
	size_t bytes = 0;
	int result =
		mmc_execute(transport, cdb, cdb_length, DATA_IN, ret_data, data_length, QUICK_S, &bytes, ret_sense);

	if (ret_bytes)
		*ret_bytes = bytes;
	return !result && bytes < minimum ? -EPROTO : result;
}
