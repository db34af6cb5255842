/* SPDX-License-Identifier: MIT */
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

static CU_TestRegistry registry;
static CU_ErrorCode last_error;
static CU_TestStartMessageHandler started;
static CU_TestCompleteMessageHandler completed;
static unsigned asserts, failures;

/* ---- the registry ---- */

CU_ErrorCode CU_initialize_registry(void)
{
	CU_cleanup_registry();
	asserts = failures = 0;
	return last_error = CUE_SUCCESS;
}

static void free_tests(CU_pSuite suite)
{
	while (suite->pTest) {
		CU_pTest next = suite->pTest->pNext;

		free(suite->pTest->pName);
		free(suite->pTest);
		suite->pTest = next;
	}
}

void CU_cleanup_registry(void)
{
	while (registry.pSuite) {
		CU_pSuite next = registry.pSuite->pNext;

		free_tests(registry.pSuite);
		free(registry.pSuite->pName);
		free(registry.pSuite);
		registry.pSuite = next;
	}
}

CU_pTestRegistry CU_get_registry(void)
{
	return &registry;
}

CU_ErrorCode CU_get_error(void)
{
	return last_error;
}

const char *CU_get_error_msg(void)
{
	return last_error == CUE_NOMEMORY ? "memory is short" : last_error == CUE_DUP_TEST ? "it is there already" : "";
}

CU_pSuite CU_add_suite(const char *name, CU_InitializeFunc setup, CU_CleanupFunc clean_up)
{
	CU_pSuite suite = calloc(1, sizeof(*suite)), *end = &registry.pSuite;

	(void)setup;
	(void)clean_up;
	if (suite)
		suite->pName = strdup(name);
	if (!suite || !suite->pName) {
		free(suite);
		last_error = CUE_NOMEMORY;
		return NULL;
	}
	while (*end)
		end = &(*end)->pNext;
	last_error = CUE_SUCCESS;
	return *end = suite;
}

CU_pSuite CU_get_suite_by_name(const char *name, CU_pTestRegistry in)
{
	CU_pSuite suite = in->pSuite;

	while (suite && strcmp(suite->pName, name) != 0)
		suite = suite->pNext;
	return suite;
}

CU_pTest CU_add_test(CU_pSuite suite, const char *name, CU_TestFunc function)
{
	CU_pTest test = calloc(1, sizeof(*test)), *end = &suite->pTest;

	if (test)
		test->pName = strdup(name);
	if (!test || !test->pName) {
		free(test);
		last_error = CUE_NOMEMORY;
		return NULL;
	}
	test->pTestFunc = function;
	last_error = CUE_SUCCESS;
	for (; *end; end = &(*end)->pNext)
		if (strcmp((*end)->pName, name) == 0)
			last_error = CUE_DUP_TEST;
	return *end = test;
}

/* ---- running ---- */

CU_ErrorCode CU_run_test(CU_pSuite suite, CU_pTest test)
{
	if (started)
		started(test, suite);
	test->pTestFunc();
	if (completed)
		completed(test, suite, NULL);
	return last_error = CUE_SUCCESS;
}

CU_ErrorCode CU_run_all_tests(void)
{
	for (CU_pSuite suite = registry.pSuite; suite; suite = suite->pNext)
		for (CU_pTest test = suite->pTest; test; test = test->pNext)
			CU_run_test(suite, test);
	return last_error;
}

CU_BOOL CU_assertImplementation(CU_BOOL held, unsigned line, const char *condition, const char *file,
                                const char *function, CU_BOOL fatal)
{
	(void)line;
	(void)condition;
	(void)file;
	(void)function;
	(void)fatal;
	asserts++;
	failures += !held;
	return held;
}

unsigned CU_get_number_of_asserts(void)
{
	return asserts;
}

unsigned CU_get_number_of_failures(void)
{
	return failures;
}

/* ---- handlers ---- */

void CU_set_test_complete_handler(CU_TestCompleteMessageHandler handler)
{
	completed = handler;
}

void CU_set_test_start_handler(CU_TestStartMessageHandler handler)
{
	started = handler;
}

void CU_set_all_test_complete_handler(CU_AllTestsCompleteMessageHandler handler)
{
	(void)handler;
}

void CU_set_suite_init_failure_handler(CU_SuiteInitFailureMessageHandler handler)
{
	(void)handler;
}

void CU_set_suite_cleanup_failure_handler(CU_SuiteCleanupFailureMessageHandler handler)
{
	(void)handler;
}
