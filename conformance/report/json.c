/* SPDX-License-Identifier: MIT */
/*
 * {"version", "drive", "lenient", "cut", "repeat", "runs", "flakes", "elapsed_ns",
 *  "totals": {"pass", "fail", "skip", "error", "xfail", "xpass"},
 *  "cases": [{"id", "requirements": [...], "medium", "verdict", "reason", "message", "assertions", "runs", "flaky"}]}
 */
#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "conformance/report/formats.h"

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

static json_t *case_object(const struct case_result *result)
{
	return json_pack("{s:s, s:o, s:s, s:s, s:s, s:s, s:I, s:I, s:b}", "id", result->id, "requirements",
	                 requirements(result->requirements), "medium", result->medium, "verdict",
	                 verdict_name(result->verdict), "reason", skip_reason_name(result->reason), "message",
	                 result->message, "assertions", (json_int_t)result->assertions, "runs",
	                 (json_int_t)result->runs, "flaky", result->flaky);
}

static json_t *totals_object(const unsigned totals[VERDICT_COUNT])
{
	return json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "pass", (json_int_t)totals[VERDICT_PASS], "fail",
	                 (json_int_t)totals[VERDICT_FAIL], "skip", (json_int_t)totals[VERDICT_SKIP], "error",
	                 (json_int_t)totals[VERDICT_ERROR], "xfail", (json_int_t)totals[VERDICT_XFAIL], "xpass",
	                 (json_int_t)totals[VERDICT_XPASS]);
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
	return json_pack("{s:s, s:s, s:b, s:b, s:I, s:I, s:I, s:I, s:o, s:o}", "version", result->version, "drive",
	                 result->drive, "lenient", result->lenient, "cut", result->cut, "repeat",
	                 (json_int_t)result->repeat, "runs", (json_int_t)result->runs, "flakes",
	                 (json_int_t)result->flakes, "elapsed_ns", (json_int_t)result->elapsed_ns, "totals",
	                 totals_object(result->totals), "cases", cases);
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
