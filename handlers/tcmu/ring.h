/* SPDX-License-Identifier: MIT */
/*
 * The ring of commands that the kernel shares with tcmu-runner, as far as the runner leaves a part of it unused: the
 * exact length of an answer, and commands whose operation code does not say how long the CDB is. `ring` is the
 * beginning of the shared memory.
 */
#ifndef HANDLERS_TCMU_RING_H
#define HANDLERS_TCMU_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the kernel takes lengths. Without, the initiator gets its whole buffer, whatever is in it. */
bool ring_takes_length(const void *ring);

/*
 * Says how long the answer is that will be completed next: more than 0 bytes, since the kernel takes 0 for "not said".
 * The caller holds the lock that completion is done under, until it is done, and a command is under way.
 */
void ring_set_length(void *ring, uint32_t bytes);

/* Bytes of a CDB that the kernel puts on the ring: 6 to 263. [Linux scsi_command_size()] */
unsigned ring_cdb_length(const uint8_t *cdb);

/* A command on the ring, until the place that it stands at is used for a completion. */
struct ring_command {
	const void *entry;
	const uint8_t *cdb;
	uint16_t id; /* the kernel's */
	unsigned piece_count;
};

/*
 * The next stray from *at on, before `end`: a command that the runner's library passes over, since it takes the
 * operation codes C0h to FFh and 60h to 7Eh for those of no command [tcmu-runner 1.5.4 tcmu_cdb_get_length()]. *at is
 * behind it afterwards; it is `end` when there was none: false. Both are offsets from the ring's beginning, of entries
 * or of its end.
 */
bool ring_next_stray(const void *ring, uint32_t *at, uint32_t end, struct ring_command *ret_command);

/* A piece of the command's data in the shared memory, by its number. */
void *ring_piece(void *ring, const struct ring_command *command, unsigned number, size_t *ret_bytes);

#endif
