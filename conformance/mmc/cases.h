/* SPDX-License-Identifier: MIT */
/* The tables of cases about the drive alone, one a file. */
#ifndef CONFORMANCE_MMC_CASES_H
#define CONFORMANCE_MMC_CASES_H

#include "conformance/case.h"

extern const struct test_case mmc_allocation_cases[], mmc_reserved_bits_cases[], mmc_no_disc_cases[];
extern const struct test_case mmc_attention_cases[], mmc_becoming_ready_cases[], mmc_long_operation_cases[];
extern const struct test_case mmc_identity_cases[], mmc_configuration_cases[], mmc_event_cases[];
extern const struct test_case mmc_mode_sense_cases[], mmc_mode_select_cases[], mmc_information_cases[];
extern const struct test_case mmc_contents_cases[], mmc_reading_cases[], mmc_writing_cases[], mmc_closing_cases[];
extern const struct test_case mmc_format_cases[], mmc_structure_cases[], mmc_tray_cases[], mmc_performance_cases[];
extern const struct test_case mmc_cache_cases[], mmc_power_cases[], mmc_deferred_cases[];

/* Any disc in any state; a new disc; a new disc on which there is room; and what hands do; what only we ask for. */
#define DRIVE NEEDS_DRIVE_ONLY
#define NEW_DISC (NEEDS_DRIVE_ONLY | NEEDS_FRESH_DISC)
#define ROOM (NEEDS_DRIVE_ONLY | NEEDS_FRESH_DISC | NEEDS_ROOM)
#define HANDS (NEEDS_DRIVE_ONLY | NEEDS_FRESH_DISC | NEEDS_HANDS)
#define OURS NEEDS_OUR_ENGINE
#define SLOW (NEEDS_MECHANICS | NEEDS_VIRTUAL_TIME)

#endif
