/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "tests/unit/store/scratch.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char directory[PATH_MAX];

static int remove_one(const char *path, const struct stat *status, int flag, struct FTW *walk)
{
	(void)status;
	(void)flag;
	(void)walk;
	return remove(path);
}

static void remove_directory(void)
{
	nftw(directory, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

const char *scratch(const char *name)
{
	static char paths[8][PATH_MAX + 64];
	static unsigned next;
	char *path = paths[next++ % 8];

	if (!directory[0]) {
		const char *parent = getenv("TMPDIR");

		snprintf(directory, sizeof(directory), "%s/dryburn-store-XXXXXX", parent ? parent : "/tmp");
		if (!mkdtemp(directory)) {
			perror(directory);
			abort();
		}
		atexit(remove_directory);
	}
	snprintf(path, sizeof(paths[0]), "%s/%s", directory, name);
	return path;
}
