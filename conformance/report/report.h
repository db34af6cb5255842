/* SPDX-License-Identifier: MIT */
/* Results for persons and for programs. */
#ifndef CONFORMANCE_REPORT_REPORT_H
#define CONFORMANCE_REPORT_REPORT_H

#include <stdio.h>

#include "conformance/suite.h"

struct report_format {
	const char *name, *summary;
	/* Writes the whole report. 0 or -errno. */
	int (*write)(const struct suite_result *result, FILE *file);
};

/* "text", "tap" (TAP 13), "junit" (JUnit XML), "json", "html" (one self-contained page); ended by a NULL name. */
extern const struct report_format report_formats[];

/* NULL for an unknown name. */
const struct report_format *report_format_find(const char *name);

/* Writes to a temporary file beside `path` and renames it, so that no reader sees half a report. 0 or -errno. */
int report_to_file(const struct report_format *format, const struct suite_result *result, const char *path);

#endif
