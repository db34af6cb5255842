/* SPDX-License-Identifier: MIT */
/* Results for people and for programs. */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>

#include "conformance/exploration/exploration.h"

static const char *way_name(enum exploration_way way)
{
	static const char *const names[] = {"exhaustive", "random", "pct"};

	return names[way];
}

static void print_extent(const struct exploration_result *result, FILE *file)
{
	const struct exploration_options *options = &result->options;
	const unsigned *most = options->bound.most;

	fprintf(file,
	        "%s schedules with at most %u cancels, %u faults, %u preemptions over a section of %u WRITEs of %u "
	        "blocks: %" PRIu64 " schedules\n",
	        result->exhausted              ? "all"
	        : options->way == EXHAUSTIVELY ? "some"
	                                       : way_name(options->way),
	        most[CANCEL], most[FAULT], most[PREEMPTION], options->writes, options->blocks, result->schedules);
	if (options->way != EXHAUSTIVELY || result->exhausted)
		return;
	if (result->complete)
		fprintf(file, "not exhausted: all with at most %u disturbances, and some of the others\n",
		        result->complete - 1);
	else
		fprintf(file, "not exhausted\n");
}

static void print_broken(const struct exploration_result *result, FILE *file)
{
	fprintf(file, "broken: %s%s%s%s: %s\n", result->property, *result->requirements ? " (" : "",
	        result->requirements, *result->requirements ? ")" : "", result->detail);
	if (result->shrinking_runs)
		fprintf(file, "shrunk in %u runs\n", result->shrinking_runs);
	fprintf(file, "%s\n", result->vector);
}

void exploration_print(const struct exploration_result *result, FILE *file)
{
	print_extent(result, file);
	fprintf(file, "%.0f schedules a second of processor time; %" PRIu64 " repeated, with the same trace\n",
	        exploration_rate(result), result->repeated);
	if (result->broken)
		print_broken(result, file);
}

static json_t *broken_object(const struct exploration_result *result)
{
	if (!result->broken)
		return json_null();
	return json_pack("{s:s, s:s, s:s, s:s}", "property", result->property, "requirements", result->requirements,
	                 "detail", result->detail, "vector", result->vector);
}

int exploration_write_json(const struct exploration_result *result, const char *path)
{
	const struct exploration_options *options = &result->options;
	const unsigned *most = options->bound.most;
	json_t *object = json_pack("{s:s, s:s, s:s, s:{s:i, s:i, s:i}, s:i, s:i, s:b, s:I, s:I, s:f, s:o}", "build",
	                           result->build, "scenario", result->scenario, "way", way_name(options->way), "bound",
	                           "cancels", (int)most[CANCEL], "faults", (int)most[FAULT], "preemptions",
	                           (int)most[PREEMPTION], "writes", (int)options->writes, "blocks",
	                           (int)options->blocks, "exhausted", result->exhausted, "schedules",
	                           (json_int_t)result->schedules, "repeated", (json_int_t)result->repeated,
	                           "schedules_a_second", exploration_rate(result), "broken", broken_object(result));
	int failed;

	if (!object)
		return -ENOMEM;
	failed = json_dump_file(object, path, JSON_INDENT(1) | JSON_SORT_KEYS);
	json_decref(object);
	return failed ? -EIO : 0;
}
