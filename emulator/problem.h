/* SPDX-License-Identifier: MIT */
/* One sentence for a person, beside the negative errno for the program: what is wrong, where, and what would be right.
 */
#ifndef EMULATOR_PROBLEM_H
#define EMULATOR_PROBLEM_H

struct problem {
	char text[512];
};

/* Writes the sentence (no full stop, no newline) and returns -error. `problem` may be NULL. */
int problem_set(struct problem *problem, int error, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
