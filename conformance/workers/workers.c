/* SPDX-License-Identifier: MIT */
/* The loop of the carrier: start a process where one is missing, give numbers to idle ones, wait until one of them says
 * something, dies, or is overdue. */
#include "conformance/workers/workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "conformance/workers/pool.h"

#define DEFAULT_LIVE_LIMIT_NS (600 * NS_PER_S)

uint64_t pool_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

/* ---- waiting ---- */

/* Whoever is overdue is killed: a process that it left behind may hold the pipe, so nobody waits for its end. */
static void end_overdue(struct pool *pool)
{
	uint64_t now = pool_now();

	for (unsigned i = 0; i < pool->size; i++) {
		struct worker *worker = &pool->all[i];

		if (worker->state == WORKER_NONE || worker->state == WORKER_IDLE || now < worker->deadline_ns)
			continue;
		worker_kill(worker);
		pool_end_worker(pool, worker, NULL);
	}
}

static int until_deadline_ms(const struct pool *pool)
{
	uint64_t now = pool_now(), first = now + NS_PER_S;

	for (unsigned i = 0; i < pool->size; i++) {
		const struct worker *worker = &pool->all[i];

		if (worker->state != WORKER_NONE && worker->state != WORKER_IDLE && worker->deadline_ns < first)
			first = worker->deadline_ns;
	}
	return first > now ? (int)((first - now) / NS_PER_MS) + 1 : 0;
}

/* Until a worker says something or is overdue. False: there is none. */
static bool wait_for_workers(struct pool *pool)
{
	struct pollfd ends[WORKERS_MAX];
	unsigned alive = 0;

	for (unsigned i = 0; i < pool->size; i++) {
		ends[i] = (struct pollfd){.fd = pool->all[i].events, .events = POLLIN};
		alive += pool->all[i].state != WORKER_NONE;
	}
	if (!alive)
		return false;
	if (poll(ends, pool->size, until_deadline_ms(pool)) > 0)
		for (unsigned i = 0; i < pool->size; i++)
			if (ends[i].revents)
				pool_listen(pool, &pool->all[i]);
	end_overdue(pool);
	return true;
}

static void set_to_work(struct pool *pool)
{
	for (unsigned i = 0; i < pool->size && pool->next < pool->work->runs && !pool->error; i++) {
		struct worker *worker = &pool->all[i];
		int error = 0;

		if (worker->state == WORKER_NONE && !pool->lost)
			error = worker_start(pool, worker);
		else if (worker->state == WORKER_IDLE)
			worker_give(pool, worker, pool->next++);
		if (error)
			pool_fail(pool, error, "no process can be made: %s", strerror(-error));
	}
}

static void work_off(struct pool *pool)
{
	while (pool->delivered < pool->work->runs && !pool->error) {
		set_to_work(pool);
		if (!pool->error && !wait_for_workers(pool))
			pool_give_up(pool);
	}
}

/* In good order, unless all is lost: what a worker says at its end, a sanitizer's findings perhaps, is to be heard. */
static void send_home(struct pool *pool)
{
	for (unsigned i = 0; i < pool->size; i++) {
		struct worker *worker = &pool->all[i];

		if (worker->state == WORKER_NONE)
			continue;
		if (pool->error)
			worker_kill(worker);
		if (worker->requests >= 0)
			close(worker->requests);
		worker->requests = -1;
		worker->deadline_ns = pool_now() + pool->workers->live_limit_ns;
		worker->state = WORKER_ENDING;
	}
	while (wait_for_workers(pool))
		continue;
}

/* ---- the carrier ---- */

static int make_workers(struct pool *pool, unsigned size)
{
	size_t bytes = size * sizeof(struct ledger);
	struct ledger *ledgers = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	pool->all = ledgers == MAP_FAILED ? NULL : calloc(size, sizeof(*pool->all));
	if (!pool->all) {
		if (ledgers != MAP_FAILED)
			munmap(ledgers, bytes);
		return -ENOMEM;
	}
	pool->size = size;
	for (unsigned i = 0; i < size; i++) {
		pool->all[i].ledger = &ledgers[i];
		pool->all[i].requests = pool->all[i].events = -1;
	}
	return 0;
}

static void unmake_workers(struct pool *pool)
{
	munmap(pool->all[0].ledger, pool->size * sizeof(struct ledger));
	free(pool->all);
}

static int carry(const struct suite_carrier *carrier, const struct suite_work *work, uint64_t *ret_elapsed_ns,
                 char ret_reason[SUITE_REASON_MAX])
{
	const struct workers *workers = (const struct workers *)carrier;
	struct pool pool = {.workers = workers, .work = work, .ret_reason = ret_reason};
	unsigned jobs = workers->jobs < 1 ? 1 : workers->jobs > WORKERS_MAX ? WORKERS_MAX : workers->jobs;
	void (*on_pipe)(int signal_number);
	uint64_t began = pool_now();

	snprintf(ret_reason, SUITE_REASON_MAX, "out of memory");
	if (make_workers(&pool, jobs < work->runs ? jobs : work->runs))
		return -ENOMEM;
	on_pipe = signal(SIGPIPE, SIG_IGN);
	work_off(&pool);
	*ret_elapsed_ns = pool_now() - began;
	send_home(&pool);
	signal(SIGPIPE, on_pipe);
	unmake_workers(&pool);
	return pool.error;
}

struct workers workers_carrier(unsigned jobs, uint64_t limit_ns)
{
	return (struct workers){
		.carrier = {carry},
		.jobs = jobs,
		.limit_ns = limit_ns,
		.live_limit_ns = DEFAULT_LIVE_LIMIT_NS,
	};
}
