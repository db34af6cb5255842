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

static int create_target(const struct drive_uri *uri, struct target **ret_target, struct problem *ret_problem)
{
	struct emulator_options options = {.model = uri->model};
	struct medium *medium = NULL;
	char *rules = NULL;
	int error = 0;

	if (uri->rules) {
		options.rules = rules = malloc(RULES_BYTES_MAX);
		error = rules ? read_rules(uri->rules, rules, ret_problem)
		              : problem_set(ret_problem, ENOMEM, "there is no memory for rules");
	}
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
	error = create_target(&drive->uri, &target, ret_problem);
	if (error)
		return error;
	if (pump_create(drive->platform, target, &drive->pump)) {
		target->ops->destroy(target);
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	}
	if (!drive->uri.control)
		return 0;
	return control_open(drive->platform, drive->pump, drive->uri.control, &drive->control, ret_problem);
}

int emulated_drive_open(const char *uri, enum drive_clock clock, struct emulated_drive **ret_drive,
                        struct problem *ret_problem)
{
	struct emulated_drive *drive = calloc(1, sizeof(*drive));
	int error;

	*ret_drive = NULL;
	if (!drive)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	error = drive_uri_parse(uri, clock, &drive->uri, ret_problem);
	if (!error)
		error = compose(drive, ret_problem);
	if (error)
		emulated_drive_close(drive);
	else
		*ret_drive = drive;
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
