/* SPDX-License-Identifier: MIT */
/* dryburn-mutants: the suite against each deliberate break of mutants/mutants.def. See dryburn-mutants(1). */
#include <errno.h>
#include <fnmatch.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/mutants/matrix.h"

enum { EXIT_NOT_ALL_KILLED = 1, EXIT_USAGE = 2, GLOBS_MAX = 32, JOBS_MAX = 256 };

/* Of one case; the longest of them takes some hundredths of it. */
enum { CPU_MS_MAX = 2000 };

struct hunt {
	struct case_list cases;
	struct matrix matrix;
	const char *globs[GLOBS_MAX];
	unsigned glob_count;
	const char *matrix_path;
	bool stop_at_first, list;
	unsigned jobs;
	unsigned next; /* mutant */
	unsigned tally[OUTCOME_COUNT];
};

/* ---- the mutants, one after another ---- */

static void select_mutant(unsigned mutant, atomic_uint *hits)
{
	mutant_select(mutant);
	mutant_count_in(hits);
}

static bool is_wanted(const struct hunt *hunt, unsigned mutant)
{
	for (unsigned i = 0; i < hunt->glob_count; i++)
		if (fnmatch(hunt->globs[i], mutant_row(mutant)->name, 0) == 0)
			return true;
	return hunt->glob_count == 0;
}

/* The cases of the requirements that it breaks come first. */
static unsigned *order_for(const struct hunt *hunt, unsigned mutant)
{
	unsigned *order = calloc(hunt->cases.count, sizeof(*order)), count = 0;

	for (int rightful = 1; order && rightful >= 0; rightful--)
		for (unsigned i = 0; i < hunt->cases.count; i++)
			if (requirements_meet(mutant_row(mutant)->requirements,
			                      hunt->cases.cases[i].rows[0].requirements) == rightful)
				order[count++] = i;
	return order;
}

static bool next_mutant(void *context, struct trial *trial)
{
	struct hunt *hunt = context;

	while (hunt->next < MUTANT_COUNT && !is_wanted(hunt, hunt->next))
		hunt->next++;
	if (hunt->next == MUTANT_COUNT)
		return false;
	trial->mutant = hunt->next++;
	trial->order = order_for(hunt, trial->mutant);
	trial->count = hunt->cases.count;
	trial->to_the_end = !hunt->stop_at_first;
	return trial->order != NULL;
}

static void tell(const struct hunt *hunt, unsigned mutant)
{
	const struct mutant_row *row = mutant_row(mutant);
	int killer = hunt->matrix.killers[mutant];

	printf("%-34s %-24s %s", row->name, row->requirements, outcome_name(hunt->matrix.outcomes[mutant]));
	if (killer >= 0)
		printf(" by %s", hunt->cases.cases[killer].id);
	putchar('\n');
	fflush(stdout);
}

static void mutant_ended(void *context, const struct trial *trial)
{
	struct hunt *hunt = context;

	matrix_enter(&hunt->matrix, trial);
	hunt->tally[hunt->matrix.outcomes[trial->mutant]]++;
	tell(hunt, trial->mutant);
}

static int run_mutants(struct hunt *hunt)
{
	struct trials trials = {
		.cases = &hunt->cases,
		.jobs = hunt->jobs,
		.cpu_ms_max = CPU_MS_MAX,
		.select = select_mutant,
		.next = next_mutant,
		.ended = mutant_ended,
		.context = hunt,
	};

	hunt->next = MUTANT_NONE + 1;
	return trials_run(&trials);
}

/* ---- the unbroken program ---- */

static bool next_unbroken(void *context, struct trial *trial)
{
	struct hunt *hunt = context;

	if (hunt->next)
		return false;
	hunt->next++;
	trial->mutant = MUTANT_NONE;
	trial->order = order_for(hunt, MUTANT_NONE);
	trial->count = hunt->cases.count;
	return trial->order != NULL;
}

static void unbroken_ended(void *context, const struct trial *trial)
{
	((struct hunt *)context)->matrix.killers[MUTANT_NONE] = trial->killer;
}

/* Who fails without a mutant cannot tell one: false, said. */
static bool unbroken_passes(struct hunt *hunt)
{
	struct trials trials = {
		.cases = &hunt->cases,
		.jobs = 1,
		.cpu_ms_max = CPU_MS_MAX,
		.select = select_mutant,
		.next = next_unbroken,
		.ended = unbroken_ended,
		.context = hunt,
	};
	int result = trials_run(&trials), killer = hunt->matrix.killers[MUTANT_NONE];

	if (result)
		fprintf(stderr, "dryburn-mutants: %s\n", strerror(-result));
	else if (killer >= 0)
		fprintf(stderr, "dryburn-mutants: %s fails without a mutant: nothing can be said\n",
		        hunt->cases.cases[killer].id);
	return !result && killer < 0;
}

/* ---- what is said ---- */

