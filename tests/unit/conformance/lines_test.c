/* SPDX-License-Identifier: MIT */
/* JSON lines of a run, cut at every byte, and lines that are no such thing. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/expect.h"
#include "conformance/report/report.h"
#include "conformance/report/lines.h"
#include "tests/unit/unit.h"

static void passes(struct rig *rig)
{
	EXPECT(rig->engine != NULL, "no engine");
}

static void fails(struct rig *rig)
{
	(void)rig;
	EXPECT(false, "a \"quoted\" \\ message");
	EXPECT_EQUAL(3, 4);
}

/* clang-format off */
static const struct test_case few_cases[] = {
	{"Alpha.Passes", "R-1 R-2", "",  0,                "dvd+r bd-re", passes},
	{"Alpha.Fails",  "R-2",     "C", 0,                "dvd+r",       fails},
	{"Alpha.Ours",   "R-3",     "",  NEEDS_OUR_ENGINE, "dvd+r",       passes},
	{0},
};
/* clang-format on */
static const struct test_case *const few[] = {few_cases, NULL};

/* ---- the run, before the tests ---- */

static char *text;
static size_t length;
static struct suite_result *original;

static void begin(void *context, const struct suite_result *planned)
{
	report_lines_begin(context, planned);
}

static void done(void *context, const struct case_result *run)
{
	report_lines_run(context, run);
}

static bool run_suite(void)
{
	struct report_lines lines = {open_memstream(&text, &length), 0};
	struct suite_options options = {
		.tables = few, .lenient = true, .repeat = 2, .begin = begin, .done = done, .context = &lines};
	char reason[SUITE_REASON_MAX];
	int error = suite_run(&options, &original, reason);

	if (!error)
		report_lines_end(&lines, original);
	fclose(lines.file);
	return !error && !lines.error;
}

/* ---- reading ---- */

/* The result of the first `bytes` bytes, or NULL; *ret_error tells. */
static struct suite_result *read_text(const char *from, size_t bytes, int *ret_error)
{
	FILE *file = bytes ? fmemopen((char *)from, bytes, "r") : fopen("/dev/null", "r");
	struct suite_result *result = NULL;
	char reason[SUITE_REASON_MAX];

	*ret_error = report_from_lines(file, &result, reason);
	fclose(file);
	return *ret_error ? NULL : result;
}

static char *as(const char *format, const struct suite_result *result)
{
	char *report = NULL;
	size_t size;
	FILE *file = open_memstream(&report, &size);

	CHECK_EQUAL(report_format_find(format)->write(result, file), 0);
	fclose(file);
	return report;
}

static void the_reports_are_the_same(void)
{
	static const char *const formats[] = {"text", "tap", "junit", "json", "html"};
	int error;
	struct suite_result *result = read_text(text, length, &error);

	if (!CHECK_EQUAL(error, 0))
		return;
	for (unsigned i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char *from_run = as(formats[i], original), *from_lines = as(formats[i], result);

		CHECK_STRING(from_lines, from_run);
		free(from_run);
		free(from_lines);
	}
	CHECK(!result->cut);
	CHECK_EQUAL(result->cases[2].trace_hash, original->cases[2].trace_hash);
	suite_result_destroy(result);
}

/* Lines of that kind in the first `bytes` bytes that have their end. */
static unsigned count_lines(const char *kind, size_t bytes)
{
	char word[32];
	unsigned count = 0;
	const char *end;

	snprintf(word, sizeof(word), "\"%s\"", kind);
	for (const char *line = text; (end = memchr(line, '\n', bytes - (size_t)(line - text))); line = end + 1)
		count += memmem(line, (size_t)(end - line), word, strlen(word)) != NULL;
	return count;
}

static void check_torn(size_t bytes)
{
	int error;
	struct suite_result *result = read_text(text, bytes, &error);
	unsigned planned = count_lines("planned", bytes), runs = count_lines("run", bytes);

	if (!planned) {
		CHECK_EQUAL(error, -ENODATA);
		return;
	}
	if (!CHECK_EQUAL(error, 0))
		return;
	CHECK_EQUAL(result->count, planned);
	CHECK_EQUAL(result->runs, runs);
	CHECK(result->cut);
	CHECK_EQUAL(suite_exit_status(result), 99);
	suite_result_destroy(result);
}

static void a_file_cut_at_any_byte_is_read(void)
{
	CHECK(length > 1000);
	for (size_t bytes = 0; bytes < length; bytes++)
		check_torn(bytes);
}

