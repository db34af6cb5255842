/* SPDX-License-Identifier: MIT */
/*
 * One mutex, `devices_mutex`: the list of drives in use by this process and who has claimed them. In this file: finding
 * the block device, mounts, the list, claims.
 */
#include "engine/transport/sgio_device.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "engine/transport/claims.h"
#include "engine/transport/mountinfo.h"

enum { NAME_LENGTH_MAX = 32, PATH_LENGTH_MAX = 64 };

struct sgio_device {
	struct sgio_device *next;
	dev_t number;                /* the block device's, or the generic one's if there is no block device */
	char block[PATH_LENGTH_MAX]; /* "/dev/sr0", or "" */
	unsigned users;
	struct claims claims; /* of this process */
	int exclusive;        /* the block device opened O_EXCL, or -1 */
};

static pthread_mutex_t devices_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct sgio_device *devices;

/* ---- finding the block device ---- */

/* The only name in a directory of sysfs. */
static bool only_entry(const char *path, char ret_name[NAME_LENGTH_MAX])
{
	DIR *directory = opendir(path);
	struct dirent *entry = NULL;
	bool found;

	if (!directory)
		return false;
	do
		entry = readdir(directory);
	while (entry && entry->d_name[0] == '.');
	found = entry && strlen(entry->d_name) < NAME_LENGTH_MAX;
	if (found)
		snprintf(ret_name, NAME_LENGTH_MAX, "%.*s", NAME_LENGTH_MAX - 1, entry->d_name);
	closedir(directory);
	return found;
}

/* Linux binds an optical drive's block device beside the generic one. */
static void find_block_device(struct sgio_device *device, const struct stat *status)
{
	char path[PATH_LENGTH_MAX], name[NAME_LENGTH_MAX];
	struct stat block;

	device->number = status->st_rdev;
	snprintf(path, sizeof(path), "/sys/dev/%s/%u:%u%s", S_ISBLK(status->st_mode) ? "block" : "char",
	         major(status->st_rdev), minor(status->st_rdev), "/device/block");
	if (!only_entry(path, name))
		return;
	snprintf(device->block, sizeof(device->block), "/dev/%s", name);
	if (stat(device->block, &block) || !S_ISBLK(block.st_mode))
		device->block[0] = '\0';
	else
		device->number = block.st_rdev;
}

/* ---- mounts ---- */

int sgio_device_each_mount(struct sgio_device *device, void (*seen)(void *context, const char *path), void *context)
{
	FILE *table;

	if (!*device->block)
		return 0;
	table = fopen("/proc/self/mountinfo", "re");
	if (!table)
		return -errno;
	mountinfo_each(table, major(device->number), minor(device->number), seen, context);
	fclose(table);
	return 0;
}

static void note_one(void *context, const char *path)
{
	(void)path;
	*(bool *)context = true;
}

int sgio_device_is_mounted(struct sgio_device *device)
{
	bool found = false;
	int error = sgio_device_each_mount(device, note_one, &found);

	return error ? error : found;
}

/* ---- the list ---- */

static struct sgio_device *find(dev_t number)
{
	struct sgio_device *device = devices;

	while (device && device->number != number)
		device = device->next;
	return device;
}

int sgio_device_get(int file, struct sgio_device **ret_device)
{
	struct sgio_device *device, *known;
	struct stat status;

	if (fstat(file, &status))
		return -errno;
	if (!S_ISCHR(status.st_mode) && !S_ISBLK(status.st_mode))
		return -ENOTTY;
	device = calloc(1, sizeof(*device));
	if (!device)
		return -ENOMEM;
	find_block_device(device, &status);
	device->exclusive = -1;
	pthread_mutex_lock(&devices_mutex);
	known = find(device->number);
	if (known) {
		free(device);
		device = known;
	} else {
		device->next = devices;
		devices = device;
	}
	device->users++;
	pthread_mutex_unlock(&devices_mutex);
	*ret_device = device;
	return 0;
}

static void take_out(struct sgio_device *gone)
{
	struct sgio_device **at = &devices;

	while (*at != gone)
		at = &(*at)->next;
	*at = gone->next;
}

void sgio_device_put(struct sgio_device *device)
{
	bool is_last;

	pthread_mutex_lock(&devices_mutex);
	is_last = !--device->users;
	if (is_last)
		take_out(device);
	pthread_mutex_unlock(&devices_mutex);
	if (is_last)
		free(device);
}

/* ---- claims: with the mutex held ---- */

/* A mount has the block device for itself, so that whoever is told to go on nevertheless goes without. */
static int exclude_others(struct sgio_device *device, bool force)
{
	int error;

	if (!*device->block)
		return 0;
	device->exclusive = open(device->block, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_EXCL);
	if (device->exclusive >= 0)
		return 0;
	error = -errno;
	return error == -EBUSY && force && sgio_device_is_mounted(device) == 1 ? 0 : error;
}

int sgio_device_claim(struct sgio_device *device, const void *claimant, bool force, const char *client)
{
	int error;

	pthread_mutex_lock(&devices_mutex);
	error = claims_take(&device->claims, claimant, client);
	if (!error && device->claims.count == 1) {
		error = exclude_others(device, force);
		if (error)
			claims_give_back(&device->claims, claimant);
	}
	pthread_mutex_unlock(&devices_mutex);
	return error;
}

int sgio_device_release(struct sgio_device *device, const void *claimant)
{
	int error;

	pthread_mutex_lock(&devices_mutex);
	error = claims_give_back(&device->claims, claimant);
	if (!error && !device->claims.count && device->exclusive >= 0) {
		close(device->exclusive);
		device->exclusive = -1;
	}
	pthread_mutex_unlock(&devices_mutex);
	return error;
}

bool sgio_device_claimed_by_another(struct sgio_device *device, const void *claimant)
{
	bool result;

	pthread_mutex_lock(&devices_mutex);
	result = claims_held_by_another(&device->claims, claimant);
	pthread_mutex_unlock(&devices_mutex);
	return result;
}

void sgio_device_owner(struct sgio_device *device, char ret_client[TRANSPORT_CLIENT_MAX])
{
	pthread_mutex_lock(&devices_mutex);
	claims_owner(&device->claims, ret_client);
	pthread_mutex_unlock(&devices_mutex);
}
