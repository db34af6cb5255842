/* SPDX-License-Identifier: MIT */
/* Reports of one suite result with a case of each verdict, read back by parsers that the suite did not write. */
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conformance/report/report.h"
#include "tests/unit/unit.h"

static char failure[] = "a.c:1: <hr> is \"S_FALSE\" & more\nsecond line", error[] = "deadlock: main: x",
	    skip[] = "no faults", known[] = "known deviation (jane)\na.c:2: x",
	    passes[] = "passes, against a known deviation", nothing[] = "";

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
	{.id = "Beta.Known",
         .requirements = "WE-1",
         .phases = "",
         .medium = "dvd+r",
         .verdict = VERDICT_XFAIL,
         .message = known},
	{.id = "Beta.Unexpected",
         .requirements = "WE-10",
         .phases = "",
         .medium = "dvd+r",
         .verdict = VERDICT_XPASS,
         .message = passes},
};

static const struct suite_result sample = {
	.version = "1.2",
	.drive = "a drive",
	.repeat = 3,
	.cases = cases,
	.count = 7,
	.totals = {[VERDICT_PASS] = 2,
                   [VERDICT_FAIL] = 1,
                   [VERDICT_SKIP] = 1,
                   [VERDICT_ERROR] = 1,
                   [VERDICT_XFAIL] = 1,
                   [VERDICT_XPASS] = 1},
	.skips = {[SKIP_NO_FAULTS] = 1},
	.flakes = 1,
	.runs = 21,
	.elapsed_ns = 10500000000,
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

	CHECK_STRING(text,
	             "FAIL  Alpha.Fails (WE-3)\n"
	             "        a.c:1: <hr> is \"S_FALSE\" & more\n"
	             "        second line\n"
	             "SKIP  Beta.Skipped: no faults\n"
	             "ERROR Beta.Broken (WE-5)\n"
	             "        deadlock: main: x\n"
	             "XFAIL Beta.Known (WE-1)\n"
	             "        known deviation (jane)\n"
	             "        a.c:2: x\n"
	             "XPASS Beta.Unexpected (WE-10)\n"
	             "        passes, against a known deviation\n"
	             "21 runs, 1 flaky cases\n"
	             "10.50 s, 2 cases a second\n"
	             "1 skipped (NO_FAULTS 1), 1 failed, 1 errors, 1 unexpected passes, 1 known deviations, 2 passed: "
	             "7 cases on a drive\n");
	free(text);
}

static void tap_has_a_line_a_case(void)
{
	size_t length;
	char *text = report("tap", &length);

	CHECK(strstr(text, "TAP version 13\n1..7\nok 1 - Alpha.Passes[dvd+r]\nok 2 - Alpha.Passes[bd-re]\nnot ok 3 - "
	                   "Alpha.Fails\n  ---\n") == text);
	CHECK(strstr(text,
	             "\n    second line\n  ...\nok 4 - Beta.Skipped # SKIP no faults\nnot ok 5 - Beta.Broken\n") !=
	      NULL);
	CHECK(strstr(text, "\nnot ok 6 - Beta.Known # TODO known deviation (jane)\n") != NULL);
	CHECK(strstr(text, "\nnot ok 7 - Beta.Unexpected\n") != NULL);
	free(text);
}

static void json_has_everything(void)
{
	size_t length;
	char *text = report("json", &length);
	json_t *json = json_loads(text, 0, NULL), *one;
	const char *version, *drive;
	json_int_t elapsed_ns;
	int lenient, cut, repeat, runs, flakes, pass, fail, skips, errors, xfail, xpass;

	CHECK_EQUAL(json_unpack(json,
	                        "{s:s, s:s, s:b, s:b, s:i, s:i, s:i, s:I, s:{s:i, s:i, s:i, s:i, s:i, s:i !}, s:o !}",
	                        "version", &version, "drive", &drive, "lenient", &lenient, "cut", &cut, "repeat",
	                        &repeat, "runs", &runs, "flakes", &flakes, "elapsed_ns", &elapsed_ns, "totals", "pass",
	                        &pass, "fail", &fail, "skip", &skips, "error", &errors, "xfail", &xfail, "xpass",
	                        &xpass, "cases", &one),
	            0);
	CHECK_STRING(version, "1.2");
	CHECK_STRING(drive, "a drive");
	CHECK(!lenient && !cut && repeat == 3 && runs == 21 && flakes == 1 && elapsed_ns == 10500000000);
	CHECK(pass == 2 && fail == 1 && skips == 1 && errors == 1 && xfail == 1 && xpass == 1);
	CHECK_EQUAL(json_array_size(one), 7);
	json_decref(json);
	free(text);
}

static void json_cases(void)
{
	size_t length;
	char *text = report("json", &length);
	json_t *json = json_loads(text, 0, NULL), *array = json_object_get(json, "cases");
	const char *id, *medium, *verdict, *reason, *message, *first, *second;
	int assertions, runs, flaky;

	CHECK_EQUAL(json_unpack(json_array_get(array, 0), "{s:s, s:[s, s !], s:s, s:s, s:s, s:s, s:i, s:i, s:b !}",
	                        "id", &id, "requirements", &first, &second, "medium", &medium, "verdict", &verdict,
	                        "reason", &reason, "message", &message, "assertions", &assertions, "runs", &runs,
	                        "flaky", &flaky),
	            0);
	CHECK_STRING(medium, "dvd+r");
	CHECK_EQUAL(assertions, 7);
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
		check_xpath(document, "string(/testsuites/@tests)", "7");
		check_xpath(document, "string(/testsuites/@failures)", "2");
		check_xpath(document, "count(/testsuites/testsuite)", "2");
		check_xpath(document, "string(//testsuite[2]/@name)", "Beta");
		check_xpath(document, "string(//testsuite[2]/@skipped)", "2");
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
		check_xpath(document, "string(//testcase[@name='Beta.Known']/skipped/@type)", "XFAIL");
		check_xpath(document, "string(//testcase[@name='Beta.Unexpected']/failure)", passes);
	}
	xmlFreeDoc(document);
	free(text);
}

