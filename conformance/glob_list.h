/* SPDX-License-Identifier: MIT */
/* Globs over ids of cases, as options and files give them. */
#ifndef CONFORMANCE_GLOB_LIST_H
#define CONFORMANCE_GLOB_LIST_H

#include "conformance/suite.h"

enum { GLOB_LINE_MAX = 512 };

/* To be zeroed first. `globs` goes into suite_options. */
struct glob_list {
	const char **globs; /* texts of the list's own */
	char **places;      /* of each: "list.txt:3", or NULL for one that stood in no file */
	unsigned count;
};

/*
 * Adds a glob, or those of the file behind an "@": one a line, its first word; empty lines and what begins with "#" are
 * ignored. 0; -EINVAL for a file without globs or with a line too long, -ENOMEM, -errno of the file, with a reason.
 */
int glob_list_add(struct glob_list *list, const char *text, char ret_reason[SUITE_REASON_MAX]);

/* Whether each glob from a file fits a case of the options' tables: 0, or -ESRCH with a reason that names file and
 * line.
 */
int glob_list_check(const struct glob_list *list, const struct suite_options *options,
                    char ret_reason[SUITE_REASON_MAX]);

void glob_list_finish(struct glob_list *list);

#endif
