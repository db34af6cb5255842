/* SPDX-License-Identifier: MIT */
/*
 * The odometer: makes an exhaustive enumerator of any run that asks for its choices, in the order of how many
 * disturbances there are. Every sequence of answers within the bound is run once.
 */
#ifndef CONFORMANCE_EXPLORATION_EXHAUST_H
#define CONFORMANCE_EXPLORATION_EXHAUST_H

#include "conformance/exploration/vector.h"

struct enumeration {
	struct bound bound;
	unsigned part, parts; /* this one's share of the schedules: 0 of 1 for all of them */

	/*
	 * Runs once, as the vector says, and leaves the run in `choices`. `mine`: the schedule belongs to this part; a
	 * few do not and are run to find those that do. False ends the enumeration.
	 */
	bool (*run)(struct enumeration *enumeration, const struct vector *vector, struct choices *choices, bool mine);
	void *context;

	unsigned complete; /* all schedules of the part with at most so many disturbances were run, less one: 0 for none
	                    */
};

/* 0: all were run. -ECANCELED: run() ended it. -ENOMEM. -E2BIG: a schedule has more than DEVIATIONS_MAX deviations. */
int exhaust(struct enumeration *enumeration, struct choices *choices);

#endif
