/* SPDX-License-Identifier: MIT */
/*
 * survivors.tsv: mutations that are known to go unnoticed, and why. A line each, nine columns separated by tabs:
 *
 *   file function kind line before after ordinal   what it is (struct mutation); lines have no numbers, so that code
 *                                                  which moves stays found
 *   class     "equivalent": no behaviour changes. "unobservable": one does that nobody outside can see, such as a time
 *             of no consequence. "gap": a test is missing
 *   reason    in a sentence
 */
#ifndef TESTS_MUTANTS_AUTOMATIC_SURVIVORS_H
#define TESTS_MUTANTS_AUTOMATIC_SURVIVORS_H

#include <stdio.h>

#include "tests/mutants/automatic/mutated.h"

enum { SURVIVOR_COLUMNS = 9 };

struct survivor {
	char *columns[SURVIVOR_COLUMNS];
	bool met; /* it is one of the mutations that there are */
};

struct survivors {
	struct survivor *list;
	unsigned count;
};

/* Reads the file. 0 or negative errno, said; a line that is none of the above is -EINVAL, said with its number. To be
 * finished in either case. */
int survivors_read(struct survivors *survivors, const char *path);
void survivors_finish(struct survivors *survivors);

/* The entry of a mutation, which is met then; NULL: it is not listed. */
struct survivor *survivors_find(struct survivors *survivors, const struct mutation *mutation);

/* Its class and reason. */
static inline const char *survivor_class(const struct survivor *survivor)
{
	return survivor->columns[7];
}
static inline const char *survivor_reason(const struct survivor *survivor)
{
	return survivor->columns[8];
}

/* Writes a line; class and reason as given. */
void survivor_write(FILE *file, const struct mutation *mutation, const char *class, const char *reason);

#endif
