/* SPDX-License-Identifier: MIT */
/* What the files of `dryburn conform` share: its options, and what they make of a run. */
#ifndef CLI_CONFORM_H
#define CLI_CONFORM_H

#include "cli/command.h"
#include "conformance/deviations.h"
#include "conformance/glob_list.h"
#include "conformance/report/lines.h"
#include "conformance/suite.h"
#include "conformance/workers/workers.h"

enum {
	CONFORM_DRIVE,
	CONFORM_CONTROL,
	CONFORM_WAY,
	CONFORM_SELECT,
	CONFORM_EXCLUDE,
	CONFORM_LIST,
	CONFORM_LENIENT,
	CONFORM_JOBS,
	CONFORM_LIMIT,
	CONFORM_REPEAT,
	CONFORM_MIN_PASS,
	CONFORM_DEVIATIONS,
	CONFORM_TODAY,
	CONFORM_TAP,
	CONFORM_JUNIT,
	CONFORM_JSON,
	CONFORM_HTML,
	CONFORM_LINES,
	CONFORM_FROM_LINES,
};

/* One run of the suite. */
struct judging {
	const struct cli_arguments *arguments;
	struct glob_list selected, excluded;
	struct deviations *deviations;
	unsigned min_pass;
	const struct way *way;    /* of --way */
	struct rig_source source; /* with --drive: complete in the worker only */
	struct workers workers;
	struct report_lines lines;
	struct suite_options options;
};

/* ---- conform_settings.c ---- */

/* Makes of the arguments what a run needs. What is wrong is said. To be finished either way. */
enum cli_exit conform_settings(const struct cli_arguments *arguments, struct judging *ret_judging);
void conform_settings_finish(struct judging *judging);

/* What an error of the suite's means, which is said. */
enum cli_exit conform_refused(int error, const char *reason);

/* ---- conform_drive.c ---- */

/* A worker's life with the drive of --drive: workers.h. The context is the struct judging. */
int conform_drive_live(void *context, void (*work)(void *argument), void *argument);

/* ---- conform_report.c ---- */

/* Prints and writes what was asked for; the exit status is the suite's, or that something could not be written. */
enum cli_exit conform_report(const struct cli_arguments *arguments, const struct suite_result *result,
                             unsigned min_pass);

#endif
