/* SPDX-License-Identifier: MIT */
/* The URI of a drive: emu:disc=NAME[,time=virtual|real|scaled:N][,model=MODEL][,rules=FILE][,control=PATH], see
 * dryburn(1). */
#ifndef HANDLERS_EMULATED_DRIVE_URI_H
#define HANDLERS_EMULATED_DRIVE_URI_H

#include <stdbool.h>

#include "emulator/problem.h"
#include "handlers/ways/ways.h"

enum { DRIVE_URI_MAX = 4096 };

struct drive_uri {
	const char *text; /* as it was given; the caller's */
	char *disc;       /* NULL: the tray is empty */
	char *model;      /* NULL: the default one */
	char *rules;      /* name of a file, or NULL */
	char *control;    /* path of its control socket, or NULL */
	bool is_virtual;  /* time */
	unsigned scale;   /* unless it is virtual: 1 is real time */
	char words[DRIVE_URI_MAX];
};

/*
 * For a drive whose clients come by this way: without time= it is virtual where the way carries that, else real. 0;
 * -EINVAL with what is wrong and what would be right. The strings point into *ret_uri, which must stay where it is.
 */
int drive_uri_parse(const char *text, const struct way *way, struct drive_uri *ret_uri, struct problem *ret_problem);

#endif
