/* SPDX-License-Identifier: MIT */
/* The section's buffers, and what is read into them: how many there are, and when nothing more is wanted. */
#include "tests/unit/burn/bench.h"

/* The ring's size for a section of so many blocks, in WRITEs of so many. */
static int64_t buffer_bytes(uint32_t blocks, uint32_t per_write)
{
	int64_t result;

	set_up(blocks);
	test.request.max_transfer_bytes = per_write * BLOCK;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	result = (int64_t)test.last.buffer_bytes;
	tear_down();
	return result;
}

static void there_are_no_more_buffers_than_writes(void)
{
	CHECK_EQUAL(buffer_bytes(1, 16), 16 * BLOCK);
	CHECK_EQUAL(buffer_bytes(16, 16), 16 * BLOCK);
	CHECK_EQUAL(buffer_bytes(17, 16), 2 * 16 * BLOCK);
	CHECK_EQUAL(buffer_bytes(64 * 32, 32), 4 << 20);
}

static void buffers_are_four_mebibytes_at_most(void)
{
	CHECK_EQUAL(buffer_bytes(65 * 32, 32), 4 << 20);
	CHECK_EQUAL(buffer_bytes(3000, 7), (4 << 20) / (7 * BLOCK) * 7 * BLOCK);
	CHECK_EQUAL(buffer_bytes(3 * 1024, 1024), 2 * 1024 * BLOCK);
}

static void there_are_two_buffers_at_least(void)
{
	CHECK_EQUAL(buffer_bytes(3 * 1025, 1025), 2 * 1025 * BLOCK);
	CHECK_EQUAL(buffer_bytes(3 * 4096, 4096), 2 * 4096 * BLOCK);
}

/* The second buffer's source is slow and gives a block at a time; the first WRITE fails meanwhile. */
static void be_slow_behind_the_first_buffer(unsigned read)
{
	if (read >= PER_WRITE)
		sleep_until(test.platform, platform_now(test.platform) + 100 * NS_PER_MS);
}

static void check_reads_after(void (*hook)(unsigned write), enum section_result result, unsigned reads)
{
	set_up(PER_WRITE * 4);
	test.read_bytes_max = BLOCK;
	test.read_hook = be_slow_behind_the_first_buffer;
	test.write_ns = 150 * NS_PER_MS;
	test.hook = hook;
	if (!hook) {
		test.sense_at = 0;
		test.sense = sense_of(MEDIUM_ERROR, WRITE_ERROR);
	}
	run_it();
	CHECK_EQUAL(test.outcome.result, result);
	CHECK_EQUAL(test.reads, reads);
	tear_down();
}

static void cancel(unsigned write)
{
	(void)write;
	CHECK(section_cancel(test.section));
}

static void a_buffer_is_not_filled_up_when_the_outcome_is_decided(void)
{
	check_reads_after(NULL, SECTION_SENSE, PER_WRITE + 2);
}

static void a_buffer_is_not_filled_up_after_a_cancel(void)
{
	check_reads_after(cancel, SECTION_CANCELLED, PER_WRITE + 2);
}

/* The source is fast: all buffers but the one that is being written are full by then. */
static void check_no_read_follows(void (*hook)(unsigned write), enum section_result result)
{
	set_up(32 * 200);
	test.request.max_transfer_bytes = 32 * BLOCK;
	test.write_ns = 150 * NS_PER_MS;
	test.hook = hook;
	if (!hook) {
		test.sense_at = 0;
		test.sense = sense_of(MEDIUM_ERROR, WRITE_ERROR);
	}
	run_it();
	CHECK_EQUAL(test.outcome.result, result);
	CHECK_EQUAL(test.reads, 64);
	tear_down();
}

static void nothing_is_read_once_the_outcome_is_decided(void)
{
	check_no_read_follows(NULL, SECTION_SENSE);
}

static void nothing_is_read_after_a_cancel(void)
{
	check_no_read_follows(cancel, SECTION_CANCELLED);
}

const struct unit_test buffer_tests[] = {
	{"Buffers.ThereAreNoMoreThanWrites", there_are_no_more_buffers_than_writes},
	{"Buffers.AreFourMebibytesAtMost", buffers_are_four_mebibytes_at_most},
	{"Buffers.ThereAreTwoAtLeast", there_are_two_buffers_at_least},
	{"Buffers.AreNotFilledUpWhenTheOutcomeIsDecided", a_buffer_is_not_filled_up_when_the_outcome_is_decided},
	{"Buffers.AreNotFilledUpAfterACancel", a_buffer_is_not_filled_up_after_a_cancel},
	{"Buffers.NothingIsReadOnceTheOutcomeIsDecided", nothing_is_read_once_the_outcome_is_decided},
	{"Buffers.NothingIsReadAfterACancel", nothing_is_read_after_a_cancel},
	{0},
};
