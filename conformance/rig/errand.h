/* SPDX-License-Identifier: MIT */
/* Something that another task does, at a moment or on request, while the case's own task is inside the engine. */
#ifndef CONFORMANCE_RIG_ERRAND_H
#define CONFORMANCE_RIG_ERRAND_H

#include "conformance/rig/rig.h"

struct errand;

/* Starts a task that will call run(context) when it is sent. NULL, which fails the case, if that cannot be. */
struct errand *errand_prepare(struct rig *rig, void (*run)(void *context), void *context);

/* The same, but it goes by itself at that time of the platform. */
struct errand *errand_prepare_at(struct rig *rig, uint64_t moment_ns, void (*run)(void *context), void *context);

/* Sends it, and blocks the calling task until it is done. From any task; only once. */
void errand_send(struct errand *errand);

/* Ends the task: one that waits to be sent never goes. Nobody needs to call it: the rig does at its end. */
void errand_end(struct errand *errand);

#endif
