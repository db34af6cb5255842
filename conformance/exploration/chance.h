/* SPDX-License-Identifier: MIT */
/*
 * Guides that draw their answers, all of them from one seed. Before each run it is drawn how many disturbances of each
 * kind there shall be, and at which of the places that the runs before it had; so late places are as likely as early
 * ones, which a coin tossed at each place would hardly ever reach. Who goes on is drawn at random among free choices
 * (chance_wander), or decided by priorities (chance_pct).
 *
 * Probabilistic concurrency testing: tasks have random priorities, the highest goes on, and at `depth` - 1 random
 * places the one that would go on gets the lowest instead; a bug that needs `depth` ordered steps is found with a
 * probability that has a lower bound. [Burckhardt and others, A Randomized Scheduler with Probabilistic Guarantees,
 * 2010]
 */
#ifndef CONFORMANCE_EXPLORATION_CHANCE_H
#define CONFORMANCE_EXPLORATION_CHANCE_H

#include "conformance/exploration/choices.h"

enum { CHANCE_PLACES_MAX = 64, CHANCE_TASKS_MAX = 16, CHANCE_NAME_MAX = 24 };

/* For each kind: how many places runs have, how many this one has had, and which of them are disturbed. */
struct chance_kind {
	unsigned expected, seen, count;
	unsigned places[CHANCE_PLACES_MAX];
};

struct chance {
	struct guide guide;
	struct bound bound; /* at most CHANCE_PLACES_MAX of each kind */
	uint64_t state;
	struct chance_kind kinds[DISTURBANCES];

	unsigned depth; /* of chance_pct */
	int64_t lowest; /* priority given last at a place of change */
	unsigned task_count;
	struct {
		char name[CHANCE_NAME_MAX];
		int64_t priority;
	} tasks[CHANCE_TASKS_MAX];
};

void chance_wander(struct chance *chance, const struct bound *bound, uint64_t seed);

/* Preemptions of the bound do not count; depth is 1..CHANCE_PLACES_MAX. */
void chance_pct(struct chance *chance, const struct bound *bound, unsigned depth, uint64_t seed);

/* Draws the next run, which then asks chance->guide. */
void chance_begin(struct chance *chance);

/* The next 64 bits. */
uint64_t chance_draw(struct chance *chance);

#endif
