/* SPDX-License-Identifier: MIT */
#include "tests/unit/drive/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/drive/failing_store.h"

static void note_completion(void *context, struct command *command)
{
	unsigned *completed = context;

	(void)command;
	++*completed;
}

static unsigned completed;

static struct store *new_store(const char *type)
{
	struct layout layout;
	struct store *store;

	CHECK_EQUAL(medium_new_layout(medium_kind_find(type), BENCH_CAPACITY, &layout, NULL), 0);
	store = memory_store_create(&layout);
	layout_finish(&layout);
	return store;
}

static struct bench open_with(struct store *store, struct store *failing)
{
	struct bench bench = {.failing = failing};
	struct medium *medium = NULL;

	if (store)
		CHECK_EQUAL(medium_create(store, &medium, NULL), 0);
	CHECK_EQUAL(drive_create(drive_model_find(NULL), false, medium, &bench.target), 0);
	bench.target->on_complete = note_completion;
	bench.target->context = &completed;
	return bench;
}

struct bench bench_open(const char *type)
{
	return open_with(*type ? new_store(type) : NULL, NULL);
}

struct bench bench_open_failing(const char *type)
{
	struct store *failing = failing_store_create(new_store(type));

	return open_with(failing, failing);
}

struct bench bench_open_on(struct store *store)
{
	return open_with(store, NULL);
}

void bench_close(struct bench *bench)
{
	bench->target->ops->destroy(bench->target);
}

void bench_insert(struct bench *bench, const char *type)
{
	struct signal insert = {.kind = SIGNAL_INSERT};

	CHECK_EQUAL(medium_create(new_store(type), &insert.medium, NULL), 0);
	CHECK_EQUAL(bench->target->ops->signal(bench->target, &insert, bench->now, NULL), 0);
}

void bench_submit(struct bench *bench, struct command *command)
{
	bench->target->ops->submit(bench->target, command, bench->now);
}

static void parse_cdb(const char *text, struct command *command)
{
	unsigned byte;
	int used;

	command->cdb_length = 0;
	while (sscanf(text, " %2x%n", &byte, &used) == 1) {
		command->cdb[command->cdb_length++] = (uint8_t)byte;
		text += used;
	}
}

static void until_answered(struct bench *bench, unsigned before)
{
	uint64_t limit = bench->now + 3600 * SECOND, due;

	while (completed == before && (due = bench->target->ops->next_event(bench->target)) <= limit) {
		bench->now = due > bench->now ? due : bench->now;
		bench->target->ops->advance(bench->target, bench->now);
	}
	CHECK_EQUAL(completed, before + 1);
}

struct sense bench_send(struct bench *bench, const char *cdb, enum data_direction direction, void *data, size_t length)
{
	struct command command = {.direction = direction, .data = data, .data_length = length};
	unsigned before = completed;
	bool known;

	parse_cdb(cdb, &command);
	bench_submit(bench, &command);
	until_answered(bench, before);
	if (command.status == 0)
		return SENSE_GOOD;
	CHECK_EQUAL(command.status, 2);
	return sense_decode(command.sense_data, command.sense_length, &known);
}

struct sense bench_do(struct bench *bench, const char *cdb)
{
	return bench_send(bench, cdb, DATA_NONE, NULL, 0);
}

void bench_make_ready(struct bench *bench)
{
	for (int tries = 0; tries < 100; tries++) {
		struct sense sense = bench_do(bench, "00 00 00 00 00 00");

		if (sense_is_good(&sense))
			return;
		bench_pass(bench, SECOND);
	}
	CHECK(!"the drive never became ready");
}

struct sense bench_write(struct bench *bench, uint32_t lba, uint8_t blocks, uint8_t fill)
{
	uint8_t *data = malloc(blocks * 2048u);
	char cdb[64];
	struct sense sense;

	memset(data, fill, blocks * 2048u);
	snprintf(cdb, sizeof(cdb), "2A 00 %02X %02X %02X %02X 00 00 %02X 00", lba >> 24, lba >> 16 & 0xFF,
	         lba >> 8 & 0xFF, lba & 0xFF, blocks);
	sense = bench_send(bench, cdb, DATA_OUT, data, blocks * 2048u);
	free(data);
	return sense;
}

bool bench_reads(struct bench *bench, uint32_t lba, uint8_t blocks, uint8_t fill)
{
	uint8_t *data = malloc(blocks * 2048u);
	char cdb[64];
	struct sense sense;
	bool same;

	snprintf(cdb, sizeof(cdb), "28 00 %02X %02X %02X %02X 00 00 %02X 00", lba >> 24, lba >> 16 & 0xFF,
	         lba >> 8 & 0xFF, lba & 0xFF, blocks);
	sense = bench_send(bench, cdb, DATA_IN, data, blocks * 2048u);
	same = sense_is_good(&sense);
	for (unsigned i = 0; same && i < blocks * 2048u; i++)
		same = data[i] == fill;
	free(data);
	return same;
}

uint32_t bench_next_writable(struct bench *bench, uint8_t track)
{
	uint8_t data[36] = {0};
	char cdb[64];

	snprintf(cdb, sizeof(cdb), "52 01 00 00 00 %02X 00 00 24 00", track);
	CHECK_GOOD(bench_send(bench, cdb, DATA_IN, data, sizeof(data)));
	if (!(data[7] & 1))
		return 0xFFFFFFFF;
	return (uint32_t)data[12] << 24 | (uint32_t)data[13] << 16 | (uint32_t)data[14] << 8 | data[15];
}

void bench_pass(struct bench *bench, uint64_t duration_ns)
{
	bench->now += duration_ns;
	bench->target->ops->advance(bench->target, bench->now);
}

void bench_reset(struct bench *bench, enum reset_kind kind, struct command *command)
{
	struct reset reset = {.kind = kind, .command = command};

	bench->target->ops->reset(bench->target, &reset, bench->now);
}
