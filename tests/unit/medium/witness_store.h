/* SPDX-License-Identifier: MIT */
/* A store of nothing that counts what it is asked, and fails as it is told. */
#ifndef TESTS_UNIT_MEDIUM_WITNESS_STORE_H
#define TESTS_UNIT_MEDIUM_WITNESS_STORE_H

#include "emulator/store/store.h"

struct witness_store {
	struct store store;
	struct layout layout;         /* what load() gives a copy of the numbers of; no extents */
	int load_error, commit_error; /* 0: none */
	uint32_t fails_from;          /* reads and writes fail with -EIO from this block on */
	unsigned commits, destroyed;
	enum durability durability; /* of the last commit */
	uint8_t fill;               /* every byte that is read */
};

/* Nothing fails; the store is the caller's memory. */
void witness_store_init(struct witness_store *witness, const char *type, uint32_t capacity_blocks);

#endif
