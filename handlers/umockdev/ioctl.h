/* SPDX-License-Identifier: MIT */
/*
 * One ioctl of a program, from its arrival to its answer. The table of those that are known is ioctl_table.c; the
 * others get ENOTTY, as from the kernel's drivers.
 */
#ifndef HANDLERS_UMOCKDEV_IOCTL_H
#define HANDLERS_UMOCKDEV_IOCTL_H

#include <stdbool.h>
#include <stddef.h>
#include <umockdev.h>

#include "handlers/emulated/emulated.h"

/* What differs between the two device files; rows of the table say in which of them they are known. */
enum node_kind { NODE_SR = 1, NODE_SG = 2 };

struct node {
	const char *path;
	enum node_kind kind;
	int sg_version;              /* SG_GET_VERSION_NUM */
	unsigned default_timeout_ms; /* of an SG_IO without one */
	unsigned shortest_timeout_ms;
};

struct ioctl_call {
	struct emulated_drive *drive;
	const struct node *node;
	UMockdevIoctlClient *client;
	UMockdevIoctlData *argument; /* the third argument: 8 bytes, a number or a pointer */
	const struct ioctl_row *row;
};

/* The result of the ioctl, or a negative errno. May block: it has a thread of its own. */
typedef long ioctl_function(struct ioctl_call *call);

struct ioctl_row {
	unsigned long request;
	const char *name;
	unsigned nodes; /* enum node_kind, ored */
	ioctl_function *answer;
	long value; /* for functions that serve several rows */
};

/* Answers by the row of the call's request: what the ioctl returns, or a negative errno. */
long ioctl_answer(struct ioctl_call *call);

/* ---- for the functions in the table ---- */

/* The third argument as a number. */
unsigned long ioctl_number(const struct ioctl_call *call);

/*
 * A copy of the program's memory that the pointer `offset` bytes into `data` points to, or NULL for a null pointer.
 * What is changed in it is in the program's memory when the ioctl returns. It lives as long as the call.
 */
UMockdevIoctlData *ioctl_memory(UMockdevIoctlData *data, size_t offset, size_t length);

/* Puts bytes where the third argument points to. 0 or -EFAULT. */
long ioctl_put(struct ioctl_call *call, const void *bytes, size_t length);

/* Milliseconds of the host as the drive's time, which may run faster. */
uint64_t ioctl_drive_ns(const struct ioctl_call *call, unsigned milliseconds);

ioctl_function sg_io;
ioctl_function cdrom_capability, cdrom_drive_status, cdrom_disc_status, cdrom_move_tray, cdrom_lock_door,
	cdrom_media_changed, cdrom_read_toc_header, cdrom_read_toc_entry, cdrom_multisession, cdrom_size_bytes,
	cdrom_size_sectors, cdrom_test_unit_ready, cdrom_select_speed;

#endif
