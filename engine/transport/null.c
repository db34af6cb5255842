/* SPDX-License-Identifier: MIT */
#include "engine/transport/null.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/transport/claims.h"
#include "t10/opcode.h"

enum { NULL_MAX_TRANSFER_BYTES = 65536 };

/* Atomicity is not needed: the claim is only ever this transport's own. */
struct null_transport {
	struct transport transport;
	struct null_answer answer;
	struct claims claims;
};

static int execute(struct transport *transport, struct command *command, uint64_t timeout_ns)
{
	const struct null_answer *answer = &((struct null_transport *)transport)->answer;
	bool inquiry = command->cdb[0] == INQUIRY;

	(void)timeout_ns;
	if (answer->result)
		return answer->result;
	if (command->direction == DATA_IN && command->data_length)
		memset(command->data, 0, command->data_length);
	if (inquiry && command->data_length)
		command->data[0] = answer->peripheral_type;
	command->overflow = 0;
	command->transferred = inquiry || sense_is_good(&answer->sense) ? command->data_length : 0;
	command_finish(command, inquiry ? &SENSE_GOOD : &answer->sense);
	return 0;
}

static void limits(struct transport *transport, struct transport_limits *ret_limits)
{
	(void)transport;
	*ret_limits = (struct transport_limits){
		.max_aligned_bytes = NULL_MAX_TRANSFER_BYTES,
		.max_unaligned_bytes = NULL_MAX_TRANSFER_BYTES,
	};
}

static int claim(struct transport *transport, bool force, const char *client)
{
	struct null_transport *null = (struct null_transport *)transport;

	return null->answer.mounted && !force ? -EBUSY : claims_take(&null->claims, null, client);
}

static int release(struct transport *transport)
{
	return claims_give_back(&((struct null_transport *)transport)->claims, transport);
}

static int owner(struct transport *transport, char ret_client[TRANSPORT_CLIENT_MAX])
{
	claims_owner(&((struct null_transport *)transport)->claims, ret_client);
	return 0;
}

static int is_mounted(struct transport *transport)
{
	return ((struct null_transport *)transport)->answer.mounted;
}

static void destroy(struct transport *transport)
{
	free(transport);
}

static const struct transport_ops null_ops = {
	.execute = execute,
	.limits = limits,
	.claim = claim,
	.release = release,
	.owner = owner,
	.is_mounted = is_mounted,
	.destroy = destroy,
};

struct transport *null_transport_create(const struct null_answer *answer)
{
	struct null_transport *null = calloc(1, sizeof(*null));

	if (!null)
		return NULL;
	null->transport.ops = &null_ops;
	null->answer = *answer;
	return &null->transport;
}
