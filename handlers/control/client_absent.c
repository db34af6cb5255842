/* SPDX-License-Identifier: MIT */
/* The asking side where there are no sockets of the local family. */
#include <errno.h>

#include "handlers/control/control.h"

int control_ask(const char *path, const char *request, char *ret_text, size_t size, struct problem *ret_problem)
{
	(void)request;
	(void)ret_text;
	(void)size;
	return problem_set(ret_problem, ENOSYS, "%s: control sockets are not for this operating system", path);
}