static int write_matrix(const struct hunt *hunt)
{
	const char *path = hunt->matrix_path;
	size_t length = path ? strlen(path) : 0;
	bool page = length > 5 && strcmp(path + length - 5, ".html") == 0;
	FILE *file = path ? fopen(path, "w") : NULL;
	int error = 0;

	if (!path)
		return 0;
	if (!file)
		error = -errno;
	else
		error = page ? matrix_write_html(&hunt->matrix, file) : matrix_write_tsv(&hunt->matrix, file);
	if (file && fclose(file) && !error)
		error = -errno;
	if (error)
		fprintf(stderr, "dryburn-mutants: %s cannot be written: %s\n", path, strerror(-error));
	return error;
}

static unsigned tried(const struct hunt *hunt)
{
	unsigned count = 0;

	for (unsigned i = OUTCOME_NOT_TRIED + 1; i < OUTCOME_COUNT; i++)
		count += hunt->tally[i];
	return count;
}

static int sum_up(const struct hunt *hunt)
{
	unsigned killed = hunt->tally[OUTCOME_KILLED], others = hunt->tally[OUTCOME_BY_OTHERS], all = tried(hunt);

	if (!all) {
		fputs("dryburn-mutants: no mutant has such a name: --list lists them\n", stderr);
		return EXIT_USAGE;
	}
	for (enum outcome outcome = OUTCOME_BY_OTHERS; outcome < OUTCOME_COUNT; outcome++)
		if (hunt->tally[outcome])
			printf("%s: %u\n", outcome_name(outcome), hunt->tally[outcome]);
	if (!hunt->stop_at_first && !hunt->glob_count)
		printf("%u of %u cases kill no mutant\n", matrix_idle_cases(&hunt->matrix), hunt->cases.count);
	if (killed == all)
		printf("killed %u of %u, each by a case of the requirement it breaks\n", killed, all);
	else
		printf("killed %u of %u, %u of them by a case of the requirement it breaks\n", killed + others, all,
		       killed);
	return killed == all ? 0 : EXIT_NOT_ALL_KILLED;
}

static void list_mutants(const struct hunt *hunt)
{
	for (unsigned mutant = MUTANT_NONE + 1; mutant < MUTANT_COUNT; mutant++)
		if (is_wanted(hunt, mutant))
			printf("%-8s %-34s %-24s %s\n", mutant_row(mutant)->area, mutant_row(mutant)->name,
			       mutant_row(mutant)->requirements, mutant_row(mutant)->text);
}

/* ---- the program ---- */

static int usage(void)
{
	fputs("usage: dryburn-mutants [--mutant GLOB]... [--stop-at-first] [--matrix FILE] [--jobs N] [--list]\n",
	      stderr);
	return EXIT_USAGE;
}

static bool take_option(struct hunt *hunt, int option)
{
	char *end;
	long number;

	switch (option) {
	case 'm':
		hunt->globs[hunt->glob_count++] = optarg;
		return hunt->glob_count < GLOBS_MAX;
	case 'f':
		hunt->stop_at_first = true;
		return true;
	case 'x':
		hunt->matrix_path = optarg;
		return true;
	case 'l':
		hunt->list = true;
		return true;
	case 'j':
		number = strtol(optarg, &end, 10);
		hunt->jobs = (unsigned)number;
		return *optarg && !*end && number > 0 && number <= JOBS_MAX;
	}
	return false;
}

static bool take_arguments(struct hunt *hunt, int argc, char **argv)
{
	static const struct option options[] = {
		{"mutant", required_argument, NULL, 'm'}, {"stop-at-first", no_argument, NULL, 'f'},
		{"matrix", required_argument, NULL, 'x'}, {"jobs", required_argument, NULL, 'j'},
		{"list", no_argument, NULL, 'l'},         {0},
	};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	int option;

	hunt->jobs = processors > 0 && processors < JOBS_MAX ? (unsigned)processors : 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!take_option(hunt, option))
			return false;
	return optind == argc;
}

static int hunt_mutants(struct hunt *hunt)
{
	int result;

	if (!unbroken_passes(hunt))
		return EXIT_NOT_ALL_KILLED;
	result = run_mutants(hunt);
	if (result) {
		fprintf(stderr, "dryburn-mutants: %s\n", strerror(-result));
		return EXIT_NOT_ALL_KILLED;
	}
	return write_matrix(hunt) ? EXIT_NOT_ALL_KILLED : sum_up(hunt);
}

int main(int argc, char **argv)
{
	static struct hunt hunt;
	int status;

	if (!take_arguments(&hunt, argc, argv))
		return usage();
	if (hunt.list) {
		list_mutants(&hunt);
		return 0;
	}
	if (case_list_init(&hunt.cases) || matrix_init(&hunt.matrix, &hunt.cases)) {
		fputs("dryburn-mutants: out of memory\n", stderr);
		return EXIT_NOT_ALL_KILLED;
	}
	status = hunt_mutants(&hunt);
	matrix_finish(&hunt.matrix);
	case_list_finish(&hunt.cases);
	return status;
}
