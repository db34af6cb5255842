/* SPDX-License-Identifier: MIT */
/* Runs planned cases in this process. Inside the suite only. */
#ifndef CONFORMANCE_RUNNER_H
#define CONFORMANCE_RUNNER_H

#include "conformance/ledger.h"
#include "conformance/selection.h"

/*
 * Registers the cases with CUnit. Options, selection and ledger must outlive the runner; the ledger shows what the
 * running case has noted. 0 or -ENOMEM; to be closed after either. One at a time.
 */
int runner_open(const struct suite_options *options, const struct selection *selection, struct ledger *ledger);

/*
 * Runs the case at `index`. 0 and a result whose message the caller frees, or -ENOMEM. *ret_spent: tasks of the case
 * are blocked for ever, and what they own is lost; a process that can be replaced should be.
 */
int runner_run(unsigned index, struct case_result *ret_result, bool *ret_spent);

void runner_close(void);

/* The options' source, or the one that stands for none. */
const struct rig_source *runner_source(const struct suite_options *options);

/* Id, requirements, phases and medium of a planned case, as this source has them. */
void runner_describe(const struct suite_options *options, const struct selection *selection, unsigned index,
                     struct case_result *ret_result);

#endif
