/* SPDX-License-Identifier: MIT */
/* How many TEST UNIT READYs a way carries: the client of it, which measures. */
#ifndef BENCH_READY_H
#define BENCH_READY_H

/* Runs so many commands over an open transport. 0 or negative errno. */
struct transport;
int ready_count(struct transport *transport, unsigned commands, double *ret_per_second);

/*
 * Waits until the drive at iscsi://... or /dev/... is ready, then runs so many commands. 0 or negative errno.
 */
int ready_count_at(const char *drive, unsigned commands, double *ret_per_second);

#endif
