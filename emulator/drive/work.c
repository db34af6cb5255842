/* SPDX-License-Identifier: MIT */
/* Works under way: waiting for the cache, step after step, their end; and how far the background has come. */
#include "emulator/drive/schedule.h"
#include "mutants/mutant.h"

void begin_work(struct drive *drive, const struct work *work)
{
	struct schedule *schedule = drive->schedule;
	bool immediate = work->immediate && !MUTANT(IMMED_IGNORED);
	struct job *job = immediate ? &schedule->background : &schedule->foreground;

	*job = (struct job){.active = true,
	                    .code = schedule->current->cdb[0],
	                    .work = *work,
	                    .cached_at_start = cache_used(drive->cache)};
	if (immediate)
		answer(drive, SENSE_GOOD);
}

static void end_job(struct drive *drive, struct job *job, struct sense sense)
{
	job->active = false;
	if (job == &drive->schedule->foreground)
		answer(drive, sense);
	else if (!sense_is_good(&sense))
		drive->deferred = sense_deferred(sense);
}

/* A WRITE larger than the whole cache waits until it is empty, and then has it to itself. */
static bool has_room(const struct drive *drive, uint32_t blocks)
{
	return blocks <= drive_cache_free_blocks(drive) || !cache_used(drive->cache);
}

static bool what_it_waits_for_came(struct drive *drive, const struct job *job)
{
	switch (job->work.wait) {
	case WAIT_CACHE_ROOM:
		return has_room(drive, job->work.blocks);
	case WAIT_CACHE_DRAINED:
		return !cache_used(drive->cache) || MUTANT(READ_PAST_THE_CACHE);
	case WAIT_CACHE_FLUSHED:
		if (cache_used(drive->cache) && !MUTANT(SYNCHRONIZE_DOES_NOT_WAIT))
			return false;
		if (drive->medium)
			drive->medium->kind->ops->flush(drive->medium);
		return true;
	default:
		return true;
	}
}

static enum step_owner owner_of(const struct drive *drive, const struct job *job)
{
	return job == &drive->schedule->foreground ? OWNER_FOREGROUND : OWNER_BACKGROUND;
}

bool advance_job(struct drive *drive, struct job *job)
{
	struct schedule *schedule = drive->schedule;
	struct command *command = job == &schedule->foreground ? schedule->current : NULL;
	struct sense sense = SENSE_GOOD;

	if (!job->active || schedule->owner == owner_of(drive, job))
		return false;
	if (!job->started) {
		job->started = what_it_waits_for_came(drive, job);
		return job->started;
	}
	if (job->step < job->work.step_count) {
		if (!begin_step(drive, owner_of(drive, job), &job->work.steps[job->step]))
			return false;
		job->step++;
		return true;
	}
	if (job->work.finish)
		sense = job->work.finish(drive, command, &job->work);
	end_job(drive, job, sense);
	return true;
}

void job_step_ended(struct drive *drive, struct job *job, struct sense sense)
{
	if (job->active && !sense_is_good(&sense))
		end_job(drive, job, sense);
}

void fail_waiting_work(struct drive *drive, struct sense sense)
{
	struct schedule *schedule = drive->schedule;
	struct job *foreground = &schedule->foreground, *background = &schedule->background;

	if (background->active && !background->started)
		background->active = false;
	if (!foreground->active || foreground->started) {
		drive->deferred = sense_deferred(sense);
		return;
	}
	/* A command that asked for the cache to be written out owns the failure; a WRITE tells of an earlier WRITE's.
	 */
	end_job(drive, foreground, foreground->work.wait == WAIT_CACHE_FLUSHED ? sense : sense_deferred(sense));
}

/* Steps that need the command's data end with it; closing, formatting and the like do not. */
static bool outlives_its_command(const struct job *job)
{
	enum step_kind kind = job->step ? job->work.steps[job->step - 1].kind : STEP_READ;

	return job->active && job->started && kind != STEP_READ && kind != STEP_RECORD && kind != STEP_SEEK;
}

void orphan_foreground(struct drive *drive)
{
	struct schedule *schedule = drive->schedule;

	if (outlives_its_command(&schedule->foreground)) {
		schedule->background = schedule->foreground;
		if (schedule->owner == OWNER_FOREGROUND)
			schedule->owner = OWNER_BACKGROUND;
	} else if (schedule->owner == OWNER_FOREGROUND) {
		schedule->owner = OWNER_NOBODY;
	}
	schedule->foreground.active = false;
}

/* ---- progress ---- */

static double fraction(uint64_t part, uint64_t whole)
{
	if (!whole || part >= whole)
		return 1;
	return (double)part / (double)whole;
}

/* Draining is one stage and each step is one: stages done, and the part of the present one. */
static uint16_t progress(const struct drive *drive, const struct job *job)
{
	const struct schedule *schedule = drive->schedule;
	bool drains = job->work.wait >= WAIT_CACHE_DRAINED && job->cached_at_start;
	unsigned stages = job->work.step_count + drains;
	double done = 0;

	if (!job->started)
		done = 1 - fraction(cache_used(drive->cache), job->cached_at_start);
	else
		done = drains + job->step;
	if (job->started && schedule->owner == OWNER_BACKGROUND)
		done += fraction(drive->now - schedule->step_began, schedule->step_due - schedule->step_began) - 1;
	return stages && !MUTANT(PROGRESS_FROZEN) ? (uint16_t)(done / stages * 65535) : 0;
}

bool drive_long_operation(const struct drive *drive, struct sense *ret_sense)
{
	const struct job *job = &drive->schedule->background;

	if (drive->medium && drive->tray == TRAY_CLOSED && !drive->ready) {
		*ret_sense = sense_of(NOT_READY, LU_IS_IN_PROCESS_OF_BECOMING_READY);
		return true;
	}
	if (!job->active)
		return false;
	*ret_sense = sense_with_progress(
		sense_of(NOT_READY, job->work.not_ready ? job->work.not_ready : LU_NOT_READY_OPERATION_IN_PROGRESS),
		progress(drive, job));
	return true;
}
