/* SPDX-License-Identifier: MIT */
/* One worker process, seen from both sides. Inside workers/ only. */
#ifndef CONFORMANCE_WORKERS_WORKER_H
#define CONFORMANCE_WORKERS_WORKER_H

#include <sys/types.h>

#include "conformance/report/event.h"
#include "conformance/ledger.h"
#include "conformance/selection.h"
#include "conformance/workers/workers.h"

enum worker_state {
	WORKER_NONE,     /* no process */
	WORKER_STARTING, /* has not said that it is ready */
	WORKER_IDLE,
	WORKER_BUSY,   /* runs the case of `number` */
	WORKER_ENDING, /* no more cases; its process is about to end */
};

/* The suite's side. */
struct worker {
	enum worker_state state;
	pid_t process;
	int requests, events;  /* ends of pipes; -1 without a process */
	struct ledger *ledger; /* shared with the process: what the case has noted */
	unsigned number;       /* of the run that it is busy with */
	uint64_t deadline_ns;  /* when its state has to have changed */
	bool spent, killed;
	size_t length; /* of what was read and is no whole line yet */
	char text[EVENT_LINE_MAX];
};

/*
 * The life of a worker process: lives, says "ready", runs the cases whose index comes in a line, says what came of it,
 * until there are no more lines. Never returns.
 */
_Noreturn void worker_live(const struct workers *workers, const struct suite_work *work, struct ledger *ledger,
                           int requests, int events);

#endif
