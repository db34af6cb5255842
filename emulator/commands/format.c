/* SPDX-License-Identifier: MIT */
/*
 * FORMAT UNIT [MMC-6 "FORMAT UNIT"]: a CDB that says little, and a list of twelve bytes, format list header and one
 * format descriptor, whose every field is checked.
 */
#include "emulator/commands/format.h"

#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum {
	LIST_BYTES = 12,
	DESCRIPTOR_BYTES = 8,
	FORMAT_CODE = 0x01,
	FMT_DATA = 0x10,
	/* Byte 1 of the format list header. */
	FOV = 0x80,
	DPRY_DCRT_STPF = 0x70, /* mean something with FOV only */
	IP = 0x08,
	IMMED = 0x02,
};

static struct sense check_cdb(const uint8_t *cdb)
{
	if (!(cdb[1] & FMT_DATA))
		return sense_bad_cdb_field(1, 4);
	return (cdb[1] & 0x07) == FORMAT_CODE ? SENSE_GOOD : sense_bad_cdb_field(1, 2);
}

/* CmpList, DCRT and the like are taken and change nothing: there are no defects to list or to look for. */
static struct sense check_header(const uint8_t *list)
{
	if (!(list[1] & FOV) && list[1] & DPRY_DCRT_STPF)
		return sense_bad_parameter(1, 6);
	if (list[1] & IP)
		return sense_bad_parameter(1, 3);
	return get_be16(list + 2) == DESCRIPTOR_BYTES ? SENSE_GOOD : sense_bad_parameter(2, -1);
}

/* Sub-types [MMC-6 "Format Sub-type"]: a bit for each that is defined. */
static uint8_t subtypes(enum format_type type)
{
	switch (type) {
	case FORMAT_FULL:
		return 0x1;
	case FORMAT_BD_RE_SPARED:
		return 0xD; /* 0, 2 full certification, 3 quick certification */
	case FORMAT_BD_RE_UNSPARED:
		return 0x3;
	}
	return 0;
}

/* A size from the list of capacities; 30h lets the host choose any spare area, which then must add up to the disc. */
static bool is_size_of(const struct medium *medium, enum format_type type, uint32_t blocks, uint32_t parameter)
{
	struct format_capacity list[FORMAT_CAPACITIES_MAX];
	unsigned count = format_capacities(medium, list);

	for (unsigned i = 0; i < count; i++)
		if (list[i].type == type && list[i].blocks == blocks)
			return true;
	return type == FORMAT_BD_RE_SPARED &&
	       blocks + (uint64_t)parameter * medium->kind->ecc_blocks == medium->layout.capacity_blocks;
}

static struct sense check_descriptor(const struct medium *medium, const uint8_t *descriptor)
{
	enum { AT = 4 }; /* offset of the descriptor in the list, for field pointers */
	enum format_type type = descriptor[4] >> 2;
	uint32_t blocks = get_be32(descriptor);

	if (!(subtypes(type) & 1 << (descriptor[4] & 0x03)))
		return sense_bad_parameter(AT + 4, subtypes(type) ? 1 : 7);
	if (!is_size_of(medium, type, blocks, get_be24(descriptor + 5)))
		return sense_bad_parameter(AT, -1);
	return medium->kind->ops->may_format(medium, blocks);
}

static struct sense is_formatted(struct drive *drive, struct command *command, const struct work *work)
{
	struct sense sense = drive->medium->kind->ops->format(drive->medium, work->arguments[0]);

	(void)command;
	return sense_is_good(&sense) ? medium_commit(drive->medium, DURABLE) : sense;
}

static void plan_format(const uint8_t *list, struct work *ret_work)
{
	uint32_t blocks = get_be32(list + 4);

	ret_work->wait = WAIT_CACHE_FLUSHED;
	plan_step(ret_work, (struct step){.kind = STEP_FORMAT, .blocks = blocks});
	ret_work->finish = is_formatted;
	ret_work->arguments[0] = blocks;
	ret_work->immediate = list[1] & IMMED;
	ret_work->not_ready = LU_NOT_READY_FORMAT_IN_PROGRESS;
}

struct sense format_unit(struct drive *drive, struct command *command, struct work *ret_work)
{
	const struct medium *medium = drive->medium;
	struct sense sense = check_cdb(command->cdb);

	if (sense_is_good(&sense) && !medium->kind->erasable)
		sense = medium->kind->ops->may_format(medium, 0);
	if (sense_is_good(&sense))
		sense = need_data(command, LIST_BYTES);
	if (sense_is_good(&sense))
		sense = check_header(command->data);
	if (sense_is_good(&sense))
		sense = check_descriptor(medium, command->data + 4);
	if (sense_is_good(&sense))
		plan_format(command->data, ret_work);
	return sense;
}
