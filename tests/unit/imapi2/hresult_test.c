/* SPDX-License-Identifier: MIT */
/* From sense to HRESULT, with the rows' literal values. */
#include "engine/imapi2/hresult.h"

#include "tests/unit/unit.h"

static const struct {
	uint8_t key, asc, ascq, opcode;
	bool known;
	uint32_t result;
} sense_rows[] = {
	{0, 0x00, 0x16, 0x2A, true, 0},           {3, 0x02, 0x06, 0x2A, true, 0xC0AA0204},
	{2, 0x04, 0x03, 0x2A, true, 0xC0AA0202},  {2, 0x04, 0x04, 0x2A, true, 0xC0AA0206},
	{2, 0x04, 0x07, 0x2A, true, 0xC0AA0207},  {2, 0x04, 0x00, 0x2A, true, 0xC0AA0205},
	{2, 0x30, 0x00, 0xAD, true, 0xC0AA020E},  {2, 0x30, 0x00, 0x2A, true, 0xC0AA0203},
	{3, 0x0C, 0x09, 0x35, true, 0},           {3, 0x0C, 0x09, 0x2A, true, 0xC0AA0300},
	{5, 0x24, 0x00, 0x5A, true, 0xC0AA0201},  {5, 0x24, 0x00, 0x2A, false, 0x80004005},
	{5, 0x39, 0x00, 0x5A, true, 0xC0AA0201},  {5, 0x39, 0x00, 0x55, false, 0x80004005},
	{5, 0x20, 0x00, 0x46, true, 0xC0AA020C},  {5, 0x20, 0x00, 0x2A, false, 0x80004005},
	{5, 0x26, 0x02, 0x55, true, 0xC0AA0208},  {6, 0x28, 0x00, 0x00, true, 0xC0AA0205},
	{3, 0x72, 0x03, 0x5B, false, 0x80004005},
};

static void sense_has_its_result(void)
{
	for (size_t i = 0; i < sizeof(sense_rows) / sizeof(*sense_rows); i++) {
		struct sense sense = {.key = sense_rows[i].key, .asc = sense_rows[i].asc, .ascq = sense_rows[i].ascq};
		HRESULT result;

		CHECK_EQUAL(hresult_of_sense(&sense, sense_rows[i].opcode, &result), sense_rows[i].known);
		CHECK_EQUAL((uint32_t)result, sense_rows[i].result);
	}
}

static void fatal_sense_is_never_success(void)
{
	struct sense none = {0};

	CHECK_EQUAL((uint32_t)hresult_of_write_sense(&none), 0xC0AA0301);
}

static const struct unit_test tests[] = {
	{"Hresult.SenseHasItsResult", sense_has_its_result},
	{"Hresult.FatalSenseIsNeverSuccess", fatal_sense_is_never_success},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
