/* SPDX-License-Identifier: MIT */
/*
 * The ring of commands that the kernel shares with tcmu-runner, as far as the runner leaves a part of it unused: the
 * exact length of an answer. `ring` is the beginning of the shared memory.
 */
#ifndef HANDLERS_TCMU_RING_H
#define HANDLERS_TCMU_RING_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the kernel takes lengths. Without, the initiator gets its whole buffer, whatever is in it. */
bool ring_takes_length(const void *ring);

/*
 * Says how long the answer is that will be completed next: more than 0 bytes, since the kernel takes 0 for "not said".
 * The caller holds the lock that completion is done under, until it is done, and a command is under way.
 */
void ring_set_length(void *ring, uint32_t bytes);

#endif
