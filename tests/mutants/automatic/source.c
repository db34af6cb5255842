/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/source.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_text(struct source *source)
{
	FILE *file = fopen(source->path, "r");
	size_t length;

	if (!file || fseek(file, 0, SEEK_END))
		return false;
	length = (size_t)ftell(file);
	rewind(file);
	source->text = malloc(length + 1);
	source->length = (unsigned)length;
	if (!source->text || fread(source->text, 1, length, file) != length)
		return false;
	source->text[length] = '\0';
	fclose(file);
	return true;
}

/* A tree with holes in it would be half mutated. */
static bool has_no_errors(const struct source *source)
{
	bool good = true;

	for (unsigned i = 0; i < clang_getNumDiagnostics(source->unit); i++) {
		CXDiagnostic diagnostic = clang_getDiagnostic(source->unit, i);
		CXString text = clang_formatDiagnostic(diagnostic, clang_defaultDiagnosticDisplayOptions());

		if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
			fprintf(stderr, "schemata: %s\n", clang_getCString(text));
			good = false;
		}
		clang_disposeString(text);
		clang_disposeDiagnostic(diagnostic);
	}
	return good;
}

bool source_init(struct source *source, const char *path, const char *const *arguments, int count)
{
	*source = (struct source){.path = path};
	if (!read_text(source)) {
		fprintf(stderr, "schemata: %s cannot be read\n", path);
		return false;
	}
	source->index = clang_createIndex(0, 0);
	source->unit =
		clang_parseTranslationUnit(source->index, path, arguments, count, NULL, 0, CXTranslationUnit_None);
	if (source->unit && has_no_errors(source))
		return true;
	fprintf(stderr, "schemata: %s cannot be parsed\n", path);
	return false;
}

void source_finish(struct source *source)
{
	for (unsigned i = 0; i < source->change_count; i++) {
		free(source->changes[i].function);
		free(source->changes[i].line);
		free(source->changes[i].before);
		free(source->changes[i].after);
	}
	free(source->changes);
	free(source->text);
	clang_disposeTranslationUnit(source->unit);
	clang_disposeIndex(source->index);
}

bool source_stretch(const struct source *source, CXCursor cursor, struct stretch *ret_stretch)
{
	CXSourceRange range = clang_getCursorExtent(cursor);
	CXFile begin_file, end_file, own = clang_getFile(source->unit, source->path);

	clang_getExpansionLocation(clang_getRangeStart(range), &begin_file, NULL, NULL, &ret_stretch->begin);
	clang_getExpansionLocation(clang_getRangeEnd(range), &end_file, NULL, NULL, &ret_stretch->end);
	return begin_file && end_file && clang_File_isEqual(begin_file, own) && clang_File_isEqual(end_file, own) &&
	       ret_stretch->begin < ret_stretch->end;
}

bool source_contains(const struct source *source, struct stretch stretch, const char *text)
{
	const char *found = strstr(source->text + stretch.begin, text);

	return found && found + strlen(text) <= source->text + stretch.end;
}

/* ---- noting ---- */

/* A copy on one line, with single blanks. */
static char *on_one_line(const char *text, unsigned length)
{
	char *copy = malloc(length + 1), *to = copy;

	for (unsigned i = 0; i < length; i++) {
		if (!isspace((unsigned char)text[i]))
			*to++ = text[i];
		else if (to != copy && to[-1] != ' ')
			*to++ = ' ';
	}
	while (to != copy && to[-1] == ' ')
		to--;
	*to = '\0';
	return copy;
}

static char *line_at(const struct source *source, unsigned offset)
{
	unsigned begin = offset, end = offset;

	while (begin && source->text[begin - 1] != '\n')
		begin--;
	while (source->text[end] && source->text[end] != '\n')
		end++;
	return on_one_line(source->text + begin, end - begin);
}

static bool are_alike(const struct change *a, const struct change *b)
{
	return a->kind == b->kind && !strcmp(a->function, b->function) && !strcmp(a->line, b->line) &&
	       !strcmp(a->before, b->before) && !strcmp(a->after, b->after);
}

static struct change *append(struct source *source)
{
	if (source->change_count == source->change_room) {
		source->change_room = source->change_room ? 2 * source->change_room : 64;
		source->changes = realloc(source->changes, source->change_room * sizeof(*source->changes));
		if (!source->changes)
			abort();
	}
	return &source->changes[source->change_count++];
}

void source_note(struct source *source, struct stretch at, enum form form, const char *kind, const char *function,
                 const char *after, ...)
{
	struct change *change = append(source);
	char text[4096];
	va_list arguments;

	va_start(arguments, after);
	vsnprintf(text, sizeof(text), after, arguments);
	va_end(arguments);
	*change = (struct change){
		.at = at,
		.form = form,
		.kind = kind,
		.function = strdup(function),
		.line = line_at(source, at.begin),
		.before = on_one_line(source->text + at.begin, at.end - at.begin),
		.after = on_one_line(text, (unsigned)strlen(text)),
		.ordinal = 1,
	};
	for (unsigned i = 0; i + 1 < source->change_count; i++)
		change->ordinal += are_alike(&source->changes[i], change);
}
