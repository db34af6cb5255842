/* SPDX-License-Identifier: MIT */
/* DWriteEngine2Events::Update: when it comes, how often, and how it is delivered. */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

#define INTERVAL_NS (500 * NS_PER_MS)

/* ---- when ---- */

static void one_before_the_first_write(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);
	unsigned before = 0;

	burn_run(burn);
	for (unsigned i = 0; i < burn->sink->count; i++)
		before += burn->sink->updates[i].writes_begun == 0;
	EXPECT_EQUAL(before, 1);
	EXPECT_EQUAL(burn->sink->updates[0].writes_begun, 0);
}

static void one_after_the_last_write(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);
	unsigned after = 0;

	burn_run(burn);
	for (unsigned i = 0; i < burn->sink->count; i++)
		after += burn->sink->updates[i].writes_ended == rig_writes_begun(rig);
	EXPECT_EQUAL(after, 1);
	EXPECT(burn->sink->count && sink_last(burn->sink)->at_ns <= burn->ended_ns, "no Update came before the return");
}

static void every_half_second(struct rig *rig)
{
	struct burn *burn;
	uint64_t intervals;

	rig_arm(rig, "id=slow op=WRITE(10) do=delay:430");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	expect_burnt(burn);
	intervals = (burn->ended_ns - burn->began_ns) / INTERVAL_NS;
	EXPECT(burn->sink->count - 2 + 1 >= intervals && burn->sink->count - 2 <= intervals + 1,
	       "%u periodic Updates came in %llu half seconds", burn->sink->count - 2, (unsigned long long)intervals);
	for (unsigned i = 1; i + 1 < burn->sink->count; i++) {
		uint64_t gap = burn->sink->updates[i].at_ns - burn->sink->updates[i - 1].at_ns;

		EXPECT(gap >= INTERVAL_NS * 8 / 10 && gap <= rig_patience_ns(rig, INTERVAL_NS * 12 / 10),
		       "Update %u came after %llu ms", i + 1, (unsigned long long)(gap / NS_PER_MS));
	}
}

static void two_in_a_short_section(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);
	uint64_t intervals;

	burn_run(burn);
	REQUIRE(burn->ended_ns - burn->began_ns < rig_patience_ns(rig, INTERVAL_NS), "the section is not short");
	intervals = (burn->ended_ns - burn->began_ns) / INTERVAL_NS;
	EXPECT(burn->sink->count >= 2 && burn->sink->count - 2 <= intervals, "%u Updates came in %llu half seconds",
	       burn->sink->count, (unsigned long long)intervals);
}

static void none_without_a_section(struct rig *rig)
{
	struct sink *sink = sink_create(rig);
	struct platform *platform = rig->platform;

	EXPECT_HRESULT(sink_connect(sink, rig->engine), S_OK);
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, rig->recorder_ex), S_OK);
	sleep_until(platform, platform_now(platform) + 2 * NS_PER_S);
	EXPECT_EQUAL(sink->count, 0);
	EXPECT_HRESULT(sink_disconnect(sink), S_OK);
	expect_next_section(rig); /* where Updates come: the positive control */
	EXPECT_EQUAL(sink->count, 0);
}

static void two_on_failure(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn->stream->fail_at_byte = TRANSFER_BLOCKS * BLOCK_BYTES;
	burn->stream->fail_with = STG_E_READFAULT;
	EXPECT_HRESULT(burn_run(burn), STG_E_READFAULT);
	EXPECT_EQUAL(burn->sink->count, 2);
	expect_framed_by_updates(burn);
}

/* ---- how ---- */

static void delivered_by_invoke(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn_run(burn);
	REQUIRE(burn->sink->count == 2, "%u Updates came", burn->sink->count);
	for (unsigned i = 0; i < 2; i++) {
		const struct update *update = &burn->sink->updates[i];

		EXPECT_EQUAL(update->member, 0x100);
		EXPECT_EQUAL(update->flags & DISPATCH_METHOD, DISPATCH_METHOD);
		EXPECT_EQUAL(update->arguments, 2);
		EXPECT_EQUAL(update->named_arguments, 0);
		EXPECT(update->both_are_dispatch, "the arguments are not two VT_DISPATCH");
	}
}

static void object_is_the_engine(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn_run(burn);
	REQUIRE(burn->sink->count == 2, "%u Updates came", burn->sink->count);
	for (unsigned i = 0; i < 2; i++)
		EXPECT(burn->sink->updates[i].object_is_engine, "object is not the engine that was called");
}

