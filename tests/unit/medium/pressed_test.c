/* SPDX-License-Identifier: MIT */
#include "tests/unit/medium/medium_test.h"

static void is_complete_and_readable_to_its_end(void)
{
	struct medium *medium = new_disc("dvd-rom");

	CHECK_EQUAL(medium_disc_status(medium), 2);
	CHECK_EQUAL(medium_readable_blocks(medium), 8192);
	CHECK_GOOD(medium->kind->ops->may_read(medium, 8191, 1));
	CHECK_SENSE(medium->kind->ops->may_read(medium, 8191, 2), 5, 0x2100);
	medium_destroy(medium);
}

static void takes_no_write_format_or_close(void)
{
	struct medium *medium = new_disc("bd-rom");
	const struct medium_ops *ops = medium->kind->ops;

	CHECK_SENSE(ops->accept(medium, 0, 32), 5, 0x3005);
	CHECK_SENSE(ops->may_write(medium, 0, 32), 5, 0x3005);
	CHECK_SENSE(ops->may_format(medium, 32), 5, 0x3006);
	CHECK_SENSE(ops->may_close(medium, CLOSURE_SESSION, 0), 5, 0x3005);
	CHECK_SENSE(ops->reserve(medium, 32), 5, 0x3005);
	medium_destroy(medium);
}

const struct unit_test pressed_tests[] = {
	{"Pressed.IsCompleteAndReadableToItsEnd", is_complete_and_readable_to_its_end},
	{"Pressed.TakesNoWriteFormatOrClose", takes_no_write_format_or_close},
	{0},
};
