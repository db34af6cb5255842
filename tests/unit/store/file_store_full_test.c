/* SPDX-License-Identifier: MIT */
/*
 * A burn onto a file system that is full before the disc is: a tmpfs of 1 MiB in a mount namespace of this program's
 * own, which the kernel grants to root and, in many installations, to users in a user namespace. Skipped elsewhere.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "emulator/store/store.h"
#include "tests/unit/store/sample.h"
#include "tests/unit/unit.h"

enum { SKIPPED = 77 };

static char directory[] = "/tmp/dryburn-full-XXXXXX";
static char name[64];

static bool write_line(const char *path, const char *line)
{
	FILE *file = fopen(path, "w");
	bool written = file && fputs(line, file) >= 0;

	return file && !fclose(file) && written;
}

/* In a new user namespace nobody owns files until an identity is mapped [user_namespaces(7)]. */
static bool map_identity(unsigned user, unsigned group)
{
	char user_line[40], group_line[40];

	snprintf(user_line, sizeof(user_line), "%u %u 1", user, user);
	snprintf(group_line, sizeof(group_line), "%u %u 1", group, group);
	return write_line("/proc/self/setgroups", "deny") && write_line("/proc/self/uid_map", user_line) &&
	       write_line("/proc/self/gid_map", group_line);
}

static bool enter_namespace(void)
{
	unsigned user = geteuid(), group = getegid();

	return !unshare(CLONE_NEWNS) || (!unshare(CLONE_NEWUSER | CLONE_NEWNS) && map_identity(user, group));
}

static bool mount_small_file_system(void)
{
	return enter_namespace() && !mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) &&
	       !mount("tmpfs", directory, "tmpfs", 0, "size=1m,mode=1777");
}

static struct store *open_disc(void)
{
	struct problem problem = {""};
	struct store *store = NULL;

	if (file_store_open(name, false, &store, &problem))
		printf("# %s\n", problem.text);
	return store;
}

/* Takes every byte that is left. */
static void fill_up(void)
{
	static const char zeros[4096];
	char path[80];
	int file;

	snprintf(path, sizeof(path), "%s/filler", directory);
	file = open(path, O_WRONLY | O_CREAT, 0600);
	while (write(file, zeros, sizeof(zeros)) > 0)
		;
	close(file);
}

/* Commits every 16 blocks until no more blocks go onto the disc; ret_layout is what was committed last. */
static void burn_until_full(struct store *store, struct layout *ret_layout)
{
	uint8_t sectors[16 * 2048];
	struct layout next;
	uint32_t lba, done;
	int error = 0;

	*ret_layout = sample_blank();
	for (lba = 0; !error && lba < SAMPLE_BLOCKS; lba += 16) {
		sample_fill(sectors, lba, 16, 1);
		error = store->ops->write(store, lba, 16, sectors, &done);
		if (error || layout_copy(ret_layout, &next))
			break;
		extents_add(&next.written, lba, 16);
		next.tracks[0].recorded = lba + 16;
		error = store->ops->commit(store, &next, CHECKPOINT);
		if (!error)
			layout_replace(ret_layout, &next);
		layout_finish(&next);
	}
	CHECK_EQUAL(error, -ENOSPC);
	CHECK(ret_layout->tracks[0].recorded >= 128);
	CHECK(sample_kept(store, ret_layout));
}

static void what_was_committed_survives_a_full_disk(void)
{
	struct layout blank = sample_blank(), burned, more;
	struct problem problem = {""};
	struct store *store;
	char filler[80];

	CHECK_EQUAL(file_store_create(name, &blank, &problem), 0);
	store = open_disc();
	if (!CHECK(store != NULL))
		return;
	burn_until_full(store, &burned);
	fill_up();
	store_destroy(store);
	store = open_disc();
	if (!CHECK(store != NULL))
		return;
	CHECK(sample_kept(store, &burned));
	CHECK(sample_read_back(store, 0, burned.tracks[0].recorded, 1));

	/* Room again: the disc goes on. */
	snprintf(filler, sizeof(filler), "%s/filler", directory);
	CHECK(!truncate(filler, 0));
	CHECK_EQUAL(layout_copy(&burned, &more), 0);
	more.loads++;
	CHECK_EQUAL(store->ops->commit(store, &more, DURABLE), 0);
	store_destroy(store);
	store = open_disc();
	CHECK(store && sample_kept(store, &more));
	store_destroy(store);
	layout_finish(&burned);
	layout_finish(&more);
	file_store_remove(name, NULL);
}

static void a_disc_that_has_no_room_is_not_made(void)
{
	struct layout blank = sample_blank();
	struct problem problem = {""};
	char path[80];

	fill_up();
	CHECK_EQUAL(file_store_create(name, &blank, &problem), -ENOSPC);
	printf("# %s\n", problem.text);
	snprintf(path, sizeof(path), "%s.img", name);
	CHECK(access(path, F_OK) != 0);
	snprintf(path, sizeof(path), "%s.disc", name);
	CHECK(access(path, F_OK) != 0);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"FileStoreFull.WhatWasCommittedSurvivesAFullDisk", what_was_committed_survives_a_full_disk},
	{"FileStoreFull.ADiscThatHasNoRoomIsNotMade",       a_disc_that_has_no_room_is_not_made},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	int result;

	if (!mkdtemp(directory) || !mount_small_file_system()) {
		printf("1..0 # SKIP no file system can be mounted here: %s\n", strerror(errno));
		rmdir(directory);
		return SKIPPED;
	}
	snprintf(name, sizeof(name), "%s/x", directory);
	result = unit_main(argc, argv, tests);
	umount2(directory, MNT_DETACH);
	rmdir(directory);
	return result;
}
