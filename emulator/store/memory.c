/* SPDX-License-Identifier: MIT */
/*
 * The store that lives in memory. Sectors are in chunks of 32 KiB, an ECC block of a DVD, which is what most writes write
 * whole; they are made by the first write that touches them and found through tables of 512 chunks, themselves made on
 * demand: an empty 25 GB disc costs some kilobytes, a written one what is written.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/store/store.h"

enum { CHUNK_BLOCKS = 16, TABLE_CHUNKS = 512, TABLE_BLOCKS = CHUNK_BLOCKS * TABLE_CHUNKS };

struct chunk {
	uint8_t sectors[CHUNK_BLOCKS][SECTOR_BYTES];
};

struct chunk_table {
	struct chunk *chunks[TABLE_CHUNKS];
};

struct memory_store {
	struct store store;
	struct layout layout;
	size_t table_count;
	struct chunk_table *tables[]; /* NULL until needed */
};

/* How many of `blocks` from `lba` on lie in one chunk. */
static uint32_t blocks_in_chunk(uint32_t lba, uint32_t blocks)
{
	uint32_t left = CHUNK_BLOCKS - lba % CHUNK_BLOCKS;

	return blocks < left ? blocks : left;
}

static struct chunk *find_chunk(const struct memory_store *memory, uint32_t lba)
{
	const struct chunk_table *table = memory->tables[lba / TABLE_BLOCKS];

	return table ? table->chunks[lba % TABLE_BLOCKS / CHUNK_BLOCKS] : NULL;
}

/* The chunk of `lba`, made if need be; NULL when memory is short. Not zeroed first if `whole` is to be written. */
static struct chunk *make_chunk(struct memory_store *memory, uint32_t lba, bool whole)
{
	struct chunk_table **table = &memory->tables[lba / TABLE_BLOCKS];
	struct chunk **chunk;

	if (!*table)
		*table = calloc(1, sizeof(**table));
	if (!*table)
		return NULL;
	chunk = &(*table)->chunks[lba % TABLE_BLOCKS / CHUNK_BLOCKS];
	if (!*chunk)
		*chunk = whole ? malloc(sizeof(**chunk)) : calloc(1, sizeof(**chunk));
	return *chunk;
}

static int memory_read(struct store *store, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done)
{
	const struct memory_store *memory = (struct memory_store *)store;
	uint8_t(*to)[SECTOR_BYTES] = ret_data;

	for (uint32_t done = 0, part; done < blocks; done += part) {
		const struct chunk *chunk = find_chunk(memory, lba + done);

		part = blocks_in_chunk(lba + done, blocks - done);
		if (chunk)
			memcpy(to[done], chunk->sectors[(lba + done) % CHUNK_BLOCKS], (size_t)part * SECTOR_BYTES);
		else
			memset(to[done], 0, (size_t)part * SECTOR_BYTES);
	}
	*ret_done = blocks;
	return 0;
}

static int memory_write(struct store *store, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done)
{
	struct memory_store *memory = (struct memory_store *)store;
	const uint8_t(*from)[SECTOR_BYTES] = data;

	*ret_done = 0;
	for (uint32_t done = 0, part; done < blocks; done += part) {
		struct chunk *chunk;

		part = blocks_in_chunk(lba + done, blocks - done);
		chunk = make_chunk(memory, lba + done, part == CHUNK_BLOCKS);
		if (!chunk)
			return -ENOMEM;
		memcpy(chunk->sectors[(lba + done) % CHUNK_BLOCKS], from[done], (size_t)part * SECTOR_BYTES);
		*ret_done = done + part;
	}
	return 0;
}

static int memory_load(struct store *store, struct layout *ret_layout)
{
	return layout_copy(&((struct memory_store *)store)->layout, ret_layout);
}

static int memory_commit(struct store *store, const struct layout *layout, enum durability durability)
{
	(void)durability;
	return layout_replace(&((struct memory_store *)store)->layout, layout);
}

static void memory_destroy(struct store *store)
{
	struct memory_store *memory = (struct memory_store *)store;

	for (size_t i = 0; i < memory->table_count; i++) {
		for (size_t j = 0; memory->tables[i] && j < TABLE_CHUNKS; j++)
			free(memory->tables[i]->chunks[j]);
		free(memory->tables[i]);
	}
	layout_finish(&memory->layout);
	free(memory);
}

static const struct store_ops memory_ops = {
	.read = memory_read,
	.write = memory_write,
	.load = memory_load,
	.commit = memory_commit,
	.destroy = memory_destroy,
};

struct store *memory_store_create(const struct layout *layout)
{
	size_t table_count = ((uint64_t)layout->capacity_blocks + TABLE_BLOCKS - 1) / TABLE_BLOCKS;
	struct memory_store *memory = calloc(1, sizeof(*memory) + table_count * sizeof(memory->tables[0]));

	if (!memory)
		return NULL;
	memory->store.ops = &memory_ops;
	memory->table_count = table_count;
	if (layout_copy(layout, &memory->layout)) {
		free(memory);
		return NULL;
	}
	return &memory->store;
}
