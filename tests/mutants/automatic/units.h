/* SPDX-License-Identifier: MIT */
/* The second judge: unit tests that are linked with the mutated code, each a program that ends with 0 if it passes. */
#ifndef TESTS_MUTANTS_AUTOMATIC_UNITS_H
#define TESTS_MUTANTS_AUTOMATIC_UNITS_H

#include "tests/mutants/automatic/mutated.h"

struct units {
	const char *const *paths; /* of the programs, ended by NULL */
	unsigned count;
	uint8_t *reached; /* a row of mutation_count for each program */
};

/* Runs each of them, unmutated, to learn where they come. 0 or negative errno; -EPROTO, said, when one fails. To be
 * finished after 0. */
int units_init(struct units *units, const char *const *paths);
void units_finish(struct units *units);

/*
 * Has each of the mutations judged by the programs that come to it, `jobs` mutations at a time: ret_killed[i] is
 * whether one of them failed, crashed, or used up its processor time. 0 or negative errno.
 */
int units_judge(const struct units *units, const unsigned *numbers, unsigned count, unsigned jobs, bool *ret_killed);

#endif
