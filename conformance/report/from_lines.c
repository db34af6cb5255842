/* SPDX-License-Identifier: MIT */
/* The events in their order: "begin", then every "planned", then "run"s, then "end". A torn file stops anywhere. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/report/event.h"
#include "conformance/report/lines.h"
#include "conformance/tally.h"

struct reading {
	struct suite_result *result; /* once it has begun */
	unsigned planned;            /* cases that are known */
	bool ended;
	int error; /* other than that a line is wrong */
};

static bool begin(struct reading *reading, const struct event *event)
{
	struct suite_result *result;

	if (reading->result)
		return false;
	result = tally_create(event->suite.count, event->suite.repeat);
	if (!result) {
		reading->error = -ENOMEM;
		return true;
	}
	memcpy(result->version, event->suite.version, sizeof(result->version));
	memcpy(result->drive, event->suite.drive, sizeof(result->drive));
	result->lenient = event->suite.lenient;
	reading->result = result;
	return true;
}

static bool plan(struct reading *reading, const struct event *event)
{
	const struct case_result *one = &event->one;
	struct case_result *place;
	size_t requirements, phases;

	if (!reading->result || reading->result->runs || one->index != reading->planned ||
	    one->index >= reading->result->count)
		return false;
	place = &reading->result->cases[reading->planned++];
	*place = *one;
	requirements = strlen(one->requirements) + 1;
	phases = strlen(one->phases) + 1;
	place->storage = malloc(requirements + phases);
	place->requirements = place->phases = "";
	if (!place->storage) {
		reading->error = -ENOMEM;
		return true;
	}
	place->requirements = memcpy(place->storage, one->requirements, requirements);
	place->phases = memcpy(place->storage + requirements, one->phases, phases);
	return true;
}

/* The same run must not come twice; which it was is not kept, so it is the number of runs that is checked. */
static bool run(struct reading *reading, const struct event *event)
{
	struct case_result one = event->one;
	struct suite_result *result = reading->result;

	if (!result || reading->ended || reading->planned != result->count || one.index >= result->count ||
	    one.run >= result->repeat || result->cases[one.index].runs == result->repeat ||
	    strcmp(one.id, result->cases[one.index].id) != 0)
		return false;
	one.message = strdup(one.message);
	if (one.message)
		tally_add(result, &one);
	else
		reading->error = -ENOMEM;
	return true;
}

static bool end(struct reading *reading, const struct event *event)
{
	if (!reading->result || reading->ended)
		return false;
	reading->result->elapsed_ns = event->suite.elapsed_ns;
	reading->ended = true;
	return true;
}

/* Whether the line may stand here. */
static bool take_line(struct reading *reading, const char *line, size_t length)
{
	static bool (*const takers[])(struct reading * reading, const struct event *event) = {
		[EVENT_BEGIN] = begin, [EVENT_PLANNED] = plan, [EVENT_RUN] = run, [EVENT_END] = end};
	struct event event;
	bool is_good;

	if (event_read(line, length, &event))
		return false;
	is_good = event.kind < sizeof(takers) / sizeof(takers[0]) && takers[event.kind](reading, &event);
	event_finish(&event);
	return is_good;
}

static int read_lines(struct reading *reading, FILE *file, char ret_reason[SUITE_REASON_MAX])
{
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	unsigned number = 0;
	bool is_good = true;

	while (is_good && !reading->error && (length = getline(&line, &room, file)) > 0 && line[length - 1] == '\n') {
		number++;
		is_good = take_line(reading, line, (size_t)length - 1);
	}
	free(line);
	if (reading->error || ferror(file)) {
		snprintf(ret_reason, SUITE_REASON_MAX, "line %u cannot be read", number + 1);
		return reading->error ? reading->error : -EIO;
	}
	if (is_good)
		return 0;
	snprintf(ret_reason, SUITE_REASON_MAX, "line %u is no event of a run, or stands in the wrong place", number);
	return -EBADMSG;
}

/* Cases whose plan was cut off have no id and are left out: none of the others has run then, so the result is all
 * errors. */
static int complete(struct reading *reading, char ret_reason[SUITE_REASON_MAX])
{
	if (reading->result && reading->planned) {
		reading->result->count = reading->planned;
		reading->result->cut = !reading->ended;
	}
	if (reading->result && reading->planned && !tally_finish(reading->result))
		return 0;
	snprintf(ret_reason, SUITE_REASON_MAX, "the run ended before its first case was planned");
	return reading->result && reading->planned ? -ENOMEM : -ENODATA;
}

int report_from_lines(FILE *file, struct suite_result **ret_result, char ret_reason[SUITE_REASON_MAX])
{
	struct reading reading = {0};
	int result = read_lines(&reading, file, ret_reason);

	if (!result)
		result = complete(&reading, ret_reason);
	if (result)
		suite_result_destroy(reading.result);
	else
		*ret_result = reading.result;
	return result;
}
