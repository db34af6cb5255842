/* SPDX-License-Identifier: MIT */
/*
 * The transport to a drive of this host: Linux's SG_IO, version 3, on /dev/sgN or /dev/srN.
 *
 * Exclusive access: within this process among all transports to one drive, by whichever of its two devices they were
 * opened; towards other programs by O_EXCL on the block device, which keeps away mounts and those who ask for the same.
 * owner() names clients of this process only.
 */
#ifndef ENGINE_TRANSPORT_SGIO_H
#define ENGINE_TRANSPORT_SGIO_H

#include "engine/transport/transport.h"

/*
 * 0; -ENOENT, -EACCES and what else open(2) says; -ENOTTY for a file that takes no SCSI commands; -ENOMEM. Whether it
 * is an optical drive, the caller finds out by INQUIRY.
 */
int sgio_transport_open(const char *path, struct transport **ret_transport);

#endif
