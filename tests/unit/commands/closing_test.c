/* SPDX-License-Identifier: MIT */
/* What changes the state of disc and tray: CLOSE TRACK SESSION, RESERVE TRACK, FORMAT UNIT, START STOP UNIT. */
#include <string.h>

#include "tests/unit/commands/rig.h"

#define TUR "00 00 00 00 00 00"
#define CLOSE_SESSION "5B 00 02 00 00 00 00 00 00 00"
#define FORMAT "04 11 00 00 00 00"
#define EJECT "1B 00 00 00 02 00"
#define LOAD "1B 00 00 00 03 00"
#define START "1B 00 00 00 01 00"
#define STOP "1B 00 00 00 00 00"
#define FORMAT_CAPACITIES "23 00 00 00 00 00 00 00 FF 00"

/* ---- CLOSE TRACK SESSION ---- */

static void undefined_functions_are_pointed_at(void)
{
	static const char *const cdbs[] = {"5B 00 00 00 00 01 00 00 00 00", "5B 00 03 00 00 01 00 00 00 00",
	                                   "5B 00 04 00 00 01 00 00 00 00", "5B 00 07 00 00 01 00 00 00 00"};
	struct rig *rig = rig_create("dvd+r", 4096);

	for (unsigned i = 0; i < sizeof(cdbs) / sizeof(cdbs[0]); i++) {
		CHECK_EQUAL(rig_none(rig, cdbs[i]), 0x052400);
		CHECK_EQUAL(rig_field(rig), 0xCA0002);
	}
	rig_destroy(rig);
}

static void a_track_that_is_not_there_cannot_be_closed(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "5B 00 01 00 00 07 00 00 00 00"), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00004);
	CHECK_EQUAL(rig_none(rig, "5B 00 01 00 00 01 00 00 00 00"), 0x052C00); /* nothing was written */
	rig_destroy(rig);
}

/* libburn leaves a track number in the CDB when it finalises. */
static void finalising_ignores_the_track_number(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	CHECK_EQUAL(rig_none(rig, "5B 00 05 00 00 63 00 00 00 00"), 0);
	CHECK(rig->drive->medium->layout.complete);
	rig_destroy(rig);
}

static void what_is_cached_is_closed_with_the_rest(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 100), 0);
	CHECK_EQUAL(rig_none(rig, "5B 00 01 00 00 01 00 00 00 00"), 0);
	CHECK_EQUAL(rig->drive->medium->layout.tracks[0].state, TRACK_CLOSED);
	CHECK_EQUAL(rig->drive->medium->layout.tracks[0].recorded, 112);
	CHECK_EQUAL(rig->drive->medium->uncommitted_blocks, 0);
	rig_destroy(rig);
}

static void immediate_close_tells_progress(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	CHECK_EQUAL(rig_none(rig, "5B 01 02 00 00 00 00 00 00 00"), 0);
	rig_advance(rig, UINT64_C(5000000000));
	CHECK_EQUAL(rig_none(rig, TUR), 0x020407);
	CHECK_EQUAL(rig->command.sense_data[15], 0x80);
	CHECK_EQUAL(rig_in(rig, "51 00 00 00 00 00 00 00 22 00", 34), 0x020407);
	rig_advance(rig, UINT64_C(60000000000));
	CHECK_EQUAL(rig_none(rig, TUR), 0);
	CHECK_EQUAL(rig->drive->medium->layout.sessions[0].state, SESSION_CLOSED);
	rig_destroy(rig);
}

static void closing_twice_takes_no_time(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);
	uint64_t before;

	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	before = rig->now;
	CHECK_EQUAL(rig_none(rig, CLOSE_SESSION), 0);
	CHECK(rig->now - before > UINT64_C(1000000000));
	before = rig->now;
	CHECK_EQUAL(rig_none(rig, CLOSE_SESSION), 0);
	CHECK(rig->now - before < UINT64_C(1000000000));
	CHECK_EQUAL(rig->drive->medium->layout.session_count, 2);
	rig_destroy(rig);
}

