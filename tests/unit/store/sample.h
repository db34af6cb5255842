/* SPDX-License-Identifier: MIT */
/* Layouts and sectors to test stores with. */
#ifndef TESTS_UNIT_STORE_SAMPLE_H
#define TESTS_UNIT_STORE_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/store/store.h"

enum { SAMPLE_BLOCKS = 4096 };

/* A blank disc of SAMPLE_BLOCKS. For the caller to layout_finish(), like all layouts here. */
struct layout sample_blank(void);

/* A disc of SAMPLE_BLOCKS with two sessions, four tracks in all states, three extents, and no field zero. */
struct layout sample_burned(void);

/* Whether two layouts say the same. */
bool sample_same(const struct layout *a, const struct layout *b);

/* Whether the store's layout is this one. */
bool sample_kept(struct store *store, const struct layout *layout);

/* Bytes that differ from block to block and from seed to seed, none of them zero. */
void sample_fill(void *data, uint32_t lba, uint32_t blocks, unsigned seed);

/* Writes blocks filled so; whether blocks read back are filled so; whether they are zeros. */
bool sample_write(struct store *store, uint32_t lba, uint32_t blocks, unsigned seed);
bool sample_read_back(struct store *store, uint32_t lba, uint32_t blocks, unsigned seed);
bool sample_is_zero(struct store *store, uint32_t lba, uint32_t blocks);

#endif
