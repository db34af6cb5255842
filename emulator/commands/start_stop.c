/* SPDX-License-Identifier: MIT */
/* START STOP UNIT and PREVENT ALLOW MEDIUM REMOVAL. */
#include "emulator/commands/perform.h"
#include "mutants/mutant.h"

/* [MMC-6 "PREVENT ALLOW MEDIUM REMOVAL"]: byte 4, bit 0 prevents, bit 1 says which of the two locks is meant. */
struct sense prevent_allow_medium_removal(struct drive *drive, struct command *command, struct work *ret_work)
{
	bool prevent = command->cdb[4] & 0x01, persistent = command->cdb[4] & 0x02;

	(void)ret_work;
	*(persistent ? &drive->persistently_prevented : &drive->prevented) = prevent;
	return SENSE_GOOD;
}

/* ---- START STOP UNIT [MMC-6 "START STOP UNIT"] ---- */

/* Opening the tray takes the disc out of our hands: what is on it must be kept by then. */
static struct sense tray_is_out(struct drive *drive, struct command *command, const struct work *work)
{
	struct sense sense = SENSE_GOOD;

	(void)command;
	(void)work;
	if (drive->medium && medium_is_recordable(drive->medium))
		sense = medium_commit(drive->medium, DURABLE);
	if (sense_is_good(&sense))
		drive_open_tray(drive);
	return sense;
}

static struct sense eject(struct drive *drive, struct work *ret_work)
{
	if (drive->tray == TRAY_OPEN)
		return SENSE_GOOD;
	if ((drive->prevented || drive->persistently_prevented) && !MUTANT(LOCK_IGNORED))
		return sense_of(ILLEGAL_REQUEST, MEDIUM_REMOVAL_PREVENTED);
	ret_work->wait = WAIT_CACHE_FLUSHED;
	plan_step(ret_work, (struct step){.kind = STEP_EJECT});
	ret_work->finish = tray_is_out;
	ret_work->serial = true; /* growisofs ejects once more, without IMMED, and takes no NOT READY then [observed] */
	return SENSE_GOOD;
}

/* With or without IMMED the answer leaves when the tray is in: TEST UNIT READY tells when the disc is ready [ours]. */
static struct sense load(struct drive *drive, struct work *ret_work)
{
	(void)ret_work;
	drive_close_tray(drive);
	return SENSE_GOOD;
}

static struct sense start(struct drive *drive, struct work *ret_work)
{
	if (drive->tray == TRAY_OPEN)
		return sense_of(NOT_READY, MEDIUM_NOT_PRESENT_TRAY_OPEN);
	if (!drive->medium)
		return sense_of(NOT_READY, MEDIUM_NOT_PRESENT_TRAY_CLOSED);
	if (drive->ready)
		plan_step(ret_work, (struct step){.kind = STEP_SPIN_UP});
	return SENSE_GOOD;
}

/* Also growisofs' way of waiting until a drive is really done [observed]. */
static struct sense stop(struct drive *drive, struct work *ret_work)
{
	if (!loaded_medium(drive))
		return SENSE_GOOD;
	ret_work->wait = WAIT_CACHE_FLUSHED;
	plan_step(ret_work, (struct step){.kind = STEP_STOP});
	return SENSE_GOOD;
}

static struct sense no_change(struct drive *drive, struct work *ret_work)
{
	(void)drive;
	(void)ret_work;
	return SENSE_GOOD;
}

typedef struct sense (*action)(struct drive *drive, struct work *ret_work);

/* LoEj and Start. */
static const action tray_actions[4] = {stop, start, eject, load};

/* Power conditions: the disc stops in standby and sleep. They are not remembered [ours]. */
static const action power_actions[16] = {
	[1] = no_change, /* active */
	[2] = no_change, /* idle */
	[3] = stop,      /* standby */
	[5] = stop,      /* sleep */
};

struct sense start_stop_unit(struct drive *drive, struct command *command, struct work *ret_work)
{
	unsigned power_condition = command->cdb[4] >> 4;
	action act = power_condition ? power_actions[power_condition] : tray_actions[command->cdb[4] & 0x03];

	if (command->cdb[3]) /* format layers are of hybrid discs, and mean something with FL only */
		return sense_bad_cdb_field(3, 3);
	if (!act)
		return sense_bad_cdb_field(4, 7);
	ret_work->immediate = command->cdb[1] & 0x01;
	ret_work->not_ready = LU_NOT_READY_OPERATION_IN_PROGRESS;
	return act(drive, ret_work);
}
