/* SPDX-License-Identifier: MIT */
/*
 * Strays: commands of vendor-specific and reserved operation codes. tcmu-runner's library drops them and never
 * completes them, so that whoever sent one waits for ever, with him the kernel's SCSI layer, and the device can never
 * be removed. Here they are found on the ring, and become commands like any other.
 *
 * A completion is written over the ring's oldest entry, whosever it was, and may be written over a stray: all strays
 * that the library has passed must be noted before each completion. And none may be completed that the library has not
 * passed yet, since it would read its entry later.
 */
#ifndef HANDLERS_TCMU_STRAYS_H
#define HANDLERS_TCMU_STRAYS_H

#include "emulator/problem.h"

struct strays;
struct tcmu_device;
struct tcmur_cmd;

/* Takes over a stray, as handle_cmd of the runner's does a command, to be completed by completion_send(). From a task
 * of its own, without locks. */
typedef void strays_found(void *context, struct tcmur_cmd *stray);

/*
 * Looks for strays of a device that is being opened, until strays_end(). 0, -ENOMEM, -EAGAIN, or -EPROTO when
 * the library is not the one whose position on the ring is known, with the reason.
 */
int strays_begin(struct tcmu_device *device, strays_found *found, void *context, struct strays **ret_strays,
                 struct problem *ret_problem);

/* Notes those that have come. The caller holds the runner's lock of completions, until his own is written. */
void strays_note(struct strays *strays);

/* No stray is handed over any more. Completions may still come. */
void strays_end(struct strays *strays);

/* After strays_end() and the last completion. */
void strays_destroy(struct strays *strays);

#endif
