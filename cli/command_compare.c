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

static int read_runs(const struct cli_arguments *arguments, json_t *runs[2])
{
	struct problem problem = {""};
	int error = 0;

	for (unsigned i = 0; i < 2 && !error; i++)
		error = compare_read(arguments->operands[i], &runs[i], &problem);
	if (error)
		cli_error("%s", problem.text);
	return error;
}

enum cli_exit compare_command(const struct cli_arguments *arguments)
{
	unsigned counts[COMPARE_COUNT] = {0};
	json_t *runs[2] = {NULL, NULL};
	const struct way *way;
	enum cli_exit result = way_option(arguments, COMPARE_WAY, &way);
	int error;

	if (result != CLI_DONE)
		return result;
	error = read_runs(arguments, runs);
	if (!error) {
		compare_runs(runs[0], runs[1], way, print_case, counts);
		printf("%u equal, %u explained, %u different: %s and %s\n", counts[COMPARE_EQUAL],
		       counts[COMPARE_EXPLAINED], counts[COMPARE_DIFFERENT], arguments->operands[0],
		       arguments->operands[1]);
	}
	json_decref(runs[0]);
	json_decref(runs[1]);
	if (error)
		return cli_exit_of_errno(error);
	return counts[COMPARE_DIFFERENT] ? CLI_FAILED : CLI_DONE;
}
