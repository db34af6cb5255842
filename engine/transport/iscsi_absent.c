/* SPDX-License-Identifier: MIT */
/* iscsi.h in a program that is built without libiscsi. */
#include "engine/transport/iscsi.h"

#include <errno.h>
#include <stdio.h>

int iscsi_device_create(struct platform *platform, const char *url, struct iscsi_device **ret_device, char *problem,
                        size_t problem_size)
{
	(void)platform;
	(void)url;
	*ret_device = NULL;
	snprintf(problem, problem_size, "this program was built without libiscsi, which iscsi:// needs");
	return -ENOSYS;
}

int iscsi_device_open(struct iscsi_device *device, struct transport **ret_transport, char *problem, size_t problem_size)
{
	(void)device;
	(void)ret_transport;
	(void)problem;
	(void)problem_size;
	return -ENOSYS;
}

void iscsi_device_destroy(struct iscsi_device *device)
{
	(void)device;
}
