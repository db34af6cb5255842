/* SPDX-License-Identifier: MIT */
/* Sense values against literal bytes: encoding, decoding of both formats, truncation, text. */
#include <stdlib.h>
#include <string.h>

#include "t10/sense.h"
#include "tests/unit/unit.h"

/* ---- Encoding ---- */

static void check_encoding(struct sense sense, const char expected[18])
{
	uint8_t data[20];

	memset(data, 0xEE, sizeof(data));
	sense_encode(&sense, data);
	CHECK_BYTES(data, expected, 18);
	CHECK_BYTES(data + 18, "\xEE\xEE", 2);
}

static void key_and_additional_codes_are_encoded(void)
{
	check_encoding(sense_of(ILLEGAL_REQUEST, INVALID_ADDRESS_FOR_WRITE),
	               "\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x21\x02\0\0\0\0");
}

static void good_is_encoded_as_no_sense(void)
{
	check_encoding(SENSE_GOOD, "\x70\0\0\0\0\0\0\x0A\0\0\0\0\0\0\0\0\0\0");
}

static void information_is_encoded_with_valid(void)
{
	check_encoding(sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 0x010204E2),
	               "\xF0\0\x03\x01\x02\x04\xE2\x0A\0\0\0\0\x0C\0\0\0\0\0");
}

static void block_zero_is_information_too(void)
{
	check_encoding(sense_at_block(MEDIUM_ERROR, UNRECOVERED_READ_ERROR, 0),
	               "\xF0\0\x03\0\0\0\0\x0A\0\0\0\0\x11\0\0\0\0\0");
}

static void deferred_is_response_code_71(void)
{
	check_encoding(sense_deferred(sense_of(MEDIUM_ERROR, WRITE_ERROR)),
	               "\x71\0\x03\0\0\0\0\x0A\0\0\0\0\x0C\0\0\0\0\0");
	check_encoding(sense_deferred(sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 7)),
	               "\xF1\0\x03\0\0\0\x07\x0A\0\0\0\0\x0C\0\0\0\0\0");
}

static void field_pointers_are_encoded(void)
{
	check_encoding(sense_bad_cdb_field(8, 3), "\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x24\0\0\xCB\0\x08");
	check_encoding(sense_bad_cdb_field(1, 0), "\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x24\0\0\xC8\0\x01");
	check_encoding(sense_bad_cdb_field(2, -1), "\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x24\0\0\xC0\0\x02");
	check_encoding(sense_bad_parameter(0x1234, 7), "\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x26\0\0\x8F\x12\x34");
	check_encoding(sense_bad_parameter(4, -1), "\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x26\0\0\x80\0\x04");
}

static void progress_is_encoded(void)
{
	struct sense busy = sense_of(NOT_READY, LU_NOT_READY_LONG_WRITE_IN_PROGRESS);

	check_encoding(sense_with_progress(busy, 0x8001), "\x70\0\x02\0\0\0\0\x0A\0\0\0\0\x04\x08\0\x80\x80\x01");
	check_encoding(sense_with_progress(busy, 0), "\x70\0\x02\0\0\0\0\x0A\0\0\0\0\x04\x08\0\x80\0\0");
}

/* ---- Decoding: buffers are as long as they say, for AddressSanitizer ---- */

static struct sense decode(const void *data, size_t length, bool *ret_known)
{
	uint8_t *exact = malloc(length ? length : 1);
	struct sense sense;

	memcpy(exact, data, length);
	sense = sense_decode(length ? exact : NULL, length, ret_known);
	free(exact);
	return sense;
}

static bool same(const struct sense *a, const struct sense *b)
{
	return a->key == b->key && a->asc == b->asc && a->ascq == b->ascq && a->deferred == b->deferred &&
	       a->information_valid == b->information_valid && a->information == b->information &&
	       a->specific == b->specific && a->field_byte == b->field_byte && a->field_bit == b->field_bit &&
	       a->progress == b->progress;
}

