/* SPDX-License-Identifier: MIT */
/* GET CONFIGURATION and GET EVENT STATUS NOTIFICATION. */
#include <string.h>

#include "tests/unit/commands/rig.h"

#define ALL_FEATURES "46 00 00 00 00 00 00 10 00 00"
#define CURRENT_FEATURES "46 01 00 00 00 00 00 10 00 00"

/* Checks that the last answer has exactly these features, in this order. */
static void check_codes(const struct rig *rig, const uint16_t *codes, unsigned count)
{
	size_t at = 8;

	CHECK_EQUAL(rig_be32(rig, 0) + 4, rig->command.transferred);
	CHECK_EQUAL(rig->command.transferred % 4, 0);
	for (unsigned i = 0; i < count; i++) {
		CHECK(at + 4 <= rig->command.transferred);
		CHECK_EQUAL(rig_be16(rig, (unsigned)at), codes[i]);
		CHECK_EQUAL(rig->data[at + 3] % 4, 0);
		at += 4 + rig->data[at + 3];
	}
	CHECK_EQUAL(at, rig->command.transferred);
}

#define CHECK_CODES(rig, ...) \
	check_codes(rig, (const uint16_t[]){__VA_ARGS__}, sizeof((const uint16_t[]){__VA_ARGS__}) / 2)

static void format(struct rig *rig, const char *list)
{
	rig_fill(rig, list);
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
}

static void all_features(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, ALL_FEATURES, 4096), 0);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x001F, 0x0020, 0x0023, 0x0024, 0x002B, 0x0040, 0x0041,
	            0x0100, 0x0105, 0x0107, 0x0108, 0x010C);
	CHECK_EQUAL(rig_be16(rig, 6), 0x0000);
	rig_destroy(rig);
}

static void without_a_disc_only_persistent_ones_are_current(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, CURRENT_FEATURES, 4096), 0);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0100, 0x0105, 0x0108, 0x010C);
	rig_destroy(rig);
}

static void current_with_dvd_plus_r(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, CURRENT_FEATURES, 4096), 0);
	CHECK_EQUAL(rig_be16(rig, 6), 0x001B);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x001F, 0x002B, 0x0100, 0x0105, 0x0107, 0x0108,
	            0x010C);
	rig_destroy(rig);
}

static void current_with_dvd_rom(void)
{
	struct rig *rig = rig_create("dvd-rom", 4096);

	CHECK_EQUAL(rig_in(rig, CURRENT_FEATURES, 4096), 0);
	CHECK_EQUAL(rig_be16(rig, 6), 0x0010);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x001F, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C);
	rig_destroy(rig);
}

static void current_with_bd_rom(void)
{
	struct rig *rig = rig_create("bd-rom", 4096);

	CHECK_EQUAL(rig_in(rig, CURRENT_FEATURES, 4096), 0);
	CHECK_EQUAL(rig_be16(rig, 6), 0x0040);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x0040, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C);
	rig_destroy(rig);
}

static void current_with_bd_re(void)
{
	struct rig *rig = rig_create("bd-re", 32768);

	CHECK_EQUAL(rig_in(rig, CURRENT_FEATURES, 4096), 0); /* unformatted: not writable at random */
	CHECK_EQUAL(rig_be16(rig, 6), 0x0043);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x0023, 0x0024, 0x0040, 0x0041, 0x0100, 0x0105, 0x0107,
	            0x0108, 0x010C);
	format(rig, "00 80 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_in(rig, CURRENT_FEATURES, 4096), 0);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x0020, 0x0023, 0x0024, 0x0040, 0x0041, 0x0100, 0x0105,
	            0x0107, 0x0108, 0x010C);
	format(rig, "00 80 00 08 00 00 80 00 C4 00 08 00"); /* 31h: no spares, no defect management */
	CHECK_EQUAL(rig_in(rig, CURRENT_FEATURES, 4096), 0);
	CHECK_CODES(rig, 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x0020, 0x0023, 0x0040, 0x0041, 0x0100, 0x0105, 0x0107,
	            0x0108, 0x010C);
	rig_destroy(rig);
}

