/* SPDX-License-Identifier: MIT */
/* CancelWrite in phase D: the outcome is decided, and WriteSection has not returned. It answers
 * S_IMAPI_WRITE_NOT_IN_PROGRESS, and the outcome stays. */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

static void in_the_after_update(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_at_last_update(burn, burn_cancel);
	burn_run(burn);
	expect_too_late(burn);
	expect_burnt(burn);
	expect_next_section(rig);
}

static void in_the_after_update_from_another_task(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_at_last_update(burn, burn_cancel_from_another_task);
	burn_run(burn);
	expect_too_late(burn);
	expect_burnt(burn);
	expect_next_section(rig);
}

/* The section ends while its periodic Update is still being delivered. */
static void in_an_update_that_outlives_the_section(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_at_update(burn, 2, burn_dawdle_then_cancel);
	burn_run(burn);
	expect_too_late(burn);
	expect_burnt(burn);
	expect_next_section(rig);
}

static void after_fatal_sense(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=w op=WRITE(10) nth=3 times=1 do=sense:3/0C/00");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_at_last_update(burn, burn_cancel);
	burn_run(burn);
	expect_too_late(burn);
	expect_failed(burn, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
}

/* From B to D without C: nothing was ever claimed. */
static void after_a_failure_before_the_first_write(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->fail_at_byte = 0;
	burn->stream->fail_with = STG_E_READFAULT;
	burn_at_last_update(burn, burn_cancel);
	burn_run(burn);
	expect_too_late(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 0);
	expect_failed(burn, STG_E_READFAULT);
}

static void after_the_cancel_was_carried_out(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, 3, burn_cancel);
	burn_at_last_update(burn, burn_cancel);
	burn_run(burn);
	REQUIRE(burn->cancel_count == 2, "CancelWrite was called %u times", burn->cancel_count);
	EXPECT_HRESULT(burn->cancels[0].result, S_OK);
	EXPECT_HRESULT_READING(burn->cancels[1].result, S_IMAPI_WRITE_NOT_IN_PROGRESS, S_OK);
	expect_failed(burn, E_IMAPI_REQUEST_CANCELLED);
}

/* Nothing was claimed: the first cancel was carried out at once, although the Read blocks on. */
static void while_a_read_blocks_after_a_cancel(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->stall_at_byte = 3 * TRANSFER_BLOCKS * BLOCK_BYTES;
	burn->stream->stall_ns = 3 * NS_PER_S;
	burn_at_time(burn, 1 * NS_PER_S, burn_cancel);
	burn_at_time(burn, 2 * NS_PER_S, burn_cancel);
	burn_run(burn);
	REQUIRE(burn->cancel_count == 2, "CancelWrite was called %u times", burn->cancel_count);
	EXPECT_HRESULT(burn->cancels[0].result, S_OK);
	EXPECT_HRESULT_READING(burn->cancels[1].result, S_IMAPI_WRITE_NOT_IN_PROGRESS, S_OK);
	expect_failed(burn, E_IMAPI_REQUEST_CANCELLED);
}

/* clang-format off */
const struct test_case cancel_decided_cases[] = {
	{"CancelWrite.D.AfterUpdate",                   "WE-78 EV-04",       "D",  NEEDS_ROOM,                BOTH_MEDIA, in_the_after_update},
	{"CancelWrite.D.AfterUpdateFromAnotherTask",    "WE-78 WE-82",       "D",  NEEDS_ROOM,                BOTH_MEDIA, in_the_after_update_from_another_task},
	{"CancelWrite.D.UpdateThatOutlivesTheSection",  "WE-78",             "D",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, in_an_update_that_outlives_the_section},
	{"CancelWrite.D.FatalSense",                    "WE-78 WE-51",       "D",  NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, after_fatal_sense},
	{"CancelWrite.D.FailureBeforeFirstWrite",       "WE-78 WE-41 OC-05", "D",  NEEDS_ROOM,                BOTH_MEDIA, after_a_failure_before_the_first_write},
	{"CancelWrite.CD.CancelCarriedOut",             "WE-77 WE-78",       "CD", NEEDS_ROOM,                BOTH_MEDIA, after_the_cancel_was_carried_out},
	{"CancelWrite.CD.BlockedReadAfterCancel",       "WE-77 WE-78 OC-04", "CD", NEEDS_ROOM,                BOTH_MEDIA, while_a_read_blocks_after_a_cancel},
	{0},
};
/* clang-format on */
