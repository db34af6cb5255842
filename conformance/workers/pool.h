/* SPDX-License-Identifier: MIT */
/* The processes of one run of the suite. Inside workers/ only. */
#ifndef CONFORMANCE_WORKERS_POOL_H
#define CONFORMANCE_WORKERS_POOL_H

#include "conformance/workers/worker.h"

struct pool {
	const struct workers *workers;
	const struct suite_work *work;
	struct worker *all;
	unsigned size;
	unsigned next;      /* the first number that no worker was given */
	unsigned delivered; /* numbers that have a result */
	bool ever_ready;    /* a worker could live: the next one should, too */
	bool lost;          /* one could not any more: none is started again */
	int error;          /* ends the run */
	char *ret_reason;
};

/* Host time that never runs backwards. */
uint64_t pool_now(void);

/* ---- process.c: their beginning and end ---- */

/* Forks. 0 or negative errno. */
int worker_start(struct pool *pool, struct worker *worker);

/* Gives a number to an idle worker. One that died meanwhile has died in the case. */
void worker_give(struct pool *pool, struct worker *worker, unsigned number);

void worker_kill(struct worker *worker);

/* Closes the pipes and waits for the process, which is dead or dying; what waitpid() says of it. */
int worker_bury(struct worker *worker);

/* ---- listen.c: what they say ---- */

/* Reads what a worker has said; one that is at its end, or says what it must not, is buried. */
void pool_listen(struct pool *pool, struct worker *worker);

/* Buries a worker that is dying, or, with `what` it did, is to die; a case that it was busy with has failed. */
void pool_end_worker(struct pool *pool, struct worker *worker, const char *what);

/* Ends the run; the first reason counts. `format` has one %s. */
void pool_fail(struct pool *pool, int error, const char *format, const char *text);

/* ---- verdict.c: results that no worker gave ---- */

/* The case that it was busy with fails, by the way in which its process ended. `what` overrides that; NULL: not. */
void pool_blame(struct pool *pool, struct worker *worker, int status, const char *what);

/* ERROR for every number that was not given to a worker. */
void pool_give_up(struct pool *pool);

/* How a process ended, for a message. */
void pool_describe_end(int status, char *ret_text, size_t size);

#endif
