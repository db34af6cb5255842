/* SPDX-License-Identifier: MIT */
/* dryburn compare: what two runs of the suite came to, case by case. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/compare.h"
#include "cli/message.h"
#include "cli/way_option.h"

enum { COMPARE_WAY };

const struct cli_option compare_options[] = {
	[COMPARE_WAY] = {"way", "NAME", "how the other's drive was reached, see dryburn ways"},
	{0},
};

static void print_case(void *context, const struct compared_case *compared)
{
	static const char *const words[] = {[COMPARE_EXPLAINED] = "explained", [COMPARE_DIFFERENT] = "different"};
	unsigned *counts = context;

	counts[compared->comparison]++;
	if (compared->comparison == COMPARE_EQUAL)
		return;
	printf("%s  %s: %s%s%s, %s%s%s", words[compared->comparison], compared->id, compared->base.verdict,
	       *compared->base.reason ? " " : "", compared->base.reason, compared->other.verdict,
	       *compared->other.reason ? " " : "", compared->other.reason);
	if (compared->capability)
		printf(" (%s)", compared->capability);
	putchar('\n');
}

/* The other run may be in parts. 0 or negative errno, which is said. */
static int read_runs(const struct cli_arguments *arguments, json_t *base, json_t *other)
{
	struct problem problem = {""};
	int error = compare_read(arguments->operands[0], base, &problem);

	for (char **part = arguments->rest; *part && !error; part++)
		error = compare_read(*part, other, &problem);
	if (error)
		cli_error("%s", problem.text);
	return error;
}

static enum cli_exit compare(const struct cli_arguments *arguments, const struct way *way, json_t *base, json_t *other)
{
	unsigned counts[COMPARE_COUNT] = {0};
	int error = read_runs(arguments, base, other);

	if (error)
		return cli_exit_of_errno(error);
	compare_runs(base, other, way, print_case, counts);
	printf("%u equal, %u explained, %u different: %s and %s%s\n", counts[COMPARE_EQUAL], counts[COMPARE_EXPLAINED],
	       counts[COMPARE_DIFFERENT], arguments->operands[0], arguments->rest[0],
	       arguments->rest[1] ? " with its other parts" : "");
	return counts[COMPARE_DIFFERENT] ? CLI_FAILED : CLI_DONE;
}

enum cli_exit compare_command(const struct cli_arguments *arguments)
{
	json_t *base = json_object(), *other = json_object();
	const struct way *way;
	enum cli_exit result = way_option(arguments, COMPARE_WAY, &way);

	if (result == CLI_DONE)
		result = compare(arguments, way, base, other);
	json_decref(base);
	json_decref(other);
	return result;
}
