/* SPDX-License-Identifier: MIT */
/* The moving parts fit the disc that is in, and what is around them stays around them when the disc is changed. */
#include <stdlib.h>

#include "emulator/mechanism/mechanism.h"
#include "tests/unit/drive/bench.h"

/* ---- something around a mechanism ---- */

static unsigned wrappers, steps;

struct wrapper {
	struct mechanism mechanism;
	struct mechanism *inner;
};

static void perform(struct mechanism *mechanism, const struct step *step, uint64_t now, struct step_result *ret_result)
{
	struct mechanism *inner = ((struct wrapper *)mechanism)->inner;

	steps++;
	inner->ops->perform(inner, step, now, ret_result);
}

static void cut(struct mechanism *mechanism)
{
	struct mechanism *inner = ((struct wrapper *)mechanism)->inner;

	inner->ops->cut(inner);
}

static void destroy(struct mechanism *mechanism)
{
	wrappers--;
	mechanism_destroy(((struct wrapper *)mechanism)->inner);
	free(mechanism);
}

static struct mechanism *wrap(void *context, struct mechanism *inner)
{
	static const struct mechanism_ops ops = {perform, cut, destroy};
	struct wrapper *wrapper = calloc(1, sizeof(*wrapper));

	(void)context;
	if (!wrapper)
		return NULL;
	wrapper->mechanism.ops = &ops;
	wrapper->inner = inner;
	wrappers++;
	return &wrapper->mechanism;
}

static void what_is_around_it_is_around_the_next_disc_too(void)
{
	struct bench bench = bench_open("dvd+r");

	CHECK_EQUAL(drive_wrap_mechanism(bench.target, wrap, NULL), 0);
	bench_make_ready(&bench);
	CHECK_EQUAL(wrappers, 1);
	steps = 0;
	bench_insert(&bench, "dvd+r");
	bench_make_ready(&bench);
	CHECK_EQUAL(wrappers, 1);
	CHECK(steps > 0);
	bench_close(&bench);
	CHECK_EQUAL(wrappers, 0);
}

/* ---- distances ---- */

static uint64_t seek_time(struct bench *bench)
{
	uint64_t began;

	bench_make_ready(bench);
	CHECK_GOOD(bench_do(bench, "2B 00 00 00 00 00 00 00 00 00"));
	began = bench->now;
	CHECK_GOOD(bench_do(bench, "2B 00 00 00 1F 00 00 00 00 00"));
	return bench->now - began;
}

static void a_seek_takes_its_time_on_the_disc_that_is_in(void)
{
	struct bench with_disc = bench_open("dvd+r"), changed = bench_open("");
	uint64_t expected = seek_time(&with_disc);

	CHECK(expected > 0);
	bench_insert(&changed, "dvd+r");
	CHECK_EQUAL(seek_time(&changed), expected);
	bench_close(&with_disc);
	bench_close(&changed);
}

const struct unit_test mechanism_tests[] = {
	{"Mechanism.WhatIsAroundItIsAroundTheNextDiscToo", what_is_around_it_is_around_the_next_disc_too},
	{"Mechanism.ASeekTakesItsTimeOnTheDiscThatIsIn", a_seek_takes_its_time_on_the_disc_that_is_in},
	{0},
};
