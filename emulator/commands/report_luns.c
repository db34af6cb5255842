/* SPDX-License-Identifier: MIT */
/* There is one logical unit, number 0. */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum { HEADER_BYTES = 8, LUN_BYTES = 8 };

/* [SPC-4 "REPORT LUNS command"]: 00h addressed units, 01h well known ones (none), 02h all. */
struct sense report_luns(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t data[HEADER_BYTES + LUN_BYTES] = {0};
	uint8_t selected = command->cdb[2];

	(void)drive;
	(void)ret_work;
	if (selected > 0x02)
		return sense_bad_cdb_field(2, -1);
	put_be32(data, selected == 0x01 ? 0 : LUN_BYTES);
	return_data(command, data, HEADER_BYTES + get_be32(data), get_be32(command->cdb + 6));
	return SENSE_GOOD;
}
