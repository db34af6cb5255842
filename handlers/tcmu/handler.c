/* SPDX-License-Identifier: MIT */
/*
 * A handler of tcmu-runner: each device of subtype "dryburn" is an emulated drive with its pump. Commands come on the
 * device's own thread, go to the pump as tickets, and are completed by whichever task completes them (completion.h).
 *
 * In this file: data, requests, insertion of discs, the life of a drive, the handler's table.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libtcmu.h>
#include <tcmu-runner.h>
#include <tcmur_device.h>

#include "emulator/emulator.h"
#include "handlers/emulated/emulated.h"
#include "handlers/tcmu/cfgstring.h"
#include "handlers/tcmu/completion.h"
#include "handlers/tcmu/data_area.h"
#include "handlers/tcmu/ring.h"
#include "handlers/tcmu/strays.h"

/* Blocks, for the runner's own arithmetic only. */
enum { BLOCK_BYTES = 2048 };

struct tcmu_drive {
	struct tcmu_device *device;
	struct emulated_drive *emulated;
	struct strays *strays;
	bool has_length; /* completion_has_length() */
	char uri[DRIVE_URI_MAX];
};

struct request {
	struct pump_ticket ticket;
	struct command command;
	struct tcmu_drive *drive;
	struct tcmur_cmd *runner_command;
	uint8_t *gathered; /* data of several pieces in one; NULL for one piece, which is used where it is */
};

/* ---- data ---- */

/* The initiator's whole buffer, which need not be as long as the CDB says: the drive compares the two. */
static struct data_area area_of(const struct request *request)
{
	const struct tcmulib_cmd *library_command = request->runner_command->lib_cmd;

	return (struct data_area){library_command->iovec, library_command->iov_cnt};
}

/* Points the command at its data in the ring's memory, or at a copy when that is in pieces. 0 or -ENOMEM. */
static int take_data(struct request *request)
{
	struct command *command = &request->command;
	struct data_area area = area_of(request);

	command->direction = emulator_data_direction(command->cdb[0]);
	command->data_length = command->direction == DATA_NONE ? 0 : data_area_bytes(&area);
	if (!command->data_length)
		return 0;
	command->data = data_area_single(&area);
	if (command->data)
		return 0;
	command->data = request->gathered = malloc(command->data_length);
	if (!request->gathered)
		return -ENOMEM;
	if (command->direction == DATA_OUT)
		data_area_get(&area, request->gathered, command->data_length);
	return 0;
}

/* The ring's memory has the data of earlier commands in it: none of them may be taken for an answer. */
static void return_data(struct request *request)
{
	const struct command *command = &request->command;
	struct data_area area = area_of(request);
	bool is_exact = command->transferred && request->drive->has_length;

	if (command->direction == DATA_OUT)
		return;
	if (request->gathered)
		data_area_put(&area, request->gathered, command->transferred);
	if (!is_exact)
		data_area_zero(&area, command->transferred);
}

/* ---- requests ---- */

static void free_request(struct request *request)
{
	free(request->gathered);
	free(request);
}

static void request_done(struct pump_ticket *ticket)
{
	struct request *request = (struct request *)ticket;

	return_data(request);
	completion_send(request->drive->device, request->drive->strays, request->runner_command, &request->command);
	free_request(request);
}

/* Ends a command that the drive never saw. */
static void refuse(struct tcmu_drive *drive, struct tcmur_cmd *runner_command, const struct command *answer)
{
	completion_send(drive->device, drive->strays, runner_command, answer);
}

static void refuse_for_lack_of_memory(struct tcmu_drive *drive, struct tcmur_cmd *runner_command)
{
	refuse(drive, runner_command, &(struct command){.status = STATUS_TASK_SET_FULL});
}

static void refuse_long_cdb(struct tcmu_drive *drive, struct tcmur_cmd *runner_command)
{
	struct sense invalid = sense_of(ILLEGAL_REQUEST, INVALID_COMMAND_OPERATION_CODE);
	struct command answer = {0};

	command_finish(&answer, &invalid);
	refuse(drive, runner_command, &answer);
}

static void fill_request(struct request *request, struct tcmu_drive *drive, struct tcmur_cmd *runner_command)
{
	const uint8_t *cdb = runner_command->lib_cmd->cdb;

	request->ticket = (struct pump_ticket){.command = &request->command, .done = request_done};
	request->drive = drive;
	request->runner_command = runner_command;
	request->command.cdb_length = (uint8_t)ring_cdb_length(cdb);
	memcpy(request->command.cdb, cdb, request->command.cdb_length);
}

/* From the runner's thread, or the one that finds strays. */
static void begin_request(void *context, struct tcmur_cmd *runner_command)
{
	struct tcmu_drive *drive = context;
	struct request *request;

	if (ring_cdb_length(runner_command->lib_cmd->cdb) > CDB_MAX) {
		refuse_long_cdb(drive, runner_command);
		return;
	}
	request = calloc(1, sizeof(*request));
	if (request)
		fill_request(request, drive, runner_command);
	if (request && !take_data(request)) {
		pump_submit(drive->emulated->pump, &request->ticket);
		return;
	}
	refuse_for_lack_of_memory(drive, runner_command);
	free(request);
}

