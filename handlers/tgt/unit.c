/* SPDX-License-Identifier: GPL-2.0-only */
#include "handlers/tgt/unit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "handlers/emulated/emulated.h"
#include "t10/command.h"

struct unit {
	char uri[UNIT_PATH_MAX];
	struct emulated_drive *drive;
	unit_done *done;
	void *context;
};

/* A request on its way. */
struct errand {
	struct pump_ticket ticket; /* first, so that a ticket is an errand */
	struct command command;
	struct unit *unit;
	void *carrier;
};

/* ---- paths ---- */

static int hexadecimal(char digit)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = digit ? strchr(digits, digit) : NULL;

	return at ? (int)(at - digits) : -1;
}

int unit_path_decode(const char *path, char ret_uri[UNIT_PATH_MAX])
{
	size_t used = 0;

	for (; *path; path++) {
		int high = *path == '%' ? hexadecimal(path[1]) : 0,
		    low = *path == '%' && high >= 0 ? hexadecimal(path[2]) : 0;

		if (high < 0 || low < 0 || used == UNIT_PATH_MAX - 1)
			return -EINVAL;
		ret_uri[used++] = *path == '%' ? (char)(high << 4 | low) : *path;
		path += *path == '%' ? 2 : 0;
	}
	ret_uri[used] = '\0';
	return 0;
}

/* ---- requests ---- */

/*
 * iSCSI pads every CDB to 16 bytes; its length is in the operation code [SPC-4 4.2.5.1 "Operation code"]. 16 where it
 * is not, which is more than any command of the drive's wants.
 */
static uint8_t cdb_length(uint8_t operation_code)
{
	static const uint8_t lengths[] = {6, 10, 10, 16, 16, 12, 16, 16}; /* by group */

	return lengths[operation_code >> 5];
}

static void tell(struct pump_ticket *ticket)
{
	struct errand *errand = (struct errand *)ticket;
	const struct command *command = &errand->command;
	struct unit_answer answer = {
		.status = command->status,
		.transferred = (uint32_t)command->transferred,
		.overflow = (uint32_t)command->overflow,
		.sense = command->sense_data,
		.sense_length = command->sense_length,
	};

	errand->unit->done(errand->unit->context, errand->carrier, &answer);
	free(errand);
}

int unit_submit(struct unit *unit, const struct unit_request *request)
{
	struct errand *errand = calloc(1, sizeof(*errand));
	struct command *command;

	if (!errand)
		return -ENOMEM;
	errand->unit = unit;
	errand->carrier = request->carrier;
	command = &errand->command;
	command->cdb_length = cdb_length(request->cdb[0]);
	memcpy(command->cdb, request->cdb,
	       request->cdb_length < command->cdb_length ? request->cdb_length : command->cdb_length);
	command->direction = request->out ? DATA_OUT : request->in ? DATA_IN : DATA_NONE;
	command->data = request->out ? request->out : request->in;
	command->data_length = request->out ? request->out_bytes : request->in ? request->in_bytes : 0;
	command->nexus = request->nexus;
	errand->ticket = (struct pump_ticket){.command = command, .done = tell};
	pump_submit(unit->drive->pump, &errand->ticket);
	return 0;
}

/* ---- beginning and end ---- */

static int switch_on(struct unit *unit, const char *path, struct problem *ret_problem)
{
	int error = unit_path_decode(path, unit->uri);

	if (error)
		return problem_set(ret_problem, -error,
		                   "%s: %% stands before two hexadecimal digits, as in %%2C for a comma", path);
	error = emulated_drive_open(unit->uri, &ways[WAY_TGT], &unit->drive, ret_problem);
	if (error)
		return error;
	error = pump_start(unit->drive->pump);
	return error ? problem_set(ret_problem, -error, "there is no thread for a drive") : 0;
}

int unit_open(const char *path, unit_done *done, void *context, struct unit **ret_unit,
              char ret_problem[UNIT_PROBLEM_MAX])
{
	struct unit *unit = calloc(1, sizeof(*unit));
	struct problem problem = {"there is no memory for a drive"};
	int error = -ENOMEM;

	if (unit) {
		unit->done = done;
		unit->context = context;
		error = switch_on(unit, path, &problem);
	}
	if (!error) {
		*ret_unit = unit;
		return 0;
	}
	snprintf(ret_problem, UNIT_PROBLEM_MAX, "%s", problem.text);
	unit_close(unit);
	return error;
}

void unit_close(struct unit *unit)
{
	if (!unit)
		return;
	emulated_drive_close(unit->drive);
	free(unit);
}
