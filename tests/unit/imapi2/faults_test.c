/* SPDX-License-Identifier: MIT */
/* IWriteEngine2::WriteSection: how trouble in the drive and in the stream comes back. */
#include "tests/unit/imapi2/doubles.h"

#include <string.h>

#include "tests/unit/unit.h"

static HRESULT write(struct world *world, LONG lba, LONG blocks)
{
	return IWriteEngine2_WriteSection(world->engine, &world->stream.IStream_iface, lba, blocks);
}

static const struct fault {
	uint8_t key, asc, ascq;
	uint32_t result;
} faults[] = {
	{2, 0x3A, 0x00, 0xC0AA0202}, {3, 0x0C, 0x09, 0xC0AA0300}, {3, 0x0C, 0x00, 0xC0AA0301},
	{7, 0x27, 0x00, 0xC0AA0209}, {5, 0x30, 0x05, 0xC0AA0203}, {5, 0x21, 0x02, 0xC0AA0301},
	{3, 0x64, 0xC0, 0xC0AA0301}, {2, 0x04, 0x01, 0xC0AA0205}, {3, 0x73, 0x03, 0xC0AA020F},
};

static void sensed(struct world *world)
{
	const struct fault *fault = world->parameter;

	fake_recorder_sense(&world->recorder, 1, 1, fault->key, fault->asc, fault->ascq);
	CHECK_EQUAL((uint32_t)write(world, 0, 64), fault->result);
	CHECK_EQUAL(world->recorder.commands, 2);
	CHECK_EQUAL(world->sink.updates, 2);
	fake_stream_init(&world->stream, 64 * 2048);
	CHECK_EQUAL(write(world, 0, 64), S_OK);
}

/* The first error ends the section, though later commands would succeed. */
static void sense_becomes_its_code_and_ends_the_section(void)
{
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		in_world(sensed, &faults[i]);
}

static void senseless(struct world *world)
{
	fake_recorder_sense(&world->recorder, 0, 1, 0, 0, 0);
	memset(world->recorder.special_sense, 0, 18);
	CHECK_EQUAL(write(world, 0, 64), (HRESULT)0xC0AA0301);
}

static void check_condition_without_sense_is_a_failure(void)
{
	in_world(senseless, NULL);
}

static void long_write(struct world *world)
{
	fake_recorder_sense(&world->recorder, 1, 5, 2, 0x04, 0x08);
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(world->recorder.commands, 9);
	CHECK(fake_stream_wrote(&world->recorder, 64 * 2048));
}

static void long_write_in_progress_is_waited_out(void)
{
	in_world(long_write, NULL);
}

static void endless_write(struct world *world)
{
	fake_recorder_sense(&world->recorder, 1, INT32_MAX, 2, 0x04, 0x08);
	CHECK_EQUAL(write(world, 0, 64), (HRESULT)0xC0AA0207);
}

static void endless_long_write_is_media_busy(void)
{
	in_world(endless_write, NULL);
}

static void recorder_failed(struct world *world)
{
	world->recorder.special_from = 1;
	world->recorder.special_count = 1;
	world->recorder.special_result = *(const HRESULT *)world->parameter;
	CHECK_EQUAL(write(world, 0, 64), world->recorder.special_result);
	CHECK_EQUAL(world->recorder.commands, 2);
}

static void recorders_failure_is_returned(void)
{
	static const HRESULT results[] = {(HRESULT)0xC0AA020D, (HRESULT)0x80070037, (HRESULT)0xC0AA0210, E_FAIL};

	for (size_t i = 0; i < sizeof(results) / sizeof(*results); i++)
		in_world(recorder_failed, &results[i]);
}

static void stream_failed(struct world *world)
{
	world->stream.fail_at = 20 * 2048;
	world->stream.fail_result = STG_E_READFAULT;
	CHECK_EQUAL(write(world, 0, 64), (HRESULT)0x8003001E);
	CHECK_EQUAL(world->sink.updates, 2);
}

static void streams_failure_is_returned(void)
{
	in_world(stream_failed, NULL);
}

static void short_stream(struct world *world)
{
	world->stream.size = 20 * 2048 + 100;
	world->stream.stat_result = E_NOTIMPL;
	CHECK_EQUAL(write(world, 0, 64), E_FAIL);
	CHECK_EQUAL(world->recorder.bytes, 20 * 2048);
	CHECK(fake_stream_wrote(&world->recorder, 20 * 2048));
}

static void short_stream_fails_after_its_whole_blocks(void)
{
	in_world(short_stream, NULL);
}

static void odd_successes(struct world *world)
{
	world->stream.success = 0x00030200;
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(world->recorder.bytes, 64 * 2048);
}

static void odd_success_codes_of_a_stream_are_success(void)
{
	in_world(odd_successes, NULL);
}

static void boastful(struct world *world)
{
	world->stream.surplus = 1;
	CHECK_EQUAL(write(world, 0, 64), E_UNEXPECTED);
	CHECK_EQUAL(world->recorder.commands, 0);
}

static void a_stream_that_claims_too_much_is_not_believed(void)
{
	in_world(boastful, NULL);
}

/* The last Read, which said S_FALSE, brought a part of what was asked for. */
static void ended(struct world *world)
{
	world->stream.size = 16 * 2048 + 100;
	world->stream.stat_result = E_NOTIMPL;
	CHECK_EQUAL(write(world, 0, 32), E_FAIL);
	CHECK_EQUAL(world->stream.reads, 2);
	CHECK_EQUAL(world->recorder.bytes, 16 * 2048);
}

static void a_stream_that_has_ended_is_not_asked_again(void)
{
	in_world(ended, NULL);
}

static const struct unit_test tests[] = {
	{"Faults.AStreamThatClaimsTooMuchIsNotBelieved", a_stream_that_claims_too_much_is_not_believed},
	{"Faults.AStreamThatHasEndedIsNotAskedAgain", a_stream_that_has_ended_is_not_asked_again},
	{"Faults.SenseBecomesItsCodeAndEndsTheSection", sense_becomes_its_code_and_ends_the_section},
	{"Faults.CheckConditionWithoutSenseIsAFailure", check_condition_without_sense_is_a_failure},
	{"Faults.LongWriteInProgressIsWaitedOut", long_write_in_progress_is_waited_out},
	{"Faults.EndlessLongWriteIsMediaBusy", endless_long_write_is_media_busy},
	{"Faults.RecordersFailureIsReturned", recorders_failure_is_returned},
	{"Faults.StreamsFailureIsReturned", streams_failure_is_returned},
	{"Faults.ShortStreamFailsAfterItsWholeBlocks", short_stream_fails_after_its_whole_blocks},
	{"Faults.OddSuccessCodesOfAStreamAreSuccess", odd_success_codes_of_a_stream_are_success},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
