/* SPDX-License-Identifier: MIT */
/*
 * The steps. Everything is named after the drive, so that what is up can be found and taken down without a record of
 * it.
 */
#include "cli/configfs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/configfs_text.h"

enum kind { MAKE, SHARE, WRITE, LINK }; /* SHARE: a directory that other drives may be in, too */
enum part { CORE, LOOPBACK, ISCSI };

/* What says that a part is up, and what was written stays as it is: anything but "0" in there. */
static const char *const part_is_up[] = {
	[CORE] = DEVICE "/enable",
	[LOOPBACK] = LOOP "/tpgt_1/nexus",
	[ISCSI] = PORTAL_GROUP "/enable",
};

/*
 * The order is the kernel's: a device is configured, then enabled, then exported; a portal comes before the target is
 * enabled. cmd_time_out 0: a drive takes as long as it takes, and the kernel would not tell it that it stopped waiting.
 * The size means nothing to a handler of whole commands, and must not be 0.
 */
/* clang-format off */
static const struct step {
	enum part part;
	enum kind kind;
	const char *path, *value;
} steps[] = {
	{ CORE,     SHARE, "core/user_0",                                  NULL                                      },
	{ CORE,     MAKE,  DEVICE,                                         NULL                                      },
	{ CORE,     WRITE, DEVICE "/control",                              "dev_config={config},dev_size=1073741824" },
	{ CORE,     WRITE, DEVICE "/attrib/cmd_time_out",                  "0"                                       },
	{ CORE,     WRITE, DEVICE "/enable",                               "1"                                       },
	{ LOOPBACK, SHARE, "loopback",                                     NULL                                      },
	{ LOOPBACK, MAKE,  LOOP,                                           NULL                                      },
	{ LOOPBACK, MAKE,  LOOP "/tpgt_1",                                 NULL                                      },
	{ LOOPBACK, WRITE, LOOP "/tpgt_1/nexus",                           "naa.5001405{id}2"                        },
	{ LOOPBACK, MAKE,  LOOP "/tpgt_1/lun/lun_0",                       NULL                                      },
	{ LOOPBACK, LINK,  LOOP "/tpgt_1/lun/lun_0/drive",                 DEVICE                                    },
	{ ISCSI,    SHARE, "iscsi",                                        NULL                                      },
	{ ISCSI,    MAKE,  "iscsi/iqn.2026-01.org.dryburn:{name}",         NULL                                      },
	{ ISCSI,    MAKE,  PORTAL_GROUP,                                   NULL                                      },
	{ ISCSI,    MAKE,  PORTAL_GROUP "/lun/lun_0",                      NULL                                      },
	{ ISCSI,    LINK,  PORTAL_GROUP "/lun/lun_0/drive",                DEVICE                                    },
	{ ISCSI,    MAKE,  PORTAL_GROUP "/np/{portal}",                    NULL                                      },
	{ ISCSI,    WRITE, PORTAL_GROUP "/attrib/authentication",          "0"                                       },
	{ ISCSI,    WRITE, PORTAL_GROUP "/attrib/generate_node_acls",      "1"                                       },
	{ ISCSI,    WRITE, PORTAL_GROUP "/attrib/cache_dynamic_acls",      "1"                                       },
	{ ISCSI,    WRITE, PORTAL_GROUP "/attrib/demo_mode_write_protect", "0"                                       },
	{ ISCSI,    WRITE, PORTAL_GROUP "/enable",                         "1"                                       },
};
/* clang-format on */

enum { STEP_COUNT = sizeof(steps) / sizeof(steps[0]) };

static int link_step(const struct configfs_drive *drive, const struct step *step, const char *path)
{
	char target[CONFIGFS_TEXT_MAX];

	if (!configfs_path(drive, step->value, target))
		return -ENAMETOOLONG;
	return symlink(target, path) ? -errno : 0;
}

static int write_step(const struct configfs_drive *drive, const struct step *step, const char *path)
{
	char value[CONFIGFS_TEXT_MAX];

	return configfs_expand(drive, step->value, value) ? configfs_write(path, value) : -ENAMETOOLONG;
}

