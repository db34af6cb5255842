/* SPDX-License-Identifier: MIT */
/* An exploration as processes: each has a share, in memory that they share with this one, so that the death of one is a
 * schedule that broke, too. */
#include "conformance/exploration/exploration.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/exploration/explorer.h"

_Static_assert((int)EXPLORATION_VECTOR_MAX >= (int)VECTOR_TEXT_MAX, "a result has room for every vector");

struct shared {
	atomic_bool stop;
	struct share shares[];
};

static int refuse(char reason[EXPLORATION_REASON_MAX], int error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static int refuse(char reason[EXPLORATION_REASON_MAX], int error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(reason, EXPLORATION_REASON_MAX, format, arguments);
	va_end(arguments);
	return error;
}

static size_t shared_bytes(const struct exploration_options *options)
{
	return sizeof(struct shared) + options->jobs * sizeof(struct share);
}

/* ---- processes ---- */

static int start(const struct exploration_options *options, struct shared *shared, pid_t *ret_processes)
{
	unsigned started = 0;

	fflush(NULL);
	for (; started < options->jobs; started++) {
		ret_processes[started] = fork();
		if (ret_processes[started] < 0)
			break;
		if (!ret_processes[started]) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			explorer_run(options, started, &shared->stop, &shared->shares[started]);
			_exit(0);
		}
	}
	if (started == options->jobs)
		return 0;
	atomic_store(&shared->stop, true);
	while (started-- > 0)
		waitpid(ret_processes[started], NULL, 0);
	return -EAGAIN;
}

/* A share whose process died in the middle of a schedule. */
static void note_crash(struct share *share, int status)
{
	if (share->finished)
		return;
	share->broken = true;
	share->error = 0;
	snprintf(share->property, sizeof(share->property), "crash");
	if (WIFSIGNALED(status))
		snprintf(share->detail, sizeof(share->detail), "the process was ended by signal %d", WTERMSIG(status));
	else
		snprintf(share->detail, sizeof(share->detail), "the process ended with status %d", WEXITSTATUS(status));
	share->disturbances = share->vector.count;
}

static void await(const struct exploration_options *options, struct shared *shared, const pid_t *processes)
{
	for (unsigned i = 0; i < options->jobs; i++) {
		int status = 0;

		while (waitpid(processes[i], &status, 0) < 0 && errno == EINTR)
			continue;
		note_crash(&shared->shares[i], status);
		if (shared->shares[i].broken)
			atomic_store(&shared->stop, true);
	}
}

/* ---- the result ---- */

static void identify(struct exploration_result *result, const struct scenario *scenario)
{
	char build[BUILD_ID_MAX], name[SCENARIO_TEXT_MAX];

	build_id(build);
	scenario_name(scenario, name);
	snprintf(result->build, sizeof(result->build), "%s", build);
	snprintf(result->scenario, sizeof(result->scenario), "%s", name);
}

static void note_broken(struct exploration_result *result, const struct share *share)
{
	result->broken = true;
	result->shrinking_runs = share->shrinking_runs;
	memcpy(result->property, share->property, sizeof(result->property));
	memcpy(result->requirements, share->requirements, sizeof(result->requirements));
	snprintf(result->detail, sizeof(result->detail), "%s", share->detail);
	vector_write(&share->vector, result->build, result->scenario, result->vector);
}

/* Of several shares that broke, the one with the fewest disturbances is told. */
static int add_up(struct exploration_result *result, const struct shared *shared, char reason[EXPLORATION_REASON_MAX])
{
	const struct share *broken = NULL;

	result->exhausted = result->options.way == EXHAUSTIVELY;
	result->complete = UINT32_MAX;
	for (unsigned i = 0; i < result->options.jobs; i++) {
		const struct share *share = &shared->shares[i];

		if (share->error && !share->broken)
			return refuse(reason, share->error, "a schedule could not be run: %s", strerror(-share->error));
		result->schedules += share->schedules;
		result->repeated += share->repeated;
		result->processor_ns += share->processor_ns;
		result->exhausted = result->exhausted && share->exhausted;
		if (share->complete < result->complete)
			result->complete = share->complete;
		if (share->broken && (!broken || share->disturbances < broken->disturbances))
			broken = share;
	}
	if (broken)
		note_broken(result, broken);
	return 0;
}

int explore(const struct exploration_options *options, struct exploration_result *ret_result,
            char ret_reason[EXPLORATION_REASON_MAX])
{
	struct scenario scenario = {options->writes, options->blocks};
	pid_t processes[EXPLORATION_JOBS_MAX];
	struct shared *shared =
		mmap(NULL, shared_bytes(options), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int result;

	if (shared == MAP_FAILED)
		return refuse(ret_reason, -ENOMEM, "there is no memory to share");
	*ret_result = (struct exploration_result){.options = *options};
	identify(ret_result, &scenario);
	result = start(options, shared, processes);
	if (result) {
		refuse(ret_reason, result, "no more processes can be started");
	} else {
		await(options, shared, processes);
		result = add_up(ret_result, shared, ret_reason);
	}
	munmap(shared, shared_bytes(options));
	return result;
}

double exploration_rate(const struct exploration_result *result)
{
	return result->processor_ns ? (double)result->schedules * 1e9 / (double)result->processor_ns : 0;
}

/* ---- replaying ---- */

int explore_replay(const char *vector, void (*show)(void *context, const char *line), void *context,
                   struct exploration_result *ret_result, char ret_reason[EXPLORATION_REASON_MAX])
{
	char text[EXPLORATION_VECTOR_MAX], vector_reason[VECTOR_REASON_MAX];
	struct share share = {0};
	struct scenario scenario = {0};
	struct vector choices;
	const char *name;
	int result;

	*ret_result = (struct exploration_result){0};
	identify(ret_result, &scenario);
	if ((size_t)snprintf(text, sizeof(text), "%s", vector) >= sizeof(text))
		return refuse(ret_reason, -EINVAL, "the vector is too long");
	if (vector_read(text, ret_result->build, &choices, &name, vector_reason))
		return refuse(ret_reason, -EINVAL, "%s", vector_reason);
	if (!scenario_of(name, &scenario))
		return refuse(ret_reason, -EINVAL, "a scenario is w1b1 to w%ub%u, not \"%.40s\"", SCENARIO_WRITES_MAX,
		              SCENARIO_BLOCKS_MAX, name);
	identify(ret_result, &scenario);
	result = explorer_replay(&scenario, &choices, show, context, &share);
	if (result)
		return refuse(ret_reason, result, "%s", *share.detail ? share.detail : strerror(-result));
	ret_result->schedules = share.schedules;
	ret_result->processor_ns = share.processor_ns;
	if (share.broken)
		note_broken(ret_result, &share);
	return 0;
}
