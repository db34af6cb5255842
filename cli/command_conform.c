/* SPDX-License-Identifier: MIT */
/* dryburn conform: the suite on fresh drives in memory, or on a given one; results as text, TAP, JUnit and JSON. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/drive.h"
#include "cli/message.h"
#include "conformance/report.h"
#include "conformance/suite.h"
#include "engine/mmc/mmc.h"

#define LOADING_LIMIT_NS (120 * NS_PER_S)

enum { CONFORM_DRIVE, CONFORM_CONTROL, CONFORM_SELECT, CONFORM_LIST, CONFORM_JUNIT, CONFORM_TAP, CONFORM_JSON };

const struct cli_option conform_options[] = {
	[CONFORM_DRIVE] = {"drive", "URI", "judges this drive; the disc in it is written"},
	[CONFORM_CONTROL] = {"control", "SOCKET", "each case has a fresh disc, put in at the drive's control socket"},
	[CONFORM_SELECT] = {"select", "GLOB", "only cases whose id matches", .repeats = true},
	[CONFORM_LIST] = {"list", NULL, "lists the cases and runs none"},
	[CONFORM_JUNIT] = {"junit", "FILE", "writes a JUnit report"},
	[CONFORM_TAP] = {"tap", NULL, "prints results as TAP"},
	[CONFORM_JSON] = {"json", "FILE", "writes results as JSON"},
	{0},
};

/* One run of the suite. */
struct judging {
	const struct cli_arguments *arguments;
	const char *patterns[CLI_GIVEN_MAX];
	struct rig_source source; /* with --drive */
	struct suite_options options;
};

static void collect_patterns(struct judging *judging)
{
	const struct cli_arguments *arguments = judging->arguments;

	for (unsigned i = 0; i < arguments->given_count; i++)
		if (arguments->given[i].option == CONFORM_SELECT)
			judging->patterns[judging->options.pattern_count++] = arguments->given[i].value;
	judging->options.patterns = judging->patterns;
}

static enum cli_exit refused(int error, const char *reason)
{
	if (error == -ENOENT) {
		cli_error("no case matches --select: \"dryburn conform --list\" lists them all");
		return CLI_USAGE;
	}
	cli_error("%s", reason);
	return CLI_UNAVAILABLE;
}

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

	return error ? refused(error, reason) : CLI_DONE;
}

/* ---- reports ---- */

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

static enum cli_exit report(const struct cli_arguments *arguments, const struct suite_result *result)
{
	enum cli_exit printed = print_report(result, cli_option_value(arguments, CONFORM_TAP) ? "tap" : "text");
	enum cli_exit junit = write_report(result, "junit", cli_option_value(arguments, CONFORM_JUNIT));
	enum cli_exit json = write_report(result, "json", cli_option_value(arguments, CONFORM_JSON));

	if (suite_exit_status(result))
		return CLI_FAILED;
	return printed != CLI_DONE ? printed : junit != CLI_DONE ? junit : json;
}

/* ---- judging ---- */

static enum cli_exit judge(struct judging *judging)
{
	char reason[SUITE_REASON_MAX];
	struct suite_result *result;
	enum cli_exit exit;
	int error = suite_run(&judging->options, &result, reason);

	if (error)
		return refused(error, reason);
	exit = report(judging->arguments, result);
	if (!result->totals[VERDICT_PASS] && result->totals[VERDICT_SKIP] == result->count)
		cli_error("nothing was judged: every case was skipped");
	suite_result_destroy(result);
	return exit;
}

static int open_way(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)platform;
	return drive_open_transport(context, ret_transport);
}

/* The suite's name of what is in the drive: "" for nothing, or for nothing that it knows. */
static enum cli_exit ask_medium(struct drive *drive, const char **ret_medium)
{
	static const struct {
		uint16_t profile;
		const char *medium;
	} media[] = {{PROFILE_DVD_PLUS_R, "dvd+r"},
	             {PROFILE_BD_RE, "bd-re"},
	             {PROFILE_DVD_ROM, "dvd-rom"},
	             {PROFILE_BD_ROM, "bd-rom"}};
	struct mmc_configuration configuration;
	struct sense sense;
	int result = mmc_wait_until_ready(drive->transport, drive->platform, LOADING_LIMIT_NS, NULL, &sense);

	if (!result || result == -EREMOTEIO)
		result = mmc_get_configuration(drive->transport, &configuration, &sense);
	if (result) {
		drive_error(drive, "the drive is not ready");
		return CLI_UNAVAILABLE;
	}
	*ret_medium = "";
	for (size_t i = 0; i < sizeof(media) / sizeof(media[0]); i++)
		if (media[i].profile == configuration.profile)
			*ret_medium = media[i].medium;
	return CLI_DONE;
}

static enum cli_exit judge_drive(struct drive *drive, void *context)
{
	struct judging *judging = context;
	enum cli_exit result;

	judging->source = (struct rig_source){
		.open = open_way,
		.context = drive,
		.platform = drive->platform,
		.name = drive->uri,
		.control = cli_option_value(judging->arguments, CONFORM_CONTROL),
	};
	result = ask_medium(drive, &judging->source.medium);
	judging->options.source = &judging->source;
	return result == CLI_DONE ? judge(judging) : result;
}

enum cli_exit conform_command(const struct cli_arguments *arguments)
{
	const char *uri = cli_option_value(arguments, CONFORM_DRIVE);
	struct judging judging = {.arguments = arguments};
	struct drive *drive;
	enum cli_exit result;

	collect_patterns(&judging);
	if (cli_option_value(arguments, CONFORM_LIST))
		return list(&judging);
	if (!uri && cli_option_value(arguments, CONFORM_CONTROL))
		return cli_usage_error(arguments->command, "--control goes with --drive");
	if (!uri)
		return judge(&judging);
	result = drive_open(uri, &drive);
	if (result == CLI_DONE)
		result = drive_run(drive, judge_drive, &judging);
	drive_close(drive);
	return result;
}