static int go(const struct configfs_drive *drive, const struct step *step, const char *path)
{
	if (step->kind == LINK)
		return link_step(drive, step, path);
	if (step->kind == WRITE)
		return write_step(drive, step, path);
	return mkdir(path, 0755) ? -errno : 0;
}

static int go_back(const struct step *step, const char *path)
{
	if (step->kind == WRITE)
		return 0;
	return (step->kind == LINK ? unlink(path) : rmdir(path)) ? -errno : 0;
}

static bool is_up(const struct configfs_drive *drive, enum part part)
{
	char text[CONFIGFS_TEXT_MAX];

	configfs_read(drive, part_is_up[part], text);
	return *text && strcmp(text, "0") != 0;
}

static int set_up(const struct configfs_drive *drive, enum part part, struct problem *ret_problem)
{
	bool was_up = is_up(drive, part);

	for (const struct step *step = steps; step < steps + STEP_COUNT; step++) {
		char path[CONFIGFS_TEXT_MAX];
		int error;

		if (step->part != part || (was_up && step->kind == WRITE))
			continue;
		error = configfs_path(drive, step->path, path) ? go(drive, step, path) : -ENAMETOOLONG;
		if (error && error != -EEXIST)
			return problem_set(ret_problem, -error, "%s: %s", path, strerror(-error));
	}
	return 0;
}

static bool is_in_the_way(const struct step *step, int error)
{
	return error && error != -ENOENT && step->kind != SHARE;
}

/* Parts from `first` on, the last first. */
static int take_down(const struct configfs_drive *drive, enum part first, struct problem *ret_problem)
{
	for (const struct step *step = steps + STEP_COUNT; step-- > steps;) {
		char path[CONFIGFS_TEXT_MAX];
		int error;

		if (step->part < first || (strstr(step->path, "{portal}") && !drive->portal))
			continue;
		error = configfs_path(drive, step->path, path) ? go_back(step, path) : -ENAMETOOLONG;
		if (is_in_the_way(step, error))
			return problem_set(ret_problem, -error, "%s: %s", path, strerror(-error));
	}
	return 0;
}

int configfs_take_down(const struct configfs_drive *drive, struct problem *ret_problem)
{
	struct configfs_drive found = *drive;
	char portal[CONFIGFS_TEXT_MAX];

	configfs_find_portal(drive->name, portal);
	found.portal = *portal ? portal : NULL;
	return take_down(&found, CORE, ret_problem);
}

/* A target has one portal: the one that it is taken down by. */
static int check_portal(const struct configfs_drive *drive, struct problem *ret_problem)
{
	char portal[CONFIGFS_TEXT_MAX];

	configfs_find_portal(drive->name, portal);
	if (!drive->portal || !*portal || strcmp(portal, drive->portal) == 0)
		return 0;
	return problem_set(ret_problem, EEXIST, "%s is an iSCSI target at %s: take it down before it is one at %s",
	                   drive->name, portal, drive->portal);
}

int configfs_set_up(const struct configfs_drive *drive, struct problem *ret_problem)
{
	enum part last = drive->portal ? ISCSI : LOOPBACK, first_new = CORE;
	int error = check_portal(drive, ret_problem);

	if (error)
		return error;
	while (first_new <= last && is_up(drive, first_new))
		first_new++;
	for (enum part part = CORE; part <= last && !error; part++)
		error = set_up(drive, part, ret_problem);
	if (error)
		take_down(drive, first_new, NULL);
	return error;
}

int configfs_change(const struct configfs_drive *drive, struct problem *ret_problem)
{
	static const struct step step = {CORE, WRITE, DEVICE "/attrib/dev_config", "{config}"};
	char path[CONFIGFS_TEXT_MAX];
	int error = configfs_path(drive, step.path, path) ? write_step(drive, &step, path) : -ENAMETOOLONG;

	return error ? problem_set(ret_problem, -error, "the disc cannot be changed: the handler says why in its log")
	             : 0;
}
