/* SPDX-License-Identifier: MIT */
/* Mutations made by schemata, at most one of them awake. Included by what it writes. */
#ifndef TESTS_MUTANTS_AUTOMATIC_MUTATED_H
#define TESTS_MUTANTS_AUTOMATIC_MUTATED_H

#include <stdbool.h>
#include <stdint.h>

/* What a mutation is. Numbers are indices; 0 is none. */
struct mutation {
	const char *file, *function, *kind, *line, *before, *after;
	unsigned ordinal; /* among those that are alike in all of these: 1.. */
};

extern const struct mutation mutations[];
extern const unsigned mutation_count; /* with none */

/* The one that is awake, and for each whether its place was reached. A program that runs for itself takes the first
 * from DRYBURN_MUTATED, and writes the second as bytes to the file DRYBURN_REACHED when it exits. */
extern unsigned mutated_number;
extern uint8_t *mutated_reached;

static inline bool mutated(unsigned number)
{
	mutated_reached[number] = 1;
	return number == mutated_number;
}

#define MUTATED(number) mutated(number)

#endif
