/* SPDX-License-Identifier: MIT */
/* A run of the suite: plan, have it carried, look at each run with the deviations in hand, tally. */
#include "conformance/suite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/carrier.h"
#include "conformance/selection.h"
#include "conformance/deviations.h"
#include "conformance/runner.h"
#include "conformance/tally.h"
#include "conformance/utf8.h"

struct suite_run {
	const struct suite_options *options;
	struct selection selection;
	struct suite_result *result;
	int error;
};

/* ---- results ---- */

static struct suite_result *plan(const struct suite_options *options, const struct selection *selection)
{
	struct suite_result *result = tally_create(selection->count, options->repeat);

	if (!result)
		return NULL;
	snprintf(result->drive, sizeof(result->drive), "%s", runner_source(options)->name);
	if (!utf8_is_plain(result->drive))
		snprintf(result->drive, sizeof(result->drive), "(its name is no text)");
	result->lenient = options->lenient;
	for (unsigned i = 0; i < selection->count; i++)
		runner_describe(options, selection, i, &result->cases[i]);
	return result;
}

/* A carrier's deliver. */
static void take(void *context, unsigned number, const struct case_result *delivered)
{
	struct suite_run *run = context;
	struct case_result one = *delivered;
	int error;

	one.index = number % run->selection.count;
	one.run = number / run->selection.count;
	error = run->options->deviations ? deviations_apply(run->options->deviations, &one) : 0;
	if (error)
		run->error = error;
	if (run->options->done)
		run->options->done(run->options->context, &one);
	tally_add(run->result, &one);
}

/* ---- the run ---- */

static int carry(struct suite_run *run, char ret_reason[SUITE_REASON_MAX])
{
	const struct suite_carrier *carrier = run->options->carrier ? run->options->carrier : &carried_here;
	struct suite_work work = {
		.options = run->options,
		.selection = &run->selection,
		.runs = run->selection.count * run->result->repeat,
		.deliver = take,
		.context = run,
	};

	if ((uint64_t)run->selection.count * run->result->repeat > UINT32_MAX) {
		snprintf(ret_reason, SUITE_REASON_MAX, "%u cases cannot run %u times", run->selection.count,
		         run->result->repeat);
		return -EINVAL;
	}
	if (run->options->begin)
		run->options->begin(run->options->context, run->result);
	return carrier->carry(carrier, &work, &run->result->elapsed_ns, ret_reason);
}

/* Whatever the carrier says, each planned run must have reported. */
static int finish(struct suite_run *run, char ret_reason[SUITE_REASON_MAX])
{
	uint64_t planned = (uint64_t)run->selection.count * run->result->repeat;
	int result = run->error ? run->error : tally_finish(run->result);

	if (result) {
		snprintf(ret_reason, SUITE_REASON_MAX, "out of memory");
		return result;
	}
	if (run->result->runs == planned)
		return 0;
	snprintf(ret_reason, SUITE_REASON_MAX, "%llu runs were planned and %llu reported", (unsigned long long)planned,
	         (unsigned long long)run->result->runs);
	return -EPROTO;
}

int suite_run(const struct suite_options *options, struct suite_result **ret_result, char ret_reason[SUITE_REASON_MAX])
{
	struct suite_run run = {.options = options};
	int result = options->deviations ? deviations_check(options->deviations, options, ret_reason) : 0;

	if (!result)
		result = selection_init(&run.selection, options, ret_reason);
	if (result)
		return result;
	run.result = plan(options, &run.selection);
	result = run.result ? carry(&run, ret_reason) : -ENOMEM;
	if (!run.result)
		snprintf(ret_reason, SUITE_REASON_MAX, "out of memory");
	if (!result)
		result = finish(&run, ret_reason);
	selection_finish(&run.selection);
	if (result)
		suite_result_destroy(run.result);
	else
		*ret_result = run.result;
	return result;
}

int suite_list(const struct suite_options *options, void (*seen)(void *context, const struct case_result *listed),
               void *context, char ret_reason[SUITE_REASON_MAX])
{
	struct selection selection;
	int result = selection_init(&selection, options, ret_reason);

	if (result)
		return result;
	for (unsigned i = 0; i < selection.count; i++) {
		struct case_result listed;

		runner_describe(options, &selection, i, &listed);
		seen(context, &listed);
	}
	selection_finish(&selection);
	return 0;
}
