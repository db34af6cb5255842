/* SPDX-License-Identifier: MIT */
/*
 * The drive behind a path: which block device it is, who in this process has claimed it. Shared by the transports of
 * this process that lead to one drive; any task may call.
 */
#ifndef ENGINE_TRANSPORT_SGIO_DEVICE_H
#define ENGINE_TRANSPORT_SGIO_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/transport/transport.h"

struct sgio_device;

/* The drive of an open /dev/sgN or /dev/srN. 0, -ENOTTY for any other file, -ENOMEM. */
int sgio_device_get(int file, struct sgio_device **ret_device);
void sgio_device_put(struct sgio_device *device);

/* As transport.h says it; `claimant` tells transports apart. */
int sgio_device_claim(struct sgio_device *device, const void *claimant, bool force, const char *client);
int sgio_device_release(struct sgio_device *device, const void *claimant);
bool sgio_device_claimed_by_another(struct sgio_device *device, const void *claimant);
void sgio_device_owner(struct sgio_device *device, char ret_client[TRANSPORT_CLIENT_MAX]);
int sgio_device_is_mounted(struct sgio_device *device);
int sgio_device_each_mount(struct sgio_device *device, void (*seen)(void *context, const char *path), void *context);

#endif
