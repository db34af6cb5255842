/* SPDX-License-Identifier: MIT */
#include "cli/tgtd_place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODULE "../lib/dryburn/bs_dryburn.so" /* from the program's folder */

static int find_module(struct tgtd_place *place, struct problem *ret_problem)
{
	char path[CHILD_PATH_MAX + sizeof(MODULE)];
	ssize_t length = readlink("/proc/self/exe", path, CHILD_PATH_MAX);

	if (length < 0)
		return problem_set(ret_problem, errno, "/proc/self/exe cannot be read: %s", strerror(errno));
	path[length] = '\0';
	snprintf(strrchr(path, '/') + 1, sizeof(MODULE), MODULE);
	place->module = open(path, O_RDONLY | O_CLOEXEC);
	return place->module < 0 ? problem_set(ret_problem, errno, "%s, the module for tgtd, cannot be opened: %s",
	                                       path, strerror(errno))
	                         : 0;
}

static int find_programs(struct tgtd_place *place, struct problem *ret_problem)
{
	if (!child_find("tgtd", place->program))
		return problem_set(ret_problem, ENOENT, "tgtd is not installed (Debian package tgt)");
	if (!child_find("tgtadm", place->administrator))
		return problem_set(ret_problem, ENOENT, "tgtadm is not installed (Debian package tgt)");
	return find_module(place, ret_problem);
}

static int make_folder(struct tgtd_place *place, struct problem *ret_problem)
{
	const char *parent = getenv("TMPDIR");
	char name[TGTD_FOLDER_MAX + 8];

	if (!parent || !*parent || strlen(parent) > TGTD_FOLDER_MAX - sizeof("/dryburn-serve.XXXXXX"))
		parent = "/tmp";
	snprintf(place->folder, sizeof(place->folder), "%s/dryburn-serve.XXXXXX", parent);
	if (!mkdtemp(place->folder)) {
		*place->folder = '\0';
		return problem_set(ret_problem, errno, "%s has no room for a temporary folder: %s", parent,
		                   strerror(errno));
	}
	snprintf(name, sizeof(name), "%s/log", place->folder);
	place->log = open(name, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
	return place->log < 0 ? problem_set(ret_problem, errno, "%s cannot be made: %s", name, strerror(errno)) : 0;
}

static void remove_folder(const struct tgtd_place *place)
{
	static const char *const names[] = {"log", "socket.0", "socket.0.lock"};
	char name[TGTD_FOLDER_MAX + 16];

	for (size_t i = 0; *place->folder && i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(name, sizeof(name), "%s/%s", place->folder, names[i]);
		unlink(name);
	}
	if (*place->folder)
		rmdir(place->folder);
}

int tgtd_place_open(struct tgtd_place *ret_place, struct problem *ret_problem)
{
	int error;

	*ret_place = (struct tgtd_place){.log = -1, .module = -1};
	error = find_programs(ret_place, ret_problem);
	return error ? error : make_folder(ret_place, ret_problem);
}

void tgtd_place_close(struct tgtd_place *place)
{
	remove_folder(place);
	if (place->log >= 0)
		close(place->log);
	if (place->module >= 0)
		close(place->module);
}
