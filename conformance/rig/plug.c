/* SPDX-License-Identifier: MIT */
#include "conformance/rig/plug.h"

#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>

struct plug {
	struct transport transport;
	struct transport *inner;
	struct platform *platform;
	atomic_bool pulled, exhausted;
	atomic_uint commands;
	_Atomic uint64_t until_ns;
};

static bool is_exhausted(struct plug *plug)
{
	if (!plug->exhausted && platform_now(plug->platform) < plug->until_ns && plug->commands) {
		plug->commands--;
		return false;
	}
	return plug->exhausted = true;
}

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	struct plug *plug = (struct plug *)transport;

	if (plug->pulled || is_exhausted(plug))
		return -ENODEV;
	return transport_execute(plug->inner, command, timeout_ns);
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	transport_limits(((struct plug *)transport)->inner, ret_limits);
}

static int claim(struct transport *transport, bool force, const char *client)
{
	return transport_claim(((struct plug *)transport)->inner, force, client);
}

static int release(struct transport *transport)
{
	return transport_release(((struct plug *)transport)->inner);
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	return transport_owner(((struct plug *)transport)->inner, ret_client);
}

static int is_mounted(struct transport *transport)
{
	return transport_is_mounted(((struct plug *)transport)->inner);
}

static int each_mount(struct transport *transport, void (*seen)(void *context, const char *path), void *context)
{
	return transport_each_mount(((struct plug *)transport)->inner, seen, context);
}

static void destroy(struct transport *transport)
{
	transport_destroy(((struct plug *)transport)->inner);
	free(transport);
}

static const struct transport_ops plug_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.each_mount = each_mount,
	.destroy = destroy,
};

struct transport *plug_create(struct platform *platform, struct transport *inner)
{
	struct plug *plug = calloc(1, sizeof(*plug));

	if (!plug)
		return NULL;
	plug->transport.ops = &plug_ops;
	plug->inner = inner;
	plug->platform = platform;
	plug->commands = UINT_MAX;
	plug->until_ns = NEVER;
	return &plug->transport;
}

void plug_budget(struct transport *transport, struct plug_budget budget)
{
	struct plug *plug = (struct plug *)transport;

	plug->commands = budget.commands;
	plug->until_ns = budget.until_ns;
}

void plug_pull(struct transport *transport)
{
	((struct plug *)transport)->pulled = true;
}

bool plug_exhausted(struct transport *transport)
{
	return ((struct plug *)transport)->exhausted;
}
