/* SPDX-License-Identifier: MIT */
/* Questions about the syntax tree and the text it stands for. */
#ifndef TESTS_MUTANTS_AUTOMATIC_TREE_H
#define TESTS_MUTANTS_AUTOMATIC_TREE_H

#include "tests/mutants/automatic/source.h"

enum { CHILDREN_MAX = 256, TEXT_MAX = 2048 };

/* The function that is looked at. */
struct place {
	struct source *source;
	const char *function;
	bool allocates; /* it asks for memory itself */
};

/* The first CHILDREN_MAX children of a cursor. */
struct family {
	CXCursor members[CHILDREN_MAX];
	unsigned count;
};
struct family children_of(CXCursor cursor);

/* The expression without the parentheses and implicit conversions around it. */
CXCursor bare(CXCursor cursor);

/* Its text; false if it stands in another file, or is too long. */
bool text_of(const struct place *place, CXCursor cursor, char text[TEXT_MAX]);

/* Whether its text is this, or begins with this. */
bool reads(const struct place *place, CXCursor cursor, const char *wanted);
bool begins_with(const struct place *place, CXCursor cursor, const char *start);

/* Whether it asks a hook of mutants/mutant.h. */
bool has_hook(const struct place *place, CXCursor cursor);

/* An expression's type, typedefs looked through. */
bool is_bool(CXCursor expression);
enum CXTypeKind type_of(CXCursor expression);

#endif
