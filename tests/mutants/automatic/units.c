/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/units.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* The longest takes some tenths of a second. */
enum { CPU_LIMIT_S = 3, WALL_LIMIT_S = 20 };

/* In a process of its own: becomes the program. */
static void become(const char *path)
{
	struct rlimit no_core = {0, 0}, cpu = {CPU_LIMIT_S, CPU_LIMIT_S};
	int nowhere = open("/dev/null", O_RDWR);

	setrlimit(RLIMIT_CORE, &no_core);
	setrlimit(RLIMIT_CPU, &cpu);
	dup2(nowhere, STDOUT_FILENO);
	dup2(nowhere, STDERR_FILENO);
	alarm(WALL_LIMIT_S);
	execl(path, path, (char *)NULL);
	_exit(127);
}

static bool passes(const char *path)
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		become(path);
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && !WEXITSTATUS(status);
}

/* ---- where they come ---- */

static int read_reached(const char *path, uint8_t *ret_row)
{
	FILE *file = fopen(path, "r");
	size_t bytes = file ? fread(ret_row, 1, mutation_count, file) : 0;

	if (file)
		fclose(file);
	unlink(path);
	return bytes == mutation_count ? 0 : -EPROTO;
}

static int learn(struct units *units, const char *scratch)
{
	int result = 0;

	setenv("DRYBURN_REACHED", scratch, 1);
	for (unsigned i = 0; i < units->count && !result; i++) {
		result = passes(units->paths[i]) ? read_reached(scratch, units->reached + (size_t)i * mutation_count)
		                                 : -EPROTO;
		if (result)
			fprintf(stderr, "dryburn-mutate: %s fails without a mutation: nothing can be said\n",
			        units->paths[i]);
	}
	unsetenv("DRYBURN_REACHED");
	return result;
}

int units_init(struct units *units, const char *const *paths)
{
	char scratch[] = "/tmp/dryburn-mutate-XXXXXX";
	int descriptor, result;

	*units = (struct units){.paths = paths};
	while (paths[units->count])
		units->count++;
	units->reached = calloc(units->count + 1, mutation_count);
	descriptor = mkstemp(scratch);
	if (!units->reached || descriptor < 0) {
		units_finish(units);
		return -ENOMEM;
	}
	close(descriptor);
	result = learn(units, scratch);
	if (result)
		units_finish(units);
	return result;
}

void units_finish(struct units *units)
{
	free(units->reached);
	*units = (struct units){0};
}

/* ---- judging ---- */

/* In a process of its own: exits with 1 if one of the programs notices. */
static void judge(const struct units *units, unsigned mutation)
{
	char number[16];

	snprintf(number, sizeof(number), "%u", mutation);
	setenv("DRYBURN_MUTATED", number, 1);
	for (unsigned i = 0; i < units->count; i++)
		if (units->reached[(size_t)i * mutation_count + mutation] && !passes(units->paths[i]))
			_exit(1);
	_exit(0);
}

struct bench {
	const struct units *units;
	const unsigned *numbers;
	unsigned count, next, running;
	pid_t *pids; /* of the process that judges numbers[i]; 0: none */
	bool *killed;
};

static int start_next(struct bench *bench)
{
	pid_t pid = fork();

	if (pid == 0)
		judge(bench->units, bench->numbers[bench->next]);
	if (pid < 0)
		return -errno;
	bench->pids[bench->next++] = pid;
	bench->running++;
	return 0;
}

static int wait_for_one(struct bench *bench)
{
	int status;
	pid_t pid = wait(&status);

	if (pid < 0)
		return -errno;
	for (unsigned i = 0; i < bench->next; i++) {
		if (bench->pids[i] != pid)
			continue;
		bench->killed[i] = !WIFEXITED(status) || WEXITSTATUS(status);
		bench->running--;
	}
	return 0;
}

int units_judge(const struct units *units, const unsigned *numbers, unsigned count, unsigned jobs, bool *ret_killed)
{
	struct bench bench = {.units = units, .numbers = numbers, .count = count, .killed = ret_killed};
	int result = 0;

	bench.pids = calloc(count + 1, sizeof(*bench.pids));
	if (!bench.pids)
		return -ENOMEM;
	while (!result && (bench.next < count || bench.running))
		result = bench.next < count && bench.running < jobs ? start_next(&bench) : wait_for_one(&bench);
	free(bench.pids);
	return result;
}
