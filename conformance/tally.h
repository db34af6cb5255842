/* SPDX-License-Identifier: MIT */
/* How results of runs become results of cases, and these the suite's. Inside the suite only. */
#ifndef CONFORMANCE_TALLY_H
#define CONFORMANCE_TALLY_H

#include "conformance/suite.h"

/* A result of `count` cases that have not run; each is to be described. NULL when memory is short. */
struct suite_result *tally_create(unsigned count, unsigned repeat);

/* Adds a run of the case at run->index, and takes over its message. */
void tally_add(struct suite_result *result, const struct case_result *run);

/*
 * Gives the cases that never reported the verdict ERROR, the flaky ones FAIL with how often they were what, and counts
 * all. 0 or -ENOMEM. Call it once, when all runs were added.
 */
int tally_finish(struct suite_result *result);

#endif
