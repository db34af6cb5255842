/* SPDX-License-Identifier: MIT */
/*
 * One process's share, on a stage that is a toy: what it does about schedules that go two ways, leave memory behind,
 * cannot be run, or break a property. The toy takes the real stage's place in this program.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/exploration/explorer.h"
#include "tests/unit/exploration/toy.h"
#include "tests/unit/unit.h"

enum { PLACES = 10, KEPT_MAX = 4096, KEPT_BYTES = 64 };

static struct {
	bool whimsical; /* each run leaves another trace */
	bool leaks;     /* each run leaves memory behind */
	int error;      /* of every run, once a cancel falls */
	unsigned runs, cancels, faults;
} toy;

static void *kept[KEPT_MAX];
static unsigned kept_count;

static bool unasked(const struct observation *seen, char ret_detail[DETAIL_MAX])
{
	(void)seen;
	(void)ret_detail;
	return true;
}

static const struct property two_faults_and_a_cancel = {.name = "toy", .requirements = "WE-76", .holds = unasked};

/* ---- the toy stage ---- */

int stage_init(struct stage *stage, const struct scenario *scenario)
{
	stage->scenario = *scenario;
	return 0;
}

void stage_finish(struct stage *stage)
{
	(void)stage;
}

int stage_run(struct stage *stage, struct choices *choices)
{
	(void)stage;
	toy.runs++;
	toy.cancels = toy.faults = 0;
	for (unsigned i = 0; i < PLACES; i++) {
		toy.cancels += ask(choices, CANCEL, 2);
		toy.faults += ask(choices, FAULT, 2);
	}
	if (toy.whimsical)
		choices_trace(choices, toy.runs);
	if (toy.leaks && kept_count < KEPT_MAX)
		kept[kept_count++] = malloc(KEPT_BYTES);
	return toy.cancels ? toy.error : 0;
}

const struct property *properties_judge(const struct observation *seen, char ret_detail[DETAIL_MAX])
{
	(void)seen;
	*ret_detail = '\0';
	return toy.faults >= 2 && toy.cancels ? &two_faults_and_a_cancel : NULL;
}

/* ---- running it ---- */

static struct share explore_by(enum exploration_way way, struct bound bound, bool stopped)
{
	struct exploration_options options = {.writes = 1, .blocks = 1, .bound = bound, .way = way, .jobs = 1};
	struct share share = {0};
	atomic_bool stop = stopped;

	toy.runs = 0;
	explorer_run(&options, 0, &stop, &share);
	CHECK(share.finished);
	CHECK(atomic_load(&stop) == (stopped || share.broken));
	memset(&toy, 0, sizeof(toy));
	return share;
}

static struct share explore_toy(struct bound bound, bool stopped)
{
	return explore_by(EXHAUSTIVELY, bound, stopped);
}

static void a_sound_toy_is_exhausted(void)
{
	struct share share = explore_toy(MOST(1, 1, 0), false);

	CHECK(share.exhausted);
	CHECK(!share.broken);
	CHECK_EQUAL(share.schedules, (1 + PLACES) * (1 + PLACES));
	CHECK_EQUAL(share.repeated, 2); /* the first and the 65th */
}

static void what_goes_two_ways_breaks_determinism(void)
{
	struct share share;

	toy.whimsical = true;
	share = explore_toy(MOST(1, 1, 0), false);
	CHECK(share.broken);
	CHECK(!share.exhausted);
	CHECK_STRING(share.property, "determinism");
}

/* A sanitizer's heap does not tell, and looks for itself. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
static void what_leaves_bytes_behind_leaks(void)
{
	struct share share;

	toy.leaks = true;
	share = explore_toy(MOST(1, 1, 0), false);
	CHECK(share.broken);
	CHECK_STRING(share.property, "leak");
	while (kept_count)
		free(kept[--kept_count]);
}
#endif

static void what_cannot_be_run_is_an_error(void)
{
	struct share share;

	toy.error = -EIO;
	share = explore_toy(MOST(1, 1, 0), false);
	CHECK_EQUAL(share.error, -EIO);
	CHECK(!share.broken);
	CHECK(!share.exhausted);
}

static void what_breaks_is_shrunk(void)
{
	struct share share = explore_by(AT_RANDOM, MOST(8, 8, 0), false);

	CHECK(share.broken);
	CHECK(share.shrinking_runs > 1);
	CHECK_STRING(share.property, "toy");
	CHECK_STRING(share.requirements, "WE-76");
	CHECK_EQUAL(share.vector.count, 3);
	CHECK_EQUAL(share.disturbances, 3);
}

static void somebody_else_can_stop_it(void)
{
	struct share share = explore_toy(MOST(1, 1, 0), true);

	CHECK_EQUAL(share.schedules, 0);
	CHECK(!share.exhausted);
}

static const struct unit_test tests[] = {
	{"Explorer.ASoundToyIsExhausted", a_sound_toy_is_exhausted},
	{"Explorer.WhatGoesTwoWaysBreaksDeterminism", what_goes_two_ways_breaks_determinism},
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	{"Explorer.WhatLeavesBytesBehindLeaks", what_leaves_bytes_behind_leaks},
#endif
	{"Explorer.WhatCannotBeRunIsAnError", what_cannot_be_run_is_an_error},
	{"Explorer.WhatBreaksIsShrunk", what_breaks_is_shrunk},
	{"Explorer.SomebodyElseCanStopIt", somebody_else_can_stop_it},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
