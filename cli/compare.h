/* SPDX-License-Identifier: MIT */
/* Two runs of the suite, as "conform --json" writes them, case by case. */
#ifndef CLI_COMPARE_H
#define CLI_COMPARE_H

#include <jansson.h>

#include "emulator/problem.h"
#include "handlers/ways/ways.h"

enum comparison { COMPARE_EQUAL, COMPARE_EXPLAINED, COMPARE_DIFFERENT, COMPARE_COUNT };

/* What one run says of a case. The strings are the run's. */
struct compare_verdict {
	const char *verdict; /* "PASS"; "none" where the run does not have the case */
	const char *reason;  /* of a SKIP: "NO_VIRTUAL_TIME"; else "" */
};

struct compared_case {
	const char *id;
	struct compare_verdict base, other;
	enum comparison comparison;
	const char *capability; /* COMPARE_EXPLAINED: the row of the table that explains it */
};

/*
 * Reads a run, or a part of one, into an object that has none of its cases yet. 0; -EINVAL for what is no run, with line
 * and column or the case that is wrong; other negative errno for a file that cannot be read. Keys that are not known are
 * let pass.
 */
int compare_read(const char *path, json_t *run, struct problem *ret_problem);

/* Calls `seen` for each case of `base`, in its order, then for those of `other` alone. `way` (may be NULL) is how the
 * other's drive was reached. */
void compare_runs(json_t *base, json_t *other, const struct way *way,
                  void (*seen)(void *context, const struct compared_case *compared), void *context);

#endif
