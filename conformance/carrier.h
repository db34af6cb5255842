/* SPDX-License-Identifier: MIT */
/* Who runs the planned cases. */
#ifndef CONFORMANCE_CARRIER_H
#define CONFORMANCE_CARRIER_H

#include "conformance/suite.h"

struct selection;

/* What is to be run, and where the results go. */
struct suite_work {
	const struct suite_options *options;
	const struct selection *selection;
	unsigned runs; /* number n is run n / selection->count of the case n % selection->count */
	/* Takes over what the result points to. Once for each number, in any order. */
	void (*deliver)(void *context, unsigned number, const struct case_result *result);
	void *context;
};

struct suite_carrier {
	/*
	 * Has every number run and delivered. 0; negative errno with a reason when it cannot, or what it was told to
	 * hand on (workers.h). *ret_elapsed_ns: how long that took by the host's clock, 0 if nobody knows.
	 */
	int (*carry)(const struct suite_carrier *carrier, const struct suite_work *work, uint64_t *ret_elapsed_ns,
	             char ret_reason[SUITE_REASON_MAX]);
};

/* This process, one after the other. */
extern const struct suite_carrier carried_here;

#endif
