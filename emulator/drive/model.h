/* SPDX-License-Identifier: MIT */
/* What distinguishes one drive from another and never changes while it runs. */
#ifndef EMULATOR_DRIVE_MODEL_H
#define EMULATOR_DRIVE_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/mechanism/mechanism.h"
#include "t10/profile.h"

struct drive_model {
	const char *model;                        /* name on command lines */
	char vendor[9], product[17], revision[5]; /* INQUIRY strings, padded with spaces when sent */
	char serial[17];
	char firmware_date[15];  /* CCYYMMDDHHMMSS */
	uint32_t cache_blocks;   /* write cache, in 2048-byte blocks */
	bool full_cache_is_busy; /* a WRITE that finds no room gets 2/04/08 at once; otherwise it waits */
	uint64_t command_ns;     /* every command's own time */
	uint32_t link_kbps;      /* data transfer to the host, 1000 bytes per second */
	struct mechanism_timing timing;
};

/* All models; the first is the default; ended by a row with model NULL. */
extern const struct drive_model drive_models[];

/* The row of a name (NULL: the default), or NULL. */
const struct drive_model *drive_model_find(const char *name);

#endif
