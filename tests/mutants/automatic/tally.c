/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/tally.h"

#include <string.h>

static const char *const class_names[TALLY_CLASSES] = {"equivalent", "unobservable", "gap", "unlisted"};

/* The row of a file's folder; the last one when there are too many. */
static struct tally_row *row_of(struct tally *tally, const char *file)
{
	size_t length = (size_t)(strrchr(file, '/') - file);
	struct tally_row *row;

	for (unsigned i = 0; i < tally->count; i++)
		if (strlen(tally->rows[i].folder) == length && strncmp(tally->rows[i].folder, file, length) == 0)
			return &tally->rows[i];
	if (tally->count == TALLY_FOLDERS_MAX)
		return &tally->rows[tally->count - 1];
	row = &tally->rows[tally->count++];
	snprintf(row->folder, sizeof(row->folder), "%.*s", (int)length, file);
	return row;
}

void tally_enter(struct tally *tally, const char *file, enum judge judge, const char *class)
{
	struct tally_row *row = row_of(tally, file);

	row->judges[judge]++;
	for (unsigned i = 0; i < TALLY_CLASSES && judge == JUDGE_NOBODY; i++)
		row->classes[i] += strcmp(class_names[i], class) == 0;
}

static void add(struct tally_row *sum, const struct tally_row *row)
{
	for (unsigned i = 0; i < JUDGE_COUNT; i++)
		sum->judges[i] += row->judges[i];
	for (unsigned i = 0; i < TALLY_CLASSES; i++)
		sum->classes[i] += row->classes[i];
}

static double percent(unsigned part, unsigned whole)
{
	return whole ? 100.0 * part / whole : 0;
}

static void print_row(const struct tally_row *row, FILE *file)
{
	unsigned killed = row->judges[JUDGE_SUITE] + row->judges[JUDGE_UNITS];
	unsigned all = killed + row->judges[JUDGE_NOBODY];

	fprintf(file, "%-18s %9u %7u %7u %10.1f %11.1f", row->folder, all, row->judges[JUDGE_SUITE],
	        row->judges[JUDGE_UNITS], percent(killed, all), percent(killed, all - row->classes[0]));
	for (unsigned i = 0; i < TALLY_CLASSES; i++)
		fprintf(file, " %12u", row->classes[i]);
	fputc('\n', file);
}

void tally_print(const struct tally *tally, FILE *file)
{
	struct tally_row sum = {.folder = "all"};

	fprintf(file, "%-18s %9s %7s %7s %10s %11s", "folder", "mutations", "suite", "units", "% noticed",
	        "% of others");
	for (unsigned i = 0; i < TALLY_CLASSES; i++)
		fprintf(file, " %12s", class_names[i]);
	fputc('\n', file);
	for (unsigned i = 0; i < tally->count; i++) {
		print_row(&tally->rows[i], file);
		add(&sum, &tally->rows[i]);
	}
	print_row(&sum, file);
}
