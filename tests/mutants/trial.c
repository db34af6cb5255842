/* SPDX-License-Identifier: MIT */
/*
 * A trial's process writes each case's fate to memory that it shares with its parent. When it dies in a case, the
 * parent finds which one it was, and a new process takes over behind it if the trial goes to the end.
 */
#include "tests/mutants/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Of a process that waits for something that never comes, which the simulated platform makes impossible for a case. */
enum { WALL_LIMIT_S = 300 };

struct shared {
	atomic_uint hits;
	atomic_uint position; /* in the order: the case under way */
	uint8_t fates[];
};

struct slot {
	struct trial trial;
	struct shared *shared;
	pid_t pid; /* 0: free */
};

/* ---- in the trial's process ---- */

static void limit_process(void)
{
	struct rlimit no_core = {0, 0};
	int nowhere = open("/dev/null", O_RDWR);

	setrlimit(RLIMIT_CORE, &no_core);
	dup2(nowhere, STDOUT_FILENO);
	dup2(nowhere, STDERR_FILENO);
	alarm(WALL_LIMIT_S);
}

static void limit_case(unsigned cpu_ms)
{
	struct itimerval timer = {.it_value = {.tv_sec = cpu_ms / 1000, .tv_usec = cpu_ms % 1000 * 1000}};

	setitimer(ITIMER_PROF, &timer, NULL);
}

enum fate lone_case_run(const struct lone_case *lone)
{
	struct suite_options options = {.tables = lone->tables};
	char reason[SUITE_REASON_MAX] = "";
	struct suite_result *result;
	enum fate fate = FATE_FAILED;

	if (suite_run(&options, &result, reason))
		return FATE_FAILED;
	if (!result->totals[VERDICT_FAIL] && !result->totals[VERDICT_ERROR])
		fate = FATE_PASSED;
	suite_result_destroy(result);
	return fate;
}

static void run_cases(const struct trials *trials, struct slot *slot)
{
	struct shared *shared = slot->shared;

	limit_process();
	trials->select(slot->trial.mutant, &shared->hits);
	while (shared->position < slot->trial.count) {
		unsigned index = slot->trial.order[shared->position];

		limit_case(trials->cpu_ms_max);
		shared->fates[index] = (uint8_t)lone_case_run(&trials->cases->cases[index]);
		if (shared->fates[index] != FATE_PASSED && !slot->trial.to_the_end)
			break;
		shared->position++;
	}
	_exit(0);
}

/* ---- in the parent ---- */

static int start(const struct trials *trials, struct slot *slot)
{
	slot->pid = fork();
	if (slot->pid == 0)
		run_cases(trials, slot);
	return slot->pid < 0 ? -errno : 0;
}

static bool is_over(const struct slot *slot)
{
	const struct trial *trial = &slot->trial;
	unsigned position = slot->shared->position;

	return position >= trial->count ||
	       (!trial->to_the_end && slot->shared->fates[trial->order[position]] > FATE_PASSED);
}

/* The process died in the case under way. */
static void note_death(struct slot *slot, int status)
{
	bool hung = WIFSIGNALED(status) && (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGALRM);

	slot->shared->fates[slot->trial.order[slot->shared->position]] = hung ? FATE_HUNG : FATE_CRASHED;
	if (slot->trial.to_the_end)
		slot->shared->position++;
}

static int find_killer(const struct slot *slot)
{
	for (unsigned i = 0; i < slot->trial.count; i++)
		if (slot->shared->fates[slot->trial.order[i]] > FATE_PASSED)
			return (int)slot->trial.order[i];
	return -1;
}

static void end(const struct trials *trials, struct slot *slot)
{
	slot->trial.fates = slot->shared->fates;
	slot->trial.hits = slot->shared->hits;
	slot->trial.killer = find_killer(slot);
	trials->ended(trials->context, &slot->trial);
	free(slot->trial.order);
	slot->pid = 0;
}

static size_t shared_bytes(const struct trials *trials)
{
	return sizeof(struct shared) + trials->cases->count;
}

/* Starts trials in free slots; *ret_running counts those that run then. */
static int fill_slots(const struct trials *trials, struct slot *slots, unsigned *ret_running)
{
	int result = 0;

	*ret_running = 0;
	for (unsigned i = 0; i < trials->jobs && !result; i++) {
		if (!slots[i].pid) {
			memset(&slots[i].trial, 0, sizeof(slots[i].trial));
			if (!trials->next(trials->context, &slots[i].trial))
				continue;
			memset(slots[i].shared, 0, shared_bytes(trials));
			result = start(trials, &slots[i]);
		}
		++*ret_running;
	}
	return result;
}

static struct slot *slot_of(const struct trials *trials, struct slot *slots, pid_t pid)
{
	for (unsigned i = 0; i < trials->jobs; i++)
		if (slots[i].pid == pid)
			return &slots[i];
	return NULL;
}

static int wait_for_one(const struct trials *trials, struct slot *slots)
{
	int status;
	pid_t pid = wait(&status);
	struct slot *slot = pid > 0 ? slot_of(trials, slots, pid) : NULL;

	if (pid < 0)
		return -errno;
	if (!slot)
		return 0;
	if (!is_over(slot))
		note_death(slot, status);
	if (!is_over(slot))
		return start(trials, slot);
	end(trials, slot);
	return 0;
}

static int run_in_slots(const struct trials *trials, struct slot *slots)
{
	unsigned running;
	int result;

	do {
		result = fill_slots(trials, slots, &running);
		if (!result && running)
			result = wait_for_one(trials, slots);
	} while (!result && running);
	return result;
}

int trials_run(const struct trials *trials)
{
	struct slot *slots = calloc(trials->jobs, sizeof(*slots));
	int result = slots ? 0 : -ENOMEM;

	for (unsigned i = 0; i < trials->jobs && !result; i++) {
		slots[i].shared =
			mmap(NULL, shared_bytes(trials), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		if (slots[i].shared == MAP_FAILED)
			result = -ENOMEM;
	}
	if (!result)
		result = run_in_slots(trials, slots);
	for (unsigned i = 0; slots && i < trials->jobs; i++)
		if (slots[i].shared && slots[i].shared != MAP_FAILED)
			munmap(slots[i].shared, shared_bytes(trials));
	free(slots);
	return result;
}
