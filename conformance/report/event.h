/* SPDX-License-Identifier: MIT */
/*
 * The events of a run as JSON lines, see dryburn-conform(1) "JSON LINES". The same lines are what worker processes say
 * to the suite, who hears three more: "ready", "refused" and "spent". Inside the suite only.
 */
#ifndef CONFORMANCE_REPORT_EVENT_H
#define CONFORMANCE_REPORT_EVENT_H

#include <jansson.h>

#include "conformance/suite.h"

enum { EVENT_FORMAT = 1, EVENT_LINE_MAX = 65536, EVENT_CASES_MAX = 100000 };

enum event_kind {
	EVENT_BEGIN,   /* suite: version, drive, lenient, repeat, count */
	EVENT_PLANNED, /* one: index, id, requirements, phases, medium */
	EVENT_RUN,     /* one: index, run, id, medium, verdict, reason, message, assertions, duration, trace */
	EVENT_END,     /* suite: elapsed_ns */
	EVENT_READY,   /* a worker can be given cases */
	EVENT_REFUSED, /* a worker cannot: status */
	EVENT_SPENT,   /* a worker will take no more cases after the one it is running */
};

struct event {
	enum event_kind kind;
	struct suite_result suite;
	struct case_result one; /* its text belongs to the event */
	int status;
	json_t *json;
};

/* The event as a line with its end, which the caller frees; NULL when memory is short. `kind` chooses what is used. */
char *event_line(enum event_kind kind, const struct suite_result *suite, const struct case_result *one, int status);

/* Reads `length` bytes, a line without its end. 0, and the event is to be finished; -EBADMSG for anything else. */
int event_read(const char *line, size_t length, struct event *ret_event);
void event_finish(struct event *event);

#endif
