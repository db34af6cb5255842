/* SPDX-License-Identifier: MIT */
/*
 * dryburn tcmu: the kernel's side of a drive that tcmu-runner carries. In this file: the name and the cfgstring of a
 * drive, preparing the kernel, waiting for the nodes, the three commands.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/configfs.h"
#include "cli/message.h"
#include "handlers/emulated/emulated.h"
#include "platform/posix.h"

#define DEFAULT_NAME "dryburn"
#define NODES_LIMIT_NS (30 * NS_PER_S)
#define NODES_PAUSE_NS (20 * NS_PER_MS)

/* The kernel reads no more of a device's configuration; the rest of the line is the size. */
enum { CONFIG_LENGTH_MAX = 200 };

enum { UP_DRIVE, UP_NAME, UP_ISCSI };
enum { DOWN_NAME };

const struct cli_option tcmu_up_options[] = {
	[UP_DRIVE] = {"drive", "URI", "the drive, emu:disc=NAME[,...]", .required = true},
	[UP_NAME] = {"name", "NAME", "what the device is called: " DEFAULT_NAME},
	[UP_ISCSI] = {"iscsi", "ADDRESS:PORT", "an iSCSI target, too"},
	{0},
};

const struct cli_option tcmu_down_options[] = {
	[DOWN_NAME] = {"name", "NAME", "what the device is called: " DEFAULT_NAME},
	{0},
};

const struct cli_option tcmu_status_options[] = {{0}};

extern char **environ;

/* ---- name and cfgstring ---- */

static enum cli_exit check_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

	if (*name && strspn(name, letters) == strlen(name) && strlen(name) < CONFIGFS_NAME_MAX)
		return CLI_DONE;
	cli_error("\"%s\" is no name for a device: at most %d letters, digits and hyphens", name,
	          CONFIGFS_NAME_MAX - 1);
	return CLI_USAGE;
}

/* Files are named from the root, since the daemon stands elsewhere. */
static bool is_relative_path(const char *word)
{
	static const char *const keys[] = {"disc=", "rules=", "control="};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strncmp(word, keys[i], strlen(keys[i])) == 0)
			return word[strlen(keys[i])] != '/';
	return false;
}

static void append_word(char *config, size_t size, const char *word, size_t length, const char *directory)
{
	size_t used = strlen(config), key = strcspn(word, "=") + 1;

	if (is_relative_path(word))
		snprintf(config + used, size - used, "%.*s%s/%.*s", (int)key, word, directory, (int)(length - key),
		         word + key);
	else
		snprintf(config + used, size - used, "%.*s", (int)length, word);
}

/* "emu:disc=first,time=real" as "dryburn/emu:disc=/srv/discs/first;time=real", see cfgstring.h. */
static void make_config(const char *uri, const char *directory, char *ret_config, size_t size)
{
	const char *word = strchr(uri, ':') + 1;

	snprintf(ret_config, size, "dryburn/emu:");
	while (*word) {
		size_t length = strcspn(word, ",");

		append_word(ret_config, size, word, length, directory);
		word += length;
		if (*word++ != ',')
			break;
		append_word(ret_config, size, ";", 1, directory);
	}
}

static enum cli_exit config_of(const char *uri, char ret_config[CONFIGFS_TEXT_MAX])
{
	struct problem problem = {""};
	int error = emulated_drive_check(uri, &ways[WAY_TCMU], &problem);
	char directory[CONFIGFS_TEXT_MAX];

	if (!error && !getcwd(directory, sizeof(directory)))
		error = problem_set(&problem, errno, "the working directory has no name: %s", strerror(errno));
	if (!error) {
		make_config(uri, directory, ret_config, CONFIGFS_TEXT_MAX);
		if (strlen(ret_config) > CONFIG_LENGTH_MAX || strpbrk(ret_config, " \n"))
			error = problem_set(&problem, EINVAL,
			                    "%s: the kernel takes no blanks and at most %d bytes of a drive's name",
			                    ret_config, CONFIG_LENGTH_MAX);
	}
	if (error)
		cli_error("%s", problem.text);
	return error ? cli_exit_of_errno(error) : CLI_DONE;
}

/* ---- the kernel ---- */

static bool runs(char *const arguments[])
{
	pid_t child;
	int status;

	return !posix_spawnp(&child, arguments[0], NULL, NULL, arguments, environ) &&
	       waitpid(child, &status, 0) == child && WIFEXITED(status) && !WEXITSTATUS(status);
}

static bool load(const char *module)
{
	char program[] = "modprobe", name[CONFIGFS_NAME_MAX];
	char *arguments[] = {program, name, NULL};
	char loaded[CONFIGFS_TEXT_MAX];

	snprintf(name, sizeof(name), "%s", module);
	snprintf(loaded, sizeof(loaded), "/sys/module/%s", module);
	if (access(loaded, F_OK) == 0 || runs(arguments))
		return true;
	cli_error("the kernel's module %s cannot be loaded", module);
	return false;
}

