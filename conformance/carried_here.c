/* SPDX-License-Identifier: MIT */
/* The plain carrier: a crash or a hang of a case is one of this process. */
#include <stdio.h>

#include "conformance/carrier.h"
#include "conformance/selection.h"
#include "conformance/runner.h"

static int carry(const struct suite_carrier *carrier, const struct suite_work *work, uint64_t *ret_elapsed_ns,
                 char ret_reason[SUITE_REASON_MAX])
{
	static struct ledger ledger;
	int result = runner_open(work->options, work->selection, &ledger);

	(void)carrier;
	*ret_elapsed_ns = 0;
	for (unsigned number = 0; number < work->runs && !result; number++) {
		struct case_result one;
		bool spent;

		result = runner_run(number % work->selection->count, &one, &spent);
		if (!result)
			work->deliver(work->context, number, &one);
	}
	runner_close();
	if (result)
		snprintf(ret_reason, SUITE_REASON_MAX, "out of memory");
	return result;
}

const struct suite_carrier carried_here = {carry};
