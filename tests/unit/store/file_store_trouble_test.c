/* SPDX-License-Identifier: MIT */
/*
 * The host fails: full disks, bad ones, interrupted and short transfers. The program is linked with --wrap, so that the
 * store's pwrite() and pread() come here first; SQLite's come through the hooks of its Unix VFS. fdatasync() is
 * replaced for both, and notes what was synced.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "emulator/store/store.h"
#include "tests/unit/store/sample.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

/* What the next calls do: after `room` bytes transfers fail with `error`; `piece` bytes at most go at once. */
static struct {
	size_t room, piece;
	int error;
	bool interrupt; /* every other call is interrupted first */
	unsigned calls;
} host;

ssize_t __real_pwrite(int file, const void *data, size_t bytes, off_t offset);
ssize_t __real_pread(int file, void *data, size_t bytes, off_t offset);
ssize_t __wrap_pwrite(int file, const void *data, size_t bytes, off_t offset);
ssize_t __wrap_pread(int file, void *data, size_t bytes, off_t offset);

/* How many of `bytes` may be moved now: 0 with errno set. */
static size_t allowed(size_t bytes)
{
	if (host.interrupt && host.calls++ % 2 == 0) {
		errno = EINTR;
		return 0;
	}
	bytes = bytes < host.piece ? bytes : host.piece;
	bytes = bytes < host.room ? bytes : host.room;
	if (host.room != SIZE_MAX)
		host.room -= bytes;
	errno = host.error;
	return bytes;
}

ssize_t __wrap_pwrite(int file, const void *data, size_t bytes, off_t offset)
{
	bytes = allowed(bytes);
	return bytes ? __real_pwrite(file, data, bytes, offset) : -1;
}

ssize_t __wrap_pread(int file, void *data, size_t bytes, off_t offset)
{
	bytes = allowed(bytes);
	return bytes ? __real_pread(file, data, bytes, offset) : -1;
}

/* ---- SQLite's calls ---- */

static int sqlite_trouble; /* errno of every write that SQLite makes, 0: none */

static ssize_t sqlite_pwrite(int file, const void *data, size_t bytes, off_t offset)
{
	errno = sqlite_trouble;
	return sqlite_trouble ? -1 : __real_pwrite(file, data, bytes, offset);
}

static void hook_sqlite(void)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

	vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)sqlite_pwrite);
	vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)sqlite_pwrite);
}

/* ---- everyone's fdatasync() ---- */

static char synced[256];            /* suffixes of the files synced, in order: ".img.disc-wal" */
static const char *unsyncable = ""; /* suffix of the file that cannot be synced */

int fdatasync(int file)
{
	char link[64], path[4096];
	const char *suffix;
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
	length = readlink(link, path, sizeof(path) - 1);
	path[length > 0 ? length : 0] = 0;
	suffix = strrchr(path, '.');
	if (suffix && strlen(synced) + strlen(suffix) < sizeof(synced))
		strcat(synced, suffix);
	if (suffix && !strcmp(suffix, unsyncable)) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fdatasync, file);
}

/* ---- steps ---- */

static struct store *make(const char *name)
{
	struct problem problem = {""};
	struct layout blank = sample_blank();
	struct store *store = NULL;

	memset(&host, 0, sizeof(host));
	host.room = host.piece = SIZE_MAX;
	sqlite_trouble = 0;
	unsyncable = "";
	if (file_store_create(scratch(name), &blank, &problem) ||
	    file_store_open(scratch(name), false, &store, &problem))
		printf("# %s\n", problem.text);
	CHECK(store != NULL);
	return store;
}

static struct store *reopen(const char *name, struct store *store)
{
	struct problem problem = {""};

	store_destroy(store);
	if (file_store_open(scratch(name), false, &store, &problem))
		printf("# %s\n", problem.text);
	CHECK(store != NULL);
	return store;
}

static uint8_t sectors[10 * 2048];

/* ---- sectors ---- */

/* 5 KiB of room: two sectors and a half. */
static void a_full_disk_says_what_was_written(void)
{
	struct store *store = make("full");
	uint32_t done = 99;

	host.room = 5 * 1024;
	host.error = ENOSPC;
	CHECK_EQUAL(store->ops->write(store, 0, 10, sectors, &done), -ENOSPC);
	CHECK_EQUAL(done, 2);
	CHECK_EQUAL(store->ops->write(store, 2, 8, sectors, &done), -ENOSPC);
	CHECK_EQUAL(done, 0);
	store_destroy(store);
}

