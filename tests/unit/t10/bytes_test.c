/* SPDX-License-Identifier: MIT */
#include "t10/bytes.h"
#include "tests/unit/unit.h"

static const uint8_t four[] = {0xFE, 0xDC, 0xBA, 0x98};

static void numbers_are_read_big_endian(void)
{
	CHECK_EQUAL(get_be16(four), 0xFEDC);
	CHECK_EQUAL(get_be24(four), 0xFEDCBA);
	CHECK_EQUAL(get_be32(four), 0xFEDCBA98);
}

static void numbers_are_written_big_endian(void)
{
	uint8_t data[12] = {0};

	put_be16(data, 0xFEDC);
	put_be24(data + 3, 0xFEDCBA);
	put_be32(data + 7, 0xFEDCBA98);
	CHECK_BYTES(data, "\xFE\xDC\x00\xFE\xDC\xBA\x00\xFE\xDC\xBA\x98\x00", 12);
}

static void higher_bits_are_dropped(void)
{
	uint8_t data[4] = {0};

	put_be24(data, 0xAB123456);
	CHECK_BYTES(data, "\x12\x34\x56\x00", 4);
}

static const struct unit_test tests[] = {
	{"Bytes.AreReadBigEndian", numbers_are_read_big_endian},
	{"Bytes.AreWrittenBigEndian", numbers_are_written_big_endian},
	{"Bytes.HigherBitsAreDropped", higher_bits_are_dropped},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
