/* SPDX-License-Identifier: MIT */
/* IWriteEngine2's properties: defaults, ranges, and what they do not change. */
#include "conformance/expect.h"
#include "conformance/doubles/foreign_recorder.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

/* ---- Recorder ---- */

static void expect_recorder(struct rig *rig, IDiscRecorder2Ex *expected)
{
	IDiscRecorder2Ex *recorder = (IDiscRecorder2Ex *)rig;

	EXPECT_HRESULT(IWriteEngine2_get_Recorder(rig->engine, &recorder), S_OK);
	EXPECT(recorder == expected, "get_Recorder gives another object than was put");
	if (recorder)
		IDiscRecorder2Ex_Release(recorder);
}

static void no_recorder_at_first(struct rig *rig)
{
	expect_recorder(rig, NULL);
	EXPECT_HRESULT(IWriteEngine2_get_Recorder(rig->engine, NULL), E_POINTER);
}

static void recorder_round_trip(struct rig *rig)
{
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, rig->recorder_ex), S_OK);
	expect_recorder(rig, rig->recorder_ex);
}

static void null_recorder_is_refused(struct rig *rig)
{
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, NULL), E_POINTER);
	expect_recorder(rig, NULL);
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, rig->recorder_ex), S_OK);
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, NULL), E_POINTER);
	expect_recorder(rig, rig->recorder_ex);
}

static void recorder_is_counted(struct rig *rig)
{
	struct foreign_recorder *first = foreign_recorder_create(rig), *second = foreign_recorder_create(rig);

	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, &first->IDiscRecorder2Ex_iface), S_OK);
	EXPECT_EQUAL(first->references, 2);
	expect_recorder(rig, &first->IDiscRecorder2Ex_iface);
	EXPECT_EQUAL(first->references, 2);
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, &second->IDiscRecorder2Ex_iface), S_OK);
	EXPECT_EQUAL(first->references, 1);
	IWriteEngine2_Release(rig->engine);
	rig->engine = NULL;
	EXPECT_EQUAL(second->references, 1);
}

/* The codes that the documents list for put_Recorder: a recorder's state may be told there, or later, but truly. */
static void recorder_may_tell_its_state(struct rig *rig)
{
	static const HRESULT states[] = {
		E_IMAPI_RECORDER_COMMAND_TIMEOUT,        E_IMAPI_RECORDER_LOCKED,
		E_IMAPI_RECORDER_MEDIA_NO_MEDIA,         E_IMAPI_RECORDER_MEDIA_BUSY,
		HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST),
	};
	struct foreign_recorder *recorder = foreign_recorder_create(rig);

	for (unsigned i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		HRESULT put;

		recorder->limits_answer = states[i];
		put = IWriteEngine2_put_Recorder(rig->engine, &recorder->IDiscRecorder2Ex_iface);
		EXPECT(put == S_OK || put == states[i], "put_Recorder is 0x%08X for a recorder in state 0x%08X",
		       (unsigned)put, (unsigned)states[i]);
	}
	recorder->limits_answer = S_OK;
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, &recorder->IDiscRecorder2Ex_iface), S_OK);
}

/* ---- BytesPerSector ---- */

static void expect_bytes_per_sector(struct rig *rig, LONG expected)
{
	LONG value = 0;

	EXPECT_HRESULT(IWriteEngine2_get_BytesPerSector(rig->engine, &value), S_OK);
	EXPECT_EQUAL(value, expected);
}

static void bytes_per_sector_at_first(struct rig *rig)
{
	expect_bytes_per_sector(rig, -1);
	EXPECT_HRESULT(IWriteEngine2_get_BytesPerSector(rig->engine, NULL), E_POINTER);
}

/* The disc has blocks of 2048 bytes, and the property does not care. */
static void bytes_per_sector_is_not_the_mediums(struct rig *rig)
{
	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, rig->recorder_ex), S_OK);
	expect_bytes_per_sector(rig, -1);
	EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, 2352), S_OK);
	expect_bytes_per_sector(rig, 2352);
}

