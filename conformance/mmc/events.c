/* SPDX-License-Identifier: MIT */
/* GET EVENT STATUS NOTIFICATION [MMC-6 "GET EVENT STATUS NOTIFICATION"], polled: what happened, told once. */
#include "conformance/mmc/cases.h"
#include "conformance/mmc/disc.h"

enum { POWER = 0x04, MEDIA = 0x10, BUSY = 0x40, EVERY = 0xFE };

struct event {
	struct answer answer;
	bool none; /* NEA: the class is not there */
	unsigned class, supported, code, status;
	unsigned parameters;
};

static struct event fetch(struct rig *rig, unsigned classes)
{
	uint8_t data[8];
	struct cdb cdb = cdb_with(cdb_of("4A 01 00 00 00 00 00 00 08 00"), 4, 1, classes);
	struct event event = {.answer = order_cdb_in(rig, cdb, data, sizeof(data))};

	EXPECT_GOOD(event.answer);
	event.none = data[2] & 0x80;
	event.class = data[2] & 0x07;
	event.supported = data[3];
	event.code = data[4] & 0x0F;
	event.status = data[5];
	event.parameters = u16(data + 6);
	return event;
}

/* What is due from power on is gone then. */
static void drain(struct rig *rig)
{
	fetch(rig, MEDIA);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 0);
}

static void only_polled(struct rig *rig)
{
	uint8_t data[8];

	EXPECT_CDB_FIELD(order_in(rig, "4A 00 00 00 10 00 00 00 08 00", data, sizeof(data)), 1);
}

/* How Windows asks which classes there are. */
static void empty_mask_asks_for_classes(struct rig *rig)
{
	struct event event = fetch(rig, 0);

	EXPECT_TRANSFERRED(rig, event.answer, 4);
	EXPECT(event.none, "NEA is not set");
	EXPECT_EQUAL(event.supported & (MEDIA | BUSY | POWER | 0x02), MEDIA | BUSY | POWER | 0x02);
}

static void classes_are_told_with_each(struct rig *rig)
{
	unsigned supported = fetch(rig, 0).supported;

	EXPECT_EQUAL(fetch(rig, MEDIA).supported, supported);
	EXPECT_EQUAL(fetch(rig, BUSY).supported, supported);
}

static void unsupported_classes_have_none(struct rig *rig)
{
	unsigned supported = fetch(rig, 0).supported;

	for (unsigned class = 0; class < 8; class ++) {
		struct event event = fetch(rig, 1u << class);

		if (supported >> class & 1)
			EXPECT(!event.none && event.class == class && event.answer.transferred == 8,
			       "class %u is not answered", class);
		else
			EXPECT(event.none && event.answer.transferred == 4, "class %u is answered", class);
	}
}

static void present_and_door(struct rig *rig)
{
	EXPECT_EQUAL(fetch(rig, MEDIA).status, 0x02);
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	EXPECT_EQUAL(fetch(rig, MEDIA).status, 0x01);
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	EXPECT_EQUAL(fetch(rig, MEDIA).status, 0x02);
	await_ready(rig);
}

static void absent(struct rig *rig)
{
	EXPECT_EQUAL(fetch(rig, MEDIA).status, 0x00);
}

static void new_media_after_power_on(struct rig *rig)
{
	struct event event;

	rig_power_cycle(rig);
	EXPECT(await_ready(rig), "the disc is not ready");
	event = fetch(rig, MEDIA);
	EXPECT_EQUAL(event.code, 2);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 0);
}

static void power_on_forgets(struct rig *rig)
{
	EXPECT_GOOD(order(rig, "1E 00 00 00 01 00"));
	rig_push_button(rig);
	rig_power_cycle(rig);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 0);
	EXPECT(await_ready(rig), "the disc is not ready");
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 2);
}

static void removal_and_new_media(struct rig *rig)
{
	drain(rig);
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 3);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 0);
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	await_ready(rig);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 2);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 0);
}

