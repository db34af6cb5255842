/* SPDX-License-Identifier: MIT */
/* How far a step is, on the standard error: a bar on a terminal, else lines, one every ten percent. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdio.h>

struct progress {
	FILE *file;
	bool is_terminal;
	const char *step;
	int shown; /* percent of this step, PROGRESS_NOTHING before the first time */
};

enum { PROGRESS_UNKNOWN = -1, PROGRESS_NOTHING = -2 };

void progress_init(struct progress *progress, FILE *file);

/* A new step; `step` is static. */
void progress_begin(struct progress *progress, const char *step);

/* 0 to 100, or PROGRESS_UNKNOWN. Shows what is worth showing. */
void progress_show(struct progress *progress, int percent);

/* Clears the bar, so that something else can be printed. */
void progress_end(struct progress *progress);

#endif
