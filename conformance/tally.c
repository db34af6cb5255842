/* SPDX-License-Identifier: MIT */
#include "conformance/tally.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How often a case had each verdict: in the suite's own part of its result while runs are added. */
struct tally {
	struct suite_result result;
	unsigned (*seen)[VERDICT_COUNT];
};

/* The higher, the worse. */
static const unsigned badness[VERDICT_COUNT] = {
	[VERDICT_PASS] = 0,  [VERDICT_SKIP] = 1, [VERDICT_XFAIL] = 2,
	[VERDICT_XPASS] = 3, [VERDICT_FAIL] = 4, [VERDICT_ERROR] = 5,
};

struct suite_result *tally_create(unsigned count, unsigned repeat)
{
	struct tally *tally = calloc(1, sizeof(*tally));

	if (!tally)
		return NULL;
	tally->result.count = count;
	tally->result.repeat = repeat ? repeat : 1;
	tally->result.cases = calloc(count ? count : 1, sizeof(*tally->result.cases));
	tally->seen = calloc(count ? count : 1, sizeof(*tally->seen));
	snprintf(tally->result.version, sizeof(tally->result.version), "%s", DRYBURN_VERSION);
	if (tally->result.cases && tally->seen)
		return &tally->result;
	suite_result_destroy(&tally->result);
	return NULL;
}

void tally_add(struct suite_result *result, const struct case_result *run)
{
	unsigned *seen = ((struct tally *)result)->seen[run->index];
	struct case_result *one = &result->cases[run->index];
	bool first = !one->runs++;

	seen[run->verdict]++;
	result->runs++;
	one->flaky = one->flaky || (!first && run->verdict != one->verdict);
	if (!first && badness[run->verdict] <= badness[one->verdict]) {
		free(run->message);
		return;
	}
	free(one->message);
	one->verdict = run->verdict;
	one->reason = run->reason;
	one->message = run->message;
	one->assertions = run->assertions;
	one->duration_ns = run->duration_ns;
	one->trace_hash = run->trace_hash;
	one->run = run->run;
	memcpy(one->medium, run->medium, sizeof(one->medium)); /* "any" is known now */
}

/* "flaky in 1000 runs: 998 PASS, 2 FAIL; run 17 said:" and what that run had to say. */
static int tell_flake(struct case_result *one, const unsigned seen[VERDICT_COUNT])
{
	char counts[VERDICT_COUNT * 24] = "", *message;
	size_t used = 0, size;

	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++)
		if (seen[verdict])
			used += (size_t)snprintf(counts + used, sizeof(counts) - used, "%s%u %s", used ? ", " : "",
			                         seen[verdict], verdict_name(verdict));
	size = strlen(one->message) + sizeof(counts) + 64;
	message = malloc(size);
	if (!message)
		return -ENOMEM;
	snprintf(message, size, "flaky in %u runs: %s; run %u said:\n%s", one->runs, counts, one->run, one->message);
	free(one->message);
	one->message = message;
	one->verdict = one->verdict == VERDICT_ERROR ? VERDICT_ERROR : VERDICT_FAIL;
	one->reason = SKIP_NONE;
	return 0;
}

static int tell_silence(struct case_result *one, unsigned repeat)
{
	char text[96];

	snprintf(text, sizeof(text), "it reported %u of %u runs: the run ended before the rest", one->runs, repeat);
	free(one->message);
	one->message = strdup(text);
	one->verdict = VERDICT_ERROR;
	one->reason = SKIP_NONE;
	return one->message ? 0 : -ENOMEM;
}

int tally_finish(struct suite_result *result)
{
	struct tally *tally = (struct tally *)result;

	for (unsigned i = 0; i < result->count; i++) {
		struct case_result *one = &result->cases[i];
		int error = one->flaky ? tell_flake(one, tally->seen[i]) : 0;

		if (one->runs < result->repeat)
			error = tell_silence(one, result->repeat);
		if (error)
			return error;
		result->totals[one->verdict]++;
		result->skips[one->reason] += one->verdict == VERDICT_SKIP;
		result->flakes += one->flaky;
	}
	return 0;
}

int suite_exit_status(const struct suite_result *result)
{
	if (result->totals[VERDICT_ERROR] || result->cut)
		return 99;
	if (result->totals[VERDICT_FAIL] || result->totals[VERDICT_XPASS])
		return 1;
	if (result->totals[VERDICT_PASS])
		return 0;
	return result->totals[VERDICT_SKIP] == result->count ? 77 : 1;
}

void suite_result_destroy(struct suite_result *result)
{
	struct tally *tally = (struct tally *)result;

	if (!result)
		return;
	for (unsigned i = 0; result->cases && i < result->count; i++) {
		free(result->cases[i].message);
		free(result->cases[i].storage);
	}
	free(result->cases);
	free(tally->seen);
	free(tally);
}
