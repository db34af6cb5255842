/* SPDX-License-Identifier: MIT */
/*
 * dryburn-mutate: the automatic mutations against the suite, and what it does not notice against the unit tests. See
 * dryburn-mutate(1).
 *
 *     coverage.c    which case comes where
 *     ../trial.c    the suite against one mutation
 *     units.c       the unit tests against it
 *     survivors.c   what is known to go unnoticed
 */
#include <errno.h>
#include <fnmatch.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/mutants/automatic/coverage.h"
#include "tests/mutants/automatic/survivors.h"
#include "tests/mutants/automatic/tally.h"
#include "tests/mutants/automatic/units.h"

enum { EXIT_DIFFERENT = 1, EXIT_USAGE = 2, EXIT_BROKEN = 3, JOBS_MAX = 256 };

/* What takes so many times as long as the slowest case without a mutation goes on for ever. */
enum { PATIENCE = 20 };

struct run {
	const char *file_glob, *survivors_path, *rewrite_path;
	unsigned sample, jobs;
	unsigned long seed;
	bool listed, units_only, verbose;

	struct case_list cases;
	struct coverage coverage;
	struct units units;
	struct survivors survivors;

	unsigned *chosen, chosen_count, next; /* mutations to try */
	unsigned *cases_by_luck;              /* all cases, those that noticed the latest mutations first */
	enum judge *judges;                   /* by mutation: who noticed it */
};

/* ---- which mutations ---- */