static void a_bad_disk_says_what_was_read(void)
{
	struct store *store = make("bad");
	uint32_t done = 99;

	CHECK(sample_write(store, 0, 10, 1));
	host.room = 3 * 2048;
	host.error = EIO;
	CHECK_EQUAL(store->ops->read(store, 0, 10, sectors, &done), -EIO);
	CHECK_EQUAL(done, 3);
	store_destroy(store);
}

static void short_and_interrupted_transfers_go_on(void)
{
	struct store *store = make("short");

	host.piece = 1000;
	host.interrupt = true;
	CHECK(sample_write(store, 5, 10, 1));
	CHECK(sample_read_back(store, 5, 10, 1));
	store_destroy(store);
}

static void an_image_cut_off_behind_our_back_is_an_error(void)
{
	struct store *store = make("cut");
	uint32_t done = 99;

	CHECK(!truncate(scratch("cut.img"), 4 * 2048 + 100));
	CHECK_EQUAL(store->ops->read(store, 0, 10, sectors, &done), -EIO);
	CHECK_EQUAL(done, 4);
	store_destroy(store);
}

/* A real limit of the host. It ends before the image does, after what SQLite needs. */
static void a_file_size_limit_is_an_error(void)
{
	struct store *store = make("limit");
	struct rlimit before, limit;
	uint32_t done = 99;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = (struct rlimit){1000 * 2048 + 500, before.rlim_max};
	CHECK(!setrlimit(RLIMIT_FSIZE, &limit));
	CHECK_EQUAL(store->ops->write(store, 995, 10, sectors, &done), -EFBIG);
	CHECK_EQUAL(done, 5);
	CHECK(!setrlimit(RLIMIT_FSIZE, &before));
	store_destroy(store);
}

/* ---- commits ---- */

/* Both durabilities, before and after the first good commit: the earlier layout stays, here and on the disk. */
static void check_failing_commits(const char *name, int trouble, int error)
{
	struct layout first = sample_burned(), second = sample_burned(), blank = sample_blank();
	struct store *store = make(name);

	second.loads++;
	extents_add(&second.written, 3000, 1);
	sqlite_trouble = trouble;
	CHECK_EQUAL(store->ops->commit(store, &first, CHECKPOINT), error);
	CHECK_EQUAL(store->ops->commit(store, &first, DURABLE), error);
	CHECK(sample_kept(store, &blank));
	sqlite_trouble = 0;
	CHECK_EQUAL(store->ops->commit(store, &first, CHECKPOINT), 0);
	sqlite_trouble = trouble;
	CHECK_EQUAL(store->ops->commit(store, &second, CHECKPOINT), error);
	CHECK_EQUAL(store->ops->commit(store, &second, DURABLE), error);
	CHECK(sample_kept(store, &first));
	store = reopen(name, store); /* closing and opening on the full disk */
	CHECK(sample_kept(store, &first));
	sqlite_trouble = 0;
	if (!store)
		return;
	CHECK_EQUAL(store->ops->commit(store, &second, DURABLE), 0);
	store = reopen(name, store);
	CHECK(sample_kept(store, &second));
	store_destroy(store);
	layout_finish(&first);
	layout_finish(&second);
}

static void a_commit_on_a_full_disk_changes_nothing(void)
{
	check_failing_commits("full-commit", ENOSPC, -ENOSPC);
}

static void a_commit_on_a_bad_disk_changes_nothing(void)
{
	check_failing_commits("bad-commit", EIO, -EIO);
}

static void a_disc_that_cannot_be_made_leaves_nothing(void)
{
	struct problem problem = {""};
	struct layout blank = sample_blank();

	sqlite_trouble = ENOSPC;
	CHECK_EQUAL(file_store_create(scratch("unmade"), &blank, &problem), -ENOSPC);
	sqlite_trouble = 0;
	CHECK(strstr(problem.text, "unmade.disc cannot be written: database or disk is full") != NULL);
	CHECK(access(scratch("unmade.disc"), F_OK) != 0);
	CHECK(access(scratch("unmade.img"), F_OK) != 0);
	CHECK(access(scratch("unmade.disc-journal"), F_OK) != 0);
}

