/* SPDX-License-Identifier: MIT */
/*
 * Only one change is awake at a time: so what is changed to is written without changes in it, and the text does not
 * grow with each level of nesting.
 */
#include "tests/mutants/automatic/rewrite.h"

#include <stdlib.h>

/* A change and its number; wider ones first where two begin together, later ones first where they are equal. */
struct numbered {
	const struct change *change;
	unsigned number;
};

static int compare(const void *a, const void *b)
{
	const struct numbered *x = a, *y = b;

	if (x->change->at.begin != y->change->at.begin)
		return x->change->at.begin < y->change->at.begin ? -1 : 1;
	if (x->change->at.end != y->change->at.end)
		return x->change->at.end > y->change->at.end ? -1 : 1;
	if (x->change->form != y->change->form)
		return x->change->form == FORM_STATEMENT ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

struct writer {
	const struct source *source;
	const struct numbered *next, *end;
	FILE *file;
};

static void write_up_to(struct writer *writer, struct stretch stretch);

static void write_change(struct writer *writer)
{
	const struct numbered *here = writer->next++;

	if (here->change->form == FORM_STATEMENT)
		fprintf(writer->file, "(MUTATED(%u) ? (void)0 : (void)(", here->number);
	else
		fprintf(writer->file, "(MUTATED(%u) ? (%s) : (", here->number, here->change->after);
	write_up_to(writer, here->change->at);
	fputs("))", writer->file);
}

/* The text of a stretch, with the changes that lie in it. */
static void write_up_to(struct writer *writer, struct stretch stretch)
{
	unsigned at = stretch.begin;

	while (writer->next < writer->end && writer->next->change->at.begin < stretch.end) {
		unsigned end = writer->next->change->at.end;

		fwrite(writer->source->text + at, 1, writer->next->change->at.begin - at, writer->file);
		write_change(writer);
		at = end;
	}
	fwrite(writer->source->text + at, 1, stretch.end - at, writer->file);
}

void rewrite(const struct source *source, unsigned first, FILE *file)
{
	struct numbered *sorted = calloc(source->change_count + 1, sizeof(*sorted));
	struct writer writer = {source, sorted, sorted + source->change_count, file};

	if (!sorted)
		abort();
	for (unsigned i = 0; i < source->change_count; i++)
		sorted[i] = (struct numbered){&source->changes[i], first + i};
	qsort(sorted, source->change_count, sizeof(*sorted), compare);
	fprintf(file, "#include \"tests/mutants/automatic/mutated.h\"\n#line 1 \"%s\"\n", source->path);
	write_up_to(&writer, (struct stretch){0, source->length});
	free(sorted);
}