/* SplitMix64: the sample is the same everywhere. */
static uint64_t draw(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static int compare_numbers(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return x < y ? -1 : x > y;
}

static bool is_eligible(struct run *run, const struct mutation *mutation)
{
	return (!run->file_glob || fnmatch(run->file_glob, mutation->file, 0) == 0) &&
	       (!run->listed || survivors_find(&run->survivors, mutation));
}

static void choose(struct run *run)
{
	uint64_t state = run->seed;

	for (unsigned i = 1; i < mutation_count; i++)
		if (is_eligible(run, &mutations[i]))
			run->chosen[run->chosen_count++] = i;
	if (!run->sample || run->sample >= run->chosen_count)
		return;
	for (unsigned i = 0; i < run->sample; i++) {
		unsigned other = i + (unsigned)(draw(&state) % (run->chosen_count - i)), kept = run->chosen[i];

		run->chosen[i] = run->chosen[other];
		run->chosen[other] = kept;
	}
	run->chosen_count = run->sample;
	qsort(run->chosen, run->chosen_count, sizeof(*run->chosen), compare_numbers);
}

/* ---- the suite ---- */

static void select_mutation(unsigned mutation, atomic_uint *hits)
{
	(void)hits;
	mutated_number = mutation;
}

static bool next_mutation(void *context, struct trial *trial)
{
	struct run *run = context;

	if (run->next == run->chosen_count)
		return false;
	trial->mutant = run->chosen[run->next++];
	trial->order = calloc(run->cases.count + 1, sizeof(*trial->order));
	for (unsigned i = 0; trial->order && i < run->cases.count; i++)
		if (coverage_has(&run->coverage, run->cases_by_luck[i], trial->mutant))
			trial->order[trial->count++] = run->cases_by_luck[i];
	return trial->order != NULL;
}

/* Neighbours are often noticed by the same case. */
static void bring_forward(struct run *run, unsigned index)
{
	unsigned at = 0;

	while (run->cases_by_luck[at] != index)
		at++;
	memmove(run->cases_by_luck + 1, run->cases_by_luck, at * sizeof(*run->cases_by_luck));
	run->cases_by_luck[0] = index;
}

static void mutation_ended(void *context, const struct trial *trial)
{
	struct run *run = context;

	run->judges[trial->mutant] = trial->killer >= 0 ? JUDGE_SUITE : JUDGE_NOBODY;
	if (trial->killer >= 0)
		bring_forward(run, (unsigned)trial->killer);
	if (run->verbose && trial->killer >= 0)
		printf("%s: %s: \"%s\" to \"%s\": %s\n", mutations[trial->mutant].file,
		       mutations[trial->mutant].function, mutations[trial->mutant].before,
		       mutations[trial->mutant].after, run->cases.cases[trial->killer].id);
}

static int ask_suite(struct run *run)
{
	struct trials trials = {
		.cases = &run->cases,
		.jobs = run->jobs,
		.cpu_ms_max = PATIENCE * *run->coverage.slowest_ms,
		.select = select_mutation,
		.next = next_mutation,
		.ended = mutation_ended,
		.context = run,
	};

	return trials_run(&trials);
}

/* ---- the unit tests ---- */

static int ask_units(struct run *run)
{
	unsigned *left = calloc(run->chosen_count + 1, sizeof(*left)), count = 0;
	bool *killed = calloc(run->chosen_count + 1, sizeof(*killed));
	int result = left && killed ? 0 : -ENOMEM;

	for (unsigned i = 0; i < run->chosen_count && !result; i++)
		if (run->judges[run->chosen[i]] == JUDGE_NOBODY)
			left[count++] = run->chosen[i];
	if (!result)
		result = units_judge(&run->units, left, count, run->jobs, killed);
	for (unsigned i = 0; i < count && !result; i++)
		if (killed[i])
			run->judges[left[i]] = JUDGE_UNITS;
	free(left);
	free(killed);
	return result;
}

/* ---- what is said ---- */

static void tell(const char *what, const struct mutation *mutation)
{
	printf("%s: %s: %s: %s \"%s\" to \"%s\", in \"%s\"%s\n", what, mutation->file, mutation->function,
	       mutation->kind, mutation->before, mutation->after, mutation->line,
	       mutation->ordinal > 1 ? " (a later one)" : "");
}

/* Enters each mutation in the tally, and says what the list of survivors does not: how often it had to. */
static unsigned compare_with_list(struct run *run, struct tally *tally, FILE *rewritten)
{
	unsigned different = 0;

	for (unsigned i = 0; i < run->chosen_count; i++) {
		const struct mutation *mutation = &mutations[run->chosen[i]];
		struct survivor *known = survivors_find(&run->survivors, mutation);
		enum judge judge = run->judges[run->chosen[i]];

		tally_enter(tally, mutation->file, judge, known ? survivor_class(known) : "unlisted");
		if (judge == JUDGE_NOBODY && rewritten)
			survivor_write(rewritten, mutation, known ? survivor_class(known) : "new",
			               known ? survivor_reason(known) : "");
		if (judge == JUDGE_NOBODY && !known)
			tell("goes unnoticed, and is not listed", mutation);
		else if (judge != JUDGE_NOBODY && known)
			tell("is listed, and was noticed", mutation);
		different += (judge == JUDGE_NOBODY) == !known;
	}
	return different;
}

/* Lines of the list that are of no mutation any more. */
static unsigned tell_stale(const struct run *run)
{
	unsigned stale = 0;

	if (run->chosen_count + 1 != mutation_count)
		return 0;
	for (unsigned i = 0; i < run->survivors.count; i++) {
		const struct survivor *survivor = &run->survivors.list[i];

		if (survivor->met)
			continue;
		printf("is listed, and is no mutation any more: %s: %s: \"%s\" to \"%s\"\n", survivor->columns[0],
		       survivor->columns[1], survivor->columns[4], survivor->columns[5]);
		stale++;
	}
	return stale;
}

static int sum_up(struct run *run)
{
	FILE *rewritten = run->rewrite_path ? fopen(run->rewrite_path, "w") : NULL;
	struct tally tally = {0};
	unsigned different;

	if (run->rewrite_path && !rewritten) {
		fprintf(stderr, "dryburn-mutate: %s: %s\n", run->rewrite_path, strerror(errno));
		return EXIT_BROKEN;
	}
	different = compare_with_list(run, &tally, rewritten) + tell_stale(run);
	if (rewritten)
		fclose(rewritten);
	tally_print(&tally, stdout);
	if (different)
		printf("%u unlike the list of survivors\n", different);
	return different ? EXIT_DIFFERENT : 0;
}

/* ---- the program ---- */

static int usage(void)
{
	fputs("usage: dryburn-mutate [--file GLOB] [--listed] [--units-only] [--sample N] [--seed N] [--survivors "
	      "FILE] [--rewrite "
	      "FILE] "
	      "[--jobs N] [--verbose] UNIT-TEST...\n",
	      stderr);
	return EXIT_USAGE;
}

static bool take_number(unsigned long *ret_number)
{
	char *end;

	*ret_number = strtoul(optarg, &end, 10);
	return *optarg && !*end;
}

static bool take_option(struct run *run, int option)
{
	unsigned long number = 0;

	switch (option) {
	case 'f':
		return (run->file_glob = optarg) != NULL;
	case 'l':
		return (run->survivors_path = optarg) != NULL;
	case 'w':
		return (run->rewrite_path = optarg) != NULL;
	case 'k':
		return (run->listed = true);
	case 'u':
		return (run->units_only = true);
	case 'v':
		return (run->verbose = true);
	case 's':
		return take_number(&run->seed);
	case 'n':
		return take_number(&number) && (run->sample = (unsigned)number) > 0;
	case 'j':
		return take_number(&number) && number <= JOBS_MAX && (run->jobs = (unsigned)number) > 0;
	}
	return false;
}

static bool take_arguments(struct run *run, int argc, char **argv)
{
	static const struct option options[] = {
		{"file", required_argument, NULL, 'f'},    {"sample", required_argument, NULL, 'n'},
		{"seed", required_argument, NULL, 's'},    {"survivors", required_argument, NULL, 'l'},
		{"rewrite", required_argument, NULL, 'w'}, {"jobs", required_argument, NULL, 'j'},
		{"verbose", no_argument, NULL, 'v'},       {"listed", no_argument, NULL, 'k'},
		{"units-only", no_argument, NULL, 'u'},    {0},
	};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int option;

	run->jobs = processors > 0 && processors < JOBS_MAX ? (unsigned)processors : 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!take_option(run, option))
			return false;
	return true;
}

static int prepare(struct run *run, const char *const *unit_tests)
{
	int result = case_list_init(&run->cases);

	run->chosen = calloc(mutation_count, sizeof(*run->chosen));
	run->judges = calloc(mutation_count, sizeof(*run->judges));
	run->cases_by_luck = calloc(run->cases.count + 1, sizeof(*run->cases_by_luck));
	if (result || !run->chosen || !run->judges || !run->cases_by_luck)
		return -ENOMEM;
	for (unsigned i = 0; i < run->cases.count; i++)
		run->cases_by_luck[i] = i;
	if (run->survivors_path)
		result = survivors_read(&run->survivors, run->survivors_path);
	choose(run);
	if (!result)
		result = coverage_init(&run->coverage, &run->cases);
	if (!result && run->verbose)
		printf("the slowest case takes %u ms\n", *run->coverage.slowest_ms);
	return result ? result : units_init(&run->units, unit_tests);
}

int main(int argc, char **argv)
{
	static struct run run;
	int result;

	if (!take_arguments(&run, argc, argv))
		return usage();
	result = prepare(&run, (const char *const *)argv + optind);
	if (!result && !run.units_only)
		result = ask_suite(&run);
	if (!result)
		result = ask_units(&run);
	if (result) {
		fprintf(stderr, "dryburn-mutate: %s\n", strerror(-result));
		return EXIT_BROKEN;
	}
	return sum_up(&run);
}
