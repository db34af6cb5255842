/* SPDX-License-Identifier: MIT */
/* Transports that end in an emulated drive of this process. */
#ifndef HANDLERS_LOOPBACK_LOOPBACK_H
#define HANDLERS_LOOPBACK_LOOPBACK_H

#include "engine/transport/transport.h"
#include "handlers/pump/pump.h"

struct loopback;

enum { LOOPBACK_MAX_TRANSFER_BYTES = 65536 };

/* A place to open transports at. The pump is the caller's and must outlive it. 0 or -ENOMEM. */
int loopback_create(struct platform *platform, struct pump *pump, struct loopback **ret_loopback);

/*
 * One more initiator: its commands carry a nexus of their own, and claims are told apart by it. The transport must be
 * destroyed before the loopback. 0 or -ENOMEM.
 */
int loopback_open(struct loopback *loopback, struct transport **ret_transport);

/* No transport may be open. Accepts NULL. */
void loopback_destroy(struct loopback *loopback);

#endif
