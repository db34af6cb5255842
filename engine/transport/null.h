/* SPDX-License-Identifier: MIT */
/* The smallest transport: every command gets one canned answer. A template for new ones, and a double for tests. */
#ifndef ENGINE_TRANSPORT_NULL_H
#define ENGINE_TRANSPORT_NULL_H

#include "engine/transport/transport.h"

struct null_answer {
	int result;              /* what execute() returns; the rest matters only when it is 0 */
	struct sense sense;      /* how each command ends; GOOD moves all Data-Out, and zeros as Data-In */
	uint8_t peripheral_type; /* first byte of INQUIRY data, which is answered even when `sense` is not GOOD */
	bool mounted;            /* what is_mounted() says */
};

/* NULL when memory is short. */
struct transport *null_transport_create(const struct null_answer *answer);

#endif
