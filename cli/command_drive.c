/* SPDX-License-Identifier: MIT */
/* dryburn drive: what a drive says of itself, asked by three commands and printed as text or as JSON. */
#include <errno.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/drive.h"
#include "cli/json.h"
#include "engine/mmc/mmc.h"

#define LOADING_LIMIT_NS (120 * NS_PER_S)

enum { DRIVE_DRIVE, DRIVE_JSON };

const struct cli_option drive_options[] = {
	[DRIVE_DRIVE] = {"drive", "URI", "the drive, see dryburn help", .required = true},
	[DRIVE_JSON] = {"json", NULL, "prints one JSON object"},
	{0},
};

struct answers {
	struct mmc_inquiry inquiry;
	struct mmc_configuration configuration;
	struct mmc_speeds speeds; /* none without a medium, or if the drive does not tell */
};

/* ---- text ---- */

static enum cli_exit print_text(const struct answers *answers)
{
	const struct mmc_configuration *configuration = &answers->configuration;

	printf("drive         %s %s %s\n", answers->inquiry.vendor, answers->inquiry.product,
	       answers->inquiry.revision);
	printf("medium        %s (profile %04Xh)\n", profile_name(configuration->profile), configuration->profile);
	for (unsigned i = 0; i < answers->speeds.count; i++)
		printf("write speed   %u kB/s\n", answers->speeds.write_kbps[i]);
	for (unsigned i = 0; i < configuration->feature_count; i++)
		printf("feature %04Xh %s%s\n", configuration->features[i].code,
		       feature_name(configuration->features[i].code),
		       configuration->features[i].current ? ", current" : "");
	return CLI_DONE;
}

/* ---- JSON ---- */

static json_t *features_json(const struct mmc_configuration *configuration)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < configuration->feature_count; i++) {
		const struct mmc_feature *feature = &configuration->features[i];

		list = cli_append_json(list, json_pack("{s:i, s:s, s:i, s:b, s:b}", "code", feature->code, "name",
		                                       feature_name(feature->code), "version", feature->version,
		                                       "current", feature->current, "persistent", feature->persistent));
	}
	return list;
}

static json_t *speeds_json(const struct mmc_speeds *speeds)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < speeds->count; i++)
		list = cli_append_json(list, json_integer(speeds->write_kbps[i]));
	return list;
}

static enum cli_exit print_json(const struct answers *answers)
{
	uint16_t profile = answers->configuration.profile;

	return cli_print_json(json_pack(
		"{s:s, s:s, s:s, s:b, s:{s:i, s:s}, s:o, s:o}", "vendor", answers->inquiry.vendor, "product",
		answers->inquiry.product, "revision", answers->inquiry.revision, "medium", profile != PROFILE_NONE,
		"profile", "number", profile, "name", profile_name(profile), "write_speeds_kbps",
		speeds_json(&answers->speeds), "features", features_json(&answers->configuration)));
}

/* ---- asking ---- */

/* An answer of any kind to TEST UNIT READY will do, since an empty drive may be asked, too. */
static enum cli_exit ask(struct drive *drive, void *context)
{
	struct answers *answers = context;
	struct sense sense;
	int result = mmc_wait_until_ready(drive->transport, drive->platform, LOADING_LIMIT_NS, NULL, &sense);

	if (result && result != -EREMOTEIO) {
		drive_error(drive, "the drive is not ready");
		return CLI_UNAVAILABLE;
	}
	if (mmc_inquiry(drive->transport, &answers->inquiry, &sense) ||
	    mmc_get_configuration(drive->transport, &answers->configuration, &sense)) {
		drive_error(drive, "the drive does not say what it is");
		return CLI_UNAVAILABLE;
	}
	if (mmc_get_performance(drive->transport, &answers->speeds, &sense))
		answers->speeds.count = 0;
	return CLI_DONE;
}

enum cli_exit drive_command(const struct cli_arguments *arguments)
{
	struct answers answers;
	struct drive *drive;
	enum cli_exit result = drive_open(cli_option_value(arguments, DRIVE_DRIVE), &drive);

	if (result == CLI_DONE)
		result = drive_run(drive, ask, &answers);
	if (result == CLI_DONE)
		result = cli_option_value(arguments, DRIVE_JSON) ? print_json(&answers) : print_text(&answers);
	drive_close(drive);
	return result;
}
