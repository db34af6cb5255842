/* SPDX-License-Identifier: MIT */
/*
 * The part of CUnit 2.1-3's interface that the suite uses, for where no such library is packaged. As in CUnit, except
 * that there are no failure records: the suite keeps its own.
 */
#ifndef CONFORMANCE_WINDOWS_POSIX_CUNIT_CUNIT_H
#define CONFORMANCE_WINDOWS_POSIX_CUNIT_CUNIT_H

typedef int CU_BOOL;
#define CU_FALSE 0
#define CU_TRUE 1

typedef enum { CUE_SUCCESS = 0, CUE_NOMEMORY = 1, CUE_DUP_TEST = 31 } CU_ErrorCode;

typedef void (*CU_TestFunc)(void);
typedef int (*CU_InitializeFunc)(void);
typedef int (*CU_CleanupFunc)(void);

typedef struct CU_Test {
	char *pName;
	CU_TestFunc pTestFunc;
	struct CU_Test *pNext;
} CU_Test, *CU_pTest;

typedef struct CU_Suite {
	char *pName;
	CU_pTest pTest;
	struct CU_Suite *pNext;
} CU_Suite, *CU_pSuite;

typedef struct CU_TestRegistry {
	CU_pSuite pSuite;
} CU_TestRegistry, *CU_pTestRegistry;

typedef struct CU_FailureRecord *CU_pFailureRecord;

typedef void (*CU_TestStartMessageHandler)(const CU_pTest, const CU_pSuite);
typedef void (*CU_TestCompleteMessageHandler)(const CU_pTest, const CU_pSuite, const CU_pFailureRecord);
typedef void (*CU_AllTestsCompleteMessageHandler)(const CU_pFailureRecord);
typedef void (*CU_SuiteInitFailureMessageHandler)(const CU_pSuite);
typedef void (*CU_SuiteCleanupFailureMessageHandler)(const CU_pSuite);

/* The process's one registry. Initialising it empties it. */
CU_ErrorCode CU_initialize_registry(void);
void CU_cleanup_registry(void);
CU_pTestRegistry CU_get_registry(void);

/* In the order of adding. NULL when memory is short, which CU_get_error() then says. No setup and no clean-up. */
CU_pSuite CU_add_suite(const char *name, CU_InitializeFunc setup, CU_CleanupFunc clean_up);
CU_pSuite CU_get_suite_by_name(const char *name, CU_pTestRegistry registry);
CU_pTest CU_add_test(CU_pSuite suite, const char *name, CU_TestFunc function);
CU_ErrorCode CU_get_error(void);
const char *CU_get_error_msg(void);

CU_ErrorCode CU_run_all_tests(void);
CU_ErrorCode CU_run_test(CU_pSuite suite, CU_pTest test);
unsigned CU_get_number_of_asserts(void);
unsigned CU_get_number_of_failures(void);
CU_BOOL CU_assertImplementation(CU_BOOL held, unsigned line, const char *condition, const char *file,
                                const char *function, CU_BOOL fatal);

/* Only the first two are ever called; they may be NULL. */
void CU_set_test_start_handler(CU_TestStartMessageHandler handler);
void CU_set_test_complete_handler(CU_TestCompleteMessageHandler handler);
void CU_set_all_test_complete_handler(CU_AllTestsCompleteMessageHandler handler);
void CU_set_suite_init_failure_handler(CU_SuiteInitFailureMessageHandler handler);
void CU_set_suite_cleanup_failure_handler(CU_SuiteCleanupFailureMessageHandler handler);

#endif