static void bytes_per_sector_round_trip(struct rig *rig)
{
	static const LONG sizes[] = {1, 2048, 2352, 2448, MAXLONG};

	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, sizes[i]), S_OK);
		expect_bytes_per_sector(rig, sizes[i]);
	}
}

static void bytes_per_sector_out_of_range(struct rig *rig)
{
	static const LONG sizes[] = {0, -1, -2048, INT32_MIN};

	EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, 2048), S_OK);
	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, sizes[i]), E_INVALIDARG);
	expect_bytes_per_sector(rig, 2048);
}

/* ---- speeds ---- */

struct speed {
	HRESULT(STDMETHODCALLTYPE *put)(IWriteEngine2 *This, LONG value);
	HRESULT(STDMETHODCALLTYPE *get)(IWriteEngine2 *This, LONG *value);
};

static void for_both_speeds(struct rig *rig, void (*check)(struct rig *rig, const struct speed *speed))
{
	const IWriteEngine2Vtbl *vtbl = rig->engine->lpVtbl;
	const struct speed starting = {vtbl->put_StartingSectorsPerSecond, vtbl->get_StartingSectorsPerSecond};
	const struct speed ending = {vtbl->put_EndingSectorsPerSecond, vtbl->get_EndingSectorsPerSecond};

	check(rig, &starting);
	check(rig, &ending);
}

static void expect_speed(struct rig *rig, const struct speed *speed, LONG expected)
{
	LONG value = 0;

	EXPECT_HRESULT(speed->get(rig->engine, &value), S_OK);
	EXPECT_EQUAL(value, expected);
}

static void check_default_speed(struct rig *rig, const struct speed *speed)
{
	expect_speed(rig, speed, -1);
	EXPECT_HRESULT(speed->get(rig->engine, NULL), E_POINTER);
}

static void check_speed_round_trip(struct rig *rig, const struct speed *speed)
{
	static const LONG values[] = {3000, 75, 1, MAXLONG, -1};

	for (unsigned i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		EXPECT_HRESULT(speed->put(rig->engine, values[i]), S_OK);
		expect_speed(rig, speed, values[i]);
	}
}

