/* SPDX-License-Identifier: MIT */
#include "tests/unit/imapi2/doubles.h"

#include <string.h>

static const struct fake_answer *find_answer(struct fake_transport *transport, const struct command *command)
{
	for (struct fake_answer *answer = transport->answers; answer->data; answer++) {
		if (answer->opcode != command->cdb[0] || command->direction != DATA_IN)
			continue;
		if (answer->times && --answer->times == 0)
			answer->opcode = 0xFF; /* this was the last time */
		return answer;
	}
	return NULL;
}

static void take(struct fake_transport *transport, const struct command *command)
{
	transport->sent_bytes = command->data_length;
	memcpy(transport->sent, command->data,
	       command->data_length < sizeof(transport->sent) ? command->data_length : sizeof(transport->sent));
}

static int fake_transport_execute(struct transport *iface, struct command *command, uint64_t timeout_ns)
{
	struct fake_transport *transport = FROM(struct fake_transport, transport, iface);
	const struct fake_answer *answer = find_answer(transport, command);
	static const char inquiry[] = "\x05\x80\x05\x02\x1F\0\0\0DRYBURN FAKE WRITER     1.0 ";

	memcpy(transport->cdbs[transport->commands++ % 64], command->cdb, 16);
	transport->timeout_ns = timeout_ns;
	if (transport->result)
		return transport->result;
	command->status = transport->status;
	command->transferred = command->direction == DATA_OUT ? command->data_length : 0;
	if (command->direction == DATA_OUT)
		take(transport, command);
	if (command->cdb[0] == 0x12 && !(command->cdb[1] & 1)) {
		memcpy(command->data, inquiry, 36);
		command->data[0] = transport->peripheral_type;
		command->transferred = 36;
		command->status = 0;
		return 0;
	}
	if (answer) {
		command->transferred = answer->bytes < command->data_length ? answer->bytes : command->data_length;
		memcpy(command->data, answer->data, command->transferred);
	} else if (command->direction == DATA_IN) {
		command->transferred = transport->transferred;
		memset(command->data, 0, transport->transferred);
	}
	memcpy(command->sense_data, transport->sense_data, transport->sense_length);
	command->sense_length = transport->sense_length;
	return 0;
}

static void fake_transport_limits(struct transport *iface, struct transport_limits *ret_limits)
{
	(void)iface;
	*ret_limits = (struct transport_limits){65536, 61440, 3};
}

static int fake_transport_claim(struct transport *iface, bool force, const char *client)
{
	struct fake_transport *transport = FROM(struct fake_transport, transport, iface);

	if (transport->claim_result)
		return transport->claim_result;
	transport->claims++;
	transport->claim_forced = force;
	strcpy(transport->owner, client);
	return 0;
}

static int fake_transport_release(struct transport *iface)
{
	FROM(struct fake_transport, transport, iface)->claims--;
	return 0;
}

static int fake_transport_owner(struct transport *iface, char ret_client[TRANSPORT_CLIENT_MAX])
{
	strcpy(ret_client, FROM(struct fake_transport, transport, iface)->owner);
	return 0;
}

static int fake_transport_is_mounted(struct transport *iface)
{
	return FROM(struct fake_transport, transport, iface)->mounted;
}

static void fake_transport_destroy(struct transport *iface)
{
	FROM(struct fake_transport, transport, iface)->destroyed = true;
}

static int fake_transport_each_mount(struct transport *iface, void (*seen)(void *context, const char *path),
                                     void *context)
{
	struct fake_transport *transport = FROM(struct fake_transport, transport, iface);

	for (unsigned i = 0; i < 2 && transport->mount_points[i]; i++)
		seen(context, transport->mount_points[i]);
	return transport->mounted < 0 ? transport->mounted : 0;
}

static const struct transport_ops fake_transport_ops = {
	.execute = fake_transport_execute,
	.limits = fake_transport_limits,
	.claim = fake_transport_claim,
	.release = fake_transport_release,
	.owner = fake_transport_owner,
	.is_mounted = fake_transport_is_mounted,
	.each_mount = fake_transport_each_mount,
	.destroy = fake_transport_destroy,
};

void fake_transport_init(struct fake_transport *transport)
{
	memset(transport, 0, sizeof(*transport));
	transport->transport.ops = &fake_transport_ops;
	transport->peripheral_type = 5;
}
