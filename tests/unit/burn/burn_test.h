/* SPDX-License-Identifier: MIT */
#ifndef TESTS_UNIT_BURN_BURN_TEST_H
#define TESTS_UNIT_BURN_BURN_TEST_H

#include "tests/unit/unit.h"

extern const struct unit_test ring_tests[], timing_tests[], buffer_tests[];

#endif
