/* SPDX-License-Identifier: MIT */
/* Lists of globs, from options and files; and text that reports can show. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/glob_list.h"
#include "conformance/utf8.h"
#include "tests/unit/unit.h"

static void nothing(struct rig *rig)
{
	(void)rig;
}

static const struct test_case few_cases[] = {
	{"Alpha.One", "R-1", "", 0, "dvd+r", nothing}, {"Alpha.Two", "R-1", "", 0, "dvd+r bd-re", nothing}, {0}};
static const struct test_case *const few[] = {few_cases, NULL};
static const struct suite_options options = {.tables = few};

/* Adds "@FILE" of a file with this text, and takes the file's name out of the reason. */
static int add_file(struct glob_list *list, const char *text, char ret_reason[SUITE_REASON_MAX])
{
	char path[] = "/tmp/globs-XXXXXX", word[32];
	int descriptor = mkstemp(path), result;
	FILE *file = fdopen(descriptor, "w");
	char *name;

	fputs(text, file);
	fclose(file);
	snprintf(word, sizeof(word), "@%s", path);
	*ret_reason = '\0';
	result = glob_list_add(list, word, ret_reason);
	if (!result)
		result = glob_list_check(list, &options, ret_reason);
	unlink(path);
	name = strstr(ret_reason, path);
	if (name)
		memmove(name, name + strlen(path), strlen(name + strlen(path)) + 1);
	return result;
}

static void a_file_has_a_glob_a_line(void)
{
	struct glob_list list = {0};
	char reason[SUITE_REASON_MAX];

	CHECK_EQUAL(add_file(&list, "# comment\n\nAlpha.One   R-1\n  *[[]bd-re]\n", reason), 0);
	CHECK_EQUAL(list.count, 2);
	CHECK_STRING(list.globs[0], "Alpha.One");
	CHECK_STRING(list.globs[1], "*[[]bd-re]");
	glob_list_finish(&list);
}

static void what_is_listed_can_be_a_list(void)
{
	struct glob_list list = {0};
	char reason[SUITE_REASON_MAX];

	CHECK_EQUAL(add_file(&list, "Alpha.Two[dvd+r]   R-1\n", reason), 0);
	glob_list_finish(&list);
}

static void a_line_that_fits_nothing_is_an_error(void)
{
	struct glob_list list = {0};
	char reason[SUITE_REASON_MAX];

	CHECK_EQUAL(add_file(&list, "Alpha.One\nBeta.*\n", reason), -ESRCH);
	CHECK_STRING(reason, ":2: Beta.* fits no case");
	glob_list_finish(&list);
}

static void a_glob_from_the_command_line_may_fit_nothing(void)
{
	struct glob_list list = {0};
	char reason[SUITE_REASON_MAX];

	CHECK_EQUAL(glob_list_add(&list, "Beta.*", reason), 0);
	CHECK_EQUAL(glob_list_check(&list, &options, reason), 0);
	glob_list_finish(&list);
}

static void files_that_cannot_be(void)
{
	static char too_long[GLOB_LINE_MAX + 8];
	struct glob_list list = {0};
	char reason[SUITE_REASON_MAX];

	CHECK_EQUAL(glob_list_add(&list, "@/nonexistent", reason), -ENOENT);
	CHECK_STRING(reason, "/nonexistent cannot be read: No such file or directory");
	CHECK_EQUAL(add_file(&list, "# nothing\n", reason), -EINVAL);
	CHECK_STRING(reason, " has no pattern");
	memset(too_long, 'x', sizeof(too_long) - 1);
	CHECK_EQUAL(add_file(&list, too_long, reason), -EINVAL);
	CHECK_STRING(reason, ":1: the line is longer than 510 bytes");
	glob_list_finish(&list);
}

static void text_that_reports_can_show(void)
{
	CHECK(utf8_is_plain("") && utf8_is_plain("plain\ttext ~") &&
	      utf8_is_plain("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x92\xBF"));
}

static void text_that_they_cannot(void)
{
	static const char *const wrong[] = {
		"\x01",
		"line\n",
		"\x7F",
		"\xC3",
		"\xC3(",
		"\x80",
		"\xC0\xAF",
		"\xE0\x80\xAF",
		"\xF0\x80\x80\xAF",
		"\xED\xA0\x80",
		"\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80",
		"\xC2\x85",
		"\xEF\xBF\xBE",
		"\xFF",
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		unit_check(!utf8_is_plain(wrong[i]), __FILE__, __LINE__, "text %zu is taken", i);
}

/* clang-format off */
static const struct unit_test tests[] = {
	{"GlobList.AFileHasAGlobALine",                 a_file_has_a_glob_a_line},
	{"GlobList.WhatIsListedCanBeAList",             what_is_listed_can_be_a_list},
	{"GlobList.ALineThatFitsNothingIsAnError",      a_line_that_fits_nothing_is_an_error},
	{"GlobList.FromTheCommandLineMayFitNothing",    a_glob_from_the_command_line_may_fit_nothing},
	{"GlobList.FilesThatCannotBe",                  files_that_cannot_be},
	{"Utf8.TextThatReportsCanShow",                 text_that_reports_can_show},
	{"Utf8.TextThatTheyCannot",                     text_that_they_cannot},
	{0},
};
/* clang-format on */

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
