/* SPDX-License-Identifier: MIT */
/* The mechanism does one step at a time: begun, ended when due, or cut by power loss. */
#include <errno.h>

#include "emulator/drive/schedule.h"
#include "mutants/mutant.h"

bool begin_step(struct drive *drive, enum step_owner owner, const struct step *step)
{
	struct schedule *schedule = drive->schedule;

	if (schedule->owner != OWNER_NOBODY)
		return false;
	schedule->owner = owner;
	schedule->step = *step;
	drive->mechanism->ops->perform(drive->mechanism, step, drive->now, &schedule->result);
	schedule->step_began = drive->now;
	schedule->step_due = drive->now + schedule->result.duration_ns;
	return true;
}

bool begin_drain(struct drive *drive)
{
	struct step step = {.kind = STEP_RECORD, .speed_kbps = drive_write_kbps(drive)};

	if (!drive->ready || drive->schedule->owner != OWNER_NOBODY ||
	    !cache_oldest(drive->cache, DRAIN_BLOCKS, &step.lba, &step.blocks))
		return false;
	return begin_step(drive, OWNER_DRAIN, &step);
}

/* The rest of the cache cannot follow what was lost before it. */
static void lose_cache(struct drive *drive, struct sense sense)
{
	cache_discard(drive->cache);
	drive->medium->kind->ops->forget(drive->medium);
	fail_waiting_work(drive, sense);
}

/* Puts `blocks` leading blocks of the step on the medium. */
static struct sense record(struct drive *drive, uint32_t blocks)
{
	struct medium *medium = drive->medium;
	struct sense sense = SENSE_GOOD;
	uint32_t lba, cached;
	const uint8_t *data = cache_oldest(drive->cache, blocks, &lba, &cached);

	if (data && cached)
		sense = medium->kind->ops->record(medium, lba, cached, data);
	if (data)
		cache_take(drive->cache, cached);
	return sense_is_good(&sense) ? medium_commit_now_and_then(medium) : sense;
}

static void drain_ended(struct drive *drive)
{
	const struct step_result *result = &drive->schedule->result;
	struct sense sense = record(drive, result->done_blocks);

	if (sense_is_good(&sense))
		sense = result->sense;
	if (!sense_is_good(&sense))
		lose_cache(drive, sense);
}

static void load_ended(struct drive *drive)
{
	drive->ready = true;
	drive->medium->layout.loads++;
	drive->media_event = MUTANT(NEW_MEDIA_EVENT_MISSING) ? EVENT_NONE : EVENT_NEW_MEDIA;
	if (!MUTANT(NEW_DISC_NOT_TOLD))
		drive_raise_attention(drive, sense_of(UNIT_ATTENTION, NOT_READY_TO_READY_CHANGE));
}

static void foreground_ended(struct drive *drive)
{
	job_step_ended(drive, &drive->schedule->foreground, drive->schedule->result.sense);
}

static void background_ended(struct drive *drive)
{
	job_step_ended(drive, &drive->schedule->background, drive->schedule->result.sense);
}

static void (*const step_ended[])(struct drive *drive) = {
	[OWNER_LOADING] = load_ended,
	[OWNER_DRAIN] = drain_ended,
	[OWNER_FOREGROUND] = foreground_ended,
	[OWNER_BACKGROUND] = background_ended,
};

bool end_due_step(struct drive *drive)
{
	struct schedule *schedule = drive->schedule;
	enum step_owner owner = schedule->owner;

	if (owner == OWNER_NOBODY || schedule->step_due > drive->now)
		return false;
	schedule->owner = OWNER_NOBODY;
	step_ended[owner](drive);
	return true;
}

void begin_load(struct drive *drive)
{
	struct step step = {.kind = STEP_LOAD};

	drive->ready = false;
	if (drive_has_medium(drive))
		begin_step(drive, OWNER_LOADING, &step);
}

/* Whole ECC blocks that were burnt when the power went. */
static uint32_t burnt(const struct drive *drive)
{
	const struct schedule *schedule = drive->schedule;
	uint64_t elapsed = drive->now - schedule->step_began;
	uint64_t whole = schedule->step_due - schedule->step_began;
	uint64_t blocks = whole ? schedule->result.done_blocks * elapsed / whole : schedule->result.done_blocks;

	return (uint32_t)blocks / drive->medium->kind->ecc_blocks * drive->medium->kind->ecc_blocks;
}

void cut_step(struct drive *drive)
{
	struct schedule *schedule = drive->schedule;

	if (schedule->owner == OWNER_DRAIN && burnt(drive))
		record(drive, burnt(drive));
	schedule->owner = OWNER_NOBODY;
	drive->mechanism->ops->cut(drive->mechanism);
}

static struct mechanism *make_mechanism(const struct drive *drive)
{
	uint32_t capacity = drive->medium ? drive->medium->layout.capacity_blocks : 1;
	struct mechanism *mechanism = drive->instant ? instant_mechanism_create()
	                                             : realistic_mechanism_create(&drive->model->timing, capacity);
	struct mechanism *wrapped = mechanism;

	if (mechanism && drive->wrap_mechanism)
		wrapped = drive->wrap_mechanism(drive->wrap_context, mechanism);
	if (!wrapped)
		mechanism_destroy(mechanism);
	return wrapped;
}

void fit_mechanism(struct drive *drive)
{
	struct mechanism *mechanism = make_mechanism(drive);

	if (!mechanism)
		return;
	mechanism_destroy(drive->mechanism);
	drive->mechanism = mechanism;
}

int drive_wrap_mechanism(struct target *target, struct mechanism *(*wrap)(void *context, struct mechanism *inner),
                         void *context)
{
	struct drive *drive = (struct drive *)target;
	struct mechanism *wrapped = wrap(context, drive->mechanism);

	if (!wrapped)
		return -ENOMEM;
	drive->mechanism = wrapped;
	drive->wrap_mechanism = wrap;
	drive->wrap_context = context;
	return 0;
}
