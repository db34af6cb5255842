/* SPDX-License-Identifier: MIT */
/* What the disc_ functions of emulator.h share among themselves. */
#ifndef EMULATOR_DISC_H
#define EMULATOR_DISC_H

#include <stdbool.h>

#include "emulator/medium/medium.h"
#include "emulator/problem.h"

/* The kind of a type's name, if it is one that is made so (pressed, or blank); else NULL and the reason: -EINVAL. */
const struct medium_kind *disc_find_kind(const char *type, bool pressed, struct problem *ret_problem);

/* The disc NAME on disk as a medium. `read_only` does not disturb other readers. 0 or -errno. */
int disc_open_medium(const char *name, bool read_only, struct medium **ret_medium, struct problem *ret_problem);

#endif
