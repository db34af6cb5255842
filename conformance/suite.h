/* SPDX-License-Identifier: MIT */
/*
 * The suite: chooses cases, has each run on a rig of its own, and gives the results as values. Who runs them is the
 * carrier's business: this process, or worker processes (workers/workers.h). In a process cases run in CUnit's
 * registry, of which there is one: no other CUnit run may be under way, and one suite at a time.
 */
#ifndef CONFORMANCE_SUITE_H
#define CONFORMANCE_SUITE_H

#include <stddef.h>

#include "conformance/case.h"
#include "conformance/rig/rig.h"

enum {
	CASE_ID_MAX = 128,
	SUITE_REASON_MAX = 512,
	SUITE_NAME_MAX = 256,
	SUITE_VERSION_MAX = 64,
	SUITE_REPEAT_MAX = 1000000
};

struct case_result {
	unsigned index;           /* its place among the results */
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

	unsigned run; /* which of its runs this was, from 0 */

	/* In a suite_result, where one stands for all runs of the case: the first one with the worst verdict. */
	unsigned runs;
	bool flaky;    /* the verdict was not always the same: it is FAIL then, or ERROR if it ever was */
	char *storage; /* what else belongs to it; NULL for nothing */
};

struct suite_result {
	char version[SUITE_VERSION_MAX]; /* of the suite */
	char drive[SUITE_NAME_MAX];      /* the rig source's name */
	bool lenient;
	bool cut;                  /* nobody saw the run end: its results are not all, or not sure */
	unsigned repeat;           /* how often each case was to run: at least 1 */
	struct case_result *cases; /* in the order of the tables, whoever ran them */
	unsigned count;
	unsigned totals[VERDICT_COUNT];
	unsigned skips[SKIP_REASON_COUNT]; /* the SKIPs by their reasons */
	unsigned flakes;                   /* cases that are flaky */
	uint64_t runs;                     /* of cases, that reported */
	uint64_t elapsed_ns;               /* the host's time; 0: nobody measured it */
};

struct deviations;
struct suite_carrier;

struct suite_options {
	const struct rig_source *source;       /* NULL: an emulated drive in memory */
	const struct test_case *const *tables; /* NULL: case_tables */
	const char *const *patterns;           /* fnmatch(3) globs over ids with their media, or ids: a case is */
	unsigned pattern_count;                /* selected if one fits, or there are none, */
	const char *const *excluded;           /* and none of these does */
	unsigned excluded_count;
	bool lenient;                        /* of an engine that others made: see expect.h, NEEDS_OUR_ENGINE */
	unsigned repeat;                     /* runs all selected cases so often, at most SUITE_REPEAT_MAX; 0: once */
	const struct deviations *deviations; /* NULL: none */
	const struct suite_carrier *carrier; /* NULL: this process, one case after the other */

	/* Before the first case: what is planned, with id, requirements, phases and medium of each. NULL: not. */
	void (*begin)(void *context, const struct suite_result *planned);
	/* After each run of a case, in the order in which they end. NULL: not. */
	void (*done)(void *context, const struct case_result *result);
	void *context;
};

/* Calls `seen` for each selected case, in the order of the results, with only id, requirements, phases and medium set.
 * Errors as suite_run(). */
int suite_list(const struct suite_options *options, void (*seen)(void *context, const struct case_result *listed),
               void *context, char ret_reason[SUITE_REASON_MAX]);

/*
 * Runs the selected cases. 0 and *ret_result, which the caller destroys, whatever the verdicts; else nothing can be
 * said about the engine, and ret_reason says why: -ENOENT when nothing was selected, -EEXIST for an id that stands
 * twice, -EINVAL for a row without requirements or with an id that is too long, or for too many runs, -ESRCH for a
 * deviation that fits no case or all, -EPROTO when fewer cases reported than were registered, -ENOMEM; or what the
 * carrier says.
 */
int suite_run(const struct suite_options *options, struct suite_result **ret_result, char ret_reason[SUITE_REASON_MAX]);

/*
 * What a program that ran the suite exits with: 0 cases passed and none failed; 1 a FAIL, XPASS or flake, or nothing
 * passed; 77 all were skipped; 99 an ERROR, or a run that was cut off.
 */
int suite_exit_status(const struct suite_result *result);

/* Accepts NULL. */
void suite_result_destroy(struct suite_result *result);

#endif
