/* SPDX-License-Identifier: MIT */
#include "conformance/requirement.h"

#include <string.h>

const struct requirement *requirement_find(const char *id, size_t length)
{
	for (const struct requirement *requirement = requirements; requirement->id; requirement++)
		if (strlen(requirement->id) == length && memcmp(requirement->id, id, length) == 0)
			return requirement;
	return NULL;
}

bool requirement_is_automatic(const struct requirement *requirement)
{
	return strcmp(requirement->testable, "auto") == 0;
}
