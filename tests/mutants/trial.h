/* SPDX-License-Identifier: MIT */
/*
 * Trials: the suite against one broken program at a time, each in a process of its own, which it may take down or
 * keep busy for ever. What is broken is told apart by a number; how that is selected is the caller's business.
 */
#ifndef TESTS_MUTANTS_TRIAL_H
#define TESTS_MUTANTS_TRIAL_H

#include <stdatomic.h>

#include "tests/mutants/case_list.h"

/* What became of a case. */
enum fate {
	FATE_NOT_RUN,
	FATE_PASSED, /* or was skipped */
	FATE_FAILED, /* also: the rig could not be made, or a deadlock */
	FATE_CRASHED,
	FATE_HUNG, /* used up its limit of processor time */
	FATE_COUNT
};

/* Runs one case in this process: FATE_PASSED or FATE_FAILED, unless it takes the process with it. */
enum fate lone_case_run(const struct lone_case *lone);

struct trial {
	unsigned mutant;
	unsigned *order; /* indices of the cases to run, as they are to be run; the trial's, freed with it */
	unsigned count;
	bool to_the_end; /* runs all of them; else until the first that does not pass */

	/* When it has ended: */
	const uint8_t *fates; /* enum fate, by index in the list */
	unsigned hits;        /* times that the mutant took effect */
	int killer;           /* index of the first case that did not pass, in their order; -1: none */
};

struct trials {
	const struct case_list *cases;
	unsigned jobs;       /* processes at a time */
	unsigned cpu_ms_max; /* of one case: processor time, so that a busy machine changes nothing */

	/* In a process of its own: breaks the program. It counts in *hits, which that process shares with this one. */
	void (*select)(unsigned mutant, atomic_uint *hits);

	/* Fills in the upper half of the next trial, and allocates its order; false when there is no more. */
	bool (*next)(void *context, struct trial *trial);

	/* After a trial. */
	void (*ended)(void *context, const struct trial *trial);
	void *context;
};

/* Runs one trial after another until next() has no more. 0 or negative errno. */
int trials_run(const struct trials *trials);

#endif