static void check_decoding(const void *data, size_t length, struct sense expected)
{
	bool known = false;
	struct sense sense = decode(data, length, &known);

	CHECK(known);
	CHECK(same(&sense, &expected));
}

static void fixed_format_is_decoded(void)
{
	check_decoding(
		"\xF0\0\x03\x01\x02\x04\xE2\x0A\0\0\0\0\x0C\x09\0\0\0\0", 18,
		(struct sense){
			.key = 0x3, .asc = 0x0C, .ascq = 0x09, .information_valid = true, .information = 0x010204E2});
}

static void information_without_valid_is_ignored(void)
{
	check_decoding("\x70\0\x03\x01\x02\x04\xE2\x0A\0\0\0\0\x0C\0\0\0\0\0", 18,
	               (struct sense){.key = 0x3, .asc = 0x0C});
}

static void filemark_bits_are_not_part_of_the_key(void)
{
	check_decoding("\x70\0\xE2\0\0\0\0\x0A\0\0\0\0\x3A\x01\0\0\0\0", 18,
	               (struct sense){.key = 0x2, .asc = 0x3A, .ascq = 0x01});
}

static void deferred_errors_are_decoded(void)
{
	struct sense expected = {.key = 0x3, .asc = 0x0C, .deferred = true};

	check_decoding("\x71\0\x03\0\0\0\0\x0A\0\0\0\0\x0C\0\0\0\0\0", 18, expected);
	check_decoding("\x73\x03\x0C\0\0\0\0\0", 8, expected);
}

static void field_pointers_are_decoded(void)
{
	struct sense expected = {.key = 0x5, .asc = 0x24, .specific = SPECIFIC_FIELD_IN_CDB, .field_byte = 8};

	expected.field_bit = 3;
	check_decoding("\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x24\0\0\xCB\0\x08", 18, expected);
	expected.field_bit = -1;
	check_decoding("\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x24\0\0\xC5\0\x08", 18, expected);
	expected.specific = SPECIFIC_FIELD_IN_DATA;
	check_decoding("\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x24\0\0\x80\0\x08", 18, expected);
}

static void specific_bytes_without_sksv_are_ignored(void)
{
	check_decoding("\x70\0\x05\0\0\0\0\x0A\0\0\0\0\x24\0\0\x4B\0\x08", 18, (struct sense){.key = 0x5, .asc = 0x24});
}

static void progress_is_decoded(void)
{
	struct sense expected = {.specific = SPECIFIC_PROGRESS, .progress = 0x8001, .asc = 0x04, .ascq = 0x07};

	expected.key = 0x2;
	check_decoding("\x70\0\x02\0\0\0\0\x0A\0\0\0\0\x04\x07\0\x80\x80\x01", 18, expected);
	expected.key = 0x0;
	check_decoding("\x70\0\x00\0\0\0\0\x0A\0\0\0\0\x04\x07\0\x80\x80\x01", 18, expected);
}

static void descriptor_format_is_decoded(void)
{
	check_decoding("\x72\x05\x24\x01\0\0\0\0", 8, (struct sense){.key = 0x5, .asc = 0x24, .ascq = 0x01});
}

/* Information, an unknown type to be passed over, and sense key specific. */
static const uint8_t descriptors[] = {0x72, 0x05, 0x21, 0x02, 0,    0,    0,    25,                   /* header */
                                      0x00, 0x0A, 0x80, 0,    0,    0,    0,    0,  1, 2, 0x04, 0xE2, /* type 00h */
                                      0x80, 0x03, 0xAA, 0xBB, 0xCC,                                   /* type 80h */
                                      0x02, 0x06, 0,    0,    0xCA, 0x12, 0x34, 0};                   /* type 02h */

static void descriptors_are_decoded(void)
{
	check_decoding(descriptors, sizeof(descriptors),
	               (struct sense){.key = 0x5,
	                              .asc = 0x21,
	                              .ascq = 0x02,
	                              .information_valid = true,
	                              .information = 0x010204E2,
	                              .specific = SPECIFIC_FIELD_IN_CDB,
	                              .field_byte = 0x1234,
	                              .field_bit = 2});
}

