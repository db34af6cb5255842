/* SPDX-License-Identifier: MIT */
/* Each kind of event has a row: its name, what makes JSON of it, and what reads it. */
#include "conformance/report/event.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct source {
	const struct suite_result *suite;
	const struct case_result *one;
	int status;
};

/* ---- writing ---- */

static json_t *begin_object(const struct source *source)
{
	const struct suite_result *suite = source->suite;

	return json_pack("{s:s, s:i, s:s, s:s, s:b, s:I, s:I}", "event", "begin", "format", EVENT_FORMAT, "suite",
	                 suite->version, "drive", suite->drive, "lenient", suite->lenient, "repeat",
	                 (json_int_t)suite->repeat, "cases", (json_int_t)suite->count);
}

static json_t *planned_object(const struct source *source)
{
	const struct case_result *one = source->one;

	return json_pack("{s:s, s:I, s:s, s:s, s:s, s:s}", "event", "planned", "case", (json_int_t)one->index, "id",
	                 one->id, "requirements", one->requirements, "phases", one->phases, "medium", one->medium);
}

static json_t *run_object(const struct source *source)
{
	const struct case_result *one = source->one;
	char trace[17];

	snprintf(trace, sizeof(trace), "%016" PRIx64, one->trace_hash);
	return json_pack("{s:s, s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:s}", "event", "run", "case",
	                 (json_int_t)one->index, "run", (json_int_t)one->run, "id", one->id, "medium", one->medium,
	                 "verdict", verdict_name(one->verdict), "reason", skip_reason_name(one->reason), "message",
	                 one->message, "assertions", (json_int_t)one->assertions, "duration_ns",
	                 (json_int_t)one->duration_ns, "trace", trace);
}

static json_t *end_object(const struct source *source)
{
	return json_pack("{s:s, s:I}", "event", "end", "elapsed_ns", (json_int_t)source->suite->elapsed_ns);
}

static json_t *ready_object(const struct source *source)
{
	(void)source;
	return json_pack("{s:s}", "event", "ready");
}

static json_t *refused_object(const struct source *source)
{
	return json_pack("{s:s, s:i}", "event", "refused", "status", source->status);
}

static json_t *spent_object(const struct source *source)
{
	(void)source;
	return json_pack("{s:s}", "event", "spent");
}

/* ---- reading ---- */

static bool read_count(json_int_t value, json_int_t maximum, unsigned *ret_count)
{
	*ret_count = (unsigned)value;
	return value >= 0 && value <= maximum;
}

static bool read_text(char *ret_text, size_t size, const char *text)
{
	return (size_t)snprintf(ret_text, size, "%s", text) < size;
}

static bool read_begin(struct event *event)
{
	struct suite_result *suite = &event->suite;
	const char *kind, *version, *drive;
	json_int_t repeat, count;
	int format, lenient;

	if (json_unpack(event->json, "{s:s, s:i, s:s, s:s, s:b, s:I, s:I !}", "event", &kind, "format", &format,
	                "suite", &version, "drive", &drive, "lenient", &lenient, "repeat", &repeat, "cases", &count))
		return false;
	suite->lenient = lenient;
	return format == EVENT_FORMAT && read_text(suite->version, sizeof(suite->version), version) &&
	       read_text(suite->drive, sizeof(suite->drive), drive) && repeat > 0 && count > 0 &&
	       read_count(repeat, SUITE_REPEAT_MAX, &suite->repeat) &&
	       read_count(count, EVENT_CASES_MAX, &suite->count);
}

static bool read_planned(struct event *event)
{
	struct case_result *one = &event->one;
	const char *kind, *id, *medium;
	json_int_t index;

	return !json_unpack(event->json, "{s:s, s:I, s:s, s:s, s:s, s:s !}", "event", &kind, "case", &index, "id", &id,
	                    "requirements", &one->requirements, "phases", &one->phases, "medium", &medium) &&
	       read_count(index, EVENT_CASES_MAX - 1, &one->index) && read_text(one->id, sizeof(one->id), id) &&
	       read_text(one->medium, sizeof(one->medium), medium);
}

