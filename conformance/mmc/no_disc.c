/* SPDX-License-Identifier: MIT */
/* An empty drive: what is about the disc is NOT READY, MEDIUM NOT PRESENT; what is about the drive is answered. */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/commands.h"
#include "conformance/mmc/disc.h"

static void is_not_ready(struct rig *rig, const struct known_command *command)
{
	struct answer answer = send_known(rig, command);

	EXPECT_ONE_SENSE(answer, 0x023A00, 0x023A01);
	EXPECT_TRANSFERRED(rig, answer, 0);
}

static void is_answered(struct rig *rig, const struct known_command *command)
{
	EXPECT_GOOD(send_known(rig, command));
}

#define NOT_READY(name)                                             \
	static void without_##name(struct rig *rig)                 \
	{                                                           \
		is_not_ready(rig, &known_commands[COMMAND_##name]); \
	}
#define ANSWERED(name)                                             \
	static void without_##name(struct rig *rig)                \
	{                                                          \
		is_answered(rig, &known_commands[COMMAND_##name]); \
	}
COMMANDS_ABOUT_THE_DISC(NOT_READY)
COMMANDS_WITHOUT_A_DISC(ANSWERED)

#define SEND_EACH(name) EXPECT_SENSE(send_known(rig, &known_commands[COMMAND_##name]), 0x023A02);

/* With the tray out, the drive says so. */
static void tray_open(struct rig *rig)
{
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	fetch_attentions(rig);
	COMMANDS_ABOUT_THE_DISC(SEND_EACH)
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	await_ready(rig);
}

/* clang-format off */
#define NOT_READY_ROW(name) {"NoDisc.NotReady." #name, "NR-01", "", DRIVE, "", without_##name},
#define ANSWERED_ROW(name)  {"NoDisc.Answered." #name, "NR-02", "", DRIVE, "", without_##name},
const struct test_case mmc_no_disc_cases[] = {
	COMMANDS_ABOUT_THE_DISC(NOT_READY_ROW)
	COMMANDS_WITHOUT_A_DISC(ANSWERED_ROW)
	{"NoDisc.TrayOpen", "NR-03", "", DRIVE, "dvd+r", tray_open},
	{0},
};
/* clang-format on */