static void descriptors_end_at_the_additional_length(void)
{
	uint8_t data[sizeof(descriptors)];

	memcpy(data, descriptors, sizeof(data));
	data[7] = 12 + 5;
	check_decoding(
		data, sizeof(data),
		(struct sense){
			.key = 0x5, .asc = 0x21, .ascq = 0x02, .information_valid = true, .information = 0x010204E2});
}

/* ---- Truncation ---- */

static void fixed_format_of_every_length(void)
{
	static const char whole[] = "\xF1\0\x05\x11\x22\x33\x44\x0A\0\0\0\0\x26\x55\0\x8B\x66\x77";

	for (size_t length = 0; length <= 18; length++) {
		struct sense expected = {0};
		bool known = length <= 2;
		struct sense sense = decode(whole, length, &known);

		CHECK_EQUAL(known, length > 2);
		if (length > 2)
			expected = (struct sense){.key = 0x5, .deferred = true};
		if (length >= 7) {
			expected.information_valid = true;
			expected.information = 0x11223344;
		}
		expected.asc = length >= 13 ? 0x26 : 0;
		expected.ascq = length >= 14 ? 0x55 : 0;
		if (length >= 18) {
			expected.specific = SPECIFIC_FIELD_IN_DATA;
			expected.field_bit = 3;
			expected.field_byte = 0x6677;
		}
		unit_check(same(&sense, &expected), __FILE__, __LINE__, "wrong at length %zu", length);
	}
}

static void descriptor_format_of_every_length(void)
{
	for (size_t length = 0; length <= sizeof(descriptors); length++) {
		struct sense expected = {0};
		bool known = length <= 2;
		struct sense sense = decode(descriptors, length, &known);

		CHECK_EQUAL(known, length > 2);
		if (length > 2)
			expected = (struct sense){.key = 0x5, .asc = 0x21, .ascq = length > 3 ? 0x02 : 0};
		if (length >= 20) {
			expected.information_valid = true;
			expected.information = 0x010204E2;
		}
		if (length >= 33) {
			expected.specific = SPECIFIC_FIELD_IN_CDB;
			expected.field_bit = 2;
			expected.field_byte = 0x1234;
		}
		unit_check(same(&sense, &expected), __FILE__, __LINE__, "wrong at length %zu", length);
	}
}

static void unknown_response_codes_are_not_known(void)
{
	static const uint8_t codes[] = {0x00, 0x01, 0x6F, 0x74, 0x7F, 0x80, 0xF4};

	for (size_t i = 0; i < sizeof(codes); i++) {
		uint8_t data[18] = {codes[i], 0, 0x03};
		bool known = true;
		struct sense sense = decode(data, 18, &known);

		CHECK(!known);
		CHECK(sense_is_good(&sense));
	}
}

/* Descriptor lengths that lead anywhere, in buffers of any length: nothing outside is read, and decoding ends. */
static void any_bytes_can_be_decoded(void)
{
	uint32_t random = 1;
	unsigned known_formats = 0;

	for (int i = 0; i < 20000; i++) {
		uint8_t data[300];
		bool known;

		for (size_t at = 0; at < sizeof(data); at++)
			data[at] = (uint8_t)((random = random * 1664525 + 1013904223) >> 24);
		data[0] = 0x70 | (data[0] & 0x83);
		decode(data, (random >> 8) % (sizeof(data) + 1), &known);
		known_formats += known;
	}
	CHECK(known_formats > 10000);
}

/* ---- Values and text ---- */

static void good_is_told_apart(void)
{
	struct sense good = SENSE_GOOD, recovered = sense_of(RECOVERED_ERROR, NO_ADDITIONAL_SENSE),
		     progress = sense_of(NO_SENSE, LU_NOT_READY_LONG_WRITE_IN_PROGRESS);

	CHECK(sense_is_good(&good));
	CHECK(!sense_is_good(&recovered));
	CHECK(!sense_is_good(&progress));
}

