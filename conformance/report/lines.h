/* SPDX-License-Identifier: MIT */
/*
 * A run as JSON lines while it goes on, and reports from them afterwards, however it ended; see dryburn-conform(1)
 * "JSON LINES". Each line is written whole and flushed when its event happens.
 */
#ifndef CONFORMANCE_REPORT_LINES_H
#define CONFORMANCE_REPORT_LINES_H

#include <stdio.h>

#include "conformance/suite.h"

struct report_lines {
	FILE *file;
	int error; /* the first -errno; nothing is written after it */
};

void report_lines_begin(struct report_lines *lines, const struct suite_result *planned);
void report_lines_run(struct report_lines *lines, const struct case_result *run);
void report_lines_end(struct report_lines *lines, const struct suite_result *result);

/*
 * The result that the lines tell of, to be destroyed: cases that did not report are errors. A last line without its end
 * is ignored, since whatever ended the run may have cut it. 0; -EBADMSG with the number of the line that is wrong;
 * -ENODATA when not even the first line is whole; -ENOMEM, -EIO.
 */
int report_from_lines(FILE *file, struct suite_result **ret_result, char ret_reason[SUITE_REASON_MAX]);

#endif
