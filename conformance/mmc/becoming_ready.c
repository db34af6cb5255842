/* SPDX-License-Identifier: MIT */
/* While the drive finds out what disc it has: 2/04/01 for what is about the disc, answers for all else. */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/commands.h"
#include "conformance/mmc/disc.h"

static bool begin_loading(struct rig *rig)
{
	rig_power_cycle(rig);
	return EXPECT_EQUAL(order(rig, "00 00 00 00 00 00").sense, 0x062900);
}

static void is_held_off(struct rig *rig, const struct known_command *command)
{
	if (!begin_loading(rig))
		return;
	EXPECT_SENSE(send_known(rig, command), 0x020401);
	pass(rig, 2 * NS_PER_S);
	EXPECT_SENSE(send_known(rig, command), 0x020401);
}

static void is_answered(struct rig *rig, const struct known_command *command)
{
	if (!begin_loading(rig))
		return;
	EXPECT_GOOD(send_known(rig, command));
	EXPECT_SENSE(order(rig, "00 00 00 00 00 00"), 0x020401);
}

#define HELD_OFF(name)                                             \
	static void loading_##name(struct rig *rig)                \
	{                                                          \
		is_held_off(rig, &known_commands[COMMAND_##name]); \
	}
#define ANSWERED(name)                                             \
	static void loading_##name(struct rig *rig)                \
	{                                                          \
		is_answered(rig, &known_commands[COMMAND_##name]); \
	}
COMMANDS_ABOUT_THE_DISC(HELD_OFF)
COMMANDS_WITHOUT_A_DISC(ANSWERED)

static void then_it_is_ready(struct rig *rig)
{
	uint64_t began;

	if (!begin_loading(rig))
		return;
	began = platform_now(rig->platform);
	EXPECT(await_ready(rig), "it never becomes ready");
	EXPECT(platform_now(rig->platform) - began > NS_PER_S, "it was ready at once");
	EXPECT_EQUAL(disc_information(rig).answer.status, 0);
}

/* Until the disc is known, the drive does not claim to know it. */
static void profile_comes_with_readiness(struct rig *rig)
{
	uint8_t data[8];

	if (!begin_loading(rig))
		return;
	EXPECT_GOOD(order_in(rig, "46 00 00 00 00 00 00 00 08 00", data, sizeof(data)));
	EXPECT_EQUAL(u16(data + 6), 0x0000);
	EXPECT(await_ready(rig), "it never becomes ready");
	EXPECT_GOOD(order_in(rig, "46 00 00 00 00 00 00 00 08 00", data, sizeof(data)));
	EXPECT_EQUAL(u16(data + 6), 0x001B);
}

/* A tray that was opened meanwhile has no disc that could become ready. */
static void opened_meanwhile(struct rig *rig)
{
	uint8_t data[8];

	if (!begin_loading(rig))
		return;
	rig_push_button(rig);
	pass(rig, 60 * NS_PER_S);
	EXPECT_SENSE(order(rig, "00 00 00 00 00 00"), 0x023A02);
	EXPECT_GOOD(order_in(rig, "4A 01 00 00 10 00 00 00 08 00", data, sizeof(data)));
	EXPECT_EQUAL(data[4] & 0x0F, 3);
	rig_push_button(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
}

static void request_sense_tells(struct rig *rig)
{
	uint8_t data[18];

	if (!begin_loading(rig))
		return;
	EXPECT_GOOD(order_in(rig, "03 00 00 00 12 00", data, sizeof(data)));
	EXPECT_EQUAL(data[2] & 0x0F, 0x2);
	EXPECT_EQUAL(u16(data + 12), 0x0401);
}

/* clang-format off */
#define HELD_OFF_ROW(name) {"BecomingReady.HeldOff." #name,  "NR-04", "", HANDS | SLOW, "dvd+r", loading_##name},
#define ANSWERED_ROW(name) {"BecomingReady.Answered." #name, "NR-05", "", HANDS | SLOW, "dvd+r", loading_##name},
const struct test_case mmc_becoming_ready_cases[] = {
	COMMANDS_ABOUT_THE_DISC(HELD_OFF_ROW)
	COMMANDS_WITHOUT_A_DISC(ANSWERED_ROW)
	{"BecomingReady.Ends",         "NR-06", "", HANDS | SLOW, "dvd+r bd-re", then_it_is_ready},
	{"BecomingReady.Opened",       "NR-09", "", HANDS | SLOW, "dvd+r",       opened_meanwhile},
	{"BecomingReady.Profile",      "NR-07", "", HANDS | SLOW, "dvd+r",       profile_comes_with_readiness},
	{"BecomingReady.RequestSense", "NR-08", "", HANDS | SLOW, "dvd+r",       request_sense_tells},
	{0},
};
/* clang-format on */
