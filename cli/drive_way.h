/* SPDX-License-Identifier: MIT */
/* The ways to a drive: a table of the schemes of --drive, each with how a transport is made of a URI. */
#ifndef CLI_DRIVE_WAY_H
#define CLI_DRIVE_WAY_H

#include "emulator/problem.h"
#include "engine/transport/transport.h"
#include "platform/platform.h"

struct drive_way;

struct drive_scheme {
	const char *prefix; /* NULL ends the table */
	const char *form;   /* for people: what a whole URI looks like */

	/* Sets way->platform, and what is the scheme's own. 0 or negative errno with a reason; way_close() follows in
	 * either case. */
	int (*open)(struct drive_way *way, const char *uri, struct problem *ret_problem);

	/* One more client of the drive. 0 or negative errno with a reason. */
	int (*connect)(struct drive_way *way, struct transport **ret_transport, struct problem *ret_problem);

	/* After whatever open() came to; no transport is open. */
	void (*close)(struct drive_way *way);
};

struct drive_way {
	const struct drive_scheme *scheme; /* NULL: not open */
	struct platform *platform;         /* that the drive's clients run on */
	struct emulated_drive *emulated;   /* emu: */
	struct loopback *loopback;
	struct iscsi_device *iscsi; /* iscsi: */
	const char *path;           /* /dev/ */
};

extern const struct drive_scheme drive_schemes[];

/* Finds the scheme and opens. 0 or negative errno with a reason. The URI must outlive the way. */
int drive_way_open(const char *uri, struct drive_way *ret_way, struct problem *ret_problem);

int drive_way_connect(struct drive_way *way, struct transport **ret_transport, struct problem *ret_problem);

/* May be called on a zeroed way. */
void drive_way_close(struct drive_way *way);

#endif
