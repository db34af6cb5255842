/* SPDX-License-Identifier: MIT */
#include "conformance/exploration/chance.h"

#include <stdio.h>
#include <string.h>

/* Before any run has shown how many places there are. */
enum { PLACES_EXPECTED_FIRST = 32 };

/* SplitMix64: every seed is good, and so is every sequence of them. */
uint64_t chance_draw(struct chance *chance)
{
	uint64_t value = chance->state += UINT64_C(0x9E3779B97F4A7C15);

	value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
	return value ^ value >> 31;
}

/* 0..count-1; the bias is below 2^-32. */
static unsigned draw_below(struct chance *chance, unsigned count)
{
	return (unsigned)((chance_draw(chance) >> 32) * count >> 32);
}

/* ---- disturbances ---- */

/* The place just asked about is one of those drawn. */
static bool is_disturbed(struct chance_kind *kind)
{
	unsigned place = kind->seen++;

	for (unsigned i = 0; i < kind->count; i++)
		if (kind->places[i] == place)
			return true;
	return false;
}

static unsigned disturb(struct chance *chance, const struct question *question)
{
	return is_disturbed(&chance->kinds[question->kind]) ? 1 + draw_below(chance, question->options - 1) : 0;
}

static unsigned wander(struct guide *guide, unsigned number, const struct question *question)
{
	struct chance *chance = (struct chance *)guide;

	(void)number;
	return question->kind == FREE ? draw_below(chance, question->options) : disturb(chance, question);
}

/* ---- priorities ---- */

static int64_t *priority_of(struct chance *chance, const char *task)
{
	unsigned i = 0;

	while (i < chance->task_count && strcmp(chance->tasks[i].name, task) != 0)
		i++;
	if (i == CHANCE_TASKS_MAX)
		i--; /* more tasks than that share one */
	else if (i == chance->task_count) {
		snprintf(chance->tasks[i].name, CHANCE_NAME_MAX, "%s", task);
		chance->tasks[i].priority = (int64_t)(chance_draw(chance) >> 2) + 1;
		chance->task_count++;
	}
	return &chance->tasks[i].priority;
}

static unsigned highest(struct chance *chance, const struct question *question)
{
	unsigned best = 0;

	for (unsigned i = 1; i < question->options; i++)
		if (*priority_of(chance, question->tasks[i]) > *priority_of(chance, question->tasks[best]))
			best = i;
	return best;
}

static unsigned by_priority(struct guide *guide, unsigned number, const struct question *question)
{
	struct chance *chance = (struct chance *)guide;

	(void)number;
	if (!question->tasks)
		return disturb(chance, question);
	if (is_disturbed(&chance->kinds[PREEMPTION]))
		*priority_of(chance, question->tasks[highest(chance, question)]) = --chance->lowest;
	return highest(chance, question);
}

/* ---- beginning ---- */

static void draw_places(struct chance *chance, struct chance_kind *kind, unsigned count)
{
	if (kind->seen)
		kind->expected = kind->seen;
	kind->seen = 0;
	kind->count = count;
	for (unsigned i = 0; i < count; i++)
		kind->places[i] = draw_below(chance, kind->expected);
}

void chance_begin(struct chance *chance)
{
	for (enum disturbance kind = CANCEL; kind < DISTURBANCES; kind++) {
		bool changes = kind == PREEMPTION && chance->depth;
		unsigned count = changes ? chance->depth - 1 : draw_below(chance, chance->bound.most[kind] + 1);

		draw_places(chance, &chance->kinds[kind], count);
	}
	chance->task_count = 0;
	chance->lowest = 0;
}

static unsigned at_most(unsigned count)
{
	return count < CHANCE_PLACES_MAX ? count : CHANCE_PLACES_MAX;
}

static void init(struct chance *chance, const struct bound *bound, uint64_t seed)
{
	memset(chance, 0, sizeof(*chance));
	chance->guide.answer = wander;
	chance->state = seed;
	for (enum disturbance kind = CANCEL; kind < DISTURBANCES; kind++) {
		chance->bound.most[kind] = at_most(bound->most[kind]);
		chance->kinds[kind].expected = PLACES_EXPECTED_FIRST;
	}
}

void chance_wander(struct chance *chance, const struct bound *bound, uint64_t seed)
{
	init(chance, bound, seed);
}

void chance_pct(struct chance *chance, const struct bound *bound, unsigned depth, uint64_t seed)
{
	init(chance, bound, seed);
	chance->guide.answer = by_priority;
	chance->guide.wants_tasks = true;
	chance->depth = at_most(depth);
}
