/* SPDX-License-Identifier: MIT */
/* What workers say is checked: anything but what is expected of one in its state ends its process. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/runner.h"
#include "conformance/workers/pool.h"

/* ---- what workers say ---- */

void pool_fail(struct pool *pool, int error, const char *format, const char *text)
{
	if (pool->error)
		return;
	pool->error = error;
	snprintf(pool->ret_reason, SUITE_REASON_MAX, format, text);
}

/* A result is believed if it is that of the case that the worker was given. */
static bool is_expected(const struct pool *pool, const struct worker *worker, const struct case_result *one)
{
	unsigned index = worker->number % pool->work->selection->count;

	return worker->state == WORKER_BUSY && one->index == index &&
	       strcmp(one->id, pool->work->selection->cases[index].id) == 0;
}

static bool take_result(struct pool *pool, struct worker *worker, const struct case_result *one)
{
	struct case_result result;

	if (!is_expected(pool, worker, one))
		return false;
	runner_describe(pool->work->options, pool->work->selection, one->index, &result);
	memcpy(result.medium, one->medium, sizeof(result.medium));
	result.verdict = one->verdict;
	result.reason = one->reason;
	result.assertions = one->assertions;
	result.duration_ns = one->duration_ns;
	result.trace_hash = one->trace_hash;
	result.message = strdup(one->message);
	if (!result.message) {
		pool_fail(pool, -ENOMEM, "%s", "out of memory");
		return true;
	}
	worker->state = worker->spent ? WORKER_ENDING : WORKER_IDLE;
	pool->delivered++;
	pool->work->deliver(pool->work->context, worker->number, &result);
	return true;
}

/* It may be sent home already. */
static bool take_readiness(struct pool *pool, struct worker *worker)
{
	pool->ever_ready = true;
	if (worker->state == WORKER_ENDING)
		return true;
	if (worker->state != WORKER_STARTING)
		return false;
	worker->state = WORKER_IDLE;
	return true;
}

/* The first worker's refusal is the run's; a later one's means that a drive has been lost. */
static bool take_refusal(struct pool *pool, struct worker *worker, int status)
{
	if (worker->state == WORKER_BUSY)
		return false;
	if (worker->state == WORKER_STARTING && !pool->ever_ready)
		pool_fail(pool, status, "%s", "the drive cannot be used");
	pool->lost = pool->lost || worker->state == WORKER_STARTING;
	worker->state = WORKER_ENDING;
	return true;
}

/* False: it said something that it must not. */
static bool take_event(struct pool *pool, struct worker *worker, const struct event *event)
{
	switch (event->kind) {
	case EVENT_READY:
		return take_readiness(pool, worker);
	case EVENT_RUN:
		return take_result(pool, worker, &event->one);
	case EVENT_SPENT:
		worker->spent = true;
		return worker->state == WORKER_BUSY;
	case EVENT_REFUSED:
		return take_refusal(pool, worker, event->status);
	default:
		return false;
	}
}

static bool take_line(struct pool *pool, struct worker *worker, const char *line, size_t length)
{
	struct event event;
	bool is_good;

	if (event_read(line, length, &event))
		return false;
	is_good = take_event(pool, worker, &event);
	event_finish(&event);
	return is_good;
}

/* ---- the end of a worker ---- */

void pool_end_worker(struct pool *pool, struct worker *worker, const char *what)
{
	enum worker_state state = worker->state;
	char end[64];
	int status;

	if (what)
		worker_kill(worker);
	status = worker_bury(worker);
	pool_describe_end(status, end, sizeof(end));
	if (state == WORKER_BUSY)
		pool_blame(pool, worker, status, what);
	else if (state == WORKER_STARTING && pool->ever_ready)
		pool->lost = true;
	else if (state != WORKER_ENDING || status)
		pool_fail(pool, -EPROTO, "a worker process died outside a case: %s", end);
}

void pool_listen(struct pool *pool, struct worker *worker)
{
	ssize_t got = read(worker->events, worker->text + worker->length, sizeof(worker->text) - worker->length);
	char *line = worker->text, *end;

	if (got < 0 && errno == EINTR)
		return;
	worker->length += got > 0 ? (size_t)got : 0;
	while ((end = memchr(line, '\n', worker->length - (size_t)(line - worker->text)))) {
		if (!take_line(pool, worker, line, (size_t)(end - line))) {
			pool_end_worker(pool, worker, "it wrote something else where results go, and was killed");
			return;
		}
		line = end + 1;
	}
	worker->length -= (size_t)(line - worker->text);
	memmove(worker->text, line, worker->length);
	if (got <= 0)
		pool_end_worker(pool, worker, NULL);
	else if (worker->length == sizeof(worker->text))
		pool_end_worker(pool, worker, "it wrote a line without an end where results go, and was killed");
}
