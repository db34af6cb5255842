/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "tests/unit/medium/medium_test.h"

static struct medium *formatted_disc(void)
{
	struct medium *medium = new_disc("bd-re");

	CHECK_GOOD(medium->kind->ops->may_format(medium, TEST_CAPACITY));
	CHECK_GOOD(medium->kind->ops->format(medium, TEST_CAPACITY));
	return medium;
}

static void takes_nothing_before_format(void)
{
	struct medium *medium = new_disc("bd-re");

	CHECK_EQUAL(medium_disc_status(medium), 0);
	CHECK_SENSE(medium->kind->ops->accept(medium, 0, 32), 5, 0x3010);
	CHECK_SENSE(medium->kind->ops->may_read(medium, 0, 32), 3, 0x3100);
	CHECK_SENSE(medium->kind->ops->may_close(medium, CLOSURE_SESSION, 0), 5, 0x3010);
	medium_destroy(medium);
}

static void refuses_sizes_that_do_not_suit(void)
{
	struct medium *medium = new_disc("bd-re");

	CHECK_SENSE(medium->kind->ops->may_format(medium, 0), 5, 0x2600);
	CHECK_SENSE(medium->kind->ops->may_format(medium, 8224), 5, 0x2600);
	CHECK_SENSE(medium->kind->ops->may_format(medium, 33), 5, 0x2600);
	medium_destroy(medium);
}

static void takes_any_address_after_format(void)
{
	struct medium *medium = formatted_disc();

	CHECK_EQUAL(medium_disc_status(medium), 2);
	CHECK_EQUAL(medium_readable_blocks(medium), 8192);
	CHECK_GOOD(burn(medium, 4711, 5, 3));
	CHECK_GOOD(burn(medium, 0, 32, 4));
	CHECK_GOOD(burn(medium, 4711, 5, 5));
	CHECK_SENSE(medium->kind->ops->accept(medium, 8191, 2), 5, 0x2100);
	medium_destroy(medium);
}

static void reads_zeros_where_nothing_was_written(void)
{
	struct medium *medium = formatted_disc();
	uint8_t data[3 * 2048], expected[3 * 2048] = {0};
	uint32_t done;

	CHECK_GOOD(burn(medium, 101, 1, 9));
	memset(expected + 2048, 9, 2048);
	CHECK_GOOD(medium->kind->ops->may_read(medium, 100, 3));
	CHECK_GOOD(medium_read(medium, 100, 3, data, &done));
	CHECK_BYTES(data, expected, sizeof(expected));
	medium_destroy(medium);
}

static void format_again_hides_the_old_data(void)
{
	struct medium *medium = formatted_disc();
	uint8_t data[2048], zeros[2048] = {0};
	uint32_t done;

	CHECK_GOOD(burn(medium, 5, 1, 9));
	CHECK_GOOD(medium->kind->ops->format(medium, 4096));
	CHECK_EQUAL(medium_readable_blocks(medium), 4096);
	CHECK_GOOD(medium_read(medium, 5, 1, data, &done));
	CHECK_BYTES(data, zeros, sizeof(zeros));
	medium_destroy(medium);
}

const struct unit_test overwritable_tests[] = {
	{"Overwritable.TakesNothingBeforeFormat", takes_nothing_before_format},
	{"Overwritable.RefusesSizesThatDoNotSuit", refuses_sizes_that_do_not_suit},
	{"Overwritable.TakesAnyAddressAfterFormat", takes_any_address_after_format},
	{"Overwritable.ReadsZerosWhereNothingWasWritten", reads_zeros_where_nothing_was_written},
	{"Overwritable.FormatAgainHidesTheOldData", format_again_hides_the_old_data},
	{0},
};
