/* SPDX-License-Identifier: MIT */
/*
 * The drive as a target: entries advance it to the present, and let everything happen that is due. Then the tray,
 * attentions, resets, signals, and what commands ask of the drive.
 */
#include "emulator/drive/drive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/drive/schedule.h"
#include "mutants/mutant.h"

/* ---- time ---- */

/* Everything that can happen at drive->now, in the order: step ends, answers leave, commands are taken, works move on.
 */
static void settle(struct drive *drive)
{
	struct schedule *schedule = drive->schedule;

	while (end_due_step(drive) || deliver(drive) || serve(drive) || advance_job(drive, &schedule->foreground) ||
	       advance_job(drive, &schedule->background) || begin_drain(drive))
		continue;
}

static uint64_t next_due(const struct schedule *schedule)
{
	uint64_t due = TARGET_NEVER;

	if (schedule->owner != OWNER_NOBODY)
		due = schedule->step_due;
	if (schedule->answering && schedule->answer_due < due)
		due = schedule->answer_due;
	return due;
}

static void advance_to(struct drive *drive, uint64_t until)
{
	uint64_t due;

	settle(drive);
	while ((due = next_due(drive->schedule)) <= until) {
		if (due > drive->now)
			drive->now = due;
		settle(drive);
	}
	if (until > drive->now)
		drive->now = until;
}

/* ---- attentions and tray ---- */

void drive_raise_attention(struct drive *drive, struct sense attention)
{
	if (sense_additional(&attention) == POWER_ON_RESET && !MUTANT(RESET_KEEPS_ATTENTIONS))
		drive->attention_count = 0;
	for (unsigned i = 0; i < drive->attention_count; i++)
		if (sense_additional(&drive->attentions[i]) == sense_additional(&attention))
			return;
	if (drive->attention_count < ATTENTIONS_MAX)
		drive->attentions[drive->attention_count++] = attention;
}

struct sense drive_take_attention(struct drive *drive)
{
	struct sense sense = drive->attentions[0];

	if (!drive->attention_count)
		return SENSE_GOOD;
	if (MUTANT(ATTENTION_STAYS))
		return sense;
	drive->attention_count--;
	memmove(drive->attentions, drive->attentions + 1, drive->attention_count * sizeof(sense));
	return sense;
}

struct sense drive_take_deferred(struct drive *drive)
{
	struct sense sense = drive->deferred;

	drive->deferred = SENSE_GOOD;
	return sense;
}

bool drive_has_medium(const struct drive *drive)
{
	return drive->medium && drive->tray == TRAY_CLOSED;
}

void drive_open_tray(struct drive *drive)
{
	struct sense sense = SENSE_GOOD;

	if (drive->tray == TRAY_OPEN)
		return;
	if (drive->medium)
		sense = medium_commit(drive->medium, DURABLE);
	if (!sense_is_good(&sense))
		drive->deferred = sense_deferred(sense);
	drive->tray = TRAY_OPEN;
	drive->ready = false;
	drive->media_event = EVENT_MEDIA_REMOVAL;
	if (drive->schedule->owner == OWNER_LOADING)
		drive->schedule->owner = OWNER_NOBODY;
}

void drive_close_tray(struct drive *drive)
{
	if (drive->tray == TRAY_CLOSED)
		return;
	drive->tray = TRAY_CLOSED;
	begin_load(drive);
}

/* ---- what commands ask ---- */

void drive_cache_write(struct drive *drive, uint32_t lba, uint32_t blocks, const uint8_t *data)
{
	if (!MUTANT(WRITE_DROPPED) && cache_put(drive->cache, lba + MUTANT(WRITE_SHIFTED), blocks, data))
		drive->deferred = sense_deferred(sense_at_block(HARDWARE_ERROR, INTERNAL_TARGET_FAILURE, lba));
}

uint32_t drive_cache_blocks(const struct drive *drive)
{
	return cache_capacity(drive->cache);
}

uint32_t drive_cache_free_blocks(const struct drive *drive)
{
	return cache_capacity(drive->cache) - (MUTANT(BUFFER_ALWAYS_FREE) ? 0 : cache_used(drive->cache));
}

uint32_t drive_read_kbps(const struct drive *drive)
{
	if (!drive->ready || !drive->medium)
		return 0;
	return drive->read_kbps ? drive->read_kbps : drive->medium->kind->read_kbps;
}

uint32_t drive_write_kbps(const struct drive *drive)
{
	if (!drive->ready || !drive->medium)
		return 0;
	return drive->write_kbps && !MUTANT(SPEED_NOT_USED) ? drive->write_kbps : drive->medium->kind->write_kbps[0];
}

/* ---- resets ---- */

static void reset_volatile_state(struct drive *drive)
{
	drive->prevented = drive->prevented && MUTANT(LOCK_SURVIVES_RESET);
	drive->persistently_prevented = false;
	drive->read_kbps = drive->write_kbps = 0;
	mode_pages_reset(&drive->pages);
	drive_raise_attention(drive, sense_of(UNIT_ATTENTION, POWER_ON_RESET));
}

