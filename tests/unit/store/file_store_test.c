/* SPDX-License-Identifier: MIT */
/* The disc on disk: names, what survives closing, what is refused and how it is said. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/store/store.h"
#include "tests/unit/store/sample.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

/* ---- steps ---- */

static bool create(const char *name, struct layout layout)
{
	struct problem problem = {""};
	int error = file_store_create(scratch(name), &layout, &problem);

	layout_finish(&layout);
	if (error)
		printf("# %s\n", problem.text);
	return !error;
}

static struct store *open_disc(const char *name, bool read_only)
{
	struct problem problem = {""};
	struct store *store = NULL;

	if (file_store_open(scratch(name), read_only, &store, &problem))
		printf("# %s\n", problem.text);
	return store;
}

/* Opening fails with this error and a sentence that has these words in it. */
static void check_refused_as(const char *name, bool read_only, int error, const char *words)
{
	struct problem problem = {""};
	struct store *store = NULL;

	CHECK_EQUAL(file_store_open(scratch(name), read_only, &store, &problem), error);
	CHECK(!store);
	printf("# %s\n", problem.text);
	CHECK(strstr(problem.text, words) != NULL);
	CHECK(strstr(problem.text, name) != NULL);
	store_destroy(store);
}

static void check_refused(const char *name, int error, const char *words)
{
	check_refused_as(name, false, error, words);
}

static void check_not_created(const char *name, int error, const char *words)
{
	struct problem problem = {""};
	struct layout layout = sample_blank();

	CHECK_EQUAL(file_store_create(name, &layout, &problem), error);
	printf("# %s\n", problem.text);
	CHECK(strstr(problem.text, words) != NULL);
}

static bool exists(const char *name)
{
	struct stat status;

	return !lstat(scratch(name), &status);
}

static off_t size_of(const char *name)
{
	struct stat status = {0};

	stat(scratch(name), &status);
	return status.st_size;
}

static void write_file(const char *name, const void *data, size_t bytes)
{
	FILE *file = fopen(scratch(name), "w");

	CHECK(file && fwrite(data, 1, bytes, file) == bytes);
	fclose(file);
}

