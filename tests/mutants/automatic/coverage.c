/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/coverage.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t bytes_of(const struct coverage *coverage)
{
	return (size_t)coverage->cases * mutation_count;
}

/* The whole suite; its number is the exit status' complaint. */
static void run_all(const struct coverage *coverage, const struct case_list *cases)
{
	for (unsigned i = 0; i < cases->count; i++) {
		mutated_reached = coverage->reached + (size_t)i * mutation_count;
		if (lone_case_run(&cases->cases[i]) == FATE_PASSED)
			continue;
		fprintf(stderr, "dryburn-mutate: %s fails without a mutation: nothing can be said\n",
		        cases->cases[i].id);
		_exit(1);
	}
	_exit(0);
}

int coverage_init(struct coverage *coverage, const struct case_list *cases)
{
	int status = 0;
	pid_t pid;

	coverage->cases = cases->count;
	coverage->reached = mmap(NULL, bytes_of(coverage), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (coverage->reached == MAP_FAILED)
		return -ENOMEM;
	pid = fork();
	if (pid == 0)
		run_all(coverage, cases);
	if (pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && !WEXITSTATUS(status))
		return 0;
	coverage_finish(coverage);
	return pid < 0 ? -errno : -EPROTO;
}

void coverage_finish(struct coverage *coverage)
{
	munmap(coverage->reached, bytes_of(coverage));
}
