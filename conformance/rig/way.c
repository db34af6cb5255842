/* SPDX-License-Identifier: MIT */
/* What is lost between the judge and the drive, by the table of ways. */
#include "conformance/expect.h"
#include "conformance/rig/parts.h"
#include "conformance/rig/rig.h"
#include "handlers/ways/ways.h"

bool rig_require_code(struct rig *rig, uint8_t operation_code)
{
	const struct way *way = whole(rig)->source->way;

	if (!way || way_carries_code(way, operation_code))
		return true;
	expect_no_more(SKIP_NO_OPERATION_CODE);
	return false;
}

bool rig_require_direction(struct rig *rig)
{
	const struct way *way = whole(rig)->source->way;

	if (!way || way->direction)
		return true;
	expect_no_more(SKIP_NO_DIRECTION);
	return false;
}

/* Whether the way would tell this of such a transfer. */
static bool is_told(const struct way *way, enum data_direction direction, size_t expected, size_t room)
{
	if (!way || expected >= room)
		return true;
	return !(way->untold & (direction == DATA_OUT ? WAY_LESS_DATA_OUT : expected ? 0 : WAY_NO_BYTES));
}

bool rig_expect_transferred(struct rig *rig, enum data_direction direction, size_t transferred, size_t room,
                            size_t expected, const char *text, const char *file, int line)
{
	if (transferred == room && !is_told(whole(rig)->source->way, direction, expected, room)) {
		expect_leave_out(SKIP_NO_RESIDUAL);
		return true;
	}
	return expect_equal((int64_t)transferred, (int64_t)expected, text, file, line);
}