static void progress_is_event_args(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn_run(burn);
	REQUIRE(burn->sink->count == 2, "%u Updates came", burn->sink->count);
	for (unsigned i = 0; i < 2; i++)
		EXPECT(burn->sink->updates[i].progress_is_event_args, "progress is no IWriteEngine2EventArgs");
}

/* The suite's sink has no slot for Update: an engine that calls by vtable would not survive any case of this suite. */
static void plain_dispatch_is_enough(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn_run(burn);
	EXPECT_EQUAL(burn->sink->count, 2);
	expect_burnt(burn);
}

static void answer_does_not_matter(struct rig *rig)
{
	static const HRESULT answers[] = {E_FAIL, S_FALSE, E_IMAPI_REQUEST_CANCELLED, DISP_E_MEMBERNOTFOUND};

	for (unsigned i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

		burn->sink->answer = answers[i];
		burn_run(burn);
		expect_burnt(burn);
	}
}

/* ---- sinks ---- */

static void without_a_sink(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->sink = NULL;
	EXPECT_HRESULT(burn_run(burn), S_OK);
	expect_prefix_on_medium(burn);
	EXPECT_EQUAL(blocks_on_medium(burn), SECTION_BLOCKS);
}

static void two_sinks(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);
	struct sink *second = sink_create(rig);

	EXPECT_HRESULT(sink_connect(second, rig->engine), S_OK);
	burn_run(burn);
	expect_burnt(burn);
	EXPECT(second->count >= 3, "%u Updates came", second->count);
	EXPECT_EQUAL(second->count, burn->sink->count);
	EXPECT_HRESULT(sink_disconnect(second), S_OK);
}

static void none_after_unadvise(struct rig *rig)
{
	struct sink *gone = sink_create(rig);

	EXPECT_HRESULT(sink_connect(gone, rig->engine), S_OK);
	expect_next_section(rig);
	EXPECT_EQUAL(gone->count, 2);
	EXPECT_HRESULT(sink_disconnect(gone), S_OK);
	expect_next_section(rig);
	EXPECT_EQUAL(gone->count, 2);
}

static void dawdle_at_first(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_at_update(burn, 1, burn_dawdle);
	burn_run(burn);
	expect_burnt(burn);
}

/* The writer goes on while a sink sleeps: the section takes no longer than the slower of the two. */
static void slow_sink_delays_no_write(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_at_update(burn, 2, burn_dawdle);
	burn_run(burn);
	expect_burnt(burn);
	EXPECT(burn->ended_ns - burn->began_ns < 6 * NS_PER_S, "the section waited for the sink");
}

/* clang-format off */
const struct test_case update_cases[] = {
	{"Updates.OneBefore",             "EV-01",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, one_before_the_first_write},
	{"Updates.OneAfter",              "EV-02",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, one_after_the_last_write},
	{"Updates.EveryHalfSecond",       "EV-03",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, every_half_second},
	{"Updates.TwoInAShortSection",    "EV-04",       "", NEEDS_ROOM,                BOTH_MEDIA, two_in_a_short_section},
	{"Updates.NoneWithoutASection",   "EV-05",       "", NEEDS_ROOM,                "dvd+r",    none_without_a_section},
	{"Updates.TwoOnFailure",          "EV-13",       "", NEEDS_ROOM | NEEDS_OUR_ENGINE,                BOTH_MEDIA, two_on_failure},
	{"Updates.DeliveredByInvoke",     "EV-09",       "", NEEDS_ROOM,                "dvd+r",    delivered_by_invoke},
	{"Updates.ObjectIsTheEngine",     "EV-06",       "", NEEDS_ROOM,                "dvd+r",    object_is_the_engine},
	{"Updates.ProgressIsEventArgs",   "EV-07",       "", NEEDS_ROOM,                "dvd+r",    progress_is_event_args},
	{"Updates.PlainDispatchIsEnough", "EV-10",       "", NEEDS_ROOM,                "dvd+r",    plain_dispatch_is_enough},
	{"Updates.AnswerDoesNotMatter",   "EV-08",       "", NEEDS_ROOM,                "dvd+r",    answer_does_not_matter},
	{"Updates.WithoutASink",          "EV-11",       "", NEEDS_ROOM,                BOTH_MEDIA, without_a_sink},
	{"Updates.TwoSinks",              "EV-12",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, two_sinks},
	{"Updates.NoneAfterUnadvise",     "EV-12",       "", NEEDS_ROOM,                "dvd+r",    none_after_unadvise},
	{"Updates.SlowSink.Before",       "EV-15",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, dawdle_at_first},
	{"Updates.SlowSink.During",       "EV-15 WE-48", "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, slow_sink_delays_no_write},
	{0},
};
/* clang-format on */
