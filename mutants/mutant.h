/* SPDX-License-Identifier: MIT */
/*
 * Deliberate breaks. MUTANT(NAME) is a condition that is never true, except in the builds that are made to be broken:
 * there it is true while the mutant NAME is selected. It stands where the break takes effect, so that a suite can be
 * shown to catch it.
 */
#ifndef MUTANTS_MUTANT_H
#define MUTANTS_MUTANT_H

#include <stdbool.h>

/* clang-format off */
/* NAME, what it breaks. */
#define MUTANTS(ROW) \
	ROW(NONE,                       "nothing") \
	ROW(CANCEL_FLIPPED_IDLE,        "CancelWrite in phase A answers S_OK") \
	ROW(CANCEL_FLIPPED_FILLING,     "CancelWrite in phase B is accepted") \
	ROW(CANCEL_FLIPPED_WRITING,     "CancelWrite in phase C is refused") \
	ROW(CANCEL_FLIPPED_DECIDED,     "CancelWrite in phase D answers S_OK")
/* clang-format on */

#define MUTANT_ENUM(name, text) MUTANT_##name,
enum mutant { MUTANTS(MUTANT_ENUM) MUTANT_COUNT };
#undef MUTANT_ENUM

#ifdef DRYBURN_MUTANTS

/* Whether the mutant is the selected one; notes that its hook was reached. */
bool mutant_is_selected(enum mutant mutant);

/* Selects one for this process; MUTANT_NONE for the unbroken program. */
void mutant_select(enum mutant mutant);

/* Times the selected mutant took effect since it was selected: 0 means that the mutant never ran. */
unsigned mutant_hits(void);

/* Its name and what it breaks. */
const char *mutant_name(enum mutant mutant);
const char *mutant_purpose(enum mutant mutant);

#define MUTANT(mutant) mutant_is_selected(mutant)
#else
#define MUTANT(mutant) false
#endif

#endif
