/* SPDX-License-Identifier: MIT */
/* Discs on disk that are damaged, or are none: what is refused and how it is said. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/store/store.h"
#include "tests/unit/store/disc_files.h"
#include "tests/unit/store/sample.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

static void a_missing_disc_is_refused(void)
{
	check_refused("missing", -ENOENT, "missing.disc cannot be opened");
}

static void a_missing_image_is_refused(void)
{
	CHECK(disc_create_files("imageless", sample_blank()));
	CHECK(!unlink(scratch("imageless.img")));
	check_refused("imageless", -EUCLEAN, "imageless.img, which holds the sectors of the disc, is missing");
}

static void a_short_image_is_refused(void)
{
	CHECK(disc_create_files("short", sample_blank()));
	CHECK(!truncate(scratch("short.img"), 4096 * 2048 - 1));
	check_refused("short", -EUCLEAN, "short.img is damaged: it has 8388607 bytes, the disc's capacity is 8388608");
}

static void garbage_is_refused(void)
{
	uint8_t garbage[8192];

	CHECK(disc_create_files("garbage", sample_blank()));
	sample_fill(garbage, 0, 4, 1);
	file_write("garbage.disc", garbage, sizeof(garbage));
	check_refused("garbage", -EUCLEAN, "garbage.disc is no disc: it is not a SQLite database");
}

static void an_empty_file_is_refused(void)
{
	CHECK(disc_create_files("empty", sample_blank()));
	file_write("empty.disc", "", 0);
	check_refused("empty", -EUCLEAN, "empty.disc is no disc: it is empty");
}

static void what_is_not_a_file_is_refused(void)
{
	CHECK(disc_create_files("fifo", sample_blank()));
	CHECK(!unlink(scratch("fifo.img")) && !mkfifo(scratch("fifo.img"), 0600));
	check_refused("fifo", -EUCLEAN, "fifo.img is not a regular file");
	check_refused_as("fifo", true, -EUCLEAN, "fifo.img is not a regular file");
	CHECK(!unlink(scratch("fifo.disc")) && !mkdir(scratch("fifo.disc"), 0700));
	check_refused("fifo", -EUCLEAN, "fifo.disc is no disc: it is not a regular file");
}

static void another_database_is_refused(void)
{
	CHECK(disc_create_files("foreign", sample_blank()));
	file_sql("foreign.disc", "PRAGMA application_id = 1");
	check_refused("foreign", -EUCLEAN, "its application_id is 0x00000001, a disc's is 0x44727962");
}

static void a_newer_schema_is_refused(void)
{
	CHECK(disc_create_files("newer", sample_blank()));
	file_sql("newer.disc", "PRAGMA user_version = 2; DROP TABLE track");
	check_refused("newer", -EPROTO, "newer.disc has schema version 2, newer than version 1");
	file_sql("newer.disc", "PRAGMA user_version = 0");
	check_refused("newer", -EUCLEAN, "there is no schema version 0");
}

/* Cut anywhere, it is refused, or (never here) whole. */
static void a_truncated_file_is_refused(void)
{
	off_t size;

	CHECK(disc_create_files("cut", sample_burned()));
	size = file_size("cut.disc");
	while (size > 512) {
		size -= 512;
		CHECK(!truncate(scratch("cut.disc"), size));
		check_refused("cut", -EUCLEAN, "cut.disc is ");
	}
}

static void a_broken_constraint_is_refused(void)
{
	CHECK(disc_create_files("constraint", sample_burned()));
	file_sql("constraint.disc",
	         "PRAGMA ignore_check_constraints = ON; UPDATE track SET start = -1 WHERE number = 1");
	check_refused("constraint", -EUCLEAN, "CHECK constraint failed in track");
}

static void a_scribbled_page_is_refused(void)
{
	char scribble[300];
	int file;

	CHECK(disc_create_files("scribbled", sample_burned()));
	memset(scribble, 0x5A, sizeof(scribble));
	file = open(scratch("scribbled.disc"), O_WRONLY);
	CHECK_EQUAL(pwrite(file, scribble, sizeof(scribble), 4096), sizeof(scribble));
	close(file);
	check_refused("scribbled", -EUCLEAN, "scribbled.disc is damaged");
}

