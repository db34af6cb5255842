/* SPDX-License-Identifier: MIT */
/* In the place of all the others where umockdev was missing when the program was built. */
#include <errno.h>

#include "handlers/umockdev/mock_drive.h"

static int say_missing(struct problem *ret_problem)
{
	return problem_set(ret_problem, ENOSYS,
	                   "this program was built without umockdev (on Debian: libumockdev-dev); build it anew");
}

int mock_drive_open(struct emulated_drive *emulated, struct mock_drive **ret_drive, struct problem *ret_problem)
{
	(void)emulated;
	*ret_drive = NULL;
	return say_missing(ret_problem);
}

void mock_drive_close(struct mock_drive *drive)
{
	(void)drive;
}

int mock_drive_preload(char ret_libraries[MOCK_PRELOAD_MAX], struct problem *ret_problem)
{
	ret_libraries[0] = '\0';
	return say_missing(ret_problem);
}
