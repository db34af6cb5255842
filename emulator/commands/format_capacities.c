/* SPDX-License-Identifier: MIT */
/* READ FORMAT CAPACITIES [MMC-6 "READ FORMAT CAPACITIES"], and which formats there are. */
#include "emulator/commands/format.h"
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum {
	HEADER_BYTES = 4,
	DESCRIPTOR_BYTES = 8,
	/* Descriptor types of the current/maximum capacity. */
	UNFORMATTED_MEDIA = 1,
	FORMATTED_MEDIA = 2,
	NO_MEDIA = 3,
	/* Spare clusters are reckoned in parts of a single-layer BD's clusters, so that smaller and larger discs get
	 * them in proportion: 12,288 of 381,856 by default [observed]. */
	BD_LAYER_CLUSTERS = 12219392 / 32,
};

/* clang-format off */
static const struct { enum format_type type; uint32_t spares; } bd_re_formats[FORMAT_CAPACITIES_MAX] = {
	{ FORMAT_FULL,           0x3000 },
	{ FORMAT_BD_RE_SPARED,   0x3000 },
	{ FORMAT_BD_RE_SPARED,   0x5000 },
	{ FORMAT_BD_RE_SPARED,   0x1000 },
	{ FORMAT_BD_RE_UNSPARED, 0 },
};
/* clang-format on */

unsigned format_capacities(const struct medium *medium, struct format_capacity ret_list[FORMAT_CAPACITIES_MAX])
{
	uint32_t cluster = medium->kind->ecc_blocks;
	uint64_t clusters = medium->layout.capacity_blocks / cluster;

	if (medium->kind->profile != PROFILE_BD_RE)
		return 0;
	for (unsigned i = 0; i < FORMAT_CAPACITIES_MAX; i++) {
		uint32_t spares = (uint32_t)(clusters * bd_re_formats[i].spares / BD_LAYER_CLUSTERS);

		ret_list[i].type = bd_re_formats[i].type;
		ret_list[i].blocks = (uint32_t)(clusters - spares) * cluster;
		ret_list[i].parameter = bd_re_formats[i].type == FORMAT_BD_RE_UNSPARED ? SECTOR_BYTES : spares;
	}
	return FORMAT_CAPACITIES_MAX;
}

static void put_descriptor(uint8_t *at, uint32_t blocks, uint8_t type, uint32_t parameter)
{
	put_be32(at, blocks);
	at[4] = type;
	put_be24(at + 5, parameter);
}

/* Without a medium: the largest that there is. */
static uint32_t largest_capacity(void)
{
	uint32_t largest = 0;

	for (const struct medium_kind *kind = medium_kinds; kind->type; kind++)
		if (kind->default_capacity_blocks > largest)
			largest = kind->default_capacity_blocks;
	return largest;
}

static void put_current_capacity(const struct medium *medium, uint8_t *at)
{
	if (!medium)
		put_descriptor(at, largest_capacity(), NO_MEDIA, SECTOR_BYTES);
	else if (medium_readable_blocks(medium))
		put_descriptor(at, medium_readable_blocks(medium), FORMATTED_MEDIA, SECTOR_BYTES);
	else
		put_descriptor(at, medium->layout.capacity_blocks, UNFORMATTED_MEDIA, SECTOR_BYTES);
}

struct sense read_format_capacities(struct drive *drive, struct command *command, struct work *ret_work)
{
	const struct medium *medium = loaded_medium(drive);
	struct format_capacity list[FORMAT_CAPACITIES_MAX];
	unsigned count = medium ? format_capacities(medium, list) : 0;
	uint8_t data[HEADER_BYTES + DESCRIPTOR_BYTES * (1 + FORMAT_CAPACITIES_MAX)] = {0};

	(void)ret_work;
	data[3] = (uint8_t)(DESCRIPTOR_BYTES * (1 + count));
	put_current_capacity(medium, data + HEADER_BYTES);
	for (unsigned i = 0; i < count; i++)
		put_descriptor(data + HEADER_BYTES + DESCRIPTOR_BYTES * (1 + i), list[i].blocks,
		               (uint8_t)(list[i].type << 2), list[i].parameter);
	return_data(command, data, HEADER_BYTES + data[3], get_be16(command->cdb + 7));
	return SENSE_GOOD;
}
