/* SPDX-License-Identifier: MIT */
/* Commands that the kernel's sr sends on its own when a program makes an ioctl that is not SG_IO. */
#ifndef HANDLERS_UMOCKDEV_ASK_H
#define HANDLERS_UMOCKDEV_ASK_H

#include "handlers/umockdev/ioctl.h"

/*
 * One command that answers at most `length` bytes into `data`, zeros behind what came; tried again while the drive has
 * attentions to tell. 0 or the errno that sr makes of the sense; *ret_sense, if not NULL, is what it was.
 */
int ask(struct ioctl_call *call, const uint8_t *cdb, size_t cdb_length, uint8_t *data, size_t length,
        struct sense *ret_sense);

/* The same without data. */
int tell(struct ioctl_call *call, const uint8_t *cdb, size_t cdb_length);

#endif
