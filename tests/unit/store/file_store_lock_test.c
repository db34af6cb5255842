/* SPDX-License-Identifier: MIT */
/* Who may have a disc when: within one process, between two, and after one was killed in the middle of a burn. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "emulator/store/store.h"
#include "tests/unit/store/sample.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

static bool create(const char *name)
{
	struct problem problem = {""};
	struct layout blank = sample_blank();

	return !file_store_create(scratch(name), &blank, &problem);
}

/* 0 and the store, or -errno after printing why. */
static int open_disc(const char *name, bool read_only, struct store **ret_store)
{
	struct problem problem = {""};
	int error = file_store_open(scratch(name), read_only, ret_store, &problem);

	if (error)
		printf("# %s\n", problem.text);
	return error;
}

/* What opening says; the store is closed again. */
static int try_open(const char *name, bool read_only)
{
	struct store *store = NULL;
	int error = open_disc(name, read_only, &store);

	store_destroy(store);
	return error;
}

/* What opening says in another process. */
static int try_open_elsewhere(const char *name, bool read_only)
{
	pid_t child;
	int status = 0;

	fflush(stdout);
	child = fork();
	if (child == 0)
		_exit(-try_open(name, read_only));
	CHECK(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
	return -WEXITSTATUS(status);
}

static void a_writer_has_it_alone(void)
{
	struct store *store = NULL;

	CHECK(create("writer"));
	CHECK_EQUAL(open_disc("writer", false, &store), 0);
	CHECK_EQUAL(try_open("writer", false), -EBUSY);
	CHECK_EQUAL(try_open("writer", true), -EBUSY);
	CHECK_EQUAL(try_open_elsewhere("writer", false), -EBUSY);
	CHECK_EQUAL(try_open_elsewhere("writer", true), -EBUSY);
	store_destroy(store);
	CHECK_EQUAL(try_open_elsewhere("writer", false), 0);
	CHECK_EQUAL(try_open("writer", false), 0);
}

static void readers_share(void)
{
	struct store *first = NULL, *second = NULL;

	CHECK(create("readers"));
	CHECK_EQUAL(open_disc("readers", true, &first), 0);
	CHECK_EQUAL(open_disc("readers", true, &second), 0);
	CHECK_EQUAL(try_open_elsewhere("readers", true), 0);
	CHECK_EQUAL(try_open("readers", false), -EBUSY);
	CHECK_EQUAL(try_open_elsewhere("readers", false), -EBUSY);
	store_destroy(first);
	CHECK_EQUAL(try_open_elsewhere("readers", false), -EBUSY);
	store_destroy(second);
	CHECK_EQUAL(try_open_elsewhere("readers", false), 0);
}

static void closing_another_descriptor_keeps_the_lock(void)
{
	struct store *store = NULL;

	CHECK(create("descriptor"));
	CHECK_EQUAL(open_disc("descriptor", false, &store), 0);
	close(open(scratch("descriptor.img"), O_RDWR));
	close(open(scratch("descriptor.disc"), O_RDWR));
	CHECK_EQUAL(try_open_elsewhere("descriptor", false), -EBUSY);
	store_destroy(store);
}

static void a_refused_open_keeps_the_lock(void)
{
	struct layout burned = sample_burned();
	struct store *store = NULL;

	CHECK(create("refused"));
	CHECK_EQUAL(open_disc("refused", false, &store), 0);
	CHECK_EQUAL(try_open("refused", false), -EBUSY);
	CHECK_EQUAL(try_open_elsewhere("refused", false), -EBUSY);
	CHECK_EQUAL(store->ops->commit(store, &burned, CHECKPOINT), 0);
	store_destroy(store);
	layout_finish(&burned);
}

/* Burns: commits the sample, then goes on without, says so through the pipe, and waits to be killed. */
static void burn_until_killed(const char *name, int pipe)
{
	struct layout burned = sample_burned(), half;
	struct store *store = NULL;

	if (open_disc(name, false, &store) || !sample_write(store, 0, 100, 1) ||
	    store->ops->commit(store, &burned, CHECKPOINT) || layout_copy(&burned, &half))
		_exit(1);
	extents_add(&half.written, 2000, 100);
	if (!sample_write(store, 2000, 100, 2) || write(pipe, "k", 1) != 1)
		_exit(1);
	pause();
	_exit(1);
}

static pid_t start_burn(const char *name)
{
	int pipes[2];
	char byte = 0;
	pid_t child;

	CHECK(!pipe(pipes));
	fflush(stdout);
	child = fork();
	if (child == 0)
		burn_until_killed(name, pipes[1]);
	close(pipes[1]);
	CHECK_EQUAL(read(pipes[0], &byte, 1), 1);
	close(pipes[0]);
	return child;
}

/* With what it committed, and without what it did not. */
static void a_killed_writer_leaves_its_commits_and_no_lock(void)
{
	struct layout burned = sample_burned();
	struct store *store = NULL;
	pid_t child;

	for (int read_only = 0; read_only < 2; read_only++) {
		const char *name = read_only ? "killed-read" : "killed";

		CHECK(create(name));
		child = start_burn(name);
		CHECK_EQUAL(try_open(name, true), -EBUSY);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		CHECK_EQUAL(open_disc(name, read_only, &store), 0);
		CHECK(store && sample_kept(store, &burned));
		CHECK(store && sample_read_back(store, 0, 100, 1));
		store_destroy(store);
	}
	CHECK_EQUAL(try_open("killed", false), 0);
	CHECK(access(scratch("killed.disc-wal"), F_OK) != 0);
	layout_finish(&burned);
}

/* Grows a disc commit by commit, as fast as it can. */
static void commit_until_killed(const char *name)
{
	struct layout layout = sample_blank();
	struct store *store = NULL;

	if (open_disc(name, false, &store))
		_exit(1);
	for (;;) {
		layout.loads++;
		layout.tracks[0].recorded = layout.loads % 4096;
		layout.blocks_recorded = layout.loads % 4096;
		if (store->ops->commit(store, &layout, layout.loads % 16 ? CHECKPOINT : DURABLE))
			_exit(1);
	}
}

static void a_commit_is_all_or_nothing(void)
{
	struct store *store = NULL;
	struct layout layout;
	pid_t child;

	CHECK(create("atomic"));
	for (unsigned round = 0; round < 40; round++) {
		fflush(stdout);
		child = fork();
		if (child == 0)
			commit_until_killed("atomic");
		usleep(3000 + 911 * round);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		if (!CHECK_EQUAL(open_disc("atomic", round % 2, &store), 0))
			return;
		CHECK_EQUAL(store->ops->load(store, &layout), 0);
		CHECK_EQUAL(layout.tracks[0].recorded, layout.loads % 4096);
		CHECK_EQUAL(layout.blocks_recorded, layout.loads % 4096);
		layout_finish(&layout);
		store_destroy(store);
	}
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"FileStoreLock.AWriterHasItAlone",                       a_writer_has_it_alone},
	{"FileStoreLock.ReadersShare",                            readers_share},
	{"FileStoreLock.ClosingAnotherDescriptorKeepsTheLock",    closing_another_descriptor_keeps_the_lock},
	{"FileStoreLock.ARefusedOpenKeepsTheLock",                a_refused_open_keeps_the_lock},
	{"FileStoreLock.AKilledWriterLeavesItsCommitsAndNoLock",  a_killed_writer_leaves_its_commits_and_no_lock},
	{"FileStoreLock.ACommitIsAllOrNothing",                   a_commit_is_all_or_nothing},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
