/* SPDX-License-Identifier: MIT */
/* How many mutations were noticed, by whom, folder by folder. */
#ifndef TESTS_MUTANTS_AUTOMATIC_TALLY_H
#define TESTS_MUTANTS_AUTOMATIC_TALLY_H

#include <stdio.h>

/* Who noticed a mutation. */
enum judge { JUDGE_NOBODY, JUDGE_SUITE, JUDGE_UNITS, JUDGE_COUNT };

enum { TALLY_FOLDERS_MAX = 16, TALLY_CLASSES = 4 };

struct tally_row {
	char folder[64];
	unsigned judges[JUDGE_COUNT];
	unsigned classes[TALLY_CLASSES]; /* of those that nobody noticed */
};

struct tally {
	struct tally_row rows[TALLY_FOLDERS_MAX];
	unsigned count;
};

/* `class` is that of the list of survivors, or "unlisted". */
void tally_enter(struct tally *tally, const char *file, enum judge judge, const char *class);

/* A table with a line for each folder and one for all of them. */
void tally_print(const struct tally *tally, FILE *file);

#endif
