/* SPDX-License-Identifier: MIT */
/* Changes of expressions: each function looks at one of its kind, notes what can be changed in it, and looks on inside.
 */
#ifndef TESTS_MUTANTS_AUTOMATIC_OPERATORS_H
#define TESTS_MUTANTS_AUTOMATIC_OPERATORS_H

#include "tests/mutants/automatic/tree.h"

void look_at_operator(const struct place *place, CXCursor cursor); /* with two operands */
void look_at_conditional(const struct place *place, CXCursor cursor);
void look_at_unary(const struct place *place, CXCursor cursor);
void look_at_reference(const struct place *place, CXCursor cursor);

/* A number, or what stands for one: one more, and one less. */
void note_constant(const struct place *place, CXCursor cursor);

/* The opposite of a condition, unless it is a comparison, which has its own. */
void note_condition(const struct place *place, CXCursor condition);

/* The operator of an expression that is one with two operands, which it gives; -1 for any other. */
int binary_operator(const struct place *place, CXCursor cursor, CXCursor operands[2]);

/* In changes.c: looks at anything. */
void look_at(const struct place *place, CXCursor cursor);
void look_at_children(const struct place *place, CXCursor cursor);

#endif
