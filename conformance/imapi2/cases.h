/* SPDX-License-Identifier: MIT */
/* The tables of cases about IMAPI2, one a file. */
#ifndef CONFORMANCE_IMAPI2_CASES_H
#define CONFORMANCE_IMAPI2_CASES_H

#include <stddef.h>

#include "conformance/case.h"

extern const struct test_case cancel_idle_cases[], cancel_filling_cases[], cancel_writing_cases[];
extern const struct test_case cancel_decided_cases[], cancel_precedence_cases[], reentry_cases[];
extern const struct test_case property_cases[], write_section_cases[], transfer_cases[], error_cases[];
extern const struct test_case update_cases[], event_args_cases[], binding_cases[];
extern const struct test_case recorder_command_cases[], recorder_feature_cases[], recorder_mode_cases[];
extern const struct test_case recorder_information_cases[], recorder_failure_cases[], recorder_access_cases[];
extern const struct test_case recorder_property_cases[], stream_cases[];

/* The media that a case about writing runs on; and for a case that does not write. */
#define BOTH_MEDIA "dvd+r bd-re"
#define ANY_MEDIUM "any"

#endif
