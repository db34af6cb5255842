/* SPDX-License-Identifier: MIT */
#include "cli/way_option.h"

enum cli_exit way_option(const struct cli_arguments *arguments, unsigned option, const struct way **ret_way)
{
	const char *name = cli_option_value(arguments, option);

	*ret_way = name ? way_find(name) : NULL;
	if (name && !*ret_way)
		return cli_usage_error(arguments->command, "there is no way \"%s\"; \"dryburn ways\" lists them", name);
	return CLI_DONE;
}
