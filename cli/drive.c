/* SPDX-License-Identifier: MIT */
/*
 * From the bottom up: rules and disc, the emulated drive with its pump and loopback, the platform, then, inside the
 * platform's main task, the recorder. What fails says so where it fails.
 */
#include "cli/drive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "conformance/hresult.h"
#include "emulator/emulator.h"
#include "engine/com/text.h"
#include "platform/posix.h"
#include "platform/simulated.h"

enum { RULES_BYTES_MAX = 64 * 1024 };

static enum cli_exit say(int error, const struct problem *problem)
{
	cli_error("%s", problem->text);
	return cli_exit_of_errno(error);
}

static enum cli_exit no_memory(void)
{
	cli_error("there is no memory for a drive");
	return CLI_UNAVAILABLE;
}

/* ---- rules ---- */

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

/* ---- the emulated drive ---- */

static int create_target(struct drive *drive, struct target **ret_target, struct problem *ret_problem)
{
	struct emulator_options options = {.model = drive->uri.model};
	struct medium *medium = NULL;
	char *rules = NULL;
	int error = 0;

	if (drive->uri.rules) {
		options.rules = rules = malloc(RULES_BYTES_MAX);
		error = rules ? read_rules(drive->uri.rules, rules, ret_problem)
		              : problem_set(ret_problem, ENOMEM, "there is no memory for rules");
	}
	if (!error && drive->uri.disc)
		error = disc_open(drive->uri.disc, &medium, ret_problem);
	if (!error)
		error = emulator_create(&options, medium, ret_target, ret_problem);
	free(rules);
	return error;
}

/* The target finds its way into a loopback, or is destroyed. */
static enum cli_exit carry(struct drive *drive, struct target *target)
{
	struct pump *pump;

	if (pump_create(drive->platform, target, &pump)) {
		target->ops->destroy(target);
		return no_memory();
	}
	if (loopback_create(drive->platform, pump, &drive->loopback)) {
		pump_destroy(pump);
		return no_memory();
	}
	return CLI_DONE;
}

static enum cli_exit compose(struct drive *drive, const char *uri)
{
	struct problem problem = {""};
	struct target *target;
	int error = drive_uri_parse(uri, &drive->uri, &problem);

	if (error)
		return say(error, &problem);
	drive->platform = drive->uri.is_virtual ? simulated_create(&first_choice) : posix_create(drive->uri.scale);
	if (!drive->platform)
		return no_memory();
	error = create_target(drive, &target, &problem);
	return error ? say(error, &problem) : carry(drive, target);
}

enum cli_exit drive_open(const char *uri, struct drive **ret_drive)
{
	struct drive *drive = calloc(1, sizeof(*drive));
	enum cli_exit result;

	*ret_drive = NULL;
	if (!drive)
		return no_memory();
	result = compose(drive, uri);
	if (result != CLI_DONE)
		drive_close(drive);
	else
		*ret_drive = drive;
	return result;
}

void drive_close(struct drive *drive)
{
	if (!drive)
		return;
	loopback_destroy(drive->loopback);
	platform_destroy(drive->platform);
	free(drive);
}

int drive_open_transport(struct drive *drive, struct transport **ret_transport)
{
	return loopback_open(drive->loopback, ret_transport);
}

/* ---- the recorder ---- */

/* An imapi2_host.open, called once for each body. */
static int open_for_recorder(void *context, const char *id, struct transport **ret_transport)
{
	struct drive *drive = context;
	struct trace_observer observer = command_log_observer(&drive->log);
	struct transport *transport;
	int error;

	if (strcmp(id, drive->uri.text) != 0)
		return -ENODEV;
	error = loopback_open(drive->loopback, &transport);
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
	HRESULT hr = bstr_from_utf8(drive->uri.text, &id);

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
