/* SPDX-License-Identifier: MIT */
#include "tests/mutants/matrix.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const outcome_names[OUTCOME_COUNT] = {
	[OUTCOME_NOT_TRIED] = "not tried",
	[OUTCOME_KILLED] = "killed",
	[OUTCOME_BY_OTHERS] = "killed only by cases of other requirements",
	[OUTCOME_SURVIVED] = "SURVIVED",
	[OUTCOME_NEVER_RAN] = "ERROR: its hook never ran",
};

static const char fate_letters[FATE_COUNT] = {
	[FATE_NOT_RUN] = '-', [FATE_PASSED] = '.', [FATE_FAILED] = 'F', [FATE_CRASHED] = 'C', [FATE_HUNG] = 'H',
};

const char *outcome_name(enum outcome outcome)
{
	return outcome_names[outcome];
}

int matrix_init(struct matrix *matrix, const struct case_list *cases)
{
	*matrix = (struct matrix){.cases = cases};
	matrix->fates = calloc(MUTANT_COUNT, cases->count);
	return matrix->fates ? 0 : -ENOMEM;
}

void matrix_finish(struct matrix *matrix)
{
	free(matrix->fates);
}

static const uint8_t *row_of(const struct matrix *matrix, unsigned mutant)
{
	return matrix->fates + (size_t)mutant * matrix->cases->count;
}

/* The first case of a requirement that the mutant breaks which noticed it; -1: none did. */
static int find_rightful_killer(const struct matrix *matrix, const struct trial *trial)
{
	const char *broken = mutant_row(trial->mutant)->requirements;

	for (unsigned i = 0; i < trial->count; i++) {
		unsigned index = trial->order[i];

		if (trial->fates[index] > FATE_PASSED &&
		    requirements_meet(broken, matrix->cases->cases[index].rows[0].requirements))
			return (int)index;
	}
	return -1;
}

void matrix_enter(struct matrix *matrix, const struct trial *trial)
{
	int rightful = find_rightful_killer(matrix, trial);
	enum outcome outcome = OUTCOME_SURVIVED;

	memcpy(matrix->fates + (size_t)trial->mutant * matrix->cases->count, trial->fates, matrix->cases->count);
	if (!trial->hits)
		outcome = OUTCOME_NEVER_RAN;
	else if (rightful >= 0)
		outcome = OUTCOME_KILLED;
	else if (trial->killer >= 0)
		outcome = OUTCOME_BY_OTHERS;
	matrix->outcomes[trial->mutant] = outcome;
	matrix->killers[trial->mutant] = rightful >= 0 ? rightful : trial->killer;
}

static unsigned kills_of_case(const struct matrix *matrix, unsigned index)
{
	unsigned kills = 0;

	for (unsigned mutant = MUTANT_NONE + 1; mutant < MUTANT_COUNT; mutant++)
		kills += row_of(matrix, mutant)[index] > FATE_PASSED;
	return kills;
}

static unsigned kills_of_mutant(const struct matrix *matrix, unsigned mutant)
{
	unsigned kills = 0;

	for (unsigned i = 0; i < matrix->cases->count; i++)
		kills += row_of(matrix, mutant)[i] > FATE_PASSED;
	return kills;
}

unsigned matrix_idle_cases(const struct matrix *matrix)
{
	unsigned idle = 0;

	for (unsigned i = 0; i < matrix->cases->count; i++)
		idle += !kills_of_case(matrix, i);
	return idle;
}

static int written(FILE *file)
{
	return fflush(file) || ferror(file) ? -(errno ? errno : EIO) : 0;
}

int matrix_write_tsv(const struct matrix *matrix, FILE *file)
{
	fputs("mutant\tarea\trequirements\toutcome", file);
	for (unsigned i = 0; i < matrix->cases->count; i++)
		fprintf(file, "\t%s", matrix->cases->cases[i].id);
	fputc('\n', file);
	for (unsigned mutant = MUTANT_NONE + 1; mutant < MUTANT_COUNT; mutant++) {
		const struct mutant_row *row = mutant_row(mutant);

		if (matrix->outcomes[mutant] == OUTCOME_NOT_TRIED)
			continue;
		fprintf(file, "%s\t%s\t%s\t%s", row->name, row->area, row->requirements,
		        outcome_names[matrix->outcomes[mutant]]);
		for (unsigned i = 0; i < matrix->cases->count; i++)
			fprintf(file, "\t%c", fate_letters[row_of(matrix, mutant)[i]]);
		fputc('\n', file);
	}
	return written(file);
}

/* ---- the page ---- */

static const char page_head[] =
	"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Kill matrix</title>\n<style>\n"
	"body{font:14px/1.4 sans-serif;margin:2em;color:#222}table{border-collapse:collapse}\n"
	"td,th{padding:2px 8px;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}\n"
	"th{position:sticky;top:0;background:#fff}code{font-size:12px}.bad{color:#b00020;font-weight:bold}\n"
	"td:nth-child(2){min-width:22em}.strip{position:relative;height:18px;background:#f4f4f4;padding:0;min-width:%"
        "upx}\n"
	".strip i{position:absolute;top:0;bottom:0;width:2px;background:#999}.strip i.r{background:#0a7d32}\n"
	"</style></head><body>\n<h1>Kill matrix</h1>\n"
	"<p>A row is a deliberate break; a stroke is a case that failed against it, in the order of the suite: green "
	"if "
	"the case is of a requirement that the mutant breaks. Point at a stroke to see which.</p>\n"
	"<table><tr><th>Mutant</th><th>What it does wrong</th><th>Breaks</th><th>Outcome</th><th>Cases</th></tr>\n";

static void write_stroke(const struct matrix *matrix, unsigned mutant, unsigned index, FILE *file)
{
	const struct lone_case *lone = &matrix->cases->cases[index];

	if (row_of(matrix, mutant)[index] > FATE_PASSED)
		fprintf(file, "<i%s style=\"left:%upx\" title=\"%s\"></i>",
		        requirements_meet(mutant_row(mutant)->requirements, lone->rows[0].requirements) ? " class=\"r\""
		                                                                                        : "",
		        2 * index, lone->id);
}

static void write_row(const struct matrix *matrix, unsigned mutant, FILE *file)
{
	const struct mutant_row *row = mutant_row(mutant);
	enum outcome outcome = matrix->outcomes[mutant];

	fprintf(file, "<tr><td><code>%s</code></td><td>%s</td><td>%s</td><td%s>%s (%u)</td><td class=\"strip\">",
	        row->name, row->text, strcmp(row->requirements, "*") == 0 ? "all" : row->requirements,
	        outcome == OUTCOME_KILLED ? "" : " class=\"bad\"", outcome_names[outcome],
	        kills_of_mutant(matrix, mutant));
	for (unsigned i = 0; i < matrix->cases->count; i++)
		write_stroke(matrix, mutant, i, file);
	fputs("</td></tr>\n", file);
}

int matrix_write_html(const struct matrix *matrix, FILE *file)
{
	fprintf(file, page_head, 2 * matrix->cases->count);
	for (unsigned mutant = MUTANT_NONE + 1; mutant < MUTANT_COUNT; mutant++)
		if (matrix->outcomes[mutant] != OUTCOME_NOT_TRIED)
			write_row(matrix, mutant, file);
	fputs("</table></body></html>\n", file);
	return written(file);
}