static void reserved_tracks_are_closed_first(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "53 00 00 00 00 00 00 00 00 00"), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00005);
	CHECK_EQUAL(rig_none(rig, "53 00 00 00 00 00 00 00 40 00"), 0);
	CHECK_EQUAL(rig_none(rig, CLOSE_SESSION), 0x057203);
	CHECK_EQUAL(rig_none(rig, "5B 00 01 00 00 01 00 00 00 00"), 0);
	CHECK_EQUAL(rig_none(rig, CLOSE_SESSION), 0);
	rig_destroy(rig);
}

/* ---- READ FORMAT CAPACITIES, FORMAT UNIT ---- */

static void format_capacities_of_a_bd_re(void)
{
	struct rig *rig = rig_create("bd-re", 12219392);

	CHECK_EQUAL(rig_in(rig, FORMAT_CAPACITIES, 255), 0);
	CHECK_EQUAL(rig->command.transferred, 52);
	CHECK_DATA(rig, "00 00 00 30 00 BA 74 00 01 00 08 00 00 B4 74 00 00 00 30 00 00 B4 74 00 C0 00 30 00 00 B0 74 "
	                "00 C0 00 50 00 00 B8 74 00 C0 00 10 00 00 BA 74 00 C4 00 08 00");
	rig_destroy(rig);
}

static void format_capacities_of_others(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, FORMAT_CAPACITIES, 255), 0);
	CHECK_EQUAL(rig->command.transferred, 12);
	CHECK_DATA(rig, "00 00 00 08 00 00 10 00 01 00 08 00");
	CHECK_EQUAL(rig_write(rig, 0, 16), 0);
	CHECK_EQUAL(rig_in(rig, FORMAT_CAPACITIES, 255), 0);
	CHECK_DATA(rig, "00 00 00 08 00 00 00 10 02 00 08 00");
	rig_destroy(rig);
	rig = rig_create(NULL, 0);
	CHECK_EQUAL(rig_in(rig, FORMAT_CAPACITIES, 255), 0);
	CHECK_EQUAL(rig->command.transferred, 12);
	CHECK_EQUAL(rig->data[8], 0x03);
	rig_destroy(rig);
}

/* Formats a raw disc of 32768 blocks, 1024 clusters, and returns the answer. */
static uint32_t format(struct rig *rig, const char *list)
{
	rig_fill(rig, list);
	return rig_out(rig, FORMAT, 12);
}

static void formats_that_a_bd_re_takes(void)
{
	static const struct {
		const char *list;
		uint32_t blocks;
	} formats[] = {
		{"00 80 00 08 00 00 7C 00 00 00 00 20", 31744}, /* full, default spares */
		{"00 80 00 08 00 00 7C 00 C0 00 00 20", 31744}, {"00 80 00 08 00 00 7C 00 C2 00 00 20", 31744},
		{"00 80 00 08 00 00 7C 00 C3 00 00 20", 31744}, {"00 80 00 08 00 00 60 00 C0 00 01 00", 24576},
		{"00 80 00 08 00 00 80 00 C4 00 08 00", 32768}, {"00 00 00 08 00 00 80 00 C5 00 08 00", 32768},
	};
	struct rig *rig = rig_create("bd-re", 32768);

	for (unsigned i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		CHECK_EQUAL(format(rig, formats[i].list), 0);
		CHECK_EQUAL(rig->drive->medium->layout.formatted_blocks, formats[i].blocks);
	}
	rig_destroy(rig);
}

