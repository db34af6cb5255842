/* SPDX-License-Identifier: MIT */
/* Who the drive is and how it feels: INQUIRY, REPORT LUNS, REQUEST SENSE, TEST UNIT READY, MECHANISM STATUS. */
#include <string.h>

#include "tests/unit/commands/rig.h"

static void standard_inquiry(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "12 00 00 01 00 00", 256), 0);
	CHECK_EQUAL(rig->command.transferred, 96);
	CHECK_DATA(rig, "05 80 06 02 5B 00 00 02 44 52 59 42 55 52 4E 20"); /* DRYBURN */
	CHECK_BYTES(rig->data + 16, "BD-RE EMULATOR  0.1 20260101000000      ", 40);
	CHECK_BYTES(rig->data + 58, "\x00\xA0\x04\x60\x04\xE0\x00\x00", 8);
	rig_destroy(rig);
}

static void inquiry_without_evpd_wants_page_0(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "12 00 80 00 24 00", 36), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00002);
	rig_destroy(rig);
}

static void vpd_pages(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "12 01 00 00 FF 00", 255), 0);
	CHECK_EQUAL(rig->command.transferred, 7);
	CHECK_DATA(rig, "05 00 00 03 00 80 83");
	CHECK_EQUAL(rig_in(rig, "12 01 80 00 FF 00", 255), 0);
	CHECK_EQUAL(rig->command.transferred, 16);
	CHECK_DATA(rig, "05 80 00 0C");
	CHECK_BYTES(rig->data + 4, "DB0000000001", 12);
	CHECK_EQUAL(rig_in(rig, "12 01 B0 00 FF 00", 255), 0x052400);
	CHECK_EQUAL(rig_field(rig), 0xC00002);
	rig_destroy(rig);
}

static void vpd_83_has_a_vendor_and_a_local_name(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "12 01 83 00 FF 00", 255), 0);
	CHECK_EQUAL(rig->command.transferred, 56);
	CHECK_DATA(rig, "05 83 00 34 02 01 00 24");
	CHECK_BYTES(rig->data + 8, "DRYBURN BD-RE EMULATOR  DB0000000001", 36);
	CHECK_BYTES(rig->data + 44, "\x01\x03\x00\x08", 4);
	CHECK_EQUAL(rig->data[48] >> 4, 3);
	rig_destroy(rig);
}

static void report_luns(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "A0 00 00 00 00 00 00 00 01 00 00 00", 256), 0);
	CHECK_EQUAL(rig->command.transferred, 16);
	CHECK_DATA(rig, "00 00 00 08 00 00 00 00 00 00 00 00 00 00 00 00");
	CHECK_EQUAL(rig_in(rig, "A0 00 01 00 00 00 00 00 01 00 00 00", 256), 0);
	CHECK_EQUAL(rig->command.transferred, 8);
	CHECK_EQUAL(rig_in(rig, "A0 00 03 00 00 00 00 00 01 00 00 00", 256), 0x052400);
	rig_destroy(rig);
}

static void request_sense_without_news(void)
{
	struct rig *rig = rig_create(NULL, 0);

	CHECK_EQUAL(rig_in(rig, "03 00 00 00 FC 00", 252), 0);
	CHECK_EQUAL(rig->command.transferred, 18);
	CHECK_DATA(rig, "70 00 00 00 00 00 00 0A 00 00 00 00 00 00 00 00 00 00");
	rig_destroy(rig);
}

static void request_sense_takes_the_attention(void)
{
	struct rig *rig = rig_create_raw("dvd+r", 4096, true);

	CHECK_EQUAL(rig_in(rig, "03 00 00 00 12 00", 18), 0);
	CHECK_DATA(rig, "70 00 06 00 00 00 00 0A 00 00 00 00 29 00");
	CHECK_EQUAL(rig_in(rig, "03 00 00 00 12 00", 18), 0);
	CHECK_DATA(rig, "70 00 06 00 00 00 00 0A 00 00 00 00 28 00");
	CHECK_EQUAL(rig->drive->attention_count, 0);
	CHECK_EQUAL(rig_none(rig, "00 00 00 00 00 00"), 0);
	rig_destroy(rig);
}

static void request_sense_takes_the_deferred_error(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	rig->drive->deferred = sense_deferred(sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 0x123));
	CHECK_EQUAL(rig_in(rig, "03 00 00 00 12 00", 18), 0);
	CHECK_DATA(rig, "F1 00 03 00 00 01 23 0A 00 00 00 00 0C 00");
	CHECK_EQUAL(rig_none(rig, "00 00 00 00 00 00"), 0);
	rig_destroy(rig);
}

/* Progress must be readable with GOOD status, as not ready with SKSV: dvd+rw-mediainfo and libburn read it so. */
static void request_sense_tells_progress(void)
{
	struct rig *rig = rig_create_realistic("bd-re", 32768);
	uint32_t earlier;

	rig_fill(rig, "00 82 00 08 00 00 7C 00 00 00 00 20");
	CHECK_EQUAL(rig_out(rig, "04 11 00 00 00 00", 12), 0);
	rig_advance(rig, UINT64_C(10000000000));
	CHECK_EQUAL(rig_in(rig, "03 00 00 00 12 00", 18), 0);
	CHECK_DATA(rig, "70 00 02 00 00 00 00 0A 00 00 00 00 04 04 00 80");
	earlier = rig_be16(rig, 16);
	CHECK(earlier > 0);
	rig_advance(rig, UINT64_C(10000000000));
	CHECK_EQUAL(rig_in(rig, "03 00 00 00 12 00", 18), 0);
	CHECK(rig_be16(rig, 16) > earlier);
	CHECK_EQUAL(rig_none(rig, "00 00 00 00 00 00"), 0x020404);
	rig_advance(rig, UINT64_C(100000000000));
	CHECK_EQUAL(rig_none(rig, "00 00 00 00 00 00"), 0);
	rig_destroy(rig);
}

static void mechanism_status(void)
{
	struct rig *rig = rig_create("dvd+r", 4096);

	CHECK_EQUAL(rig_in(rig, "BD 00 00 00 00 00 00 00 00 10 00 00", 16), 0);
	CHECK_EQUAL(rig->command.transferred, 8);
	CHECK_DATA(rig, "00 00 00 00 00 01 00 00");
	CHECK_EQUAL(rig_none(rig, "1B 00 00 00 02 00"), 0);
	CHECK_EQUAL(rig_in(rig, "BD 00 00 00 00 00 00 00 00 10 00 00", 16), 0);
	CHECK_DATA(rig, "00 10 00 00 00 01 00 00");
	rig_destroy(rig);
}

int main(int argc, char **argv)
{
	static const struct unit_test tests[] = {
		{"Inquiry.StandardData", standard_inquiry},
		{"Inquiry.PageWithoutEvpdIsAnError", inquiry_without_evpd_wants_page_0},
		{"Inquiry.VitalProductData", vpd_pages},
		{"Inquiry.Page83HasVendorAndLocalName", vpd_83_has_a_vendor_and_a_local_name},
		{"ReportLuns.OneUnit", report_luns},
		{"RequestSense.NoSense", request_sense_without_news},
		{"RequestSense.TakesTheAttention", request_sense_takes_the_attention},
		{"RequestSense.TakesTheDeferredError", request_sense_takes_the_deferred_error},
		{"RequestSense.TellsProgress", request_sense_tells_progress},
		{"MechanismStatus.DoorOpen", mechanism_status},
		{0},
	};

	return unit_main(argc, argv, tests);
}
