/* SPDX-License-Identifier: MIT */
/*
 * conform.exe [--select GLOB]... [--recorder ID]: the suite on the engine that COM finds. Without --recorder that must
 * be Dryburn's, and each case has a fresh drive in memory; with it the engine may be anyone's, is read leniently, and
 * writes to the disc in that drive. Prints TAP. Ends as suite_exit_status() says, 2 for wrong usage, 3 if there is
 * nothing to judge.
 */
#include <stdio.h>
#include <string.h>

#include "conformance/windows/judge.h"
#include "engine/com/com.h"

enum { PATTERNS_MAX = 64, WRONG_USAGE = 2 };

/* Takes argv[i] and its value. False if it is not known, or has no value. */
static bool take_option(int argc, char *argv[], int i, struct suite_options *options, const char **patterns,
                        const char **ret_id)
{
	if (i + 1 == argc)
		return false;
	if (strcmp(argv[i], "--recorder") == 0)
		*ret_id = argv[i + 1];
	else if (strcmp(argv[i], "--select") == 0 && options->pattern_count < PATTERNS_MAX)
		patterns[options->pattern_count++] = argv[i + 1];
	else
		return false;
	return true;
}

int main(int argc, char *argv[])
{
	const char *patterns[PATTERNS_MAX], *id = NULL;
	struct suite_options options = {.patterns = patterns};
	int status;

	for (int i = 1; i < argc; i += 2) {
		if (take_option(argc, argv, i, &options, patterns, &id))
			continue;
		fprintf(stderr, "conform: \"%s\" is wrong: conform [--select GLOB]... [--recorder ID]\n", argv[i]);
		return WRONG_USAGE;
	}
	if (FAILED(CoInitializeEx(NULL, COINIT_MULTITHREADED)))
		return NOTHING_TO_JUDGE;
	status = id ? judge_any(&options, id) : judge_ours(&options);
	CoUninitialize();
	return status;
}
