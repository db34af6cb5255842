/* SPDX-License-Identifier: MIT */
/*
 * Work that fails. Who waits for it is told at once; what fails when its command was answered long ago is a deferred
 * error [SPC-4 "Deferred errors"]: the next command that can be told ends with it, and is not carried out.
 */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

#define TUR "00 00 00 00 00 00"
#define BAD_BLOCK "id=bad step=record lba=20..20 do=sense:3/0C/00"

enum { CURRENT_ERROR = 0x70, DEFERRED_ERROR = 0x71 };

static void expect_error(struct answer answer, unsigned response, unsigned sense, const char *file, int line)
{
	if (expect_sense(answer, sense, "it", file, line))
		expect((answer.sense_data[0] & 0x7F) == response, file, line,
		       "the error is told as %02Xh, expected %02Xh", answer.sense_data[0] & 0x7F, response);
}

#define EXPECT_DEFERRED(answer, sense) expect_error((answer), DEFERRED_ERROR, (sense), __FILE__, __LINE__)
#define EXPECT_CURRENT(answer, sense) expect_error((answer), CURRENT_ERROR, (sense), __FILE__, __LINE__)

/* One WRITE of 32 blocks is accepted, and the laser fails at number 20. */
static bool fail_to_record(struct rig *rig)
{
	rig_arm(rig, BAD_BLOCK);
	return EXPECT_GOOD(write_blocks(rig, 0, 32, rig->seed));
}

/* ---- how it is told ---- */

static void next_command_is_told(struct rig *rig)
{
	struct answer answer;

	if (!fail_to_record(rig))
		return;
	answer = order(rig, TUR);
	EXPECT_DEFERRED(answer, 0x030C00);
	EXPECT_BLOCK(answer, 20);
	EXPECT_GOOD(order(rig, TUR));
}

static void some_are_not_told(struct rig *rig)
{
	uint8_t data[96];

	if (!fail_to_record(rig))
		return;
	EXPECT_GOOD(order_in(rig, "12 00 00 00 60 00", data, 96));
	EXPECT_GOOD(order_in(rig, "46 00 00 00 00 00 00 00 08 00", data, 8));
	EXPECT_GOOD(order_in(rig, "4A 01 00 00 10 00 00 00 08 00", data, 8));
	EXPECT_GOOD(order_in(rig, "A0 00 00 00 00 00 00 00 00 10 00 00", data, 16));
	EXPECT_DEFERRED(order(rig, TUR), 0x030C00);
}

static void request_sense_is_told(struct rig *rig)
{
	uint8_t data[18];

	if (!fail_to_record(rig))
		return;
	EXPECT_GOOD(order_in(rig, "03 00 00 00 12 00", data, sizeof(data)));
	EXPECT_EQUAL(data[0], 0x80 | DEFERRED_ERROR);
	EXPECT_EQUAL(data[2] & 0x0F, 0x3);
	EXPECT_EQUAL(u16(data + 12), 0x0C00);
	EXPECT_EQUAL(u32(data + 3), 20);
	EXPECT_GOOD(order(rig, TUR));
}

static void who_is_told_is_not_carried_out(struct rig *rig)
{
	uint32_t next;

	if (!fail_to_record(rig))
		return;
	EXPECT_DEFERRED(order(rig, "1E 00 00 00 01 00"), 0x030C00);
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	EXPECT(await_ready(rig), "the disc is not ready");
	rig_disarm(rig, "bad");
	next = next_writable(rig, 1);
	rig_arm(rig, "id=bad step=record nth=1 times=1 do=sense:3/0C/00");
	REQUIRE_GOOD(write_blocks(rig, next, 16, rig->seed));
	EXPECT_DEFERRED(write_blocks(rig, next + 16, 16, rig->seed), 0x030C00);
	EXPECT_EQUAL(next_writable(rig, 1), next);
}

static void attention_comes_first(struct rig *rig)
{
	if (!fail_to_record(rig))
		return;
	rig_reset(rig);
	EXPECT_SENSE(order(rig, TUR), 0x062900);
	EXPECT_DEFERRED(order(rig, TUR), 0x030C00);
	EXPECT_GOOD(order(rig, TUR));
}

static void power_on_forgets(struct rig *rig)
{
	if (!fail_to_record(rig))
		return;
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_GOOD(order(rig, TUR));
}

/* ---- the cache ---- */

/* Up to the bad block all is there; its ECC block is filled up, what was accepted behind it is lost. */
static void what_came_before_is_recorded(struct rig *rig)
{
	if (!fail_to_record(rig))
		return;
	EXPECT_DEFERRED(order(rig, TUR), 0x030C00);
	EXPECT_EQUAL(next_writable(rig, 1), 32);
	EXPECT_HOLDS(rig, 0, 20, rig->seed);
	EXPECT_ZEROS(rig, 20, 12);
	rig_disarm(rig, "bad");
	REQUIRE_GOOD(write_blocks(rig, 32, 16, rig->seed));
	REQUIRE_GOOD(close_session(rig));
	EXPECT_HOLDS(rig, 32, 16, rig->seed);
}

