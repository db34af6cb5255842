/* SPDX-License-Identifier: MIT */
/*
 * Who has claimed a drive, and how often: a value that transports to one drive share, protected by a mutex of theirs.
 * All zero: nobody. Claimants are told apart by their addresses.
 */
#ifndef ENGINE_TRANSPORT_CLAIMS_H
#define ENGINE_TRANSPORT_CLAIMS_H

#include "engine/transport/transport.h"

struct claims {
	const void *claimant; /* NULL: nobody */
	unsigned count;
	char client[TRANSPORT_CLIENT_MAX]; /* as the first of the claims named it */
};

/* One more claim. 0; -EBUSY when another has it; -EINVAL for a client's name that is empty or too long. */
int claims_take(struct claims *claims, const void *claimant, const char *client);

/* One less: 0, or -EPERM for one who has none. */
int claims_give_back(struct claims *claims, const void *claimant);

bool claims_held_by_another(const struct claims *claims, const void *claimant);

/* The client's name, "" if nobody has a claim. */
void claims_owner(const struct claims *claims, char ret_client[TRANSPORT_CLIENT_MAX]);

#endif
