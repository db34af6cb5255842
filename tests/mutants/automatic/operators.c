/* SPDX-License-Identifier: MIT */
/*
 * One function a kind of cursor, in a table. What stands in the body of a macro has the whole macro's place in the
 * text, so an operator counts only if it is found between its operands there.
 */
#include "tests/mutants/automatic/operators.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHILDREN_MAX = 256, TEXT_MAX = 2048 };

/* The function that is looked at. */
struct place {
	struct source *source;
	const char *function;
	bool allocates; /* it asks for memory itself */
};

struct family {
	CXCursor members[CHILDREN_MAX];
	unsigned count;
};

static void look_at(const struct place *place, CXCursor cursor);

/* ---- asking the tree ---- */

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct family *family = data;

	(void)parent;
	if (family->count < CHILDREN_MAX)
		family->members[family->count++] = cursor;
	return CXChildVisit_Continue;
}

static struct family children_of(CXCursor cursor)
{
	struct family family = {.count = 0};

	clang_visitChildren(cursor, collect, &family);
	return family;
}

static void look_at_children(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);

	for (unsigned i = 0; i < family.count; i++)
		look_at(place, family.members[i]);
}

/* Without the parentheses and implicit conversions around it. */
static CXCursor bare(CXCursor cursor)
{
	struct family family = children_of(cursor);
	enum CXCursorKind kind = clang_getCursorKind(cursor);

	if ((kind == CXCursor_ParenExpr || kind == CXCursor_UnexposedExpr) && family.count == 1)
		return bare(family.members[0]);
	return cursor;
}

static bool text_of(const struct place *place, CXCursor cursor, char text[TEXT_MAX])
{
	struct stretch at;

	if (!source_stretch(place->source, cursor, &at) || at.end - at.begin >= TEXT_MAX)
		return false;
	memcpy(text, place->source->text + at.begin, at.end - at.begin);
	text[at.end - at.begin] = '\0';
	return true;
}

static bool reads(const struct place *place, CXCursor cursor, const char *wanted)
{
	char text[TEXT_MAX];

	return text_of(place, cursor, text) && strcmp(text, wanted) == 0;
}

/* A hook of mutants/mutant.h, or something that asks one. */
static bool has_hook(const struct place *place, CXCursor cursor)
{
	struct stretch at;

	return source_stretch(place->source, cursor, &at) && source_contains(place->source, at, "MUTANT(");
}

static bool begins_with(const struct place *place, CXCursor cursor, const char *start)
{
	char text[TEXT_MAX];

	return text_of(place, cursor, text) && strncmp(text, start, strlen(start)) == 0;
}

static bool is_bool(CXCursor expression)
{
	return clang_getCanonicalType(clang_getCursorType(expression)).kind == CXType_Bool;
}

static enum CXTypeKind type_of(CXCursor expression)
{
	return clang_getCanonicalType(clang_getCursorType(expression)).kind;
}

/* ---- binary operators ---- */

static const struct {
	const char *from, *kind, *to[2];
} binary_operators[] = {
	{"<", "boundary", {"<=", ">="}}, {"<=", "boundary", {"<", ">"}}, {">", "boundary", {">=", "<="}},
	{">=", "boundary", {">", "<"}},  {"==", "comparison", {"!="}},   {"!=", "comparison", {"=="}},
	{"&&", "logic", {"||"}},         {"||", "logic", {"&&"}},        {"+", "arithmetic", {"-"}},
	{"-", "arithmetic", {"+"}},      {"*", "arithmetic", {"/"}},     {"/", "arithmetic", {"*"}},
	{"%", "arithmetic", {"/"}},      {"<<", "arithmetic", {">>"}},   {">>", "arithmetic", {"<<"}},
	{"&", "arithmetic", {"|"}},      {"|", "arithmetic", {"&"}},     {"^", "arithmetic", {"&"}},
	{"+=", "arithmetic", {"-="}},    {"-=", "arithmetic", {"+="}},   {"*=", "arithmetic", {"/="}},
	{"/=", "arithmetic", {"*="}},    {"|=", "arithmetic", {"&="}},   {"&=", "arithmetic", {"|="}},
	{"<<=", "arithmetic", {">>="}},  {">>=", "arithmetic", {"<<="}}, {"=", "assignment", {NULL}},
};

