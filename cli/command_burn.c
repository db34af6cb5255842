/* SPDX-License-Identifier: MIT */
/* dryburn burn: what is known before the drive is switched on is checked here; the rest is burn.c. */
#include "cli/burn.h"
#include "cli/interrupt.h"
#include "cli/message.h"

enum { BURN_DRIVE, BURN_CLOSE, BURN_CANCEL_AT, BURN_VERIFY };

const struct cli_option burn_options[] = {
	[BURN_DRIVE] = {"drive", "URI", "the drive, see dryburn help", .required = true},
	[BURN_CLOSE] = {"close", NULL, "finalises the disc: nothing can be added to it afterwards"},
	[BURN_CANCEL_AT] = {"cancel-at", "PERCENT", "cancels when so much is written"},
	[BURN_VERIFY] = {"verify", NULL, "reads back what was written and compares"},
	{0},
};

static bool parse_cancel_at(const char *text, int *ret_percent)
{
	uint64_t percent;

	*ret_percent = BURN_NEVER_CANCEL;
	if (!text)
		return true;
	if (!cli_parse_number(text, 0, 100, &percent))
		return false;
	*ret_percent = (int)percent;
	return true;
}

static void describe_image(struct burn *burn)
{
	if (burn->image.padding_bytes)
		burn_end_step(burn, "image", "%s, %llu blocks (%.1f MB), the last filled up with %u zeros",
		              burn->image.path, (unsigned long long)burn->image.blocks,
		              cli_megabytes(burn->image.blocks), burn->image.padding_bytes);
	else
		burn_end_step(burn, "image", "%s, %llu blocks (%.1f MB)", burn->image.path,
		              (unsigned long long)burn->image.blocks, cli_megabytes(burn->image.blocks));
}

enum cli_exit burn_command(const struct cli_arguments *arguments)
{
	const char *cancel_at = cli_option_value(arguments, BURN_CANCEL_AT);
	struct burn_options options = {.close = cli_option_value(arguments, BURN_CLOSE),
	                               .verify = cli_option_value(arguments, BURN_VERIFY)};
	struct burn burn = {.options = &options};
	struct problem problem = {""};
	struct drive *drive;
	enum cli_exit result;
	int error;

	if (!parse_cancel_at(cancel_at, &options.cancel_at))
		return cli_usage_error(arguments->command,
		                       "--cancel-at \"%s\" is wrong: it takes a percentage, 0 to 100", cancel_at);
	error = image_examine(arguments->operands[0], &burn.image, &problem);
	if (error) {
		cli_error("%s", problem.text);
		return cli_exit_of_errno(error);
	}
	interrupt_catch();
	result = drive_open(cli_option_value(arguments, BURN_DRIVE), &drive);
	if (result == CLI_DONE) {
		progress_init(&burn.progress, stderr);
		describe_image(&burn);
		result = drive_run(drive, burn_perform, &burn);
	}
	drive_close(drive);
	return result;
}
