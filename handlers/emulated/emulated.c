/* SPDX-License-Identifier: MIT */
/* From the bottom up: rules, disc, drive, platform, pump. */
#include "handlers/emulated/emulated.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/emulator.h"
#include "platform/posix.h"
#include "platform/simulated.h"

enum { RULES_BYTES_MAX = 64 * 1024 };

static int read_rules(const char *path, char text[RULES_BYTES_MAX], struct problem *ret_problem)
{
	FILE *file = fopen(path, "re");
	size_t bytes;
	int error = 0;

	if (!file)
		return problem_set(ret_problem, errno, "%s cannot be opened: %s", path, strerror(errno));
	bytes = fread(text, 1, RULES_BYTES_MAX, file);
	if (ferror(file))
		error = problem_set(ret_problem, errno, "%s cannot be read: %s", path, strerror(errno));
	else if (bytes == RULES_BYTES_MAX)
		error = problem_set(ret_problem, EINVAL, "%s is larger than any file of rules", path);
	else if (memchr(text, 0, bytes))
		error = problem_set(ret_problem, EINVAL, "%s is no file of rules: it is not text", path);
	fclose(file);
	text[error ? 0 : bytes] = '\0';
	return error;
}

/* The rules of the URI, which the caller frees, if this way can carry them; NULL if it names none. */
static int take_rules(const struct drive_uri *uri, const struct way *way, char **ret_rules, struct problem *ret_problem)
{
	int error;

	*ret_rules = NULL;
	if (!uri->rules)
		return 0;
	*ret_rules = malloc(RULES_BYTES_MAX);
	if (!*ret_rules)
		return problem_set(ret_problem, ENOMEM, "there is no memory for rules");
	error = read_rules(uri->rules, *ret_rules, ret_problem);
	return error ? error : way_admits_rules(way, *ret_rules, ret_problem);
}

static int create_target(const struct emulated_drive *drive, struct target **ret_target, struct problem *ret_problem)
{
	const struct drive_uri *uri = &drive->uri;
	struct emulator_options options = {.model = uri->model};
	struct medium *medium = NULL;
	char *rules;
	int error = take_rules(uri, drive->way, &rules, ret_problem);

	options.rules = rules;
	if (!error && uri->disc)
		error = disc_open(uri->disc, &medium, ret_problem);
	if (!error)
		error = emulator_create(&options, medium, ret_target, ret_problem);
	free(rules);
	return error;
}

static int compose(struct emulated_drive *drive, struct problem *ret_problem)
{
	struct target *target;
	int error;

	drive->platform = drive->uri.is_virtual ? simulated_create(&first_choice) : posix_create(drive->uri.scale);
	if (!drive->platform)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	error = create_target(drive, &target, ret_problem);
	if (error)
		return error;
	if (pump_create(drive->platform, target, &drive->pump)) {
		target->ops->destroy(target);
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	}
	if (!drive->uri.control)
		return 0;
	return control_open(drive->platform, drive->pump, drive->way, drive->uri.control, &drive->control, ret_problem);
}

int emulated_drive_open(const char *uri, const struct way *way, struct emulated_drive **ret_drive,
                        struct problem *ret_problem)
{
	struct emulated_drive *drive = calloc(1, sizeof(*drive));
	int error;

	*ret_drive = NULL;
	if (!drive)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	drive->way = way;
	error = drive_uri_parse(uri, way, &drive->uri, ret_problem);
	if (!error)
		error = compose(drive, ret_problem);
	if (error)
		emulated_drive_close(drive);
	else
		*ret_drive = drive;
	return error;
}

int emulated_drive_check(const char *uri, const struct way *way, struct problem *ret_problem)
{
	struct drive_uri *parsed = malloc(sizeof(*parsed));
	char *rules = NULL;
	int error = parsed ? drive_uri_parse(uri, way, parsed, ret_problem)
	                   : problem_set(ret_problem, ENOMEM, "there is no memory for a drive");

	if (!error)
		error = take_rules(parsed, way, &rules, ret_problem);
	free(rules);
	free(parsed);
	return error;
}

void emulated_drive_close(struct emulated_drive *drive)
{
	if (!drive)
		return;
	control_close(drive->control);
	pump_destroy(drive->pump);
	platform_destroy(drive->platform);
	free(drive);
}
