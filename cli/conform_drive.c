/* SPDX-License-Identifier: MIT */
/* A worker's drive: opened in the worker, so that a case that takes its process with it takes the drive's power, too.
 */
#include <errno.h>

#include "cli/conform.h"
#include "cli/drive.h"
#include "cli/message.h"
#include "engine/mmc/mmc.h"
#include "handlers/control/control.h"
#include "handlers/ways/ways.h"

#define LOADING_LIMIT_NS (120 * NS_PER_S)

struct life {
	struct judging *judging;
	void (*work)(void *argument);
	void *argument;
};

static int open_way(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)platform;
	return drive_open_transport(context, ret_transport);
}

/* The suite's name of what is in the drive: "" for nothing, or for nothing that it knows. */
static enum cli_exit ask_medium(struct drive *drive, const char **ret_medium)
{
	static const struct {
		uint16_t profile;
		const char *medium;
	} media[] = {{PROFILE_DVD_PLUS_R, "dvd+r"},
	             {PROFILE_BD_RE, "bd-re"},
	             {PROFILE_DVD_ROM, "dvd-rom"},
	             {PROFILE_BD_ROM, "bd-rom"}};
	struct mmc_configuration configuration;
	struct sense sense;
	int result = mmc_wait_until_ready(drive->transport, drive->platform, LOADING_LIMIT_NS, NULL, &sense);

	if (!result || result == -EREMOTEIO)
		result = mmc_get_configuration(drive->transport, &configuration, &sense);
	if (result) {
		drive_error(drive, "the drive is not ready");
		return CLI_UNAVAILABLE;
	}
	*ret_medium = "";
	for (size_t i = 0; i < sizeof(media) / sizeof(media[0]); i++)
		if (media[i].profile == configuration.profile)
			*ret_medium = media[i].medium;
	return CLI_DONE;
}

/* By which way the drive at the control socket has its clients. */
static enum cli_exit ask_way(const char *control, const struct way **ret_way)
{
	struct problem problem;
	char name[CONTROL_LINE_MAX];
	int error = control_ask(control, "way", name, sizeof(name), &problem);

	if (error) {
		cli_error("the drive does not tell how it is reached: %s", problem.text);
		return CLI_UNAVAILABLE;
	}
	*ret_way = way_find(name);
	if (!*ret_way)
		cli_error("the drive at %s is reached by a way that is not known here: \"%s\"", control, name);
	return *ret_way ? CLI_DONE : CLI_UNAVAILABLE;
}

static enum cli_exit live_with_drive(struct drive *drive, void *context)
{
	struct life *life = context;
	struct judging *judging = life->judging;
	enum cli_exit result = CLI_DONE;

	judging->source = (struct rig_source){
		.open = open_way,
		.context = drive,
		.platform = drive->platform,
		.name = drive->uri,
		.control = cli_option_value(judging->arguments, CONFORM_CONTROL),
		.way = judging->way,
	};
	if (judging->source.control)
		result = ask_way(judging->source.control, &judging->source.way);
	if (result == CLI_DONE)
		result = ask_medium(drive, &judging->source.medium);
	if (result == CLI_DONE)
		life->work(life->argument);
	return result;
}

int conform_drive_live(void *context, void (*work)(void *argument), void *argument)
{
	struct judging *judging = context;
	struct life life = {judging, work, argument};
	struct drive *drive;
	enum cli_exit result = drive_open(cli_option_value(judging->arguments, CONFORM_DRIVE), &drive);

	if (result == CLI_DONE)
		result = drive_run(drive, live_with_drive, &life);
	drive_close(drive);
	return (int)result;
}
