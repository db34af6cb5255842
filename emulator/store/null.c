/* SPDX-License-Identifier: MIT */
/* The store that keeps a layout and no sectors: whole discs are burned in simulations for the price of the layout. */
#include <stdlib.h>
#include <string.h>

#include "emulator/store/store.h"

struct null_store {
	struct store store;
	struct layout layout;
};

static int null_read(struct store *store, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done)
{
	(void)store;
	(void)lba;
	memset(ret_data, 0, (size_t)blocks * SECTOR_BYTES);
	*ret_done = blocks;
	return 0;
}

static int null_write(struct store *store, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done)
{
	(void)store;
	(void)lba;
	(void)data;
	*ret_done = blocks;
	return 0;
}

static int null_load(struct store *store, struct layout *ret_layout)
{
	return layout_copy(&((struct null_store *)store)->layout, ret_layout);
}

static int null_commit(struct store *store, const struct layout *layout, enum durability durability)
{
	(void)durability;
	return layout_replace(&((struct null_store *)store)->layout, layout);
}

static void null_destroy(struct store *store)
{
	layout_finish(&((struct null_store *)store)->layout);
	free(store);
}

static const struct store_ops null_ops = {
	.read = null_read,
	.write = null_write,
	.load = null_load,
	.commit = null_commit,
	.destroy = null_destroy,
};

struct store *null_store_create(const struct layout *layout)
{
	struct null_store *null = calloc(1, sizeof(*null));

	if (!null)
		return NULL;
	null->store.ops = &null_ops;
	if (layout_copy(layout, &null->layout)) {
		free(null);
		return NULL;
	}
	return &null->store;
}
