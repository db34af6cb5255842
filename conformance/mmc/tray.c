/* SPDX-License-Identifier: MIT */
/* START STOP UNIT, PREVENT ALLOW MEDIUM REMOVAL, MECHANISM STATUS [MMC-6, the clauses of these names]. */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

#define TUR "00 00 00 00 00 00"
#define EJECT "1B 00 00 00 02 00"
#define EJECT_IMMED "1B 01 00 00 02 00"
#define LOAD "1B 00 00 00 03 00"
#define START "1B 00 00 00 01 00"
#define STOP "1B 00 00 00 00 00"
#define PREVENT "1E 00 00 00 01 00"
#define ALLOW "1E 00 00 00 00 00"
#define PREVENT_PERSISTENTLY "1E 00 00 00 03 00"
#define ALLOW_PERSISTENTLY "1E 00 00 00 02 00"

/* Though the disc may have become ready in the meantime, which is told first. */
static bool door_is_open(struct rig *rig)
{
	uint8_t data[8];
	struct answer answer = order_in(rig, "BD 00 00 00 00 00 00 00 00 08 00 00", data, sizeof(data));

	if (answer.sense == 0x062800)
		answer = order_in(rig, "BD 00 00 00 00 00 00 00 00 08 00 00", data, sizeof(data));
	EXPECT_GOOD(answer);
	return data[1] & 0x10;
}

/* Puts the disc back where the case found it. */
static void close_again(struct rig *rig)
{
	EXPECT_GOOD(order(rig, LOAD));
	EXPECT(await_ready(rig), "the disc is not ready");
}

/* ---- eject and load ---- */

static void eject_and_load(struct rig *rig)
{
	EXPECT(!door_is_open(rig), "the door is open");
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT(door_is_open(rig), "the door is closed");
	EXPECT_SENSE(order(rig, TUR), 0x023A02);
	EXPECT_GOOD(order(rig, LOAD));
	EXPECT(!door_is_open(rig), "the door is open");
	EXPECT(await_ready(rig), "the disc is not ready");
}

static void twice_is_once(struct rig *rig)
{
	EXPECT_GOOD(order(rig, LOAD));
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT_SENSE(order(rig, TUR), 0x023A02);
	close_again(rig);
}

static void disc_is_the_same(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	EXPECT_GOOD(order(rig, EJECT));
	close_again(rig);
	EXPECT_HOLDS(rig, 0, 32, rig->seed);
	if (rig->medium[0] == 'd')
		EXPECT_EQUAL(next_writable(rig, 1), 32);
}

/* The tray opens when all is on the disc. */
static void eject_waits_for_the_cache(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT(door_is_open(rig), "the door is closed");
	close_again(rig);
	EXPECT_HOLDS(rig, 0, 512, rig->seed);
}

/* Whoever takes the disc then has all of it, and the next one gets nothing of it. */
static void ejected_disc_can_be_taken(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 512, rig->seed));
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT_EQUAL(rig_insert(rig, rig->medium), 0);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_EQUAL(disc_information(rig).status, 0);
}

static void eject_with_immed(struct rig *rig)
{
	uint64_t began = platform_now(rig->platform);

	EXPECT_GOOD(order(rig, EJECT_IMMED));
	EXPECT(platform_now(rig->platform) - began < NS_PER_S, "IMMED was not answered at once");
	EXPECT(!door_is_open(rig), "the door is open at once");
	EXPECT_SENSE(order(rig, TUR), 0x020407);
	pass(rig, 10 * NS_PER_S);
	EXPECT(door_is_open(rig), "the door is closed");
	close_again(rig);
}

/* growisofs ejects once more, without IMMED, while the first goes on. */
static void second_eject_waits_for_the_first(struct rig *rig)
{
	EXPECT_GOOD(order(rig, EJECT_IMMED));
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT(door_is_open(rig), "the door is closed");
	close_again(rig);
}

static void load_of_nothing(struct rig *rig)
{
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT_SENSE(order(rig, TUR), 0x023A02);
	EXPECT_GOOD(order(rig, LOAD));
	EXPECT_ONE_SENSE(order(rig, TUR), 0x023A01, 0x023A00);
}

/* ---- start and stop ---- */

static void start_and_stop(struct rig *rig)
{
	EXPECT_GOOD(order(rig, STOP));
	EXPECT_GOOD(order(rig, START));
	EXPECT_GOOD(order(rig, "1B 01 00 00 01 00"));
	EXPECT(await_ready(rig), "the disc is not ready");
}

static void start_needs_a_disc(struct rig *rig)
{
	EXPECT_ONE_SENSE(order(rig, START), 0x023A01, 0x023A00);
	EXPECT_GOOD(order(rig, STOP));
}

static void start_needs_a_closed_tray(struct rig *rig)
{
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT_SENSE(order(rig, START), 0x023A02);
	EXPECT_GOOD(order(rig, STOP));
	close_again(rig);
}

