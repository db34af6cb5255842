/* SPDX-License-Identifier: MIT */
/*
 * Initiators in this process. One mutex, `claim`: it protects who has claimed the drive, and how often.
 */
#include "handlers/loopback/loopback.h"

#include <errno.h>
#include <stdlib.h>

#include "engine/transport/claims.h"
#include "mutants/mutant.h"
#include "t10/opcode.h"

struct loopback {
	struct platform *platform;
	struct pump *pump;
	struct mutex *mutex;
	uint64_t last_nexus;
	struct claims claims;
};

struct loopback_transport {
	struct transport transport;
	struct loopback *loopback;
	uint64_t nexus;
};

static bool claimed_by_another(struct loopback_transport *port)
{
	struct loopback *loopback = port->loopback;
	bool another;

	mutex_lock(loopback->platform, loopback->mutex);
	another = claims_held_by_another(&loopback->claims, port);
	mutex_unlock(loopback->platform, loopback->mutex);
	return another;
}

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	struct loopback_transport *port = (struct loopback_transport *)transport;

	if (command->data_length > LOOPBACK_MAX_TRANSFER_BYTES)
		return -EMSGSIZE;
	if (claimed_by_another(port) && !MUTANT(CLAIM_NOT_RESPECTED))
		return -EBUSY;
	if (MUTANT(NO_DRIVE))
		command_finish(command, &(struct sense){.key = ILLEGAL_REQUEST, .asc = 0x20});
	if (MUTANT(NO_DRIVE) || MUTANT(YES_DRIVE) || (command->cdb[0] == WRITE_10 && MUTANT(WRITE_LOST)))
		return 0;
	if (command->cdb[0] == WRITE_10 && MUTANT(WRITE_REPEATED))
		pump_execute(port->loopback->pump, command, timeout_ns);
	command->nexus = port->nexus;
	return pump_execute(port->loopback->pump, command, timeout_ns);
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	(void)transport;
	*ret_limits = (struct transport_limits){
		.max_aligned_bytes = LOOPBACK_MAX_TRANSFER_BYTES,
		.max_unaligned_bytes = LOOPBACK_MAX_TRANSFER_BYTES,
	};
}

static int claim(struct transport *transport, bool force, const char *client)
{
	struct loopback *loopback = ((struct loopback_transport *)transport)->loopback;
	int result;

	(void)force;
	mutex_lock(loopback->platform, loopback->mutex);
	result = claims_take(&loopback->claims, transport, client);
	mutex_unlock(loopback->platform, loopback->mutex);
	return result;
}

static int release(struct transport *transport)
{
	struct loopback *loopback = ((struct loopback_transport *)transport)->loopback;
	int result;

	mutex_lock(loopback->platform, loopback->mutex);
	result = claims_give_back(&loopback->claims, transport);
	mutex_unlock(loopback->platform, loopback->mutex);
	return result;
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	struct loopback *loopback = ((struct loopback_transport *)transport)->loopback;

	mutex_lock(loopback->platform, loopback->mutex);
	claims_owner(&loopback->claims, ret_client);
	mutex_unlock(loopback->platform, loopback->mutex);
	return 0;
}

/* The host does not know this drive: nothing on it can be mounted. */
static int is_mounted(struct transport *transport)
{
	(void)transport;
	return 0;
}

static void destroy(struct transport *transport)
{
	while (release(transport) == 0)
		continue;
	free(transport);
}

static const struct transport_ops loopback_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.destroy = destroy,
};

int loopback_create(struct platform *platform, struct pump *pump, struct loopback **ret_loopback)
{
	struct loopback *loopback = calloc(1, sizeof(*loopback));

	if (!loopback)
		return -ENOMEM;
	loopback->platform = platform;
	loopback->mutex = mutex_create(platform, "claim");
	if (!loopback->mutex) {
		free(loopback);
		return -ENOMEM;
	}
	loopback->pump = pump;
	*ret_loopback = loopback;
	return 0;
}

int loopback_open(struct loopback *loopback, struct transport **ret_transport)
{
	struct loopback_transport *port = calloc(1, sizeof(*port));

	if (!port)
		return -ENOMEM;
	port->transport.ops = &loopback_ops;
	port->loopback = loopback;
	mutex_lock(loopback->platform, loopback->mutex);
	port->nexus = ++loopback->last_nexus;
	mutex_unlock(loopback->platform, loopback->mutex);
	*ret_transport = &port->transport;
	return 0;
}

void loopback_destroy(struct loopback *loopback)
{
	if (!loopback)
		return;
	mutex_destroy(loopback->platform, loopback->mutex);
	free(loopback);
}
