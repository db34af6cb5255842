/* SPDX-License-Identifier: MIT */
/* A set of strings that only grows, in a table with open addressing; each slot is filled once, by one exchange. */
#include "platform/site.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024, SITE_BYTES = 64 };

static char *_Atomic slots[SLOTS];

/* FNV-1a */
static uint32_t hash(const char *text)
{
	uint32_t value = UINT32_C(2166136261);

	for (; *text; text++)
		value = (value ^ (uint8_t)*text) * UINT32_C(16777619);
	return value;
}

/* Both parts, cut to fit. Not snprintf(), which takes ten times as long: this runs at every choice. */
static void compose(const char *verb, const char *object, char text[SITE_BYTES])
{
	size_t verb_bytes = strnlen(verb, SITE_BYTES / 2), object_bytes = strnlen(object, SITE_BYTES / 2 - 2);

	memcpy(text, verb, verb_bytes);
	text[verb_bytes] = ' ';
	memcpy(text + verb_bytes + 1, object, object_bytes);
	text[verb_bytes + 1 + object_bytes] = '\0';
}

const char *site_name(const char *verb, const char *object)
{
	char text[SITE_BYTES];
	uint32_t start;

	compose(verb, object, text);
	start = hash(text);
	for (uint32_t i = 0; i < SLOTS; i++) {
		char *_Atomic *slot = &slots[(start + i) % SLOTS];
		char *found = atomic_load(slot), *added;

		if (!found && (added = strdup(text)) && !atomic_compare_exchange_strong(slot, &found, added))
			free(added);
		found = atomic_load(slot);
		if (!found)
			break;
		if (strcmp(found, text) == 0)
			return found;
	}
	return verb;
}
