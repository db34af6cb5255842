/* SPDX-License-Identifier: MIT */
/*
 * Explorations: one section, written again and again with a cancel, trouble and other tasks at every place, and every
 * property checked each time. See dryburn-explore(1). The program that calls this links the engine that is judged.
 */
#ifndef CONFORMANCE_EXPLORATION_EXPLORATION_H
#define CONFORMANCE_EXPLORATION_EXPLORATION_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "conformance/exploration/choices.h"

enum {
	EXPLORATION_NAME_MAX = 24,
	EXPLORATION_REQUIREMENTS_MAX = 80,
	EXPLORATION_REASON_MAX = 512,
	EXPLORATION_VECTOR_MAX = 4096,
	EXPLORATION_JOBS_MAX = 64,
	EXPLORATION_DISTURBANCES_MAX = 16, /* of one kind */
};

enum exploration_way { EXHAUSTIVELY, AT_RANDOM, BY_PRIORITIES };

struct exploration_options {
	unsigned writes, blocks; /* the section: 1..64 WRITEs of 1..32 blocks */
	struct bound bound;      /* each at most EXPLORATION_DISTURBANCES_MAX */
	enum exploration_way way;
	unsigned depth;   /* BY_PRIORITIES: 1..64 */
	uint64_t seed;    /* not EXHAUSTIVELY */
	unsigned seconds; /* of the host's; 0: until it is exhausted, which chance never is */
	unsigned jobs;    /* processes: 1..EXPLORATION_JOBS_MAX */
};

struct exploration_result {
	struct exploration_options options;
	char build[24], scenario[16];
	uint64_t schedules;    /* that were run and judged, each once */
	uint64_t repeated;     /* of them run twice, with the same trace */
	uint64_t processor_ns; /* of all processes */
	bool exhausted;        /* all schedules within the bound were run */
	unsigned complete;     /* all with at most so many disturbances less one were; 0: not even those with none */

	bool broken;                                     /* a property did not hold: */
	char property[EXPLORATION_NAME_MAX];             /* its name; "determinism", "crash" */
	char requirements[EXPLORATION_REQUIREMENTS_MAX]; /* "WE-71 WE-77" */
	char detail[EXPLORATION_REASON_MAX];
	char vector[EXPLORATION_VECTOR_MAX]; /* replays it */
	unsigned shrinking_runs;
};

/*
 * 0: it was carried out, and the result says what came of it. Negative errno with the reason: it could not be. Makes
 * processes: the caller has no other threads, and has run nothing on a simulated platform before.
 */
int explore(const struct exploration_options *options, struct exploration_result *ret_result,
            char ret_reason[EXPLORATION_REASON_MAX]);

/* Schedules a second of processor time. */
double exploration_rate(const struct exploration_result *result);

/*
 * Replays a vector, telling `show` line by line how it goes. 0, and the result is that of its one schedule. -EINVAL
 * with the reason: the vector is none, or belongs to another build or scenario, or does not fit; nothing was judged.
 */
int explore_replay(const char *vector, void (*show)(void *context, const char *line), void *context,
                   struct exploration_result *ret_result, char ret_reason[EXPLORATION_REASON_MAX]);

/* ---- report.c ---- */

/* What was exhausted, or not; how fast; what broke. */
void exploration_print(const struct exploration_result *result, FILE *file);

/* The same as JSON. 0 or negative errno. */
int exploration_write_json(const struct exploration_result *result, const char *path);

#endif
