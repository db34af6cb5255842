/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/tree.h"

#include <string.h>

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct family *family = data;

	(void)parent;
	if (family->count < CHILDREN_MAX)
		family->members[family->count++] = cursor;
	return CXChildVisit_Continue;
}

struct family children_of(CXCursor cursor)
{
	struct family family = {.count = 0};

	clang_visitChildren(cursor, collect, &family);
	return family;
}

CXCursor bare(CXCursor cursor)
{
	struct family family = children_of(cursor);
	enum CXCursorKind kind = clang_getCursorKind(cursor);

	if ((kind == CXCursor_ParenExpr || kind == CXCursor_UnexposedExpr) && family.count == 1)
		return bare(family.members[0]);
	return cursor;
}

bool text_of(const struct place *place, CXCursor cursor, char text[TEXT_MAX])
{
	struct stretch at;

	if (!source_stretch(place->source, cursor, &at) || at.end - at.begin >= TEXT_MAX)
		return false;
	memcpy(text, place->source->text + at.begin, at.end - at.begin);
	text[at.end - at.begin] = '\0';
	return true;
}

bool reads(const struct place *place, CXCursor cursor, const char *wanted)
{
	char text[TEXT_MAX];

	return text_of(place, cursor, text) && strcmp(text, wanted) == 0;
}

bool has_hook(const struct place *place, CXCursor cursor)
{
	struct stretch at;

	return source_stretch(place->source, cursor, &at) && source_contains(place->source, at, "MUTANT(");
}

bool begins_with(const struct place *place, CXCursor cursor, const char *start)
{
	char text[TEXT_MAX];

	return text_of(place, cursor, text) && strncmp(text, start, strlen(start)) == 0;
}

bool is_bool(CXCursor expression)
{
	return clang_getCanonicalType(clang_getCursorType(expression)).kind == CXType_Bool;
}

enum CXTypeKind type_of(CXCursor expression)
{
	return clang_getCanonicalType(clang_getCursorType(expression)).kind;
}
