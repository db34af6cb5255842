/* SPDX-License-Identifier: MIT */
/*
 * CancelWrite in phase C: a WRITE was claimed, and the outcome is not decided. It answers S_OK; at most the claimed
 * WRITE still reaches the drive; WriteSection returns E_IMAPI_REQUEST_CANCELLED.
 */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

#define WITH_THE_THIRD_WRITE_IN_FLIGHT_NS (250 * NS_PER_MS)
#define STALL_NS (2 * NS_PER_S)
#define WHILE_STALLED_NS (1 * NS_PER_S)
#define WHILE_BUSY_NS (1005 * NS_PER_MS) /* between two retries, too */

/* ---- from inside Update ---- */

static void from_a_periodic_update(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_at_update(burn, 2, burn_cancel);
	burn_run(burn);
	expect_cancelled(burn);
}

/* The stream is slow, and the drive is not: no WRITE is in flight. */
static void from_an_update_between_writes(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->read_ns = 160 * NS_PER_MS;
	burn_at_update(burn, 2, burn_cancel);
	burn_run(burn);
	expect_no_write_after_cancel(burn);
	expect_cancelled(burn);
}

static void from_an_update_while_a_read_blocks(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->stall_at_byte = 3 * TRANSFER_BLOCKS * BLOCK_BYTES;
	burn->stream->stall_ns = STALL_NS;
	burn_at_update(burn, 2, burn_cancel);
	burn_run(burn);
	expect_no_write_after_cancel(burn);
	expect_cancelled(burn);
}

static void cancel_until_accepted(struct burn *burn)
{
	if (!burn->cancel_count || burn->cancels[burn->cancel_count - 1].result != S_OK)
		burn_cancel(burn);
}

/* As the documents advise: call it in each Update until another success code comes. */
static void in_every_update_until_accepted(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_at_update(burn, EVERY, cancel_until_accepted);
	burn_run(burn);
	REQUIRE(burn->cancel_count == 2, "CancelWrite was called %u times", burn->cancel_count);
	EXPECT_HRESULT(burn->cancels[0].result, S_IMAPI_WRITE_NOT_IN_PROGRESS);
	EXPECT_HRESULT(burn->cancels[1].result, S_OK);
	expect_failed(burn, E_IMAPI_REQUEST_CANCELLED);
}

static void from_an_update_from_another_task(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_at_update(burn, 2, burn_cancel_from_another_task);
	burn_run(burn);
	expect_cancelled(burn);
}

/* ---- at places of the writer ---- */

/* Claimed, and not yet with the drive: the one WRITE that still goes there. */
static void before_the_first_write_reaches_the_drive(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, 1, burn_cancel_from_another_task);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 1);
	expect_cancelled(burn);
}

static void by_the_task_that_writes(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, 2, burn_cancel);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 2);
	expect_cancelled(burn);
}

static void with_a_write_in_flight(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_at_time(burn, WITH_THE_THIRD_WRITE_IN_FLIGHT_NS, burn_cancel);
	burn_run(burn);
	expect_no_write_after_cancel(burn);
	expect_cancelled(burn);
}

static void between_writes(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_after_write(burn, 3, burn_cancel_from_another_task);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 3);
	expect_cancelled(burn);
}

static void with_the_last_write_in_flight(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, THE_LAST, burn_cancel_from_another_task);
	burn_run(burn);
	expect_cancelled(burn);
}

/* Every block is on the disc, and the section was cancelled all the same. */
static void after_the_last_write_was_answered(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_after_write(burn, THE_LAST, burn_cancel_from_another_task);
	burn_run(burn);
	EXPECT_EQUAL(blocks_acknowledged(burn), SECTION_BLOCKS);
	expect_cancelled(burn);
}

static void with_the_only_write_in_flight(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, 1);

	burn_before_write(burn, 1, burn_cancel);
	burn_run(burn);
	expect_cancelled(burn);
}

static void twice(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, 3, burn_cancel_twice);
	burn_run(burn);
	EXPECT_EQUAL(burn->cancel_count, 2);
	expect_cancelled(burn);
}

/* ---- while the drive is busy ---- */

static struct burn *prepare_busy(struct rig *rig)
{
	rig_arm(rig, "id=busy op=WRITE(10) nth=3 do=busy:3000");
	return burn_prepare(rig, SECTION_BLOCKS);
}

static void between_retries(struct rig *rig)
{
	struct burn *burn = prepare_busy(rig);

	burn_at_time(burn, WHILE_BUSY_NS, burn_cancel);
	burn_run(burn);
	expect_no_write_after_cancel(burn);
	EXPECT_EQUAL(blocks_acknowledged(burn), 2 * TRANSFER_BLOCKS);
	EXPECT(burn->ended_ns < burn->cancels[0].at_ns + rig_patience_ns(rig, 500 * NS_PER_MS),
	       "the drive's business was waited out");
	expect_cancelled(burn);
}

/* The announced speed makes the engine wait half a minute for its next try: a cancel wakes it. */
static void in_a_long_wait_for_a_retry(struct rig *rig)
{
	struct burn *burn = prepare_busy(rig);

	EXPECT_HRESULT(IWriteEngine2_put_StartingSectorsPerSecond(rig->engine, 1), S_OK);
	EXPECT_HRESULT(IWriteEngine2_put_EndingSectorsPerSecond(rig->engine, 1), S_OK);
	burn_at_time(burn, WHILE_BUSY_NS, burn_cancel);
	burn_run(burn);
	expect_no_write_after_cancel(burn);
	EXPECT(burn->ended_ns - burn->began_ns < rig_patience_ns(rig, 2 * NS_PER_S),
	       "the wait for the next try was waited out");
	expect_cancelled(burn);
}

