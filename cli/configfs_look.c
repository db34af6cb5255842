/* SPDX-License-Identifier: MIT */
/* Looking at what is up. */
#include "cli/configfs.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "cli/configfs_text.h"

static bool is_enabled(const struct configfs_drive *drive)
{
	char text[CONFIGFS_TEXT_MAX];

	configfs_read(drive, DEVICE "/enable", text);
	return strcmp(text, "1") == 0;
}

bool configfs_config(const char *name, char ret_config[CONFIGFS_TEXT_MAX])
{
	struct configfs_drive drive = {.name = name};
	char info[CONFIGFS_TEXT_MAX];
	const char *config;

	if (!is_enabled(&drive))
		return false;
	configfs_read(&drive, DEVICE "/info", info);
	config = strstr(info, "Config: ");
	config = config ? config + strlen("Config: ") : "";
	snprintf(ret_config, CONFIGFS_TEXT_MAX, "%.*s", (int)strcspn(config, " \n"), config);
	return true;
}

/* The first name in a directory that does not begin with a full stop. */
static void first_entry(const char *path, char *ret_name, size_t size)
{
	DIR *directory = opendir(path);
	struct dirent *entry = NULL;

	*ret_name = '\0';
	if (!directory)
		return;
	while ((entry = readdir(directory)) && !*ret_name)
		if (entry->d_name[0] != '.')
			snprintf(ret_name, size, "%s", entry->d_name);
	closedir(directory);
}

void configfs_find_nodes(const char *name, struct configfs_nodes *ret_nodes)
{
	struct configfs_drive drive = {.name = name};
	char address[CONFIGFS_TEXT_MAX], path[2 * CONFIGFS_TEXT_MAX];

	configfs_read(&drive, LOOP "/tpgt_1/address", address);
	snprintf(path, sizeof(path), "/sys/bus/scsi/devices/%s:0/block", address);
	first_entry(path, ret_nodes->block, sizeof(ret_nodes->block));
	snprintf(path, sizeof(path), "/sys/bus/scsi/devices/%s:0/scsi_generic", address);
	first_entry(path, ret_nodes->generic, sizeof(ret_nodes->generic));
}

void configfs_find_portal(const char *name, char ret_portal[CONFIGFS_TEXT_MAX])
{
	struct configfs_drive drive = {.name = name};
	char path[CONFIGFS_TEXT_MAX];

	ret_portal[0] = '\0';
	if (configfs_path(&drive, PORTAL_GROUP "/np", path))
		first_entry(path, ret_portal, CONFIGFS_TEXT_MAX);
}

void configfs_target_name(const char *name, char ret_target[CONFIGFS_TEXT_MAX])
{
	snprintf(ret_target, CONFIGFS_TEXT_MAX, "iqn.2026-01.org.dryburn:%s", name);
}

void configfs_each(void (*visit)(const char *name, void *context), void *context)
{
	DIR *directory = opendir(CONFIGFS_TARGET "/core/user_0");
	char config[CONFIGFS_TEXT_MAX];
	struct dirent *entry;

	while (directory && (entry = readdir(directory)))
		if (entry->d_name[0] != '.' && configfs_config(entry->d_name, config) &&
		    strncmp(config, "dryburn/", strlen("dryburn/")) == 0)
			visit(entry->d_name, context);
	if (directory)
		closedir(directory);
}
