/* SPDX-License-Identifier: MIT */
/*
 * One burn, from the loading of the disc to the summary. Its steps are in burn.c; what depends on the medium is a row
 * of burn_strategy.c; the writing itself is burn_write.c, the comparison afterwards burn_verify.c.
 */
#ifndef CLI_BURN_H
#define CLI_BURN_H

#include "cli/drive.h"
#include "cli/image.h"
#include "cli/progress.h"

enum { BURN_NEVER_CANCEL = -1 };

struct burn_options {
	bool close, verify;
	int cancel_at; /* percent, or BURN_NEVER_CANCEL */
};

struct burn;

/* What is done about a kind of medium. Failures are said. */
struct burn_strategy {
	uint16_t profile;
	const char *name;
	uint32_t blocks_per_second; /* at 1x */
	/* Finds out where the image goes and how much fits: fills burn->start and burn->free_blocks, writes nothing. */
	enum cli_exit (*examine)(struct burn *burn);
	/* Makes the medium ready for the first WRITE. NULL: nothing to do. */
	enum cli_exit (*prepare)(struct burn *burn);
	/* After all WRITEs and SYNCHRONIZE CACHE. NULL: nothing to do. */
	enum cli_exit (*finish)(struct burn *burn);
};

struct burn {
	struct drive *drive;
	const struct burn_options *options;
	struct image image;
	const struct burn_strategy *strategy;
	uint32_t start, free_blocks;
	unsigned track;    /* the one that is written; sequential media */
	bool is_formatted; /* rewritable media */
	uint64_t began_ns; /* the present step */
	struct progress progress;
};

/* The row of a profile, or NULL if such a medium cannot be burnt by this program. */
const struct burn_strategy *burn_strategy_find(uint16_t profile);

/* A drive_run() body; `context` is the burn. */
enum cli_exit burn_perform(struct drive *drive, void *context);

/* ---- for the parts ---- */

/* A new step, for the progress and for the clock. `step` is static. */
void burn_begin_step(struct burn *burn, const char *step);

/* Its line of the summary: "writing       6.5 s, ..." */
void burn_end_step(struct burn *burn, const char *step, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Seconds of the drive's time since the step began. */
double burn_step_seconds(const struct burn *burn);

/* Waits until the drive has done what it is at, showing its progress. `what` failed, if it does. */
enum cli_exit burn_wait(struct burn *burn, const char *what);

/*
 * Writes the image with IWriteEngine2 and waits until it is on the disc. CLI_DONE, CLI_CANCELLED after an accepted
 * cancel, or a failure, said; *ret_written is how many blocks the drive took.
 */
enum cli_exit burn_write(struct burn *burn, uint32_t *ret_written);

/* Reads the image back. */
enum cli_exit burn_verify(struct burn *burn);

#endif
