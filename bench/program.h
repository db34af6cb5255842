/* SPDX-License-Identifier: MIT */
/* Other programs that a benchmark needs: servers that it measures, and clients that measure. */
#ifndef BENCH_PROGRAM_H
#define BENCH_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

enum { PROGRAM_PATH_MAX = 4096, PROGRAM_LINE_MAX = 512 };

/* The path of a program that lies beside this one. */
void program_beside(const char *name, char ret_path[PROGRAM_PATH_MAX]);

/*
 * Starts a program, found in PATH or /usr/sbin, with its standard output on *ret_output (NULL: as ours), which the
 * caller closes. `words` are split at blanks. What a quiet one says to its standard error is lost. 0 or
 * negative errno.
 */
int program_start(const char *words, bool quiet, FILE **ret_output, pid_t *ret_program);

/* Waits for its end: 0 for exit status 0, else -EIO. */
int program_wait(pid_t program);

/* Runs one to its end: 0 for exit status 0, -EIO or another negative errno. */
int program_run(const char *words, bool quiet);

/* Asks it to end, and waits for that. A `program` of 0 is none. */
void program_end(pid_t program);

#endif
