/* SPDX-License-Identifier: MIT */
/* TAP 13: one line a case; why it did not pass as a YAML block. A known deviation is a TODO, which may fail; one that
 * passes is "not ok", since TAP lets every "ok" pass. */
#include <string.h>

#include "conformance/report/formats.h"

static void print_directive(const struct case_result *one, FILE *file)
{
	static const char *const directives[VERDICT_COUNT] = {[VERDICT_SKIP] = "SKIP", [VERDICT_XFAIL] = "TODO"};

	if (directives[one->verdict])
		fprintf(file, " # %s %.*s", directives[one->verdict], (int)strcspn(one->message, "\n"), one->message);
	fputc('\n', file);
}

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
		print_directive(one, file);
		if (!ok)
			print_block(one->message, file);
	}
	return report_done(file);
}
