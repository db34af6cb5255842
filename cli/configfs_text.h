/* SPDX-License-Identifier: MIT */
/* For configfs.c and configfs_look.c: names of a drive's files in configfs, and what is in them. */
#ifndef CLI_CONFIGFS_TEXT_H
#define CLI_CONFIGFS_TEXT_H

#include "cli/configfs.h"

/* Below CONFIGFS_TARGET; words in braces are a drive's own. */
#define DEVICE "core/user_0/{name}"
#define LOOP "loopback/naa.5001405{id}1"
#define PORTAL_GROUP "iscsi/iqn.2026-01.org.dryburn:{name}/tpgt_1"

/* Puts a drive's own in the place of {name}, {config}, {portal} and {id}. False if it does not fit. */
bool configfs_expand(const struct configfs_drive *drive, const char *form, char ret_text[CONFIGFS_TEXT_MAX]);

/* The same for a path below CONFIGFS_TARGET. */
bool configfs_path(const struct configfs_drive *drive, const char *form, char ret_path[CONFIGFS_TEXT_MAX]);

/* 0 or negative errno. */
int configfs_write(const char *path, const char *text);

/* All of a small file without its last newline; "" if it cannot be read. */
void configfs_read(const struct configfs_drive *drive, const char *form, char ret_text[CONFIGFS_TEXT_MAX]);

#endif
