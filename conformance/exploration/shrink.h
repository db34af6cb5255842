/* SPDX-License-Identifier: MIT */
/* Takes from a failing schedule what it does not need to fail. */
#ifndef CONFORMANCE_EXPLORATION_SHRINK_H
#define CONFORMANCE_EXPLORATION_SHRINK_H

#include "conformance/exploration/vector.h"

struct shrinking {
	/* Runs as the guide says, and says whether that fails in the way that is looked for. */
	bool (*fails)(struct shrinking *shrinking, struct guide *guide, struct choices *choices);
	void *context;
	unsigned runs_max; /* when to be content with what there is */
	unsigned runs;     /* so far */
};

/*
 * *vector, which fails, becomes one that fails, too, and from which no deviation can be taken, even if another may move
 * a little, no option made a smaller one, and no deviation moved to an earlier place of its kind; or the best of
 * runs_max runs. `choices` is left with whatever run was last.
 */
void shrink(struct shrinking *shrinking, struct choices *choices, struct vector *vector);

#endif
