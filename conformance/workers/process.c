/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/workers/pool.h"

static void close_end(int *end)
{
	if (*end >= 0)
		close(*end);
	*end = -1;
}

/* In the new process: the other workers' pipes would keep these from noticing when the suite is gone. What a case
 * prints is not to stand among results. */
_Noreturn static void begin_life(struct pool *pool, struct worker *worker, int requests, int events, pid_t suite)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != suite)
		_exit(0);
	for (unsigned i = 0; i < pool->size; i++) {
		close_end(&pool->all[i].requests);
		close_end(&pool->all[i].events);
	}
	dup2(STDERR_FILENO, STDOUT_FILENO);
	worker_live(pool->workers, pool->work, worker->ledger, requests, events);
}

static int fork_worker(struct pool *pool, struct worker *worker, const int requests[2], const int events[2])
{
	pid_t suite = getpid();

	fflush(NULL);
	worker->process = fork();
	if (worker->process == 0) {
		close(requests[1]);
		close(events[0]);
		begin_life(pool, worker, requests[0], events[1], suite);
	}
	return worker->process < 0 ? -errno : 0;
}

int worker_start(struct pool *pool, struct worker *worker)
{
	int requests[2], events[2] = {-1, -1}, result;

	if (pipe(requests))
		return -errno;
	result = pipe(events) ? -errno : fork_worker(pool, worker, requests, events);
	close_end(&requests[0]);
	close_end(&events[1]);
	if (result) {
		close_end(&requests[1]);
		close_end(&events[0]);
		return result;
	}
	worker->requests = requests[1];
	worker->events = events[0];
	worker->state = WORKER_STARTING;
	worker->spent = worker->killed = false;
	worker->length = 0;
	worker->deadline_ns = pool_now() + pool->workers->live_limit_ns;
	return 0;
}

void worker_give(struct pool *pool, struct worker *worker, unsigned number)
{
	char line[32];
	int length = snprintf(line, sizeof(line), "%u\n", number % pool->work->selection->count);

	worker->state = WORKER_BUSY;
	worker->number = number;
	worker->deadline_ns = pool_now() + pool->workers->limit_ns;
	memset(worker->ledger, 0, sizeof(*worker->ledger));
	if (write(worker->requests, line, (size_t)length) != length)
		close_end(&worker->requests); /* it is dead: its events will say so */
}

void worker_kill(struct worker *worker)
{
	kill(worker->process, SIGKILL);
	worker->killed = true;
}

int worker_bury(struct worker *worker)
{
	int status = 0;

	close_end(&worker->requests);
	close_end(&worker->events);
	while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
		continue;
	worker->state = WORKER_NONE;
	return status;
}
