/* SPDX-License-Identifier: MIT */
#include "conformance/exploration/explorer.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "conformance/exploration/chance.h"
#include "conformance/exploration/exhaust.h"
#include "conformance/exploration/shrink.h"
#include "conformance/exploration/stopwatch.h"

/* One schedule in so many is run again. Time is looked at as often. */
enum { REPEATED_EACH = 64, SHRINKING_RUNS_MAX = 20000, STEADY_AFTER_RUNS = 32 };

struct explorer {
	struct stage stage;
	struct choices choices;
	struct share *share;
	atomic_bool *stop;
	uint64_t until_ns;
	bool out_of_time;
	const struct property *property; /* that is being shrunk */
};

static const struct property determinism = {.name = "determinism", .requirements = ""};
static const struct property bytes_leak = {.name = "leak", .requirements = "WE-05"};

/* ---- one schedule ---- */

static int run(struct explorer *explorer, struct guide *guide)
{
	int error;

	choices_begin(&explorer->choices, guide);
	error = stage_run(&explorer->stage, &explorer->choices);
	if (error)
		explorer->share->error = error;
	return error;
}

static const struct property *judge(struct explorer *explorer, char detail[DETAIL_MAX])
{
	return properties_judge(explorer->stage.seen, detail);
}

/* Runs the schedule just made again: the same must happen. */
static const struct property *check_determinism(struct explorer *explorer, const struct vector *vector,
                                                char detail[DETAIL_MAX])
{
	uint64_t trace = explorer->choices.trace;
	struct follower follower;

	follow(&follower, vector);
	if (run(explorer, &follower.guide))
		return NULL;
	explorer->share->repeated++;
	if (!follower_complaint(&follower) && explorer->choices.trace == trace)
		return NULL;
	snprintf(detail, DETAIL_MAX, "the same choices were run twice and went two ways");
	return &determinism;
}

static size_t bytes_in_use(void)
{
	return mallinfo2().uordblks;
}

/* What a schedule allocates and frees leaves the heap as it was, once it is used to it. A sanitizer's heap tells
 * nothing here, and looks for leaks itself. */
static const struct property *check_bytes(struct explorer *explorer, const struct vector *vector,
                                          char detail[DETAIL_MAX])
{
	size_t before = bytes_in_use(), after = before;

	for (unsigned i = 0; i < STEADY_AFTER_RUNS; i++) {
		struct follower follower;

		before = after;
		follow(&follower, vector);
		if (run(explorer, &follower.guide))
			return NULL;
		after = bytes_in_use();
		if (after <= before)
			return NULL;
	}
	snprintf(detail, DETAIL_MAX, "each run leaves %zu bytes behind", after - before);
	return &bytes_leak;
}

/* ---- what broke ---- */

static bool still_fails(struct shrinking *shrinking, struct guide *guide, struct choices *choices)
{
	struct explorer *explorer = shrinking->context;
	char detail[DETAIL_MAX];

	(void)choices;
	return !run(explorer, guide) && judge(explorer, detail) == explorer->property;
}

static void shrink_it(struct explorer *explorer, struct vector *vector)
{
	struct shrinking shrinking = {.fails = still_fails, .context = explorer, .runs_max = SHRINKING_RUNS_MAX};
	struct follower follower;

	shrink(&shrinking, &explorer->choices, vector);
	explorer->share->shrinking_runs = shrinking.runs;
	follow(&follower, vector);
	run(explorer, &follower.guide);
	judge(explorer, explorer->share->detail);
}

/* Leaves the shrunk vector in the share. What only repeating shows cannot be shrunk. */
static void report_broken(struct explorer *explorer, const struct property *property, const char *detail,
                          const struct vector *vector)
{
	struct share *share = explorer->share;
	struct vector shrunk = *vector;

	share->broken = true;
	atomic_store(explorer->stop, true);
	snprintf(share->property, sizeof(share->property), "%s", property->name);
	snprintf(share->requirements, sizeof(share->requirements), "%s", property->requirements);
	snprintf(share->detail, sizeof(share->detail), "%s", detail);
	explorer->property = property;
	explorer->choices.live = NULL;
	if (property->holds)
		shrink_it(explorer, &shrunk);
	share->disturbances = choices_spent(&explorer->choices);
	share->vector = shrunk;
}

/* Judges the schedule just run and, now and then, repeats it. False when a property broke. */
static bool check(struct explorer *explorer, uint64_t number)
{
	char detail[DETAIL_MAX];
	const struct property *property = judge(explorer, detail);
	struct vector vector;

	if (!property && number % REPEATED_EACH)
		return true;
	if (!vector_of(&explorer->choices, &vector)) {
		explorer->share->error = -E2BIG;
		return false;
	}
	if (!property)
		property = check_determinism(explorer, &vector, detail);
	if (!property)
		property = check_bytes(explorer, &vector, detail);
	if (property)
		report_broken(explorer, property, detail, &vector);
	return !property && !explorer->share->error;
}

