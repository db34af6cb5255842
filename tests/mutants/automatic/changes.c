/* SPDX-License-Identifier: MIT */
/* One function a kind of cursor, in a table; those of expressions are in operators.c. */
#include "tests/mutants/automatic/changes.h"

#include <stdio.h>
#include <string.h>

#include "tests/mutants/automatic/operators.h"

void look_at_children(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);

	for (unsigned i = 0; i < family.count; i++)
		look_at(place, family.members[i]);
}

/* ---- statements ---- */

/* What only gives memory back. */
static bool frees(const char *text)
{
	size_t name = strcspn(text, "(");

	return strncmp(text, "free(", 5) == 0 || (name > 8 && strncmp(text + name - 8, "_destroy", 8) == 0) ||
	       (name > 7 && strncmp(text + name - 7, "_finish", 7) == 0);
}

/* An expression that stands as a statement: a call or an assignment. */
static bool is_doing(const struct place *place, CXCursor statement)
{
	enum CXCursorKind kind = clang_getCursorKind(statement);
	struct family family = children_of(statement);
	CXCursor operands[2];

	if (kind == CXCursor_UnexposedExpr && family.count == 1)
		return is_doing(place, family.members[0]);
	if (kind == CXCursor_CStyleCastExpr) /* (void)call() */
		return family.count && clang_getCursorKind(family.members[family.count - 1]) == CXCursor_CallExpr;
	return kind == CXCursor_CallExpr || kind == CXCursor_CompoundAssignOperator || kind == CXCursor_UnaryOperator ||
	       binary_operator(place, statement, operands) >= 0;
}

static void look_at_statement(const struct place *place, CXCursor statement)
{
	char text[TEXT_MAX];
	struct stretch at;

	if (is_doing(place, statement) && text_of(place, statement, text) && !frees(text) &&
	    source_stretch(place->source, statement, &at))
		source_note(place->source, at, FORM_STATEMENT, "left out", place->function, "%s", "");
	look_at(place, statement);
}

static void look_at_compound(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);

	for (unsigned i = 0; i < family.count; i++)
		look_at_statement(place, family.members[i]);
}

/* Nobody can make memory short from outside. */
static bool answers_lack_of_memory(const struct place *place, CXCursor statement)
{
	struct stretch at;

	return source_stretch(place->source, statement, &at) &&
	       (source_contains(place->source, at, "NOMEM") || source_contains(place->source, at, "OUTOFMEMORY"));
}

static void look_at_if(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);
	bool hooked = has_hook(place, family.members[0]);
	char text[TEXT_MAX] = "";

	text_of(place, family.members[0], text);
	note_condition(place, family.members[0]);
	if (!hooked || *text != 'M') /* "MUTANT(X)" alone: what follows never happens */
		look_at(place, family.members[0]);
	for (unsigned i = 1; i < family.count; i++)
		if (!answers_lack_of_memory(place, family.members[i]) && !(i == 1 && hooked && *text == 'M'))
			look_at_statement(place, family.members[i]);
}

static void look_at_while(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);

	note_condition(place, family.members[0]);
	look_at(place, family.members[0]);
	look_at_statement(place, family.members[1]);
}

static void look_at_for(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);

	for (unsigned i = 0; i + 1 < family.count; i++)
		look_at(place, family.members[i]);
	look_at_statement(place, family.members[family.count - 1]);
}

static void look_at_case(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);
	unsigned first = clang_getCursorKind(cursor) == CXCursor_CaseStmt; /* behind its label */

	for (unsigned i = first; i < family.count; i++)
		look_at_statement(place, family.members[i]);
}

/* ---- returning something else ---- */

static void note_return(const struct place *place, CXCursor value, const char *after)
{
	struct stretch at;

	if (source_stretch(place->source, value, &at))
		source_note(place->source, at, FORM_VALUE, "return", place->function, "%s", after);
}

static void note_other_record(const struct place *place, CXCursor value)
{
	CXString type = clang_getTypeSpelling(clang_getCursorType(value));
	char after[128];

	snprintf(after, sizeof(after), "(%s){0}", clang_getCString(type));
	if (!reads(place, value, "SENSE_GOOD"))
		note_return(place, value, after);
	else
		note_return(place, value, "(struct sense){.key = 4, .asc = 0x44}");
	clang_disposeString(type);
}

