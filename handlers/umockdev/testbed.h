/* SPDX-License-Identifier: MIT */
/* The devices of the testbed: a host adapter with one drive, its block device sr0 and its generic device sg0. */
#ifndef HANDLERS_UMOCKDEV_TESTBED_H
#define HANDLERS_UMOCKDEV_TESTBED_H

#include "handlers/umockdev/ioctl.h"

enum { NODE_COUNT = 2 };

extern const struct node testbed_nodes[NODE_COUNT];

/* An empty testbed, or NULL with the reason. */
UMockdevTestbed *testbed_create(struct problem *ret_problem);

/* Puts the drive's devices in it, named as its INQUIRY says. 0, -EIO with the reason. */
int testbed_fill(UMockdevTestbed *testbed, struct emulated_drive *drive, struct problem *ret_problem);

#endif