/* What the sqlite3 shell would do to the file. */
static void sql(const char *name, const char *text)
{
	sqlite3 *sqlite = NULL;
	char *message = NULL;

	CHECK_EQUAL(sqlite3_open_v2(scratch(name), &sqlite, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	CHECK_EQUAL(sqlite3_exec(sqlite, text, NULL, NULL, &message), SQLITE_OK);
	if (message)
		printf("# %s: %s\n", text, message);
	sqlite3_free(message);
	sqlite3_close(sqlite);
}

/* ---- what survives ---- */

static void a_new_disc_reopens_as_made(void)
{
	struct layout burned = sample_burned();
	struct store *store;

	CHECK(create("new", sample_burned()));
	CHECK_EQUAL(size_of("new.img"), 4096 * 2048);
	store = open_disc("new", false);
	if (CHECK(store != NULL)) {
		CHECK(sample_kept(store, &burned));
		CHECK(sample_is_zero(store, 0, 4096));
	}
	store_destroy(store);
	layout_finish(&burned);
}

static void what_was_committed_reopens(void)
{
	static const enum durability durabilities[] = {CHECKPOINT, DURABLE};
	struct layout burned = sample_burned();
	struct store *store;

	for (unsigned i = 0; i < 2; i++) {
		CHECK(create(i ? "durable" : "checkpoint", sample_blank()));
		store = open_disc(i ? "durable" : "checkpoint", false);
		CHECK(sample_write(store, 50, 20, 1));
		CHECK_EQUAL(store->ops->commit(store, &burned, durabilities[i]), 0);
		store_destroy(store);
		store = open_disc(i ? "durable" : "checkpoint", true);
		if (!CHECK(store != NULL))
			continue;
		CHECK(sample_kept(store, &burned));
		CHECK(sample_read_back(store, 50, 20, 1));
		store_destroy(store);
	}
	layout_finish(&burned);
}

static void what_was_not_committed_is_lost(void)
{
	struct layout blank = sample_blank(), loaded;
	struct store *store;

	CHECK(create("uncommitted", sample_blank()));
	store = open_disc("uncommitted", false);
	CHECK_EQUAL(store->ops->load(store, &loaded), 0);
	CHECK(sample_write(store, 0, 20, 1));
	CHECK_EQUAL(extents_add(&loaded.written, 0, 20), 0);
	store_destroy(store);
	layout_finish(&loaded);
	store = open_disc("uncommitted", false);
	CHECK(sample_kept(store, &blank));
	store_destroy(store);
}

/* Layouts that differ from each other by a little, one after the other, as a burn and a format make them. */
static void every_change_is_kept(void)
{
	struct layout layout = sample_burned();
	struct store *store;

	CHECK(create("changes", sample_burned()));
	for (unsigned step = 0; step < 7; step++) {
		store = open_disc("changes", false);
		if (step == 0)
			extents_add(&layout.written, 100, 30);
		else if (step == 1)
			extents_add(&layout.written, 1500, 30);
		else if (step == 2)
			layout.tracks[2].recorded = 1;
		else if (step == 3)
			layout.track_count = 1;
		else if (step == 4)
			layout.sessions[1] = (struct layout_session){SESSION_CLOSED, 1};
		else if (step == 5)
			layout.loads++, layout.complete = false;
		else
			extents_finish(&layout.written);
		CHECK_EQUAL(store->ops->commit(store, &layout, CHECKPOINT), 0);
		store_destroy(store);
		store = open_disc("changes", true);
		CHECK(sample_kept(store, &layout));
		store_destroy(store);
	}
}

static void a_closed_disc_is_two_files(void)
{
	struct layout burned = sample_burned();
	struct store *store;

	CHECK(create("closed", sample_blank()));
	store = open_disc("closed", false);
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	store_destroy(store);
	CHECK(exists("closed.disc"));
	CHECK(exists("closed.img"));
	CHECK(!exists("closed.disc-wal"));
	CHECK(!exists("closed.disc-shm"));
	CHECK(!exists("closed.disc-journal"));
	layout_finish(&burned);
}

/* Rollback journal mode [SQLite "Database File Format", bytes 18 and 19]: readable where no log can be made. */
static void a_closed_disc_needs_no_log(void)
{
	static const uint8_t rollback[] = {1, 1};
	struct layout burned = sample_burned();
	struct store *store;
	uint8_t header[20] = {0};
	FILE *file;

	CHECK(create("modes", sample_blank()));
	store = open_disc("modes", false);
	CHECK_EQUAL(store->ops->commit(store, &burned, DURABLE), 0);
	store_destroy(store);
	file = fopen(scratch("modes.disc"), "r");
	CHECK(file && fread(header, sizeof(header), 1, file) == 1);
	fclose(file);
	CHECK_BYTES(header + 18, rollback, 2);
	layout_finish(&burned);
}

static void the_image_is_plain_and_sparse(void)
{
	uint8_t data[3 * 2048], expected[3 * 2048];
	struct store *store;
	struct stat status;
	FILE *file;

	CHECK(create("plain", sample_blank()));
	store = open_disc("plain", false);
	CHECK(sample_write(store, 1000, 3, 5));
	store_destroy(store);
	sample_fill(expected, 1000, 3, 5);
	file = fopen(scratch("plain.img"), "r");
	CHECK(!fseek(file, 1000 * 2048, SEEK_SET) && fread(data, 1, sizeof(data), file) == sizeof(data));
	CHECK_BYTES(data, expected, sizeof(data));
	fclose(file);
	CHECK(!stat(scratch("plain.img"), &status));
	CHECK(status.st_blocks * 512 < 1000 * 2048);
}

static void a_sqlite_shell_can_read_it(void)
{
	CHECK(create("shell", sample_burned()));
	sql("shell.disc",
	    "CREATE TEMP TABLE wanted (x CHECK (x = 1));"
	    "INSERT INTO wanted SELECT type = 'bd-re' AND capacity_blocks = 4096 AND complete = 1 FROM disc;"
	    "INSERT INTO wanted SELECT state = 'open' AND lead_in_blocks = 9 FROM session WHERE number = 2;"
	    "INSERT INTO wanted SELECT session = 2 AND state = 'reserved' AND start = 500 AND blocks = 500"
	    " AND recorded = 0 FROM track WHERE number = 3;"
	    "INSERT INTO wanted SELECT count(*) = 3 AND sum(blocks) = 151 FROM extent;"
	    "INSERT INTO wanted SELECT value = 3 FROM counter WHERE name = 'loads';");
}

/* ---- read only ---- */

static void read_only_changes_nothing(void)
{
	struct layout burned = sample_burned(), blank = sample_blank();
	struct store *store;
	uint8_t data[2048] = {1};
	uint32_t done = 9;

	CHECK(create("reader", sample_blank()));
	store = open_disc("reader", true);
	CHECK_EQUAL(store->ops->write(store, 0, 1, data, &done), -EROFS);
	CHECK_EQUAL(done, 0);
	CHECK_EQUAL(store->ops->commit(store, &burned, DURABLE), -EROFS);
	CHECK(sample_kept(store, &blank));
	store_destroy(store);
	layout_finish(&burned);
}

static void read_only_needs_no_write_access(void)
{
	struct store *store;

	CHECK(create("protected", sample_blank()));
	CHECK(!chmod(scratch("protected.disc"), 0444));
	CHECK(!chmod(scratch("protected.img"), 0444));
	store = open_disc("protected", true);
	CHECK(store != NULL);
	store_destroy(store);
	if (geteuid() != 0) /* root may write it all the same */
		check_refused("protected", -EACCES, "writing");
}

/* ---- names ---- */

static void a_disc_has_two_names(void)
{
	struct store *store;

	CHECK(create("two.disc", sample_blank()));
	CHECK(exists("two.disc"));
	CHECK(exists("two.img"));
	CHECK(!exists("two.disc.disc"));
	store = open_disc("two", true);
	CHECK(store != NULL);
	store_destroy(store);
	store = open_disc("two.disc", true);
	CHECK(store != NULL);
	store_destroy(store);
}

/* "file:" would begin a URI for SQLite. */
static void a_relative_name_is_no_uri(void)
{
	struct problem problem = {""};
	struct layout layout = sample_blank();
	struct store *store = NULL;
	char *before = getcwd(NULL, 0);

	CHECK(!mkdir(scratch("relative"), 0777) && !chdir(scratch("relative")));
	CHECK_EQUAL(file_store_create("file:a?mode=ro", &layout, &problem), 0);
	CHECK_EQUAL(file_store_open("file:a?mode=ro", false, &store, &problem), 0);
	CHECK_STRING(problem.text, "");
	store_destroy(store);
	CHECK(!access("file:a?mode=ro.img", F_OK));
	CHECK(!chdir(before));
	free(before);
}

static void a_name_must_name_something(void)
{
	check_not_created("", -EINVAL, "does not name a disc");
	check_not_created(".disc", -EINVAL, "does not name a disc");
	check_not_created("/tmp/", -EINVAL, "does not name a disc");
}

static void a_name_may_be_too_long(void)
{
	char name[5000];

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = 0;
	check_not_created(name, -ENAMETOOLONG, "too long");
	name[300] = 0;
	check_not_created(name, -ENAMETOOLONG, "cannot be created");
}

/* ---- making ---- */

static void existing_files_are_not_touched(void)
{
	write_file("there.disc", "mine", 4);
	check_not_created(scratch("there"), -EEXIST, "there.disc already exists");
	CHECK_EQUAL(size_of("there.disc"), 4);
	CHECK(!exists("there.img"));
	write_file("here.img", "mine", 4);
	check_not_created(scratch("here"), -EEXIST, "here.img already exists");
	CHECK_EQUAL(size_of("here.img"), 4);
	CHECK(!exists("here.disc"));
}

static void a_missing_directory_is_named(void)
{
	check_not_created(scratch("nowhere/x"), -ENOENT, "nowhere/x.img cannot be created");
}

static void an_unsound_layout_is_not_made(void)
{
	struct problem problem = {""};
	struct layout layout = sample_blank();

	layout.tracks[0].blocks++;
	CHECK_EQUAL(file_store_create(scratch("unsound"), &layout, &problem), -EINVAL);
	CHECK(!exists("unsound.img"));
	CHECK(!exists("unsound.disc"));
}

static void an_unsound_layout_is_not_committed(void)
{
	struct layout layout = sample_blank(), blank = sample_blank();
	struct store *store;

	CHECK(create("commit", sample_blank()));
	store = open_disc("commit", false);
	layout.tracks[0].blocks++;
	CHECK_EQUAL(store->ops->commit(store, &layout, CHECKPOINT), -EINVAL);
	CHECK(sample_kept(store, &blank));
	store_destroy(store);
}

static void removing_leaves_nothing(void)
{
	struct problem problem = {""};

	CHECK(create("gone", sample_blank()));
	write_file("gone.disc-wal", "", 0);
	CHECK_EQUAL(file_store_remove(scratch("gone"), &problem), 0);
	CHECK(!exists("gone.disc"));
	CHECK(!exists("gone.img"));
	CHECK(!exists("gone.disc-wal"));
	CHECK_EQUAL(file_store_remove(scratch("gone"), &problem), 0);
}

/* ---- what is refused ---- */

static void a_missing_disc_is_refused(void)
{
	check_refused("missing", -ENOENT, "missing.disc cannot be opened");
}

static void a_missing_image_is_refused(void)
{
	CHECK(create("imageless", sample_blank()));
	CHECK(!unlink(scratch("imageless.img")));
	check_refused("imageless", -EUCLEAN, "imageless.img, which holds the sectors of the disc, is missing");
}

static void a_short_image_is_refused(void)
{
	CHECK(create("short", sample_blank()));
	CHECK(!truncate(scratch("short.img"), 4096 * 2048 - 1));
	check_refused("short", -EUCLEAN, "short.img is damaged: it has 8388607 bytes, the disc's capacity is 8388608");
}

static void garbage_is_refused(void)
{
	uint8_t garbage[8192];

	CHECK(create("garbage", sample_blank()));
	sample_fill(garbage, 0, 4, 1);
	write_file("garbage.disc", garbage, sizeof(garbage));
	check_refused("garbage", -EUCLEAN, "garbage.disc is no disc: it is not a SQLite database");
}

static void an_empty_file_is_refused(void)
{
	CHECK(create("empty", sample_blank()));
	write_file("empty.disc", "", 0);
	check_refused("empty", -EUCLEAN, "empty.disc is no disc: it is empty");
}

static void what_is_not_a_file_is_refused(void)
{
	CHECK(create("fifo", sample_blank()));
	CHECK(!unlink(scratch("fifo.img")) && !mkfifo(scratch("fifo.img"), 0600));
	check_refused("fifo", -EUCLEAN, "fifo.img is not a regular file");
	check_refused_as("fifo", true, -EUCLEAN, "fifo.img is not a regular file");
	CHECK(!unlink(scratch("fifo.disc")) && !mkdir(scratch("fifo.disc"), 0700));
	check_refused("fifo", -EUCLEAN, "fifo.disc is no disc: it is not a regular file");
}

static void another_database_is_refused(void)
{
	CHECK(create("foreign", sample_blank()));
	sql("foreign.disc", "PRAGMA application_id = 1");
	check_refused("foreign", -EUCLEAN, "its application_id is 0x00000001, a disc's is 0x44727962");
}

static void a_newer_schema_is_refused(void)
{
	CHECK(create("newer", sample_blank()));
	sql("newer.disc", "PRAGMA user_version = 2; DROP TABLE track");
	check_refused("newer", -EPROTO, "newer.disc has schema version 2, newer than version 1");
	sql("newer.disc", "PRAGMA user_version = 0");
	check_refused("newer", -EUCLEAN, "there is no schema version 0");
}

/* Cut anywhere, it is refused, or (never here) whole. */
static void a_truncated_file_is_refused(void)
{
	off_t size;

	CHECK(create("cut", sample_burned()));
	size = size_of("cut.disc");
	while (size > 512) {
		size -= 512;
		CHECK(!truncate(scratch("cut.disc"), size));
		check_refused("cut", -EUCLEAN, "cut.disc is ");
	}
}

static void a_broken_constraint_is_refused(void)
{
	CHECK(create("constraint", sample_burned()));
	sql("constraint.disc", "PRAGMA ignore_check_constraints = ON; UPDATE track SET start = -1 WHERE number = 1");
	check_refused("constraint", -EUCLEAN, "CHECK constraint failed in track");
}

static void a_scribbled_page_is_refused(void)
{
	char scribble[300];
	int file;

	CHECK(create("scribbled", sample_burned()));
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
		sql(file, change);
	}
}

static void damaged_rows_are_refused(void)
{
	char name[32], file[40];

	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		snprintf(name, sizeof(name), "damaged%zu", i);
		snprintf(file, sizeof(file), "%s.disc", name);
		CHECK(create(name, sample_burned()));
		loosen(file);
		sql(file, damages[i].change);
		check_refused(name, -EUCLEAN, damages[i].words);
	}
}