static uint64_t time_to_read(struct rig *rig)
{
	uint64_t began = platform_now(rig->platform);

	EXPECT_GOOD(read_blocks(rig, 0, 1));
	return platform_now(rig->platform) - began;
}

/* A disc that was stopped is spun up for whoever wants to read. */
static void stopped_disc_spins_up(struct rig *rig)
{
	uint64_t spinning, stopped, started;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	spinning = time_to_read(rig);
	EXPECT_GOOD(order(rig, STOP));
	stopped = time_to_read(rig);
	EXPECT_GOOD(order(rig, STOP));
	EXPECT_GOOD(order(rig, START));
	started = time_to_read(rig);
	EXPECT(stopped > spinning + NS_PER_S, "no spin-up after a stop");
	EXPECT(started + NS_PER_S < stopped, "a start does not spin up");
}

static void power_conditions(struct rig *rig)
{
	struct cdb cdb = cdb_of("1B 00 00 00 00 00");

	for (unsigned condition = 1; condition < 16; condition++) {
		struct answer answer = order_cdb(rig, cdb_with(cdb, 4, 1, condition << 4));

		if (condition <= 3 || condition == 5)
			EXPECT_GOOD(answer);
		else
			EXPECT_CDB_FIELD(answer, 4);
	}
	EXPECT(!door_is_open(rig), "the door is open");
	EXPECT_GOOD(order(rig, TUR));
}

static void format_layers_are_refused(struct rig *rig)
{
	EXPECT_CDB_FIELD(order(rig, "1B 00 00 01 04 00"), 3);
}

/* ---- PREVENT ALLOW ---- */

static void locked_tray_stays_closed(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_ONE_SENSE(order(rig, EJECT), 0x055302, 0x025302);
	EXPECT_ONE_SENSE(order(rig, EJECT_IMMED), 0x055302, 0x025302);
	EXPECT(!door_is_open(rig), "the door is open");
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_GOOD(order(rig, ALLOW));
	EXPECT_GOOD(order(rig, EJECT));
	close_again(rig);
}

static void persistently_locked_tray_stays_closed(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT_PERSISTENTLY));
	EXPECT_ONE_SENSE(order(rig, EJECT), 0x055302, 0x025302);
	EXPECT_GOOD(order(rig, ALLOW_PERSISTENTLY));
	EXPECT_GOOD(order(rig, EJECT));
	close_again(rig);
}

static void there_are_two_locks(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_GOOD(order(rig, PREVENT_PERSISTENTLY));
	EXPECT_GOOD(order(rig, ALLOW));
	EXPECT_ONE_SENSE(order(rig, EJECT), 0x055302, 0x025302);
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_GOOD(order(rig, ALLOW_PERSISTENTLY));
	EXPECT_ONE_SENSE(order(rig, EJECT), 0x055302, 0x025302);
	EXPECT_GOOD(order(rig, ALLOW));
	EXPECT_GOOD(order(rig, EJECT));
	close_again(rig);
}

static void lock_is_a_switch(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_GOOD(order(rig, ALLOW));
	EXPECT_GOOD(order(rig, EJECT));
	close_again(rig);
}

static void no_hand_opens_it(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT(rig_insert(rig, rig->medium) != 0, "the tray opened");
	EXPECT_GOOD(order(rig, TUR));
	EXPECT_GOOD(order(rig, ALLOW));
	EXPECT_EQUAL(rig_insert(rig, rig->medium), 0);
}

static void no_hand_opens_it_persistently(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT_PERSISTENTLY));
	EXPECT(rig_insert(rig, rig->medium) != 0, "the tray opened");
	EXPECT_GOOD(order(rig, ALLOW_PERSISTENTLY));
	EXPECT_EQUAL(rig_insert(rig, rig->medium), 0);
}

static void locked_open_tray_can_be_closed(struct rig *rig)
{
	EXPECT_GOOD(order(rig, EJECT));
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_GOOD(order(rig, LOAD));
	EXPECT(!door_is_open(rig), "the door is open");
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_ONE_SENSE(order(rig, EJECT), 0x055302, 0x025302);
	EXPECT_GOOD(order(rig, ALLOW));
}

static void power_on_unlocks(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_GOOD(order(rig, PREVENT_PERSISTENTLY));
	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_GOOD(order(rig, EJECT));
}

static void reset_unlocks(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_GOOD(order(rig, PREVENT_PERSISTENTLY));
	rig_reset(rig);
	fetch_attentions(rig);
	EXPECT_GOOD(order(rig, EJECT));
}

static void empty_tray_can_be_locked(struct rig *rig)
{
	EXPECT_GOOD(order(rig, PREVENT));
	EXPECT_ONE_SENSE(order(rig, EJECT), 0x055302, 0x025302);
	EXPECT_GOOD(order(rig, ALLOW));
}

/* ---- hands ---- */

static void no_hand_opens_a_drive_at_work(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(order(rig, "5B 01 02 00 00 00 00 00 00 00"));
	EXPECT(rig_insert(rig, rig->medium) != 0, "the tray opened");
	rig_push_button(rig);
	EXPECT(!door_is_open(rig), "the door is open");
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(disc_information(rig).sessions, 2);
	EXPECT_EQUAL(rig_insert(rig, rig->medium), 0);
}

