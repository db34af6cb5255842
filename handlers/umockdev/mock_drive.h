/* SPDX-License-Identifier: MIT */
/*
 * An emulated drive as /dev/sr0 and /dev/sg0 of unmodified programs, without root: umockdev leads their system calls
 * into a testbed, and the testbed leads their ioctls here.
 *
 * Each ioctl is served by a thread of its own, so that a command which takes an hour keeps nobody else waiting.
 */
#ifndef HANDLERS_UMOCKDEV_MOCK_DRIVE_H
#define HANDLERS_UMOCKDEV_MOCK_DRIVE_H

#include "handlers/emulated/emulated.h"

enum { MOCK_PRELOAD_MAX = 4608 };

struct mock_drive;

/*
 * Makes the testbed and shows the drive (the caller's, opened for WAY_UMOCKDEV) in it. One at a time in a process,
 * whose environment gets UMOCKDEV_DIR. 0; -ENOSYS when the program was built without umockdev; -EIO: the host does not
 * let us; each with the reason.
 */
int mock_drive_open(struct emulated_drive *emulated, struct mock_drive **ret_drive, struct problem *ret_problem);

/*
 * Waits until the drive has finished what it was told to do, then removes the testbed. Programs that use it must be
 * gone: what they still have open ends them. Accepts NULL.
 */
void mock_drive_close(struct mock_drive *drive);

/*
 * What LD_PRELOAD must begin with for a program that shall see the drive. 0; -ENOSYS as above; -ENOENT when a library
 * is not installed, with the reason.
 */
int mock_drive_preload(char ret_libraries[MOCK_PRELOAD_MAX], struct problem *ret_problem);

#endif