/* ---- HTML: well-formed XML, too, so that a parser of libxml2's can look at it ---- */

static void check_page(const char *const (*expected)[2])
{
	size_t length;
	char *text = report("html", &length);
	xmlDocPtr document = xmlReadMemory(text, (int)length, NULL, NULL, XML_PARSE_NONET);

	CHECK(strncmp(text, "<!DOCTYPE html>", strlen("<!DOCTYPE html>")) == 0);
	if (CHECK(document != NULL))
		for (; (*expected)[0]; expected++)
			check_xpath(document, (*expected)[0], (*expected)[1]);
	xmlFreeDoc(document);
	free(text);
}

static void html_counts_skips_first_and_grey(void)
{
	static const char *const expected[][2] = {
		{"string(//ul[@class='tiles']/li[1]/@class)", "SKIP"},
		{"string(//ul[@class='tiles']/li[1]/b)", "1"},
		{"string(//ul[@class='tiles']/li[last()]/b)", "2"},
		{"string(//tr[@id='WE-04']/@data-standing)", "skipped"},
		{0},
	};

	cases[3].requirements = "WE-04";
	check_page(expected);
	cases[3].requirements = "WE-4";
}

static void html_shows_requirements_and_evidence(void)
{
	static const char *const expected[][2] = {
		{"count(//tr[@id='WE-03'])", "1"},
		{"string(//tr[@id='WE-03']/@data-standing)", "violated"},
		{"string(//tr[@id='WE-03']//code)", "Alpha.Fails"},
		{"string(//tr[@id='WE-03']//pre)", failure},
		{"string(//tr[@id='WE-03']//details/@open)", "open"},
		{"string(//tr[@id='WE-02']/@data-standing)", "unasked"},
		{"count(//tr[@id='WE-02']//details)", "0"},
		{"count(//link | //img | //script[@src])", "0"},
		{0},
	};

	cases[2].requirements = "WE-03";
	check_page(expected);
	cases[2].requirements = "WE-3";
}

static void html_tells_standings_apart(void)
{
	static const char *const expected[][2] = {
		{"string(//tr[@id='WE-01']/@data-standing)", "partly"},
		{"string(//tr[@id='WE-03']/@data-standing)", "known"},
		{"string(//tr[@id='WE-05']/@data-standing)", "met"},
		{"string(//tr[@id='WE-07']/@data-standing)", "violated"},
		{0},
	};
	static const char *const named[] = {"WE-01 WE-05", "WE-03", "WE-055", "WE-01", "WE-09", "WE-03", "WE-07"};
	const char *before[sizeof(named) / sizeof(named[0])];

	for (unsigned i = 0; i < sample.count; i++) {
		before[i] = cases[i].requirements;
		cases[i].requirements = named[i];
	}
	check_page(expected);
	for (unsigned i = 0; i < sample.count; i++)
		cases[i].requirements = before[i];
}

static void file_is_replaced_whole(void)
{
	char folder[] = "/tmp/report-XXXXXX", path[64];
	mode_t before = umask(027);
	struct stat status;
	json_t *json;

	if (!CHECK(mkdtemp(folder) != NULL))
		return;
	snprintf(path, sizeof(path), "%s/result.json", folder);
	CHECK_EQUAL(report_to_file(report_format_find("tap"), &sample, path), 0);
	CHECK_EQUAL(report_to_file(report_format_find("json"), &sample, path), 0);
	json = json_load_file(path, 0, NULL);
	CHECK(json != NULL);
	CHECK(!stat(path, &status) && (status.st_mode & 0777) == 0640);
	json_decref(json);
	unlink(path);
	CHECK_EQUAL(rmdir(folder), 0); /* nothing else was left in it */
	umask(before);
}

static void file_that_cannot_be(void)
{
	CHECK(report_to_file(report_format_find("json"), &sample, "/nonexistent/result.json") < 0);
	CHECK(report_format_find("nonsense") == NULL);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Report.TextShowsWhatDidNotPass", text_shows_what_did_not_pass},
	{"Report.TapHasALineACase",        tap_has_a_line_a_case},
	{"Report.JsonHasEverything",       json_has_everything},
	{"Report.JsonCases",               json_cases},
	{"Report.JunitIsValid",            junit_is_valid_and_complete},
	{"Report.HtmlCountsSkipsFirst",    html_counts_skips_first_and_grey},
	{"Report.HtmlShowsRequirements",   html_shows_requirements_and_evidence},
	{"Report.HtmlTellsStandingsApart", html_tells_standings_apart},
	{"Report.FileIsReplacedWhole",     file_is_replaced_whole},
	{"Report.FileThatCannotBe",        file_that_cannot_be},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
