/* SPDX-License-Identifier: MIT */
/* The kill matrix: what became of each case against each mutant. */
#ifndef TESTS_MUTANTS_MATRIX_H
#define TESTS_MUTANTS_MATRIX_H

#include <stdio.h>

#include "mutants/mutant.h"
#include "tests/mutants/trial.h"

/* How a mutant came off. */
enum outcome {
	OUTCOME_NOT_TRIED,
	OUTCOME_KILLED,    /* by a case of a requirement that it breaks */
	OUTCOME_BY_OTHERS, /* only by cases of other requirements */
	OUTCOME_SURVIVED,
	OUTCOME_NEVER_RAN, /* its hook was not reached: it stands nowhere, or no case comes there */
	OUTCOME_COUNT
};

struct matrix {
	const struct case_list *cases;
	uint8_t *fates; /* enum fate, a row of cases->count for each mutant */
	enum outcome outcomes[MUTANT_COUNT];
	int killers[MUTANT_COUNT]; /* the case that decided it; -1: none */
};

/* 0 or -ENOMEM; to be finished in either case. */
int matrix_init(struct matrix *matrix, const struct case_list *cases);
void matrix_finish(struct matrix *matrix);

/* Enters a trial that has ended. */
void matrix_enter(struct matrix *matrix, const struct trial *trial);

/* Cases of the suite that failed against no mutant. */
unsigned matrix_idle_cases(const struct matrix *matrix);

/* The words for an outcome: "killed". */
const char *outcome_name(enum outcome outcome);

/* Writes mutants down and cases across: as tab-separated values, "F" failed, "C" crashed, "H" hung, "." passed, "-" not
 * run; or as a page to look at. 0 or -errno. */
int matrix_write_tsv(const struct matrix *matrix, FILE *file);
int matrix_write_html(const struct matrix *matrix, FILE *file);

#endif