static void additional_is_both_codes(void)
{
	struct sense sense = {.asc = 0x0C, .ascq = 0x09};

	CHECK_EQUAL(sense_additional(&sense), 0x0C09);
	CHECK_STRING(additional_sense_name(0x0C09), "WRITE ERROR - LOSS OF STREAMING");
	CHECK_STRING(additional_sense_name(0xFFFF), "unknown additional sense");
}

static void keys_are_named(void)
{
	CHECK_STRING(sense_key_name(0x3), "MEDIUM ERROR");
	CHECK_STRING(sense_key_name(0xB), "ABORTED COMMAND");
	for (unsigned key = 0; key < 256; key++)
		CHECK(sense_key_name((uint8_t)key) && *sense_key_name((uint8_t)key));
}

static void description_names_everything(void)
{
	struct sense sense = sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 1250);
	char text[100];

	CHECK_STRING(sense_describe(&sense, text, sizeof(text)), "MEDIUM ERROR, WRITE ERROR (3/0C/00), block 1250");
	sense = sense_deferred(sense);
	CHECK_STRING(sense_describe(&sense, text, sizeof(text)),
	             "deferred MEDIUM ERROR, WRITE ERROR (3/0C/00), block 1250");
}

static void description_is_cut_to_any_size(void)
{
	static const char whole[] = "MEDIUM ERROR, WRITE ERROR (3/0C/00), block 1250";
	struct sense sense = sense_at_block(MEDIUM_ERROR, WRITE_ERROR, 1250);

	for (size_t size = 1; size <= sizeof(whole); size++) {
		char *text = malloc(size);

		sense_describe(&sense, text, size);
		CHECK_EQUAL(strlen(text), size - 1);
		CHECK(strncmp(text, whole, size - 1) == 0);
		free(text);
	}
}

static const struct unit_test tests[] = {
	{"Encode.KeyAndAdditionalCodes", key_and_additional_codes_are_encoded},
	{"Encode.GoodAsNoSense", good_is_encoded_as_no_sense},
	{"Encode.InformationWithValid", information_is_encoded_with_valid},
	{"Encode.BlockZeroIsInformationToo", block_zero_is_information_too},
	{"Encode.DeferredIsResponseCode71", deferred_is_response_code_71},
	{"Encode.FieldPointers", field_pointers_are_encoded},
	{"Encode.Progress", progress_is_encoded},
	{"Decode.FixedFormat", fixed_format_is_decoded},
	{"Decode.InformationWithoutValidIsIgnored", information_without_valid_is_ignored},
	{"Decode.FilemarkBitsAreNotPartOfTheKey", filemark_bits_are_not_part_of_the_key},
	{"Decode.DeferredErrors", deferred_errors_are_decoded},
	{"Decode.FieldPointers", field_pointers_are_decoded},
	{"Decode.SpecificBytesWithoutSksvAreIgnored", specific_bytes_without_sksv_are_ignored},
	{"Decode.Progress", progress_is_decoded},
	{"Decode.DescriptorFormat", descriptor_format_is_decoded},
	{"Decode.Descriptors", descriptors_are_decoded},
	{"Decode.DescriptorsEndAtTheAdditionalLength", descriptors_end_at_the_additional_length},
	{"Truncated.FixedFormatOfEveryLength", fixed_format_of_every_length},
	{"Truncated.DescriptorFormatOfEveryLength", descriptor_format_of_every_length},
	{"Decode.UnknownResponseCodesAreNotKnown", unknown_response_codes_are_not_known},
	{"Decode.AnyBytes", any_bytes_can_be_decoded},
	{"Sense.GoodIsToldApart", good_is_told_apart},
	{"Sense.AdditionalIsBothCodes", additional_is_both_codes},
	{"Sense.KeysAreNamed", keys_are_named},
	{"Describe.NamesEverything", description_names_everything},
	{"Describe.IsCutToAnySize", description_is_cut_to_any_size},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
