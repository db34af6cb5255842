/* SPDX-License-Identifier: MIT */
/* A target around a target that does to commands and answers what a plan says. */
#ifndef EMULATOR_DISTURB_DISTURBED_TARGET_H
#define EMULATOR_DISTURB_DISTURBED_TARGET_H

#include "emulator/disturb/plan.h"
#include "emulator/target.h"

/* Owns `inner` (not on failure). The plan starts empty: arm rules with disturbed_target_plan(), or by signal. NULL when
 * memory is short. */
struct target *disturbed_target_create(struct target *inner);

/* Both for a target made by disturbed_target_create(): its plan. */
struct plan *disturbed_target_plan(struct target *target);

/* The target inside it. */
struct target *disturbed_target_inner(struct target *target);

#endif
