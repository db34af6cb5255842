/* SPDX-License-Identifier: MIT */
/* An iSCSI initiator with many commands under way: libiscsi's asynchronous calls, the same for every target. */
#ifndef BENCH_INITIATOR_H
#define BENCH_INITIATOR_H

#include <stdbool.h>
#include <stdint.h>

/* Blocks of 2048 bytes, one command behind the other from block 0 on. */
struct initiator_load {
	bool writes; /* WRITE(10), else READ(10) */
	uint32_t blocks_each, commands;
	unsigned depth; /* commands under way at a time */
};

/*
 * Logs in, waits until the unit is ready, and measures from the first command to the last answer. 0; -EIO for an answer
 * that is not GOOD or is short; other negative errno, -ENODEV without libiscsi.
 */
int initiator_run(const char *url, const struct initiator_load *load, double *ret_seconds);

#endif
