/* SPDX-License-Identifier: MIT */
/* GET PERFORMANCE, SET STREAMING, SET CD SPEED [MMC-6, the clauses of these names]: speeds, asked and chosen; SEND OPC.
 */
#include <string.h>

#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"
#include "conformance/mmc/mode.h"

enum { SPEEDS_MAX = 16, PERFORMANCE_MAX = 8 + 16 * SPEEDS_MAX, ANY_SPEED = 0xFFFF };

#define WRITE_SPEEDS "AC 10 00 00 00 00 00 00 00 10 03 00"
#define NOMINAL_READ "AC 10 00 00 00 00 00 00 00 10 00 00"
#define NOMINAL_WRITE "AC 14 00 00 00 00 00 00 00 10 00 00"
#define READ_EXCEPTIONS "AC 11 00 00 00 00 00 00 00 10 00 00"

/* The descriptors behind the header; their number. */
static unsigned fetch(struct rig *rig, const char *cdb, uint8_t data[PERFORMANCE_MAX])
{
	struct answer answer = order_in(rig, cdb, data, PERFORMANCE_MAX);

	if (!EXPECT_GOOD(answer) || !EXPECT(answer.transferred >= 8, "there is no header"))
		return 0;
	EXPECT_EQUAL(u32(data) + 4, answer.transferred);
	EXPECT_EQUAL((answer.transferred - 8) % 16, 0);
	return (unsigned)(answer.transferred - 8) / 16;
}

static uint32_t write_speed(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];

	return fetch(rig, NOMINAL_WRITE, data) ? u32(data + 12) : 0;
}

static uint32_t read_speed(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];

	return fetch(rig, NOMINAL_READ, data) ? u32(data + 12) : 0;
}

static struct answer set_speeds(struct rig *rig, unsigned read_kbps, unsigned write_kbps)
{
	struct cdb cdb = cdb_with(cdb_of("BB 00 00 00 00 00 00 00 00 00 00 00"), 2, 2, read_kbps);

	return order_cdb(rig, cdb_with(cdb, 4, 2, write_kbps));
}

/* [MMC-6 "Performance descriptor"] */
static struct answer set_streaming(struct rig *rig, uint8_t options, uint32_t first, uint32_t last, uint32_t read_kb,
                                   uint32_t read_ms, uint32_t write_kb, uint32_t write_ms)
{
	uint8_t descriptor[28] = {options};
	const uint32_t fields[6] = {first, last, read_kb, read_ms, write_kb, write_ms};

	for (unsigned i = 0; i < 6; i++)
		put_u32(descriptor + 4 + 4 * i, fields[i]);
	return order_out(rig, "B6 00 00 00 00 00 00 00 00 00 1C 00", descriptor, sizeof(descriptor));
}

/* ---- GET PERFORMANCE ---- */

static void write_speeds_fastest_first(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];
	unsigned count = fetch(rig, WRITE_SPEEDS, data);

	EXPECT(count > 0, "there is no write speed");
	EXPECT_EQUAL(data[4] & 0x03, 0); /* Windows wants Write and Except clear */
	for (unsigned i = 0; i < count; i++) {
		const uint8_t *descriptor = data + 8 + 16 * i;

		EXPECT_EQUAL(u32(descriptor + 4), rig->capacity_blocks - 1);
		EXPECT(u32(descriptor + 8) > 0, "speed %u goes with no read speed", i);
		if (i)
			EXPECT(u32(descriptor + 12) < u32(descriptor - 4), "speed %u is not slower than the one before",
			       i);
	}
}

static void as_the_mode_page_says(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX], page[PAGE_MAX];
	unsigned count = fetch(rig, WRITE_SPEEDS, data);

	if (!sense_page(rig, CURRENT, 0x2A, page))
		return;
	EXPECT_EQUAL(u16(page + 30), count);
	for (unsigned i = 0; i < count; i++)
		EXPECT_EQUAL(u32(data + 20 + 16 * i), u16(page + 34 + 4 * i));
	EXPECT_EQUAL(u16(page + 28), write_speed(rig));
	EXPECT_EQUAL(u16(page + 14), read_speed(rig));
}

