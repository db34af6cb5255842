/* SPDX-License-Identifier: MIT */
/* Whoever is admitted is ready: everything that TEST UNIT READY could report stands in its way at admission. */
#include "emulator/commands/perform.h"

struct sense test_unit_ready(struct drive *drive, struct command *command, struct work *ret_work)
{
	(void)drive;
	(void)command;
	(void)ret_work;
	return SENSE_GOOD;
}
