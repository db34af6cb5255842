/* SPDX-License-Identifier: MIT */
/*
 * {"version", "drive", "totals": {"pass", "fail", "skip", "error"},
 *  "cases": [{"id", "requirements": [...], "verdict", "reason", "message"}]}
 */
#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "conformance/report_formats.h"

static json_t *requirements(const char *text)
{
	json_t *array = json_array();

	while (*text) {
		size_t length = strcspn(text, " ");

		json_array_append_new(array, json_stringn(text, length));
		text += length + strspn(text + length, " ");
	}
	return array;
}

/* A drive's name may be a path that is not UTF-8, which json_string() refuses. */
static json_t *text_of(const char *text)
{
	json_t *string = json_string(text);

	return string ? string : json_string("(not UTF-8)");
}

static json_t *case_object(const struct case_result *result)
{
	return json_pack("{s:s, s:o, s:s, s:s, s:s}", "id", result->id, "requirements",
	                 requirements(result->requirements), "verdict", verdict_name(result->verdict), "reason",
	                 skip_reason_name(result->reason), "message", result->message);
}

static json_t *report_object(const struct suite_result *result)
{
	json_t *cases = json_array();

	for (unsigned i = 0; i < result->count; i++)
		json_array_append_new(cases, case_object(&result->cases[i]));
	if (json_array_size(cases) != result->count) {
		json_decref(cases);
		return NULL;
	}
	return json_pack("{s:s, s:o, s:{s:i, s:i, s:i, s:i}, s:o}", "version", result->version, "drive",
	                 text_of(result->drive), "totals", "pass", (int)result->totals[VERDICT_PASS], "fail",
	                 (int)result->totals[VERDICT_FAIL], "skip", (int)result->totals[VERDICT_SKIP], "error",
	                 (int)result->totals[VERDICT_ERROR], "cases", cases);
}

int report_json(const struct suite_result *result, FILE *file)
{
	json_t *report = report_object(result);
	int error;

	if (!report)
		return -ENOMEM;
	error = json_dumpf(report, file, JSON_INDENT(2)) ? -EIO : 0;
	json_decref(report);
	fputc('\n', file);
	return error ? error : report_done(file);
}
