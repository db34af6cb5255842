/* SPDX-License-Identifier: MIT */
/* A transport around a transport that forges: answers that no drive of ours gives, and a file system that is mounted.
 * Inside the suite only. Told between commands, by the task that gives them. */
#ifndef CONFORMANCE_RIG_FORGERY_H
#define CONFORMANCE_RIG_FORGERY_H

#include "engine/transport/transport.h"

/* Owns `inner` (not on failure). Forges nothing at first. NULL when memory is short. */
struct transport *forgery_create(struct transport *inner);

/*
 * From now on commands with this operation code, and no others any more, do not reach the drive: they are GOOD, with as
 * many of these bytes as they have room for (Data-In), or all of their own taken (Data-Out). `data` is the caller's and
 * stays; NULL forges an answer without data.
 */
void forgery_answer(struct transport *transport, uint8_t opcode, const void *data, size_t bytes);
void forgery_end(struct transport *transport);

/* Whether is_mounted() and each_mount() say so, and claim() refuses what is not forced. */
#define FORGED_MOUNT_POINT "/media/forged disc"
void forgery_mount(struct transport *transport, bool mounted);

#endif