static void an_image_that_cannot_be_so_long_leaves_nothing(void)
{
	struct problem problem = {""};
	struct layout blank = sample_blank();
	struct rlimit before, limit;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	limit = (struct rlimit){SAMPLE_BLOCKS * 2048 - 1, before.rlim_max};
	CHECK(!setrlimit(RLIMIT_FSIZE, &limit));
	CHECK_EQUAL(file_store_create(scratch("long"), &blank, &problem), -EFBIG);
	CHECK(!setrlimit(RLIMIT_FSIZE, &before));
	CHECK(strstr(problem.text, "long.img cannot be made 8388608 bytes long") != NULL);
	CHECK(access(scratch("long.img"), F_OK) != 0);
	CHECK(access(scratch("long.disc"), F_OK) != 0);
}

/* ---- durability ---- */

static void a_durable_commit_syncs_the_image_then_the_log(void)
{
	struct layout burned = sample_burned();
	struct store *store = make("durable");

	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	burned.loads++;
	synced[0] = 0;
	CHECK_EQUAL(store->ops->commit(store, &burned, DURABLE), 0);
	CHECK_STRING(synced, ".img.disc-wal");
	store_destroy(store);
	layout_finish(&burned);
}

/* The first one starts the log. */
static void a_checkpoint_syncs_nothing(void)
{
	struct layout burned = sample_burned();
	struct store *store = make("checkpoint");

	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	synced[0] = 0;
	for (unsigned i = 0; i < 10; i++) {
		burned.loads++;
		CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	}
	CHECK_STRING(synced, "");
	store_destroy(store);
	layout_finish(&burned);
}

static void an_image_that_cannot_be_synced_is_not_committed(void)
{
	struct layout burned = sample_burned(), blank = sample_blank();
	struct store *store = make("unsynced");

	unsyncable = ".img";
	CHECK_EQUAL(store->ops->commit(store, &burned, DURABLE), -EIO);
	unsyncable = "";
	CHECK(sample_kept(store, &blank));
	store = reopen("unsynced", store);
	CHECK(sample_kept(store, &blank));
	store_destroy(store);
	layout_finish(&burned);
}

static void a_log_that_cannot_be_synced_is_an_error(void)
{
	struct layout burned = sample_burned(), blank = sample_blank();
	struct store *store = make("unlogged");

	CHECK_EQUAL(store->ops->commit(store, &blank, CHECKPOINT), 0);
	unsyncable = ".disc-wal";
	CHECK_EQUAL(store->ops->commit(store, &burned, DURABLE), -EIO);
	unsyncable = "";
	CHECK(sample_kept(store, &blank));
	CHECK_EQUAL(store->ops->commit(store, &burned, DURABLE), 0);
	store = reopen("unlogged", store);
	CHECK(sample_kept(store, &burned));
	store_destroy(store);
	layout_finish(&burned);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"FileStoreTrouble.AFullDiskSaysWhatWasWritten",             a_full_disk_says_what_was_written},
	{"FileStoreTrouble.ABadDiskSaysWhatWasRead",                 a_bad_disk_says_what_was_read},
	{"FileStoreTrouble.ShortAndInterruptedTransfersGoOn",        short_and_interrupted_transfers_go_on},
	{"FileStoreTrouble.AnImageCutOffBehindOurBackIsAnError",     an_image_cut_off_behind_our_back_is_an_error},
	{"FileStoreTrouble.AFileSizeLimitIsAnError",                 a_file_size_limit_is_an_error},
	{"FileStoreTrouble.ACommitOnAFullDiskChangesNothing",        a_commit_on_a_full_disk_changes_nothing},
	{"FileStoreTrouble.ACommitOnABadDiskChangesNothing",         a_commit_on_a_bad_disk_changes_nothing},
	{"FileStoreTrouble.ADiscThatCannotBeMadeLeavesNothing",      a_disc_that_cannot_be_made_leaves_nothing},
	{"FileStoreTrouble.AnImageThatCannotBeSoLongLeavesNothing",  an_image_that_cannot_be_so_long_leaves_nothing},
	{"FileStoreTrouble.ADurableCommitSyncsTheImageThenTheLog",   a_durable_commit_syncs_the_image_then_the_log},
	{"FileStoreTrouble.ACheckpointSyncsNothing",                 a_checkpoint_syncs_nothing},
	{"FileStoreTrouble.AnImageThatCannotBeSyncedIsNotCommitted", an_image_that_cannot_be_synced_is_not_committed},
	{"FileStoreTrouble.ALogThatCannotBeSyncedIsAnError",         a_log_that_cannot_be_synced_is_an_error},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	hook_sqlite();
	return unit_main(argc, argv, tests);
}
