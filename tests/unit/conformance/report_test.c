/* SPDX-License-Identifier: MIT */
/* Reports of one suite result with a case of each verdict, read back by parsers that the suite did not write. */
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/report.h"
#include "tests/unit/unit.h"

static char failure[] = "a.c:1: <hr> is \"S_FALSE\" & more\nsecond line", error[] = "deadlock: main: x",
	    skip[] = "no faults", nothing[] = "";

static struct case_result cases[] = {
	{.id = "Alpha.Passes[dvd+r]",
         .requirements = "WE-1 WE-2",
         .phases = "",
         .medium = "dvd+r",
         .message = nothing,
         .assertions = 7,
         .duration_ns = 1500000000},
	{.id = "Alpha.Passes[bd-re]", .requirements = "WE-1", .phases = "", .medium = "bd-re", .message = nothing},
	{.id = "Alpha.Fails",
         .requirements = "WE-3",
         .phases = "C",
         .medium = "bd-re",
         .verdict = VERDICT_FAIL,
         .message = failure},
	{.id = "Beta.Skipped",
         .requirements = "WE-4",
         .phases = "",
         .medium = "dvd+r",
         .verdict = VERDICT_SKIP,
         .reason = SKIP_NO_FAULTS,
         .message = skip},
	{.id = "Beta.Broken",
         .requirements = "WE-5",
         .phases = "",
         .medium = "",
         .verdict = VERDICT_ERROR,
         .message = error},
};

static const struct suite_result sample = {
	.version = "1.2",
	.drive = "a drive",
	.cases = cases,
	.count = 5,
	.totals = {[VERDICT_PASS] = 2, [VERDICT_FAIL] = 1, [VERDICT_SKIP] = 1, [VERDICT_ERROR] = 1},
};

/* The report in a format, as text; the caller frees it. */
static char *report(const char *format, size_t *ret_length)
{
	char *text = NULL;
	FILE *file = open_memstream(&text, ret_length);

	CHECK_EQUAL(report_format_find(format)->write(&sample, file), 0);
	fclose(file);
	return text;
}

static void text_shows_what_did_not_pass(void)
{
	size_t length;
	char *text = report("text", &length);

	CHECK_STRING(text, "FAIL  Alpha.Fails (WE-3)\n"
	                   "        a.c:1: <hr> is \"S_FALSE\" & more\n"
	                   "        second line\n"
	                   "SKIP  Beta.Skipped: no faults\n"
	                   "ERROR Beta.Broken (WE-5)\n"
	                   "        deadlock: main: x\n"
	                   "1 skipped, 1 failed, 1 errors, 2 passed: 5 cases on a drive\n");
	free(text);
}

static void tap_has_a_line_a_case(void)
{
	size_t length;
	char *text = report("tap", &length);

	CHECK(strstr(text, "TAP version 13\n1..5\nok 1 - Alpha.Passes[dvd+r]\nok 2 - Alpha.Passes[bd-re]\nnot ok 3 - "
	                   "Alpha.Fails\n  ---\n") == text);
	CHECK(strstr(text,
	             "\n    second line\n  ...\nok 4 - Beta.Skipped # SKIP no faults\nnot ok 5 - Beta.Broken\n") !=
	      NULL);
	free(text);
}

static void json_has_everything(void)
{
	size_t length;
	char *text = report("json", &length);
	json_t *json = json_loads(text, 0, NULL), *one;
	const char *version, *drive;
	int pass, fail, skips, errors;

	CHECK_EQUAL(json_unpack(json, "{s:s, s:s, s:{s:i, s:i, s:i, s:i !}, s:o !}", "version", &version, "drive",
	                        &drive, "totals", "pass", &pass, "fail", &fail, "skip", &skips, "error", &errors,
	                        "cases", &one),
	            0);
	CHECK_STRING(version, "1.2");
	CHECK_STRING(drive, "a drive");
	CHECK(pass == 2 && fail == 1 && skips == 1 && errors == 1);
	CHECK_EQUAL(json_array_size(one), 5);
	json_decref(json);
	free(text);
}

