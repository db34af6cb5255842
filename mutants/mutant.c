/* SPDX-License-Identifier: MIT */
#include "mutants/mutant.h"

#include <stddef.h>

static _Atomic enum mutant selected;
static atomic_uint own_hits;
static atomic_uint *hits = &own_hits;

bool mutant_is_selected(enum mutant mutant)
{
	bool is = atomic_load_explicit(&selected, memory_order_relaxed) == mutant;

	if (is)
		atomic_fetch_add(hits, 1);
	return is;
}

void mutant_select(enum mutant mutant)
{
	atomic_store(&selected, mutant);
	atomic_store(hits, 0);
}

unsigned mutant_hits(void)
{
	return atomic_load(hits);
}

void mutant_count_in(atomic_uint *counter)
{
	hits = counter ? counter : &own_hits;
}

#define MUTANT_ROW(name, area, requirements, text) {#name, #area, requirements, text},
static const struct mutant_row rows[] = {
#include "mutants/mutants.def"
};

const struct mutant_row *mutant_row(enum mutant mutant)
{
	return &rows[mutant];
}
