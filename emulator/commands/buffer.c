/* SPDX-License-Identifier: MIT */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

/* [MMC-6 "READ BUFFER CAPACITY"]: in bytes, or with BLOCK in blocks. */
struct sense read_buffer_capacity(struct drive *drive, struct command *command, struct work *ret_work)
{
	bool in_blocks = command->cdb[1] & 0x01;
	uint32_t unit = in_blocks ? 1 : SECTOR_BYTES;
	uint8_t data[12] = {0};

	(void)ret_work;
	put_be16(data, sizeof(data) - 2);
	data[3] = in_blocks;
	put_be32(data + 4, drive_cache_blocks(drive) * unit);
	put_be32(data + 8, drive_cache_free_blocks(drive) * unit);
	return_data(command, data, sizeof(data), get_be16(command->cdb + 7));
	return SENSE_GOOD;
}
