/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/conform.h"
#include "cli/message.h"
#include "cli/way_option.h"

enum { LIMIT_S = 60, LIMIT_OF_A_DRIVE_S = 600, LIMIT_MAX_S = 86400, MIN_PASS_MAX = 1000000 };

enum cli_exit conform_refused(int error, const char *reason)
{
	if (error > 0) /* a worker that could not open its drive has said why */
		return (enum cli_exit)error;
	if (error == -ENOENT)
		cli_error("no case matches: \"dryburn conform --list\" lists them all");
	else
		cli_error("%s", reason);
	return error == -ENOENT || error == -ESRCH ? CLI_USAGE : error == -EPROTO ? CLI_FAILED : CLI_UNAVAILABLE;
}

static enum cli_exit wrong_file(int error, const char *reason)
{
	cli_error("%s", reason);
	return error == -ENOMEM || error == -EIO ? CLI_UNAVAILABLE : CLI_USAGE;
}

/* ---- numbers ---- */

static enum cli_exit read_number(const struct cli_arguments *arguments, unsigned option, uint64_t maximum,
                                 unsigned usual, unsigned *ret_number)
{
	const char *text = cli_option_value(arguments, option);
	uint64_t number = usual;

	if (text && !cli_parse_number(text, 1, maximum, &number))
		return cli_usage_error(arguments->command, "--%s takes a number from 1 to %llu, not \"%s\"",
		                       arguments->command->options[option].name, (unsigned long long)maximum, text);
	*ret_number = (unsigned)number;
	return CLI_DONE;
}

static enum cli_exit read_numbers(struct judging *judging)
{
	const struct cli_arguments *arguments = judging->arguments;
	bool given = cli_option_value(arguments, CONFORM_DRIVE);
	unsigned jobs, limit_s;
	enum cli_exit result = read_number(arguments, CONFORM_JOBS, WORKERS_MAX, 1, &jobs);

	if (result == CLI_DONE)
		result = read_number(arguments, CONFORM_LIMIT, LIMIT_MAX_S, given ? LIMIT_OF_A_DRIVE_S : LIMIT_S,
		                     &limit_s);
	if (result == CLI_DONE)
		result = read_number(arguments, CONFORM_REPEAT, SUITE_REPEAT_MAX, 1, &judging->options.repeat);
	if (result == CLI_DONE)
		result = read_number(arguments, CONFORM_MIN_PASS, MIN_PASS_MAX, 1, &judging->min_pass);
	if (result == CLI_DONE && given && jobs > 1)
		result = cli_usage_error(arguments->command, "--drive is one drive: --jobs %u has no use", jobs);
	if (result == CLI_DONE)
		judging->workers = workers_carrier(jobs, limit_s * NS_PER_S);
	return result;
}

/* ---- globs ---- */

static enum cli_exit read_globs(const struct cli_arguments *arguments, unsigned option, struct glob_list *ret_list)
{
	const struct suite_options all = {0};
	char reason[SUITE_REASON_MAX];
	int error = 0;

	for (unsigned i = 0; i < arguments->given_count && !error; i++)
		if (arguments->given[i].option == option)
			error = glob_list_add(ret_list, arguments->given[i].value, reason);
	if (!error)
		error = glob_list_check(ret_list, &all, reason);
	return error ? wrong_file(error, reason) : CLI_DONE;
}

/* ---- deviations ---- */

static void find_today(char ret_day[sizeof("YYYY-MM-DD")])
{
	time_t now = time(NULL);
	struct tm day;

	if (!localtime_r(&now, &day) || !strftime(ret_day, sizeof("YYYY-MM-DD"), "%Y-%m-%d", &day))
		snprintf(ret_day, sizeof("YYYY-MM-DD"), "9999-12-31"); /* no clock: nothing is accepted */
}

static enum cli_exit read_deviations(struct judging *judging, const char *path, const char *today)
{
	FILE *file = fopen(path, "r");
	char reason[SUITE_REASON_MAX];
	int error;