static void descriptor_images(void)
{
	static const struct {
		const char *cdb, *image;
	} images[] = {
		{"46 02 00 00 00 00 00 00 FF 00",
	         "00 00 00 18 00 00 00 43 00 00 03 10 00 43 01 00 00 40 00 00 00 1B 00 00 "
	         "00 10 00 00"},
		{"46 02 00 01 00 00 00 00 FF 00", "00 00 00 10 00 00 00 43 00 01 0B 08 00 00 00 01 01 00 00 00"},
		{"46 02 00 03 00 00 00 00 FF 00", "00 00 00 0C 00 00 00 43 00 03 07 04 39 00 00 00"},
		{"46 02 00 10 00 00 00 00 FF 00", "00 00 00 10 00 00 00 43 00 10 01 08 00 00 08 00 00 20 01 00"},
		{"46 02 00 20 00 00 00 00 FF 00",
	         "00 00 00 14 00 00 00 43 00 20 05 0C 00 00 7B FF 00 00 08 00 00 20 01 00"},
		{"46 02 00 23 00 00 00 00 FF 00", "00 00 00 10 00 00 00 43 00 23 05 08 0B 00 00 00 00 00 00 00"},
		{"46 02 00 24 00 00 00 00 FF 00", "00 00 00 0C 00 00 00 43 00 24 05 04 80 00 00 00"},
		{"46 02 00 2B 00 00 00 00 FF 00", "00 00 00 0C 00 00 00 43 00 2B 00 04 01 00 00 00"},
		{"46 02 00 41 00 00 00 00 FF 00",
	         "00 00 00 1C 00 00 00 43 00 41 01 14 00 00 00 00 00 00 00 04 00 00 00 00 "
	         "00 00 00 00 00 00 00 00"},
		{"46 02 01 00 00 00 00 00 FF 00", "00 00 00 08 00 00 00 43 01 00 03 00"},
		{"46 02 01 07 00 00 00 00 FF 00", "00 00 00 0C 00 00 00 43 01 07 11 04 1F 00 00 00"},
		{"46 02 01 08 00 00 00 00 FF 00",
	         "00 00 00 14 00 00 00 43 01 08 03 0C 44 42 30 30 30 30 30 30 30 30 30 31"},
		{"46 02 01 0C 00 00 00 00 FF 00",
	         "00 00 00 18 00 00 00 43 01 0C 03 10 32 30 32 36 30 31 30 31 30 30 30 30 30 30 00 00"},
	};
	struct rig *rig = rig_create("bd-re", 32768);

	format(rig, "00 80 00 08 00 00 7C 00 00 00 00 20");
	for (unsigned i = 0; i < sizeof(images) / sizeof(images[0]); i++) {
		CHECK_EQUAL(rig_in(rig, images[i].cdb, 255), 0);
		CHECK_DATA(rig, images[i].image);
		CHECK_EQUAL(rig->command.transferred, (strlen(images[i].image) + 1) / 3);
	}
	rig_destroy(rig);
}

static void one_unsupported_feature_is_a_header(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "46 02 00 38 00 00 00 00 10 00", 16), 0);
	CHECK_EQUAL(rig->command.transferred, 8);
	CHECK_DATA(rig, "00 00 00 04 00 00 00 00");
	rig_destroy(rig);
}

/* Linux looks whether the first descriptor after the header is the feature it started from. */
static void starting_feature_is_a_filter(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "46 00 00 28 00 00 00 00 10 00", 16), 0);
	CHECK_EQUAL(rig_be16(rig, 8), 0x002B);
	CHECK_EQUAL(rig_in(rig, "46 00 00 20 00 00 00 00 18 00", 24), 0);
	CHECK_EQUAL(rig_be16(rig, 8), 0x0020);
	CHECK_EQUAL(rig_in(rig, "46 01 00 11 00 00 00 10 00 00", 4096), 0);
	CHECK_CODES(rig, 0x001F, 0x002B, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C);
	CHECK_EQUAL(rig_in(rig, "46 00 FF FF 00 00 00 10 00 00", 4096), 0);
	CHECK_EQUAL(rig->command.transferred, 8);
	rig_destroy(rig);
}

static void reserved_request_type(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "46 03 00 00 00 00 00 00 10 00", 16), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC90001);
	rig_destroy(rig);
}