static bool may_go_on(struct explorer *explorer)
{
	if (atomic_load_explicit(explorer->stop, memory_order_relaxed))
		return false;
	if (explorer->until_ns && explorer->share->schedules % REPEATED_EACH == 0)
		explorer->out_of_time = stopwatch_now_ns() >= explorer->until_ns;
	return !explorer->out_of_time;
}

/* ---- ways ---- */

static bool run_enumerated(struct enumeration *enumeration, const struct vector *vector, struct choices *choices,
                           bool mine)
{
	struct explorer *explorer = enumeration->context;
	struct follower follower;

	(void)choices; /* the explorer's */
	if (!may_go_on(explorer))
		return false;
	follow(&follower, vector);
	if (run(explorer, &follower.guide))
		return false;
	if (!mine)
		return true;
	if (follower_complaint(&follower)) { /* it was seen to be there */
		report_broken(explorer, &determinism, follower_complaint(&follower), vector);
		return false;
	}
	return check(explorer, explorer->share->schedules++);
}

static void explore_all(struct explorer *explorer, const struct exploration_options *options, unsigned part)
{
	struct enumeration enumeration = {.bound = options->bound,
	                                  .part = part,
	                                  .parts = options->jobs,
	                                  .run = run_enumerated,
	                                  .context = explorer};
	int result = exhaust(&enumeration, &explorer->choices);

	explorer->share->exhausted = !result;
	explorer->share->complete = enumeration.complete;
	if (result && result != -ECANCELED)
		explorer->share->error = result;
}

static void explore_by_chance(struct explorer *explorer, const struct exploration_options *options, unsigned part)
{
	uint64_t seed = options->seed * EXPLORATION_JOBS_MAX + part;
	struct chance chance;

	if (options->way == BY_PRIORITIES)
		chance_pct(&chance, &options->bound, options->depth, seed);
	else
		chance_wander(&chance, &options->bound, seed);
	do
		chance_begin(&chance);
	while (may_go_on(explorer) && !run(explorer, &chance.guide) && check(explorer, explorer->share->schedules++));
}

static void finish(struct explorer *explorer)
{
	explorer->share->processor_ns = stopwatch_processor_ns();
	explorer->share->finished = true;
	choices_finish(&explorer->choices);
	stage_finish(&explorer->stage);
}

void explorer_run(const struct exploration_options *options, unsigned part, atomic_bool *stop, struct share *ret_share)
{
	struct explorer explorer = {.share = ret_share, .stop = stop};
	struct scenario scenario = {options->writes, options->blocks};

	if (options->seconds)
		explorer.until_ns = stopwatch_now_ns() + options->seconds * UINT64_C(1000000000);
	choices_init(&explorer.choices);
	explorer.choices.live = &ret_share->vector;
	ret_share->error = stage_init(&explorer.stage, &scenario);
	if (!ret_share->error)
		(options->way == EXHAUSTIVELY ? explore_all : explore_by_chance)(&explorer, options, part);
	finish(&explorer);
}

/* ---- replaying ---- */

static int replay(struct explorer *explorer, const struct vector *vector)
{
	struct share *share = explorer->share;
	const struct property *property;
	struct follower follower;
	int error;

	follow(&follower, vector);
	error = run(explorer, &follower.guide);
	if (error)
		return error;
	if (follower_complaint(&follower)) {
		snprintf(share->detail, sizeof(share->detail), "the vector does not fit: %s",
		         follower_complaint(&follower));
		return -EINVAL;
	}
	share->schedules = 1;
	share->vector = *vector;
	property = judge(explorer, share->detail);
	share->disturbances = choices_spent(&explorer->choices);
	if (!property)
		return 0;
	share->broken = true;
	snprintf(share->property, sizeof(share->property), "%s", property->name);
	snprintf(share->requirements, sizeof(share->requirements), "%s", property->requirements);
	return 0;
}

int explorer_replay(const struct scenario *scenario, const struct vector *vector,
                    void (*show)(void *context, const char *line), void *context, struct share *ret_share)
{
	struct explorer explorer = {.share = ret_share};
	int result;

	choices_init(&explorer.choices);
	explorer.choices.show = show;
	explorer.choices.context = context;
	result = stage_init(&explorer.stage, scenario);
	if (!result)
		result = replay(&explorer, vector);
	finish(&explorer);
	return result;
}
