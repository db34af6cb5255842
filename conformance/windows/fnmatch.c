/* SPDX-License-Identifier: MIT */
#include <fnmatch.h>
#include <stdbool.h>
#include <string.h>

/* Whether the set that begins behind the bracket has the character. *ret_end is behind the set's end; NULL without one,
 * and then the bracket stands for itself. [POSIX 2.13.1 "Patterns Matching a Single Character"] */
static bool set_has(const char *set, char wanted, const char **ret_end)
{
	bool negated = *set == '!', found = false;
	const char *first = set + negated, *at = first;

	for (; *at && (*at != ']' || at == first); at++) {
		if (at[1] == '-' && at[2] && at[2] != ']') {
			found |= at[0] <= wanted && wanted <= at[2];
			at += 2;
		} else {
			found |= *at == wanted;
		}
	}
	*ret_end = *at ? at + 1 : NULL;
	return found != negated;
}

/* Whether one character fits the pattern's first part, whose end is *ret_rest. */
static bool fits_one(const char *pattern, char character, const char **ret_rest)
{
	const char *end = NULL;
	bool found = *pattern == '[' && set_has(pattern + 1, character, &end);

	*ret_rest = end ? end : pattern + 1;
	return end ? found : *pattern == '?' || *pattern == character;
}

/* A star takes as little as it can; when the rest does not fit, the latest star takes one more. */
int fnmatch(const char *pattern, const char *text, int flags)
{
	const char *behind_star = NULL, *star_text = NULL, *rest;

	(void)flags;
	while (*text) {
		if (*pattern == '*') {
			behind_star = ++pattern;
			star_text = text;
		} else if (*pattern && fits_one(pattern, *text, &rest)) {
			pattern = rest;
			text++;
		} else if (behind_star) {
			pattern = behind_star;
			text = ++star_text;
		} else {
			return FNM_NOMATCH;
		}
	}
	return pattern[strspn(pattern, "*")] ? FNM_NOMATCH : 0;
}
