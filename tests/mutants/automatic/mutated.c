/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/mutated.h"

#include <stdio.h>
#include <stdlib.h>

/* More than there can be: points.c, which knows, comes later. */
enum { MUTATIONS_MAX = 16384 };

static uint8_t own_reached[MUTATIONS_MAX];
unsigned mutated_number;
uint8_t *mutated_reached = own_reached;

static void write_reached(void)
{
	FILE *file = fopen(getenv("DRYBURN_REACHED"), "w");

	if (file) {
		fwrite(own_reached, 1, mutation_count, file);
		fclose(file);
	}
}

__attribute__((constructor)) static void take_from_environment(void)
{
	const char *number = getenv("DRYBURN_MUTATED");

	if (mutation_count > MUTATIONS_MAX)
		abort();
	mutated_number = number ? (unsigned)strtoul(number, NULL, 10) : 0;
	if (getenv("DRYBURN_REACHED"))
		atexit(write_reached);
}
