/* SPDX-License-Identifier: MIT */
/* The suite's cases one by one: each with each of its media is a table of its own, so that any of them can be run in
 * any order. */
#ifndef TESTS_MUTANTS_CASE_LIST_H
#define TESTS_MUTANTS_CASE_LIST_H

#include "conformance/suite.h"

struct lone_case {
	char id[CASE_ID_MAX]; /* as the suite calls it: "Updates.OneBefore[dvd+r]" */
	char medium[16];
	struct test_case rows[2]; /* it, and the end */
	const struct test_case *tables[2];
};

struct case_list {
	struct lone_case *cases;
	unsigned count;
};

/* All of the suite, in its order. 0, or -ENOMEM; to be finished in either case. */
int case_list_init(struct case_list *list);
void case_list_finish(struct case_list *list);

/* Whether two lists of requirements, each separated by spaces, have one in common. "*" has one in common with all. */
bool requirements_meet(const char *a, const char *b);

#endif
