/* SPDX-License-Identifier: MIT */
/*
 * Benchmarks: each measures one thing and what it is compared with, in turns, in one run, and reports medians as one
 * JSON line.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdint.h>

enum { BENCH_ROUNDS = 5 };

struct benchmark {
	const char *name, *unit;
	const char *reference; /* what it is compared with, in words */
	/*
	 * One round: *ret_value of the thing itself and *ret_reference of what it is compared with, both in `unit`;
	 * more is better. 0 or negative errno.
	 */
	int (*measure)(double *ret_value, double *ret_reference);
};

extern const struct benchmark burn_benchmark, iscsi_read_benchmark, iscsi_write_benchmark, ready_tgt_benchmark,
	ready_umockdev_benchmark, test_unit_ready_benchmark, whole_disc_benchmark;

/* The host's monotonic clock, in seconds: a benchmark is the one place that compares host time with the platform's. */
double host_seconds(void);

#endif
