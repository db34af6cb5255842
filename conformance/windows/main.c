/* SPDX-License-Identifier: MIT */
/*
 * conform.exe [--select GLOB]...: the suite on the engine that COM finds, each case with a fresh drive in memory.
 * Prints TAP. Ends as suite_exit_status() says, 2 for wrong usage, 3 if there is no engine to judge.
 */
#include <stdio.h>
#include <string.h>

#include "conformance/report_formats.h"
#include "conformance/suite.h"
#include "conformance/windows/engine.h"

enum { PATTERNS_MAX = 64, WRONG_USAGE = 2, NOTHING_TO_JUDGE = 3 };

static int run(const struct suite_options *options)
{
	char reason[SUITE_REASON_MAX];
	struct suite_result *result;
	int status;

	if (suite_run(options, &result, reason)) {
		fprintf(stderr, "conform: %s\n", reason);
		return NOTHING_TO_JUDGE;
	}
	status = report_tap(result, stdout) ? NOTHING_TO_JUDGE : suite_exit_status(result);
	suite_result_destroy(result);
	return status;
}

static int judge(const struct suite_options *options)
{
	HRESULT hr = CoInitializeEx(NULL, COINIT_MULTITHREADED);
	int status = NOTHING_TO_JUDGE;

	if (SUCCEEDED(hr))
		hr = engine_find_ours();
	if (SUCCEEDED(hr))
		status = run(options);
	else
		fprintf(stderr, "conform: no engine of Dryburn's is registered here: HRESULT 0x%08lX\n", hr);
	CoUninitialize();
	return status;
}

int main(int argc, char *argv[])
{
	const char *patterns[PATTERNS_MAX];
	struct suite_options options = {.patterns = patterns};

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--select") != 0 || i + 1 == argc || options.pattern_count == PATTERNS_MAX) {
			fprintf(stderr, "conform: \"%s\" is wrong: conform [--select GLOB]...\n", argv[i]);
			return WRONG_USAGE;
		}
		patterns[options.pattern_count++] = argv[++i];
	}
	return judge(&options);
}