static void another_disc_is_new_media(struct rig *rig)
{
	drain(rig);
	EXPECT_EQUAL(rig_insert(rig, rig->medium), 0);
	await_ready(rig);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 2);
}

static void taking_the_disc_out_is_removal(struct rig *rig)
{
	struct event event;

	drain(rig);
	EXPECT_EQUAL(rig_insert(rig, ""), 0);
	event = fetch(rig, MEDIA);
	EXPECT_EQUAL(event.code, 3);
	EXPECT_EQUAL(event.status, 0x00);
}

static void button_opens(struct rig *rig)
{
	drain(rig);
	rig_push_button(rig);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 3);
	EXPECT_SENSE(order(rig, "00 00 00 00 00 00"), 0x023A02);
	rig_push_button(rig);
	await_ready(rig);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 2);
}

static void button_of_a_locked_tray_asks(struct rig *rig)
{
	struct event event;

	drain(rig);
	EXPECT_GOOD(order(rig, "1E 00 00 00 01 00"));
	rig_push_button(rig);
	event = fetch(rig, MEDIA);
	EXPECT_EQUAL(event.code, 1);
	EXPECT_EQUAL(event.status, 0x02);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 0);
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
	EXPECT_GOOD(order(rig, "1E 00 00 00 00 00"));
}

static void button_of_a_persistently_locked_tray_asks(struct rig *rig)
{
	drain(rig);
	EXPECT_GOOD(order(rig, "1E 00 00 00 03 00"));
	rig_push_button(rig);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 1);
	EXPECT_GOOD(order(rig, "00 00 00 00 00 00"));
	EXPECT_GOOD(order(rig, "1E 00 00 00 02 00"));
}

/* Of several classes the one that has something to tell, though others come before it. */
static void events_come_before_quiet_classes(struct rig *rig)
{
	struct event event;

	drain(rig);
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	event = fetch(rig, EVERY);
	EXPECT_EQUAL(event.class, 4);
	EXPECT_EQUAL(event.code, 3);
	event = fetch(rig, EVERY);
	EXPECT_EQUAL(event.code, 0);
	EXPECT_EQUAL(event.class, 1);
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	await_ready(rig);
}

/* Who took the header only has not seen it. */
static void what_did_not_fit_is_not_lost(struct rig *rig)
{
	uint8_t data[8];

	drain(rig);
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	EXPECT_GOOD(order_in(rig, "4A 01 00 00 10 00 00 00 04 00", data, 4));
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 3);
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	await_ready(rig);
}

static void others_do_not_take_it(struct rig *rig)
{
	drain(rig);
	EXPECT_GOOD(order(rig, "1B 00 00 00 02 00"));
	fetch(rig, POWER);
	fetch(rig, BUSY);
	EXPECT_SENSE(order(rig, "00 00 00 00 00 00"), 0x023A02);
	EXPECT_EQUAL(fetch(rig, MEDIA).code, 3);
	EXPECT_GOOD(order(rig, "1B 00 00 00 03 00"));
	await_ready(rig);
}

static void power_is_active(struct rig *rig)
{
	struct event event = fetch(rig, POWER);

	EXPECT_EQUAL(event.class, 2);
	EXPECT_EQUAL(event.code, 0);
	EXPECT_EQUAL(event.status, 1);
}

static void nothing_changed(struct rig *rig)
{
	struct event event = fetch(rig, 0x02);

	EXPECT_EQUAL(event.class, 1);
	EXPECT_EQUAL(event.code, 0);
}

static void idle_is_not_busy(struct rig *rig)
{
	struct event event = fetch(rig, BUSY);

	EXPECT_EQUAL(event.class, 6);
	EXPECT_EQUAL(event.status, 0);
	EXPECT_EQUAL(event.parameters, 0);
}

