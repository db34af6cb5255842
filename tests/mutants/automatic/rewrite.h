/* SPDX-License-Identifier: MIT */
#ifndef TESTS_MUTANTS_AUTOMATIC_REWRITE_H
#define TESTS_MUTANTS_AUTOMATIC_REWRITE_H

#include <stdio.h>

#include "tests/mutants/automatic/source.h"

/* Writes the source with its changes in it: the first noted has the number `first`, and so on. Changes nest, since they
 * come from one tree. */
void rewrite(const struct source *source, unsigned first, FILE *file);

#endif
