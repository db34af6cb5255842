/* SPDX-License-Identifier: MIT */
/* POSIX's fnmatch(), as much of it as the suite uses, where the C library has none. */
#ifndef CONFORMANCE_WINDOWS_POSIX_FNMATCH_H
#define CONFORMANCE_WINDOWS_POSIX_FNMATCH_H

#define FNM_NOMATCH 1

/* 0 if all of `text` fits the pattern: *, ?, and sets in brackets with ranges, which ! turns round. `flags` is 0. */
int fnmatch(const char *pattern, const char *text, int flags);

#endif