/* What a vandal with the sqlite3 shell can do, and words of the complaint. */
/* clang-format off */
static const struct { const char *change, *words; } damages[] = {
	{"DROP TABLE track",                                                          "no such table: track"},
	{"ALTER TABLE extent DROP COLUMN blocks",                                     "no such column: blocks"},
	{"DELETE FROM disc",                                                          "table disc, row 1: missing"},
	{"INSERT INTO disc VALUES (2, 'second', 1, 0, 0)",                            "more than the 1 allowed"},
	{"UPDATE disc SET type = 'a-very-long-type-name'",                            "too long"},
	{"UPDATE disc SET type = ''",                                                 "type is not a name"},
	{"UPDATE disc SET capacity_blocks = -1",                                      "capacity_blocks is -1, outside 0 to 4294967295"},
	{"UPDATE disc SET capacity_blocks = 4294967296",                              "outside"},
	{"UPDATE disc SET capacity_blocks = 4095",                                    "beyond the capacity"},
	{"UPDATE disc SET formatted_blocks = 5000",                                   "formatted"},
	{"UPDATE disc SET complete = 2",                                              "complete is 2"},
	{"UPDATE session SET number = 5 WHERE number = 2",                            "number is 5, outside 2 to 2"},
	{"UPDATE session SET state = 'ajar' WHERE number = 1",                        "state \"ajar\" is unknown"},
	{"DELETE FROM session WHERE number = 2",                                      "session that does not exist"},
	{"DELETE FROM session",                                                       "table session, row 1: missing"},
	{"UPDATE track SET session = 257 WHERE number = 1",                           "session is 257"},
	{"UPDATE track SET start = 50 WHERE number = 2",                              "starts before the end"},
	{"UPDATE track SET recorded = 101 WHERE number = 1",                          "more blocks recorded"},
	{"UPDATE track SET start = 1 << 40 WHERE number = 4",                         "start is 1099511627776"},
	{"DELETE FROM track WHERE number = 1",                                        "number is 2, outside 1 to 1"},
	{"WITH RECURSIVE n(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n WHERE i < 257)"
	 " INSERT INTO track SELECT i, 2, 'open', 4096, 0, 0 FROM n",                 "more than the 256 allowed"},
	{"WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 193)"
	 " INSERT INTO session SELECT i, 'open', 0 FROM n",                           "more than the 192 allowed"},
	{"UPDATE extent SET blocks = 0 WHERE start = 0",                              "blocks is 0"},
	{"UPDATE extent SET blocks = 200 WHERE start = 0",                            "overlaps or touches"},
	{"UPDATE extent SET blocks = 4294967295 WHERE start = 4095",                  "beyond any disc"},
	{"UPDATE extent SET blocks = 2 WHERE start = 4095",                           "beyond the capacity"},
	{"DELETE FROM counter WHERE name = 'loads'",                                  "table counter, row 2: missing"},
	{"UPDATE counter SET name = 'roads' WHERE name = 'loads'",                    "counter \"loads\" is expected"},
	{"UPDATE counter SET value = -1",                                             "value is -1"},
	{"UPDATE track SET blocks = 'many'",                                          "blocks is not a whole number"},
	{"UPDATE track SET state = NULL",                                             "state is not a text"},
	{"UPDATE disc SET type = CAST('a' || char(0) || 'b' AS TEXT)",                "type is not a text"},
	{"DROP TABLE extent; CREATE TABLE extent (start, blocks); INSERT INTO extent VALUES ('a', 1)",
	                                                                              "start is not a whole number"},
	{"DROP TABLE extent; CREATE VIEW extent AS SELECT 1 AS start, 1 AS blocks",   "is damaged"},
};
/* clang-format on */

/* The tables without types and constraints, as a stranger might make them: the reader must not depend on those. */
static void loosen(const char *file)
{
	static const char *const tables[] = {"disc", "session", "track", "counter", "extent"};
	char change[160];

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		snprintf(change, sizeof(change),
		         "CREATE TABLE loose AS SELECT * FROM %s; DROP TABLE %s; ALTER TABLE loose RENAME TO %s",
		         tables[i], tables[i], tables[i]);
		file_sql(file, change);
	}
}

static void damaged_rows_are_refused(void)
{
	char name[32], file[40];

	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		snprintf(name, sizeof(name), "damaged%zu", i);
		snprintf(file, sizeof(file), "%s.disc", name);
		CHECK(disc_create_files(name, sample_burned()));
		loosen(file);
		file_sql(file, damages[i].change);
		check_refused(name, -EUCLEAN, damages[i].words);
	}
}

/* A trigger in the file must not act on what we write. */
static void foreign_triggers_do_not_run(void)
{
	struct layout burned = sample_burned();
	struct store *store;

	CHECK(disc_create_files("trigger", sample_blank()));
	file_sql("trigger.disc", "CREATE TRIGGER t AFTER INSERT ON track BEGIN DELETE FROM track; END");
	store = disc_open_files("trigger", false);
	if (CHECK(store != NULL))
		CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	store_destroy(store);
	store = disc_open_files("trigger", true);
	CHECK(store && sample_kept(store, &burned));
	store_destroy(store);
	layout_finish(&burned);
}

/* SQLite rolls back by itself for some failures, and not for this one. */
static void a_refused_commit_leaves_the_next_one_alone(void)
{
	struct layout burned = sample_burned(), blank = sample_blank();
	struct store *store;

	CHECK(disc_create_files("stubborn", sample_blank()));
	file_sql("stubborn.disc", "DROP TABLE extent; CREATE TABLE extent (start INTEGER PRIMARY KEY CHECK (start < "
	                          "1000), blocks INTEGER)");
	store = disc_open_files("stubborn", false);
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), -EUCLEAN);
	CHECK(sample_kept(store, &blank));
	burned.written.count--;
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	store_destroy(store);
	store = disc_open_files("stubborn", true);
	CHECK(store && sample_kept(store, &burned));
	store_destroy(store);
	layout_finish(&burned);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"FileStore.AMissingDiscIsRefused",               a_missing_disc_is_refused},
	{"FileStore.AMissingImageIsRefused",              a_missing_image_is_refused},
	{"FileStore.AShortImageIsRefused",                a_short_image_is_refused},
	{"FileStore.GarbageIsRefused",                    garbage_is_refused},
	{"FileStore.AnEmptyFileIsRefused",                an_empty_file_is_refused},
	{"FileStore.WhatIsNotAFileIsRefused",             what_is_not_a_file_is_refused},
	{"FileStore.AnotherDatabaseIsRefused",            another_database_is_refused},
	{"FileStore.ANewerSchemaIsRefused",               a_newer_schema_is_refused},
	{"FileStore.ATruncatedFileIsRefused",             a_truncated_file_is_refused},
	{"FileStore.ABrokenConstraintIsRefused",          a_broken_constraint_is_refused},
	{"FileStore.AScribbledPageIsRefused",             a_scribbled_page_is_refused},
	{"FileStore.DamagedRowsAreRefused",               damaged_rows_are_refused},
	{"FileStore.ForeignTriggersDoNotRun",             foreign_triggers_do_not_run},
	{"FileStore.ARefusedCommitLeavesTheNextOneAlone", a_refused_commit_leaves_the_next_one_alone},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