/* The runner ends its threads by cancellation: not while one of them has the pump's mutex. */
static int handle_command(struct tcmu_device *device, struct tcmur_cmd *runner_command)
{
	int state;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
	begin_request(tcmur_dev_get_private(device), runner_command);
	pthread_setcancelstate(state, NULL);
	return TCMU_STS_ASYNC_HANDLED;
}

/* ---- insertion ---- */

static int insert(struct tcmu_drive *drive, const char *disc, struct problem *ret_problem)
{
	struct signal signal = {.kind = SIGNAL_INSERT};
	int error = disc ? disc_open(disc, &signal.medium, ret_problem) : 0;

	return error ? error : pump_signal(drive->emulated->pump, &signal, ret_problem);
}

/* A new name for the device is another disc in the same drive; what else a URI says is for a new drive. */
static int change_disc(struct tcmu_drive *drive, const char *cfgstring, struct problem *ret_problem)
{
	struct drive_uri *parsed = malloc(sizeof(*parsed));
	char uri[DRIVE_URI_MAX];
	int error;

	if (!parsed)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a disc");
	error = cfgstring_to_uri(cfgstring, uri, ret_problem);
	if (!error)
		error = drive_uri_parse(uri, &ways[WAY_TCMU], parsed, ret_problem);
	if (!error)
		error = insert(drive, parsed->disc, ret_problem);
	free(parsed);
	return error;
}

static int reconfigure_drive(struct tcmu_device *device, struct tcmulib_cfg_info *change)
{
	struct problem problem = {""};
	int error;

	if (change->type != TCMULIB_CFG_DEV_CFGSTR)
		return -EOPNOTSUPP;
	error = change_disc(tcmur_dev_get_private(device), change->data.dev_cfgstring, &problem);
	if (error)
		tcmu_dev_err(device, "%s\n", problem.text);
	return error;
}

/* ---- the life of a drive ---- */

static bool check_config(const char *cfgstring, char **reason)
{
	char uri[DRIVE_URI_MAX];
	struct problem problem = {""};
	bool is_good = !cfgstring_to_uri(cfgstring, uri, &problem);

	if (!is_good)
		*reason = strdup(problem.text);
	return is_good;
}

static int switch_on(struct tcmu_drive *drive, struct problem *ret_problem)
{
	int error = cfgstring_to_uri(tcmu_dev_get_cfgstring(drive->device), drive->uri, ret_problem);

	if (!error)
		error = emulated_drive_open(drive->uri, &ways[WAY_TCMU], &drive->emulated, ret_problem);
	if (error)
		return error;
	error = pump_start(drive->emulated->pump);
	if (error)
		problem_set(ret_problem, -error, "%s: its task cannot be started", drive->uri);
	else
		error = strays_begin(drive->device, begin_request, drive, &drive->strays, ret_problem);
	if (error)
		emulated_drive_close(drive->emulated);
	return error;
}

/* Commands that an earlier runner left behind come again and are commands like any other. */
static int open_drive(struct tcmu_device *device, bool is_reopened)
{
	struct tcmu_drive *drive = calloc(1, sizeof(*drive));
	struct problem problem = {""};
	int error;

	(void)is_reopened;
	if (!drive)
		return -ENOMEM;
	drive->device = device;
	drive->has_length = completion_has_length(device);
	error = switch_on(drive, &problem);
	if (error) {
		tcmu_dev_err(device, "%s\n", problem.text);
		free(drive);
		return error;
	}
	tcmu_dev_set_block_size(device, BLOCK_BYTES);
	tcmur_dev_set_private(device, drive);
	return 0;
}

static void close_drive(struct tcmu_device *device)
{
	struct tcmu_drive *drive = tcmur_dev_get_private(device);

	strays_end(drive->strays);
	emulated_drive_close(drive->emulated);
	strays_destroy(drive->strays);
	free(drive);
}

/*
 * Only handle_cmd: the runner emulates nothing itself then. No threads: a command is only handed on, and those that
 * take long must not keep others waiting.
 */
static struct tcmur_handler handler = {
	.name = "Dryburn, an emulated burner",
	.subtype = CFGSTRING_SUBTYPE,
	.cfg_desc = CFGSTRING_SUBTYPE "/PATH of a disc, see dryburn-tcmu(1)",
	.check_config = check_config,
	.reconfig = reconfigure_drive,
	.open = open_drive,
	.close = close_drive,
	.nr_threads = 0,
	.handle_cmd = handle_command,
};

/* What tcmu-runner looks for in every file handler_*.so. */
__attribute__((visibility("default"))) int handler_init(void);

int handler_init(void)
{
	return tcmur_register_handler(&handler);
}
