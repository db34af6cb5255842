/* SPDX-License-Identifier: MIT */
/* Features of the drive as rows: what GET CONFIGURATION loops over. */
#ifndef EMULATOR_COMMANDS_FEATURE_H
#define EMULATOR_COMMANDS_FEATURE_H

#include "emulator/drive/drive.h"

enum { FEATURE_PAYLOAD_MAX = 28 };

struct feature {
	uint16_t code; /* enum feature_code */
	uint8_t version;
	bool persistent;  /* current whatever is loaded */
	unsigned current; /* else: what must be loaded, bits of feature.c */
	/* Writes the bytes after the descriptor's four; their number, a multiple of 4, comes back. NULL: there are
	 * none. The payload is all zero before. */
	unsigned (*fill)(const struct drive *drive, uint8_t *payload);
};

/* Ascending by code; *ret_count of them. */
const struct feature *feature_table(unsigned *ret_count);

bool feature_is_current(const struct drive *drive, const struct feature *feature);

/* What is loaded, as GET CONFIGURATION's header has it: PROFILE_NONE without a recognised medium. */
enum profile current_profile(const struct drive *drive);

#endif
