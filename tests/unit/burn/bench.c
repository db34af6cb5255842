/* SPDX-License-Identifier: MIT */
#include "tests/unit/burn/bench.h"

#include <string.h>

struct burn_bench test;

static int32_t read_source(void *context, void *buffer, size_t bytes, size_t *ret_bytes)
{
	uint32_t blocks, left = test.source_blocks - test.read_blocks;

	(void)context;
	if (test.read_hook)
		test.read_hook(test.reads);
	test.reads++;
	if (test.read_ns)
		sleep_until(test.platform, platform_now(test.platform) + test.read_ns);
	if (test.read_bytes_max && bytes > test.read_bytes_max)
		bytes = test.read_bytes_max;
	blocks = (uint32_t)(bytes / BLOCK);
	if (blocks > left)
		blocks = left;
	for (uint32_t i = 0; i < blocks; i++)
		memcpy((uint8_t *)buffer + (size_t)i * BLOCK, &(uint32_t){test.read_blocks + i}, sizeof(uint32_t));
	test.read_blocks += blocks;
	*ret_bytes = (size_t)blocks * BLOCK;
	return 0;
}

static void write_device(void *context, int32_t lba, uint32_t blocks, const uint8_t *data, size_t bytes,
                         struct write_answer *ret_answer)
{
	unsigned write = test.writes++;

	(void)context;
	(void)bytes;
	for (uint32_t i = 0; i < blocks; i++)
		test.wrong_blocks +=
			memcmp(data + (size_t)i * BLOCK, &(uint32_t){(uint32_t)lba + i}, sizeof(uint32_t)) != 0;
	test.misaligned += (uintptr_t)data % 4096 != 0;
	if (write < 64)
		test.write_times[write] = platform_now(test.platform);
	if (test.write_ns)
		sleep_until(test.platform, platform_now(test.platform) + test.write_ns);
	if (test.hook)
		test.hook(write);
	if (test.failure && write == test.failure_at) {
		ret_answer->kind = WRITE_FAILED;
		ret_answer->code = test.failure;
		return;
	}
	ret_answer->kind = WRITE_ANSWERED;
	ret_answer->sense = SENSE_GOOD;
	if (test.busy_writes && write % (test.busy_writes + 1) != test.busy_writes)
		ret_answer->sense = sense_of(NOT_READY, LU_NOT_READY_LONG_WRITE_IN_PROGRESS);
	else if (write == test.sense_at)
		ret_answer->sense = test.sense;
}

void note_update(void *context, const struct section_progress *progress)
{
	unsigned update = test.updates++;

	(void)context;
	test.last = *progress;
	if (update < 64)
		test.update_times[update] = platform_now(test.platform);
	if (test.update_hook)
		test.update_hook(update);
}

static void run_section(void *argument)
{
	(void)argument;
	test.result = section_run(test.section, &test.request, &test.outcome);
}

void set_up(uint32_t blocks)
{
	memset(&test, 0, sizeof(test));
	test.platform = simulated_create(&first_choice);
	test.section = section_create(test.platform);
	test.source_blocks = blocks;
	test.sense_at = 1000000;
	test.request = (struct section_request){
		.block_count = blocks,
		.block_bytes = BLOCK,
		.max_transfer_bytes = PER_WRITE * BLOCK,
		.start_blocks_per_second = -1,
		.end_blocks_per_second = -1,
		.source.read = read_source,
		.device.write = write_device,
		.listener.update = note_update,
	};
}

void tear_down(void)
{
	section_destroy(test.section);
	platform_destroy(test.platform);
}

void run_it(void)
{
	struct simulated_report report;

	CHECK_EQUAL(simulated_run(test.platform, run_section, NULL, &report), 0);
	CHECK_STRING(report.deadlock, "");
}
