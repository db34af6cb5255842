/* SPDX-License-Identifier: MIT */
#ifndef TESTS_MUTANTS_AUTOMATIC_CHANGES_H
#define TESTS_MUTANTS_AUTOMATIC_CHANGES_H

#include "tests/mutants/automatic/source.h"

/*
 * Notes every change of the source's functions that is worth trying: operators exchanged, boundaries moved, conditions
 * negated, constants one more and one less, calls and assignments left out, other values returned.
 *
 * Left alone, since nobody could tell: what answers a lack of memory, what only frees, and the hooks of
 * mutants/mutant.h.
 */
void note_changes(struct source *source);

#endif
