/* SPDX-License-Identifier: MIT */
/* The URI of a drive: emu:disc=NAME[,time=virtual|real|scaled:N][,model=MODEL][,rules=FILE][,control=PATH], see
 * dryburn(1). */
#ifndef HANDLERS_EMULATED_DRIVE_URI_H
#define HANDLERS_EMULATED_DRIVE_URI_H

#include <stdbool.h>

#include "emulator/problem.h"

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

/* Whose clock the drive may run on. */
enum drive_clock {
	CLOCK_ANY,  /* virtual unless time= says otherwise: a program that runs everything itself */
	CLOCK_HOST, /* real unless scaled: clients live in the host's time, and time=virtual is refused */
};

/*
 * 0; -EINVAL with what is wrong and what would be right. The strings point into *ret_uri, which must stay where it is.
 */
int drive_uri_parse(const char *text, enum drive_clock clock, struct drive_uri *ret_uri, struct problem *ret_problem);

#endif
