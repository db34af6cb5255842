/* SPDX-License-Identifier: MIT */
/* Trouble of the stream, the drive and the way to it: which HRESULT it becomes, and that nothing is written after it.
 */
#include <stdio.h>

#include "conformance/expect.h"
#include "conformance/doubles/foreign_recorder.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

/* ---- the stream ---- */

static void stream_fails(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->fail_at_byte = 5 * TRANSFER_BLOCKS * BLOCK_BYTES;
	burn->stream->fail_with = STG_E_READFAULT;
	burn_run(burn);
	EXPECT(blocks_acknowledged(burn) <= 5 * TRANSFER_BLOCKS, "more was written than could be read");
	expect_failed(burn, STG_E_READFAULT);
}

static void stream_fails_at_once(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->fail_at_byte = 0;
	burn->stream->fail_with = E_ACCESSDENIED;
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 0);
	expect_failed(burn, E_ACCESSDENIED);
}

/* In the middle of a block: the whole blocks before are written, and nothing is made up for the rest. */
static void stream_ends_early(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->size_bytes = 100 * BLOCK_BYTES + 1000;
	burn_run(burn);
	EXPECT_EQUAL(blocks_acknowledged(burn), 100);
	expect_failed(burn, E_FAIL);
}

static void stream_is_empty(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn->stream->size_bytes = 0;
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 0);
	expect_failed(burn, E_FAIL);
}

/* ---- the drive's sense ---- */

/* The third WRITE fails once; a drive that takes further ones must not get any. */
static void expect_sense_becomes(struct rig *rig, unsigned row, const char *sense, HRESULT expected)
{
	struct burn *burn;
	char rules[96];

	snprintf(rules, sizeof(rules), "id=row%u op=WRITE(10) nth=3 times=1 do=sense:%s", row, sense);
	rig_arm(rig, rules);
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	EXPECT(burn->result == expected, "sense %s becomes 0x%08X, expected 0x%08X", sense, (unsigned)burn->result,
	       (unsigned)expected);
	EXPECT_EQUAL(rig_writes_begun(rig), 3);
	expect_prefix_on_medium(burn);
}

struct translation {
	const char *sense;
	HRESULT expected;
};

static void expect_translations(struct rig *rig, const struct translation *rows, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		expect_sense_becomes(rig, i, rows[i].sense, rows[i].expected);
	expect_next_section(rig);
}

