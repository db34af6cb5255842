/* SPDX-License-Identifier: MIT */
/*
 * Initiators of one logical unit. One mutex a device, `iscsi`: it protects who has claimed it, and which transports
 * have a command under way. A transport has one session and serves one command at a time; who comes second waits its
 * turn, and its time runs meanwhile. No mutex is held on the way to the target.
 */
#include "engine/transport/iscsi.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/transport/claims.h"
#include "engine/transport/iscsi_session.h"

#define CONNECT_LIMIT_NS (10 * NS_PER_S) /* [ours] */

enum { PROBLEM_MAX = 256 };

struct iscsi_device {
	struct platform *platform;
	struct iscsi_address address;
	struct mutex *mutex;
	struct condition *turn;
	struct claims claims;
};

struct iscsi_transport {
	struct transport transport;
	struct iscsi_device *device;
	struct iscsi_session *session; /* NULL: lost; who has the turn may use it */
	bool is_busy;
};

static uint64_t sooner(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* ---- taking turns ---- */

static int take_turn(struct iscsi_transport *port, uint64_t deadline)
{
	struct iscsi_device *device = port->device;
	int result = 0;

	mutex_lock(device->platform, device->mutex);
	if (claims_held_by_another(&device->claims, port))
		result = -EBUSY;
	while (!result && port->is_busy)
		if (platform_now(device->platform) >= deadline)
			result = -ETIMEDOUT;
		else
			condition_wait(device->platform, device->turn, device->mutex, deadline);
	if (!result)
		port->is_busy = true;
	mutex_unlock(device->platform, device->mutex);
	return result;
}

static void give_turn(struct iscsi_transport *port)
{
	struct iscsi_device *device = port->device;

	mutex_lock(device->platform, device->mutex);
	port->is_busy = false;
	condition_broadcast(device->platform, device->turn);
	mutex_unlock(device->platform, device->mutex);
}

/* ---- commands ---- */

static int connect_again(struct iscsi_transport *port, uint64_t deadline)
{
	struct iscsi_device *device = port->device;
	uint64_t limit = platform_now(device->platform) + CONNECT_LIMIT_NS;
	char problem[PROBLEM_MAX];

	return iscsi_session_open(device->platform, &device->address, sooner(deadline, limit), &port->session, problem,
	                          sizeof(problem));
}

static int exchange(struct iscsi_transport *port, struct command *command, uint64_t deadline)
{
	struct iscsi_exchange answer = {
		.cdb = command->cdb,
		.cdb_length = command->cdb_length,
		.data = command->data,
		.out_bytes = command->direction == DATA_OUT ? command->data_length : 0,
		.in_bytes = command->direction == DATA_IN ? command->data_length : 0,
		.sense = command->sense_data,
		.sense_size = sizeof(command->sense_data),
	};
	int error = iscsi_session_exchange(port->session, port->device->address.lun, &answer, deadline);

	if (error) {
		iscsi_session_close(port->session);
		port->session = NULL;
		return error;
	}
	command->transferred = answer.transferred;
	command->overflow = answer.overflow;
	command->status = answer.status;
	command->sense_length = (uint8_t)answer.sense_length;
	return 0;
}

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	struct iscsi_transport *port = (struct iscsi_transport *)transport;
	uint64_t now = platform_now(port->device->platform), deadline;
	int result;

	if (command->data_length > ISCSI_MAX_TRANSFER_BYTES)
		return -EMSGSIZE;
	deadline = timeout_ns < NEVER - now ? now + timeout_ns : NEVER;
	result = take_turn(port, deadline);
	if (result)
		return result;
	if (!port->session)
		result = connect_again(port, deadline);
	if (!result)
		result = exchange(port, command, deadline);
	give_turn(port);
	return result;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	(void)transport;
	*ret_limits = (struct transport_limits){
		.max_aligned_bytes = ISCSI_MAX_TRANSFER_BYTES,
		.max_unaligned_bytes = ISCSI_MAX_TRANSFER_BYTES,
	};
}

/* ---- claims ---- */

static int claim(struct transport *transport, bool force, const char *client)
{
	struct iscsi_device *device = ((struct iscsi_transport *)transport)->device;
	int result;

	(void)force;
	mutex_lock(device->platform, device->mutex);
	result = claims_take(&device->claims, transport, client);
	mutex_unlock(device->platform, device->mutex);
	return result;
}

static int release(struct transport *transport)
{
	struct iscsi_device *device = ((struct iscsi_transport *)transport)->device;
	int result;

	mutex_lock(device->platform, device->mutex);
	result = claims_give_back(&device->claims, transport);
	mutex_unlock(device->platform, device->mutex);
	return result;
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	struct iscsi_device *device = ((struct iscsi_transport *)transport)->device;

	mutex_lock(device->platform, device->mutex);
	claims_owner(&device->claims, ret_client);
	mutex_unlock(device->platform, device->mutex);
	return 0;
}

/* This session is no device of the host's: nothing on it can be mounted. */
static int is_mounted(struct transport *transport)
{
	(void)transport;
	return 0;
}

static void destroy(struct transport *transport)
{
	while (release(transport) == 0)
		continue;
	iscsi_session_close(((struct iscsi_transport *)transport)->session);
	free(transport);
}

static const struct transport_ops iscsi_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.destroy = destroy,
};

/* ---- devices ---- */

static int no_memory(char *problem, size_t problem_size)
{
	snprintf(problem, problem_size, "there is no memory for an iSCSI drive");
	return -ENOMEM;
}

int iscsi_device_create(struct platform *platform, const char *url, struct iscsi_device **ret_device, char *problem,
                        size_t problem_size)
{
	struct iscsi_device *device = calloc(1, sizeof(*device));
	int error;

	*ret_device = NULL;
	if (!device)
		return no_memory(problem, problem_size);
	device->platform = platform;
	error = iscsi_address_parse(url, &device->address, problem, problem_size);
	if (!error) {
		device->mutex = mutex_create(platform, "iscsi");
		device->turn = condition_create(platform, "turn");
		if (!device->mutex || !device->turn)
			error = no_memory(problem, problem_size);
	}
	if (error)
		iscsi_device_destroy(device);
	else
		*ret_device = device;
	return error;
}

int iscsi_device_open(struct iscsi_device *device, struct transport **ret_transport, char *problem, size_t problem_size)
{
	struct iscsi_transport *port = calloc(1, sizeof(*port));
	int error;

	if (!port)
		return no_memory(problem, problem_size);
	port->transport.ops = &iscsi_ops;
	port->device = device;
	error = iscsi_session_open(device->platform, &device->address,
	                           platform_now(device->platform) + CONNECT_LIMIT_NS, &port->session, problem,
	                           problem_size);
	if (error)
		free(port);
	else
		*ret_transport = &port->transport;
	return error;
}

void iscsi_device_destroy(struct iscsi_device *device)
{
	if (!device)
		return;
	if (device->mutex)
		mutex_destroy(device->platform, device->mutex);
	if (device->turn)
		condition_destroy(device->platform, device->turn);
	free(device);
}
