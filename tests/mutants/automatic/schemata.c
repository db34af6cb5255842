/* SPDX-License-Identifier: MIT */
/*
 * schemata OUT-FOLDER SOURCE... -- CLANG-ARGUMENT...
 *
 * Writes each source once more with all its mutations in it, each asleep until its number is selected (mutated.h), and
 * points.c, which says what they are. So one build holds them all.
 *
 *     source.c     a file read and parsed
 *     tree.c       questions about its syntax tree
 *     changes.c    what is changed: statements and returned values, and everything's table
 *     operators.c  what is changed in expressions
 *     rewrite.c    puts the noted changes into the text
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/mutants/automatic/changes.h"
#include "tests/mutants/automatic/rewrite.h"

static void write_escaped(FILE *file, const char *text)
{
	fputc('"', file);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			fputc('\\', file);
		fputc(*text, file);
	}
	fputs("\", ", file);
}

static void write_points(const struct source *source, FILE *points)
{
	for (unsigned i = 0; i < source->change_count; i++) {
		const struct change *change = &source->changes[i];

		fputs("\t{", points);
		write_escaped(points, source->path);
		write_escaped(points, change->function);
		write_escaped(points, change->kind);
		write_escaped(points, change->line);
		write_escaped(points, change->before);
		write_escaped(points, change->after);
		fprintf(points, "%u},\n", change->ordinal);
	}
}

/* OUT-FOLDER/a/b.c is OUT-FOLDER/a_b.c: no folders to make. */
static FILE *open_output(const char *folder, const char *path)
{
	char name[512];
	size_t start = (size_t)snprintf(name, sizeof(name), "%s/", folder);
	FILE *file;

	snprintf(name + start, sizeof(name) - start, "%s", path);
	for (char *at = name + start; *at; at++)
		if (*at == '/')
			*at = '_';
	file = fopen(name, "w");
	if (!file)
		fprintf(stderr, "schemata: %s: %s\n", name, strerror(errno));
	return file;
}

static bool close_output(FILE *file)
{
	bool failed = fflush(file) || ferror(file);

	return !fclose(file) && !failed;
}

/* Rewrites one source; its numbers begin at *number. */
static bool process(const char *folder, const char *path, const char *const *arguments, int count, FILE *points,
                    unsigned *number)
{
	struct source source;
	bool written = false;
	FILE *file;

	if (!source_init(&source, path, arguments, count))
		return false;
	note_changes(&source);
	file = open_output(folder, path);
	if (file) {
		rewrite(&source, *number, file);
		written = close_output(file);
	}
	write_points(&source, points);
	*number += source.change_count;
	source_finish(&source);
	return written;
}

int main(int argc, char **argv)
{
	unsigned number = 1;
	int separator = 2;
	bool good = true;
	FILE *points;

	while (separator < argc && strcmp(argv[separator], "--") != 0)
		separator++;
	if (separator >= argc) {
		fputs("usage: schemata OUT-FOLDER SOURCE... -- CLANG-ARGUMENT...\n", stderr);
		return 2;
	}
	points = open_output(argv[1], "points.c");
	if (!points)
		return 1;
	fputs("#include \"tests/mutants/automatic/mutated.h\"\n\nconst struct mutation mutations[] = {\n\t{0},\n",
	      points);
	for (int i = 2; i < separator && good; i++)
		good = process(argv[1], argv[i], (const char *const *)argv + separator + 1, argc - separator - 1,
		               points, &number);
	fprintf(points, "};\n\nconst unsigned mutation_count = %u;\n", number);
	return close_output(points) && good ? 0 : 1;
}
