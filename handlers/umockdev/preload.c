/* SPDX-License-Identifier: MIT */
/* Which libraries a program needs to see the testbed: ours beside this program, and umockdev's. */
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "handlers/umockdev/mock_drive.h"

#define UMOCKDEV_PRELOAD "libumockdev-preload.so.0"
#define DEVICE_PRELOAD "../lib/dryburn/libdryburn-device.so"

enum { PATH_BYTES_MAX = 4096 };

static int find_own(char path[PATH_BYTES_MAX], struct problem *ret_problem)
{
	char program[PATH_BYTES_MAX - sizeof(DEVICE_PRELOAD)];
	ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);

	if (length <= 0)
		return problem_set(ret_problem, ENOENT, "/proc/self/exe cannot be read: %s", strerror(errno));
	while (length && program[length - 1] != '/')
		length--;
	program[length] = '\0';
	snprintf(path, PATH_BYTES_MAX, "%s" DEVICE_PRELOAD, program);
	if (access(path, R_OK))
		return problem_set(ret_problem, ENOENT, "%s is missing: %s", path, strerror(errno));
	if (strpbrk(path, " :"))
		return problem_set(ret_problem, ENOENT, "%s cannot be preloaded: its path has a blank or a colon in it",
		                   path);
	return 0;
}

/* The dynamic linker of a program would only warn, and let it see the host's devices. */
static int find_umockdev(struct problem *ret_problem)
{
	void *library = dlopen(UMOCKDEV_PRELOAD, RTLD_LAZY | RTLD_LOCAL);

	if (!library)
		return problem_set(ret_problem, ENOENT,
		                   "umockdev is missing: %s; on Debian, as root: apt-get install umockdev", dlerror());
	dlclose(library);
	return 0;
}

int mock_drive_preload(char ret_libraries[MOCK_PRELOAD_MAX], struct problem *ret_problem)
{
	char path[PATH_BYTES_MAX];
	int error = find_umockdev(ret_problem);

	if (!error)
		error = find_own(path, ret_problem);
	if (!error)
		snprintf(ret_libraries, MOCK_PRELOAD_MAX, "%s:" UMOCKDEV_PRELOAD, path);
	return error;
}
