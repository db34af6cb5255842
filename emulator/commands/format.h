/* SPDX-License-Identifier: MIT */
/* Formats that the loaded medium can be given: what READ FORMAT CAPACITIES lists and FORMAT UNIT takes. */
#ifndef EMULATOR_COMMANDS_FORMAT_H
#define EMULATOR_COMMANDS_FORMAT_H

#include "emulator/medium/medium.h"

/* [MMC-6 table "Format Types"] */
enum format_type { FORMAT_FULL = 0x00, FORMAT_BD_RE_SPARED = 0x30, FORMAT_BD_RE_UNSPARED = 0x31 };

/* A formattable capacity descriptor. */
struct format_capacity {
	enum format_type type;
	uint32_t blocks;
	uint32_t parameter; /* type dependent: BD-RE's spare clusters; 2048 for 31h */
};

enum { FORMAT_CAPACITIES_MAX = 5 };

/* Lists the formats of a medium, the recommended one first. Returns their number, 0 for media without any. */
unsigned format_capacities(const struct medium *medium, struct format_capacity ret_list[FORMAT_CAPACITIES_MAX]);

#endif
