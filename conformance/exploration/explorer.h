/* SPDX-License-Identifier: MIT */
/* One process's share of an exploration: schedule after schedule on one stage, until one breaks a property. */
#ifndef CONFORMANCE_EXPLORATION_EXPLORER_H
#define CONFORMANCE_EXPLORATION_EXPLORER_H

#include <stdatomic.h>

#include "conformance/exploration/exploration.h"
#include "conformance/exploration/properties.h"
#include "conformance/exploration/stage.h"
#include "conformance/exploration/vector.h"

/* What a share came to. Written as it goes on, for somebody who sees it through shared memory even if the process dies.
 */
struct share {
	struct vector vector; /* of the schedule under way, or of the one that broke a property, shrunk */
	bool finished;
	bool exhausted; /* all schedules of the share were run */
	unsigned complete;
	uint64_t schedules, repeated, processor_ns;
	bool broken;
	char property[EXPLORATION_NAME_MAX], requirements[EXPLORATION_REQUIREMENTS_MAX], detail[DETAIL_MAX];
	unsigned disturbances, shrinking_runs;
	int error; /* negative errno: a schedule could not be run, or there is no memory */
};

/* Runs share `part`; *stop ends it, and is set when a property broke. */
void explorer_run(const struct exploration_options *options, unsigned part, atomic_bool *stop, struct share *ret_share);

/* Runs one schedule as the vector says, telling `show`. 0, or -EINVAL when the vector does not fit the schedule, with
 * the reason in ret_share->detail. */
int explorer_replay(const struct scenario *scenario, const struct vector *vector,
                    void (*show)(void *context, const char *line), void *context, struct share *ret_share);

#endif
