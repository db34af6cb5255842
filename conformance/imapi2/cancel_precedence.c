/* SPDX-License-Identifier: MIT */
/*
 * What WriteSection returns when something else happens after an accepted cancel: fatal sense or no answer of the
 * claimed WRITE are not lost; trouble that the section would have met later, or could have got over, does not matter
 * any more. That the former win is a choice of ours: another engine may report the cancel.
 */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

enum { CLAIMED = 3 };

/* Cancels when the third WRITE is claimed, which then meets with the trouble. Before that, the positive control: the
 * same cancel without trouble is E_IMAPI_REQUEST_CANCELLED. */
static struct burn *cancel_and_meet(struct rig *rig, const char *rules)
{
	struct burn *control = burn_prepare(rig, SECTION_BLOCKS), *burn;

	burn_before_write(control, CLAIMED, burn_cancel);
	burn_run(control);
	expect_accepted(control);
	EXPECT_HRESULT(control->result, E_IMAPI_REQUEST_CANCELLED);
	EXPECT(!rig_synchronize(rig), "SYNCHRONIZE CACHE fails");
	rig_arm(rig, rules);
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_before_write(burn, CLAIMED, burn_cancel);
	burn_run(burn);
	expect_accepted(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), CLAIMED);
	return burn;
}

static void fatal_sense_wins(struct rig *rig)
{
	struct burn *burn = cancel_and_meet(rig, "id=w op=WRITE(10) nth=3 times=1 do=sense:3/0C/00");

	expect_failed_reading(burn, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE, E_IMAPI_REQUEST_CANCELLED);
}

static void write_protection_wins(struct rig *rig)
{
	struct burn *burn = cancel_and_meet(rig, "id=w op=WRITE(10) nth=3 times=1 do=sense:7/27/00");

	expect_failed_reading(burn, E_IMAPI_RECORDER_MEDIA_WRITE_PROTECTED, E_IMAPI_REQUEST_CANCELLED);
}

static void timeout_wins(struct rig *rig)
{
	struct burn *burn = cancel_and_meet(rig, "id=w op=WRITE(10) nth=3 times=1 do=hang");

	expect_failed_reading(burn, E_IMAPI_RECORDER_COMMAND_TIMEOUT, E_IMAPI_REQUEST_CANCELLED);
}

static void unit_attention_does_not_win(struct rig *rig)
{
	struct burn *burn = cancel_and_meet(rig, "id=w op=WRITE(10) nth=3 times=1 do=sense:6/29/00");

	expect_failed(burn, E_IMAPI_REQUEST_CANCELLED);
}

static void busy_does_not_win(struct rig *rig)
{
	struct burn *burn = cancel_and_meet(rig, "id=w op=WRITE(10) nth=3 do=busy:70000");

	EXPECT(burn->ended_ns - burn->began_ns < rig_patience_ns(rig, NS_PER_S), "the drive's business was waited out");
	rig_disarm(rig, "w");
	expect_failed(burn, E_IMAPI_REQUEST_CANCELLED);
}

static void recovered_error_does_not_win(struct rig *rig)
{
	struct burn *burn = cancel_and_meet(rig, "id=w op=WRITE(10) nth=3 times=1 do=sense:1/18/00");

	EXPECT_HRESULT(burn->result, E_IMAPI_REQUEST_CANCELLED);
}

static void unplug_and_cancel(struct burn *burn)
{
	burn_cancel(burn);
	burn_unplug(burn);
}

/* What the medium has cannot be asked through the engine any more, but the judge's way is another one. */
static void device_gone_wins(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, CLAIMED, unplug_and_cancel);
	burn_run(burn);
	expect_accepted(burn);
	EXPECT_HRESULT_READING(burn->result, HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST), E_IMAPI_REQUEST_CANCELLED);
	expect_prefix_on_medium(burn);
	expect_framed_by_updates(burn);
}

/* ---- the stream ---- */

/* The Read that follows the third WRITE's blocks takes two seconds and then fails, or ends. */
static struct burn *prepare_bad_end(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->stall_at_byte = CLAIMED * TRANSFER_BLOCKS * BLOCK_BYTES;
	burn->stream->stall_ns = 2 * NS_PER_S;
	burn_at_time(burn, NS_PER_S, burn_cancel);
	return burn;
}

static void stream_error_does_not_win(struct rig *rig)
{
	struct burn *burn = prepare_bad_end(rig);

	burn->stream->fail_at_byte = burn->stream->stall_at_byte;
	burn->stream->fail_with = STG_E_READFAULT;
	burn_run(burn);
	expect_cancelled(burn);
}

static void stream_end_does_not_win(struct rig *rig)
{
	struct burn *burn = prepare_bad_end(rig);

	burn->stream->size_bytes = burn->stream->stall_at_byte;
	burn_run(burn);
	expect_cancelled(burn);
}

/* clang-format off */
const struct test_case cancel_precedence_cases[] = {
	{"CancelPrecedence.FatalSenseWins",           "WE-74 WE-51 OC-01", "C", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, fatal_sense_wins},
	{"CancelPrecedence.WriteProtectionWins",      "WE-74 WE-53 OC-01", "C", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, write_protection_wins},
	{"CancelPrecedence.TimeoutWins",              "WE-74 WE-54 OC-01", "C", NEEDS_ROOM | NEEDS_FAULTS | NEEDS_VIRTUAL_TIME, BOTH_MEDIA, timeout_wins},
	{"CancelPrecedence.DeviceGoneWins",           "WE-74 WE-54 OC-01", "C", NEEDS_ROOM,                BOTH_MEDIA, device_gone_wins},
	{"CancelPrecedence.UnitAttentionDoesNotWin",  "WE-74 OC-02",       "C", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, unit_attention_does_not_win},
	{"CancelPrecedence.BusyDoesNotWin",           "WE-74 WE-49 OC-02", "C", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, busy_does_not_win},
	{"CancelPrecedence.RecoveredErrorDoesNotWin", "WE-74 OC-02",       "C", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, recovered_error_does_not_win},
	{"CancelPrecedence.StreamErrorDoesNotWin",    "WE-74 WE-41 OC-02", "C", NEEDS_ROOM,                BOTH_MEDIA, stream_error_does_not_win},
	{"CancelPrecedence.StreamEndDoesNotWin",      "WE-74 WE-42 OC-02", "C", NEEDS_ROOM,                BOTH_MEDIA, stream_end_does_not_win},
	{0},
};
/* clang-format on */
