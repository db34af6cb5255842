/* SPDX-License-Identifier: MIT */
/* For a person. What was skipped is counted first: it must not be taken for what passed. */
#include <string.h>

#include "conformance/report/formats.h"

static void print_message(const char *message, FILE *file)
{
	while (*message) {
		size_t length = strcspn(message, "\n");

		fprintf(file, "        %.*s\n", (int)length, message);
		message += length + (message[length] != '\0');
	}
}

static void print_case(const struct case_result *result, FILE *file)
{
	if (result->verdict == VERDICT_PASS)
		return;
	if (result->verdict == VERDICT_SKIP) {
		fprintf(file, "SKIP  %s: %s\n", result->id, result->message);
		return;
	}
	fprintf(file, "%-5s %s (%s)\n", verdict_name(result->verdict), result->id, result->requirements);
	print_message(result->message, file);
}

/* " (NO_FAULTS 2, NO_ROOM 1)" */
static void print_skip_reasons(const struct suite_result *result, FILE *file)
{
	const char *before = " (";

	for (enum skip_reason reason = 0; reason < SKIP_REASON_COUNT; reason++) {
		if (!result->skips[reason])
			continue;
		fprintf(file, "%s%s %u", before, skip_reason_name(reason), result->skips[reason]);
		before = ", ";
	}
	if (result->totals[VERDICT_SKIP])
		fputc(')', file);
}

static void print_deviations(const struct suite_result *result, FILE *file)
{
	if (result->totals[VERDICT_XPASS])
		fprintf(file, ", %u unexpected passes", result->totals[VERDICT_XPASS]);
	if (result->totals[VERDICT_XFAIL])
		fprintf(file, ", %u known deviations", result->totals[VERDICT_XFAIL]);
}

static void print_speed(const struct suite_result *result, FILE *file)
{
	double seconds = (double)result->elapsed_ns / (double)NS_PER_S;

	if (result->repeat > 1)
		fprintf(file, "%llu runs, %u flaky cases\n", (unsigned long long)result->runs, result->flakes);
	if (result->elapsed_ns)
		fprintf(file, "%.2f s, %.0f cases a second\n", seconds, (double)result->runs / seconds);
}

int report_text(const struct suite_result *result, FILE *file)
{
	for (unsigned i = 0; i < result->count; i++)
		print_case(&result->cases[i], file);
	print_speed(result, file);
	fprintf(file, "%u skipped", result->totals[VERDICT_SKIP]);
	print_skip_reasons(result, file);
	fprintf(file, ", %u failed, %u errors", result->totals[VERDICT_FAIL], result->totals[VERDICT_ERROR]);
	print_deviations(result, file);
	fprintf(file, ", %u passed: %u cases on %s%s\n", result->totals[VERDICT_PASS], result->count, result->drive,
	        result->lenient ? ", read leniently" : "");
	if (result->cut)
		fputs("The run was cut off: nobody saw its end.\n", file);
	return report_done(file);
}
