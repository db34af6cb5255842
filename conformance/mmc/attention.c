/* SPDX-License-Identifier: MIT */
/*
 * Unit attention [SAM-5 "Unit attention condition"]: after power on, reset and a change of disc the next command is
 * told, once, and not carried out; but for those that must always be answered.
 */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/commands.h"
#include "conformance/mmc/disc.h"

enum { ANY_RESET = 0x0629 };

static bool tells_of_power_on(struct answer answer)
{
	return answer.sense >> 8 == ANY_RESET;
}

static void is_told(struct rig *rig, const struct known_command *command)
{
	struct answer answer;

	rig_power_cycle(rig);
	answer = send_known(rig, command);
	EXPECT(tells_of_power_on(answer), "the first command after power on ends with sense %06X", answer.sense);
	EXPECT_TRANSFERRED(rig, answer, 0);
	EXPECT(!tells_of_power_on(send_known(rig, command)), "power on is told twice");
}

static void is_not_told(struct rig *rig, const struct known_command *command)
{
	rig_power_cycle(rig);
	EXPECT_GOOD(send_known(rig, command));
	EXPECT(tells_of_power_on(order(rig, "00 00 00 00 00 00")), "power on is not told any more");
}

#define TOLD(name)                                             \
	static void attention_##name(struct rig *rig)          \
	{                                                      \
		is_told(rig, &known_commands[COMMAND_##name]); \
	}
#define NOT_TOLD(name)                                             \
	static void attention_##name(struct rig *rig)              \
	{                                                          \
		is_not_told(rig, &known_commands[COMMAND_##name]); \
	}
#define NEVER_TOLD_COMMANDS(ROW) \
	ROW(Inquiry) ROW(GetConfiguration) ROW(GetEventStatus) ROW(ReportLuns) ROW(GetPerformance)
COMMANDS_THAT_REPORT_ATTENTION(TOLD)
NEVER_TOLD_COMMANDS(NOT_TOLD)

/* REQUEST SENSE is told in its data, and ends GOOD. */
static void request_sense_takes_it(struct rig *rig)
{
	uint8_t data[18];

	rig_power_cycle(rig);
	REQUIRE_GOOD(order_in(rig, "03 00 00 00 12 00", data, sizeof(data)));
	EXPECT_EQUAL(data[2] & 0x0F, 0x6);
	EXPECT_EQUAL(data[12], 0x29);
	EXPECT(!tells_of_power_on(order(rig, "00 00 00 00 00 00")), "power on is told twice");
}

/* It is not carried out: the lock stays open. */
static void what_is_told_is_not_done(struct rig *rig)
{
	rig_power_cycle(rig);
	EXPECT(tells_of_power_on(order(rig, "1E 00 00 00 01 00")), "power on is not told");
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
}

static void power_on_comes_before_the_disc(struct rig *rig)
{
	unsigned left = 600;
	struct answer answer;

	rig_power_cycle(rig);
	EXPECT(tells_of_power_on(order(rig, "00 00 00 00 00 00")), "power on is not told first");
	answer = order(rig, "00 00 00 00 00 00");
	while (answer.sense == 0x020401 && left--) {
		pass(rig, 100 * NS_PER_MS);
		answer = order(rig, "00 00 00 00 00 00");
	}
	EXPECT_SENSE(answer, 0x062800);
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
}

static void reset_is_told(struct rig *rig)
{
	rig_reset(rig);
	EXPECT(tells_of_power_on(order(rig, "00 00 00 00 00 00")), "the reset is not told");
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
}

static void two_resets_are_told_once(struct rig *rig)
{
	rig_reset(rig);
	rig_reset(rig);
	EXPECT(tells_of_power_on(order(rig, "00 00 00 00 00 00")), "the reset is not told");
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
}

static void reset_forgets_what_came_before(struct rig *rig)
{
	EXPECT_EQUAL(rig_insert(rig, "dvd+r"), 0);
	pass(rig, 60 * NS_PER_S);
	rig_reset(rig);
	EXPECT(tells_of_power_on(order(rig, "00 00 00 00 00 00")), "the reset is not told first");
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
}

static void another_disc_is_told(struct rig *rig)
{
	EXPECT_EQUAL(rig_insert(rig, rig->medium), 0);
	pass(rig, 60 * NS_PER_S);
	EXPECT_SENSE(order(rig, "00 00 00 00 00 00"), 0x062800);
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
}

static void reload_is_told(struct rig *rig)
{
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	fetch_attentions(rig);
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	pass(rig, 60 * NS_PER_S);
	EXPECT_SENSE(order(rig, "25 00 00 00 00 00 00 00 00 00"), 0x062800);
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
}

static void comes_before_no_disc(struct rig *rig)
{
	rig_power_cycle(rig);
	EXPECT(tells_of_power_on(order(rig, "00 00 00 00 00 00")), "power on is not told first");
	EXPECT_ONE_SENSE(order(rig, "00 00 00 00 00 00"), 0x023A00, 0x023A01);
}

static void comes_before_bad_commands(struct rig *rig)
{
	rig_power_cycle(rig);
	EXPECT(tells_of_power_on(order(rig, "FF 00 00 00 00 00 00 00 00 00")), "power on is not told first");
	fetch_attentions(rig);
	EXPECT_SENSE(order(rig, "FF 00 00 00 00 00 00 00 00 00"), 0x052000);
	rig_reset(rig);
	EXPECT(tells_of_power_on(order(rig, "00 01 00 00 00 00")), "the reset is not told first");
}

/* clang-format off */
#define TOLD_ROW(name)     {"Attention.Told." #name,    "UA-01 UA-02", "", HANDS, "dvd+r", attention_##name},
#define NOT_TOLD_ROW(name) {"Attention.NotTold." #name, "UA-03",           "", HANDS, "dvd+r", attention_##name},
const struct test_case mmc_attention_cases[] = {
	COMMANDS_THAT_REPORT_ATTENTION(TOLD_ROW)
	NEVER_TOLD_COMMANDS(NOT_TOLD_ROW)
	{"Attention.RequestSense",        "UA-05",           "", HANDS, "dvd+r",       request_sense_takes_it},
	{"Attention.NotDone",             "UA-06",           "", HANDS, "dvd+r",       what_is_told_is_not_done},
	{"Attention.PowerOnBeforeDisc",   "UA-04",           "", HANDS, "dvd+r bd-re", power_on_comes_before_the_disc},
	{"Attention.Reset",               "UA-07",           "", HANDS, "dvd+r",       reset_is_told},
	{"Attention.ResetTwice",          "UA-08",           "", HANDS, "dvd+r",       two_resets_are_told_once},
	{"Attention.ResetForgets",        "UA-09",           "", HANDS | NEEDS_VIRTUAL_TIME, "dvd+r", reset_forgets_what_came_before},
	{"Attention.AnotherDisc",         "UA-10",           "", HANDS | NEEDS_VIRTUAL_TIME, "dvd+r bd-re", another_disc_is_told},
	{"Attention.Reload",              "UA-10",           "", NEW_DISC | NEEDS_VIRTUAL_TIME, "dvd+r bd-re", reload_is_told},
	{"Attention.BeforeNoDisc",        "UA-11",           "", HANDS, "",            comes_before_no_disc},
	{"Attention.BeforeBadCommands",   "UA-12",           "", HANDS, "dvd+r",       comes_before_bad_commands},
	{0},
};
/* clang-format on */
