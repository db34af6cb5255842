/* SPDX-License-Identifier: MIT */
#include "conformance/selection.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int refuse(char ret_reason[SUITE_REASON_MAX], int error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static int refuse(char ret_reason[SUITE_REASON_MAX], int error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(ret_reason, SUITE_REASON_MAX, format, arguments);
	va_end(arguments);
	return -error;
}

bool selection_fits(const char *glob, const char *id)
{
	return strcmp(glob, id) == 0 || fnmatch(glob, id, 0) == 0;
}

static bool one_fits(const char *const *globs, unsigned count, const char *id)
{
	for (unsigned i = 0; i < count; i++)
		if (selection_fits(globs[i], id))
			return true;
	return false;
}

static bool is_selected(const struct suite_options *options, const char *id)
{
	return (!options->pattern_count || one_fits(options->patterns, options->pattern_count, id)) &&
	       !one_fits(options->excluded, options->excluded_count, id);
}

static struct planned_case *append(struct selection *selection)
{
	struct planned_case *cases = realloc(selection->cases, (selection->count + 1) * sizeof(*cases));

	if (!cases)
		return NULL;
	selection->cases = cases;
	return memset(&cases[selection->count++], 0, sizeof(*cases));
}

static int add(struct selection *selection, const struct suite_options *options, const struct test_case *row,
               const char *medium, unsigned length, char ret_reason[SUITE_REASON_MAX])
{
	bool several = strchr(row->media, ' ') != NULL;
	struct planned_case planned = {.row = row}, *place;
	int id_length = several ? snprintf(planned.id, CASE_ID_MAX, "%s[%.*s]", row->id, (int)length, medium)
	                        : snprintf(planned.id, CASE_ID_MAX, "%s", row->id);

	if (id_length >= CASE_ID_MAX || length >= sizeof(planned.medium))
		return refuse(ret_reason, EINVAL, "the id of case %s is too long", row->id);
	memcpy(planned.medium, medium, length);
	if (!is_selected(options, planned.id))
		return 0;
	place = append(selection);
	if (!place)
		return refuse(ret_reason, ENOMEM, "out of memory");
	*place = planned;
	return 0;
}

/* Once for each word of the row's media; a row without any runs once, with an empty drive. */
static int add_row(struct selection *selection, const struct suite_options *options, const struct test_case *row,
                   char ret_reason[SUITE_REASON_MAX])
{
	const char *at = row->media;
	int result;

	if (!row->requirements || !*row->requirements)
		return refuse(ret_reason, EINVAL, "case %s names no requirement", row->id);
	do {
		unsigned length = (unsigned)strcspn(at, " ");

		result = add(selection, options, row, at, length, ret_reason);
		at += length + strspn(at + length, " ");
	} while (!result && *at);
	return result;
}

static int compare_ids(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int find_duplicate(const struct selection *selection, char ret_reason[SUITE_REASON_MAX])
{
	const char **ids = calloc(selection->count, sizeof(*ids));
	int result = 0;

	if (!ids)
		return refuse(ret_reason, ENOMEM, "out of memory");
	for (unsigned i = 0; i < selection->count; i++)
		ids[i] = selection->cases[i].id;
	qsort(ids, selection->count, sizeof(*ids), compare_ids);
	for (unsigned i = 1; i < selection->count && !result; i++)
		if (strcmp(ids[i - 1], ids[i]) == 0)
			result = refuse(ret_reason, EEXIST, "two cases have the id %s", ids[i]);
	free(ids);
	return result;
}

int selection_init(struct selection *selection, const struct suite_options *options, char ret_reason[SUITE_REASON_MAX])
{
	int result = 0;

	*selection = (struct selection){0};
	for (const struct test_case *const *table = options->tables ? options->tables : case_tables; *table && !result;
	     table++)
		for (const struct test_case *row = *table; row->id && !result; row++)
			result = add_row(selection, options, row, ret_reason);
	if (!result && !selection->count)
		result = refuse(ret_reason, ENOENT, "no case is selected");
	if (!result)
		result = find_duplicate(selection, ret_reason);
	if (result)
		selection_finish(selection);
	return result;
}

void selection_finish(struct selection *selection)
{
	free(selection->cases);
	*selection = (struct selection){0};
}
