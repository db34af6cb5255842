/* SPDX-License-Identifier: MIT */
/* dryburn ctl: the words of the request go to the drive as one line; what the drive knows is the drive's business. */
#include <errno.h>
#include <stdio.h>

#include "cli/command.h"
#include "cli/message.h"
#include "handlers/control/control.h"

const struct cli_option ctl_options[] = {{0}};

static bool join(char **words, char line[CONTROL_LINE_MAX])
{
	size_t used = 0;

	for (; *words && used < CONTROL_LINE_MAX; words++)
		used += (size_t)snprintf(line + used, CONTROL_LINE_MAX - used, "%s%s", used ? " " : "", *words);
	return used < CONTROL_LINE_MAX;
}

enum cli_exit ctl_command(const struct cli_arguments *arguments)
{
	char line[CONTROL_LINE_MAX], text[CONTROL_LINE_MAX];
	struct problem problem;
	int error;

	if (!join(arguments->rest, line))
		return cli_usage_error(arguments->command, "the request is longer than %d bytes", CONTROL_LINE_MAX - 1);
	error = control_ask(arguments->operands[0], line, text, sizeof(text), &problem);
	if (!error) {
		if (*text)
			puts(text);
		return CLI_DONE;
	}
	cli_error("%s", problem.text);
	return error == -EREMOTEIO ? CLI_FAILED : error == -EINVAL ? CLI_USAGE : CLI_UNAVAILABLE;
}
