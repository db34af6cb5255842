/* SPDX-License-Identifier: MIT */
/*
 * Where a drive is put together: the way to it (drive_way.h), the platform that its clients run on, and IMAPI2's
 * recorder on top.
 */
#ifndef CLI_DRIVE_H
#define CLI_DRIVE_H

#include "cli/command.h"
#include "cli/command_log.h"
#include "cli/drive_way.h"
#include "engine/imapi2/host.h"
#include "engine/imapi2/imapi2.h"
#include "platform/platform.h"

struct drive {
	const char *uri;
	struct drive_way way;
	struct platform *platform; /* the way's */

	/* While a body runs. */
	struct imapi2_host host; /* the process's */
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *recorder_ex;
	struct transport *transport; /* the recorder's, so that both are one client of the drive */
	struct command_log log;      /* of everything that goes that way */
};

/* Switches an emulated drive on, or finds another. Failures are said. */
enum cli_exit drive_open(const char *uri, struct drive **ret_drive);

/* Switches it off, if it was switched on. Accepts NULL. */
void drive_close(struct drive *drive);

/* Runs the body as main task of the drive's platform, with an initialised recorder. */
enum cli_exit drive_run(struct drive *drive, enum cli_exit (*body)(struct drive *drive, void *context), void *context);

/* One more way to the drive, for a client of its own: to be destroyed before the drive is closed. 0 or
 * negative errno, which is said. */
int drive_open_transport(struct drive *drive, struct transport **ret_transport);

/*
 * Says that something could not be done, and the drive's answer to the last command if that is why. CLI_UNAVAILABLE
 * when there is no medium or the drive is gone or taken, else CLI_FAILED.
 */
enum cli_exit drive_error(const struct drive *drive, const char *what);

/* The same for a result of IMAPI2's, which is named. */
enum cli_exit drive_hresult_error(const struct drive *drive, const char *what, HRESULT hr);

#endif