static void look_at_return(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);
	CXCursor value = family.members[0], operands[2];
	enum CXCursorKind kind;

	if (!family.count || answers_lack_of_memory(place, cursor))
		return;
	kind = clang_getCursorKind(bare(value));
	if (type_of(value) == CXType_Record)
		note_other_record(place, value);
	else if (type_of(value) == CXType_Pointer && !reads(place, value, "NULL"))
		note_return(place, value, "(void *)0");
	else if (is_bool(bare(value)) && kind != CXCursor_IntegerLiteral)
		note_condition(place, value);
	else if (kind == CXCursor_CallExpr || kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr ||
	         (kind == CXCursor_UnaryOperator && binary_operator(place, bare(value), operands) < 0))
		note_return(place, value, "0");
	look_at_children(place, cursor);
}

/* ---- calls ---- */

/* Memory that is larger than it need be serves as well, and memory that is too small breaks what lies behind it. */
static void look_at_call(const struct place *place, CXCursor cursor)
{
	CXString name = clang_getCursorSpelling(cursor);
	const char *text = clang_getCString(name);

	if (strcmp(text, "calloc") && strcmp(text, "malloc") && strcmp(text, "aligned_alloc"))
		look_at_children(place, cursor);
	clang_disposeString(name);
}

/* ---- declarations ---- */

/* The initial value of a variable that lives in the function; not the size of an array. */
static void look_at_variable(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);
	enum CXTypeKind type = clang_getCursorType(cursor).kind;
	bool array = type == CXType_ConstantArray || type == CXType_IncompleteArray;

	if (clang_Cursor_getStorageClass(cursor) == CX_SC_Static)
		return;
	for (unsigned i = 0; i < family.count; i++)
		if (!array || clang_getCursorKind(family.members[i]) == CXCursor_InitListExpr)
			look_at(place, family.members[i]);
}

static void look_away(const struct place *place, CXCursor cursor)
{
	(void)place;
	(void)cursor;
}

static const struct {
	enum CXCursorKind kind;
	void (*look)(const struct place *place, CXCursor cursor);
} looks[] = {
	{CXCursor_BinaryOperator, look_at_operator},
	{CXCursor_CompoundAssignOperator, look_at_operator},
	{CXCursor_ConditionalOperator, look_at_conditional},
	{CXCursor_UnaryOperator, look_at_unary},
	{CXCursor_UnaryExpr, look_away}, /* sizeof */
	{CXCursor_CallExpr, look_at_call},
	{CXCursor_IntegerLiteral, note_constant},
	{CXCursor_DeclRefExpr, look_at_reference},
	{CXCursor_CompoundStmt, look_at_compound},
	{CXCursor_IfStmt, look_at_if},
	{CXCursor_WhileStmt, look_at_while},
	{CXCursor_ForStmt, look_at_for},
	{CXCursor_CaseStmt, look_at_case},
	{CXCursor_DefaultStmt, look_at_case},
	{CXCursor_ReturnStmt, look_at_return},
	{CXCursor_VarDecl, look_at_variable},
	{CXCursor_ParmDecl, look_away},
	{CXCursor_EnumDecl, look_away},
	{CXCursor_StructDecl, look_away},
};

void look_at(const struct place *place, CXCursor cursor)
{
	char text[TEXT_MAX];

	if (text_of(place, cursor, text) && (!strncmp(text, "MUTANT(", 7) || !strncmp(text, "!MUTANT(", 8)) &&
	    !strchr(text, ' '))
		return;
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		if (looks[i].kind == clang_getCursorKind(cursor)) {
			looks[i].look(place, cursor);
			return;
		}
	look_at_children(place, cursor);
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), end_length = strlen(end);

	return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

/* A function of this file with a body. */
static enum CXChildVisitResult look_at_function(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct source *source = data;
	struct place place;
	struct stretch at;
	CXString name;

	(void)parent;
	if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl || !clang_isCursorDefinition(cursor) ||
	    !source_stretch(source, cursor, &at) || !source_contains(source, at, "{")) /* a macro made it */
		return CXChildVisit_Continue;
	name = clang_getCursorSpelling(cursor);
	place = (struct place){source, clang_getCString(name), source_contains(source, at, "alloc(")};
	if (!ends_with(place.function, "destroy") && !ends_with(place.function, "finish"))
		look_at_children(&place, cursor);
	clang_disposeString(name);
	return CXChildVisit_Continue;
}

void note_changes(struct source *source)
{
	clang_visitChildren(clang_getTranslationUnitCursor(source->unit), look_at_function, source);
}
