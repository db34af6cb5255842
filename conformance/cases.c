/* SPDX-License-Identifier: MIT */
/* Every table of cases: a new file of cases is added here and in CMakeLists.txt. */
#include "conformance/imapi2/cases.h"
#include "conformance/mmc/cases.h"

const struct test_case *const case_tables[] = {
	cancel_idle_cases,
	cancel_filling_cases,
	cancel_writing_cases,
	cancel_decided_cases,
	cancel_precedence_cases,
	reentry_cases,
	property_cases,
	write_section_cases,
	transfer_cases,
	error_cases,
	update_cases,
	event_args_cases,
	binding_cases,
	recorder_command_cases,
	recorder_feature_cases,
	recorder_mode_cases,
	recorder_information_cases,
	recorder_failure_cases,
	recorder_access_cases,
	mmc_allocation_cases,
	mmc_reserved_bits_cases,
	mmc_no_disc_cases,
	mmc_attention_cases,
	mmc_becoming_ready_cases,
	mmc_long_operation_cases,
	mmc_identity_cases,
	mmc_configuration_cases,
	mmc_event_cases,
	NULL,
};
