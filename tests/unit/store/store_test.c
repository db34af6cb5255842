/* SPDX-License-Identifier: MIT */
/* The contract of struct store_ops, put to every kind of store; then what is particular to the memory store. */
#include "emulator/store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/store/sample.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

static struct store *make_file(const struct layout *layout)
{
	static unsigned number;
	struct problem problem = {""};
	struct store *store = NULL;
	char name[32];

	snprintf(name, sizeof(name), "contract%u", number++);
	if (file_store_create(scratch(name), layout, &problem) ||
	    file_store_open(scratch(name), false, &store, &problem))
		printf("# %s\n", problem.text);
	return store;
}

static const struct kind {
	const char *name;
	struct store *(*make)(const struct layout *layout);
	bool keeps_sectors;
} kinds[] = {
	{"file", make_file, true},
	{"memory", memory_store_create, true},
	{"null", null_store_create, false},
};

/* Runs `check` on a blank disc in each kind of store. */
static void for_each_kind(void (*check)(const struct kind *kind, struct store *store))
{
	struct layout blank = sample_blank();

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct store *store = kinds[i].make(&blank);

		printf("# %s\n", kinds[i].name);
		if (CHECK(store != NULL))
			check(&kinds[i], store);
		store_destroy(store);
	}
	layout_finish(&blank);
}

static void check_unwritten(const struct kind *kind, struct store *store)
{
	(void)kind;
	CHECK(sample_is_zero(store, 0, SAMPLE_BLOCKS));
	CHECK(sample_write(store, 100, 10, 1));
	CHECK(sample_is_zero(store, 0, 100));
	CHECK(sample_is_zero(store, 110, SAMPLE_BLOCKS - 110));
}

static void check_read_back(const struct kind *kind, struct store *store)
{
	CHECK(sample_write(store, 0, 1, 1));
	CHECK(sample_write(store, 20, 500, 2));
	CHECK(sample_write(store, 30, 3, 3));
	CHECK(sample_write(store, SAMPLE_BLOCKS - 1, 1, 4));
	if (!kind->keeps_sectors) {
		CHECK(sample_is_zero(store, 0, SAMPLE_BLOCKS));
		return;
	}
	CHECK(sample_read_back(store, 0, 1, 1));
	CHECK(sample_read_back(store, 20, 10, 2));
	CHECK(sample_read_back(store, 30, 3, 3));
	CHECK(sample_read_back(store, 33, 487, 2));
	CHECK(sample_read_back(store, SAMPLE_BLOCKS - 1, 1, 4));
}

static void check_nothing(const struct kind *kind, struct store *store)
{
	uint32_t done = 99;

	(void)kind;
	CHECK_EQUAL(store->ops->read(store, SAMPLE_BLOCKS, 0, &done, &done), 0);
	CHECK_EQUAL(done, 0);
	done = 99;
	CHECK_EQUAL(store->ops->write(store, 0, 0, &done, &done), 0);
	CHECK_EQUAL(done, 0);
}

static void check_first_layout(const struct kind *kind, struct store *store)
{
	struct layout blank = sample_blank();

	(void)kind;
	CHECK(sample_kept(store, &blank));
}

/* There and back, so that rows are put, changed and dropped. */
static void check_commit(const struct kind *kind, struct store *store)
{
	struct layout burned = sample_burned(), blank = sample_blank();

	(void)kind;
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	CHECK(sample_kept(store, &burned));
	CHECK_EQUAL(store->ops->commit(store, &blank, DURABLE), 0);
	CHECK(sample_kept(store, &blank));
	layout_finish(&burned);
}

static void check_commit_copies(const struct kind *kind, struct store *store)
{
	struct layout burned = sample_burned(), same = sample_burned();

	(void)kind;
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	burned.tracks[1].recorded++;
	extents_add(&burned.written, 3000, 5);
	CHECK(sample_kept(store, &same));
	layout_finish(&burned);
	layout_finish(&same);
}

static void unwritten_sectors_read_as_zeros(void)
{
	for_each_kind(check_unwritten);
}

static void sectors_read_back(void)
{
	for_each_kind(check_read_back);
}

static void no_sectors_are_moved_at_once(void)
{
	for_each_kind(check_nothing);
}

static void starts_with_its_first_layout(void)
{
	for_each_kind(check_first_layout);
}

static void keeps_the_committed_layout(void)
{
	for_each_kind(check_commit);
}

static void later_changes_of_a_committed_layout_are_not_kept(void)
{
	for_each_kind(check_commit_copies);
}

static void destroying_nothing_is_nothing(void)
{
	store_destroy(NULL);
	CHECK(true);
}

/* Memory of this process that is really there. */
static long resident_bytes(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long pages = 0;

	CHECK(file && fscanf(file, "%*d %ld", &pages) == 1);
	fclose(file);
	return pages * sysconf(_SC_PAGESIZE);
}

static void costs_only_what_is_written(void)
{
	struct layout layout = sample_blank();
	struct store *store;
	long before;

	layout.capacity_blocks = 12219392; /* 25 GB */
	before = resident_bytes();
	store = memory_store_create(&layout);
	CHECK(sample_write(store, 0, 1, 1));
	CHECK(sample_write(store, 12219391, 1, 2));
	CHECK(sample_is_zero(store, 6000000, 1));
	CHECK(resident_bytes() - before < 2 * 1024 * 1024);
	CHECK(sample_read_back(store, 12219391, 1, 2));
	store_destroy(store);
}

static void matches_a_plain_buffer(void)
{
	struct layout layout = sample_blank();
	struct store *store = memory_store_create(&layout);
	uint8_t *plain = calloc(SAMPLE_BLOCKS, 2048), *data = malloc(200 * 2048);
	uint32_t done;

	srand(2);
	for (unsigned step = 0; step < 2000; step++) {
		uint32_t blocks = (uint32_t)(rand() % 200), lba = (uint32_t)rand() % (SAMPLE_BLOCKS - blocks);

		if (step % 2) {
			sample_fill(plain + (size_t)lba * 2048, lba, blocks, step);
			store->ops->write(store, lba, blocks, plain + (size_t)lba * 2048, &done);
			continue;
		}
		store->ops->read(store, lba, blocks, data, &done);
		if (memcmp(data, plain + (size_t)lba * 2048, (size_t)blocks * 2048) != 0)
			CHECK_EQUAL(lba, -1);
	}
	CHECK_EQUAL(store->ops->read(store, 0, 200, data, &done), 0);
	CHECK_BYTES(data, plain, 200 * 2048);
	free(plain);
	free(data);
	store_destroy(store);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Store.UnwrittenSectorsReadAsZeros",               unwritten_sectors_read_as_zeros},
	{"Store.SectorsReadBack",                           sectors_read_back},
	{"Store.NoSectorsAreMovedAtOnce",                   no_sectors_are_moved_at_once},
	{"Store.StartsWithItsFirstLayout",                  starts_with_its_first_layout},
	{"Store.KeepsTheCommittedLayout",                   keeps_the_committed_layout},
	{"Store.LaterChangesOfACommittedLayoutAreNotKept",  later_changes_of_a_committed_layout_are_not_kept},
	{"Store.DestroyingNothingIsNothing",                destroying_nothing_is_nothing},
	{"MemoryStore.CostsOnlyWhatIsWritten",              costs_only_what_is_written},
	{"MemoryStore.MatchesAPlainBuffer",                 matches_a_plain_buffer},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