static void rest_of_the_cache_is_lost(struct rig *rig)
{
	uint8_t data[12];

	if (!fail_to_record(rig))
		return;
	EXPECT_ONE_SENSE(synchronize(rig), 0x030C00);
	EXPECT_GOOD(order_in(rig, "5C 00 00 00 00 00 00 00 0C 00", data, sizeof(data)));
	EXPECT_EQUAL(u32(data + 8), u32(data + 4));
	EXPECT_HOLDS(rig, 0, 20, rig->seed);
	EXPECT_ZEROS(rig, 20, 12);
}

static void synchronize_owns_it(struct rig *rig)
{
	struct answer answer;

	if (!fail_to_record(rig))
		return;
	answer = synchronize(rig);
	EXPECT_CURRENT(answer, 0x030C00);
	EXPECT_BLOCK(answer, 20);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_GOOD(synchronize(rig));
}

static void close_owns_it(struct rig *rig)
{
	if (!fail_to_record(rig))
		return;
	EXPECT_CURRENT(close_session(rig), 0x030C00);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
	EXPECT_EQUAL(next_writable(rig, 1), 32);
}

/* A WRITE that waits for room tells of an earlier one's. */
static void waiting_write_tells_it(struct rig *rig)
{
	struct answer answer = {0};
	uint32_t lba = 0;

	rig_arm(rig, "id=bad step=record lba=600..600 do=sense:3/0C/00");
	for (; lba < 8000 && !answer.status; lba += 32)
		answer = write_blocks(rig, lba, 32, rig->seed);
	EXPECT_DEFERRED(answer, 0x030C00);
	EXPECT_BLOCK(answer, 600);
	EXPECT_EQUAL(next_writable(rig, 1), 608);
	EXPECT_HOLDS(rig, 0, 600, rig->seed);
}

static void synchronize_with_immed_defers_it(struct rig *rig)
{
	if (!fail_to_record(rig))
		return;
	EXPECT_GOOD(order(rig, "35 02 00 00 00 00 00 00 00 00"));
	pass(rig, 10 * NS_PER_S);
	EXPECT_DEFERRED(order(rig, TUR), 0x030C00);
	EXPECT_GOOD(order(rig, TUR));
}

/* A session without its last blocks is not closed. */
static void waiting_close_is_dropped(struct rig *rig)
{
	if (!fail_to_record(rig))
		return;
	EXPECT_GOOD(order(rig, "5B 01 02 00 00 00 00 00 00 00"));
	pass(rig, 120 * NS_PER_S);
	EXPECT_DEFERRED(order(rig, TUR), 0x030C00);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
	EXPECT_EQUAL(next_writable(rig, 1), 32);
}

/* ---- past the cache ---- */

static void force_unit_access_fails_at_once(struct rig *rig)
{
	static const uint8_t data[16 * BLOCK];
	struct answer answer;

	rig_arm(rig, "id=bad step=record lba=4..4 do=sense:3/0C/00");
	answer = order_out(rig, "2A 08 00 00 00 00 00 00 10 00", data, sizeof(data));
	EXPECT_CURRENT(answer, 0x030C00);
	EXPECT_BLOCK(answer, 4);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_EQUAL(next_writable(rig, 1), 0);
}

static void verification_fails_at_once(struct rig *rig)
{
	static const uint8_t data[16 * BLOCK];

	rig_arm(rig, "id=bad step=read lba=4..4 do=sense:3/11/00");
	EXPECT_CURRENT(order_out(rig, "2E 00 00 00 00 00 00 00 10 00", data, sizeof(data)), 0x031100);
	EXPECT_GOOD(order(rig, TUR));
}

static void bad_block_cannot_be_read(struct rig *rig)
{
	struct answer answer;

	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	rig_arm(rig, "id=bad step=read lba=20..20 do=sense:3/11/05");
	answer = read_blocks(rig, 16, 16);
	EXPECT_CURRENT(answer, 0x031105);
	EXPECT_BLOCK(answer, 20);
	EXPECT_CURRENT(order(rig, "2F 00 00 00 00 00 00 00 20 00"), 0x031105);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_HOLDS(rig, 0, 20, rig->seed);
	EXPECT_HOLDS(rig, 21, 11, rig->seed);
}

/* ---- other work ---- */

static void failed_close_leaves_it_open(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	rig_arm(rig, "id=bad step=close-session times=1 do=sense:3/72/02");
	EXPECT_CURRENT(close_session(rig), 0x037202);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
	EXPECT_EQUAL(next_writable(rig, 1), 16);
	EXPECT_GOOD(close_session(rig));
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
}

static void failed_close_with_immed_is_deferred(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	rig_arm(rig, "id=bad step=close-session times=1 do=sense:3/72/02");
	REQUIRE_GOOD(order(rig, "5B 01 02 00 00 00 00 00 00 00"));
	EXPECT_SENSE(order(rig, TUR), 0x020407);
	pass(rig, 120 * NS_PER_S);
	EXPECT_DEFERRED(order(rig, TUR), 0x037202);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_EQUAL(disc_information(rig).sessions, 1);
	EXPECT_GOOD(close_session(rig));
	EXPECT_HOLDS(rig, 0, 16, rig->seed);
}

