/* SPDX-License-Identifier: MIT */
/* The formats' writers, one a file. Inside the suite only. */
#ifndef CONFORMANCE_REPORT_FORMATS_H
#define CONFORMANCE_REPORT_FORMATS_H

#include "conformance/report/report.h"

int report_text(const struct suite_result *result, FILE *file);
int report_tap(const struct suite_result *result, FILE *file);
int report_junit(const struct suite_result *result, FILE *file);
int report_json(const struct suite_result *result, FILE *file);
int report_html(const struct suite_result *result, FILE *file);

/* Flushes: 0, or -errno of whatever went wrong with the file. */
int report_done(FILE *file);

#endif