static bool read_trace(const char *text, uint64_t *ret_hash)
{
	char *end;

	*ret_hash = strtoull(text, &end, 16);
	return strlen(text) == 16 && !*end;
}

static bool read_run(struct event *event)
{
	struct case_result *one = &event->one;
	const char *kind, *id, *medium, *verdict, *reason, *message, *trace;
	json_int_t index, run, assertions, duration;

	if (json_unpack(event->json, "{s:s, s:I, s:I, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:s !}", "event", &kind,
	                "case", &index, "run", &run, "id", &id, "medium", &medium, "verdict", &verdict, "reason",
	                &reason, "message", &message, "assertions", &assertions, "duration_ns", &duration, "trace",
	                &trace))
		return false;
	one->message = (char *)message;
	one->duration_ns = (uint64_t)duration;
	return read_count(index, EVENT_CASES_MAX - 1, &one->index) && read_count(run, UINT32_MAX, &one->run) &&
	       read_text(one->id, sizeof(one->id), id) && read_text(one->medium, sizeof(one->medium), medium) &&
	       verdict_find(verdict, &one->verdict) && skip_reason_find(reason, &one->reason) &&
	       (one->reason != SKIP_NONE) == (one->verdict == VERDICT_SKIP) &&
	       read_count(assertions, UINT32_MAX, &one->assertions) && duration >= 0 &&
	       read_trace(trace, &one->trace_hash);
}

static bool read_end(struct event *event)
{
	const char *kind;
	json_int_t elapsed;

	if (json_unpack(event->json, "{s:s, s:I !}", "event", &kind, "elapsed_ns", &elapsed))
		return false;
	event->suite.elapsed_ns = (uint64_t)elapsed;
	return elapsed >= 0;
}

static bool read_refused(struct event *event)
{
	const char *kind;

	return !json_unpack(event->json, "{s:s, s:i !}", "event", &kind, "status", &event->status) && event->status;
}

static bool read_nothing(struct event *event)
{
	return json_object_size(event->json) == 1;
}

/* ---- the kinds ---- */

/* clang-format off */
static const struct kind {
	const char *name;
	json_t *(*object)(const struct source *source);
	bool (*read)(struct event *event);
} kinds[] = {
	[EVENT_BEGIN]   = {"begin",   begin_object,   read_begin},
	[EVENT_PLANNED] = {"planned", planned_object, read_planned},
	[EVENT_RUN]     = {"run",     run_object,     read_run},
	[EVENT_END]     = {"end",     end_object,     read_end},
	[EVENT_READY]   = {"ready",   ready_object,   read_nothing},
	[EVENT_REFUSED] = {"refused", refused_object, read_refused},
	[EVENT_SPENT]   = {"spent",   spent_object,   read_nothing},
};
/* clang-format on */

char *event_line(enum event_kind kind, const struct suite_result *suite, const struct case_result *one, int status)
{
	struct source source = {suite, one, status};
	json_t *json = kinds[kind].object(&source);
	char *text = json_dumps(json, 0), *line = NULL;
	size_t length = text ? strlen(text) : 0;

	json_decref(json);
	if (text)
		line = realloc(text, length + 2);
	if (!line) {
		free(text);
		return NULL;
	}
	memcpy(line + length, "\n", 2);
	return line;
}

int event_read(const char *line, size_t length, struct event *ret_event)
{
	const char *name;

	*ret_event = (struct event){.json = json_loadb(line, length, JSON_REJECT_DUPLICATES, NULL)};
	name = json_string_value(json_object_get(ret_event->json, "event"));
	for (size_t i = 0; name && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		ret_event->kind = (enum event_kind)i;
		if (strcmp(kinds[i].name, name) == 0 && kinds[i].read(ret_event))
			return 0;
	}
	event_finish(ret_event);
	return -EBADMSG;
}

void event_finish(struct event *event)
{
	json_decref(event->json);
	event->json = NULL;
}
