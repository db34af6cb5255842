/* SPDX-License-Identifier: MIT */
/*
 * The kernel's target core as configfs shows it: what has to be made, written and linked for one of our drives, as a
 * table of steps that are gone forwards to set it up and backwards to take it down.
 */
#ifndef CLI_CONFIGFS_H
#define CLI_CONFIGFS_H

#include <stdbool.h>

#include "emulator/problem.h"

enum { CONFIGFS_TEXT_MAX = 512, CONFIGFS_NAME_MAX = 32 };

#define CONFIGFS_TARGET "/sys/kernel/config/target"

/* What the steps name. */
struct configfs_drive {
	const char *name;   /* a to z, A to Z, 0 to 9 and -, shorter than CONFIGFS_NAME_MAX */
	const char *config; /* cfgstring of the handler */
	const char *portal; /* ADDRESS:PORT of an iSCSI target, NULL: none */
};

/* Sets up what is not there yet. What it made is taken down again on failure. 0 or negative errno with a reason. */
int configfs_set_up(const struct configfs_drive *drive, struct problem *ret_problem);

/* Takes down what is there; an iSCSI target, too. 0, also if nothing was; negative errno with a reason. */
int configfs_take_down(const struct configfs_drive *drive, struct problem *ret_problem);

/* Tells the handler of another disc. */
int configfs_change(const struct configfs_drive *drive, struct problem *ret_problem);

/* The cfgstring of a drive that is up: false if there is none of this name. */
bool configfs_config(const char *name, char ret_config[CONFIGFS_TEXT_MAX]);

/* The nodes of a drive that is up, "sr0" and "sg0", "" for one that is not there yet. */
struct configfs_nodes {
	char block[CONFIGFS_NAME_MAX], generic[CONFIGFS_NAME_MAX];
};

void configfs_find_nodes(const char *name, struct configfs_nodes *ret_nodes);

/* "ADDRESS:PORT" of its iSCSI target, "" for none; and that target's name. */
void configfs_find_portal(const char *name, char ret_portal[CONFIGFS_TEXT_MAX]);
void configfs_target_name(const char *name, char ret_target[CONFIGFS_TEXT_MAX]);

/* Calls visit for the name of each drive that is up. */
void configfs_each(void (*visit)(const char *name, void *context), void *context);

#endif
