/* SPDX-License-Identifier: MIT */
/* What a tgtd of our own needs before it runs: its programs, our module, and a temporary folder with a log. */
#ifndef CLI_TGTD_PLACE_H
#define CLI_TGTD_PLACE_H

#include "cli/child.h"
#include "emulator/problem.h"

enum { TGTD_FOLDER_MAX = 80 }; /* so that a socket in it has a name that sockets can have */

struct tgtd_place {
	char program[CHILD_PATH_MAX], administrator[CHILD_PATH_MAX];
	char folder[TGTD_FOLDER_MAX];
	int log, module; /* file descriptors */
};

/* 0 or negative errno with a reason; tgtd_place_close() follows in either case. */
int tgtd_place_open(struct tgtd_place *ret_place, struct problem *ret_problem);

/* Removes the folder with what a tgtd left in it. */
void tgtd_place_close(struct tgtd_place *place);

#endif
