/* SPDX-License-Identifier: MIT */
/*
 * What could be seen of one schedule, as plain data for the properties to judge.
 *
 * A region is a stretch in which a task holds the section's lock. Regions are numbered from 1 as they begin, and never
 * overlap, so they order what can only be seen from outside: a WRITE was claimed in the last region that its task was
 * in before it reached the drive, a CancelWrite took effect in the last region of its call, and the outcome was decided
 * in the last region of the task that writes.
 */
#ifndef CONFORMANCE_EXPLORATION_OBSERVATION_H
#define CONFORMANCE_EXPLORATION_OBSERVATION_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/com/com.h"

enum {
	SEEN_CANCELS_MAX = 64,
	SEEN_WRITES_MAX = 256,
	SEEN_READS_MAX = 512,
	SEEN_UPDATES_MAX = 1024,
	SEEN_NAME_MAX = 32,
	SECTOR_SIZE = 2048,
};

/* How a WRITE is answered; the first is what happens without a fault. */
enum write_answer_kind {
	WRITE_GOOD,
	WRITE_BUSY,
	WRITE_MEDIUM_ERROR,
	WRITE_ATTENTION,
	WRITE_LATE,
	WRITE_NEVER,
	WRITE_ANSWERS
};

/* How a Read goes. */
enum read_kind { READ_FULL, READ_HALF, READ_ENDS, READ_FAILS, READ_BLOCKS, READ_KINDS };

#define TROUBLE_NS (700 * NS_PER_MS)         /* WRITE_LATE, READ_BLOCKS */
#define COMMAND_TIMEOUT_NS (60 * NS_PER_S)   /* WRITE_NEVER [architecture.md "The contract of CancelWrite"] */
#define RETRY_INTERVAL_NS (10 * NS_PER_MS)   /* after WRITE_BUSY [ours] */
#define UPDATE_INTERVAL_NS (500 * NS_PER_MS) /* [IMAPI2 DWriteEngine2Events::Update] */

struct seen_cancel {
	HRESULT answer;
	uint64_t region;  /* 0: it was in none */
	unsigned regions; /* how many it was in */
	uint64_t at_ns;   /* when it returned */
	bool during;      /* WriteSection was under way when it was called */
};

struct seen_write {
	uint32_t lba, blocks;
	enum write_answer_kind kind;
	uint64_t region; /* in which it was claimed */
	uint64_t began_ns, ended_ns;
	bool ended;
};

struct seen_read {
	enum read_kind kind;
	uint32_t bytes; /* that it gave */
	uint64_t ended_ns;
	bool ended;
};

enum progress_value {
	START_LBA,
	SECTOR_COUNT,
	LAST_READ_LBA,
	LAST_WRITTEN_LBA,
	TOTAL_BUFFER,
	USED_BUFFER,
	FREE_BUFFER,
	PROGRESS_VALUES
};

struct seen_update {
	uint64_t at_ns;
	LONG values[PROGRESS_VALUES];
	HRESULT getters; /* S_OK, or of one that failed */
	VARIANT_BOOL in_progress;
	uint64_t region; /* in which get_WriteInProgress looked */
	unsigned writes_begun, writes_ended, reads_begun;
	uint64_t acknowledged_blocks, read_bytes; /* at that moment */
};

/* A section as it was called for, and as it went. */
struct seen_section {
	uint32_t start, blocks, blocks_per_write;
	HRESULT result;
	uint64_t called_ns, returned_ns;
	uint32_t next_writable; /* afterwards, after SYNCHRONIZE CACHE */
	uint32_t right_blocks;  /* from `start` on, read back */
	int judge_error;        /* negative errno of the judge's own commands, 0 */
};

struct observation {
	struct seen_section section, next;
	unsigned cancel_count, write_count, read_count, update_count;
	bool overflow;           /* more happened than could be kept */
	uint64_t decided_region; /* the last of the task that writes; 0: nothing was written */
	uint64_t acknowledged_blocks, read_bytes;
	char raced_lock[SEEN_NAME_MAX];         /* taken by two tasks during the section; "" for none */
	unsigned objects_left, references_left; /* over */
	char deadlock[512];
	struct seen_cancel cancels[SEEN_CANCELS_MAX];
	struct seen_write writes[SEEN_WRITES_MAX];
	struct seen_read reads[SEEN_READS_MAX];
	struct seen_update updates[SEEN_UPDATES_MAX];
};

#endif
