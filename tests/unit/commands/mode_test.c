/* SPDX-License-Identifier: MIT */
/* MODE SENSE and MODE SELECT. */
#include <string.h>

#include "tests/unit/commands/rig.h"

static void all_pages_ascending(void)
{
	static const uint8_t codes[] = {0x01, 0x05, 0x08, 0x1A, 0x1C, 0x1D, 0x2A};
	struct rig *rig = rig_create("dvd+r", 4096);
	unsigned at = 8;

	CHECK_EQUAL(rig_in(rig, "5A 08 3F 00 00 00 00 02 00 00", 512), 0);
	CHECK_EQUAL(rig_be16(rig, 0) + 2, rig->command.transferred);
	CHECK_EQUAL(rig_be16(rig, 6), 0);
	for (unsigned i = 0; i < sizeof(codes); i++) {
		CHECK_EQUAL(rig->data[at], codes[i]);
		at += 2 + rig->data[at + 1];
	}
	CHECK_EQUAL(at, rig->command.transferred);
	rig_destroy(rig);
}

static void lengths_are_whole_in_both_forms(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "1A 00 05 00 04 00", 4), 0);
	CHECK_DATA(rig, "37 00 00 00"); /* 4 + 52 - 1 */
	CHECK_EQUAL(rig_in(rig, "5A 00 05 00 00 00 00 00 08 00", 8), 0);
	CHECK_DATA(rig, "00 3A 00 00 00 00 00 00"); /* 8 + 52 - 2 */
	rig_destroy(rig);
}

/* Linux asks MODE SENSE(6) for 128 bytes of page 2Ah and ignores a longer one. */
static void page_2a_fits_in_128_bytes(void)
{
	static const char *const types[] = {"dvd+r", "bd-re", "dvd-rom", "bd-rom", NULL};

	for (unsigned i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct rig *rig = rig_create(types[i], 4096);

		CHECK_EQUAL(rig_in(rig, "1A 00 2A 00 80 00", 128), 0);
		CHECK(rig->data[0] + 1 <= 128);
		CHECK_EQUAL(rig->data[0] + 1, rig->command.transferred);
		CHECK_EQUAL(rig->data[4], 0x2A);
		CHECK_EQUAL(rig->data[5], rig->data[0] + 1 - 6);
		CHECK_EQUAL(rig->data[5], 30 + 4 * ((rig->data[34] << 8) + rig->data[35]));
		rig_destroy(rig);
	}
}

static void page_2a_has_the_mediums_speeds(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "5A 08 2A 00 00 00 00 00 80 00", 128), 0);
	CHECK_DATA(rig, "00 3A 00 00 00 00 00 00 2A 32 08 10 40 00 29 00 56 90 00 00 10 00 56 90 00 00 56 90 56 90 "
	                "00 00 00 00 00 00 56 90 00 05 00 00 56 90 00 00 40 EC 00 00 2B 48 00 00 15 A4 00 00 0C FC");
	CHECK_EQUAL(rig_none(rig, "1E 00 00 00 01 00"), 0);
	CHECK_EQUAL(rig_none(rig, "BB 00 FF FF 15 A4 00 00 00 00 00 00"), 0);
	CHECK_EQUAL(rig_in(rig, "5A 08 2A 00 00 00 00 00 80 00", 128), 0);
	CHECK_EQUAL(rig->data[8 + 6], 0x2B);        /* locked */
	CHECK_EQUAL(rig_be16(rig, 8 + 28), 0x15A4); /* 4x */
	rig_destroy(rig);
}

static void page_2a_without_a_disc_has_no_speeds(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "5A 08 2A 00 00 00 00 00 80 00", 128), 0);
	CHECK_EQUAL(rig->command.transferred, 40);
	CHECK_EQUAL(rig->data[9], 30);
	CHECK_EQUAL(rig_be16(rig, 8 + 30), 0);
	rig_destroy(rig);
}

