/* SPDX-License-Identifier: MIT */
/* Where Linux has mounted a block device [proc(5) "/proc/pid/mountinfo"]. */
#ifndef ENGINE_TRANSPORT_MOUNTINFO_H
#define ENGINE_TRANSPORT_MOUNTINFO_H

#include <stdio.h>

/* Calls `seen` with the mount point of each line of the table that is about this device, as the path that it is. Lines
 * that are not what proc(5) says are passed over. */
void mountinfo_each(FILE *table, unsigned device_major, unsigned device_minor,
                    void (*seen)(void *context, const char *path), void *context);

#endif
