/* SPDX-License-Identifier: MIT */
/* Inside the process: requests are indices, a line each; events are the lines of conformance/report/event.h. */
#include "conformance/workers/worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/runner.h"

/* What a process that could not say what it has to say ends with. */
enum { SPEECHLESS = 70 };

struct life {
	const struct workers *workers;
	const struct suite_work *work;
	struct ledger *ledger;
	FILE *requests;
	int events;
};

static void say(const struct life *life, enum event_kind kind, const struct case_result *one, int status)
{
	char *line = event_line(kind, NULL, one, status);
	size_t length = line ? strlen(line) : 0;

	for (size_t said = 0; said < length || !line;) {
		ssize_t written = line ? write(life->events, line + said, length - said) : -1;

		if (written < 0 && (!line || errno != EINTR))
			_exit(SPEECHLESS);
		said += written > 0 ? (size_t)written : 0;
	}
	free(line);
}

/* After a case whose tasks are blocked for ever, nothing can be taken apart in good order. */
static void run_one(const struct life *life, unsigned index)
{
	struct case_result one;
	bool spent;

	if (runner_run(index, &one, &spent))
		_exit(SPEECHLESS);
	if (spent)
		say(life, EVENT_SPENT, NULL, 0);
	say(life, EVENT_RUN, &one, 0);
	if (spent)
		_exit(0);
	free(one.message);
}

static void work_off(void *argument)
{
	const struct life *life = argument;
	char line[32];

	if (runner_open(life->work->options, life->work->selection, life->ledger))
		_exit(SPEECHLESS);
	say(life, EVENT_READY, NULL, 0);
	while (fgets(line, sizeof(line), life->requests)) {
		unsigned long index = strtoul(line, NULL, 10);

		if (index >= life->work->selection->count)
			_exit(SPEECHLESS);
		run_one(life, (unsigned)index);
	}
	runner_close();
}

_Noreturn void worker_live(const struct workers *workers, const struct suite_work *work, struct ledger *ledger,
                           int requests, int events)
{
	struct life life = {workers, work, ledger, fdopen(requests, "r"), events};
	int status = 0;

	if (!life.requests)
		_exit(SPEECHLESS);
	if (workers->live)
		status = workers->live(workers->live_context, work_off, &life);
	else
		work_off(&life);
	if (status)
		say(&life, EVENT_REFUSED, NULL, status);
	fclose(life.requests);
	exit(0);
}
