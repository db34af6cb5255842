/* SPDX-License-Identifier: MIT */
/* Stands in for initiator.c where libiscsi is not installed. */
#include <errno.h>

#include "bench/initiator.h"

int initiator_run(const char *url, const struct initiator_load *load, double *ret_seconds)
{
	(void)url;
	(void)load;
	(void)ret_seconds;
	return -ENODEV;
}
