/* SPDX-License-Identifier: MIT */
/* CLOSE TRACK SESSION and RESERVE TRACK. */
#include "emulator/commands/perform.h"
#include "mutants/mutant.h"
#include "t10/bytes.h"

/*
 * [MMC-6 table "Close Function field definitions"], for DVD+R. Both ways of finalising, with minimal radius (101b,
 * libburn) and with a lead-out up to 30 mm (110b, growisofs), come to the same here.
 */
static const struct {
	bool is_defined;
	enum closure closure;
	enum step_kind step;
} close_functions[8] = {
	[1] = {true, CLOSURE_TRACK, STEP_CLOSE_TRACK},
	[2] = {true, CLOSURE_SESSION, STEP_CLOSE_SESSION},
	[5] = {true, CLOSURE_FINALISE, STEP_FINALISE},
	[6] = {true, CLOSURE_FINALISE, STEP_FINALISE},
};

/* What was only accepted when the command came is recorded by now: only now is it certain what can be closed. */
static struct sense is_closed(struct drive *drive, struct command *command, const struct work *work)
{
	struct medium *medium = drive->medium;
	enum closure closure = work->arguments[0];
	unsigned number = work->arguments[1];
	struct sense sense = medium->kind->ops->may_close(medium, closure, number);

	(void)command;
	if (sense_is_good(&sense))
		sense = medium->kind->ops->close(medium, closure, number);
	return sense_is_good(&sense) ? medium_commit(medium, DURABLE) : sense;
}

/* What is closed already stays as it is, and takes no time. */
static bool has_effect(const struct medium *medium, enum closure closure, unsigned number)
{
	if (medium->layout.complete)
		return false;
	if (closure == CLOSURE_TRACK)
		return medium->layout.tracks[number - 1].state != TRACK_CLOSED;
	return closure == CLOSURE_FINALISE || medium_last_session_status(medium) != 0;
}

struct sense close_track_session(struct drive *drive, struct command *command, struct work *ret_work)
{
	unsigned function = command->cdb[2] & 0x07;
	enum closure closure = close_functions[function].closure;
	/* Left over from the track before when some programs close a session [observed]; media ignore it then. */
	unsigned number = get_be16(command->cdb + 4);
	struct sense sense;

	if (!close_functions[function].is_defined && !MUTANT(ANY_CLOSE_FUNCTION))
		return sense_bad_cdb_field(2, 2);
	sense = drive->medium->kind->ops->may_close(drive->medium, closure, number);
	if (!sense_is_good(&sense))
		return sense;
	ret_work->wait = WAIT_CACHE_FLUSHED;
	if (has_effect(drive->medium, closure, number))
		plan_step(ret_work,
		          (struct step){.kind = close_functions[function].step, .speed_kbps = drive_write_kbps(drive)});
	ret_work->finish = is_closed;
	ret_work->arguments[0] = closure;
	ret_work->arguments[1] = number;
	ret_work->immediate = command->cdb[1] & 0x01;
	ret_work->not_ready = LU_NOT_READY_OPERATION_IN_PROGRESS;
	return SENSE_GOOD;
}

static struct sense is_reserved(struct drive *drive, struct command *command, const struct work *work)
{
	struct sense sense = drive->medium->kind->ops->reserve(drive->medium, work->arguments[0]);

	(void)command;
	return sense_is_good(&sense) ? medium_commit(drive->medium, DURABLE) : sense;
}

/* By size only: ARSV and RMZ are not in the usage mask. [MMC-6 "RESERVE TRACK"] */
struct sense reserve_track(struct drive *drive, struct command *command, struct work *ret_work)
{
	(void)drive;
	ret_work->wait = WAIT_CACHE_FLUSHED;
	ret_work->finish = is_reserved;
	ret_work->arguments[0] = get_be32(command->cdb + 5);
	return SENSE_GOOD;
}
