/* SPDX-License-Identifier: MIT */
/*
 * Each planned case is a CUnit test in the suite named by its id's first component; all of them have the same body,
 * which runs the case that was asked for on a fresh rig and writes its verdict. CUnit keeps the count of assertions and
 * failures; the ledger keeps their words.
 */
#include "conformance/runner.h"

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <CUnit/TestRun.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct registered {
	CU_pSuite suite;
	CU_pTest test;
};

/* CUnit's tests take no argument. */
static struct {
	const struct suite_options *options;
	const struct selection *selection;
	struct ledger *ledger;
	struct registered *registered; /* one for each planned case */
	const struct planned_case *planned;
	struct case_result *result;
	bool spent;
} running;

static const struct rig_source in_memory = {.name = "emulated, in memory"};

const struct rig_source *runner_source(const struct suite_options *options)
{
	return options->source ? options->source : &in_memory;
}

/* ---- one case ---- */

void runner_describe(const struct suite_options *options, const struct selection *selection, unsigned index,
                     struct case_result *ret_result)
{
	const struct planned_case *planned = &selection->cases[index];
	const char *medium = planned->medium;

	*ret_result = (struct case_result){.index = index};
	if (strcmp(medium, "any") == 0)
		medium = rig_any_medium(runner_source(options));
	memcpy(ret_result->id, planned->id, sizeof(ret_result->id));
	snprintf(ret_result->medium, sizeof(ret_result->medium), "%s", medium ? medium : "");
	ret_result->requirements = planned->row->requirements;
	ret_result->phases = planned->row->phases;
}

static enum verdict skip(struct case_result *result, enum skip_reason reason)
{
	result->reason = reason;
	ledger_note(running.ledger, "%s", skip_reason_text(reason));
	return VERDICT_SKIP;
}

static enum verdict judge(struct case_result *result, int rig_error, const char *reason)
{
	struct ledger *ledger = running.ledger;

	if (rig_error) {
		ledger_note(ledger, "%s", reason);
		return VERDICT_ERROR;
	}
	if (ledger->left_out && !ledger->failures)
		return skip(result, ledger->left_out);
	if (!ledger->assertions)
		ledger_note(ledger, "asserted nothing");
	else if (ledger->failures > LEDGER_MESSAGES_MAX)
		ledger_note(ledger, "and %u more", ledger->failures - LEDGER_MESSAGES_MAX);
	return ledger->assertions && !ledger->failures ? VERDICT_PASS : VERDICT_FAIL;
}

static enum verdict run_on_a_rig(struct case_result *result, const struct test_case *row)
{
	struct rig_report report = {0};
	int error;

	ledger_open(running.ledger);
	error = rig_run(runner_source(running.options), result->medium, row->needs, row->run, &report);
	ledger_open(NULL);
	running.spent = error == -EDEADLK;
	if (error == -ENOSPC)
		return skip(result, SKIP_NO_ROOM);
	result->assertions = running.ledger->assertions;
	result->duration_ns = report.duration_ns;
	result->trace_hash = report.trace_hash;
	return judge(result, error, report.reason);
}

static enum skip_reason lacks(const struct case_result *result, unsigned needs)
{
	if (running.options->lenient && needs & NEEDS_OUR_ENGINE)
		return SKIP_FOREIGN_ENGINE;
	return rig_lacks(runner_source(running.options), result->medium, needs);
}

/* The body of every CUnit test. */
static void test_body(void)
{
	const struct test_case *row = running.planned->row;
	struct case_result *result = running.result;
	enum skip_reason reason = lacks(result, row->needs);

	result->verdict = reason ? skip(result, reason) : run_on_a_rig(result, row);
}

int runner_run(unsigned index, struct case_result *ret_result, bool *ret_spent)
{
	struct registered *registered = &running.registered[index];
	struct ledger *ledger = running.ledger;

	runner_describe(running.options, running.selection, index, ret_result);
	*ledger = (struct ledger){.lenient = running.options->lenient};
	running.planned = &running.selection->cases[index];
	running.result = ret_result;
	running.spent = false;
	if (CU_run_test(registered->suite, registered->test) == CUE_NOMEMORY)
		return -ENOMEM;
	*ret_spent = running.spent;
	if (ledger->length)
		ledger->text[--ledger->length] = '\0';
	ret_result->message = strdup(ledger->text);
	return ret_result->message ? 0 : -ENOMEM;
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

static int register_case(struct registered *registered, const char *id)
{
	registered->suite = suite_of(id);
	registered->test = registered->suite ? CU_add_test(registered->suite, id, test_body) : NULL;
	return registered->test && CU_get_error() == CUE_SUCCESS ? 0 : -ENOMEM;
}

int runner_open(const struct suite_options *options, const struct selection *selection, struct ledger *ledger)
{
	int result = 0;

	running.options = options;
	running.selection = selection;
	running.ledger = ledger;
	running.registered = calloc(selection->count, sizeof(*running.registered));
	if (CU_initialize_registry() != CUE_SUCCESS || !running.registered)
		return -ENOMEM;
	CU_set_test_start_handler(NULL);
	CU_set_test_complete_handler(NULL);
	CU_set_all_test_complete_handler(NULL);
	CU_set_suite_init_failure_handler(NULL);
	CU_set_suite_cleanup_failure_handler(NULL);
	for (unsigned i = 0; i < selection->count && !result; i++)
		result = register_case(&running.registered[i], selection->cases[i].id);
	return result;
}

void runner_close(void)
{
	CU_cleanup_registry();
	free(running.registered);
	running.registered = NULL;
}
