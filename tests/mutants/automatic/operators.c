/* SPDX-License-Identifier: MIT */
/*
 * What stands in the body of a macro has the whole macro's place in the text: so an operator counts only if it is found
 * between its operands there.
 */
#include "tests/mutants/automatic/operators.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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

int binary_operator(const struct place *place, CXCursor cursor, CXCursor operands[2])
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

void look_at_operator(const struct place *place, CXCursor cursor)
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

void note_condition(const struct place *place, CXCursor condition)
{
	CXCursor operands[2];
	char text[TEXT_MAX];
	struct stretch at;

	if (compares(binary_operator(place, bare(condition), operands)) || has_hook(place, condition))
		return;
	if (text_of(place, condition, text) && source_stretch(place->source, condition, &at))
		source_note(place->source, at, FORM_VALUE, "negation", place->function, "!(%s)", text);
}

void look_at_conditional(const struct place *place, CXCursor cursor)
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

void look_at_unary(const struct place *place, CXCursor cursor)
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

void note_constant(const struct place *place, CXCursor cursor)
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

void look_at_reference(const struct place *place, CXCursor cursor)
{
	if (clang_getCursorKind(clang_getCursorReferenced(cursor)) == CXCursor_EnumConstantDecl)
		note_constant(place, cursor);
}
