/* SPDX-License-Identifier: MIT */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

/* [MMC-6 "MECHANISM STATUS"]: not a changer, so the slot table is empty. */
struct sense mechanism_status(struct drive *drive, struct command *command, struct work *ret_work)
{
	enum { DOOR_OPEN = 0x10, SLOTS = 1 };
	uint8_t data[8] = {0};

	(void)ret_work;
	data[1] = drive->tray == TRAY_OPEN ? DOOR_OPEN : 0;
	data[5] = SLOTS;
	return_data(command, data, sizeof(data), get_be16(command->cdb + 8));
	return SENSE_GOOD;
}