/* A trigger in the file must not act on what we write. */
static void foreign_triggers_do_not_run(void)
{
	struct layout burned = sample_burned();
	struct store *store;

	CHECK(create("trigger", sample_blank()));
	sql("trigger.disc", "CREATE TRIGGER t AFTER INSERT ON track BEGIN DELETE FROM track; END");
	store = open_disc("trigger", false);
	if (CHECK(store != NULL))
		CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	store_destroy(store);
	store = open_disc("trigger", true);
	CHECK(store && sample_kept(store, &burned));
	store_destroy(store);
	layout_finish(&burned);
}

/* SQLite rolls back by itself for some failures, and not for this one. */
static void a_refused_commit_leaves_the_next_one_alone(void)
{
	struct layout burned = sample_burned(), blank = sample_blank();
	struct store *store;

	CHECK(create("stubborn", sample_blank()));
	sql("stubborn.disc",
	    "DROP TABLE extent; CREATE TABLE extent (start INTEGER PRIMARY KEY CHECK (start < 1000), blocks INTEGER)");
	store = open_disc("stubborn", false);
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), -EUCLEAN);
	CHECK(sample_kept(store, &blank));
	burned.written.count--;
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	store_destroy(store);
	store = open_disc("stubborn", true);
	CHECK(store && sample_kept(store, &burned));
	store_destroy(store);
	layout_finish(&burned);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"FileStore.ANewDiscReopensAsMade",               a_new_disc_reopens_as_made},
	{"FileStore.WhatWasCommittedReopens",             what_was_committed_reopens},
	{"FileStore.WhatWasNotCommittedIsLost",           what_was_not_committed_is_lost},
	{"FileStore.EveryChangeIsKept",                   every_change_is_kept},
	{"FileStore.AClosedDiscIsTwoFiles",               a_closed_disc_is_two_files},
	{"FileStore.AClosedDiscNeedsNoLog",               a_closed_disc_needs_no_log},
	{"FileStore.TheImageIsPlainAndSparse",            the_image_is_plain_and_sparse},
	{"FileStore.ASqliteShellCanReadIt",               a_sqlite_shell_can_read_it},
	{"FileStore.ReadOnlyChangesNothing",              read_only_changes_nothing},
	{"FileStore.ReadOnlyNeedsNoWriteAccess",          read_only_needs_no_write_access},
	{"FileStore.ADiscHasTwoNames",                    a_disc_has_two_names},
	{"FileStore.ARelativeNameIsNoUri",                a_relative_name_is_no_uri},
	{"FileStore.ANameMustNameSomething",              a_name_must_name_something},
	{"FileStore.ANameMayBeTooLong",                   a_name_may_be_too_long},
	{"FileStore.ExistingFilesAreNotTouched",          existing_files_are_not_touched},
	{"FileStore.AMissingDirectoryIsNamed",            a_missing_directory_is_named},
	{"FileStore.AnUnsoundLayoutIsNotMade",            an_unsound_layout_is_not_made},
	{"FileStore.AnUnsoundLayoutIsNotCommitted",       an_unsound_layout_is_not_committed},
	{"FileStore.RemovingLeavesNothing",               removing_leaves_nothing},
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
