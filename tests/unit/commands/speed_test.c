/* SPDX-License-Identifier: MIT */
/* How fast: GET PERFORMANCE, SET CD SPEED, SET STREAMING. */
#include "tests/unit/commands/rig.h"

static void write_speed_descriptors(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "AC 10 00 00 00 00 00 00 00 00 03 00", 256), 0); /* how many are there */
	CHECK_EQUAL(rig->command.transferred, 8);
	CHECK_DATA(rig, "00 00 00 54 00 00 00 00");
	CHECK_EQUAL(rig_in(rig, "AC 10 00 00 00 00 00 00 00 05 03 00", 256), 0);
	CHECK_EQUAL(rig->command.transferred, 88);
	CHECK_DATA(rig, "00 00 00 54 00 00 00 00 02 00 00 00 00 00 0F FF 00 00 56 90 00 00 56 90 02 00 00 00 00 00 0F "
	                "FF 00 00 56 90 00 00 40 EC");
	CHECK_EQUAL(rig_be32(rig, 8 + 4 * 16 + 12), 3324);
	rig_destroy(rig);
}

static void performance_descriptors(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "AC 14 00 00 00 00 00 00 00 01 00 00", 256), 0);
	CHECK_EQUAL(rig->command.transferred, 24);
	CHECK_DATA(rig, "00 00 00 14 02 00 00 00 00 00 00 00 00 00 56 90 00 00 0F FF 00 00 56 90");
	CHECK_EQUAL(rig_in(rig, "AC 10 00 00 00 00 00 00 00 01 00 00", 256), 0);
	CHECK_DATA(rig, "00 00 00 14 00 00 00 00");
	CHECK_EQUAL(rig_in(rig, "AC 11 00 00 00 00 00 00 00 01 00 00", 256), 0); /* exceptions: none */
	CHECK_DATA(rig, "00 00 00 04 01 00 00 00");
	CHECK_EQUAL(rig_in(rig, "AC 10 00 00 00 00 00 00 00 01 05 00", 256), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC0000A);
	rig_destroy(rig);
}

static void performance_without_a_disc_or_a_laser(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "AC 10 00 00 00 00 00 00 00 01 03 00", 256), 0);
	CHECK_EQUAL(rig->command.transferred, 8);
	CHECK_DATA(rig, "00 00 00 04 00 00 00 00");
	rig_destroy(rig);
	rig = rig_create("bd-rom", 4096);
	CHECK_EQUAL(rig_in(rig, "AC 14 00 00 00 00 00 00 00 01 00 00", 256), 0);
	CHECK_EQUAL(rig->command.transferred, 8);
	CHECK_DATA(rig, "00 00 00 04 02 00 00 00");
	rig_destroy(rig);
}

/* Reads the current write speed back from GET PERFORMANCE. */
static uint32_t write_speed(struct rig *rig)
{
	CHECK_EQUAL(rig_in(rig, "AC 14 00 00 00 00 00 00 00 01 00 00", 256), 0);
	return rig_be32(rig, 12);
}

static void speeds_are_rounded_down(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "BB 00 FF FF 20 00 00 00 00 00 00 00"), 0); /* 8192 */
	CHECK_EQUAL(write_speed(rig), 5540);
	CHECK_EQUAL(rig_none(rig, "BB 00 FF FF 15 A4 00 00 00 00 00 00"), 0);
	CHECK_EQUAL(write_speed(rig), 5540);
	CHECK_EQUAL(rig_none(rig, "BB 00 FF FF 00 01 00 00 00 00 00 00"), 0);
	CHECK_EQUAL(write_speed(rig), 3324);
	CHECK_EQUAL(rig_none(rig, "BB 00 05 69 FF FF 00 00 00 00 00 00"), 0);
	CHECK_EQUAL(write_speed(rig), 22160);
	CHECK_EQUAL(drive_read_kbps(rig->drive), 1385);
	rig_destroy(rig);
}

static void streaming_sets_speeds(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	rig_fill(rig, "00 00 00 00 00 00 00 00 00 00 0F FF 00 00 15 A4 00 00 03 E8 00 00 2B 48 00 00 03 E8");
	CHECK_EQUAL(rig_out(rig, "B6 00 00 00 00 00 00 00 00 00 1C 00", 28), 0);
	CHECK_EQUAL(rig->command.transferred, 28);
	CHECK_EQUAL(write_speed(rig), 11080);
	CHECK_EQUAL(drive_read_kbps(rig->drive), 5540);
	rig_fill(rig, "04");
	CHECK_EQUAL(rig_out(rig, "B6 00 00 00 00 00 00 00 00 00 1C 00", 28), 0); /* back to the drive's own */
	CHECK_EQUAL(write_speed(rig), 22160);
	rig_destroy(rig);
}

static void streaming_is_checked(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_out(rig, "B6 00 00 00 00 00 00 00 00 00 1B 00", 28), 0x051A00);
	rig_fill(rig, "00 00 00 00 00 00 00 10 00 00 00 0F");
	CHECK_EQUAL(rig_out(rig, "B6 00 00 00 00 00 00 00 00 00 1C 00", 28), 0x052600);
	CHECK_EQUAL(rig_field(rig), 0x800004);
	rig_fill(rig, "00 00 00 00 00 00 00 00 00 00 0F FF 00 00 15 A4 00 00 00 00 00 00 2B 48 00 00 03 E8");
	CHECK_EQUAL(rig_out(rig, "B6 00 00 00 00 00 00 00 00 00 1C 00", 28), 0x052600);
	CHECK_EQUAL(rig_field(rig), 0x800010);
	rig_fill(rig, "00 00 00 00 00 00 00 00 00 00 0F FF 00 00 15 A4 00 00 03 E8 00 00 2B 48 00 00 00 00");
	CHECK_EQUAL(rig_out(rig, "B6 00 00 00 00 00 00 00 00 00 1C 00", 28), 0x052600);
	CHECK_EQUAL(rig_field(rig), 0x800018);
	CHECK_EQUAL(rig_out(rig, "B6 00 00 00 00 00 00 00 05 00 1C 00", 28), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00008);
	rig_destroy(rig);
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"GetPerformance.WriteSpeeds", write_speed_descriptors},
		{"GetPerformance.Nominal", performance_descriptors},
		{"GetPerformance.WithoutADiscOrALaser", performance_without_a_disc_or_a_laser},
		{"SetCdSpeed.RoundsDown", speeds_are_rounded_down},
		{"SetStreaming.SetsSpeeds", streaming_sets_speeds},
		{"SetStreaming.IsChecked", streaming_is_checked},
		{0},
	};

	return unit_main(argc, argv, tests);
}
