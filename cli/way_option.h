/* SPDX-License-Identifier: MIT */
/* Options that name one of the ways in (handlers/ways). */
#ifndef CLI_WAY_OPTION_H
#define CLI_WAY_OPTION_H

#include "cli/command.h"
#include "handlers/ways/ways.h"

/* The way that the option names, NULL if it was not given. A name that there is not is said. */
enum cli_exit way_option(const struct cli_arguments *arguments, unsigned option, const struct way **ret_way);

#endif
