/* SPDX-License-Identifier: MIT */
/*
 * Work that was asked for with IMMED [MMC-6 "Immediate operations"]: answered at once, done in the background, told of
 * by NOT READY with a progress indication, and by events.
 */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/commands.h"
#include "conformance/mmc/disc.h"

#define CLOSE_SESSION_IMMED "5B 01 02 00 00 00 00 00 00 00"
#define TUR "00 00 00 00 00 00"

static bool begin_closing(struct rig *rig)
{
	return EXPECT_GOOD(write_blocks(rig, 0, 16, rig->seed)) && EXPECT_GOOD(order(rig, CLOSE_SESSION_IMMED));
}

static void is_held_off(struct rig *rig, const struct known_command *command)
{
	struct answer answer;

	if (!begin_closing(rig))
		return;
	pass(rig, 10 * NS_PER_S);
	answer = send_known(rig, command);
	EXPECT_SENSE(answer, 0x020407);
	EXPECT(progress_of(answer) > 0, "there is no progress");
	EXPECT_TRANSFERRED(rig, answer, 0);
}

static void is_answered(struct rig *rig, const struct known_command *command)
{
	if (!begin_closing(rig))
		return;
	EXPECT_GOOD(send_known(rig, command));
	EXPECT_SENSE(order(rig, TUR), 0x020407);
}