static void formats_that_it_does_not_take(void)
{
	static const struct {
		const char *list;
		uint32_t field;
	} formats[] = {
		{"00 80 00 07 00 00 7C 00 00 00 00 20", 0x800002}, /* descriptor length */
		{"00 20 00 08 00 00 7C 00 00 00 00 20", 0x8E0001}, /* DCRT without FOV */
		{"00 88 00 08 00 00 7C 00 00 00 00 20", 0x8B0001}, /* IP */
		{"00 80 00 08 00 00 7C 00 98 00 00 20", 0x8F0008}, /* type 26h */
		{"00 80 00 08 00 00 7C 00 C1 00 00 20", 0x890008}, /* sub-type 1 of 30h */
		{"00 80 00 08 00 00 7C 20 00 00 00 20", 0x800004}, /* not a size of 00h */
		{"00 80 00 08 00 00 7C 00 C0 00 00 21", 0},        /* a listed size: its spares are known */
		{"00 80 00 08 00 00 70 00 C0 00 00 21", 0x800004}, /* spares that do not add up */
	};
	struct rig *rig = rig_create("bd-re", 32768);

	for (unsigned i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		CHECK_EQUAL(format(rig, formats[i].list), formats[i].field ? 0x052600 : 0);
		CHECK_EQUAL(rig_field(rig), formats[i].field);
	}
	CHECK_EQUAL(rig_out(rig, "04 01 00 00 00 00", 12), 0x052400); /* FmtData */
	CHECK_EQUAL(rig_field(rig), 0xCC0001);
	CHECK_EQUAL(rig_out(rig, "04 12 00 00 00 00", 12), 0x052400); /* format code */
	CHECK_EQUAL(rig_field(rig), 0xCA0001);
	CHECK_EQUAL(rig_out(rig, FORMAT, 8), 0x0B4B00);
	rig_destroy(rig);
}

static void write_once_media_have_no_format(void)
{
	static const char *const types[] = {"dvd+r", "dvd-rom"};

	for (unsigned i = 0; i < 2; i++) {
		struct rig *rig = rig_create(types[i], 4096);

		CHECK_EQUAL(format(rig, "00 80 00 08 00 00 10 00 00 00 00 20"), 0x053006);
		rig_destroy(rig);
	}
}

static void immediate_format_is_in_the_background(void)
{
	struct rig *rig = rig_create_realistic("bd-re", 32768);

	CHECK_EQUAL(format(rig, "00 82 00 08 00 00 7C 00 00 00 00 20"), 0);
	CHECK_EQUAL(rig->drive->medium->layout.formatted_blocks, 0);
	CHECK_EQUAL(rig_none(rig, TUR), 0x020404);
	rig_advance(rig, UINT64_C(120000000000));
	CHECK_EQUAL(rig_none(rig, TUR), 0);
	CHECK_EQUAL(rig->drive->medium->layout.formatted_blocks, 31744);
	CHECK_EQUAL(rig->drive->medium->uncommitted_blocks, 0);
	rig_destroy(rig);
}

/* ---- the tray ---- */

static void eject_and_load(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, EJECT), 0);
	CHECK_EQUAL(rig_none(rig, TUR), 0x023A02);
	CHECK_EQUAL(rig_none(rig, EJECT), 0);
	CHECK_EQUAL(rig_none(rig, START), 0x023A02);
	CHECK_EQUAL(rig_none(rig, LOAD), 0);
	CHECK_EQUAL(rig_none(rig, TUR), 0x062800);
	CHECK_EQUAL(rig_none(rig, TUR), 0);
	CHECK_EQUAL(rig_none(rig, LOAD), 0);
	CHECK_EQUAL(rig_none(rig, TUR), 0);
	rig_destroy(rig);
}

/* growisofs ejects with IMMED, and at once again without. */
static void an_eject_behind_an_eject_waits_for_it(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "1B 01 00 00 02 00"), 0);
	CHECK_EQUAL(rig->drive->tray, TRAY_CLOSED);
	CHECK_EQUAL(rig_none(rig, TUR), 0x020407);
	CHECK_EQUAL(rig_none(rig, EJECT), 0);
	CHECK_EQUAL(rig->drive->tray, TRAY_OPEN);
	rig_destroy(rig);
}

static void loading_takes_time(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, EJECT), 0);
	CHECK_EQUAL(rig_none(rig, LOAD), 0);
	CHECK_EQUAL(rig_none(rig, TUR), 0x020401);
	rig_advance(rig, UINT64_C(60000000000));
	CHECK_EQUAL(rig_none(rig, TUR), 0x062800);
	rig_destroy(rig);
}

