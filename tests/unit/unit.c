/* SPDX-License-Identifier: MIT */
#include "tests/unit/unit.h"

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <CUnit/TestRun.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static unsigned failed_tests, test_number;
static unsigned asserts_before, failures_before;

bool unit_check(bool held, const char *file, int line, const char *format, ...)
{
	char message[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	if (!held)
		printf("# %s:%d: %s\n", file, line, message);
	return CU_assertImplementation(held, (unsigned)line, message, file, "", CU_FALSE);
}

bool unit_check_equal(int64_t actual, int64_t expected, const char *actual_text, const char *expected_text,
                      const char *file, int line)
{
	return unit_check(actual == expected, file, line,
	                  "%s is %" PRId64 " (0x%" PRIx64 "), expected %s = %" PRId64 " (0x%" PRIx64 ")", actual_text,
	                  actual, (uint64_t)actual, expected_text, expected, (uint64_t)expected);
}

bool unit_check_string(const char *actual, const char *expected, const char *actual_text, const char *file, int line)
{
	bool same = actual && expected ? strcmp(actual, expected) == 0 : actual == expected;

	return unit_check(same, file, line, "%s is \"%s\", expected \"%s\"", actual_text, actual ? actual : "(null)",
	                  expected ? expected : "(null)");
}

bool unit_check_bytes(const void *actual, const void *expected, unsigned bytes, const char *actual_text,
                      const char *file, int line)
{
	const uint8_t *a = actual, *e = expected;
	unsigned i = 0;

	while (i < bytes && a[i] == e[i])
		i++;
	return unit_check(i == bytes, file, line, "%s differs at byte %u: %02X, expected %02X", actual_text, i,
	                  i < bytes ? a[i] : 0, i < bytes ? e[i] : 0);
}

static void started(const CU_pTest test, const CU_pSuite suite)
{
	(void)test;
	(void)suite;
	asserts_before = CU_get_number_of_asserts();
	failures_before = CU_get_number_of_failures();
}

static void completed(const CU_pTest test, const CU_pSuite suite, const CU_pFailureRecord failures)
{
	bool vacuous = CU_get_number_of_asserts() == asserts_before;
	bool failed = vacuous || CU_get_number_of_failures() != failures_before;

	(void)suite;
	(void)failures;
	if (vacuous)
		printf("# asserted nothing\n");
	printf("%s %u - %s\n", failed ? "not ok" : "ok", ++test_number, test->pName);
	fflush(stdout);
	failed_tests += failed;
}

int unit_main(int argc, char **argv, const struct unit_test *tests)
{
	CU_pSuite suite;
	unsigned planned = 0;

	if (CU_initialize_registry() != CUE_SUCCESS || !(suite = CU_add_suite("unit", NULL, NULL)))
		return 1;
	for (; tests->name; tests++) {
		if (argc > 1 && !strstr(tests->name, argv[1]))
			continue;
		if (!CU_add_test(suite, tests->name, tests->run) || CU_get_error() != CUE_SUCCESS) {
			printf("Bail out! cannot register %s: %s\n", tests->name, CU_get_error_msg());
			return 1;
		}
		planned++;
	}
	printf("TAP version 13\n1..%u\n", planned);
	CU_set_test_start_handler(started);
	CU_set_test_complete_handler(completed);
	CU_run_all_tests();
	CU_cleanup_registry();
	if (test_number != planned || !planned) {
		printf("Bail out! %u of %u tests ran\n", test_number, planned);
		return 1;
	}
	printf("%u passed, %u failed\n", planned - failed_tests, failed_tests);
	return failed_tests ? 1 : 0;
}
