/* SPDX-License-Identifier: MIT */
#include "conformance/report/report.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conformance/report/formats.h"

/* clang-format off */
const struct report_format report_formats[] = {
	{"text",  "a line for each case that did not pass, and a summary", report_text},
	{"tap",   "Test Anything Protocol, version 13",                    report_tap},
	{"junit", "JUnit XML",                                             report_junit},
	{"json",  "everything, as JSON",                                   report_json},
	{"html",  "one page: every requirement and its evidence",          report_html},
	{0},
};
/* clang-format on */

const struct report_format *report_format_find(const char *name)
{
	for (const struct report_format *format = report_formats; format->name; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}

int report_done(FILE *file)
{
	return fflush(file) || ferror(file) ? -(errno ? errno : EIO) : 0;
}

static int write_and_close(const struct report_format *format, const struct suite_result *result, int descriptor)
{
	FILE *file = fdopen(descriptor, "w");
	int error;

	if (!file) {
		error = -errno;
		close(descriptor);
		return error;
	}
	error = format->write(result, file);
	if (!error && fsync(descriptor))
		error = -errno;
	if (fclose(file) && !error)
		error = -errno;
	return error;
}

/* mkstemp() keeps files to their owner; a report is like any other file that a program writes. */
static int make_plain(int descriptor)
{
	mode_t mask = umask(0);

	umask(mask);
	return fchmod(descriptor, 0666 & ~mask) ? -errno : 0;
}

int report_to_file(const struct report_format *format, const struct suite_result *result, const char *path)
{
	size_t size = strlen(path) + sizeof(".XXXXXX");
	char *temporary = malloc(size);
	int descriptor, error;

	if (!temporary)
		return -ENOMEM;
	snprintf(temporary, size, "%s.XXXXXX", path);
	descriptor = mkstemp(temporary);
	if (descriptor < 0) {
		error = -errno;
		free(temporary);
		return error;
	}
	error = make_plain(descriptor);
	if (error)
		close(descriptor);
	else
		error = write_and_close(format, result, descriptor);
	if (!error && rename(temporary, path))
		error = -errno;
	if (error)
		unlink(temporary);
	free(temporary);
	return error;
}