static void failed_finalise_leaves_it_open(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	rig_arm(rig, "id=bad step=finalise times=1 do=sense:3/72/02");
	EXPECT_CURRENT(finalise(rig), 0x037202);
	EXPECT_EQUAL(disc_information(rig).status, 1);
	EXPECT_GOOD(finalise(rig));
}

static void failed_format_is_none(struct rig *rig)
{
	rig_arm(rig, "id=bad step=format times=1 do=sense:3/31/01");
	EXPECT_CURRENT(format_disc(rig), 0x033101);
	EXPECT_EQUAL(disc_information(rig).status, 0);
	EXPECT_GOOD(format_disc(rig));
	EXPECT_EQUAL(disc_information(rig).status, 2);
}

static void failed_calibration_is_told(struct rig *rig)
{
	rig_arm(rig, "id=bad step=calibrate times=1 do=sense:3/73/03");
	EXPECT_CURRENT(order(rig, "54 01 00 00 00 00 00 00 00 00"), 0x037303);
	EXPECT_GOOD(order(rig, "54 01 00 00 00 00 00 00 00 00"));
}

static void failed_eject_leaves_it_closed(struct rig *rig)
{
	uint8_t data[8];

	rig_arm(rig, "id=bad step=eject times=1 do=sense:4/53/00");
	EXPECT_CURRENT(order(rig, "1B 00 00 00 02 00"), 0x045300);
	EXPECT_GOOD(order_in(rig, "BD 00 00 00 00 00 00 00 00 08 00 00", data, sizeof(data)));
	EXPECT_EQUAL(data[1] & 0x10, 0);
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
}

/* clang-format off */
#define TROUBLE (ROOM | NEEDS_FAULTS)
const struct test_case mmc_deferred_cases[] = {
	{"Deferred.Told",             "DEF-01", "", TROUBLE,         "dvd+r bd-re", next_command_is_told},
	{"Deferred.NotTold",          "DEF-02", "", TROUBLE,         "dvd+r", some_are_not_told},
	{"Deferred.RequestSense",     "DEF-03", "", TROUBLE,         "dvd+r", request_sense_is_told},
	{"Deferred.NotDone",          "DEF-04", "", TROUBLE,         "dvd+r", who_is_told_is_not_carried_out},
	{"Deferred.AttentionFirst",   "DEF-05", "", TROUBLE | HANDS | OURS, "dvd+r", attention_comes_first},
	{"Deferred.PowerOnForgets",   "DEF-06", "", TROUBLE | HANDS, "dvd+r", power_on_forgets},
	{"Deferred.Cache.Before",     "DEF-07", "", TROUBLE | OURS,  "dvd+r", what_came_before_is_recorded},
	{"Deferred.Cache.Lost",       "DEF-07", "", TROUBLE | OURS | SLOW, "bd-re", rest_of_the_cache_is_lost},
	{"Deferred.Cache.Synchronize", "DEF-08", "", TROUBLE | SLOW, "dvd+r bd-re", synchronize_owns_it},
	{"Deferred.Cache.Close",      "DEF-08", "", TROUBLE | SLOW,  "dvd+r", close_owns_it},
	{"Deferred.Cache.Write",      "DEF-09", "", TROUBLE | SLOW | NEEDS_WAITING_CACHE, "dvd+r", waiting_write_tells_it},
	{"Deferred.Cache.Immed",      "DEF-10", "", TROUBLE | SLOW,  "dvd+r", synchronize_with_immed_defers_it},
	{"Deferred.Cache.CloseImmed", "DEF-10", "", TROUBLE | SLOW,  "dvd+r", waiting_close_is_dropped},
	{"Deferred.Close.Immed",      "DEF-10", "", TROUBLE | SLOW,  "dvd+r", failed_close_with_immed_is_deferred},
	{"Failure.ForceUnitAccess",   "DEF-11", "", TROUBLE,         "dvd+r", force_unit_access_fails_at_once},
	{"Failure.WriteAndVerify",    "DEF-11", "", TROUBLE,         "dvd+r bd-re", verification_fails_at_once},
	{"Failure.Read",              "DEF-11", "", TROUBLE,         "dvd+r bd-re", bad_block_cannot_be_read},
	{"Failure.Close",             "DEF-12", "", TROUBLE,         "dvd+r", failed_close_leaves_it_open},
	{"Failure.Finalise",          "DEF-12", "", TROUBLE,         "dvd+r", failed_finalise_leaves_it_open},
	{"Failure.Format",            "DEF-12", "", NEW_DISC | NEEDS_FAULTS, "bd-re", failed_format_is_none},
	{"Failure.Calibrate",         "DEF-12", "", TROUBLE,         "dvd+r", failed_calibration_is_told},
	{"Failure.Eject",             "DEF-12", "", TROUBLE,         "dvd+r", failed_eject_leaves_it_closed},
	{0},
};
/* clang-format on */