/* What is not on the disc by now will never be. The disc keeps what was burnt. */
static void power_off(struct drive *drive)
{
	struct schedule *schedule = drive->schedule;

	cut_step(drive);
	schedule->background.active = false;
	schedule->foreground.active = false;
	abort_commands(drive, NULL);
	if (!MUTANT(POWER_LOSS_KEEPS_CACHE))
		cache_discard(drive->cache);
	drive->deferred = SENSE_GOOD;
	drive->ready = false;
	if (!drive->medium)
		return;
	drive->medium->kind->ops->forget(drive->medium);
	(void)medium_commit(drive->medium, CHECKPOINT);
}

static void power_on(struct drive *drive)
{
	drive->attention_count = 0;
	drive->media_event = EVENT_NONE;
	reset_volatile_state(drive);
	begin_load(drive);
}

static void reset(struct target *target, const struct reset *reset, uint64_t now)
{
	struct drive *drive = (struct drive *)target;

	advance_to(drive, now);
	switch (reset->kind) {
	case RESET_ABORT_TASK:
		abort_commands(drive, reset->command);
		break;
	case RESET_LOGICAL_UNIT:
		abort_commands(drive, NULL);
		if (MUTANT(RESET_LOSES_CACHE))
			cache_discard(drive->cache);
		reset_volatile_state(drive);
		break;
	case RESET_POWER:
		power_off(drive);
		power_on(drive);
		break;
	}
	settle(drive);
}

/* ---- signals ---- */

bool drive_is_at_work(const struct drive *drive)
{
	return cache_used(drive->cache) || drive->schedule->background.active || drive->schedule->current;
}

static int push_eject_button(struct drive *drive, const struct signal *signal, struct problem *ret_problem)
{
	(void)signal;
	(void)ret_problem;
	if (drive->tray == TRAY_OPEN)
		drive_close_tray(drive);
	else if ((!MUTANT(BUTTON_IGNORES_LOCK) && (drive->prevented || drive->persistently_prevented)) ||
	         drive_is_at_work(drive))
		drive->media_event = EVENT_EJECT_REQUEST;
	else
		drive_open_tray(drive);
	return 0;
}

static int insert(struct drive *drive, const struct signal *signal, struct problem *ret_problem)
{
	bool locked = drive->prevented || drive->persistently_prevented;

	if ((locked && drive->tray == TRAY_CLOSED) || drive_is_at_work(drive)) {
		medium_destroy(signal->medium);
		return problem_set(ret_problem, EBUSY, "the tray cannot be opened: the drive is %s",
		                   drive_is_at_work(drive) ? "at work" : "locked by PREVENT MEDIUM REMOVAL");
	}
	drive_open_tray(drive);
	medium_destroy(drive->medium);
	drive->medium = signal->medium;
	fit_mechanism(drive);
	drive_close_tray(drive);
	return 0;
}

static int (*const signals[])(struct drive *drive, const struct signal *signal, struct problem *ret_problem) = {
	[SIGNAL_EJECT_BUTTON] = push_eject_button,
	[SIGNAL_INSERT] = insert,
};

static int take_signal(struct target *target, const struct signal *signal, uint64_t now, struct problem *ret_problem)
{
	struct drive *drive = (struct drive *)target;
	int result;

	advance_to(drive, now);
	if (signal->kind >= sizeof(signals) / sizeof(signals[0]))
		return problem_set(ret_problem, ENOTSUP, "the drive does not know this signal");
	result = signals[signal->kind](drive, signal, ret_problem);
	settle(drive);
	return result;
}

/* ---- the target ---- */

static void submit(struct target *target, struct command *command, uint64_t now)
{
	struct drive *drive = (struct drive *)target;

	advance_to(drive, now);
	enqueue(drive, command);
	settle(drive);
}

static uint64_t next_event(struct target *target)
{
	return next_due(((struct drive *)target)->schedule);
}

static void advance(struct target *target, uint64_t until)
{
	advance_to((struct drive *)target, until);
}

static void destroy(struct target *target)
{
	struct drive *drive = (struct drive *)target;

	if (drive->schedule && drive->cache && drive->mechanism)
		power_off(drive);
	mechanism_destroy(drive->mechanism);
	medium_destroy(drive->medium);
	cache_destroy(drive->cache);
	free(drive->schedule);
	free(drive);
}

static const struct target_ops drive_ops = {
	.submit = submit,
	.next_event = next_event,
	.advance = advance,
	.reset = reset,
	.signal = take_signal,
	.destroy = destroy,
};

int drive_create(const struct drive_model *model, bool instant, struct medium *medium, struct target **ret_target)
{
	struct drive *drive = calloc(1, sizeof(*drive));

	if (!drive) {
		medium_destroy(medium);
		return -ENOMEM;
	}
	drive->target.ops = &drive_ops;
	drive->model = model;
	drive->instant = instant;
	drive->medium = medium;
	drive->schedule = calloc(1, sizeof(*drive->schedule));
	drive->cache = cache_create(model->cache_blocks);
	fit_mechanism(drive);
	if (!drive->schedule || !drive->cache || !drive->mechanism) {
		destroy(&drive->target);
		return -ENOMEM;
	}
	power_on(drive);
	*ret_target = &drive->target;
	return 0;
}
