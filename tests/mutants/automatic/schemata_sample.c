/* SPDX-License-Identifier: MIT */
/* For schemata.sh: a little of everything. Not part of any program. */
#include <stdbool.h>
#include <stdlib.h>
#define FALSE_HOOK(name) false
#define MUTANT(name) false

enum colour { RED, GREEN };

static int table[2] = {1, 2}; /* data stay as they are */

int boundary(int a, int b)
{
	if (a < b && b)
		return 7;
	table[0] = a;
	return boundary(a - 1, GREEN);
}

bool hooked(bool a)
{
	return a && !MUTANT(ANY);
}

int *memory(void)
{
	int *made = malloc(4);

	if (!made)
		abort();
	free(made);
	return NULL;
}
