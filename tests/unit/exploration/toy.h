/* SPDX-License-Identifier: MIT */
/* Runs that are nothing but questions, for testing who asks and who answers. */
#ifndef TESTS_UNIT_EXPLORATION_TOY_H
#define TESTS_UNIT_EXPLORATION_TOY_H

#include "conformance/exploration/choices.h"

/* Asks, without a place or tasks. */
static inline unsigned ask(struct choices *choices, enum disturbance kind, unsigned options)
{
	struct question question = {.kind = kind, .options = options, .place = "toy"};

	return choices_take(choices, &question);
}

/* A bound. */
#define MOST(cancels, faults, preemptions) \
	((struct bound){.most = {[CANCEL] = (cancels), [FAULT] = (faults), [PREEMPTION] = (preemptions)}})

#endif
