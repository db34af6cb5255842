/* SPDX-License-Identifier: MIT */
/*
 * From the bottom up: the way to the drive, then, inside the platform's main task, the recorder. What fails says so
 * where it fails.
 */
#include "cli/drive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "conformance/hresult.h"
#include "engine/com/text.h"
#include "platform/simulated.h"

static enum cli_exit no_memory(void)
{
	cli_error("there is no memory for a drive");
	return CLI_UNAVAILABLE;
}

enum cli_exit drive_open(const char *uri, struct drive **ret_drive)
{
	struct drive *drive = calloc(1, sizeof(*drive));
	struct problem problem = {""};
	int error;

	*ret_drive = NULL;
	if (!drive)
		return no_memory();
	drive->uri = uri;
	error = drive_way_open(uri, &drive->way, &problem);
	if (error) {
		cli_error("%s", problem.text);
		free(drive);
		return cli_exit_of_errno(error);
	}
	drive->platform = drive->way.platform;
	*ret_drive = drive;
	return CLI_DONE;
}

void drive_close(struct drive *drive)
{
	if (!drive)
		return;
	drive_way_close(&drive->way);
	free(drive);
}

int drive_open_transport(struct drive *drive, struct transport **ret_transport)
{
	struct problem problem = {""};
	int error = drive_way_connect(&drive->way, ret_transport, &problem);

	if (error)
		cli_error("%s", problem.text);
	return error;
}

/* ---- the recorder ---- */

/* An imapi2_host.open, called once for each body. */
static int open_for_recorder(void *context, const char *id, struct transport **ret_transport)
{
	struct drive *drive = context;
	struct trace_observer observer = command_log_observer(&drive->log);
	struct transport *transport;
	int error;

	if (strcmp(id, drive->uri) != 0)
		return -ENODEV;
	error = drive_open_transport(drive, &transport);
	if (error)
		return error;
	drive->transport = trace_transport_create(transport, &observer);
	if (!drive->transport) {
		transport_destroy(transport);
		return -ENOMEM;
	}
	*ret_transport = drive->transport;
	return 0;
}

static HRESULT initialise_recorder(struct drive *drive)
{
	BSTR id;
	HRESULT hr = bstr_from_utf8(drive->uri, &id);

	if (FAILED(hr))
		return hr;
	hr = IDiscRecorder2_InitializeDiscRecorder(drive->recorder, id);
	SysFreeString(id);
	if (SUCCEEDED(hr))
		hr = IDiscRecorder2_QueryInterface(drive->recorder, &IID_IDiscRecorder2Ex,
		                                   (void **)&drive->recorder_ex);
	return hr;
}

static enum cli_exit create_recorder(struct drive *drive)
{
	HRESULT hr;

	drive->log = (struct command_log){0};
	drive->host = (struct imapi2_host){drive->platform, open_for_recorder, drive};
	imapi2_set_process_host(&drive->host);
	hr = CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL, &IID_IDiscRecorder2,
	                      (void **)&drive->recorder);
	if (SUCCEEDED(hr))
		hr = initialise_recorder(drive);
	if (SUCCEEDED(hr))
		return CLI_DONE;
	drive_hresult_error(drive, "the drive is no recorder", hr);
	return CLI_UNAVAILABLE;
}

static void release_recorder(struct drive *drive)
{
	if (drive->recorder_ex)
		IDiscRecorder2Ex_Release(drive->recorder_ex);
	if (drive->recorder)
		IDiscRecorder2_Release(drive->recorder);
	drive->recorder_ex = NULL;
	drive->recorder = NULL;
	drive->transport = NULL;
	imapi2_set_process_host(NULL);
}

/* ---- running a body ---- */

struct run {
	struct drive *drive;
	enum cli_exit (*body)(struct drive *drive, void *context);
	void *context;
	enum cli_exit result;
};

static void run_main_task(void *argument)
{
	struct run *run = argument;

	run->result = create_recorder(run->drive);
	if (run->result == CLI_DONE)
		run->result = run->body(run->drive, run->context);
	release_recorder(run->drive);
}

/* After a deadlock commands are under way that nobody waits for: the drive cannot be switched off in good order. */
static enum cli_exit run_simulated(struct run *run)
{
	struct simulated_report report;
	int error = simulated_run(run->drive->platform, run_main_task, run, &report);

	if (error == -ENOMEM)
		return no_memory();
	if (!error)
		return run->result;
	cli_error("deadlock: %s", report.deadlock);
	exit(CLI_FAILED);
}

enum cli_exit drive_run(struct drive *drive, enum cli_exit (*body)(struct drive *drive, void *context), void *context)
{
	struct run run = {.drive = drive, .body = body, .context = context};

	if (platform_is_simulated(drive->platform))
		return run_simulated(&run);
	run_main_task(&run);
	return run.result;
}

/* ---- failures ---- */

static bool is_unavailable(const struct command_log *log)
{
	bool is_gone = log->result == -ENODEV || log->result == -EBUSY;

	return log->failed && (is_gone || (log->sense.key == NOT_READY && log->sense.asc == 0x3A));
}

enum cli_exit drive_error(const struct drive *drive, const char *what)
{
	char text[COMMAND_TEXT_MAX];

	cli_error("%s%s%s", what, drive->log.failed ? ": " : "", command_log_describe(&drive->log, text, sizeof(text)));
	return is_unavailable(&drive->log) ? CLI_UNAVAILABLE : CLI_FAILED;
}

enum cli_exit drive_hresult_error(const struct drive *drive, const char *what, HRESULT hr)
{
	char text[COMMAND_TEXT_MAX];

	cli_error("%s: %s (0x%08X)", what, hresult_name(hr), (unsigned)hr);
	if (drive->log.failed)
		cli_error("%s", command_log_describe(&drive->log, text, sizeof(text)));
	return is_unavailable(&drive->log) ? CLI_UNAVAILABLE : CLI_FAILED;
}
