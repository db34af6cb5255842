/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "conformance/runner.h"
#include "conformance/workers/pool.h"

void pool_describe_end(int status, char *ret_text, size_t size)
{
	if (WIFSIGNALED(status))
		snprintf(ret_text, size, "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(ret_text, size, "exit status %d", WEXITSTATUS(status));
}

static void describe(const struct pool *pool, const struct worker *worker, int status, char *ret_text, size_t size)
{
	char end[64];

	pool_describe_end(status, end, sizeof(end));
	if (worker->killed && WIFSIGNALED(status))
		snprintf(ret_text, size, "it did not end within %llu s, and was killed",
		         (unsigned long long)(pool->workers->limit_ns / NS_PER_S));
	else if (WIFSIGNALED(status))
		snprintf(ret_text, size, "it crashed: %s", end);
	else
		snprintf(ret_text, size, "it ended its process with %s", end);
}

static void deliver(struct pool *pool, unsigned number, struct case_result *result)
{
	if (!result->message) {
		pool->error = -ENOMEM;
		return;
	}
	pool->delivered++;
	pool->work->deliver(pool->work->context, number, result);
}

/* What happened, and then what the case had noted; the dead process may have left anything there. */
static char *compose(const char *what, const struct ledger *ledger)
{
	size_t noted = ledger->length < LEDGER_TEXT_MAX ? ledger->length : 0, length = strlen(what);
	char *message = malloc(length + noted + 2);

	if (!message)
		return NULL;
	snprintf(message, length + noted + 2, "%s%s%.*s", what, noted ? "\n" : "", (int)noted, ledger->text);
	length = strlen(message);
	if (message[length - 1] == '\n')
		message[length - 1] = '\0';
	for (char *at = message; *at; at++)
		if (*at != '\n' && (*at < ' ' || *at > '~'))
			*at = '?';
	return message;
}

void pool_blame(struct pool *pool, struct worker *worker, int status, const char *what)
{
	const struct selection *selection = pool->work->selection;
	struct case_result result;
	char text[256];

	describe(pool, worker, status, text, sizeof(text));
	runner_describe(pool->work->options, selection, worker->number % selection->count, &result);
	result.verdict = VERDICT_FAIL;
	result.assertions = worker->ledger->assertions;
	result.message = compose(what ? what : text, worker->ledger);
	deliver(pool, worker->number, &result);
}

void pool_give_up(struct pool *pool)
{
	const struct selection *selection = pool->work->selection;

	for (; pool->next < pool->work->runs && !pool->error; pool->next++) {
		struct case_result result;

		runner_describe(pool->work->options, selection, pool->next % selection->count, &result);
		result.verdict = VERDICT_ERROR;
		result.message = strdup("it was not run: the drive is lost");
		deliver(pool, pool->next, &result);
	}
}
