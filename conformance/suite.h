/* SPDX-License-Identifier: MIT */
/*
 * The suite: chooses cases, runs each on a rig of its own, and gives the results as values. Runs in CUnit's registry,
 * of which there is one in a process: no other CUnit run may be under way, and one suite at a time.
 */
#ifndef CONFORMANCE_SUITE_H
#define CONFORMANCE_SUITE_H

#include <stddef.h>

#include "conformance/case.h"
#include "conformance/rig.h"

enum { CASE_ID_MAX = 128, SUITE_REASON_MAX = 512 };

struct case_result {
	char id[CASE_ID_MAX];     /* with its medium, "X[dvd+r]", if it runs with several */
	const char *requirements; /* as in the case's row */
	const char *phases;
	char medium[16]; /* "dvd+r", "bd-re", or "" for an empty drive */
	enum verdict verdict;
	enum skip_reason reason; /* SKIP only */
	char *message;           /* why it is not a PASS: lines without a last newline; "" for a PASS */
	unsigned assertions;
	uint64_t duration_ns; /* of the platform: virtual time, if it is simulated */
	uint64_t trace_hash;  /* of all that happened: equal for equal runs */
};

struct suite_result {
	const char *version; /* of the suite */
	char drive[256];     /* the rig source's name */
	struct case_result *cases;
	unsigned count;
	unsigned totals[VERDICT_COUNT];
};

struct suite_options {
	const struct rig_source *source;       /* NULL: an emulated drive in memory */
	const struct test_case *const *tables; /* NULL: case_tables */
	const char *const *patterns;           /* fnmatch(3) globs over ids with their media; a case is */
	unsigned pattern_count;                /* selected if one fits. 0: all are */
	bool lenient;                          /* of an engine that others made: see expect.h, NEEDS_OUR_ENGINE */
	void (*done)(void *context, const struct case_result *result); /* after each case; NULL: not */
	void *context;
};

/* Calls `seen` for each selected case, in the order in which they would run, with only id, requirements, phases and
 * medium set. Errors as suite_run(). */
int suite_list(const struct suite_options *options, void (*seen)(void *context, const struct case_result *listed),
               void *context, char ret_reason[SUITE_REASON_MAX]);

/*
 * Runs the selected cases. 0 and *ret_result, which the caller destroys, whatever the verdicts; else nothing can be
 * said about the engine, and ret_reason says why: -ENOENT when nothing was selected, -EEXIST for an id that stands
 * twice, -EINVAL for a row without requirements or with an id that is too long, -EPROTO when fewer cases reported than
 * were registered, -ENOMEM.
 */
int suite_run(const struct suite_options *options, struct suite_result **ret_result, char ret_reason[SUITE_REASON_MAX]);

/* What a program that ran the suite exits with: 0 all that ran passed, 1 a FAIL, 77 all were skipped, 99 an ERROR. */
int suite_exit_status(const struct suite_result *result);

/* Accepts NULL. */
void suite_result_destroy(struct suite_result *result);

#endif
