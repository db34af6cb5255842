/* SPDX-License-Identifier: MIT */
/*
 * The registry of requirements: what the suite holds an engine and a drive to, and what cases name. The data are
 * conformance/requirements/?*.tsv, one requirement a line in six columns separated by tabs, `#` before a comment; the
 * build makes C of them (cmake/requirements.cmake) and refuses a line that is not so.
 */
#ifndef CONFORMANCE_REQUIREMENT_H
#define CONFORMANCE_REQUIREMENT_H

#include <stdbool.h>
#include <stddef.h>

struct requirement {
	const char *id; /* "WE-73": a family of capital letters and digits, "-", a number. Stable: never used again for
	                   something else */
	/*
	 * "must": its documents say so. "should": it follows from them, from the headers or from published samples.
	 * "may": an option that they leave open, and what it has to be like where it is taken. "observed": what drives
	 * or programs do. "ours": the documents are silent or contradict each other, and this is the reading chosen.
	 */
	const char *level;
	const char *statement; /* in our own words */
	const char *source;    /* page, header, sample, or standard with clause and title */
	const char *testable;  /* "auto": cases judge it; "planned: WHAT BY"; "no: WHY" */
	const char *lenient;   /* another reading that does not make a foreign engine or drive wrong; "" for none */
};

/* In the order of the files imapi2, ours, mmc, ended by a row with id NULL. */
extern const struct requirement requirements[];

/* The requirement whose id is the first `length` bytes of `id`; NULL if there is none. */
const struct requirement *requirement_find(const char *id, size_t length);

/* Whether cases judge it: its testable column is "auto". It is covered once at least one case names it. */
bool requirement_is_automatic(const struct requirement *requirement);

#endif
