/* SPDX-License-Identifier: MIT */
/* A pump or a loopback with an emulated drive behind it. */
#ifndef TESTS_UNIT_PUMP_PUMP_TEST_H
#define TESTS_UNIT_PUMP_PUMP_TEST_H

#include "handlers/loopback/loopback.h"
#include "handlers/pump/pump.h"
#include "platform/posix.h"
#include "platform/simulated.h"
#include "tests/unit/unit.h"

extern const struct unit_test loopback_tests[], transport_tests[];

/* An empty drive without mechanics, its attention fetched, and these rules in force. */
struct pump *new_pump(struct platform *platform, const char *rules);

/* Runs a body as the main task of a simulated platform, which it finds in `simulated`. */
extern struct platform *simulated;
void on_simulated_platform(void (*body)(void *argument));

#endif
