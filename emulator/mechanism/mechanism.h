/* SPDX-License-Identifier: MIT */
/*
 * The moving parts: a pure answer to "how long does this physical step take, how much of it got done, and what went
 * wrong". The drive asks when a step begins and applies the answer when it ends; a mechanism never waits and keeps only
 * its own position and spin.
 */
#ifndef EMULATOR_MECHANISM_MECHANISM_H
#define EMULATOR_MECHANISM_MECHANISM_H

#include <stdint.h>

#include "t10/sense.h"

enum step_kind {
	STEP_LOAD, /* tray in, disc recognised */
	STEP_EJECT,
	STEP_SPIN_UP,
	STEP_STOP,
	STEP_SEEK,
	STEP_READ, /* seek and spin-up included when needed, as for all of the following */
	STEP_RECORD,
	STEP_CALIBRATE, /* optimum power calibration */
	STEP_CLOSE_TRACK,
	STEP_CLOSE_SESSION, /* lead-out or closure zone */
	STEP_FINALISE,
	STEP_FORMAT,
	STEP_KIND_COUNT
};

struct step {
	enum step_kind kind;
	uint32_t lba;        /* SEEK, READ, RECORD: where */
	uint32_t blocks;     /* READ, RECORD: how many; FORMAT: formatted size */
	uint32_t speed_kbps; /* READ, RECORD: selected speed in units of 1000 bytes per second */
};

struct step_result {
	uint64_t duration_ns;
	uint32_t done_blocks; /* how many leading blocks of READ or RECORD really happened; step.blocks unless something
	                         went wrong */
	struct sense sense;   /* GOOD, or why the step failed: it is the drive's to report */
};

struct mechanism;

struct mechanism_ops {
	/* Begins a step at `now`. May be called again only when the step before has ended or was cut. */
	void (*perform)(struct mechanism *mechanism, const struct step *step, uint64_t now,
	                struct step_result *ret_result);

	/* Power is gone: parts stop, position is unknown. */
	void (*cut)(struct mechanism *mechanism);

	void (*destroy)(struct mechanism *mechanism);
};

struct mechanism {
	const struct mechanism_ops *ops;
};

/* Everything realistic mechanics need to know; a drive model holds one. Durations in nanoseconds. */
struct mechanism_timing {
	uint64_t fixed_ns[STEP_KIND_COUNT]; /* the part of a step that does not depend on distance or length */
	uint64_t seek_full_stroke_ns;       /* added in proportion to the distance moved */
	uint32_t constant_rate_kbps;        /* up to this speed the data rate is constant, above it the rotation is */
	uint64_t idle_spin_down_ns;         /* after this long without a step the disc stops turning */
};

/* Times from `timing`, which must outlive it. capacity_blocks is the full stroke. NULL when memory is short. */
struct mechanism *realistic_mechanism_create(const struct mechanism_timing *timing, uint32_t capacity_blocks);

/* Everything succeeds at once. NULL when memory is short. */
struct mechanism *instant_mechanism_create(void);

static inline void mechanism_destroy(struct mechanism *mechanism)
{
	if (mechanism)
		mechanism->ops->destroy(mechanism);
}

#endif
