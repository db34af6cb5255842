/* SPDX-License-Identifier: MIT */
#include "cli/configfs_text.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- names in braces ---- */

/* Eight hexadecimal digits of the name: FNV-1a. The ends of the loop are named by them. */
static uint32_t hash(const char *name)
{
	uint32_t value = 2166136261u;

	for (; *name; name++)
		value = (value ^ (uint8_t)*name) * 16777619u;
	return value;
}

static bool expand_name(const struct configfs_drive *drive, const char *key, size_t length, char *at, size_t room)
{
	char id[9];
	struct {
		const char *key, *value;
	} values[] = {{"name", drive->name}, {"config", drive->config}, {"portal", drive->portal}, {"id", id}};

	snprintf(id, sizeof(id), "%08x", hash(drive->name));
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (strlen(values[i].key) == length && strncmp(values[i].key, key, length) == 0)
			return snprintf(at, room, "%s", values[i].value ? values[i].value : "") < (int)room;
	return false;
}

bool configfs_expand(const struct configfs_drive *drive, const char *form, char ret_text[CONFIGFS_TEXT_MAX])
{
	size_t used = 0;

	while (*form && used + 1 < CONFIGFS_TEXT_MAX) {
		const char *end = *form == '{' ? strchr(form, '}') : NULL;

		if (!end) {
			ret_text[used++] = *form++;
			continue;
		}
		if (!expand_name(drive, form + 1, (size_t)(end - form) - 1, ret_text + used, CONFIGFS_TEXT_MAX - used))
			return false;
		used += strlen(ret_text + used);
		form = end + 1;
	}
	ret_text[used] = '\0';
	return !*form;
}

bool configfs_path(const struct configfs_drive *drive, const char *form, char ret_path[CONFIGFS_TEXT_MAX])
{
	char whole[CONFIGFS_TEXT_MAX];

	snprintf(whole, sizeof(whole), "%s/%s", CONFIGFS_TARGET, form);
	return configfs_expand(drive, whole, ret_path);
}

/* ---- files of configfs ---- */

int configfs_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");
	int error;

	if (!file)
		return -errno;
	setvbuf(file, NULL, _IONBF, 0);
	errno = 0;
	error = fwrite(text, 1, strlen(text), file) == strlen(text) ? 0 : errno ? -errno : -EIO;
	fclose(file);
	return error;
}

/* All of a small file, without the last newline; "" if it cannot be read. */
static void read_file(const char *path, char ret_text[CONFIGFS_TEXT_MAX])
{
	FILE *file = fopen(path, "re");
	size_t bytes = 0;

	if (file) {
		bytes = fread(ret_text, 1, CONFIGFS_TEXT_MAX - 1, file);
		fclose(file);
	}
	if (bytes && ret_text[bytes - 1] == '\n')
		bytes--;
	ret_text[bytes] = '\0';
}

void configfs_read(const struct configfs_drive *drive, const char *form, char ret_text[CONFIGFS_TEXT_MAX])
{
	char path[CONFIGFS_TEXT_MAX];

	ret_text[0] = '\0';
	if (configfs_path(drive, form, path))
		read_file(path, ret_text);
}
