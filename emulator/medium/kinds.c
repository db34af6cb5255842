/* SPDX-License-Identifier: MIT */
/* Kinds of media: one row each. Speeds are in 1000 bytes per second, fastest first. */
#include "emulator/medium/behaviour.h"
#include "emulator/medium/medium.h"

#include <string.h>

enum {
	DVD_1X = 1385, /* [MMC-6 "Performance": DVD 1x] */
	BD_1X = 4496,
	/* Closure and intro zones between two sessions: consumed, and the same for every drive model [ours]. */
	DVD_PLUS_R_SESSION_GAP = 2048,
};

/* clang-format off */
const struct medium_kind medium_kinds[] = {
	{ .type = "dvd+r", .name = "DVD+R", .profile = PROFILE_DVD_PLUS_R, .ops = &sequential_medium,
	  .default_capacity_blocks = 2295104, .maximum_capacity_blocks = 2295104, .ecc_blocks = 16,
	  .session_gap_blocks = DVD_PLUS_R_SESSION_GAP,
	  .tracks_max = 168, .sessions_max = 153,       /* 153 closed sessions, 15 open fragments [observed] */
	  .one_speed_kbps = DVD_1X, .read_kbps = 16 * DVD_1X,
	  .write_kbps = { 16 * DVD_1X, 12 * DVD_1X, 8 * DVD_1X, 4 * DVD_1X, 3324 /* 2.4x */ },
	  .book_type = 0xA },
	{ .type = "bd-re", .name = "BD-RE", .profile = PROFILE_BD_RE, .ops = &overwritable_medium,
	  .default_capacity_blocks = 12219392,          /* one layer, spare areas included [observed] */
	  .maximum_capacity_blocks = 48878592,          /* three layers */
	  .ecc_blocks = 32, .tracks_max = 1, .sessions_max = 1,
	  .one_speed_kbps = BD_1X, .read_kbps = 6 * BD_1X,
	  .write_kbps = { 2 * BD_1X },
	  .erasable = true },
	{ .type = "dvd-rom", .name = "DVD-ROM", .profile = PROFILE_DVD_ROM, .ops = &pressed_medium,
	  .maximum_capacity_blocks = 4171712,           /* two layers */
	  .ecc_blocks = 16, .tracks_max = 1, .sessions_max = 1,
	  .one_speed_kbps = DVD_1X, .read_kbps = 16 * DVD_1X,
	  .book_type = 0x0 },
	{ .type = "bd-rom", .name = "BD-ROM", .profile = PROFILE_BD_ROM, .ops = &pressed_medium,
	  .maximum_capacity_blocks = 62500864,          /* four layers */
	  .ecc_blocks = 32, .tracks_max = 1, .sessions_max = 1,
	  .one_speed_kbps = BD_1X, .read_kbps = 8 * BD_1X },
	{ 0 },
};
/* clang-format on */

const struct medium_kind *medium_kind_find(const char *type)
{
	for (const struct medium_kind *kind = medium_kinds; kind->type; kind++)
		if (strcmp(kind->type, type) == 0)
			return kind;
	return NULL;
}
