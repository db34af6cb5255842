/* SPDX-License-Identifier: MIT */
#include "conformance/mmc/commands.h"

/* Layouts: [MMC-6 "Commands"] and [SPC-4 "Commands for all device types"]. */
/* clang-format off */
const struct known_command known_commands[COMMAND_COUNT] = {
	[COMMAND_RequestSense] = {
		"03 00 00 00 20 00", "FF 01 00 00 FF 00", .in = 32, .allocation = 4, .allocation_bytes = 1,
		.length = 7, .length_bytes = 1, .length_base = 8 },
	[COMMAND_Inquiry] = {
		"12 00 00 00 FF 00", "FF 01 FF FF FF 00", .in = 255, .allocation = 3, .allocation_bytes = 2,
		.length = 4, .length_bytes = 1, .length_base = 5 },
	[COMMAND_GetConfiguration] = {
		"46 00 00 00 00 00 00 04 00 00", "FF 03 FF FF 00 00 00 FF FF 00", .in = 1024, .allocation = 7, .allocation_bytes = 2,
		.length = 0, .length_bytes = 4, .length_base = 4 },
	[COMMAND_GetEventStatus] = {
		"4A 01 00 00 10 00 00 00 10 00", "FF 01 00 00 FF 00 00 FF FF 00", .in = 16, .allocation = 7, .allocation_bytes = 2,
		.length = 0, .length_bytes = 2, .length_base = 2 },
	[COMMAND_ReportLuns] = {
		"A0 00 00 00 00 00 00 00 00 FF 00 00", "FF 00 FF 00 00 00 FF FF FF FF 00 00", .in = 255, .allocation = 6, .allocation_bytes = 4,
		.length = 0, .length_bytes = 4, .length_base = 8 },
	[COMMAND_GetPerformance] = {
		"AC 10 00 00 00 00 00 00 00 10 03 00", "FF 1F FF FF FF FF 00 00 FF FF FF 00", .in = 264,
		.length = 0, .length_bytes = 4, .length_base = 4 },

	[COMMAND_ModeSense6] = {
		"1A 08 2A 00 FF 00", "FF 08 FF FF FF 00", .in = 255, .allocation = 4, .allocation_bytes = 1,
		.length = 0, .length_bytes = 1, .length_base = 1 },
	[COMMAND_ModeSense10] = {
		"5A 08 2A 00 00 00 00 01 00 00", "FF 18 FF FF 00 00 00 FF FF 00", .in = 256, .allocation = 7, .allocation_bytes = 2,
		.length = 0, .length_bytes = 2, .length_base = 2 },
	[COMMAND_PreventAllow] = { "1E 00 00 00 00 00", "FF 00 00 00 03 00" },
	[COMMAND_ReadBufferCapacity] = {
		"5C 00 00 00 00 00 00 00 FF 00", "FF 01 00 00 00 00 00 FF FF 00", .in = 255, .allocation = 7, .allocation_bytes = 2,
		.length = 0, .length_bytes = 2, .length_base = 2 },
	[COMMAND_MechanismStatus] = {
		"BD 00 00 00 00 00 00 00 00 FF 00 00", "FF 00 00 00 00 00 00 00 FF FF 00 00", .in = 255, .allocation = 8, .allocation_bytes = 2,
		.length = 6, .length_bytes = 2, .length_base = 8 },

	[COMMAND_ModeSelect6]  = { "15 10 00 00 00 00", "FF 11 00 00 FF 00" },
	[COMMAND_ModeSelect10] = { "55 10 00 00 00 00 00 00 00 00", "FF 11 00 00 00 00 00 FF FF 00" },
	[COMMAND_StopUnit]     = { "1B 00 00 00 00 00", "FF 01 00 0F F7 00" },
	[COMMAND_ReadFormatCapacities] = {
		"23 00 00 00 00 00 00 00 FC 00", "FF 00 00 00 00 00 00 FF FF 00", .in = 252, .allocation = 7, .allocation_bytes = 2,
		.length = 3, .length_bytes = 1, .length_base = 4 },
	[COMMAND_SetStreaming] = { "B6 00 00 00 00 00 00 00 00 00 00 00", "FF 00 00 00 00 00 00 00 FF FF FF 00" },
	[COMMAND_SetCdSpeed]   = { "BB 00 FF FF FF FF 00 00 00 00 00 00", "FF 03 FF FF FF FF 00 00 00 00 00 00" },

	[COMMAND_TestUnitReady]  = { "00 00 00 00 00 00", "FF 00 00 00 00 00" },
	[COMMAND_FormatUnit]     = { "04 11 00 00 00 00", "FF 1F 00 00 00 00", .out = 12 },
	[COMMAND_ReadCapacity]   = { "25 00 00 00 00 00 00 00 00 00", "FF 00 00 00 00 00 00 00 00 00", .in = 8 },
	[COMMAND_Read10]         = { "28 00 00 00 00 00 00 00 00 00", "FF 18 FF FF FF FF 00 FF FF 00" },
	[COMMAND_Read12]         = { "A8 00 00 00 00 00 00 00 00 00 00 00", "FF 18 FF FF FF FF FF FF FF FF 80 00" },
	[COMMAND_Write10]        = { "2A 00 00 00 00 00 00 00 00 00", "FF 18 FF FF FF FF 00 FF FF 00" },
	[COMMAND_Write12]        = { "AA 00 00 00 00 00 00 00 00 00 00 00", "FF 18 FF FF FF FF FF FF FF FF 80 00" },
	[COMMAND_Seek]           = { "2B 00 00 00 00 00 00 00 00 00", "FF 00 FF FF FF FF 00 00 00 00" },
	[COMMAND_WriteAndVerify] = { "2E 00 00 00 00 00 00 00 00 00", "FF 12 FF FF FF FF 00 FF FF 00" },
	[COMMAND_Verify]         = { "2F 00 00 00 00 00 00 00 00 00", "FF 12 FF FF FF FF 00 FF FF 00" },
	[COMMAND_SynchronizeCache] = { "35 00 00 00 00 00 00 00 00 00", "FF 02 FF FF FF FF 00 FF FF 00" },
	[COMMAND_ReadToc] = {
		"43 00 00 00 00 00 00 00 FF 00", "FF 02 0F 00 00 00 FF FF FF C0", .in = 255, .allocation = 7, .allocation_bytes = 2,
		.length = 0, .length_bytes = 2, .length_base = 2 },
	[COMMAND_ReadDiscInformation] = {
		"51 00 00 00 00 00 00 00 FF 00", "FF 07 00 00 00 00 00 FF FF 00", .in = 255, .allocation = 7, .allocation_bytes = 2,
		.length = 0, .length_bytes = 2, .length_base = 2 },
	[COMMAND_ReadTrackInformation] = {
		"52 01 00 00 00 01 00 00 FF 00", "FF 07 FF FF FF FF 00 FF FF 00", .in = 255, .allocation = 7, .allocation_bytes = 2,
		.length = 0, .length_bytes = 2, .length_base = 2 },
	[COMMAND_ReserveTrack]   = { "53 00 00 00 00 00 00 00 00 00", "FF 03 FF FF FF FF FF FF FF 00" },
	[COMMAND_SendOpc]        = { "54 00 00 00 00 00 00 00 00 00", "FF 01 00 00 00 00 00 FF FF 00" },
	[COMMAND_CloseSession]   = { "5B 00 02 00 00 00 00 00 00 00", "FF 01 07 00 FF FF 00 00 00 00" },
	[COMMAND_SetReadAhead]   = { "A7 00 00 00 00 00 00 00 00 00 00 00", "FF 00 FF FF FF FF FF FF FF FF 00 00" },
	[COMMAND_ReadDiscStructure] = {
		"AD 00 00 00 00 00 00 FF 00 FF 00 00", "FF 0F FF FF FF FF FF FF FF FF C0 00", .in = 255, .allocation = 8, .allocation_bytes = 2,
		.length = 0, .length_bytes = 2, .length_base = 2 },
};
/* clang-format on */

struct answer send_known(struct rig *rig, const struct known_command *command)
{
	static const uint8_t nothing[12];
	uint8_t data[1024];

	if (command->in)
		return order_in(rig, command->cdb, data, command->in);
	return command->out ? order_out(rig, command->cdb, nothing, command->out) : order(rig, command->cdb);
}
