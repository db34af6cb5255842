/* SPDX-License-Identifier: MIT */
/* dryburn conform: the suite on fresh drives in memory, or on a given one; results for persons and for programs. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/conform.h"
#include "cli/message.h"

/* clang-format off */
const struct cli_option conform_options[] = {
	[CONFORM_DRIVE]      = {"drive", "URI", "judges this drive; the disc in it is written"},
	[CONFORM_CONTROL]    = {"control", "SOCKET", "each case has a fresh disc, put in at the drive's control socket"},
	[CONFORM_WAY]        = {"way", "NAME", "how the drive is reached, see dryburn ways; with --control, that tells"},
	[CONFORM_SELECT]     = {"select", "GLOB", "only cases whose id matches, or that match a line of @FILE", .repeats = true},
	[CONFORM_EXCLUDE]    = {"exclude", "GLOB", "not cases whose id matches, or that match a line of @FILE", .repeats = true},
	[CONFORM_LIST]       = {"list", NULL, "lists the cases and runs none"},
	[CONFORM_LENIENT]    = {"lenient", NULL, "accepts other readings of what documents leave open"},
	[CONFORM_JOBS]       = {"jobs", "N", "runs up to N cases at once"},
	[CONFORM_LIMIT]      = {"limit", "SECONDS", "kills a case that takes longer"},
	[CONFORM_REPEAT]     = {"repeat", "N", "runs all cases N times over, to find flaky ones"},
	[CONFORM_MIN_PASS]   = {"min-pass", "N", "fails when fewer cases pass"},
	[CONFORM_DEVIATIONS] = {"deviations", "FILE", "cases that are known to fail"},
	[CONFORM_TODAY]      = {"today", "DAY", "when deviations expire: YYYY-MM-DD"},
	[CONFORM_TAP]        = {"tap", NULL, "prints results as TAP"},
	[CONFORM_JUNIT]      = {"junit", "FILE", "writes a JUnit report"},
	[CONFORM_JSON]       = {"json", "FILE", "writes results as JSON"},
	[CONFORM_HTML]       = {"html", "FILE", "writes one page with every requirement and its evidence"},
	[CONFORM_LINES]      = {"lines", "FILE", "writes JSON lines while it runs"},
	[CONFORM_FROM_LINES] = {"from-lines", "FILE", "runs nothing: reports what these lines tell"},
	{0},
};
/* clang-format on */

/* ---- listing ---- */

static void print_case(void *context, const struct case_result *listed)
{
	(void)context;
	printf("%-60s %s\n", listed->id, listed->requirements);
}

static enum cli_exit list(struct judging *judging)
{
	char reason[SUITE_REASON_MAX];
	int error = suite_list(&judging->options, print_case, NULL, reason);

	return error ? conform_refused(error, reason) : CLI_DONE;
}

/* ---- running ---- */

static void begin_lines(void *context, const struct suite_result *planned)
{
	report_lines_begin(context, planned);
}

static void add_line(void *context, const struct case_result *run)
{
	report_lines_run(context, run);
}

static enum cli_exit run(struct judging *judging)
{
	char reason[SUITE_REASON_MAX];
	struct suite_result *result;
	enum cli_exit exit;
	int error = suite_run(&judging->options, &result, reason);

	if (error)
		return conform_refused(error, reason);
	if (judging->lines.file)
		report_lines_end(&judging->lines, result);
	exit = conform_report(judging->arguments, result, judging->min_pass);
	suite_result_destroy(result);
	return exit;
}

static enum cli_exit run_with_lines(struct judging *judging, const char *path)
{
	enum cli_exit exit;

	judging->lines.file = fopen(path, "w");
	if (!judging->lines.file) {
		cli_error("%s cannot be written: %s", path, strerror(errno));
		return CLI_UNAVAILABLE;
	}
	judging->options.begin = begin_lines;
	judging->options.done = add_line;
	judging->options.context = &judging->lines;
	exit = run(judging);
	if (fclose(judging->lines.file) && !judging->lines.error)
		judging->lines.error = -errno;
	if (!judging->lines.error)
		return exit;
	cli_error("%s cannot be written: %s", path, strerror(-judging->lines.error));
	return exit == CLI_DONE ? CLI_UNAVAILABLE : exit;
}

/* ---- the results of another run ---- */

static enum cli_exit report_lines_of(const struct judging *judging, const char *path)
{
	FILE *file = fopen(path, "r");
	char reason[SUITE_REASON_MAX];
	struct suite_result *result;
	enum cli_exit exit;
	int error;

	if (!file) {
		error = -errno;
		cli_error("%s cannot be read: %s", path, strerror(-error));
		return cli_exit_of_errno(error);
	}
	error = report_from_lines(file, &result, reason);
	fclose(file);
	if (error) {
		cli_error("%s: %s", path, reason);
		return error == -EBADMSG || error == -ENODATA ? CLI_USAGE : CLI_UNAVAILABLE;
	}
	exit = conform_report(judging->arguments, result, judging->min_pass);
	suite_result_destroy(result);
	return exit;
}

enum cli_exit conform_command(const struct cli_arguments *arguments)
{
	const char *from_lines = cli_option_value(arguments, CONFORM_FROM_LINES);
	const char *lines = cli_option_value(arguments, CONFORM_LINES);
	struct judging judging;
	enum cli_exit exit = conform_settings(arguments, &judging);

	if (exit == CLI_DONE) {
		if (cli_option_value(arguments, CONFORM_LIST))
			exit = list(&judging);
		else if (from_lines)
			exit = report_lines_of(&judging, from_lines);
		else if (lines)
			exit = run_with_lines(&judging, lines);
		else
			exit = run(&judging);
	}
	conform_settings_finish(&judging);
	return exit;
}
