/* SPDX-License-Identifier: MIT */
/* Written anywhere, once formatted: one session with one track over the formatted area, complete from the start. */
#include "emulator/medium/behaviour.h"
#include "mutants/mutant.h"

static struct sense unless_formatted(const struct medium *medium, enum sense_key key, uint16_t additional)
{
	return medium->layout.formatted_blocks || MUTANT(UNFORMATTED_IN_USE) ? SENSE_GOOD : sense_of(key, additional);
}

static struct sense within_format(const struct medium *medium, uint32_t lba, uint32_t blocks)
{
	return range_within(lba, blocks, medium->layout.formatted_blocks + MUTANT(FORMAT_ONE_BLOCK_LONG))
	               ? SENSE_GOOD
	               : sense_at_block(ILLEGAL_REQUEST, LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE, lba);
}

static struct sense may_read(const struct medium *medium, uint32_t lba, uint32_t blocks)
{
	struct sense sense = unless_formatted(medium, MEDIUM_ERROR, MEDIUM_FORMAT_CORRUPTED);

	return sense_is_good(&sense) ? within_format(medium, lba, blocks) : sense;
}

static struct sense may_write(const struct medium *medium, uint32_t lba, uint32_t blocks)
{
	struct sense sense = unless_formatted(medium, ILLEGAL_REQUEST, MEDIUM_NOT_FORMATTED);

	return sense_is_good(&sense) ? within_format(medium, lba, blocks) : sense;
}

static struct sense accept(struct medium *medium, uint32_t lba, uint32_t blocks)
{
	return may_write(medium, lba, blocks);
}

static struct sense record(struct medium *medium, uint32_t lba, uint32_t blocks, const void *data)
{
	uint32_t done;

	return record_blocks(medium, lba, blocks, data, &done);
}

/* There is no session to close: the fixed answer of rewritable media to a burner's last command [observed]. */
static struct sense may_close(const struct medium *medium, enum closure closure, unsigned number)
{
	(void)closure;
	(void)number;
	return unless_formatted(medium, ILLEGAL_REQUEST, MEDIUM_NOT_FORMATTED);
}

static struct sense close_medium(struct medium *medium, enum closure closure, unsigned number)
{
	return may_close(medium, closure, number);
}

static struct sense may_format(const struct medium *medium, uint32_t blocks)
{
	if (!blocks || blocks > medium->layout.capacity_blocks || blocks % medium->kind->ecc_blocks)
		return sense_bad_parameter(4, -1);
	return SENSE_GOOD;
}

static struct sense format(struct medium *medium, uint32_t blocks)
{
	struct layout *layout = &medium->layout;

	extents_finish(&layout->written);
	layout->formatted_blocks = blocks;
	layout->complete = true;
	layout->sessions[0].state = SESSION_CLOSED;
	layout->tracks[0] = (struct layout_track){
		.session = 1,
		.state = TRACK_CLOSED,
		.blocks = blocks,
		.recorded = blocks,
	};
	medium->accepted[0] = blocks;
	medium->uncommitted_blocks++;
	return SENSE_GOOD;
}

static struct sense reserve(struct medium *medium, uint32_t blocks)
{
	(void)medium;
	(void)blocks;
	return sense_of(ILLEGAL_REQUEST, COMMAND_SEQUENCE_ERROR);
}

const struct medium_ops overwritable_medium = {
	.may_read = may_read,
	.may_write = may_write,
	.accept = accept,
	.record = record,
	.flush = flush_nothing,
	.forget = flush_nothing,
	.may_close = may_close,
	.close = close_medium,
	.may_format = may_format,
	.format = format,
	.reserve = reserve,
};
