/* SPDX-License-Identifier: MIT */
/* TAP 13: one line a case; why it did not pass as a YAML block. */
#include <string.h>

#include "conformance/report_formats.h"

/* A YAML literal block: lines of any text, indented. */
static void print_block(const char *message, FILE *file)
{
	fputs("  ---\n  message: |-\n", file);
	while (*message) {
		size_t length = strcspn(message, "\n");

		fprintf(file, "    %.*s\n", (int)length, message);
		message += length + (message[length] != '\0');
	}
	fputs("  ...\n", file);
}

int report_tap(const struct suite_result *result, FILE *file)
{
	fprintf(file, "TAP version 13\n1..%u\n", result->count);
	for (unsigned i = 0; i < result->count; i++) {
		const struct case_result *one = &result->cases[i];
		bool ok = one->verdict == VERDICT_PASS || one->verdict == VERDICT_SKIP;

		fprintf(file, "%s %u - %s", ok ? "ok" : "not ok", i + 1, one->id);
		if (one->verdict == VERDICT_SKIP)
			fprintf(file, " # SKIP %s", one->message);
		fputc('\n', file);
		if (!ok)
			print_block(one->message, file);
	}
	return report_done(file);
}
