/* SPDX-License-Identifier: MIT */
/*
 * Deliberate breaks. MUTANT(NAME) is a condition that is never true, except in the builds that are made to be broken:
 * there it is true while the mutant NAME is selected. It stands where the break takes effect, so that a suite can be
 * shown to catch it. The breaks themselves are the rows of mutants.def.
 */
#ifndef MUTANTS_MUTANT_H
#define MUTANTS_MUTANT_H

#include <stdatomic.h>
#include <stdbool.h>

#define MUTANT_ROW(name, area, requirements, text) MUTANT_##name,
enum mutant {
#include "mutants/mutants.def"
	MUTANT_COUNT
};

#ifdef DRYBURN_MUTANTS

/* Whether the mutant is the selected one; notes that its hook was reached. */
bool mutant_is_selected(enum mutant mutant);

/* Selects one for this process; MUTANT_NONE for the unbroken program. */
void mutant_select(enum mutant mutant);

/* Times the selected mutant took effect since it was selected: 0 means that the mutant never ran. */
unsigned mutant_hits(void);

/* Counts there from now on, which stays the caller's: in memory that processes share, say. NULL: in its own again. */
void mutant_count_in(atomic_uint *counter);

/* A row of mutants.def. */
struct mutant_row {
	const char *name, *area, *requirements, *text;
};
const struct mutant_row *mutant_row(enum mutant mutant);

#define MUTANT(name) mutant_is_selected(MUTANT_##name)
#else
#define MUTANT(name) false
#endif

#endif
