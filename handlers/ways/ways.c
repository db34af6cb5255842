/* SPDX-License-Identifier: MIT */
#include "handlers/ways/ways.h"

#include <string.h>

/*
 * What the target core keeps to itself: RESERVE and RELEASE (6 and 10), PERSISTENT RESERVE IN and OUT, REPORT LUNS
 * [Linux drivers/target/target_core_device.c passthrough_parse_cdb()] [observed].
 */
/* clang-format off */
#define TCMU_LOST 4, {{0x16, 0x17}, {0x56, 0x57}, {0x5E, 0x5F}, {0xA0, 0xA0}}
/* clang-format on */

#define ALL_CLOCKS (WAY_VIRTUAL | WAY_REAL | WAY_SCALED)
#define HOST_CLOCKS (WAY_REAL | WAY_SCALED)
#define ALL_TASKS (WAY_TIME_OUT | WAY_RESET)

/* clang-format off */
const struct way ways[WAY_COUNT] = {
	/*                name        command          root   case_drive clocks       aborts     hang_ends                nexus              lost        untold                            direction */
	[WAY_LOOPBACK] = {"loopback", "emu:",          false, true,      ALL_CLOCKS,  ALL_TASKS, ALL_TASKS | WAY_CONTROL, WAY_NEXUS_EACH,    0, {{0}},   0,                                true},
	[WAY_UMOCKDEV] = {"umockdev", "dryburn run",   false, false,     HOST_CLOCKS, ALL_TASKS, ALL_TASKS | WAY_CONTROL, WAY_NEXUS_ONE,     0, {{0}},   0,                                true},
	[WAY_TGT]      = {"tgt",      "dryburn serve", false, false,     HOST_CLOCKS, 0,         WAY_CONTROL,             WAY_NEXUS_EACH,    0, {{0}},   0,                                true},
	[WAY_TCMU]     = {"tcmu",     "dryburn tcmu",  true,  false,     HOST_CLOCKS, 0,         WAY_CONTROL,             WAY_NEXUS_UNKNOWN, TCMU_LOST,  WAY_NO_BYTES | WAY_LESS_DATA_OUT, false},
};
/* clang-format on */

const struct way *way_find(const char *name)
{
	for (unsigned i = 0; i < WAY_COUNT; i++)
		if (strcmp(ways[i].name, name) == 0)
			return &ways[i];
	return NULL;
}

bool way_carries_code(const struct way *way, uint8_t operation_code)
{
	for (unsigned i = 0; i < way->lost_count; i++)
		if (operation_code >= way->lost[i].first && operation_code <= way->lost[i].last)
			return false;
	return true;
}
