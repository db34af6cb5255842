/* SPDX-License-Identifier: MIT */
/* Which case of the suite comes to the place of which mutation: only those can notice it. */
#ifndef TESTS_MUTANTS_AUTOMATIC_COVERAGE_H
#define TESTS_MUTANTS_AUTOMATIC_COVERAGE_H

#include "tests/mutants/automatic/mutated.h"
#include "tests/mutants/trial.h"

struct coverage {
	uint8_t *reached; /* a row of mutation_count for each case */
	unsigned cases;
	unsigned *slowest_ms; /* processor time of the slowest case, rounded up */
};

/*
 * Runs the whole suite, unmutated, in another process. 0, or negative errno; -EPROTO, said, when a case does not pass:
 * then nothing can be told from it. To be finished after 0.
 */
int coverage_init(struct coverage *coverage, const struct case_list *cases);
void coverage_finish(struct coverage *coverage);

static inline bool coverage_has(const struct coverage *coverage, unsigned index, unsigned mutation)
{
	return coverage->reached[(size_t)index * mutation_count + mutation];
}

#endif
