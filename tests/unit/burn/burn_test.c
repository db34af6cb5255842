/* SPDX-License-Identifier: MIT */
/*
 * The section alone, on the simulated platform, between a scripted source and a scripted device: what the conformance
 * suite cannot see from outside (buffers, tasks that cannot start, the choice of retry times), and the phases at first
 * hand.
 */
#include <errno.h>
#include <string.h>

#include "tests/unit/burn/bench.h"

static void writes_all_blocks_in_aligned_buffers(void)
{
	set_up(100);
	run_it();
	CHECK_EQUAL(test.result, 0);
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	CHECK_EQUAL(test.outcome.code, 0);
	CHECK_EQUAL(test.outcome.blocks_written, 100);
	CHECK_EQUAL(test.writes, 7);
	CHECK_EQUAL(test.misaligned, 0);
	CHECK_EQUAL(test.updates, 2);
	CHECK_EQUAL(test.last.last_written_lba, 99);
	tear_down();
}

static void a_slow_device_gets_what_a_fast_source_gave(void)
{
	set_up(PER_WRITE * 300);
	test.write_ns = NS_PER_MS;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	CHECK_EQUAL(test.writes, 300);
	CHECK_EQUAL(test.wrong_blocks, 0);
	tear_down();
}

static unsigned rivals_refused;

static void run_a_rival(unsigned write)
{
	struct section_outcome outcome;

	rivals_refused += section_run(test.section, &test.request, &outcome) == -EBUSY;
	(void)write;
}

static void a_second_section_is_refused_and_disturbs_nothing(void)
{
	set_up(PER_WRITE * 4);
	rivals_refused = 0;
	test.hook = run_a_rival;
	run_it();
	CHECK_EQUAL(rivals_refused, 4);
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	CHECK_EQUAL(test.wrong_blocks, 0);
	tear_down();
}

static void updates_come_every_half_second(void)
{
	set_up(PER_WRITE * 26);
	test.write_ns = 100 * NS_PER_MS;
	run_it();
	CHECK_EQUAL(test.updates, 2 + 5);
	tear_down();
}

static void busy_writes_are_tried_again_at_the_expected_pace(void)
{
	set_up(PER_WRITE);
	test.busy_writes = 3;
	test.request.start_blocks_per_second = test.request.end_blocks_per_second = 160;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	CHECK_EQUAL(test.writes, 4);
	CHECK_EQUAL(test.write_times[3] - test.write_times[2], 100 * NS_PER_MS);
	tear_down();
}

static void a_drive_that_stays_busy_is_given_up(void)
{
	set_up(PER_WRITE);
	test.busy_writes = 1u << 30;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_BUSY);
	CHECK_EQUAL(test.outcome.code, 0);
	CHECK_EQUAL(test.outcome.sense.ascq, 8);
	CHECK_EQUAL(platform_now(test.platform), SECTION_BUSY_LIMIT_NS);
	tear_down();
}

static void a_recovered_error_is_no_failure(void)
{
	set_up(PER_WRITE * 4);
	test.sense_at = 1;
	test.sense = sense_of(RECOVERED_ERROR, WRITE_ERROR);
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	CHECK_EQUAL(test.outcome.blocks_written, 64);
	tear_down();
}

static void no_write_follows_fatal_sense(void)
{
	set_up(PER_WRITE * 4);
	test.sense_at = 1;
	test.sense = sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 20);
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_SENSE);
	CHECK_EQUAL(test.outcome.code, 0);
	CHECK_EQUAL(test.outcome.sense.information, 20);
	CHECK_EQUAL(test.outcome.blocks_written, 16);
	CHECK_EQUAL(test.writes, 2);
	tear_down();
}

static void a_source_that_ends_early_leaves_whole_blocks(void)
{
	set_up(PER_WRITE * 4);
	test.source_blocks = 40;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_SOURCE_ENDED);
	CHECK_EQUAL(test.outcome.code, 0);
	CHECK_EQUAL(test.outcome.blocks_written, 40);
	tear_down();
}

static void an_operation_in_progress_is_waited_out(void)
{
	set_up(PER_WRITE * 2);
	test.sense_at = 1;
	test.sense = sense_of(NOT_READY, LU_NOT_READY_OPERATION_IN_PROGRESS);
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	CHECK_EQUAL(test.writes, 3);
	tear_down();
}

static void a_device_that_fails_ends_the_section_with_its_code(void)
{
	set_up(PER_WRITE * 4);
	test.failure_at = 1;
	test.failure = -77;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DEVICE_FAILED);
	CHECK_EQUAL(test.outcome.code, -77);
	CHECK_EQUAL(test.outcome.blocks_written, PER_WRITE);
	CHECK_EQUAL(test.writes, 2);
	tear_down();
}

static unsigned reads_before_the_second_section;

static void note_reads(unsigned update)
{
	if (update == 0)
		reads_before_the_second_section = test.reads;
}

