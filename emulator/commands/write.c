/* SPDX-License-Identifier: MIT */
/*
 * WRITE(10) and (12), WRITE AND VERIFY, SYNCHRONIZE CACHE.
 *
 * The medium is asked at once whether it may be written to, and accepts the blocks only when the cache has room for
 * them, so that a WRITE which is aborted, or finds the cache busy, leaves the next writable address where it was.
 * With FUA, and for WRITE AND VERIFY, the blocks go past the cache: GOOD means that they are on the disc.
 */
#include "emulator/commands/perform.h"
#include "mutants/mutant.h"

static struct sense blocks_are_cached(struct drive *drive, struct command *command, const struct work *work)
{
	uint32_t lba = work->arguments[0], blocks = work->arguments[1];
	struct sense sense = drive->medium->kind->ops->accept(drive->medium, lba, blocks);

	if (sense_is_good(&sense))
		drive_cache_write(drive, lba, blocks, command->data);
	return sense;
}

static struct sense blocks_are_recorded(struct drive *drive, struct command *command, const struct work *work)
{
	struct medium *medium = drive->medium;
	uint32_t lba = work->arguments[0], blocks = work->arguments[1];
	struct sense sense = medium->kind->ops->accept(medium, lba, blocks);

	if (sense_is_good(&sense))
		sense = medium->kind->ops->record(medium, lba, blocks, command->data);
	if (sense_is_good(&sense))
		return medium_commit(medium, CHECKPOINT);
	medium->kind->ops->forget(medium);
	return sense;
}

/* A run of blocks larger than the whole cache needs an empty one. */
static bool has_room(const struct drive *drive, uint32_t blocks)
{
	uint32_t free_blocks = drive_cache_free_blocks(drive);

	return blocks <= free_blocks || free_blocks == drive_cache_blocks(drive);
}

/* Checks what does not depend on how it is written: GOOD with *ret_blocks 0 is a WRITE of nothing. */
static struct sense check_write(struct drive *drive, struct command *command, uint32_t *ret_lba, uint32_t *ret_blocks)
{
	struct sense sense;

	command_extent(command, ret_lba, ret_blocks);
	if (!*ret_blocks)
		return SENSE_GOOD;
	sense = drive->medium->kind->ops->may_write(drive->medium, *ret_lba, *ret_blocks);
	return sense_is_good(&sense) ? need_data(command, (size_t)*ret_blocks * SECTOR_BYTES) : sense;
}

static void plan_cached(struct work *ret_work, uint32_t blocks)
{
	ret_work->wait = WAIT_CACHE_ROOM;
	ret_work->blocks = blocks;
	ret_work->finish = blocks_are_cached;
}

static void plan_through(struct drive *drive, struct work *ret_work, uint32_t lba, uint32_t blocks)
{
	ret_work->wait = WAIT_CACHE_DRAINED;
	plan_step(ret_work, (struct step){STEP_RECORD, lba, blocks, drive_write_kbps(drive)});
	ret_work->finish = blocks_are_recorded;
}

struct sense write_10(struct drive *drive, struct command *command, struct work *ret_work)
{
	bool force_unit_access = command->cdb[1] & 0x08;
	uint32_t lba, blocks;
	struct sense sense = check_write(drive, command, &lba, &blocks);

	if (!sense_is_good(&sense) || !blocks)
		return sense;
	ret_work->arguments[0] = lba;
	ret_work->arguments[1] = blocks;
	if (force_unit_access && !MUTANT(FUA_IGNORED)) {
		plan_through(drive, ret_work, lba, blocks);
		return SENSE_GOOD;
	}
	if (drive->model->full_cache_is_busy && !has_room(drive, blocks)) {
		command->transferred = 0;
		return sense_of(NOT_READY, LU_NOT_READY_LONG_WRITE_IN_PROGRESS);
	}
	plan_cached(ret_work, blocks);
	return SENSE_GOOD;
}

struct sense write_and_verify_10(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint32_t lba, blocks;
	struct sense sense = check_write(drive, command, &lba, &blocks);

	if (!sense_is_good(&sense) || !blocks)
		return sense;
	ret_work->arguments[0] = lba;
	ret_work->arguments[1] = blocks;
	plan_through(drive, ret_work, lba, blocks);
	plan_step(ret_work, (struct step){STEP_READ, lba, blocks, drive_read_kbps(drive)});
	return SENSE_GOOD;
}

static struct sense cache_is_written(struct drive *drive, struct command *command, const struct work *work)
{
	(void)command;
	(void)work;
	return medium_commit(drive->medium, DURABLE);
}

/* The whole cache, whatever range the CDB names [ours]. [MMC-6 "SYNCHRONIZE CACHE"] */
struct sense synchronize_cache(struct drive *drive, struct command *command, struct work *ret_work)
{
	if (!medium_is_recordable(drive->medium))
		return SENSE_GOOD;
	ret_work->wait = WAIT_CACHE_FLUSHED;
	ret_work->finish = cache_is_written;
	ret_work->immediate = command->cdb[1] & 0x02;
	ret_work->not_ready = LU_NOT_READY_LONG_WRITE_IN_PROGRESS;
	return SENSE_GOOD;
}
