/* SPDX-License-Identifier: MIT */
/* A work bench with one drive on it: sends commands from literal CDBs and turns the clock. */
#ifndef TESTS_UNIT_DRIVE_BENCH_H
#define TESTS_UNIT_DRIVE_BENCH_H

#include "emulator/drive/drive.h"
#include "emulator/drive/schedule.h"
#include "tests/unit/unit.h"

#define SECOND UINT64_C(1000000000)

enum { BENCH_CAPACITY = 8192 };

struct bench {
	struct target *target;
	uint64_t now;
	unsigned completed;
	struct store *failing; /* made by bench_failing(): see failing_store.h */
};

extern const struct unit_test writing_tests[], power_tests[], cache_tests[], hostile_tests[], queue_tests[],
	state_tests[], progress_tests[], mechanism_tests[];

/* A drive with realistic mechanics and a new disc of this type ("" for none), just switched on. */
struct bench bench_open(const char *type);

/* The same with a store around the disc's that can be told to fail. */
struct bench bench_open_failing(const char *type);

/* The same with a store of the caller's. */
struct bench bench_open_on(struct store *store);

static inline struct drive *bench_drive(const struct bench *bench)
{
	return (struct drive *)bench->target;
}

/* Turns the clock until the disc is ready, and fetches the attentions. */
void bench_make_ready(struct bench *bench);

void bench_close(struct bench *bench);

/* A hand takes the disc out, puts a new one of this type in, and closes the tray. */
void bench_insert(struct bench *bench, const char *type);

/* Submits without waiting. */
void bench_submit(struct bench *bench, struct command *command);

/* Sends a command and turns the clock until it is answered, at most an hour. The CDB is given as hexadecimal text. */
struct sense bench_send(struct bench *bench, const char *cdb, enum data_direction direction, void *data, size_t length);

/* The same without data. */
struct sense bench_do(struct bench *bench, const char *cdb);

/* WRITE(10) and READ(10) of blocks whose bytes are all `fill`: the answer to the WRITE; whether all bytes read are
 * `fill`. */
struct sense bench_write(struct bench *bench, uint32_t lba, uint8_t blocks, uint8_t fill);
bool bench_reads(struct bench *bench, uint32_t lba, uint8_t blocks, uint8_t fill);

/* NWA of a track by READ TRACK INFORMATION, 0xFFFFFFFF if there is none. */
uint32_t bench_next_writable(struct bench *bench, uint8_t track);

/* Lets time pass. */
void bench_pass(struct bench *bench, uint64_t duration_ns);

void bench_reset(struct bench *bench, enum reset_kind kind, struct command *command);

#define CHECK_SENSE(outcome, expected_key, expected_additional)                                \
	do {                                                                                   \
		struct sense checked_sense = (outcome);                                        \
		CHECK_EQUAL(checked_sense.key, expected_key);                                  \
		CHECK_EQUAL(checked_sense.asc << 8 | checked_sense.ascq, expected_additional); \
	} while (0)
#define CHECK_GOOD(outcome) CHECK_SENSE(outcome, 0, 0)

#endif
