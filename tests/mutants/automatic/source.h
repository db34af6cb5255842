/* SPDX-License-Identifier: MIT */
/* A C source with its syntax tree, and the changes noted for it. */
#ifndef TESTS_MUTANTS_AUTOMATIC_SOURCE_H
#define TESTS_MUTANTS_AUTOMATIC_SOURCE_H

#include <clang-c/Index.h>
#include <stdbool.h>

/* A stretch of the text, by offsets: [begin, end). */
struct stretch {
	unsigned begin, end;
};

/* How a change is put into the text. */
enum form {
	FORM_VALUE,     /* (MUTATED(n) ? after : before) */
	FORM_STATEMENT, /* an expression statement that does not happen */
};

struct change {
	struct stretch at;
	enum form form;
	const char *kind;     /* constant text */
	char *function;       /* it is in */
	char *line;           /* that it begins on, without the blanks around it */
	char *before, *after; /* on one line each */
	unsigned ordinal;     /* among changes of this source that are alike in all of these: 1.. */
};

struct source {
	const char *path;
	char *text;
	unsigned length;
	CXIndex index;
	CXTranslationUnit unit;
	struct change *changes; /* in the order of noting */
	unsigned change_count, change_room;
};

/* Reads and parses. False, said, when it cannot be read or has errors. */
bool source_init(struct source *source, const char *path, const char *const *arguments, int count);
void source_finish(struct source *source);

/* Where a cursor stands in the text of this file: false if it stands elsewhere. */
bool source_stretch(const struct source *source, CXCursor cursor, struct stretch *ret_stretch);

/* Whether the stretch contains this text. */
bool source_contains(const struct source *source, struct stretch stretch, const char *text);

/* Notes a change of what stands at `at` to `after`, a printf format. */
void source_note(struct source *source, struct stretch at, enum form form, const char *kind, const char *function,
                 const char *after, ...) __attribute__((format(printf, 6, 7)));

#endif
