/* SPDX-License-Identifier: MIT */
#include "conformance/report/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/report/event.h"

static void write_event(struct report_lines *lines, enum event_kind kind, const struct suite_result *suite,
                        const struct case_result *one)
{
	char *line = lines->error ? NULL : event_line(kind, suite, one, 0);

	if (lines->error)
		return;
	if (!line)
		lines->error = -ENOMEM;
	else if (fputs(line, lines->file) < 0 || fflush(lines->file))
		lines->error = errno ? -errno : -EIO;
	free(line);
}

void report_lines_begin(struct report_lines *lines, const struct suite_result *planned)
{
	write_event(lines, EVENT_BEGIN, planned, NULL);
	for (unsigned i = 0; i < planned->count; i++)
		write_event(lines, EVENT_PLANNED, NULL, &planned->cases[i]);
}

void report_lines_run(struct report_lines *lines, const struct case_result *run)
{
	write_event(lines, EVENT_RUN, NULL, run);
}

void report_lines_end(struct report_lines *lines, const struct suite_result *result)
{
	write_event(lines, EVENT_END, result, NULL);
}
