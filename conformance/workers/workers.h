/* SPDX-License-Identifier: MIT */
/*
 * A carrier that has cases run in worker processes, which are replaced when they die: a case that crashes, ends its
 * process or does not end is one failed case, with what happened to it and what it had noted by then.
 *
 * suite_run() forks with it: the calling process must have one thread.
 */
#ifndef CONFORMANCE_WORKERS_WORKERS_H
#define CONFORMANCE_WORKERS_WORKERS_H

#include "conformance/carrier.h"

enum { WORKERS_MAX = 64 };

struct workers {
	struct suite_carrier carrier; /* workers_carrier() makes it */
	unsigned jobs;                /* processes, at most WORKERS_MAX; never more than there are runs */
	uint64_t limit_ns;            /* of one case, by the host's clock */

	/*
	 * How a worker lives, called in the new process: makes what the suite's rig source needs, calls work(argument)
	 * once, and takes it apart again. NULL: nothing is needed. Returns 0, or a positive number when it cannot,
	 * after saying why: suite_run() returns that of the first worker, while later ones make what is left to run an
	 * ERROR.
	 */
	int (*live)(void *context, void (*work)(void *argument), void *argument);
	void *live_context;
	uint64_t live_limit_ns; /* until `live` calls work(), and from its return to the end of the process */
};

/* Initialises the carrier; suite_options.carrier is its address. Beyond what suite_run() returns by itself it then
 * returns -EPROTO for a worker that died outside a case, -errno when no process can be made, and what `live` returned.
 */
struct workers workers_carrier(unsigned jobs, uint64_t limit_ns);

#endif
