/* SPDX-License-Identifier: MIT */
/* A mechanism around a mechanism whose steps fail, or take longer, when a plan says so. */
#ifndef EMULATOR_DISTURB_DISTURBED_MECHANISM_H
#define EMULATOR_DISTURB_DISTURBED_MECHANISM_H

#include "emulator/disturb/plan.h"

/* Owns `inner` (not on failure); the plan must outlive it. NULL when memory is short. */
struct mechanism *disturbed_mechanism_create(struct mechanism *inner, struct plan *plan);

#endif
