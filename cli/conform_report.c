/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "cli/conform.h"
#include "cli/message.h"
#include "conformance/report/report.h"

static enum cli_exit print_report(const struct suite_result *result, const char *format)
{
	int error = report_format_find(format)->write(result, stdout);

	if (!error)
		return CLI_DONE;
	cli_error("the results cannot be printed: %s", strerror(-error));
	return CLI_UNAVAILABLE;
}

static enum cli_exit write_report(const struct suite_result *result, const char *format, const char *path)
{
	int error = path ? report_to_file(report_format_find(format), result, path) : 0;

	if (!error)
		return CLI_DONE;
	cli_error("%s cannot be written: %s", path, strerror(-error));
	return CLI_UNAVAILABLE;
}

/* What a person may not see from the numbers. */
static enum cli_exit weigh(const struct suite_result *result, unsigned min_pass)
{
	unsigned passed = result->totals[VERDICT_PASS];

	if (!passed && result->totals[VERDICT_SKIP] == result->count)
		cli_error("nothing was judged: every case was skipped");
	else if (passed < min_pass)
		cli_error("%u cases passed, and at least %u have to", passed, min_pass);
	return suite_exit_status(result) || passed < min_pass ? CLI_FAILED : CLI_DONE;
}

enum cli_exit conform_report(const struct cli_arguments *arguments, const struct suite_result *result,
                             unsigned min_pass)
{
	static const struct {
		unsigned option;
		const char *format;
	} files[] = {{CONFORM_JUNIT, "junit"}, {CONFORM_JSON, "json"}, {CONFORM_HTML, "html"}};
	enum cli_exit exit = print_report(result, cli_option_value(arguments, CONFORM_TAP) ? "tap" : "text");
	enum cli_exit verdict;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		enum cli_exit written =
			write_report(result, files[i].format, cli_option_value(arguments, files[i].option));

		exit = exit == CLI_DONE ? written : exit;
	}
	verdict = weigh(result, min_pass);
	return verdict == CLI_DONE ? exit : verdict;
}