static void nominal_performance(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];
	static const char *const ways[] = {NOMINAL_READ, NOMINAL_WRITE};

	for (unsigned way = 0; way < 2; way++) {
		unsigned count = fetch(rig, ways[way], data);

		EXPECT(count > 0, "there is no performance");
		EXPECT_EQUAL(data[4] & 0x03, way ? 0x02 : 0x00);
		EXPECT_EQUAL(u32(data + 8), 0);
		EXPECT_EQUAL(u32(data + 16 * count), rig->capacity_blocks - 1);
		for (unsigned i = 0; i < count; i++)
			EXPECT(u32(data + 12 + 16 * i) > 0 && u32(data + 20 + 16 * i) > 0, "descriptor %u has no speed",
			       i);
	}
}

static void there_are_no_exceptions(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];

	EXPECT_EQUAL(fetch(rig, READ_EXCEPTIONS, data), 0);
	EXPECT_EQUAL(data[4] & 0x01, 0x01);
}

static void other_types_are_refused(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];
	struct cdb cdb = cdb_of(NOMINAL_READ);

	for (unsigned type = 1; type < 256; type++)
		if (type != 3)
			EXPECT_CDB_FIELD(order_cdb_in(rig, cdb_with(cdb, 10, 1, type), data, sizeof(data)), 10);
}

static void without_a_disc(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];

	EXPECT_EQUAL(fetch(rig, WRITE_SPEEDS, data), 0);
	EXPECT_EQUAL(fetch(rig, NOMINAL_READ, data), 0);
}

static void pressed_disc_has_no_write_speed(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];

	EXPECT_EQUAL(fetch(rig, WRITE_SPEEDS, data), 0);
	EXPECT_EQUAL(fetch(rig, NOMINAL_WRITE, data), 0);
	EXPECT_EQUAL(fetch(rig, NOMINAL_READ, data), 1);
}

/* ---- choosing ---- */

static void each_write_speed_can_be_chosen(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];
	unsigned count = fetch(rig, WRITE_SPEEDS, data);

	for (unsigned i = 0; i < count; i++) {
		uint32_t speed = u32(data + 20 + 16 * i);

		EXPECT_GOOD(set_speeds(rig, ANY_SPEED, speed));
		EXPECT_EQUAL(write_speed(rig), speed);
	}
	EXPECT_GOOD(set_speeds(rig, ANY_SPEED, ANY_SPEED));
	EXPECT_EQUAL(write_speed(rig), u32(data + 20));
}

static void speeds_are_rounded_down(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];
	unsigned count = fetch(rig, WRITE_SPEEDS, data);

	for (unsigned i = 1; i < count; i++) {
		EXPECT_GOOD(set_speeds(rig, ANY_SPEED, u32(data + 4 + 16 * i) - 1));
		EXPECT_EQUAL(write_speed(rig), u32(data + 20 + 16 * i));
	}
	EXPECT_GOOD(set_speeds(rig, ANY_SPEED, 1));
	EXPECT_EQUAL(write_speed(rig), u32(data + 4 + 16 * count));
}

static void read_speed_can_be_chosen(struct rig *rig)
{
	uint32_t fastest = read_speed(rig);

	EXPECT_GOOD(set_speeds(rig, 1385, ANY_SPEED));
	EXPECT_EQUAL(read_speed(rig), 1385);
	EXPECT_GOOD(set_speeds(rig, ANY_SPEED, ANY_SPEED));
	EXPECT_EQUAL(read_speed(rig), fastest);
}

static void streaming_chooses_both(struct rig *rig)
{
	uint8_t data[PERFORMANCE_MAX];
	uint32_t slowest = 0, last = rig->capacity_blocks - 1;
	unsigned count = fetch(rig, WRITE_SPEEDS, data);

	if (count)
		slowest = u32(data + 4 + 16 * count);
	EXPECT_GOOD(set_streaming(rig, 0, 0, last, 2770, 1000, slowest, 1000));
	EXPECT_EQUAL(read_speed(rig), 2770);
	EXPECT_EQUAL(write_speed(rig), slowest);
	EXPECT_GOOD(set_streaming(rig, 0, 0, last, 2770, 500, slowest / 2, 500));
	EXPECT_EQUAL(read_speed(rig), 5540);
	EXPECT_EQUAL(write_speed(rig), slowest);
}