static void default_page_05(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "5A 08 05 00 00 00 00 00 80 00", 128), 0);
	CHECK_DATA(rig, "00 3A 00 00 00 00 00 00 05 32 40 C5 08 10 00 00 00 00 00 00 00 10 00 96");
	CHECK_EQUAL(rig_in(rig, "5A 08 45 00 00 00 00 00 80 00", 128), 0); /* changeable */
	CHECK_DATA(rig, "00 3A 00 00 00 00 00 00 05 32 6F FF 0F FF 00 3F FF 00 FF FF FF FF FF FF");
	rig_destroy(rig);
}

static void saved_pages_do_not_exist(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "5A 08 C5 00 00 00 00 00 80 00", 128), 0x053900);
	CHECK_EQUAL(rig_in(rig, "1A 08 C5 00 80 00", 128), 0x053900);
	CHECK_EQUAL(rig_out(rig, "15 11 00 00 04 00", 4), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC80001);
	rig_destroy(rig);
}

static void an_unknown_page_is_pointed_at(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "5A 08 0E 00 00 00 00 00 80 00", 128), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xCD0002);
	CHECK_EQUAL(rig_in(rig, "1A 08 05 01 80 00", 128), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00003);
	rig_destroy(rig);
}

static void a_selected_page_is_current_and_not_default(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	rig_fill(rig, "00 00 00 00 00 00 00 00 01 0A C0 05 00 00 00 00 03 00 00 00");
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 14 00", 20), 0);
	CHECK_EQUAL(rig_in(rig, "5A 08 01 00 00 00 00 00 80 00", 128), 0);
	CHECK_DATA(rig, "00 12 00 00 00 00 00 00 01 0A C0 05 00 00 00 00 03 00 00 00");
	CHECK_EQUAL(rig_in(rig, "5A 08 81 00 00 00 00 00 80 00", 128), 0);
	CHECK_DATA(rig, "00 12 00 00 00 00 00 00 01 0A 80 20 00 00 00 00 00 00 00 00");
	rig_destroy(rig);
}

static void a_reset_brings_defaults_back(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);
	struct reset reset = {.kind = RESET_LOGICAL_UNIT};

	rig_fill(rig, "00 00 00 00 01 0A C0 05 00 00 00 00 03 00 00 00");
	CHECK_EQUAL(rig_out(rig, "15 10 00 00 10 00", 16), 0);
	rig->target->ops->reset(rig->target, &reset, rig->now);
	CHECK_EQUAL(rig_none(rig, "00 00 00 00 00 00"), 0x062900);
	CHECK_EQUAL(rig_in(rig, "1A 08 01 00 80 00", 128), 0);
	CHECK_DATA(rig, "0F 00 00 00 01 0A 80 20");
	rig_destroy(rig);
}

/* growisofs: MODE SENSE page 05, edit, MODE SELECT, for DVD+R, too. */
static void write_parameters_come_back_edited(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "5A 08 05 00 00 00 00 00 3C 00", 60), 0);
	rig->data[0] = rig->data[1] = 0;
	rig->data[8 + 2] = 0x62; /* BUFE, LS_V, disc at once */
	rig->data[8 + 3] = 0x05;
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 3C 00", 60), 0);
	CHECK_EQUAL(rig->command.transferred, 60);
	CHECK_EQUAL(rig_in(rig, "5A 08 05 00 00 00 00 00 3C 00", 60), 0);
	CHECK_EQUAL(rig->data[8 + 2], 0x62);
	CHECK_EQUAL(rig->data[8 + 3], 0x05);
	rig_destroy(rig);
}

static void write_types_that_do_not_exist_are_pointed_at(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	rig_fill(rig, "00 00 00 00 00 00 00 00 05 32 43 C5 08 10 00 00 00 00 00 00 00 10 00 96"); /* raw */
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 3C 00", 60), 0x052600);
	CHECK_EQUAL(rig_field(rig), 0x8B000A);
	rig_fill(rig, "00 00 00 00 00 00 00 00 05 32 50 C5 08 10 00 00 00 00 00 00 00 10 00 96"); /* test write */
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 3C 00", 60), 0x052600);
	CHECK_EQUAL(rig_field(rig), 0x8C000A);
	rig_fill(rig, "00 00 00 00 05 32 40 C5 03 10 00 00 00 00 00 00 00 10 00 96"); /* raw blocks, small form */
	CHECK_EQUAL(rig_out(rig, "15 10 00 00 38 00", 56), 0x052600);
	CHECK_EQUAL(rig_field(rig), 0x8B0008);
	CHECK_EQUAL(rig_in(rig, "5A 08 05 00 00 00 00 00 3C 00", 60), 0);
	CHECK_EQUAL(rig->data[8 + 2], 0x40);
	rig_destroy(rig);
}

