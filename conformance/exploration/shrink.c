/* SPDX-License-Identifier: MIT */
/*
 * Greedy: tries one change after another, keeps the first that still fails, and begins anew, until none does. A change
 * shifts the places that follow, and what they were asked: so deviations are kept as "the nth question of its kind",
 * which survives more changes, and what does not fit is left out. The vector is then read off the run.
 */
#include "conformance/exploration/shrink.h"

#include <string.h>

enum { MOVED_BY_MAX = 8 };

/* Asks for an option at the nth question of a kind. */
struct wish {
	enum disturbance kind;
	unsigned nth;
	uint8_t option;
};

struct wishes {
	unsigned count;
	struct wish wishes[DEVIATIONS_MAX];
};

struct wisher {
	struct guide guide;
	const struct wishes *wishes;
	unsigned asked[DISTURBANCES];
};

static unsigned grant(struct guide *guide, unsigned number, const struct question *question)
{
	struct wisher *wisher = (struct wisher *)guide;
	unsigned nth = wisher->asked[question->kind]++;

	(void)number;
	for (unsigned i = 0; i < wisher->wishes->count; i++) {
		const struct wish *wish = &wisher->wishes->wishes[i];

		if (wish->kind == question->kind && wish->nth == nth && wish->option < question->options)
			return wish->option;
	}
	return 0;
}

/* What the run just made deviated in. False if that is too much to keep. */
static bool wishes_of(const struct choices *choices, struct wishes *ret_wishes)
{
	unsigned asked[DISTURBANCES] = {0};

	ret_wishes->count = 0;
	for (unsigned i = 0; i < choices->count; i++) {
		const struct answered *answered = &choices->answered[i];
		unsigned nth = asked[answered->kind]++;

		if (!answered->taken)
			continue;
		if (ret_wishes->count == DEVIATIONS_MAX)
			return false;
		ret_wishes->wishes[ret_wishes->count++] = (struct wish){answered->kind, nth, answered->taken};
	}
	return true;
}

/* ---- which of two is smaller ---- */

static unsigned disturbances_in(const struct wishes *wishes)
{
	unsigned count = 0;

	for (unsigned i = 0; i < wishes->count; i++)
		count += wishes->wishes[i].kind != FREE;
	return count;
}

/* Fewer disturbances, then fewer deviations, then earlier places, then smaller options. */
static bool is_smaller(const struct wishes *a, const struct wishes *b)
{
	uint64_t places_a = 0, places_b = 0;

	if (disturbances_in(a) != disturbances_in(b))
		return disturbances_in(a) < disturbances_in(b);
	if (a->count != b->count)
		return a->count < b->count;
	for (unsigned i = 0; i < a->count; i++) {
		places_a += (uint64_t)a->wishes[i].nth << 8 | a->wishes[i].option;
		places_b += (uint64_t)b->wishes[i].nth << 8 | b->wishes[i].option;
	}
	return places_a < places_b;
}

/* ---- trying ---- */

struct best {
	struct shrinking *shrinking;
	struct choices *choices;
	struct wishes wishes;
	struct vector *vector;
};

/* Runs the candidate; if it fails and is smaller than the best so far, it is the best now. */
static bool try(struct best *best, const struct wishes *candidate)
{
	struct wisher wisher = {.guide.answer = grant, .wishes = candidate};
	struct wishes came;
	struct vector vector;

	if (best->shrinking->runs >= best->shrinking->runs_max)
		return false;
	best->shrinking->runs++;
	if (!best->shrinking->fails(best->shrinking, &wisher.guide, best->choices))
		return false;
	if (!wishes_of(best->choices, &came) || !is_smaller(&came, &best->wishes) || !vector_of(best->choices, &vector))
		return false;
	best->wishes = came;
	*best->vector = vector;
	return true;
}

static void leave_out(struct wishes *wishes, unsigned place)
{
	memmove(&wishes->wishes[place], &wishes->wishes[place + 1],
	        (wishes->count - place - 1) * sizeof(wishes->wishes[0]));
	wishes->count--;
}

/* Everything from a place on. */
static bool drop_a_tail(struct best *best)
{
	for (unsigned kept = 0; kept < best->wishes.count; kept++) {
		struct wishes candidate = best->wishes;

		candidate.count = kept;
		if (try(best, &candidate))
			return true;
	}
	return false;
}

static bool drop_one(struct best *best)
{
	for (unsigned i = 0; i < best->wishes.count; i++) {
		struct wishes candidate = best->wishes;

		leave_out(&candidate, i);
		if (try(best, &candidate))
			return true;
	}
	return false;
}

/* Without one deviation another may have to be looked for a little to either side: its place may be asked about sooner
 * or later then. */
static bool drop_one_and_move_another(struct best *best)
{
	for (unsigned i = 0; i < best->wishes.count; i++) {
		for (unsigned j = 0; j + 1 < best->wishes.count; j++) {
			struct wishes candidate = best->wishes;
			unsigned first;

			leave_out(&candidate, i);
			first = candidate.wishes[j].nth < MOVED_BY_MAX ? 0 : candidate.wishes[j].nth - MOVED_BY_MAX;
			for (unsigned k = 0; k <= 2 * MOVED_BY_MAX; k++) {
				candidate.wishes[j].nth = first + k;
				if (try(best, &candidate))
					return true;
			}
		}
	}
	return false;
}

static bool lower_an_option(struct best *best)
{
	for (unsigned i = 0; i < best->wishes.count; i++) {
		for (uint8_t option = 1; option < best->wishes.wishes[i].option; option++) {
			struct wishes candidate = best->wishes;

			candidate.wishes[i].option = option;
			if (try(best, &candidate))
				return true;
		}
	}
	return false;
}

static bool move_one_forward(struct best *best)
{
	for (unsigned i = 0; i < best->wishes.count; i++) {
		for (unsigned nth = 0; nth < best->wishes.wishes[i].nth; nth++) {
			struct wishes candidate = best->wishes;

			candidate.wishes[i].nth = nth;
			if (try(best, &candidate))
				return true;
		}
	}
	return false;
}

void shrink(struct shrinking *shrinking, struct choices *choices, struct vector *vector)
{
	static bool (*const changes[])(struct best * best) = {drop_a_tail, drop_one, drop_one_and_move_another,
	                                                      lower_an_option, move_one_forward};
	struct best best = {.shrinking = shrinking, .choices = choices, .vector = vector};
	struct follower follower;
	unsigned change = 0;

	shrinking->runs = 1;
	follow(&follower, vector);
	if (!shrinking->fails(shrinking, &follower.guide, choices) || !wishes_of(choices, &best.wishes))
		return;
	while (change < sizeof(changes) / sizeof(changes[0]))
		change = changes[change](&best) ? 0 : change + 1;
}
