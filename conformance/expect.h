/* SPDX-License-Identifier: MIT */
/*
 * Expectations. Each notes one assertion with CUnit and, when it does not hold, a message that shows both values; the
 * case goes on unless it says REQUIRE. Only the case's main task may note expectations: other tasks leave what they saw
 * in variables. Arguments are evaluated once.
 */
#ifndef CONFORMANCE_EXPECT_H
#define CONFORMANCE_EXPECT_H

#include <stdbool.h>
#include <stdint.h>

#include "conformance/case.h"

bool expect(bool held, const char *file, int line, const char *format, ...) __attribute__((format(printf, 4, 5)));
bool expect_equal(int64_t actual, int64_t expected, const char *actual_text, const char *file, int line);

/* HRESULTs are compared exactly, since two success codes differ, and shown by name. */
bool expect_hresult(int32_t actual, int32_t expected, const char *actual_text, const char *file, int line);

/*
 * A contract that the documents leave open has two readings: the strict one is ours; the lenient one may also be the
 * answer of an engine that others made, and is accepted only in a lenient run (suite_options.lenient).
 */
bool expect_hresult_reading(int32_t actual, int32_t strict, int32_t lenient, const char *actual_text, const char *file,
                            int line);

/*
 * Something that the case would expect cannot be judged here: it is SKIP with this reason, the first one given, unless
 * something fails. The second judges nothing any more: what is expected from then on is not noted, and does not hold.
 */
void expect_leave_out(enum skip_reason reason);
void expect_no_more(enum skip_reason reason);

/* Whether the run is lenient. Cases ask where what follows depends on the reading, not to assert less. */
bool expect_is_lenient(void);

#define EXPECT(condition, ...) expect((condition), __FILE__, __LINE__, __VA_ARGS__)
#define EXPECT_EQUAL(actual, expected) expect_equal((int64_t)(actual), (int64_t)(expected), #actual, __FILE__, __LINE__)
#define EXPECT_HRESULT(actual, expected) expect_hresult((actual), (expected), #actual, __FILE__, __LINE__)

#define EXPECT_HRESULT_READING(actual, strict, lenient) \
	expect_hresult_reading((actual), (strict), (lenient), #actual, __FILE__, __LINE__)

/* For void functions: returns from them when the expectation does not hold. */
#define REQUIRE(condition, ...)                      \
	do {                                         \
		if (!EXPECT(condition, __VA_ARGS__)) \
			return;                      \
	} while (0)
#define REQUIRE_HRESULT(actual, expected)              \
	do {                                           \
		if (!EXPECT_HRESULT(actual, expected)) \
			return;                        \
	} while (0)

#endif