static void an_unrecognised_disc_has_no_profile(void)
{
	struct rig *rig = rig_create_raw("dvd+r", 4096, false);

	CHECK_EQUAL(rig_in(rig, "46 00 00 00 00 00 00 00 08 00", 8), 0);
	CHECK_EQUAL(rig_be16(rig, 6), 0x0000);
	rig_advance(rig, UINT64_C(60000000000));
	CHECK_EQUAL(rig_in(rig, "46 00 00 00 00 00 00 00 08 00", 8), 0);
	CHECK_EQUAL(rig_be16(rig, 6), 0x001B);
	rig_destroy(rig);
}

/* ---- GET EVENT STATUS NOTIFICATION ---- */

static void event_must_be_polled(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "4A 00 00 00 10 00 00 00 08 00", 8), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC80001);
	rig_destroy(rig);
}

static void an_empty_mask_asks_for_the_classes(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 00 00 00 00 08 00", 8), 0);
	CHECK_EQUAL(rig->command.transferred, 4);
	CHECK_DATA(rig, "00 02 80 56");
	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 28 00 00 00 08 00", 8), 0); /* classes that are not supported */
	CHECK_DATA(rig, "00 02 80 56");
	rig_destroy(rig);
}

static void a_media_event_comes_once(void)
{
	struct rig *rig = rig_create_raw("dvd+r", 4096, true);

	rig_advance(rig, 0);
	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 10 00 00 00 04 00", 8), 0); /* header only: not given out yet */
	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 10 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 04 56 02 02 00 00");
	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 10 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 04 56 00 02 00 00");
	rig_destroy(rig);
}

static void a_real_event_wins_over_a_lower_class(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 56 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 01 56 00 00 00 00");
	rig->drive->media_event = EVENT_EJECT_REQUEST;
	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 56 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 04 56 01 02 00 00");
	rig_destroy(rig);
}

static void power_is_active(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 04 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 02 56 00 01 00 00");
	rig_destroy(rig);
}

static void an_open_tray_is_told(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_none(rig, "1B 00 00 00 02 00"), 0);
	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 10 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 04 56 03 01 00 00");
	rig_destroy(rig);
}

static void a_long_operation_is_a_status_of_the_busy_class(void)
{
	struct rig *rig = rig_create_realistic("bd-re", 32768);

	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 40 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 06 56 00 00 00 00");
	rig_fill(rig, "00 82 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
	CHECK_EQUAL(rig_in(rig, "4A 01 00 00 40 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 06 06 56 00 01 00 0A");
	rig_destroy(rig);
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"GetConfiguration.AllFeaturesAscending", all_features},
		{"GetConfiguration.PersistentWithoutADisc", without_a_disc_only_persistent_ones_are_current},
		{"GetConfiguration.CurrentWithDvdPlusR", current_with_dvd_plus_r},
		{"GetConfiguration.CurrentWithDvdRom", current_with_dvd_rom},
		{"GetConfiguration.CurrentWithBdRom", current_with_bd_rom},
		{"GetConfiguration.CurrentWithBdReFollowsTheFormat", current_with_bd_re},
		{"GetConfiguration.DescriptorImages", descriptor_images},
		{"GetConfiguration.OneUnsupportedFeatureIsAHeader", one_unsupported_feature_is_a_header},
		{"GetConfiguration.StartingFeatureIsAFilter", starting_feature_is_a_filter},
		{"GetConfiguration.ReservedRequestType", reserved_request_type},
		{"GetConfiguration.UnrecognisedDiscHasNoProfile", an_unrecognised_disc_has_no_profile},
		{"GetEventStatus.MustBePolled", event_must_be_polled},
		{"GetEventStatus.EmptyMaskAsksForTheClasses", an_empty_mask_asks_for_the_classes},
		{"GetEventStatus.MediaEventComesOnce", a_media_event_comes_once},
		{"GetEventStatus.RealEventWinsOverALowerClass", a_real_event_wins_over_a_lower_class},
		{"GetEventStatus.PowerIsActive", power_is_active},
		{"GetEventStatus.OpenTray", an_open_tray_is_told},
		{"GetEventStatus.BusyIsAStatus", a_long_operation_is_a_status_of_the_busy_class},
		{0},
	};

	return unit_main(argc, argv, tests);
}