static void lists_are_checked(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 00 00", 0), 0);
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 07 00", 7), 0x051A00); /* half a header */
	rig_fill(rig, "00 00 00 00 00 00 00 00 01 0A 80 20");
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 0C 00", 12), 0x051A00); /* half a page */
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 09 00", 9), 0x051A00);
	rig_fill(rig, "00 00 00 00 00 00 00 00 01 06 80 20 00 00 00 00");
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 10 00", 16), 0x052600); /* a page of the wrong length */
	CHECK_EQUAL(rig_field(rig), 0x800009);
	rig_fill(rig, "00 00 00 00 00 00 00 00 30 06 80 20 00 00 00 00");
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 10 00", 16), 0x052600); /* an unknown page */
	CHECK_EQUAL(rig_field(rig), 0x8D0008);
	rig_fill(rig, "00 00 00 00 00 00 00 05");
	CHECK_EQUAL(rig_out(rig, "55 10 00 00 00 00 00 00 08 00", 8), 0x052600); /* half a block descriptor */
	CHECK_EQUAL(rig_field(rig), 0x800007);
	rig_destroy(rig);
}

static void two_pages_are_taken_together_or_not_at_all(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	rig_fill(rig, "00 00 00 00 01 0A C0 05 00 00 00 00 00 00 00 00 08 0A 00 00 00 00 00 00 00 00 00 00");
	CHECK_EQUAL(rig_out(rig, "15 10 00 00 1C 00", 28), 0x052600); /* WCE cannot be cleared */
	CHECK_EQUAL(rig_field(rig), 0x8A0012);
	CHECK_EQUAL(rig_in(rig, "1A 08 01 00 80 00", 128), 0);
	CHECK_EQUAL(rig->data[6], 0x80);
	rig_destroy(rig);
}

/* Linux's sr sets the block length with one. */
static void a_block_descriptor_says_2048(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	rig_fill(rig, "00 00 00 08 00 00 00 00 00 00 08 00");
	CHECK_EQUAL(rig_out(rig, "15 10 00 00 0C 00", 12), 0);
	rig_fill(rig, "00 00 00 08 00 00 00 00 00 00 02 00");
	CHECK_EQUAL(rig_out(rig, "15 10 00 00 0C 00", 12), 0x052600);
	CHECK_EQUAL(rig_field(rig), 0x800009);
	rig_destroy(rig);
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"ModeSense.AllPagesAscending", all_pages_ascending},
		{"ModeSense.LengthsAreWholeInBothForms", lengths_are_whole_in_both_forms},
		{"ModeSense.Page2AFitsIn128Bytes", page_2a_fits_in_128_bytes},
		{"ModeSense.Page2AHasTheMediumsSpeeds", page_2a_has_the_mediums_speeds},
		{"ModeSense.Page2AWithoutADiscHasNoSpeeds", page_2a_without_a_disc_has_no_speeds},
		{"ModeSense.DefaultPage05", default_page_05},
		{"ModeSense.SavedPagesDoNotExist", saved_pages_do_not_exist},
		{"ModeSense.UnknownPageIsPointedAt", an_unknown_page_is_pointed_at},
		{"ModeSelect.CurrentAndNotDefault", a_selected_page_is_current_and_not_default},
		{"ModeSelect.ResetBringsDefaultsBack", a_reset_brings_defaults_back},
		{"ModeSelect.WriteParametersComeBackEdited", write_parameters_come_back_edited},
		{"ModeSelect.WriteTypesThatDoNotExist", write_types_that_do_not_exist_are_pointed_at},
		{"ModeSelect.ListsAreChecked", lists_are_checked},
		{"ModeSelect.AllPagesOrNone", two_pages_are_taken_together_or_not_at_all},
		{"ModeSelect.BlockDescriptorSays2048", a_block_descriptor_says_2048},
		{0},
	};

	return unit_main(argc, argv, tests);
}
