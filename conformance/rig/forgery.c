/* SPDX-License-Identifier: MIT */
#include "conformance/rig/forgery.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct forgery {
	struct transport transport;
	struct transport *inner;
	bool forging, mounted;
	uint8_t opcode;
	const void *data;
	size_t bytes;
};

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	struct forgery *forgery = (struct forgery *)transport;

	if (!forgery->forging || command->cdb[0] != forgery->opcode)
		return transport_execute(forgery->inner, command, timeout_ns);
	command->status = STATUS_GOOD;
	command->sense_length = 0;
	command->transferred = command->direction == DATA_OUT ? command->data_length : 0;
	if (command->direction != DATA_IN || !forgery->data)
		return 0;
	command->transferred = forgery->bytes < command->data_length ? forgery->bytes : command->data_length;
	memcpy(command->data, forgery->data, command->transferred);
	return 0;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	transport_limits(((struct forgery *)transport)->inner, ret_limits);
}

static int claim(struct transport *transport, bool force, const char *client)
{
	struct forgery *forgery = (struct forgery *)transport;

	return forgery->mounted && !force ? -EBUSY : transport_claim(forgery->inner, force, client);
}

static int release(struct transport *transport)
{
	return transport_release(((struct forgery *)transport)->inner);
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	return transport_owner(((struct forgery *)transport)->inner, ret_client);
}

static int is_mounted(struct transport *transport)
{
	struct forgery *forgery = (struct forgery *)transport;

	return forgery->mounted ? 1 : transport_is_mounted(forgery->inner);
}

static int each_mount(struct transport *transport, void (*seen)(void *context, const char *path), void *context)
{
	struct forgery *forgery = (struct forgery *)transport;

	if (forgery->mounted)
		seen(context, FORGED_MOUNT_POINT);
	return transport_each_mount(forgery->inner, seen, context);
}

static void destroy(struct transport *transport)
{
	transport_destroy(((struct forgery *)transport)->inner);
	free(transport);
}

static const struct transport_ops forgery_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.each_mount = each_mount,
	.destroy = destroy,
};

struct transport *forgery_create(struct transport *inner)
{
	struct forgery *forgery = calloc(1, sizeof(*forgery));

	if (!forgery)
		return NULL;
	forgery->transport.ops = &forgery_ops;
	forgery->inner = inner;
	return &forgery->transport;
}

void forgery_answer(struct transport *transport, uint8_t opcode, const void *data, size_t bytes)
{
	struct forgery *forgery = (struct forgery *)transport;

	forgery->forging = true;
	forgery->opcode = opcode;
	forgery->data = data;
	forgery->bytes = bytes;
}

void forgery_end(struct transport *transport)
{
	((struct forgery *)transport)->forging = false;
}

void forgery_mount(struct transport *transport, bool mounted)
{
	((struct forgery *)transport)->mounted = mounted;
}