static void prevention_keeps_the_tray_in(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "1E 00 00 00 01 00"), 0);
	CHECK_EQUAL(rig_none(rig, EJECT), 0x055302);
	CHECK_EQUAL(rig_none(rig, "1E 00 00 00 00 00"), 0);
	CHECK_EQUAL(rig_none(rig, "1E 00 00 00 03 00"), 0);
	CHECK_EQUAL(rig_none(rig, "1E 00 00 00 00 00"), 0); /* the other lock */
	CHECK_EQUAL(rig_none(rig, EJECT), 0x055302);
	CHECK_EQUAL(rig_none(rig, "1E 00 00 00 02 00"), 0);
	CHECK_EQUAL(rig_none(rig, EJECT), 0);
	CHECK_EQUAL(rig_none(rig, "1E 00 00 00 01 00"), 0);
	CHECK_EQUAL(rig_none(rig, EJECT), 0); /* it is out already */
	rig_destroy(rig);
}

static void eject_writes_the_cache_out(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_write(rig, 0, 100), 0);
	CHECK_EQUAL(rig_none(rig, EJECT), 0);
	CHECK_EQUAL(rig->drive->medium->layout.tracks[0].recorded, 112);
	CHECK_EQUAL(rig->drive->medium->uncommitted_blocks, 0);
	rig_destroy(rig);
}

static void start_and_stop(void)
{
	struct rig *rig = rig_create_realistic("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "1B 01 00 00 00 00"), 0); /* growisofs' barrier: with IMMED */
	CHECK_EQUAL(rig_none(rig, TUR), 0x020407);
	rig_advance(rig, UINT64_C(10000000000));
	CHECK_EQUAL(rig_none(rig, STOP), 0);
	CHECK_EQUAL(rig_none(rig, TUR), 0);
	CHECK_EQUAL(rig_none(rig, START), 0);
	rig_destroy(rig);
	rig = rig_create(NULL, 0);
	CHECK_EQUAL(rig_none(rig, START), 0x023A01);
	CHECK_EQUAL(rig_none(rig, STOP), 0);
	rig_destroy(rig);
}

static void power_conditions(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "1B 00 00 00 32 00"), 0); /* standby: LoEj means nothing */
	CHECK_EQUAL(rig_none(rig, TUR), 0);
	CHECK_EQUAL(rig_none(rig, "1B 00 00 00 20 00"), 0);
	CHECK_EQUAL(rig_none(rig, "1B 00 00 00 40 00"), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCF0004);
	CHECK_EQUAL(rig_none(rig, "1B 00 00 01 02 00"), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCB0003);
	rig_destroy(rig);
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"CloseTrackSession.UndefinedFunctions", undefined_functions_are_pointed_at},
		{"CloseTrackSession.TrackThatIsNotThere", a_track_that_is_not_there_cannot_be_closed},
		{"CloseTrackSession.FinalisingIgnoresTheTrackNumber", finalising_ignores_the_track_number},
		{"CloseTrackSession.WhatIsCachedIsClosed", what_is_cached_is_closed_with_the_rest},
		{"CloseTrackSession.ImmediateTellsProgress", immediate_close_tells_progress},
		{"CloseTrackSession.TwiceTakesNoTime", closing_twice_takes_no_time},
		{"ReserveTrack.IsClosedFirst", reserved_tracks_are_closed_first},
		{"ReadFormatCapacities.BdRe", format_capacities_of_a_bd_re},
		{"ReadFormatCapacities.Others", format_capacities_of_others},
		{"FormatUnit.Taken", formats_that_a_bd_re_takes},
		{"FormatUnit.NotTaken", formats_that_it_does_not_take},
		{"FormatUnit.WriteOnceMediaHaveNone", write_once_media_have_no_format},
		{"FormatUnit.ImmediateIsInTheBackground", immediate_format_is_in_the_background},
		{"StartStopUnit.EjectAndLoad", eject_and_load},
		{"StartStopUnit.AnEjectBehindAnEjectWaitsForIt", an_eject_behind_an_eject_waits_for_it},
		{"StartStopUnit.LoadingTakesTime", loading_takes_time},
		{"StartStopUnit.PreventionKeepsTheTrayIn", prevention_keeps_the_tray_in},
		{"StartStopUnit.EjectWritesTheCacheOut", eject_writes_the_cache_out},
		{"StartStopUnit.StartAndStop", start_and_stop},
		{"StartStopUnit.PowerConditions", power_conditions},
		{0},
	};

	return unit_main(argc, argv, tests);
}