static void json_cases(void)
{
	size_t length;
	char *text = report("json", &length);
	json_t *json = json_loads(text, 0, NULL), *array = json_object_get(json, "cases");
	const char *id, *verdict, *reason, *message, *first, *second;

	CHECK_EQUAL(json_unpack(json_array_get(array, 0), "{s:s, s:[s, s !], s:s, s:s, s:s !}", "id", &id,
	                        "requirements", &first, &second, "verdict", &verdict, "reason", &reason, "message",
	                        &message),
	            0);
	CHECK_STRING(id, "Alpha.Passes[dvd+r]");
	CHECK_STRING(second, "WE-2");
	CHECK_STRING(verdict, "PASS");
	CHECK_STRING(json_string_value(json_object_get(json_array_get(array, 2), "message")), failure);
	CHECK_STRING(json_string_value(json_object_get(json_array_get(array, 2), "verdict")), "FAIL");
	CHECK_STRING(json_string_value(json_object_get(json_array_get(array, 3), "verdict")), "SKIP");
	CHECK_STRING(json_string_value(json_object_get(json_array_get(array, 3), "reason")), "NO_FAULTS");
	CHECK_STRING(json_string_value(json_object_get(json_array_get(array, 4), "verdict")), "ERROR");
	json_decref(json);
	free(text);
}

/* The value of an XPath expression that gives a string or a number. */
static void check_xpath(xmlDocPtr document, const char *expression, const char *expected)
{
	xmlXPathContextPtr context = xmlXPathNewContext(document);
	xmlXPathObjectPtr object = xmlXPathEval((const xmlChar *)expression, context);
	xmlChar *value = xmlXPathCastToString(object);

	unit_check(strcmp((const char *)value, expected) == 0, __FILE__, __LINE__, "%s is \"%s\", expected \"%s\"",
	           expression, (const char *)value, expected);
	xmlFree(value);
	xmlXPathFreeObject(object);
	xmlXPathFreeContext(context);
}

static void junit_is_valid_and_complete(void)
{
	size_t length;
	char *text = report("junit", &length);
	xmlDocPtr document = xmlReadMemory(text, (int)length, NULL, NULL, XML_PARSE_NONET);

	if (CHECK(document != NULL)) {
		check_xpath(document, "string(/testsuites/@tests)", "5");
		check_xpath(document, "string(/testsuites/@failures)", "1");
		check_xpath(document, "count(/testsuites/testsuite)", "2");
		check_xpath(document, "string(//testsuite[2]/@name)", "Beta");
		check_xpath(document, "string(//testsuite[2]/@skipped)", "1");
		check_xpath(document, "string(//testsuite[2]/@errors)", "1");
		check_xpath(document, "string(//testcase[@name='Alpha.Passes[dvd+r]']/@classname)", "Alpha");
		check_xpath(document, "string(//testcase[@name='Alpha.Passes[dvd+r]']/@time)", "1.500");
		check_xpath(document, "string(//testcase[1]//property[@name='requirements']/@value)", "WE-1 WE-2");
		check_xpath(document, "string(//testcase[1]//property[@name='medium']/@value)", "dvd+r");
		check_xpath(document, "string(//failure/@message)", "a.c:1: <hr> is \"S_FALSE\" & more");
		check_xpath(document, "string(//failure)", failure);
		check_xpath(document, "string(//skipped/@message)", "no faults");
		check_xpath(document, "string(//skipped/@type)", "NO_FAULTS");
		check_xpath(document, "string(//error)", "deadlock: main: x");
	}
	xmlFreeDoc(document);
	free(text);
}

static void file_is_replaced_whole(void)
{
	char folder[] = "/tmp/report-XXXXXX", path[64];
	json_t *json;

	if (!CHECK(mkdtemp(folder) != NULL))
		return;
	snprintf(path, sizeof(path), "%s/result.json", folder);
	CHECK_EQUAL(report_to_file(report_format_find("tap"), &sample, path), 0);
	CHECK_EQUAL(report_to_file(report_format_find("json"), &sample, path), 0);
	json = json_load_file(path, 0, NULL);
	CHECK(json != NULL);
	json_decref(json);
	unlink(path);
	CHECK_EQUAL(rmdir(folder), 0); /* nothing else was left in it */
}

static void file_that_cannot_be(void)
{
	CHECK(report_to_file(report_format_find("json"), &sample, "/nonexistent/result.json") < 0);
	CHECK(report_format_find("html") == NULL);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Report.TextShowsWhatDidNotPass", text_shows_what_did_not_pass},
	{"Report.TapHasALineACase",        tap_has_a_line_a_case},
	{"Report.JsonHasEverything",       json_has_everything},
	{"Report.JsonCases",               json_cases},
	{"Report.JunitIsValid",            junit_is_valid_and_complete},
	{"Report.FileIsReplacedWhole",     file_is_replaced_whole},
	{"Report.FileThatCannotBe",        file_that_cannot_be},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