static void another_disc_is_another(struct rig *rig)
{
	REQUIRE_GOOD(write_blocks(rig, 0, 32, rig->seed));
	REQUIRE_GOOD(synchronize(rig));
	EXPECT_EQUAL(rig_insert(rig, "dvd+r"), 0);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_EQUAL(disc_information(rig).status, 0);
	EXPECT_EQUAL(next_writable(rig, 1), 0);
	EXPECT_EQUAL(rig_insert(rig, "bd-rom"), 0);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_EQUAL(disc_information(rig).status, 2);
}

/* ---- MECHANISM STATUS ---- */

static void not_a_changer(struct rig *rig)
{
	uint8_t data[64];
	struct answer answer = order_in(rig, "BD 00 00 00 00 00 00 00 00 40 00 00", data, sizeof(data));

	EXPECT_GOOD(answer);
	EXPECT_TRANSFERRED(rig, answer, 8);
	EXPECT_EQUAL(data[0], 0);
	EXPECT_EQUAL(data[1] & 0xE0, 0);
	EXPECT_EQUAL(data[5], 1);
	EXPECT_EQUAL(u16(data + 6), 0);
}

/* clang-format off */
const struct test_case mmc_tray_cases[] = {
	{"StartStop.EjectAndLoad",     "SSU-01", "", NEW_DISC, "dvd+r bd-re dvd-rom", eject_and_load},
	{"StartStop.Twice",            "SSU-02", "", NEW_DISC, "dvd+r",       twice_is_once},
	{"StartStop.SameDisc",         "SSU-03", "", ROOM,     "dvd+r bd-re", disc_is_the_same},
	{"StartStop.Cache",            "SSU-03", "", ROOM | SLOW, "dvd+r bd-re", eject_waits_for_the_cache},
	{"StartStop.Taken",            "SSU-03", "", ROOM | HANDS | SLOW, "dvd+r bd-re", ejected_disc_can_be_taken},
	{"StartStop.Immed",            "SSU-04", "", NEW_DISC | SLOW, "dvd+r", eject_with_immed},
	{"StartStop.SecondEject",      "SSU-05", "", NEW_DISC | SLOW, "dvd+r", second_eject_waits_for_the_first},
	{"StartStop.LoadOfNothing",    "SSU-06", "", DRIVE,    "",            load_of_nothing},
	{"StartStop.StartAndStop",     "SSU-07", "", NEW_DISC, "dvd+r bd-re", start_and_stop},
	{"StartStop.NoDisc",           "SSU-08", "", DRIVE,    "",            start_needs_a_disc},
	{"StartStop.TrayOpen",         "SSU-08", "", NEW_DISC, "dvd+r",       start_needs_a_closed_tray},
	{"StartStop.SpinUp",           "SSU-09", "", ROOM | SLOW, "dvd+r",    stopped_disc_spins_up},
	{"StartStop.PowerConditions",  "SSU-10", "", NEW_DISC, "dvd+r",       power_conditions},
	{"StartStop.FormatLayers",     "SSU-11", "", DRIVE,    "dvd+r",       format_layers_are_refused},
	{"PreventAllow.Locked",        "LOCK-01", "", NEW_DISC, "dvd+r",      locked_tray_stays_closed},
	{"PreventAllow.Persistent",    "LOCK-02", "", NEW_DISC, "dvd+r",      persistently_locked_tray_stays_closed},
	{"PreventAllow.TwoLocks",      "LOCK-03", "", NEW_DISC, "dvd+r",      there_are_two_locks},
	{"PreventAllow.Switch",        "LOCK-04", "", NEW_DISC, "dvd+r",      lock_is_a_switch},
	{"PreventAllow.Hands",         "LOCK-05", "", HANDS,    "dvd+r",      no_hand_opens_it},
	{"PreventAllow.Hands.Persistent", "LOCK-05", "", HANDS, "dvd+r",      no_hand_opens_it_persistently},
	{"PreventAllow.OpenTray",      "LOCK-06", "", NEW_DISC, "dvd+r",      locked_open_tray_can_be_closed},
	{"PreventAllow.PowerOn",       "LOCK-07", "", HANDS,    "dvd+r",      power_on_unlocks},
	{"PreventAllow.Reset",         "LOCK-07", "", HANDS,    "dvd+r",      reset_unlocks},
	{"PreventAllow.NoDisc",        "LOCK-01", "", DRIVE,    "",           empty_tray_can_be_locked},
	{"Hands.AtWork",               "LOCK-08", "", ROOM | HANDS | SLOW, "dvd+r", no_hand_opens_a_drive_at_work},
	{"Hands.AnotherDisc",          "LOCK-09", "", ROOM | HANDS, "dvd+r",  another_disc_is_another},
	{"MechanismStatus.NotAChanger", "MECH-01", "", NEW_DISC, "any",       not_a_changer},
	{0},
};
/* clang-format on */