static void check_speed_range(struct rig *rig, const struct speed *speed)
{
	static const LONG values[] = {0, -2, INT32_MIN};

	EXPECT_HRESULT(speed->put(rig->engine, 75), S_OK);
	for (unsigned i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		EXPECT_HRESULT(speed->put(rig->engine, values[i]), E_INVALIDARG);
	expect_speed(rig, speed, 75);
}

static void default_speeds(struct rig *rig)
{
	for_both_speeds(rig, check_default_speed);
}

static void speed_round_trip(struct rig *rig)
{
	for_both_speeds(rig, check_speed_round_trip);
}

static void speeds_out_of_range(struct rig *rig)
{
	for_both_speeds(rig, check_speed_range);
}

/* A busy drive, so that there is something to tune; whatever the speeds, all blocks go out in the same WRITEs. */
static void speeds_change_only_timing(struct rig *rig)
{
	static const LONG speeds[] = {-1, 75, 100000};
	unsigned writes = 0;

	for (unsigned i = 0; i < sizeof(speeds) / sizeof(speeds[0]); i++) {
		struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

		EXPECT_HRESULT(IWriteEngine2_put_StartingSectorsPerSecond(rig->engine, speeds[i]), S_OK);
		EXPECT_HRESULT(IWriteEngine2_put_EndingSectorsPerSecond(rig->engine, speeds[i]), S_OK);
		burn_run(burn);
		expect_burnt(burn);
		if (i)
			EXPECT_EQUAL(rig_writes_begun(rig), writes);
		writes = rig_writes_begun(rig);
	}
}

static void speeds_tune_the_wait_for_a_busy_drive(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=busy op=WRITE(10) nth=3 do=busy:2000");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	EXPECT_HRESULT(IWriteEngine2_put_StartingSectorsPerSecond(rig->engine, 300), S_OK);
	EXPECT_HRESULT(IWriteEngine2_put_EndingSectorsPerSecond(rig->engine, 75), S_OK);
	burn_run(burn);
	expect_burnt(burn);
}

/* ---- UseStreamingWrite12 ---- */

static void expect_streaming(struct rig *rig, VARIANT_BOOL expected)
{
	VARIANT_BOOL value = 1;

	EXPECT_HRESULT(IWriteEngine2_get_UseStreamingWrite12(rig->engine, &value), S_OK);
	EXPECT_EQUAL(value, expected);
}

static void streaming_at_first(struct rig *rig)
{
	expect_streaming(rig, VARIANT_FALSE);
	EXPECT_HRESULT(IWriteEngine2_get_UseStreamingWrite12(rig->engine, NULL), E_POINTER);
}

static void streaming_is_not_supported(struct rig *rig)
{
	EXPECT_HRESULT(IWriteEngine2_put_UseStreamingWrite12(rig->engine, VARIANT_TRUE), E_NOTIMPL);
	expect_streaming(rig, VARIANT_FALSE);
	EXPECT_HRESULT(IWriteEngine2_put_UseStreamingWrite12(rig->engine, VARIANT_FALSE), S_OK);
	expect_streaming(rig, VARIANT_FALSE);
}

/* ---- WriteInProgress ---- */

static void expect_in_progress(IWriteEngine2 *engine, VARIANT_BOOL expected)
{
	VARIANT_BOOL value = 1;

	EXPECT_HRESULT(IWriteEngine2_get_WriteInProgress(engine, &value), S_OK);
	EXPECT_EQUAL(value, expected);
}

static void not_in_progress_at_first(struct rig *rig)
{
	expect_in_progress(rig->engine, VARIANT_FALSE);
	EXPECT_HRESULT(IWriteEngine2_get_WriteInProgress(rig->engine, NULL), E_POINTER);
}

static void not_in_progress_after(struct rig *rig)
{
	struct burn *failing = burn_prepare(rig, SHORT_BLOCKS);

	expect_next_section(rig);
	expect_in_progress(rig->engine, VARIANT_FALSE);
	failing->start += SHORT_BLOCKS;
	failing->stream->fail_at_byte = BLOCK_BYTES;
	failing->stream->fail_with = STG_E_READFAULT;
	EXPECT_HRESULT(burn_run(failing), STG_E_READFAULT);
	expect_in_progress(rig->engine, VARIANT_FALSE);
}

/* What WriteInProgress was, in the order in which the places were reached. */
struct observations {
	unsigned count;
	VARIANT_BOOL seen[8];
};

static void observe(struct burn *burn)
{
	struct observations *observations = burn->context;

	if (observations->count < 8)
		IWriteEngine2_get_WriteInProgress(burn->engine, &observations->seen[observations->count++]);
}

/* TRUE from the first claim to the last answer, as long as CancelWrite would be S_OK, and FALSE before and after. */
static void in_progress_exactly_while_cancellable(struct rig *rig)
{
	static const VARIANT_BOOL expected[] = {VARIANT_FALSE, VARIANT_TRUE, VARIANT_TRUE, VARIANT_TRUE};
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);
	struct observations *observations = rig_keep(rig, sizeof(*observations), NULL);

	burn->context = observations;
	burn_at_read(burn, 1, observe);
	burn_before_write(burn, 1, observe);
	burn_before_write(burn, THE_LAST, observe);
	burn_after_write(burn, THE_LAST, observe);
	burn_run(burn);
	EXPECT_EQUAL(observations->count, 4);
	for (unsigned i = 0; i < 4; i++)
		EXPECT(observations->seen[i] == expected[i], "observation %u of WriteInProgress is %d", i,
		       observations->seen[i]);
	EXPECT_EQUAL(burn->sink->updates[0].write_in_progress, VARIANT_FALSE);
	EXPECT_EQUAL(sink_last(burn->sink)->write_in_progress, VARIANT_FALSE);
	expect_in_progress(rig->engine, VARIANT_FALSE);
}

