/* SPDX-License-Identifier: MIT */
/*
 * The runner. Each selected case is a CUnit test in the suite named by its id's first component; all of them have the
 * same body, which finds its case by the current test's name, runs it on a fresh rig and writes its verdict. CUnit
 * keeps the count of assertions and failures; the ledger keeps their words.
 */
#include "conformance/suite.h"

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <CUnit/TestRun.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/ledger.h"
#include "conformance/selection.h"

/* CUnit's tests take no argument. */
static struct {
	const struct suite_options *options;
	const struct rig_source *source;
	struct selection selection;
	struct suite_result *result;
	struct ledger ledger;
	int error;
} running;

static const struct rig_source in_memory = {.name = "emulated, in memory"};

/* ---- one case ---- */

static void describe(struct case_result *result, const struct planned_case *planned)
{
	memcpy(result->id, planned->id, sizeof(result->id));
	memcpy(result->medium, planned->medium, sizeof(result->medium));
	result->requirements = planned->row->requirements;
	result->phases = planned->row->phases;
}

static enum verdict judge(struct ledger *ledger, int rig_error, const char *reason)
{
	if (rig_error) {
		ledger_note(ledger, "%s", reason);
		return VERDICT_ERROR;
	}
	if (!ledger->assertions)
		ledger_note(ledger, "asserted nothing");
	else if (ledger->failures > LEDGER_MESSAGES_MAX)
		ledger_note(ledger, "and %u more", ledger->failures - LEDGER_MESSAGES_MAX);
	return ledger->assertions && !ledger->failures ? VERDICT_PASS : VERDICT_FAIL;
}

static enum verdict skip(struct case_result *result, enum skip_reason reason)
{
	result->reason = reason;
	ledger_note(&running.ledger, "%s", skip_reason_text(reason));
	return VERDICT_SKIP;
}

static enum verdict run_on_a_rig(struct case_result *result, const struct planned_case *planned)
{
	struct rig_report report = {0};
	int error;

	ledger_open(&running.ledger);
	error = rig_run(running.source, planned->medium, planned->row->needs, planned->row->run, &report);
	ledger_open(NULL);
	if (error == -ENOSPC)
		return skip(result, SKIP_NO_ROOM);
	result->assertions = running.ledger.assertions;
	result->duration_ns = report.duration_ns;
	result->trace_hash = report.trace_hash;
	return judge(&running.ledger, error, report.reason);
}

static enum skip_reason lacks(const struct planned_case *planned)
{
	if (running.options->lenient && planned->row->needs & NEEDS_OUR_ENGINE)
		return SKIP_FOREIGN_ENGINE;
	return rig_lacks(running.source, planned->medium, planned->row->needs);
}

static void run_case(struct case_result *result, const struct planned_case *planned)
{
	struct ledger *ledger = &running.ledger;

	*ledger = (struct ledger){.lenient = running.options->lenient};
	describe(result, planned);
	result->reason = lacks(planned);
	result->verdict = result->reason ? skip(result, result->reason) : run_on_a_rig(result, planned);
	if (ledger->length)
		ledger->text[--ledger->length] = '\0';
	result->message = strdup(ledger->text);
	if (!result->message)
		running.error = -ENOMEM;
}

/* The body of every CUnit test. */
static void test_body(void)
{
	const char *id = CU_get_current_test()->pName;
	struct suite_result *suite = running.result;

	for (unsigned i = 0; i < running.selection.count; i++) {
		if (strcmp(running.selection.cases[i].id, id) != 0)
			continue;
		run_case(&suite->cases[suite->count], &running.selection.cases[i]);
		suite->totals[suite->cases[suite->count++].verdict]++;
	}
}

static void test_completed(const CU_pTest test, const CU_pSuite suite, const CU_pFailureRecord failures)
{
	(void)test;
	(void)suite;
	(void)failures;
	if (running.options->done && running.result->count)
		running.options->done(running.options->context, &running.result->cases[running.result->count - 1]);
}

/* ---- CUnit's registry ---- */

/* The CUnit suite of an id: made when the first of its cases comes. */
static CU_pSuite suite_of(const char *id)
{
	char name[CASE_ID_MAX];
	CU_pSuite suite;

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(id, "."), id);
	suite = CU_get_suite_by_name(name, CU_get_registry());
	return suite ? suite : CU_add_suite(name, NULL, NULL);
}

static int register_cases(void)
{
	for (unsigned i = 0; i < running.selection.count; i++) {
		CU_pSuite suite = suite_of(running.selection.cases[i].id);

		if (!suite || !CU_add_test(suite, running.selection.cases[i].id, test_body) ||
		    CU_get_error() != CUE_SUCCESS)
			return -ENOMEM;
	}
	return 0;
}

static int run_registered(void)
{
	int result;

	if (CU_initialize_registry() != CUE_SUCCESS)
		return -ENOMEM;
	CU_set_test_start_handler(NULL);
	CU_set_all_test_complete_handler(NULL);
	CU_set_suite_init_failure_handler(NULL);
	CU_set_suite_cleanup_failure_handler(NULL);
	CU_set_test_complete_handler(test_completed);
	result = register_cases();
	if (!result)
		CU_run_all_tests();
	CU_set_test_complete_handler(NULL);
	CU_cleanup_registry();
	return result;
}

/* ---- the run ---- */

static struct suite_result *create_result(const struct rig_source *source, unsigned count)
{
	struct suite_result *result = calloc(1, sizeof(*result));

	if (!result)
		return NULL;
	result->version = DRYBURN_VERSION;
	snprintf(result->drive, sizeof(result->drive), "%s", source->name);
	result->cases = calloc(count, sizeof(*result->cases));
	if (result->cases)
		return result;
	free(result);
	return NULL;
}

/* Whatever CUnit says, each registered case must have reported. */
static int check_complete(char ret_reason[SUITE_REASON_MAX])
{
	if (running.result->count == running.selection.count)
		return running.error;
	snprintf(ret_reason, SUITE_REASON_MAX, "%u cases were registered and %u reported", running.selection.count,
	         running.result->count);
	return -EPROTO;
}

int suite_run(const struct suite_options *options, struct suite_result **ret_result, char ret_reason[SUITE_REASON_MAX])
{
	int result;

	running.options = options;
	running.source = options->source ? options->source : &in_memory;
	running.error = 0;
	result = selection_init(&running.selection, options, ret_reason);
	if (result)
		return result;
	running.result = create_result(running.source, running.selection.count);
	result = running.result ? run_registered() : -ENOMEM;
	if (result)
		snprintf(ret_reason, SUITE_REASON_MAX, "out of memory");
	else
		result = check_complete(ret_reason);
	selection_finish(&running.selection);
	if (result)
		suite_result_destroy(running.result);
	else
		*ret_result = running.result;
	running.result = NULL;
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
		struct case_result listed = {.verdict = VERDICT_PASS};

		describe(&listed, &selection.cases[i]);
		seen(context, &listed);
	}
	selection_finish(&selection);
	return 0;
}

int suite_exit_status(const struct suite_result *result)
{
	if (result->totals[VERDICT_ERROR])
		return 99;
	if (result->totals[VERDICT_FAIL])
		return 1;
	return result->totals[VERDICT_PASS] ? 0 : 77;
}

void suite_result_destroy(struct suite_result *result)
{
	if (!result)
		return;
	for (unsigned i = 0; i < result->count; i++)
		free(result->cases[i].message);
	free(result->cases);
	free(result);
}
