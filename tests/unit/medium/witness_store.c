/* SPDX-License-Identifier: MIT */
#include "tests/unit/medium/witness_store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* How many of the blocks come before the first that fails. */
static int transfer(const struct witness_store *witness, uint32_t lba, uint32_t blocks, uint32_t *ret_done)
{
	*ret_done = blocks;
	if (lba + blocks <= witness->fails_from)
		return 0;
	*ret_done = lba < witness->fails_from ? witness->fails_from - lba : 0;
	return -EIO;
}

static int read_sectors(struct store *store, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done)
{
	struct witness_store *witness = (struct witness_store *)store;
	int result = transfer(witness, lba, blocks, ret_done);

	memset(ret_data, witness->fill, (size_t)*ret_done * SECTOR_BYTES);
	return result;
}

static int write_sectors(struct store *store, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done)
{
	(void)data;
	return transfer((struct witness_store *)store, lba, blocks, ret_done);
}

static int load(struct store *store, struct layout *ret_layout)
{
	struct witness_store *witness = (struct witness_store *)store;

	*ret_layout = witness->layout;
	return witness->load_error;
}

static int commit(struct store *store, const struct layout *layout, enum durability durability)
{
	struct witness_store *witness = (struct witness_store *)store;

	(void)layout;
	witness->commits++;
	witness->durability = durability;
	return witness->commit_error;
}

static void destroy(struct store *store)
{
	((struct witness_store *)store)->destroyed++;
}

static const struct store_ops witness_ops = {
	.read = read_sectors,
	.write = write_sectors,
	.load = load,
	.commit = commit,
	.destroy = destroy,
};

void witness_store_init(struct witness_store *witness, const char *type, uint32_t capacity_blocks)
{
	memset(witness, 0, sizeof(*witness));
	witness->store.ops = &witness_ops;
	witness->fails_from = UINT32_MAX;
	snprintf(witness->layout.type, sizeof(witness->layout.type), "%s", type);
	witness->layout.capacity_blocks = capacity_blocks;
	witness->layout.session_count = witness->layout.track_count = 1;
	witness->layout.tracks[0] =
		(struct layout_track){.session = 1, .state = TRACK_INVISIBLE, .blocks = capacity_blocks};
}