enum { BINARY_OPERATORS = sizeof(binary_operators) / sizeof(binary_operators[0]) };

/* Index of the operator that stands between two operands; -1: none does. */
static int operator_between(const struct place *place, CXCursor left, CXCursor right)
{
	struct stretch a, b;
	char text[8] = "";
	unsigned length = 0;

	if (!source_stretch(place->source, left, &a) || !source_stretch(place->source, right, &b) || a.end > b.begin)
		return -1;
	for (unsigned i = a.end; i < b.begin; i++)
		if (!isspace((unsigned char)place->source->text[i]) && length + 1 < sizeof(text))
			text[length++] = place->source->text[i];
	text[length] = '\0';
	for (int i = 0; i < BINARY_OPERATORS; i++)
		if (strcmp(binary_operators[i].from, text) == 0)
			return i;
	return -1;
}

/* The operator of an expression that is one with two operands, which it gives; -1 for any other. */
static int binary_operator(const struct place *place, CXCursor cursor, CXCursor operands[2])
{
	enum CXCursorKind kind = clang_getCursorKind(cursor);
	struct family family = children_of(cursor);

	if ((kind != CXCursor_BinaryOperator && kind != CXCursor_CompoundAssignOperator) || family.count != 2)
		return -1;
	operands[0] = family.members[0];
	operands[1] = family.members[1];
	return operator_between(place, operands[0], operands[1]);
}

static bool is_logic(int op)
{
	return op >= 0 && strcmp(binary_operators[op].kind, "logic") == 0;
}

/* Two pointers can be subtracted, and nothing else. */
static bool can_be_exchanged(int op, CXCursor operands[2])
{
	return type_of(operands[0]) != CXType_Pointer || type_of(operands[1]) != CXType_Pointer ||
	       strcmp(binary_operators[op].kind, "arithmetic") != 0;
}

static void note_condition(const struct place *place, CXCursor condition);

/* Its operands keep to themselves, whatever the new operator's precedence. */
static void note_exchange(const struct place *place, struct stretch at, int op, const char *left, const char *right)
{
	const char *open_left = strchr(left, ' ') ? "(" : "", *close_left = *open_left ? ")" : "";
	const char *open_right = strchr(right, ' ') ? "(" : "", *close_right = *open_right ? ")" : "";

	for (unsigned i = 0; i < 2 && binary_operators[op].to[i]; i++)
		source_note(place->source, at, FORM_VALUE, binary_operators[op].kind, place->function,
		            "%s%s%s %s %s%s%s", open_left, left, close_left, binary_operators[op].to[i], open_right,
		            right, close_right);
}

static void look_at_operator(const struct place *place, CXCursor cursor)
{
	CXCursor operands[2];
	int op = binary_operator(place, cursor, operands);
	char left[TEXT_MAX], right[TEXT_MAX];
	struct stretch at;
	bool hooked = op >= 0 && (has_hook(place, operands[0]) || has_hook(place, operands[1]));
	bool about_memory = is_logic(op) && place->allocates;

	if (op >= 0 && strcmp(binary_operators[op].from, "&&") == 0 && begins_with(place, operands[1], "MUTANT("))
		return; /* false, whatever stands before it */

	if (op >= 0 && !hooked && !about_memory && can_be_exchanged(op, operands) &&
	    text_of(place, operands[0], left) && text_of(place, operands[1], right) &&
	    source_stretch(place->source, cursor, &at))
		note_exchange(place, at, op, left, right);
	if (is_logic(op) && !about_memory) {
		note_condition(place, operands[0]);
		note_condition(place, operands[1]);
	}
	look_at_children(place, cursor);
}

/* ---- conditions ---- */

