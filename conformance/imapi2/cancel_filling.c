/* SPDX-License-Identifier: MIT */
/* CancelWrite in phase B: WriteSection was entered, and no WRITE is claimed. It answers S_IMAPI_WRITE_NOT_IN_PROGRESS,
 * and the write goes on. */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

#define STALL_NS (2 * NS_PER_S)
#define WHILE_STALLED_NS (1 * NS_PER_S)

/* How much of WriteSection comes before "the write has begun" is not documented. Another engine may accept the cancel
 * here; then it has to obey it. */
static bool was_accepted(const struct burn *burn)
{
	return expect_is_lenient() && burn->cancel_count && burn->cancels[0].result == S_OK;
}

static void expect_undisturbed(struct burn *burn)
{
	burn_run(burn);
	if (was_accepted(burn)) {
		expect_cancelled(burn);
		return;
	}
	expect_refused(burn);
	expect_burnt(burn);
}

static void in_the_before_update(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_at_update(burn, 1, burn_cancel);
	expect_undisturbed(burn);
}

static void in_the_before_update_from_another_task(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_at_update(burn, 1, burn_cancel_from_another_task);
	expect_undisturbed(burn);
}

static void in_the_first_read(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_at_read(burn, 1, burn_cancel);
	expect_undisturbed(burn);
}

/* Only half a block was read: nothing can have been claimed. */
static void while_the_ring_fills(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->read_max_bytes = BLOCK_BYTES / 2;
	burn_at_read(burn, 2, burn_cancel);
	expect_undisturbed(burn);
}

static struct burn *prepare_stalled(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->stall_at_byte = 0;
	burn->stream->stall_ns = STALL_NS;
	return burn;
}

static void in_a_blocked_first_read(struct rig *rig)
{
	struct burn *burn = prepare_stalled(rig);

	burn_at_time(burn, WHILE_STALLED_NS, burn_cancel);
	expect_undisturbed(burn);
}

/* Updates go on while the first Read blocks. */
static void in_a_periodic_update(struct rig *rig)
{
	struct burn *burn = prepare_stalled(rig);

	burn_at_update(burn, 2, burn_cancel);
	expect_undisturbed(burn);
	EXPECT(burn->cancel_count && burn->cancels[0].at_ns < burn->began_ns + STALL_NS,
	       "no Update came while the first Read was blocked");
}

/* The positive control is every other case of this file: there, the write that goes on succeeds. */
static void before_a_failing_first_read(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->fail_at_byte = 0;
	burn->stream->fail_with = STG_E_READFAULT;
	burn_at_read(burn, 1, burn_cancel);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 0);
	if (was_accepted(burn)) {
		expect_cancelled(burn);
		return;
	}
	expect_refused(burn);
	expect_failed(burn, STG_E_READFAULT);
}

/* clang-format off */
const struct test_case cancel_filling_cases[] = {
	{"CancelWrite.B.BeforeUpdate",                "WE-71",       "B", NEEDS_ROOM, BOTH_MEDIA, in_the_before_update},
	{"CancelWrite.B.BeforeUpdateFromAnotherTask", "WE-71 WE-82", "B", NEEDS_ROOM, BOTH_MEDIA, in_the_before_update_from_another_task},
	{"CancelWrite.B.FirstRead",                   "WE-71",       "B", NEEDS_ROOM, BOTH_MEDIA, in_the_first_read},
	{"CancelWrite.B.RingFilling",                 "WE-71",       "B", NEEDS_ROOM, BOTH_MEDIA, while_the_ring_fills},
	{"CancelWrite.B.BlockedFirstRead",            "WE-71 WE-82", "B", NEEDS_ROOM, BOTH_MEDIA, in_a_blocked_first_read},
	{"CancelWrite.B.PeriodicUpdateWhileFilling",  "WE-71",       "B", NEEDS_ROOM, BOTH_MEDIA, in_a_periodic_update},
	{"CancelWrite.B.FailingFirstRead",            "WE-71 WE-41", "B", NEEDS_ROOM, BOTH_MEDIA, before_a_failing_first_read},
	{0},
};
/* clang-format on */
