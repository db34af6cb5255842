/* SPDX-License-Identifier: MIT */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

/*
 * [MMC-6 "SEND OPC INFORMATION"]: DoOPC calibrates; without it there is nothing to do, since a list of OPC values
 * is not taken [ours]. Power calibration areas never fill up.
 */
struct sense send_opc_information(struct drive *drive, struct command *command, struct work *ret_work)
{
	bool do_opc = command->cdb[1] & 0x01;

	if (get_be16(command->cdb + 7))
		return sense_bad_cdb_field(7, -1);
	if (!medium_is_recordable(drive->medium))
		return sense_of(ILLEGAL_REQUEST, CANNOT_WRITE_MEDIUM_INCOMPATIBLE_FORMAT);
	if (!do_opc)
		return SENSE_GOOD;
	ret_work->wait = WAIT_CACHE_DRAINED;
	plan_step(ret_work, (struct step){.kind = STEP_CALIBRATE});
	return SENSE_GOOD;
}