static bool compares(int op)
{
	return op >= 0 && strcmp(binary_operators[op].kind, "arithmetic") != 0 &&
	       strcmp(binary_operators[op].kind, "assignment") != 0;
}

/* Comparisons have their own opposites, and the operands of logic theirs. */
static void note_condition(const struct place *place, CXCursor condition)
{
	CXCursor operands[2];
	char text[TEXT_MAX];
	struct stretch at;

	if (compares(binary_operator(place, bare(condition), operands)) || has_hook(place, condition))
		return;
	if (text_of(place, condition, text) && source_stretch(place->source, condition, &at))
		source_note(place->source, at, FORM_VALUE, "negation", place->function, "!(%s)", text);
}

static void look_at_conditional(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);

	if (family.count != 3)
		return;
	if (has_hook(place, family.members[1]) && has_hook(place, family.members[2]))
		return;
	if (has_hook(place, family.members[0])) {
		look_at(place, family.members[2]);
		return;
	}
	note_condition(place, family.members[0]);
	look_at_children(place, cursor);
}

/* ---- unary operators ---- */

static void note_constant(const struct place *place, CXCursor cursor);

static void note_unary(const struct place *place, CXCursor cursor, const char *operand, char first, char last)
{
	struct stretch at;

	if (!source_stretch(place->source, cursor, &at))
		return;
	if (first == '+' || first == '-')
		source_note(place->source, at, FORM_VALUE, "arithmetic", place->function, "%s%s",
		            first == '+' ? "--" : "++", operand);
	else
		source_note(place->source, at, FORM_VALUE, "arithmetic", place->function, "%s%s", operand,
		            last == '+' ? "--" : "++");
}

static void look_at_unary(const struct place *place, CXCursor cursor)
{
	struct family family = children_of(cursor);
	char text[TEXT_MAX], operand[TEXT_MAX];
	size_t length;

	if (family.count == 1 && clang_getCursorKind(family.members[0]) == CXCursor_IntegerLiteral) {
		note_constant(place, cursor); /* -1 */
		return;
	}
	if (family.count == 1 && text_of(place, cursor, text) && text_of(place, family.members[0], operand)) {
		length = strlen(text);
		if (!strncmp(text, "++", 2) || !strncmp(text, "--", 2))
			note_unary(place, cursor, operand, text[0], 0);
		else if (length > 2 && (!strcmp(text + length - 2, "++") || !strcmp(text + length - 2, "--")))
			note_unary(place, cursor, operand, 0, text[length - 1]);
	}
	look_at_children(place, cursor);
}

/* ---- constants ---- */

static bool is_noted(const struct place *place, struct stretch at)
{
	for (unsigned i = 0; i < place->source->change_count; i++)
		if (place->source->changes[i].at.begin == at.begin && place->source->changes[i].at.end == at.end &&
		    strcmp(place->source->changes[i].kind, "constant") == 0)
			return true;
	return false;
}

static void note_constant(const struct place *place, CXCursor cursor)
{
	char text[TEXT_MAX];
	struct stretch at;

	if (!text_of(place, cursor, text) || !source_stretch(place->source, cursor, &at) || is_noted(place, at))
		return;
	if (strstr(text, "MUTANT(") || strstr(text, "NULL") || strstr(text, "NOMEM") || strstr(text, "OUTOFMEMORY"))
		return;
	if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) {
		source_note(place->source, at, FORM_VALUE, "constant", place->function, "!%s", text);
		return;
	}
	source_note(place->source, at, FORM_VALUE, "constant", place->function, "%s + 1", text);
	if (isdigit((unsigned char)*text) && strtoull(text, NULL, 0) > 1)
		source_note(place->source, at, FORM_VALUE, "constant", place->function, "%s - 1", text);
}

static void look_at_reference(const struct place *place, CXCursor cursor)
{
	if (clang_getCursorKind(clang_getCursorReferenced(cursor)) == CXCursor_EnumConstantDecl)
		note_constant(place, cursor);
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

static void look_at(const struct place *place, CXCursor cursor)
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