static bool mount_configfs(void)
{
	if (access("/sys/kernel/config/target", F_OK) == 0 ||
	    mount("configfs", "/sys/kernel/config", "configfs", 0, NULL) == 0)
		return true;
	cli_error("configfs cannot be mounted at /sys/kernel/config: %s", strerror(errno));
	return false;
}

/* The target core keeps reservations there, and refuses them without. */
static void make_state_directories(void)
{
	mkdir("/var/target", 0755);
	mkdir("/var/target/pr", 0755);
}

static bool prepare(bool with_iscsi)
{
	if (geteuid()) {
		cli_error("the kernel's targets are set up by root only");
		return false;
	}
	make_state_directories();
	return load("target_core_user") && load("tcm_loop") && load("sr_mod") && load("sg") &&
	       (!with_iscsi || load("iscsi_target_mod")) && mount_configfs();
}

/* ---- showing ---- */

static void show(const char *name, void *context)
{
	char config[CONFIGFS_TEXT_MAX] = "", portal[CONFIGFS_TEXT_MAX], target[CONFIGFS_TEXT_MAX];
	struct configfs_nodes nodes;

	(void)context;
	configfs_config(name, config);
	configfs_find_nodes(name, &nodes);
	printf("%s: %s", name, config);
	if (*nodes.block)
		printf(" /dev/%s", nodes.block);
	if (*nodes.generic)
		printf(" /dev/%s", nodes.generic);
	configfs_find_portal(name, portal);
	configfs_target_name(name, target);
	if (*portal)
		printf(" iscsi://%s/%s/0", portal, target);
	putchar('\n');
}

/* The kernel makes the nodes when it has asked the drive what it is. */
static enum cli_exit wait_for_nodes(const char *name)
{
	struct platform *platform = posix_create(1);
	uint64_t limit = platform ? platform_now(platform) + NODES_LIMIT_NS : 0;
	struct configfs_nodes nodes = {"", ""};

	while (platform && (!*nodes.block || !*nodes.generic) && platform_now(platform) < limit) {
		sleep_until(platform, platform_now(platform) + NODES_PAUSE_NS);
		configfs_find_nodes(name, &nodes);
	}
	platform_destroy(platform);
	if (*nodes.block && *nodes.generic)
		return CLI_DONE;
	cli_error("%s is set up, but the kernel does not see the drive: does tcmu-runner run, with "
	          "--handler-path of handler_dryburn.so?",
	          name);
	return CLI_UNAVAILABLE;
}

/* ---- the commands ---- */

static enum cli_exit failed(int error, const struct problem *problem)
{
	cli_error("%s", problem->text);
	if (error == -ENOENT || error == -EINTR)
		cli_error("tcmu-runner must run, with --handler-path of handler_dryburn.so; its log says what it "
		          "refuses");
	return CLI_UNAVAILABLE;
}

/* A drive that is up gets the disc of the new URI; one that does not come up is taken away again. */
static enum cli_exit set_up(const struct configfs_drive *drive)
{
	struct problem problem = {""};
	char config[CONFIGFS_TEXT_MAX];
	bool was_up = configfs_config(drive->name, config);
	int error = configfs_set_up(drive, &problem);
	enum cli_exit result;

	if (!error && was_up && strcmp(config, drive->config) != 0)
		error = configfs_change(drive, &problem);
	if (error)
		return failed(error, &problem);
	result = wait_for_nodes(drive->name);
	if (result != CLI_DONE && !was_up)
		configfs_take_down(drive, NULL);
	return result;
}

enum cli_exit tcmu_up_command(const struct cli_arguments *arguments)
{
	const char *name = cli_option_value(arguments, UP_NAME);
	char config[CONFIGFS_TEXT_MAX];
	struct configfs_drive drive = {
		.name = name ? name : DEFAULT_NAME, .config = config, .portal = cli_option_value(arguments, UP_ISCSI)};
	enum cli_exit result = check_name(drive.name);

	if (result == CLI_DONE)
		result = config_of(cli_option_value(arguments, UP_DRIVE), config);
	if (result != CLI_DONE)
		return result;
	if (!prepare(drive.portal))
		return CLI_UNAVAILABLE;
	result = set_up(&drive);
	if (result == CLI_DONE)
		show(drive.name, NULL);
	return result;
}

enum cli_exit tcmu_down_command(const struct cli_arguments *arguments)
{
	const char *name = cli_option_value(arguments, DOWN_NAME);
	struct configfs_drive drive = {.name = name ? name : DEFAULT_NAME};
	struct problem problem = {""};
	enum cli_exit result = check_name(drive.name);
	int error;

	if (result != CLI_DONE)
		return result;
	error = configfs_take_down(&drive, &problem);
	if (error)
		cli_error("%s", problem.text);
	return error ? CLI_UNAVAILABLE : CLI_DONE;
}

enum cli_exit tcmu_status_command(const struct cli_arguments *arguments)
{
	(void)arguments;
	configfs_each(show, NULL);
	return CLI_DONE;
}
