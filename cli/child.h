/* SPDX-License-Identifier: MIT */
/*
 * Other programs, run and waited for. Waiting is for signals: SIGCHLD, and those that ask this program to end, which
 * are blocked from child_begin() on and only noted.
 */
#ifndef CLI_CHILD_H
#define CLI_CHILD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { CHILD_PATH_MAX = 4096, CHILD_ENDING_MAX = 64 };

/* From now on children can be started and waited for. */
void child_begin(void);

/* Whether SIGINT, SIGTERM or SIGHUP came. */
bool child_end_was_asked(void);

/* Finds a program in PATH, or where Debian has those that only administrators call. */
bool child_find(const char *name, char ret_path[CHILD_PATH_MAX]);

struct child_start {
	const char *const *arguments; /* its path first; ended by NULL */
	int output;                   /* a file for what it says on either output */
	int inherited;                /* a file descriptor that it keeps, or -1 */
	void (*adorn)(void *context); /* sets its environment, in the child; NULL: nothing */
	void *context;
	bool outlives_signals; /* Ctrl-C at the terminal does not reach it; it dies with this program */
};

/* 0 or negative errno. */
int child_run(const struct child_start *start, pid_t *ret_child);

/*
 * Waits until it has ended: true, and it is forgotten. False after `timeout_ms`, or when an end is asked for and
 * `until_asked`.
 */
bool child_wait(pid_t child, uint64_t timeout_ms, bool until_asked, int *ret_status);

/* Waits so long, or until any child ends, or an end is asked for. */
void child_pause(uint64_t timeout_ms);

/* "exit status 1", "signal 9 (Killed)" */
const char *child_ending(int status, char ret_text[CHILD_ENDING_MAX]);

#endif
