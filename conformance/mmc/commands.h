/* SPDX-License-Identifier: MIT */
/*
 * Every command that a burner must know, in a harmless form, for the rules that hold for all of them. The lists group
 * them by when they are answered; a case file makes one case of each with ROW(name).
 */
#ifndef CONFORMANCE_MMC_COMMANDS_H
#define CONFORMANCE_MMC_COMMANDS_H

#include "conformance/mmc/order.h"

/* Answered always: with a unit attention pending, without a disc, during a long operation. */
#define COMMANDS_ANSWERED_ALWAYS(ROW) \
	ROW(RequestSense) ROW(Inquiry) ROW(GetConfiguration) ROW(GetEventStatus) ROW(ReportLuns) ROW(GetPerformance)

/* About the drive: answered without a disc; the first of them during a long operation, too. */
#define COMMANDS_ABOUT_A_BUSY_DRIVE(ROW) \
	ROW(ModeSense6) ROW(ModeSense10) ROW(PreventAllow) ROW(ReadBufferCapacity) ROW(MechanismStatus)
#define COMMANDS_ABOUT_AN_IDLE_DRIVE(ROW) \
	ROW(ModeSelect6) ROW(ModeSelect10) ROW(StopUnit) ROW(ReadFormatCapacities) ROW(SetStreaming) ROW(SetCdSpeed)

/* About the disc. */
#define COMMANDS_ABOUT_THE_DISC(ROW)                                                                            \
	ROW(TestUnitReady)                                                                                      \
	ROW(FormatUnit)                                                                                         \
	ROW(ReadCapacity)                                                                                       \
	ROW(Read10)                                                                                             \
	ROW(Read12)                                                                                             \
	ROW(Write10)                                                                                            \
	ROW(Write12)                                                                                            \
	ROW(Seek)                                                                                               \
	ROW(WriteAndVerify)                                                                                     \
	ROW(Verify)                                                                                             \
	ROW(SynchronizeCache) ROW(ReadToc) ROW(ReadDiscInformation) ROW(ReadTrackInformation) ROW(ReserveTrack) \
		ROW(SendOpc) ROW(CloseSession) ROW(SetReadAhead) ROW(ReadDiscStructure)

#define COMMANDS_THAT_REPORT_ATTENTION(ROW) \
	COMMANDS_ABOUT_A_BUSY_DRIVE(ROW) COMMANDS_ABOUT_AN_IDLE_DRIVE(ROW) COMMANDS_ABOUT_THE_DISC(ROW)
#define COMMANDS_WITHOUT_A_DISC(ROW) \
	COMMANDS_ANSWERED_ALWAYS(ROW) COMMANDS_ABOUT_A_BUSY_DRIVE(ROW) COMMANDS_ABOUT_AN_IDLE_DRIVE(ROW)
#define COMMANDS_DURING_AN_OPERATION(ROW) COMMANDS_ANSWERED_ALWAYS(ROW) COMMANDS_ABOUT_A_BUSY_DRIVE(ROW)
#define COMMANDS_HELD_OFF_BY_AN_OPERATION(ROW) COMMANDS_ABOUT_AN_IDLE_DRIVE(ROW) COMMANDS_ABOUT_THE_DISC(ROW)
#define ALL_COMMANDS(ROW) COMMANDS_WITHOUT_A_DISC(ROW) COMMANDS_ABOUT_THE_DISC(ROW)

#define COMMAND_ENUM(name) COMMAND_##name,
enum command_name { ALL_COMMANDS(COMMAND_ENUM) COMMAND_COUNT };
#undef COMMAND_ENUM

struct known_command {
	const char *cdb;   /* changes nothing on an idle drive with a blank disc */
	const char *usage; /* bits that are defined, byte by byte; the operation code and fields are all ones */
	unsigned in, out;  /* bytes of data that come, at most; that go */
	unsigned allocation, allocation_bytes; /* offset and width of the allocation length; width 0: it has none */
	unsigned length, length_bytes; /* of the data: offset and width of the field that says how long they are */
	unsigned length_base;          /* what that field leaves out */
};

extern const struct known_command known_commands[COMMAND_COUNT];

/* Sends it. With data that come: at most `in` bytes into a buffer of its own. */
struct answer send_known(struct rig *rig, const struct known_command *command);

#endif