#define HELD_OFF(name)                                             \
	static void during_##name(struct rig *rig)                 \
	{                                                          \
		is_held_off(rig, &known_commands[COMMAND_##name]); \
	}
#define ANSWERED(name)                                             \
	static void during_##name(struct rig *rig)                 \
	{                                                          \
		is_answered(rig, &known_commands[COMMAND_##name]); \
	}
COMMANDS_HELD_OFF_BY_AN_OPERATION(HELD_OFF)
COMMANDS_DURING_AN_OPERATION(ANSWERED)

/* ---- from beginning to end, for each operation ---- */

struct operation {
	const char *cdb;
	uint8_t list[12]; /* FORMAT UNIT's parameter list */
	unsigned sense;   /* while it goes on */
	uint64_t least_ns;
};

/* Watches until it is done: progress never goes back, and gets somewhere. */
static void watch(struct rig *rig, const struct operation *operation)
{
	uint64_t began = platform_now(rig->platform), deadline = began + 3600 * NS_PER_S;
	struct answer answer = order(rig, TUR);
	int before = 0, steps = 0;

	EXPECT(platform_now(rig->platform) - began < NS_PER_S, "TEST UNIT READY waited");
	while (answer.sense == operation->sense && platform_now(rig->platform) < deadline) {
		int now = progress_of(answer);

		if (!EXPECT(now >= before, "progress goes from %d to %d", before, now))
			return;
		steps += now > before;
		before = now;
		pass(rig, 50 * NS_PER_MS);
		answer = order(rig, TUR);
	}
	EXPECT_GOOD(answer);
	EXPECT(steps >= 5, "progress moved only %d times", steps);
	EXPECT(platform_now(rig->platform) - began >= operation->least_ns, "it was done too soon");
}

static void carry_out(struct rig *rig, const struct operation *operation)
{
	uint64_t began = platform_now(rig->platform);

	REQUIRE_GOOD(operation->list[3] ? order_out(rig, operation->cdb, operation->list, 12)
	                                : order(rig, operation->cdb));
	EXPECT(platform_now(rig->platform) - began < NS_PER_S, "IMMED was not answered at once");
	watch(rig, operation);
}

static void close_session_immed(struct rig *rig)
{
	static const struct operation closing = {CLOSE_SESSION_IMMED, {0}, 0x020407, 10 * NS_PER_S};

	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	carry_out(rig, &closing);
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
	EXPECT_HOLDS(rig, 0, 512, rig->seed);
}

static void finalise_immed(struct rig *rig)
{
	static const struct operation finalising = {"5B 01 06 00 00 00 00 00 00 00", {0}, 0x020407, 10 * NS_PER_S};

	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	carry_out(rig, &finalising);
	EXPECT_EQUAL(disc_information(rig).status, 2);
}

static void synchronize_immed(struct rig *rig)
{
	static const struct operation synchronizing = {"35 02 00 00 00 00 00 00 00 00", {0}, 0x020408, 0};
	struct answer answer;

	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	REQUIRE_GOOD(order(rig, synchronizing.cdb));
	answer = order(rig, TUR);
	EXPECT_SENSE(answer, synchronizing.sense);
	EXPECT(progress_of(answer) >= 0, "there is no progress");
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(next_writable(rig, 1), 512);
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "it does not come back");
	EXPECT_HOLDS(rig, 0, 512, rig->seed);
}

static void format_immed(struct rig *rig)
{
	struct operation formatting = {"04 11 00 00 00 00", {0, 0x02, 0, 8}, 0x020404, 10 * NS_PER_S};
	uint8_t list[252];

	REQUIRE_GOOD(order_in(rig, "23 00 00 00 00 00 00 00 FC 00", list, sizeof(list)));
	for (unsigned i = 0; i < 8; i++)
		formatting.list[4 + i] = list[12 + i];
	carry_out(rig, &formatting);
	EXPECT_EQUAL(readable_blocks(rig), u32(list + 12));
}

/* Without IMMED the answer comes when it is done. */
static void without_immed_it_waits(struct rig *rig)
{
	uint64_t began;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	began = platform_now(rig->platform);
	EXPECT_GOOD(close_session(rig));
	EXPECT(platform_now(rig->platform) - began > 10 * NS_PER_S, "it was done too soon");
	EXPECT_GOOD(order(rig, TUR));
}

static void request_sense_tells_progress(struct rig *rig)
{
	uint8_t data[18];

	if (!begin_closing(rig))
		return;
	pass(rig, 10 * NS_PER_S);
	EXPECT_GOOD(order_in(rig, "03 00 00 00 12 00", data, sizeof(data)));
	EXPECT_EQUAL(data[0] & 0x7F, 0x70);
	EXPECT_EQUAL(u16(data + 12), 0x0407);
	EXPECT_EQUAL(data[15] & 0x80, 0x80);
	EXPECT(u16(data + 16) > 0, "there is no progress");
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_GOOD(order_in(rig, "03 00 00 00 12 00", data, sizeof(data)));
	EXPECT_EQUAL(data[2] & 0x0F, 0);
	EXPECT_EQUAL(data[15], 0);
}

/* Whoever asks for the same again, while it goes on, gets neither it nor an end to what goes on. */
static void second_close_is_held_off(struct rig *rig)
{
	if (!begin_closing(rig))
		return;
	EXPECT_SENSE(order(rig, CLOSE_SESSION_IMMED), 0x020407);
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
}

/* clang-format off */
#define SLOW_ROOM (ROOM | SLOW)
#define HELD_OFF_ROW(name) {"LongOperation.HeldOff." #name,  "LONG-01 LONG-02", "", SLOW_ROOM, "dvd+r", during_##name},
#define ANSWERED_ROW(name) {"LongOperation.Answered." #name, "LONG-03",             "", SLOW_ROOM, "dvd+r", during_##name},
const struct test_case mmc_long_operation_cases[] = {
	COMMANDS_HELD_OFF_BY_AN_OPERATION(HELD_OFF_ROW)
	COMMANDS_DURING_AN_OPERATION(ANSWERED_ROW)
	{"LongOperation.CloseSession",  "LONG-04 LONG-05 CLOSE-01", "", SLOW_ROOM, "dvd+r", close_session_immed},
	{"LongOperation.Finalise",      "LONG-04 LONG-05 CLOSE-01", "", SLOW_ROOM, "dvd+r", finalise_immed},
	{"LongOperation.Synchronize",   "LONG-06 SYNC-01",              "", SLOW_ROOM | HANDS, "dvd+r", synchronize_immed},
	{"LongOperation.Format",        "LONG-04 LONG-05 FMT-01",   "", NEW_DISC | SLOW, "bd-re", format_immed},
	{"LongOperation.WithoutImmed",  "LONG-07",                          "", SLOW_ROOM, "dvd+r", without_immed_it_waits},
	{"LongOperation.RequestSense",  "LONG-08",                          "", SLOW_ROOM, "dvd+r", request_sense_tells_progress},
	{"LongOperation.SecondClose",   "LONG-09",                          "", SLOW_ROOM, "dvd+r", second_close_is_held_off},
	{0},
};
/* clang-format on */
