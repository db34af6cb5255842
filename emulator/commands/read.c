/* SPDX-License-Identifier: MIT */
/*
 * READ(10) and (12), VERIFY, SEEK, READ CAPACITY, SET READ AHEAD.
 *
 * What is in the write cache is not on the disc yet: a READ that finds anything there waits until it is. So whether
 * the blocks can be read is asked for certain when the step that reads them has ended, which is also when Data-In is
 * captured; without cached data it is asked before the disc is troubled.
 */
#include <string.h>

#include "emulator/commands/perform.h"
#include "mutants/mutant.h"
#include "t10/bytes.h"

/* What is moved through the stack at a time. */
enum { CHUNK_BLOCKS = 4 };

/* [ours]: what a READ of nothing-written gives is the medium's business (may_read); what READ CAPACITY says of a blank
 * disc is last block 0 [observed: libburn takes it for blank]. */
enum { LAST_BLOCK_OF_A_BLANK_DISC = 0 };

static bool is_cached(const struct drive *drive)
{
	return drive_cache_free_blocks(drive) != drive_cache_blocks(drive);
}

/* How many of the blocks come before the one that `sense` names. */
static uint32_t blocks_before(const struct sense *sense, uint32_t lba, uint32_t blocks)
{
	if (sense_is_good(sense))
		return blocks;
	if (!sense->information_valid || sense->information <= lba || sense->information - lba > blocks)
		return 0;
	return sense->information - lba;
}

/* Whole blocks go straight to the initiator, as far as its room goes. */
static struct sense read_whole_blocks(struct drive *drive, struct command *command, uint32_t lba, uint32_t blocks)
{
	size_t room = command->data_length / SECTOR_BYTES;
	uint32_t done = 0;
	struct sense sense = SENSE_GOOD;

	if (blocks > room)
		blocks = (uint32_t)room;
	if (blocks)
		sense = medium_read(drive->medium, lba, blocks, command->data, &done);
	command->transferred = (size_t)done * SECTOR_BYTES;
	return sense;
}

/* The initiator has room for a part of one block more. */
static struct sense read_part_block(struct drive *drive, struct command *command, uint32_t lba)
{
	uint8_t block[SECTOR_BYTES];
	uint32_t done = 0;
	struct sense sense = medium_read(drive->medium, lba, 1, block, &done);

	if (!done)
		return sense;
	memcpy(command->data + command->transferred, block, command->data_length - command->transferred);
	command->transferred = command->data_length;
	return SENSE_GOOD;
}

static struct sense capture(struct drive *drive, struct command *command, uint32_t lba, uint32_t blocks)
{
	struct sense sense = read_whole_blocks(drive, command, lba, blocks);
	size_t moved = command->transferred / SECTOR_BYTES;

	if (sense_is_good(&sense) && moved < blocks && command->transferred < command->data_length)
		sense = read_part_block(drive, command, lba + (uint32_t)moved);
	return sense;
}

/* Blocks before a bad one are transferred, since hosts make use of them. */
static struct sense blocks_are_read(struct drive *drive, struct command *command, const struct work *work)
{
	uint32_t lba = work->arguments[0], blocks = work->arguments[1];
	struct sense sense = drive->medium->kind->ops->may_read(drive->medium, lba, blocks);
	struct sense captured = capture(drive, command, lba, blocks_before(&sense, lba, blocks));
	size_t wanted = (size_t)blocks * SECTOR_BYTES;

	if (sense_is_good(&captured) && sense_is_good(&sense))
		command->overflow = wanted - command->transferred;
	return sense_is_good(&captured) ? sense : captured;
}

static struct sense verify_chunk(struct medium *medium, uint32_t lba, uint32_t blocks)
{
	uint8_t data[CHUNK_BLOCKS * SECTOR_BYTES];
	uint32_t done = 0;

	return medium_read(medium, lba, blocks, data, &done);
}

static struct sense blocks_are_verified(struct drive *drive, struct command *command, const struct work *work)
{
	uint32_t lba = work->arguments[0], blocks = work->arguments[1];
	struct sense sense = drive->medium->kind->ops->may_read(drive->medium, lba, blocks);

	(void)command;
	while (sense_is_good(&sense) && blocks) {
		uint32_t chunk = blocks < CHUNK_BLOCKS ? blocks : CHUNK_BLOCKS;

		sense = verify_chunk(drive->medium, lba, chunk);
		lba += chunk;
		blocks -= chunk;
	}
	return sense;
}

/* Plans to read the command's blocks off the disc. Nothing at all is GOOD, wherever it is. */
static struct sense plan_reading(struct drive *drive, const struct command *command, struct work *ret_work)
{
	const struct medium *medium = drive->medium;
	struct sense sense = SENSE_GOOD;
	uint32_t lba, blocks;

	command_extent(command, &lba, &blocks);
	if (!blocks)
		return SENSE_GOOD;
	if ((uint64_t)lba + blocks > medium->layout.capacity_blocks)
		return sense_at_block(ILLEGAL_REQUEST, LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE,
		                      lba < medium->layout.capacity_blocks ? medium->layout.capacity_blocks : lba);
	if (is_cached(drive))
		ret_work->wait = WAIT_CACHE_DRAINED;
	else
		sense = medium->kind->ops->may_read(medium, lba, blocks);
	if (sense.key == ILLEGAL_REQUEST)
		return sense;
	ret_work->arguments[0] = lba;
	ret_work->arguments[1] = blocks;
	plan_step(ret_work, (struct step){STEP_READ, lba, blocks_before(&sense, lba, blocks), drive_read_kbps(drive)});
	return SENSE_GOOD;
}

struct sense read_10(struct drive *drive, struct command *command, struct work *ret_work)
{
	struct sense sense = plan_reading(drive, command, ret_work);

	if (ret_work->step_count)
		ret_work->finish = blocks_are_read;
	return sense;
}

/* BytChk is not in the usage mask: there is nothing to compare with. [MMC-6 "VERIFY(10)"] */
struct sense verify_10(struct drive *drive, struct command *command, struct work *ret_work)
{
	struct sense sense = plan_reading(drive, command, ret_work);

	if (ret_work->step_count)
		ret_work->finish = blocks_are_verified;
	return sense;
}

struct sense seek_10(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint32_t lba = get_be32(command->cdb + 2);

	if (lba >= drive->medium->layout.capacity_blocks)
		return sense_at_block(ILLEGAL_REQUEST, LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE, lba);
	plan_step(ret_work, (struct step){.kind = STEP_SEEK, .lba = lba});
	return SENSE_GOOD;
}

struct sense read_capacity(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint32_t blocks = medium_readable_blocks(drive->medium);
	uint8_t data[8];

	(void)ret_work;
	put_be32(data, blocks ? blocks - 1 + MUTANT(CAPACITY_ONE_TOO_MANY) : LAST_BLOCK_OF_A_BLANK_DISC);
	put_be32(data + 4, SECTOR_BYTES);
	return_data(command, data, sizeof(data), sizeof(data));
	return SENSE_GOOD;
}

/* A hint about data that we do not cache for reading. [MMC-6 "SET READ AHEAD"] */
struct sense set_read_ahead(struct drive *drive, struct command *command, struct work *ret_work)
{
	(void)drive;
	(void)command;
	(void)ret_work;
	return SENSE_GOOD;
}