static void in_progress_in_a_periodic_update(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_run(burn);
	REQUIRE(burn->sink->count >= 3, "%u Updates came", burn->sink->count);
	for (unsigned i = 1; i + 1 < burn->sink->count; i++)
		EXPECT_EQUAL(burn->sink->updates[i].write_in_progress, VARIANT_TRUE);
}

/* clang-format off */
const struct test_case property_cases[] = {
	{"Properties.Recorder.NoneAtFirst",             "WE-01 WE-02", "", 0, ANY_MEDIUM, no_recorder_at_first},
	{"Properties.Recorder.RoundTrip",               "WE-03",       "", 0, ANY_MEDIUM, recorder_round_trip},
	{"Properties.Recorder.NullIsRefused",           "WE-04",       "", NEEDS_OUR_ENGINE, ANY_MEDIUM, null_recorder_is_refused},
	{"Properties.Recorder.IsCounted",               "WE-03 WE-05", "", 0, ANY_MEDIUM, recorder_is_counted},
	{"Properties.Recorder.MayTellItsState",         "WE-06",       "", 0, ANY_MEDIUM, recorder_may_tell_its_state},
	{"Properties.BytesPerSector.UnsetAtFirst",      "WE-07 WE-12", "", 0, ANY_MEDIUM, bytes_per_sector_at_first},
	{"Properties.BytesPerSector.RoundTrip",         "WE-08",       "", 0, ANY_MEDIUM, bytes_per_sector_round_trip},
	{"Properties.BytesPerSector.OutOfRange",        "WE-09",       "", 0, ANY_MEDIUM, bytes_per_sector_out_of_range},
	{"Properties.BytesPerSector.IsNotTheMediums",   "WE-11",       "", 0, ANY_MEDIUM, bytes_per_sector_is_not_the_mediums},
	{"Properties.Speeds.UnsetAtFirst",              "WE-13 WE-22", "", 0, ANY_MEDIUM, default_speeds},
	{"Properties.Speeds.RoundTrip",                 "WE-14",       "", 0, ANY_MEDIUM, speed_round_trip},
	{"Properties.Speeds.OutOfRange",                "WE-15",       "", NEEDS_OUR_ENGINE, ANY_MEDIUM, speeds_out_of_range},
	{"Properties.Speeds.ChangeOnlyTiming",          "WE-16",       "", NEEDS_ROOM, BOTH_MEDIA, speeds_change_only_timing},
	{"Properties.Speeds.WithABusyDrive",            "WE-16 WE-49", "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, speeds_tune_the_wait_for_a_busy_drive},
	{"Properties.Streaming.FalseAtFirst",           "WE-17 WE-22", "", 0, ANY_MEDIUM, streaming_at_first},
	{"Properties.Streaming.TrueIsNotSupported",     "WE-18 WE-19", "", NEEDS_OUR_ENGINE, ANY_MEDIUM, streaming_is_not_supported},
	{"Properties.WriteInProgress.FalseAtFirst",     "WE-22 WE-23", "", 0, ANY_MEDIUM, not_in_progress_at_first},
	{"Properties.WriteInProgress.FalseAfter",       "WE-23 WE-56", "", NEEDS_ROOM, BOTH_MEDIA, not_in_progress_after},
	{"Properties.WriteInProgress.ExactlyInPhaseC",  "WE-25",       "", NEEDS_ROOM | NEEDS_OUR_ENGINE, BOTH_MEDIA, in_progress_exactly_while_cancellable},
	{"Properties.WriteInProgress.InPeriodicUpdate", "WE-24",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, in_progress_in_a_periodic_update},
	{0},
};
/* clang-format on */
