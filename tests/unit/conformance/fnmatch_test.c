/* SPDX-License-Identifier: MIT */
/* The fnmatch() that the suite brings to Windows says what this C library's does: for each pattern, and each text. */
#include <fnmatch.h>
#include <stdio.h>

#include "tests/unit/unit.h"

int windows_fnmatch(const char *pattern, const char *text, int flags);

static const char *const patterns[] = {
	"",         "*",         "**",       "?",     "??",    "a",      "a*",       "*a",      "a*c",
	"*a*b*",    "a?c",       "[a]",      "[abc]", "[a-c]", "[!a-c]", "[]]",      "[]a]",    "[!]a]",
	"[a-]",     "[-a]",      "[a",       "a[",    "[]",    "[!",     "x[a-c]*d", "[a-cx]y", "Case.*[dvd]",
	"*[bd-re]", "A.[b].*.d", "*.B.*[r]", "*?*",   "a**b",  "*?b",
};

static const char *const texts[] = {
	"",  "a",  "b",   "c",    "d",    "]",     "-",      "[",           "[a",       "a[",   "!",       "ab", "abc",
	"x", "xy", "xad", "xbzd", "aaab", "aabab", "Case.d", "Case.X[dvd]", "X[bd-re]", "X[d]", "A.b.c.d", "[]", "acb",
};

static void agrees_with_the_c_library(void)
{
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++) {
			bool here = fnmatch(patterns[i], texts[k], 0) == 0;
			bool there = windows_fnmatch(patterns[i], texts[k], 0) == 0;

			unit_check(here == there, __FILE__, __LINE__, "\"%s\" %s \"%s\" there", patterns[i],
			           there ? "fits" : "does not fit", texts[k]);
		}
	}
}

static const struct unit_test tests[] = {
	{"Fnmatch.AgreesWithTheCLibrary", agrees_with_the_c_library},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
