/* SPDX-License-Identifier: MIT */
/*
 * A tgtd of our own, without root: it is given the module of emulated drives, keeps its socket and log in a temporary
 * folder, and dies with this program. child_begin() must have been called.
 */
#ifndef CLI_TGTD_H
#define CLI_TGTD_H

#include <stdbool.h>

#include "emulator/problem.h"

struct tgtd;

/* What stands before a tgtd is started. */
struct tgtd_options {
	const char *portal; /* ADDRESS:PORT that it listens at */
	const char *target; /* IQN */
	const char *user;   /* for CHAP, or NULL */
	const char *password;
	const char *const *drives; /* URIs; they become LUN 1, 2... */
	unsigned drive_count;
};

/*
 * Starts it and tells it what to serve; clients may come when this returns. 0 or negative errno with a reason: -ENOENT
 * where tgtd or the module is not installed, -EINTR when an end was asked for.
 */
int tgtd_open(const struct tgtd_options *options, struct tgtd **ret_tgtd, struct problem *ret_problem);

/* Until it has died: -EIO with how and its last words; or an end is asked for: 0. */
int tgtd_watch(struct tgtd *tgtd, struct problem *ret_problem);

/*
 * Switches its drives off, ends it and removes the folder. While a client's commands are under way that is power loss
 * for the drives. Accepts NULL.
 */
void tgtd_close(struct tgtd *tgtd);

#endif
