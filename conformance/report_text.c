/* SPDX-License-Identifier: MIT */
/* For a person. What was skipped is counted first: it must not be taken for what passed. */
#include <string.h>

#include "conformance/report_formats.h"

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

int report_text(const struct suite_result *result, FILE *file)
{
	for (unsigned i = 0; i < result->count; i++)
		print_case(&result->cases[i], file);
	fprintf(file, "%u skipped, %u failed, %u errors, %u passed: %u cases on %s\n", result->totals[VERDICT_SKIP],
	        result->totals[VERDICT_FAIL], result->totals[VERDICT_ERROR], result->totals[VERDICT_PASS],
	        result->count, result->drive);
	return report_done(file);
}
