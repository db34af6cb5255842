/* SPDX-License-Identifier: MIT */
/*
 * An emulated drive from its URI: disc, rules, drive, platform and pump, put together. What the program and every
 * carrier begin with.
 */
#ifndef HANDLERS_EMULATED_EMULATED_H
#define HANDLERS_EMULATED_EMULATED_H

#include "handlers/control/control.h"
#include "handlers/emulated/drive_uri.h"
#include "handlers/pump/pump.h"
#include "platform/platform.h"

struct emulated_drive {
	const struct way *way;
	struct drive_uri uri; /* its text is the caller's and must outlive the drive */
	struct platform *platform;
	struct pump *pump;       /* not started */
	struct control *control; /* NULL without control= */
};

/*
 * Switches a drive on whose clients come by this way. 0; -EINVAL for a URI or rules that are wrong, or that the way
 * cannot carry, disc_open()'s errors, -ENOMEM, each with the reason.
 */
int emulated_drive_open(const char *uri, const struct way *way, struct emulated_drive **ret_drive,
                        struct problem *ret_problem);

/* What emulated_drive_open() would say of the URI and its rules, without switching a drive on or touching a disc. */
int emulated_drive_check(const char *uri, const struct way *way, struct problem *ret_problem);

/* Switches it off: see pump_destroy(). Accepts NULL. */
void emulated_drive_close(struct emulated_drive *drive);

#endif