static void streaming_restores_defaults(struct rig *rig)
{
	uint32_t read_kbps = read_speed(rig), write_kbps = write_speed(rig);

	EXPECT_GOOD(set_streaming(rig, 0, 0, 1000, 1385, 1000, 1385, 1000));
	EXPECT(read_speed(rig) < read_kbps, "the read speed is as before");
	EXPECT_GOOD(set_streaming(rig, 0x04, 0, 9, 1385, 1000, 1385, 1000));
	EXPECT_EQUAL(read_speed(rig), read_kbps);
	EXPECT_EQUAL(write_speed(rig), write_kbps);
}

static void bad_streaming(struct rig *rig)
{
	static const uint8_t descriptor[28];
	uint32_t read_kbps = read_speed(rig);

	EXPECT_PARAMETER_FIELD(set_streaming(rig, 0, 10, 9, 1385, 1000, 1385, 1000), 4);
	EXPECT_PARAMETER_FIELD(set_streaming(rig, 0, 0, 9, 1385, 0, 1385, 1000), 16);
	EXPECT_PARAMETER_FIELD(set_streaming(rig, 0, 0, 9, 1385, 1000, 1385, 0), 24);
	EXPECT_SENSE(order_out(rig, "B6 00 00 00 00 00 00 00 00 00 1B 00", descriptor, 27), 0x051A00);
	EXPECT_SENSE(order_out(rig, "B6 00 00 00 00 00 00 00 00 00 14 00", descriptor, 20), 0x051A00);
	EXPECT_CDB_FIELD(order_out(rig, "B6 00 00 00 00 00 00 00 05 00 1C 00", descriptor, 28), 8);
	EXPECT_KEY(order_out(rig, "B6 00 00 00 00 00 00 00 00 00 1C 00", descriptor, 20), 0xB);
	EXPECT_EQUAL(read_speed(rig), read_kbps);
}

static void one_block_range(struct rig *rig)
{
	EXPECT_GOOD(set_streaming(rig, 0, 9, 9, 1385, 1000, 1385, 1000));
	EXPECT_EQUAL(read_speed(rig), 1385);
}

static void power_on_restores_defaults(struct rig *rig)
{
	uint32_t fastest = read_speed(rig);

	EXPECT_GOOD(set_speeds(rig, 1385, 1));
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_EQUAL(read_speed(rig), fastest);
}

static void reset_restores_defaults(struct rig *rig)
{
	uint32_t write_kbps = write_speed(rig);

	EXPECT_GOOD(set_speeds(rig, 1385, 1));
	EXPECT(write_speed(rig) < write_kbps, "the write speed is as before");
	rig_reset(rig);
	fetch_attentions(rig);
	EXPECT_EQUAL(write_speed(rig), write_kbps);
}

