/* SPDX-License-Identifier: MIT */
#include "engine/transport/trace.h"

#include <stdlib.h>

#include "mutants/mutant.h"

struct trace_transport {
	struct transport transport;
	struct transport *inner;
	struct trace_observer observer;
};

static struct transport *inner_of(struct transport *transport)
{
	return ((struct trace_transport *)transport)->inner;
}

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	const struct trace_observer *observer = &((struct trace_transport *)transport)->observer;
	int result;

	if (observer->before && !MUTANT(TRACE_BLIND))
		observer->before(observer->context, command);
	result = transport_execute(inner_of(transport), command, timeout_ns);
	if (observer->after && !MUTANT(TRACE_BLIND))
		observer->after(observer->context, command, result);
	return result;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	transport_limits(inner_of(transport), ret_limits);
}

static int claim(struct transport *transport, bool force, const char *client)
{
	return transport_claim(inner_of(transport), force, client);
}

static int release(struct transport *transport)
{
	return transport_release(inner_of(transport));
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	return transport_owner(inner_of(transport), ret_client);
}

static int is_mounted(struct transport *transport)
{
	return transport_is_mounted(inner_of(transport));
}

static int each_mount(struct transport *transport, void (*seen)(void *context, const char *path), void *context)
{
	return transport_each_mount(inner_of(transport), seen, context);
}

static void destroy(struct transport *transport)
{
	transport_destroy(inner_of(transport));
	free(transport);
}

static const struct transport_ops trace_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.each_mount = each_mount,
	.destroy = destroy,
};

struct transport *trace_transport_create(struct transport *inner, const struct trace_observer *observer)
{
	struct trace_transport *trace = malloc(sizeof(*trace));

	if (!trace)
		return NULL;
	*trace = (struct trace_transport){.transport.ops = &trace_ops, .inner = inner, .observer = *observer};
	return &trace->transport;
}
