/* SPDX-License-Identifier: MIT */
/*
 * Where a disc's 2048-byte sectors and its layout are kept. Three kinds: file (a sparse .img beside a SQLite .disc),
 * memory, null (keeps no sectors; reads give zeros). A store does what it is told: what may be written where is the
 * medium's business.
 *
 * Stores are used by one thread at a time. Failures are -errno.
 */
#ifndef EMULATOR_STORE_STORE_H
#define EMULATOR_STORE_STORE_H

#include "emulator/problem.h"
#include "emulator/store/layout.h"

enum { SECTOR_BYTES = 2048 };

enum durability {
	CHECKPOINT, /* survives the death of this process */
	DURABLE,    /* survives the death of the host, sectors included */
};

struct store;

struct store_ops {
	/*
	 * Moves whole sectors. The range is within the capacity, by contract. Sectors never written read as zeros.
	 * 0 or -errno; *ret_done says how many leading sectors were moved before the failure (all of them on 0).
	 */
	int (*read)(struct store *store, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done);
	int (*write)(struct store *store, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done);

	/* The layout as last committed, a deep copy for the caller to layout_finish(). 0 or -errno. */
	int (*load)(struct store *store, struct layout *ret_layout);

	/* Replaces the kept layout, all or nothing. 0 or -errno, then the earlier layout stays. */
	int (*commit)(struct store *store, const struct layout *layout, enum durability durability);

	/* Closes and frees. Commits nothing: what was not committed is as after power loss. */
	void (*destroy)(struct store *store);
};

struct store {
	const struct store_ops *ops;
};

/* Stores that die with the process. They start from a deep copy of `layout`. NULL when memory is short. */
struct store *memory_store_create(const struct layout *layout);
struct store *null_store_create(const struct layout *layout);

/*
 * The disc NAME on disk: NAME.disc and NAME.img. A name that already ends in ".disc" names the same disc.
 *
 * create: both files must not exist yet (-EEXIST). open: takes a lock for as long as the store lives (-EBUSY: another
 * process, or another store of this one, has it), checks schema version (-EPROTO: newer than we know) and soundness
 * (-EUCLEAN: damaged). `read_only` opens without write access and shares the lock with other readers. All failures
 * explain themselves in *ret_problem with the file's name.
 */
int file_store_create(const char *name, const struct layout *layout, struct problem *ret_problem);
int file_store_open(const char *name, bool read_only, struct store **ret_store, struct problem *ret_problem);

/* Removes the files of a disc that no store has open, for a maker that failed half-way. Missing files are no failure. 0
 * or -errno. */
int file_store_remove(const char *name, struct problem *ret_problem);

static inline void store_destroy(struct store *store)
{
	if (store)
		store->ops->destroy(store);
}

#endif
