/* SPDX-License-Identifier: MIT */
/* Bytes that say where they belong: any block can be verified alone. */
#ifndef CONFORMANCE_DOUBLES_PATTERN_H
#define CONFORMANCE_DOUBLES_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes `bytes` of the endless stream that `seed` names, from `offset` on. */
void pattern_fill(uint32_t seed, uint64_t offset, void *buffer, size_t bytes);

bool pattern_holds(uint32_t seed, uint64_t offset, const void *buffer, size_t bytes);

#endif
