/* SPDX-License-Identifier: MIT */
/* A run is kept as jansson's object of cases by id, so that the other run's case is found at once. */
#include "cli/compare.h"

#include <errno.h>
#include <string.h>

/* ---- reading ---- */

static bool is_text(json_t *value)
{
	return json_is_string(value);
}

/* Every one of these strings is used later without looking again. */
static int add_case(json_t *run, json_t *one, size_t index, const char *path, struct problem *ret_problem)
{
	json_t *id = json_object_get(one, "id"), *reason = json_object_get(one, "reason");

	if (!is_text(id) || !is_text(json_object_get(one, "verdict")) || (reason && !is_text(reason)))
		return problem_set(
			ret_problem, EINVAL,
			"%s: case %zu is wrong: \"id\" and \"verdict\" must be there, and be strings as \"reason\"",
			path, index + 1);
	if (json_object_get(run, json_string_value(id)))
		return problem_set(ret_problem, EINVAL, "%s: the case %s stands twice", path, json_string_value(id));
	if (json_object_set(run, json_string_value(id), one))
		return problem_set(ret_problem, ENOMEM, "there is no memory for %s", path);
	return 0;
}

static int take_cases(json_t *document, const char *path, json_t *run, struct problem *ret_problem)
{
	json_t *cases = json_object_get(document, "cases"), *one;
	size_t index;
	int error = 0;

	if (!json_is_array(cases) || !json_array_size(cases))
		return problem_set(ret_problem, EINVAL,
		                   "%s has no cases: it is not what \"dryburn conform --json FILE\" writes", path);
	json_array_foreach(cases, index, one)
	{
		error = add_case(run, one, index, path, ret_problem);
		if (error)
			break;
	}
	return error;
}

int compare_read(const char *path, json_t *run, struct problem *ret_problem)
{
	FILE *file = fopen(path, "re");
	json_t *document;
	json_error_t wrong;
	int error;

	if (!file)
		return problem_set(ret_problem, errno, "%s cannot be opened: %s", path, strerror(errno));
	document = json_loadf(file, JSON_REJECT_DUPLICATES, &wrong);
	fclose(file);
	if (!document)
		return problem_set(ret_problem, EINVAL, "%s:%d:%d: %s", path, wrong.line, wrong.column, wrong.text);
	error = take_cases(document, path, run, ret_problem);
	json_decref(document);
	return error;
}

/* ---- explaining ---- */

static bool lacks_virtual_time(const struct way *way)
{
	return !(way->clocks & WAY_VIRTUAL);
}

static bool lacks_case_drive(const struct way *way)
{
	return !way->case_drive;
}

static bool loses_codes(const struct way *way)
{
	return way->lost_count;
}

static bool loses_lengths(const struct way *way)
{
	return way->untold;
}

static bool loses_direction(const struct way *way)
{
	return !way->direction;
}

/* clang-format off */
/* Why a case is skipped (conformance/case.h), which row of the table stands behind it, and whether it does of a way. */
static const struct {
	const char *reason, *capability;
	bool (*implies)(const struct way *way);
} explanations[] = {
	{ "NO_VIRTUAL_TIME",   "time",                  lacks_virtual_time },
	{ "NO_MECHANICS",      "a drive for each case", lacks_case_drive },
	{ "NO_OPERATION_CODE", "operation codes",       loses_codes },
	{ "NO_RESIDUAL",       "residuals",             loses_lengths },
	{ "NO_DIRECTION",      "direction of data",     loses_direction },
};
/* clang-format on */

/* The row of the table by which the way implies that the case is skipped; NULL if none does. */
static const char *explain(const struct way *way, const struct compare_verdict *other)
{
	for (size_t i = 0; way && i < sizeof(explanations) / sizeof(explanations[0]); i++)
		if (strcmp(other->verdict, "SKIP") == 0 && strcmp(other->reason, explanations[i].reason) == 0 &&
		    explanations[i].implies(way))
			return explanations[i].capability;
	return NULL;
}

/* ---- comparing ---- */

static struct compare_verdict verdict_of(json_t *one)
{
	const char *reason = json_string_value(json_object_get(one, "reason"));

	if (!one)
		return (struct compare_verdict){"none", ""};
	return (struct compare_verdict){json_string_value(json_object_get(one, "verdict")), reason ? reason : ""};
}

static bool is_equal(const struct compare_verdict *a, const struct compare_verdict *b)
{
	return strcmp(a->verdict, b->verdict) == 0 && strcmp(a->reason, b->reason) == 0;
}

static struct compared_case compare(const char *id, json_t *base, json_t *other, const struct way *way)
{
	struct compared_case compared = {.id = id, .base = verdict_of(base), .other = verdict_of(other)};

	if (base && other && is_equal(&compared.base, &compared.other)) {
		compared.comparison = COMPARE_EQUAL;
		return compared;
	}
	compared.capability = base ? explain(way, &compared.other) : NULL;
	compared.comparison = compared.capability ? COMPARE_EXPLAINED : COMPARE_DIFFERENT;
	return compared;
}

void compare_runs(json_t *base, json_t *other, const struct way *way,
                  void (*seen)(void *context, const struct compared_case *compared), void *context)
{
	struct compared_case compared;
	const char *id;
	json_t *one;

	json_object_foreach(base, id, one)
	{
		compared = compare(id, one, json_object_get(other, id), way);
		seen(context, &compared);
	}
	json_object_foreach(other, id, one)
	{
		if (json_object_get(base, id))
			continue;
		compared = compare(id, NULL, one, way);
		seen(context, &compared);
	}
}
