/* SPDX-License-Identifier: MIT */
#include "handlers/tcmu/data_area.h"

#include <string.h>
#include <sys/uio.h>

#include "tests/unit/unit.h"

/* Three pieces that are not neighbours, an empty one among them, and bytes between them that are nobody's. */
static uint8_t memory[16];
static struct iovec pieces[] = {
	{memory + 9, 3},
	{memory, 0},
	{memory + 1, 4},
	{memory + 14, 1},
};
static const struct data_area area = {pieces, sizeof(pieces) / sizeof(pieces[0])};

enum { AREA_BYTES = 8 };

static void fill(void)
{
	for (unsigned i = 0; i < sizeof(memory); i++)
		memory[i] = (uint8_t)('a' + i);
}

static void counts_all_pieces(void)
{
	struct iovec huge[] = {{memory, SIZE_MAX}, {memory, 1}};

	CHECK_EQUAL(data_area_bytes(&area), AREA_BYTES);
	CHECK_EQUAL(data_area_bytes(&(struct data_area){NULL, 0}), 0);
	CHECK(data_area_bytes(&(struct data_area){huge, 2}) == SIZE_MAX);
}

static void finds_a_single_piece(void)
{
	struct iovec one[] = {{NULL, 0}, {memory + 3, 2}, {memory, 0}};

	CHECK(data_area_single(&(struct data_area){one, 3}) == memory + 3);
	CHECK(data_area_single(&(struct data_area){one, 1}) == NULL);
	CHECK(data_area_single(&area) == NULL);
}

static void gets_the_pieces_in_order(void)
{
	uint8_t bytes[AREA_BYTES + 1] = {0};

	fill();
	CHECK_EQUAL(data_area_get(&area, bytes, AREA_BYTES), AREA_BYTES);
	CHECK_BYTES(bytes, "jklbcdeo", AREA_BYTES + 1);
}

static void gets_no_more_than_wanted_or_there(void)
{
	uint8_t bytes[2 * AREA_BYTES] = {0};

	fill();
	CHECK_EQUAL(data_area_get(&area, bytes, 5), 5);
	CHECK_BYTES(bytes, "jklbc\0\0", 7);
	CHECK_EQUAL(data_area_get(&area, bytes, sizeof(bytes)), AREA_BYTES);
	CHECK_BYTES(bytes, "jklbcdeo\0\0", 10);
}

static void puts_into_the_pieces_and_nowhere_else(void)
{
	fill();
	CHECK_EQUAL(data_area_put(&area, (const uint8_t *)"12345678", AREA_BYTES), AREA_BYTES);
	CHECK_BYTES(memory, "a4567fghi123mn8p", sizeof(memory));
}

static void puts_no_more_than_given_or_fits(void)
{
	fill();
	CHECK_EQUAL(data_area_put(&area, (const uint8_t *)"12345", 5), 5);
	CHECK_BYTES(memory, "a45defghi123mnop", sizeof(memory));
	CHECK_EQUAL(data_area_put(&area, (const uint8_t *)"123456789", AREA_BYTES + 1), AREA_BYTES);
	CHECK_BYTES(memory, "a4567fghi123mn8p", sizeof(memory));
}

static void zeroes_from_a_byte_on(void)
{
	fill();
	data_area_zero(&area, 4);
	CHECK_BYTES(memory, "ab\0\0\0fghijklmn\0p", sizeof(memory));
	data_area_zero(&area, AREA_BYTES);
	CHECK_BYTES(memory, "ab\0\0\0fghijklmn\0p", sizeof(memory));
	data_area_zero(&area, 0);
	CHECK_BYTES(memory, "a\0\0\0\0fghi\0\0\0mn\0p", sizeof(memory));
}

/* What the runner's own functions do not do: an answer goes where the question came from. */
static void leaves_the_vector_as_it_is(void)
{
	struct iovec before[sizeof(pieces) / sizeof(pieces[0])];
	uint8_t bytes[AREA_BYTES];

	memcpy(before, pieces, sizeof(pieces));
	data_area_get(&area, bytes, AREA_BYTES);
	data_area_put(&area, bytes, AREA_BYTES);
	data_area_zero(&area, 2);
	CHECK_BYTES(pieces, before, sizeof(pieces));
}

static const struct unit_test tests[] = {
	{"DataArea.CountsAllPieces", counts_all_pieces},
	{"DataArea.FindsASinglePiece", finds_a_single_piece},
	{"DataArea.GetsThePiecesInOrder", gets_the_pieces_in_order},
	{"DataArea.GetsNoMoreThanWantedOrThere", gets_no_more_than_wanted_or_there},
	{"DataArea.PutsIntoThePiecesAndNowhereElse", puts_into_the_pieces_and_nowhere_else},
	{"DataArea.PutsNoMoreThanGivenOrFits", puts_no_more_than_given_or_fits},
	{"DataArea.ZeroesFromAByteOn", zeroes_from_a_byte_on},
	{"DataArea.LeavesTheVectorAsItIs", leaves_the_vector_as_it_is},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
