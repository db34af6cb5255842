/* SPDX-License-Identifier: MIT */
/* The whole suite on our own engine and drive: every case must PASS. Patterns as arguments choose some. */
#include <stdio.h>

#include "conformance/report/report.h"
#include "conformance/suite.h"

int main(int argc, char **argv)
{
	struct suite_options options = {.patterns = (const char *const *)argv + 1, .pattern_count = (unsigned)argc - 1};
	char reason[SUITE_REASON_MAX];
	struct suite_result *result;
	bool all_passed;

	if (suite_run(&options, &result, reason)) {
		fprintf(stderr, "%s\n", reason);
		return 1;
	}
	report_format_find("text")->write(result, stdout);
	all_passed = result->totals[VERDICT_PASS] == result->count;
	suite_result_destroy(result);
	return all_passed ? 0 : 1;
}
