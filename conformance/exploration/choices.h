/* SPDX-License-Identifier: MIT */
/*
 * One run's choices. A run is any code that asks choices_take() wherever something could go one way or another; what it
 * is answered is a guide's business, so the same code is enumerated exhaustively, driven by chance, or replayed. Option
 * 0 is what happens when nothing disturbs; every other option spends one disturbance of the question's kind.
 */
#ifndef CONFORMANCE_EXPLORATION_CHOICES_H
#define CONFORMANCE_EXPLORATION_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* FREE spends nothing: it is a choice that has to be made somehow. */
enum disturbance { FREE, CANCEL, FAULT, PREEMPTION, DISTURBANCES };

/* At most so many of each kind in one run; most[FREE] is not looked at. */
struct bound {
	unsigned most[DISTURBANCES];
};

enum { OPTIONS_MAX = 255, CHOICES_MAX = 1 << 20 };

struct question {
	enum disturbance kind;
	unsigned options;         /* 2..OPTIONS_MAX */
	const char *place;        /* for people; valid during the question */
	const char *const *tasks; /* who goes on with each option; NULL: it is not about that */
};

/* A question as it was answered. */
struct answered {
	uint8_t kind, options, taken;
};

/* Where answers come from. */
struct guide {
	/* 0..options-1. `number` is the question's, from 0 in each run. */
	unsigned (*answer)(struct guide *guide, unsigned number, const struct question *question);
	bool wants_tasks; /* else question.tasks need not be filled in */
};

struct vector;

struct choices {
	struct guide *guide;
	struct answered *answered; /* of this run */
	unsigned count, room;
	unsigned spent[DISTURBANCES];
	uint64_t trace; /* hash of all that happened: equal for equal runs */

	/* Each deviation as it is made, for somebody who wants to know even if the run ends the process; NULL: nobody.
	 */
	struct vector *live;

	/* Told of everything traced, for people; NULL: nobody. */
	void (*show)(void *context, const char *what);
	void *context;
};

void choices_init(struct choices *choices);
void choices_finish(struct choices *choices);

/* Forgets the last run. The guide must live as long as the next one. */
void choices_begin(struct choices *choices, struct guide *guide);

/* Asks; 0 without asking if there is only one option. Ends the process after CHOICES_MAX questions or when memory is
 * short: no run is that long, so the subject never ends. */
unsigned choices_take(struct choices *choices, const struct question *question);

/* Adds a value to the trace. */
static inline void choices_trace(struct choices *choices, uint64_t value)
{
	uint64_t mixed = (choices->trace ^ value) * UINT64_C(0x9E3779B97F4A7C15);

	choices->trace = mixed ^ mixed >> 32;
}

/* Disturbances spent, all kinds together. */
unsigned choices_spent(const struct choices *choices);

#endif
