/* SPDX-License-Identifier: MIT */
/* The disc on disk: names, what survives closing, what is made and what is not. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/store/store.h"
#include "tests/unit/store/disc_files.h"
#include "tests/unit/store/sample.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

/* ---- what survives ---- */

static void a_new_disc_reopens_as_made(void)
{
	struct layout burned = sample_burned();
	struct store *store;

	CHECK(disc_create_files("new", sample_burned()));
	CHECK_EQUAL(file_size("new.img"), 4096 * 2048);
	store = disc_open_files("new", false);
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
		CHECK(disc_create_files(i ? "durable" : "checkpoint", sample_blank()));
		store = disc_open_files(i ? "durable" : "checkpoint", false);
		CHECK(sample_write(store, 50, 20, 1));
		CHECK_EQUAL(store->ops->commit(store, &burned, durabilities[i]), 0);
		store_destroy(store);
		store = disc_open_files(i ? "durable" : "checkpoint", true);
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

	CHECK(disc_create_files("uncommitted", sample_blank()));
	store = disc_open_files("uncommitted", false);
	CHECK_EQUAL(store->ops->load(store, &loaded), 0);
	CHECK(sample_write(store, 0, 20, 1));
	CHECK_EQUAL(extents_add(&loaded.written, 0, 20), 0);
	store_destroy(store);
	layout_finish(&loaded);
	store = disc_open_files("uncommitted", false);
	CHECK(sample_kept(store, &blank));
	store_destroy(store);
}

/* Layouts that differ from each other by a little, one after the other, as a burn and a format make them. */
static void every_change_is_kept(void)
{
	struct layout layout = sample_burned();
	struct store *store;

	CHECK(disc_create_files("changes", sample_burned()));
	for (unsigned step = 0; step < 7; step++) {
		store = disc_open_files("changes", false);
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
		store = disc_open_files("changes", true);
		CHECK(sample_kept(store, &layout));
		store_destroy(store);
	}
}

static void a_closed_disc_is_two_files(void)
{
	struct layout burned = sample_burned();
	struct store *store;

	CHECK(disc_create_files("closed", sample_blank()));
	store = disc_open_files("closed", false);
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	store_destroy(store);
	CHECK(file_exists("closed.disc"));
	CHECK(file_exists("closed.img"));
	CHECK(!file_exists("closed.disc-wal"));
	CHECK(!file_exists("closed.disc-shm"));
	CHECK(!file_exists("closed.disc-journal"));
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

	CHECK(disc_create_files("modes", sample_blank()));
	store = disc_open_files("modes", false);
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

	CHECK(disc_create_files("plain", sample_blank()));
	store = disc_open_files("plain", false);
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
	CHECK(disc_create_files("shell", sample_burned()));
	file_sql("shell.disc",
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

	CHECK(disc_create_files("reader", sample_blank()));
	store = disc_open_files("reader", true);
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

	CHECK(disc_create_files("protected", sample_blank()));
	CHECK(!chmod(scratch("protected.disc"), 0444));
	CHECK(!chmod(scratch("protected.img"), 0444));
	store = disc_open_files("protected", true);
	CHECK(store != NULL);
	store_destroy(store);
	if (geteuid() != 0) /* root may write it all the same */
		check_refused("protected", -EACCES, "writing");
}

/* ---- names ---- */

static void a_disc_has_two_names(void)
{
	struct store *store;

	CHECK(disc_create_files("two.disc", sample_blank()));
	CHECK(file_exists("two.disc"));
	CHECK(file_exists("two.img"));
	CHECK(!file_exists("two.disc.disc"));
	store = disc_open_files("two", true);
	CHECK(store != NULL);
	store_destroy(store);
	store = disc_open_files("two.disc", true);
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
	file_write("there.disc", "mine", 4);
	check_not_created(scratch("there"), -EEXIST, "there.disc already exists");
	CHECK_EQUAL(file_size("there.disc"), 4);
	CHECK(!file_exists("there.img"));
	file_write("here.img", "mine", 4);
	check_not_created(scratch("here"), -EEXIST, "here.img already exists");
	CHECK_EQUAL(file_size("here.img"), 4);
	CHECK(!file_exists("here.disc"));
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
	CHECK(!file_exists("unsound.img"));
	CHECK(!file_exists("unsound.disc"));
}

static void an_unsound_layout_is_not_committed(void)
{
	struct layout layout = sample_blank(), blank = sample_blank();
	struct store *store;

	CHECK(disc_create_files("commit", sample_blank()));
	store = disc_open_files("commit", false);
	layout.tracks[0].blocks++;
	CHECK_EQUAL(store->ops->commit(store, &layout, CHECKPOINT), -EINVAL);
	CHECK(sample_kept(store, &blank));
	store_destroy(store);
}

static void removing_leaves_nothing(void)
{
	struct problem problem = {""};

	CHECK(disc_create_files("gone", sample_blank()));
	file_write("gone.disc-wal", "", 0);
	CHECK_EQUAL(file_store_remove(scratch("gone"), &problem), 0);
	CHECK(!file_exists("gone.disc"));
	CHECK(!file_exists("gone.img"));
	CHECK(!file_exists("gone.disc-wal"));
	CHECK_EQUAL(file_store_remove(scratch("gone"), &problem), 0);
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
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