static void closing_is_busy(struct rig *rig)
{
	struct event event;

	REQUIRE_GOOD(write_blocks(rig, 0, 16, rig->seed));
	REQUIRE_GOOD(order(rig, "5B 01 02 00 00 00 00 00 00 00"));
	event = fetch(rig, BUSY);
	EXPECT_EQUAL(event.code, 0); /* a status, not an event: Windows would ask for ever */
	EXPECT_EQUAL(event.status, 1);
	EXPECT(event.parameters > 0, "busy for no time");
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(fetch(rig, BUSY).status, 0);
}

static void loading_is_busy(struct rig *rig)
{
	rig_power_cycle(rig);
	EXPECT_EQUAL(fetch(rig, BUSY).status, 1);
	EXPECT(await_ready(rig), "it never ends");
	EXPECT_EQUAL(fetch(rig, BUSY).status, 0);
}

/* clang-format off */
const struct test_case mmc_event_cases[] = {
	{"GetEventStatus.OnlyPolled",        "GESN-01", "", DRIVE,    "any",   only_polled},
	{"GetEventStatus.EmptyMask",         "GESN-02", "", DRIVE,    "any",   empty_mask_asks_for_classes},
	{"GetEventStatus.Classes",           "GESN-03", "", DRIVE,    "any",   classes_are_told_with_each},
	{"GetEventStatus.UnsupportedClass",  "GESN-04", "", DRIVE,    "any",   unsupported_classes_have_none},
	{"GetEventStatus.PresentAndDoor",    "GESN-05", "", NEW_DISC, "dvd+r bd-re", present_and_door},
	{"GetEventStatus.Absent",            "GESN-05", "", DRIVE,    "",      absent},
	{"GetEventStatus.NewMedia.PowerOn",  "GESN-06", "", HANDS,    "dvd+r", new_media_after_power_on},
	{"GetEventStatus.PowerOnForgets",    "GESN-16", "", HANDS | SLOW, "dvd+r", power_on_forgets},
	{"GetEventStatus.NewMedia.Reload",   "GESN-06 GESN-07", "", NEW_DISC, "dvd+r", removal_and_new_media},
	{"GetEventStatus.NewMedia.Another",  "GESN-06", "", HANDS,    "dvd+r", another_disc_is_new_media},
	{"GetEventStatus.Removal.Taken",     "GESN-07", "", HANDS,    "dvd+r", taking_the_disc_out_is_removal},
	{"GetEventStatus.Button.Open",       "GESN-08", "", HANDS,    "dvd+r", button_opens},
	{"GetEventStatus.Button.Locked",     "GESN-09", "", HANDS,    "dvd+r", button_of_a_locked_tray_asks},
	{"GetEventStatus.Button.Persistent", "GESN-09", "", HANDS,    "dvd+r", button_of_a_persistently_locked_tray_asks},
	{"GetEventStatus.EventsFirst",       "GESN-10", "", NEW_DISC, "dvd+r", events_come_before_quiet_classes},
	{"GetEventStatus.Truncated",         "GESN-11", "", NEW_DISC, "dvd+r", what_did_not_fit_is_not_lost},
	{"GetEventStatus.OtherClasses",      "GESN-12", "", NEW_DISC, "dvd+r", others_do_not_take_it},
	{"GetEventStatus.Power",             "GESN-13", "", DRIVE,    "any",   power_is_active},
	{"GetEventStatus.OperationalChange", "GESN-14", "", NEW_DISC, "any",   nothing_changed},
	{"GetEventStatus.Busy.Idle",         "GESN-15", "", DRIVE,    "any",   idle_is_not_busy},
	{"GetEventStatus.Busy.Closing",      "GESN-15", "", ROOM | SLOW, "dvd+r", closing_is_busy},
	{"GetEventStatus.Busy.Loading",      "GESN-15", "", HANDS | SLOW, "dvd+r", loading_is_busy},
	{0},
};
/* clang-format on */
