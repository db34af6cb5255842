/* SPDX-License-Identifier: MIT */
/* Unit tests on CUnit's core: a table of named functions, a main() that runs them, and failures that show values. */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <stdbool.h>
#include <stdint.h>

struct unit_test {
	const char *name; /* the behaviour: "Sequential.AcceptsOnlyTheNextWritableAddress" */
	void (*run)(void);
};

/*
 * Runs the tests of a table ended by a NULL name (only those whose name contains argv[1], if given), prints TAP, and
 * returns main()'s result: 0, or 1 if a test failed, asserted nothing, or none was selected.
 */
int unit_main(int argc, char **argv, const struct unit_test *tests);

/* Each notes one assertion; a failure is printed and the test goes on. Expressions are evaluated once. Returns whether
 * it held. */
bool unit_check(bool held, const char *file, int line, const char *format, ...) __attribute__((format(printf, 4, 5)));
bool unit_check_equal(int64_t actual, int64_t expected, const char *actual_text, const char *expected_text,
                      const char *file, int line);
bool unit_check_string(const char *actual, const char *expected, const char *actual_text, const char *file, int line);
bool unit_check_bytes(const void *actual, const void *expected, unsigned bytes, const char *actual_text,
                      const char *file, int line);

#define CHECK(condition) unit_check((condition), __FILE__, __LINE__, "%s", #condition)
#define CHECK_EQUAL(actual, expected) \
	unit_check_equal((int64_t)(actual), (int64_t)(expected), #actual, #expected, __FILE__, __LINE__)
#define CHECK_STRING(actual, expected) unit_check_string((actual), (expected), #actual, __FILE__, __LINE__)
#define CHECK_BYTES(actual, expected, bytes) \
	unit_check_bytes((actual), (expected), (bytes), #actual, __FILE__, __LINE__)

#endif
