/* SPDX-License-Identifier: MIT */
/* The file store in a program that is built without one: discs live in memory alone. */
#include <errno.h>

#include "emulator/store/store.h"

static int refuse(const char *name, struct problem *ret_problem)
{
	return problem_set(ret_problem, ENOSYS, "%s: this program was built without discs on disk", name);
}

int file_store_create(const char *name, const struct layout *layout, struct problem *ret_problem)
{
	(void)layout;
	return refuse(name, ret_problem);
}

int file_store_open(const char *name, bool read_only, struct store **ret_store, struct problem *ret_problem)
{
	(void)read_only;
	*ret_store = NULL;
	return refuse(name, ret_problem);
}

int file_store_remove(const char *name, struct problem *ret_problem)
{
	return refuse(name, ret_problem);
}
