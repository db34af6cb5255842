/* SPDX-License-Identifier: MIT */
/* Read only, from the factory. */
#include "emulator/medium/behaviour.h"

static const struct sense cannot_write = {
	.key = ILLEGAL_REQUEST,
	.asc = CANNOT_WRITE_MEDIUM_INCOMPATIBLE_FORMAT >> 8,
	.ascq = CANNOT_WRITE_MEDIUM_INCOMPATIBLE_FORMAT & 0xFF,
};

static struct sense may_read(const struct medium *medium, uint32_t lba, uint32_t blocks)
{
	return range_within(lba, blocks, medium->layout.capacity_blocks)
	               ? SENSE_GOOD
	               : sense_at_block(ILLEGAL_REQUEST, LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE, lba);
}

static struct sense may_write(const struct medium *medium, uint32_t lba, uint32_t blocks)
{
	(void)medium;
	(void)lba;
	(void)blocks;
	return cannot_write;
}

static struct sense accept(struct medium *medium, uint32_t lba, uint32_t blocks)
{
	return may_write(medium, lba, blocks);
}

static struct sense record(struct medium *medium, uint32_t lba, uint32_t blocks, const void *data)
{
	(void)data;
	return accept(medium, lba, blocks);
}

static struct sense may_close(const struct medium *medium, enum closure closure, unsigned number)
{
	(void)medium;
	(void)closure;
	(void)number;
	return cannot_write;
}

static struct sense close_medium(struct medium *medium, enum closure closure, unsigned number)
{
	return may_close(medium, closure, number);
}

static struct sense reserve(struct medium *medium, uint32_t blocks)
{
	return accept(medium, 0, blocks);
}

const struct medium_ops pressed_medium = {
	.may_read = may_read,
	.may_write = may_write,
	.accept = accept,
	.record = record,
	.flush = flush_nothing,
	.forget = flush_nothing,
	.may_close = may_close,
	.close = close_medium,
	.may_format = cannot_format,
	.format = format_nothing,
	.reserve = reserve,
};
