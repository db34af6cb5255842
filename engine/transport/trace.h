/* SPDX-License-Identifier: MIT */
/* A transport around a transport that shows every command to an observer. */
#ifndef ENGINE_TRANSPORT_TRACE_H
#define ENGINE_TRANSPORT_TRACE_H

#include "engine/transport/transport.h"

/*
 * Both are called by the task that executes, without any lock, and may be NULL. `before` sees the command as it goes
 * down, `after` as it came back, with execute()'s result.
 */
struct trace_observer {
	void (*before)(void *context, const struct command *command);
	void (*after)(void *context, const struct command *command, int result);
	void *context;
};

/* Wraps `inner`, which it owns from then on (destroyed with it). NULL when memory is short: then `inner` is still the
 * caller's. */
struct transport *trace_transport_create(struct transport *inner, const struct trace_observer *observer);

#endif
