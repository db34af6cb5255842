/* SPDX-License-Identifier: MIT */
/* Each case twice: on the simulated platform, the same things happen at the same times. */
#include <string.h>

#include "conformance/suite.h"
#include "tests/unit/unit.h"

static struct suite_result *first, *second;
static int first_error, second_error;

static void same_traces(void)
{
	unsigned different_cases = 0;

	CHECK_EQUAL(first_error, 0);
	CHECK_EQUAL(second_error, 0);
	CHECK_EQUAL(first->count, second->count);
	for (unsigned i = 0; i < first->count; i++) {
		unit_check(first->cases[i].trace_hash == second->cases[i].trace_hash, __FILE__, __LINE__,
		           "%s went differently the second time", first->cases[i].id);
		CHECK_EQUAL(first->cases[i].duration_ns, second->cases[i].duration_ns);
		different_cases += i && first->cases[i].trace_hash != first->cases[i - 1].trace_hash;
	}
	CHECK(different_cases > first->count / 2); /* the hash tells cases apart: it hashes something */
}

static const struct unit_test tests[] = {{"Determinism.SameTraces", same_traces}, {0}};

int main(int argc, char **argv)
{
	struct suite_options options = {0};
	char reason[SUITE_REASON_MAX];
	int result;

	first_error = suite_run(&options, &first, reason);
	second_error = suite_run(&options, &second, reason);
	result = unit_main(argc, argv, tests);
	suite_result_destroy(first);
	suite_result_destroy(second);
	return result;
}
