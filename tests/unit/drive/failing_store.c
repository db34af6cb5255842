/* SPDX-License-Identifier: MIT */
#include "tests/unit/drive/failing_store.h"

#include <stdlib.h>

struct failing_store {
	struct store store;
	struct store *inner;
	uint32_t from;
	int error;
};

static int read_sectors(struct store *store, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done)
{
	struct store *inner = ((struct failing_store *)store)->inner;

	return inner->ops->read(inner, lba, blocks, ret_data, ret_done);
}

static int write_sectors(struct store *store, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done)
{
	struct failing_store *failing = (struct failing_store *)store;
	int result;

	if (!failing->error || lba + blocks <= failing->from)
		return failing->inner->ops->write(failing->inner, lba, blocks, data, ret_done);
	*ret_done = 0;
	if (lba >= failing->from)
		return failing->error;
	result = failing->inner->ops->write(failing->inner, lba, failing->from - lba, data, ret_done);
	return result ? result : failing->error;
}

static int load(struct store *store, struct layout *ret_layout)
{
	struct store *inner = ((struct failing_store *)store)->inner;

	return inner->ops->load(inner, ret_layout);
}

static int commit(struct store *store, const struct layout *layout, enum durability durability)
{
	struct store *inner = ((struct failing_store *)store)->inner;

	return inner->ops->commit(inner, layout, durability);
}

static void destroy(struct store *store)
{
	store_destroy(((struct failing_store *)store)->inner);
	free(store);
}

static const struct store_ops failing_ops = {
	.read = read_sectors,
	.write = write_sectors,
	.load = load,
	.commit = commit,
	.destroy = destroy,
};

struct store *failing_store_create(struct store *inner)
{
	struct failing_store *failing = calloc(1, sizeof(*failing));

	failing->store.ops = &failing_ops;
	failing->inner = inner;
	return &failing->store;
}

void failing_store_fail_from(struct store *store, uint32_t lba, int error)
{
	((struct failing_store *)store)->from = lba;
	((struct failing_store *)store)->error = error;
}
