/* SPDX-License-Identifier: MIT */
/* A section on the simulated platform, between a scripted source and a scripted device: one at a time. */
#ifndef TESTS_UNIT_BURN_BENCH_H
#define TESTS_UNIT_BURN_BENCH_H

#include "engine/burn/section.h"
#include "platform/simulated.h"
#include "tests/unit/burn/burn_test.h"

enum { BLOCK = 2048, PER_WRITE = 16 };

/* Everything one test needs, and what it saw. */
struct burn_bench {
	struct platform *platform;
	struct section *section;
	struct section_request request;
	struct section_outcome outcome;
	int result;

	uint64_t write_ns;    /* how long each WRITE takes */
	unsigned busy_writes; /* so many answers of 2/04/08 before each GOOD */
	struct sense sense;   /* the answer to write number `sense_at` */
	unsigned sense_at;
	int32_t failure; /* not 0: how the device fails at write number `failure_at` */
	unsigned failure_at;
	uint64_t read_ns;             /* how long each read takes */
	uint32_t source_blocks;       /* the source ends here */
	size_t read_bytes_max;        /* of one read; 0: as many as are asked for */
	void (*hook)(unsigned write); /* before each WRITE is answered */
	void (*update_hook)(unsigned update);
	void (*read_hook)(unsigned read);

	uint32_t read_blocks;
	unsigned reads, writes, updates, misaligned, wrong_blocks;
	uint64_t write_times[64], update_times[64];
	struct section_progress last;
};

extern struct burn_bench test;

/* A section of so many blocks that nothing disturbs. */
void set_up(uint32_t blocks);
void tear_down(void);

/* Runs the section; a deadlock fails the test. */
void run_it(void);

/* Notes an update: what the section's listener does. */
void note_update(void *context, const struct section_progress *progress);

#endif
