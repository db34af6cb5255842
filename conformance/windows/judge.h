/* SPDX-License-Identifier: MIT */
/* What conform.exe does once its arguments are understood. */
#ifndef CONFORMANCE_WINDOWS_JUDGE_H
#define CONFORMANCE_WINDOWS_JUDGE_H

#include "conformance/suite.h"

enum { NOTHING_TO_JUDGE = 3 };

/*
 * Both run the suite in a process that has initialised COM, print TAP, and return what suite_exit_status() says, or
 * NOTHING_TO_JUDGE and print why.
 *
 * judge_ours(): on Dryburn's engine, each case with a fresh drive in memory. judge_any(): on whichever engine COM
 * finds, leniently, with the disc that is in the drive of this id.
 */
int judge_ours(const struct suite_options *options);
int judge_any(struct suite_options *options, const char *id);

#endif