/* Half a mebibyte at two speeds. */
static void slower_is_slower(struct rig *rig)
{
	uint64_t began, fast, slow;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	began = platform_now(rig->platform);
	REQUIRE_GOOD(write_blocks(rig, 16, 256, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	fast = platform_now(rig->platform) - began;
	REQUIRE_GOOD(set_speeds(rig, ANY_SPEED, 3324));
	began = platform_now(rig->platform);
	REQUIRE_GOOD(write_blocks(rig, 272, 256, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	slow = platform_now(rig->platform) - began;
	EXPECT(slow > fast * 3 / 2, "2.4x takes %llu ns, 16x %llu ns", (unsigned long long)slow,
	       (unsigned long long)fast);
	EXPECT(slow >= UINT64_C(256) * 2048 * NS_PER_S / 3324000, "2.4x takes only %llu ns", (unsigned long long)slow);
}

static void without_a_disc_speeds_are_ignored(struct rig *rig)
{
	EXPECT_GOOD(set_speeds(rig, 1385, 1385));
	EXPECT_GOOD(set_streaming(rig, 0, 0, 9, 1385, 1000, 1385, 1000));
}

/* ---- SEND OPC INFORMATION ---- */

static void calibrates(struct rig *rig)
{
	EXPECT_GOOD(order(rig, "54 01 00 00 00 00 00 00 00 00"));
	EXPECT_GOOD(order(rig, "54 00 00 00 00 00 00 00 00 00"));
	EXPECT_EQUAL(disc_information(rig).status, rig->medium[0] == 'd' ? 0 : 2);
}

static void calibrating_takes_time(struct rig *rig)
{
	uint64_t began = platform_now(rig->platform);

	EXPECT_GOOD(order(rig, "54 00 00 00 00 00 00 00 00 00"));
	EXPECT(platform_now(rig->platform) - began < NS_PER_S, "it takes time without DoOPC");
	EXPECT_GOOD(order(rig, "54 01 00 00 00 00 00 00 00 00"));
	EXPECT(platform_now(rig->platform) - began > 5 * NS_PER_S, "it takes no time");
}

static void tables_are_not_taken(struct rig *rig)
{
	static const uint8_t table[8];

	EXPECT_CDB_FIELD(order_out(rig, "54 00 00 00 00 00 00 00 08 00", table, sizeof(table)), 7);
}

static void pressed_disc_is_not_calibrated(struct rig *rig)
{
	EXPECT_ONE_SENSE(order(rig, "54 01 00 00 00 00 00 00 00 00"), 0x053005, 0x072700, 0x052700);
}

/* clang-format off */
#define BOTH "dvd+r bd-re"
#define PRESSED "dvd-rom bd-rom"
const struct test_case mmc_performance_cases[] = {
	{"GetPerformance.WriteSpeeds",  "PERF-01", "", ROOM,  BOTH,    write_speeds_fastest_first},
	{"GetPerformance.ModePage",     "PERF-02", "", DRIVE, BOTH,    as_the_mode_page_says},
	{"GetPerformance.Nominal",      "PERF-03", "", ROOM,  BOTH,    nominal_performance},
	{"GetPerformance.Exceptions",   "PERF-04", "", DRIVE, BOTH,    there_are_no_exceptions},
	{"GetPerformance.OtherTypes",   "PERF-05", "", DRIVE, "dvd+r", other_types_are_refused},
	{"GetPerformance.NoDisc",       "PERF-06", "", DRIVE, "",      without_a_disc},
	{"GetPerformance.Pressed",      "PERF-06", "", DRIVE, PRESSED, pressed_disc_has_no_write_speed},
	{"SetCdSpeed.Each",             "SPD-01",  "", ROOM,  BOTH,    each_write_speed_can_be_chosen},
	{"SetCdSpeed.RoundedDown",      "SPD-02",  "", ROOM,  BOTH,    speeds_are_rounded_down},
	{"SetCdSpeed.Reading",          "SPD-03",  "", ROOM,  BOTH,    read_speed_can_be_chosen},
	{"SetCdSpeed.NoDisc",           "SPD-04",  "", DRIVE, "",      without_a_disc_speeds_are_ignored},
	{"SetCdSpeed.PowerOn",          "SPD-05",  "", HANDS, "dvd+r", power_on_restores_defaults},
	{"SetCdSpeed.Reset",            "SPD-05",  "", HANDS, "dvd+r", reset_restores_defaults},
	{"SetCdSpeed.Slower",           "SPD-06",  "", ROOM | SLOW, "dvd+r", slower_is_slower},
	{"SetStreaming.Both",           "STRM-01", "", ROOM,  BOTH,    streaming_chooses_both},
	{"SetStreaming.Defaults",       "STRM-02", "", ROOM,  "dvd+r", streaming_restores_defaults},
	{"SetStreaming.Bad",            "STRM-03", "", ROOM,  "dvd+r", bad_streaming},
	{"SetStreaming.OneBlock",       "STRM-03", "", ROOM,  "dvd+r", one_block_range},
	{"SendOpc.Calibrates",          "OPC-01",  "", ROOM,  BOTH,    calibrates},
	{"SendOpc.Time",                "OPC-02",  "", ROOM | SLOW, BOTH, calibrating_takes_time},
	{"SendOpc.Tables",              "OPC-03",  "", ROOM | OURS, "dvd+r", tables_are_not_taken},
	{"SendOpc.Pressed",             "OPC-04",  "", DRIVE, PRESSED, pressed_disc_is_not_calibrated},
	{0},
};
/* clang-format on */
