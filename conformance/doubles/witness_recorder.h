/* SPDX-License-Identifier: MIT */
/*
 * A recorder for an engine whose commands cannot be seen otherwise: it sends them by a transport of the rig's, which
 * may watch them and be unplugged, and hands everything else to the recorder that it stands before.
 */
#ifndef CONFORMANCE_DOUBLES_WITNESS_RECORDER_H
#define CONFORMANCE_DOUBLES_WITNESS_RECORDER_H

#include "engine/imapi2/imapi2.h"
#include "engine/transport/transport.h"

/* With one reference, the caller's; counted, and freed with its last. Owns the transport, also on failure, and a
 * reference to the inner recorder. NULL when memory is short. */
IDiscRecorder2Ex *witness_recorder_create(IDiscRecorder2Ex *inner, struct transport *transport);

#endif
