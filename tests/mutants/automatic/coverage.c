/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/coverage.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The slowest case's time stands behind the rows. */
static size_t bytes_of_rows(const struct coverage *coverage)
{
	return ((size_t)coverage->cases * mutation_count + sizeof(unsigned) - 1) / sizeof(unsigned) * sizeof(unsigned);
}

static size_t bytes_of(const struct coverage *coverage)
{
	return bytes_of_rows(coverage) + sizeof(unsigned);
}

static uint64_t cpu_us(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static void run_all(const struct coverage *coverage, const struct case_list *cases)
{
	for (unsigned i = 0; i < cases->count; i++) {
		uint64_t began = cpu_us();
		enum fate fate;
		unsigned ms;

		mutated_reached = coverage->reached + (size_t)i * mutation_count;
		fate = lone_case_run(&cases->cases[i]);
		ms = (unsigned)((cpu_us() - began) / 1000 + 1);
		if (ms > *coverage->slowest_ms)
			*coverage->slowest_ms = ms;
		if (fate == FATE_PASSED)
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
	coverage->slowest_ms = (unsigned *)(coverage->reached + bytes_of_rows(coverage));
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
