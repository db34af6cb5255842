/* SPDX-License-Identifier: MIT */
#include "engine/transport/claims.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int claims_take(struct claims *claims, const void *claimant, const char *client)
{
	if (!*client || strlen(client) >= TRANSPORT_CLIENT_MAX)
		return -EINVAL;
	if (claims_held_by_another(claims, claimant))
		return -EBUSY;
	if (!claims->count++)
		snprintf(claims->client, sizeof(claims->client), "%s", client);
	claims->claimant = claimant;
	return 0;
}

int claims_give_back(struct claims *claims, const void *claimant)
{
	if (!claims->count || claims->claimant != claimant)
		return -EPERM;
	if (!--claims->count)
		claims->claimant = NULL;
	return 0;
}

bool claims_held_by_another(const struct claims *claims, const void *claimant)
{
	return claims->count && claims->claimant != claimant;
}

void claims_owner(const struct claims *claims, char ret_client[TRANSPORT_CLIENT_MAX])
{
	snprintf(ret_client, TRANSPORT_CLIENT_MAX, "%s", claims->count ? claims->client : "");
}