/* The first section ends early; the second has a source that keeps the writer waiting. */
static void a_section_begins_as_if_there_had_been_none(void)
{
	unsigned reads;

	set_up(PER_WRITE * 4);
	test.source_blocks = 8;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_SOURCE_ENDED);
	reads = test.reads;
	test.source_blocks = 1000;
	test.updates = 0;
	test.update_hook = note_reads;
	test.read_ns = NS_PER_S;
	run_it();
	CHECK_EQUAL(reads_before_the_second_section, reads);
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	tear_down();
}

static int phase_seen[3];

static void note_phases(unsigned write)
{
	if (write == 1) {
		phase_seen[1] = section_phase(test.section);
		phase_seen[2] = section_cancel(test.section);
	}
}

static void note_first_phase(void *context, const struct section_progress *progress)
{
	note_update(context, progress);
	phase_seen[0] = test.updates == 1 ? (int)section_phase(test.section) : phase_seen[0];
}

static void phases_follow_each_other(void)
{
	set_up(PER_WRITE * 4);
	test.hook = note_phases;
	test.request.listener.update = note_first_phase;
	CHECK_EQUAL(section_phase(test.section), SECTION_IDLE);
	run_it();
	CHECK_EQUAL(phase_seen[0], SECTION_FILLING);
	CHECK_EQUAL(phase_seen[1], SECTION_WRITING);
	CHECK_EQUAL(phase_seen[2], true);
	CHECK_EQUAL(test.outcome.result, SECTION_CANCELLED);
	CHECK_EQUAL(test.outcome.code, 0);
	CHECK_EQUAL(test.outcome.blocks_written, 32);
	CHECK_EQUAL(section_phase(test.section), SECTION_IDLE);
	tear_down();
}

/* The test's platform with tasks that cannot be started once `starts_left` have been. */
static struct platform_ops failing_ops;
static const struct platform_ops *working_ops;
static unsigned starts_left;

static int start_some_tasks(struct platform *platform, const char *name, void (*run)(void *), void *argument,
                            struct task **ret_task)
{
	if (!starts_left)
		return -EAGAIN;
	starts_left--;
	return working_ops->task_start(platform, name, run, argument, ret_task);
}

static void check_with_starts(unsigned starts)
{
	set_up(PER_WRITE);
	working_ops = test.platform->ops;
	failing_ops = *working_ops;
	failing_ops.task_start = start_some_tasks;
	starts_left = starts;
	test.platform->ops = &failing_ops;
	run_it();
	CHECK_EQUAL(test.result, -ENOMEM);
	CHECK_EQUAL(test.updates, 0);
	CHECK_EQUAL(test.writes, 0);
	starts_left = 2;
	run_it();
	CHECK_EQUAL(test.result, 0);
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	test.platform->ops = working_ops;
	tear_down();
}

static void a_section_whose_tasks_cannot_start_never_happened(void)
{
	check_with_starts(0);
	check_with_starts(1);
}

static const struct unit_test burn_tests[] = {
	{"Section.WritesAllBlocksInAlignedBuffers", writes_all_blocks_in_aligned_buffers},
	{"Section.ASlowDeviceGetsWhatAFastSourceGave", a_slow_device_gets_what_a_fast_source_gave},
	{"Section.ASecondSectionIsRefusedAndDisturbsNothing", a_second_section_is_refused_and_disturbs_nothing},
	{"Section.UpdatesComeEveryHalfSecond", updates_come_every_half_second},
	{"Section.BusyWritesAreTriedAgainAtTheExpectedPace", busy_writes_are_tried_again_at_the_expected_pace},
	{"Section.ADriveThatStaysBusyIsGivenUp", a_drive_that_stays_busy_is_given_up},
	{"Section.ARecoveredErrorIsNoFailure", a_recovered_error_is_no_failure},
	{"Section.NoWriteFollowsFatalSense", no_write_follows_fatal_sense},
	{"Section.ASourceThatEndsEarlyLeavesWholeBlocks", a_source_that_ends_early_leaves_whole_blocks},
	{"Section.AnOperationInProgressIsWaitedOut", an_operation_in_progress_is_waited_out},
	{"Section.ADeviceThatFailsEndsItWithItsCode", a_device_that_fails_ends_the_section_with_its_code},
	{"Section.BeginsAsIfThereHadBeenNone", a_section_begins_as_if_there_had_been_none},
	{"Section.PhasesFollowEachOther", phases_follow_each_other},
	{"Section.ASectionWhoseTasksCannotStartNeverHappened", a_section_whose_tasks_cannot_start_never_happened},
	{0},
};

int main(int argc, char **argv)
{
	const struct unit_test *const tables[] = {burn_tests, ring_tests, timing_tests, buffer_tests};
	struct unit_test all[64] = {0};
	unsigned count = 0;

	for (unsigned i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct unit_test *unit = tables[i]; unit->name; unit++)
			all[count++] = *unit;
	return unit_main(argc, argv, all);
}
