/* SPDX-License-Identifier: MIT */
/* Rows of the case tables, once for each of their media, and those of them that patterns choose. Inside the suite only.
 */
#ifndef CONFORMANCE_SELECTION_H
#define CONFORMANCE_SELECTION_H

#include "conformance/suite.h"

struct planned_case {
	const struct test_case *row;
	char id[CASE_ID_MAX];
	char medium[16]; /* "any" is not resolved: what there is, only who runs it knows */
};

struct selection {
	struct planned_case *cases;
	unsigned count;
};

/* Whether a glob fits an id, or is it: a medium's "[dvd+r]" would be a bracket expression. */
bool selection_fits(const char *glob, const char *id);

/* Errors as suite_run(). The selection is to be finished after 0. */
int selection_init(struct selection *selection, const struct suite_options *options, char ret_reason[SUITE_REASON_MAX]);
void selection_finish(struct selection *selection);

#endif