static void sense_with_a_name_of_its_own(struct rig *rig)
{
	static const struct translation rows[] = {
		{"2/04/01", E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
		{"2/04/03", E_IMAPI_RECORDER_MEDIA_NO_MEDIA},
		{"2/04/04", E_IMAPI_RECORDER_MEDIA_FORMAT_IN_PROGRESS},
		{"2/3A/00", E_IMAPI_RECORDER_MEDIA_NO_MEDIA},
		{"2/3A/02", E_IMAPI_RECORDER_MEDIA_NO_MEDIA},
		{"3/0C/09", E_IMAPI_LOSS_OF_STREAMING},
		{"4/09/01", E_IMAPI_RECORDER_MEDIA_UPSIDE_DOWN},
		{"4/09/02", E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE},
		{"5/30/05", E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE},
		{"3/73/03", E_IMAPI_RECORDER_MEDIA_SPEED_MISMATCH},
		{"6/28/00", E_IMAPI_RECORDER_MEDIA_BECOMING_READY},
		{"7/27/00", E_IMAPI_RECORDER_MEDIA_WRITE_PROTECTED},
	};

	expect_translations(rig, rows, sizeof(rows) / sizeof(rows[0]));
}

static void sense_without_a_name(struct rig *rig)
{
	static const struct translation rows[] = {
		{"3/0C/00", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
		{"3/02/00", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
		{"4/44/00", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
		{"5/21/02", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
		{"5/63/00", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
		{"5/64/00", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
		{"5/72/03", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
		{"B/4B/00", E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE},
	};

	expect_translations(rig, rows, sizeof(rows) / sizeof(rows[0]));
}

/* One WRITE fails and a later one would succeed: once, an engine overwrote the failure with that success. */
static void first_error_stays(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=w op=WRITE(10) nth=4 times=1 do=sense:3/0C/00");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 4);
	EXPECT_EQUAL(blocks_acknowledged(burn), 3 * TRANSFER_BLOCKS);
	expect_failed(burn, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
}

static void first_write_fails(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=w op=WRITE(10) times=1 do=sense:5/21/02");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 1);
	expect_failed(burn, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
}

static void last_write_fails(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=w op=WRITE(10) nth=10 times=1 do=sense:5/24/00");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	expect_failed(burn, E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE);
}

static void recovered_error_is_success(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=w op=WRITE(10) nth=10 times=1 do=sense:1/18/00");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	EXPECT_HRESULT(burn_run(burn), S_OK);
	EXPECT_EQUAL(rig_writes_begun(rig), 10);
}

static void no_disc(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn_run(burn);
	EXPECT_HRESULT(burn->result, E_IMAPI_RECORDER_MEDIA_NO_MEDIA);
	EXPECT_EQUAL(blocks_acknowledged(burn), 0);
	expect_framed_by_updates(burn);
}

/* ---- a busy drive ---- */

static void busy_is_waited_out(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=busy op=WRITE(10) nth=3 do=busy:3000");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	expect_burnt(burn);
	EXPECT(burn->ended_ns - burn->began_ns >= 3 * NS_PER_S,
	       "the drive was busy for longer than the section lasted");
}

static void busy_for_ever(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=busy op=WRITE(10) nth=3 do=sense:2/04/08");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	EXPECT(burn->ended_ns - burn->began_ns > 10 * NS_PER_S, "it gave up after only %llu ms",
	       (unsigned long long)((burn->ended_ns - burn->began_ns) / NS_PER_MS));
	rig_disarm(rig, "busy");
	expect_failed(burn, E_IMAPI_RECORDER_MEDIA_BUSY);
}

/* A drive with a small cache and a slow disc, which is busy when the cache is full. */
static void slow_drive_with_a_small_cache(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, 4096);
	unsigned busy = 0;

	burn_run(burn);
	for (unsigned i = 0; i < rig->log_count; i++)
		busy += rig->log[i].key == 0x2 && rig->log[i].asc == 0x04 && rig->log[i].ascq == 0x08;
	EXPECT(busy > 0, "the drive's cache was never full");
	expect_burnt(burn);
}

/* ---- no answer ---- */

static void drive_hangs(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=w op=WRITE(10) nth=3 times=1 do=hang");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 3);
	expect_failed(burn, E_IMAPI_RECORDER_COMMAND_TIMEOUT);
}

static void drive_goes_away(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_before_write(burn, 3, burn_unplug);
	burn_run(burn);
	EXPECT_HRESULT(burn->result, HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST));
	EXPECT_EQUAL(rig_writes_begun(rig), 3);
	expect_prefix_on_medium(burn);
	expect_framed_by_updates(burn);
}

static void another_has_the_drive(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	EXPECT(!transport_claim(rig->transport, true, "judge"), "the judge cannot claim the drive");
	burn_run(burn);
	EXPECT_HRESULT(burn->result, E_IMAPI_RECORDER_LOCKED);
	EXPECT(!transport_release(rig->transport), "the judge cannot release the drive");
	EXPECT_EQUAL(blocks_acknowledged(burn), 0);
	expect_next_section(rig);
}

/* ---- a foreign recorder's words ---- */

static void recorder_fails(struct rig *rig)
{
	static const HRESULT failures[] = {
		E_IMAPI_RECORDER_COMMAND_TIMEOUT,
		HRESULT_FROM_WIN32(ERROR_DEV_NOT_EXIST),
		E_IMAPI_RECORDER_LOCKED,
	};

	for (unsigned i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);
		struct foreign_recorder *recorder = foreign_recorder_create(rig);

		recorder->seed = burn->stream->seed;
		recorder->answers_from = 3;
		recorder->write_answer = failures[i];
		burn->recorder = &recorder->IDiscRecorder2Ex_iface;
		EXPECT_HRESULT(burn_run(burn), failures[i]);
		EXPECT_EQUAL(recorder->writes, 3);
	}
	expect_next_section(rig);
}

/* clang-format off */
const struct test_case error_cases[] = {
	{"Errors.Stream.Fails",          "WE-41 WE-55 WE-56", "", NEEDS_ROOM,                BOTH_MEDIA, stream_fails},
	{"Errors.Stream.FailsAtOnce",    "WE-41 WE-56",       "", NEEDS_ROOM,                BOTH_MEDIA, stream_fails_at_once},
	{"Errors.Stream.EndsEarly",      "WE-42",             "", NEEDS_ROOM,                BOTH_MEDIA, stream_ends_early},
	{"Errors.Stream.IsEmpty",        "WE-42",             "", NEEDS_ROOM,                BOTH_MEDIA, stream_is_empty},
	{"Errors.Sense.WithAName",       "WE-50 WE-51 WE-52 WE-53", "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, sense_with_a_name_of_its_own},
	{"Errors.Sense.WithoutAName",    "WE-51",             "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, sense_without_a_name},
	{"Errors.Sense.FirstErrorStays", "WE-55 WE-56",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, first_error_stays},
	{"Errors.Sense.FirstWrite",      "WE-51 WE-55",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, first_write_fails},
	{"Errors.Sense.LastWrite",       "WE-51 WE-55",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, last_write_fails},
	{"Errors.Sense.Recovered",       "WE-51",             "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, recovered_error_is_success},
	{"Errors.NoDisc",                "WE-52",             "", NEEDS_ROOM,                "",         no_disc},
	{"Errors.Busy.WaitedOut",        "WE-48 WE-49",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, busy_is_waited_out},
	{"Errors.Busy.ForEver",          "WE-49",             "", NEEDS_ROOM | NEEDS_FAULTS | NEEDS_VIRTUAL_TIME, BOTH_MEDIA, busy_for_ever},
	{"Errors.Busy.SmallCache",       "WE-48 WE-49",       "", NEEDS_ROOM | NEEDS_MECHANICS | NEEDS_VIRTUAL_TIME, BOTH_MEDIA, slow_drive_with_a_small_cache},
	{"Errors.NoAnswer.Hangs",        "WE-54 WE-55",       "", NEEDS_ROOM | NEEDS_FAULTS | NEEDS_VIRTUAL_TIME, BOTH_MEDIA, drive_hangs},
	{"Errors.NoAnswer.Gone",         "WE-54 WE-55",       "", NEEDS_ROOM,                BOTH_MEDIA, drive_goes_away},
	{"Errors.NoAnswer.Locked",       "WE-54",             "", NEEDS_ROOM,                "dvd+r",    another_has_the_drive},
	{"Errors.RecordersWords",        "WE-54",             "", NEEDS_ROOM,                "dvd+r",    recorder_fails},
	{0},
};
/* clang-format on */
