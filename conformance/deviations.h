/* SPDX-License-Identifier: MIT */
/* Known deviations: which cases are known to fail, why, whose business it is and until when; see dryburn-deviations(5).
 */
#ifndef CONFORMANCE_DEVIATIONS_H
#define CONFORMANCE_DEVIATIONS_H

#include <stdio.h>

#include "conformance/suite.h"

enum { DEVIATIONS_MAX = 1024, DEVIATION_LINE_MAX = 1024 };

/* Whether a text is a day of the calendar, YYYY-MM-DD. */
bool deviations_is_day(const char *text);

/*
 * Reads a file of deviations, whose name is for messages. `today` is a day, and decides what has expired. 0 and
 * *ret_deviations, to be destroyed; -EINVAL with a reason that names file, line and what would be right; -ENOMEM, -EIO.
 */
int deviations_read(FILE *file, const char *name, const char *today, struct deviations **ret_deviations,
                    char ret_reason[SUITE_REASON_MAX]);

/* Accepts NULL. */
void deviations_destroy(struct deviations *deviations);

/*
 * Whether each of them fits a case, and none fits all, of the options' tables, selected or not. 0; -ESRCH with a reason
 * that names file and line; errors of the tables as suite_run().
 */
int deviations_check(const struct deviations *deviations, const struct suite_options *options,
                     char ret_reason[SUITE_REASON_MAX]);

/* Changes verdict and message of a run by the first deviation that fits it. 0 or -ENOMEM, and nothing changed. */
int deviations_apply(const struct deviations *deviations, struct case_result *run);

#endif