/* The busy answer came back, and the engine has not seen it. */
static void after_a_busy_answer(struct rig *rig)
{
	struct burn *burn = prepare_busy(rig);

	burn_after_write(burn, 3, burn_cancel);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 3);
	expect_cancelled(burn);
}

static void before_a_retry_reaches_the_drive(struct rig *rig)
{
	struct burn *burn = prepare_busy(rig);

	burn_before_write(burn, 5, burn_cancel);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 5);
	expect_cancelled(burn);
}

/* ---- while a Read blocks ---- */

/* CancelWrite does not wait for the Read; WriteSection does. */
static void while_a_read_blocks(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->stall_at_byte = 3 * TRANSFER_BLOCKS * BLOCK_BYTES;
	burn->stream->stall_ns = STALL_NS;
	burn_at_time(burn, WHILE_STALLED_NS, burn_cancel);
	burn_run(burn);
	expect_no_write_after_cancel(burn);
	REQUIRE(burn->cancel_count == 1, "CancelWrite was never called");
	EXPECT(burn->cancels[0].at_ns < burn->began_ns + STALL_NS, "CancelWrite waited for the Read");
	EXPECT(burn->ended_ns >= burn->began_ns + STALL_NS, "WriteSection did not wait for the Read");
	EXPECT(burn->ended_ns < burn->began_ns + STALL_NS + rig_patience_ns(rig, NS_PER_S),
	       "WriteSection went on after the Read");
	expect_cancelled(burn);
}

static void in_a_later_read(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->read_max_bytes = BLOCK_BYTES;
	burn->stream->read_ns = 10 * NS_PER_MS;
	burn_at_read(burn, 3 * TRANSFER_BLOCKS, burn_cancel);
	burn_run(burn);
	expect_cancelled(burn);
}

/* clang-format off */
const struct test_case cancel_writing_cases[] = {
	{"CancelWrite.C.PeriodicUpdate",                "WE-73 WE-74 WE-76 WE-81", "C",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, from_a_periodic_update},
	{"CancelWrite.C.PeriodicUpdateBetweenWrites",   "WE-73 WE-76",             "C",  NEEDS_ROOM,                BOTH_MEDIA, from_an_update_between_writes},
	{"CancelWrite.C.PeriodicUpdateWhileReadBlocks", "WE-73 WE-76",             "C",  NEEDS_ROOM,                BOTH_MEDIA, from_an_update_while_a_read_blocks},
	{"CancelWrite.C.PeriodicUpdateFromAnotherTask", "WE-73 WE-82",             "C",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, from_an_update_from_another_task},
	{"CancelWrite.BC.EveryUpdateUntilAccepted",     "WE-72",                   "BC", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, in_every_update_until_accepted},
	{"CancelWrite.C.FirstWriteClaimed",             "WE-74 WE-75 WE-76 WE-82", "C",  NEEDS_ROOM,                BOTH_MEDIA, before_the_first_write_reaches_the_drive},
	{"CancelWrite.C.ByTheTaskThatWrites",           "WE-74 WE-82",             "C",  NEEDS_ROOM,                BOTH_MEDIA, by_the_task_that_writes},
	{"CancelWrite.C.WriteInFlight",                 "WE-74 WE-75 WE-76 WE-82", "C",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, with_a_write_in_flight},
	{"CancelWrite.C.BetweenWrites",                 "WE-74 WE-76 WE-82",       "C",  NEEDS_ROOM,                BOTH_MEDIA, between_writes},
	{"CancelWrite.C.LastWriteInFlight",             "WE-74 WE-75",             "C",  NEEDS_ROOM,                BOTH_MEDIA, with_the_last_write_in_flight},
	{"CancelWrite.C.LastWriteAnswered",             "WE-74 WE-75",             "C",  NEEDS_ROOM,                BOTH_MEDIA, after_the_last_write_was_answered},
	{"CancelWrite.C.OnlyWriteInFlight",             "WE-74 WE-75",             "C",  NEEDS_ROOM,                BOTH_MEDIA, with_the_only_write_in_flight},
	{"CancelWrite.C.Twice",                         "WE-77",                   "C",  NEEDS_ROOM | NEEDS_OUR_ENGINE,                BOTH_MEDIA, twice},
	{"CancelWrite.C.BetweenRetries",                "WE-74 WE-76 WE-49 OC-03", "C",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, between_retries},
	{"CancelWrite.C.LongWaitForRetry",              "WE-74 WE-76 WE-49 OC-03", "C",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, in_a_long_wait_for_a_retry},
	{"CancelWrite.C.BusyAnswer",                    "WE-74 WE-76 WE-49 OC-03", "C",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, after_a_busy_answer},
	{"CancelWrite.C.RetryClaimed",                  "WE-74 WE-76 WE-49",       "C",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, before_a_retry_reaches_the_drive},
	{"CancelWrite.C.BlockedRead",                   "WE-74 WE-76 WE-82 OC-04", "C",  NEEDS_ROOM,                BOTH_MEDIA, while_a_read_blocks},
	{"CancelWrite.C.LaterRead",                     "WE-74 WE-82",             "C",  NEEDS_ROOM,                BOTH_MEDIA, in_a_later_read},
	{0},
};
/* clang-format on */
