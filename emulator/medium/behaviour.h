/* SPDX-License-Identifier: MIT */
/* The three behaviours, and what they share. For emulator/medium alone. */
#ifndef EMULATOR_MEDIUM_BEHAVIOUR_H
#define EMULATOR_MEDIUM_BEHAVIOUR_H

#include "emulator/medium/medium.h"

extern const struct medium_ops sequential_medium;
extern const struct medium_ops overwritable_medium;
extern const struct medium_ops pressed_medium;

/* True if the range starts and ends within `end` blocks: no overflow for any arguments. */
bool range_within(uint32_t lba, uint32_t blocks, uint32_t end);

/*
 * Writes to the store and notes the blocks as written. GOOD, or 3/0C/00 naming the first block that the host could not
 * take. *ret_done: leading blocks that are on the disc.
 */
struct sense record_blocks(struct medium *medium, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done);

/* Verbs of media that cannot do what is asked, whatever the arguments. */
struct sense cannot_format(const struct medium *medium, uint32_t blocks);
struct sense format_nothing(struct medium *medium, uint32_t blocks);
void flush_nothing(struct medium *medium);

#endif
