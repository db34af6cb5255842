/* SPDX-License-Identifier: MIT */
#include "conformance/windows/judge.h"

#include <stdio.h>
#include <string.h>

#include "conformance/report/formats.h"
#include "conformance/windows/engine.h"
#include "conformance/windows/given_recorder.h"

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

int judge_ours(const struct suite_options *options)
{
	HRESULT hr = engine_find_ours();

	if (SUCCEEDED(hr))
		return run(options);
	fprintf(stderr, "conform: no engine of Dryburn's is registered here: HRESULT 0x%08lX\n", hr);
	return NOTHING_TO_JUDGE;
}

int judge_any(struct suite_options *options, const char *id)
{
	struct given_recorder given;
	int error = given_recorder_init(&given, id), status;

	if (error) {
		fprintf(stderr, "conform: COM gives no recorder for \"%s\" that answers: %s\n", id, strerror(-error));
		return NOTHING_TO_JUDGE;
	}
	options->source = &given.source;
	options->lenient = true;
	status = run(options);
	given_recorder_finish(&given);
	return status;
}