	if (!file) {
		snprintf(reason, sizeof(reason), "%s cannot be read: %s", path, strerror(errno));
		return wrong_file(-EINVAL, reason);
	}
	error = deviations_read(file, path, today, &judging->deviations, reason);
	fclose(file);
	return error ? wrong_file(error, reason) : CLI_DONE;
}

static enum cli_exit take_deviations(struct judging *judging)
{
	const struct cli_arguments *arguments = judging->arguments;
	const char *path = cli_option_value(arguments, CONFORM_DEVIATIONS);
	const char *today = cli_option_value(arguments, CONFORM_TODAY);
	char day[sizeof("YYYY-MM-DD")];

	if (today && !path)
		return cli_usage_error(arguments->command, "--today goes with --deviations");
	if (today && !deviations_is_day(today))
		return cli_usage_error(arguments->command, "--today takes a day, YYYY-MM-DD, not \"%s\"", today);
	if (!path)
		return CLI_DONE;
	find_today(day);
	return read_deviations(judging, path, today ? today : day);
}

/* ---- the whole ---- */

static enum cli_exit check_company(const struct cli_arguments *arguments)
{
	if (cli_option_value(arguments, CONFORM_CONTROL) && !cli_option_value(arguments, CONFORM_DRIVE))
		return cli_usage_error(arguments->command, "--control goes with --drive");
	if (cli_option_value(arguments, CONFORM_WAY) && !cli_option_value(arguments, CONFORM_DRIVE))
		return cli_usage_error(arguments->command, "--way goes with --drive");
	if (cli_option_value(arguments, CONFORM_WAY) && cli_option_value(arguments, CONFORM_CONTROL))
		return cli_usage_error(arguments->command, "--way has no use: the drive tells it at --control");
	if (!cli_option_value(arguments, CONFORM_FROM_LINES))
		return CLI_DONE;
	for (unsigned i = 0; i < arguments->given_count; i++) {
		unsigned option = arguments->given[i].option;

		if (option != CONFORM_FROM_LINES && option != CONFORM_MIN_PASS &&
		    (option < CONFORM_TAP || option > CONFORM_HTML))
			return cli_usage_error(arguments->command, "--from-lines runs nothing: --%s has no use",
			                       arguments->command->options[option].name);
	}
	return CLI_DONE;
}

static void complete(struct judging *judging)
{
	const char *uri = cli_option_value(judging->arguments, CONFORM_DRIVE);
	struct suite_options *options = &judging->options;

	options->patterns = judging->selected.globs;
	options->pattern_count = judging->selected.count;
	options->excluded = judging->excluded.globs;
	options->excluded_count = judging->excluded.count;
	options->deviations = judging->deviations;
	options->lenient = cli_option_value(judging->arguments, CONFORM_LENIENT);
	options->carrier = &judging->workers.carrier;
	if (!uri)
		return;
	judging->source.name = uri;
	options->source = &judging->source;
	judging->workers.live = conform_drive_live;
	judging->workers.live_context = judging;
}

enum cli_exit conform_settings(const struct cli_arguments *arguments, struct judging *ret_judging)
{
	enum cli_exit result = check_company(arguments);

	*ret_judging = (struct judging){.arguments = arguments};
	if (result == CLI_DONE)
		result = read_numbers(ret_judging);
	if (result == CLI_DONE)
		result = read_globs(arguments, CONFORM_SELECT, &ret_judging->selected);
	if (result == CLI_DONE)
		result = read_globs(arguments, CONFORM_EXCLUDE, &ret_judging->excluded);
	if (result == CLI_DONE)
		result = take_deviations(ret_judging);
	if (result == CLI_DONE)
		result = way_option(arguments, CONFORM_WAY, &ret_judging->way);
	if (result == CLI_DONE)
		complete(ret_judging);
	return result;
}

void conform_settings_finish(struct judging *judging)
{
	glob_list_finish(&judging->selected);
	glob_list_finish(&judging->excluded);
	deviations_destroy(judging->deviations);
}
