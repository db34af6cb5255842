/* SPDX-License-Identifier: MIT */
/* A transport around a transport that can be unplugged: from then on the device is gone. Inside the suite only. */
#ifndef CONFORMANCE_RIG_PLUG_H
#define CONFORMANCE_RIG_PLUG_H

#include "engine/transport/transport.h"
#include "platform/platform.h"

/* What is left before it unplugs itself. */
struct plug_budget {
	unsigned commands;
	uint64_t until_ns;
};

/* Owns `inner` (not on failure). Starts plugged in, without a budget. NULL when memory is short. */
struct transport *plug_create(struct platform *platform, struct transport *inner);

/* Both for a transport made by plug_create(), from any task. */
void plug_budget(struct transport *transport, struct plug_budget budget);
void plug_pull(struct transport *transport);

/* Whether it unplugged itself. */
bool plug_exhausted(struct transport *transport);

#endif
