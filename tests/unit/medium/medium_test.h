/* SPDX-License-Identifier: MIT */
/* Discs in memory for the tests of media. */
#ifndef TESTS_UNIT_MEDIUM_MEDIUM_TEST_H
#define TESTS_UNIT_MEDIUM_MEDIUM_TEST_H

#include "emulator/medium/medium.h"
#include "tests/unit/unit.h"

enum { TEST_CAPACITY = 8192 };

extern const struct unit_test sequential_tests[], overwritable_tests[], pressed_tests[], host_tests[], state_tests[];

/* A disc of this type and TEST_CAPACITY blocks in a memory store. */
struct medium *new_disc(const char *type);

/* Accepts and records blocks whose bytes are all `fill`: the sense of accept(), or of record() if that was GOOD. */
struct sense burn(struct medium *medium, uint32_t lba, uint32_t blocks, uint8_t fill);

/* Whether a sense has this key and additional sense; prints it if not. */
#define CHECK_SENSE(outcome, expected_key, expected_additional)                                \
	do {                                                                                   \
		struct sense checked_sense = (outcome);                                        \
		CHECK_EQUAL(checked_sense.key, expected_key);                                  \
		CHECK_EQUAL(checked_sense.asc << 8 | checked_sense.ascq, expected_additional); \
	} while (0)

#define CHECK_GOOD(outcome) CHECK_SENSE(outcome, 0, 0)

#endif