static void a_case_that_did_not_report_is_an_error(void)
{
	int error;
	const char *last_run = text;
	struct suite_result *result;

	for (const char *at = text; (at = strstr(at, "{\"event\": \"run\"")); at++)
		last_run = at;
	result = read_text(text, (size_t)(last_run - text), &error);
	if (!CHECK_EQUAL(error, 0))
		return;
	CHECK_EQUAL(result->totals[VERDICT_ERROR], 1);
	CHECK_EQUAL(result->cases[3].verdict, VERDICT_ERROR);
	CHECK_STRING(result->cases[3].message, "it reported 1 of 2 runs: the run ended before the rest");
	suite_result_destroy(result);
}

/* The text with one place changed, in room of its own. */
static char *changed(const char *from, const char *to)
{
	char *copy = malloc(length + strlen(to) + 1), *place = strstr(text, from);

	if (!CHECK(copy && place)) {
		free(copy);
		return NULL;
	}
	sprintf(copy, "%.*s%s%s", (int)(place - text), text, to, place + strlen(from));
	return copy;
}

static void check_refused(const char *from, const char *to)
{
	char *copy = changed(from, to);
	int error;

	if (!copy)
		return;
	suite_result_destroy(read_text(copy, strlen(copy), &error));
	unit_check(error == -EBADMSG, __FILE__, __LINE__, "\"%s\" for \"%s\" is %d", to, from, error);
	free(copy);
}

static void wrong_lines_are_refused(void)
{
	check_refused("\"format\": 1", "\"format\": 2");
	check_refused("\"cases\": 4", "\"cases\": 3");
	check_refused("\"cases\": 4", "\"cases\": 100000000");
	check_refused("\"repeat\": 2", "\"repeat\": 1");
	check_refused("\"repeat\": 2", "\"repeat\": 0");
	check_refused("\"planned\", \"case\": 1", "\"planned\", \"case\": 0");
	check_refused("\"run\", \"case\": 3", "\"run\", \"case\": 4");
	check_refused("\"run\", \"case\": 3", "\"run\", \"case\": 2");
	check_refused("\"run\", \"case\": 3", "\"run\", \"case\": -1");
	check_refused("\"case\": 3, \"run\": 1", "\"case\": 3, \"run\": 2");
	check_refused("\"verdict\": \"FAIL\"", "\"verdict\": \"fail\"");
	check_refused("\"verdict\": \"FAIL\"", "\"verdict\": \"SKIP\"");
	check_refused("\"reason\": \"FOREIGN_ENGINE\"", "\"reason\": \"WEATHER\"");
	check_refused("\"event\": \"run\"", "\"event\": \"ready\"");
	check_refused("\"event\": \"run\"", "\"event\": \"walk\"");
	check_refused("{\"event\": \"begin\"", "[\"event\", \"begin\"");
	check_refused("\"assertions\"", "\"more\": 1, \"assertions\"");
	check_refused("\n{\"event\": \"run\"", "\n\n{\"event\": \"run\"");
}

static void a_run_that_comes_too_often_is_refused(void)
{
	const char *run = strstr(text, "{\"event\": \"run\""), *end = strchr(run, '\n') + 1;
	char *copy = NULL;
	size_t size;
	FILE *file = open_memstream(&copy, &size);
	int error;

	fwrite(text, 1, (size_t)(run - text), file);
	for (unsigned i = 0; i < 3; i++)
		fwrite(run, 1, (size_t)(end - run), file);
	fclose(file);
	CHECK(!read_text(copy, size, &error));
	CHECK_EQUAL(error, -EBADMSG);
	free(copy);
}

static void a_full_disk_is_told(void)
{
	struct report_lines lines = {fopen("/dev/full", "w"), 0};

	report_lines_begin(&lines, original);
	CHECK_EQUAL(lines.error, -ENOSPC);
	fclose(lines.file);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"Lines.TheReportsAreTheSame",            the_reports_are_the_same},
	{"Lines.AFileCutAtAnyByteIsRead",         a_file_cut_at_any_byte_is_read},
	{"Lines.ACaseThatDidNotReportIsAnError",  a_case_that_did_not_report_is_an_error},
	{"Lines.WrongLinesAreRefused",            wrong_lines_are_refused},
	{"Lines.ARunThatComesTooOftenIsRefused",  a_run_that_comes_too_often_is_refused},
	{"Lines.AFullDiskIsTold",                 a_full_disk_is_told},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	int result = run_suite() ? unit_main(argc, argv, tests) : 1;

	suite_result_destroy(original);
	free(text);
	return result;
}
