/* SPDX-License-Identifier: MIT */
#include "mutants/mutant.h"

#include <stdatomic.h>

static _Atomic enum mutant selected;
static atomic_uint hits;

bool mutant_is_selected(enum mutant mutant)
{
	bool is = atomic_load(&selected) == mutant;

	if (is)
		atomic_fetch_add(&hits, 1);
	return is;
}

void mutant_select(enum mutant mutant)
{
	atomic_store(&selected, mutant);
	atomic_store(&hits, 0);
}

unsigned mutant_hits(void)
{
	return atomic_load(&hits);
}

#define NAME(name, text) #name,
#define PURPOSE(name, text) text,
static const char *const names[] = {MUTANTS(NAME)};
static const char *const purposes[] = {MUTANTS(PURPOSE)};

const char *mutant_name(enum mutant mutant)
{
	return names[mutant];
}

const char *mutant_purpose(enum mutant mutant)
{
	return purposes[mutant];
}
