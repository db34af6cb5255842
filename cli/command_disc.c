/* SPDX-License-Identifier: MIT */
/* dryburn disc create, import, export. */
#include "cli/command.h"
#include "cli/message.h"
#include "emulator/emulator.h"

static enum cli_exit outcome(int error, const struct problem *problem)
{
	if (!error)
		return CLI_DONE;
	cli_error("%s", problem->text);
	return cli_exit_of_errno(error);
}

/* ---- create ---- */

enum { CREATE_TYPE, CREATE_CAPACITY };

const struct cli_option disc_create_options[] = {
	[CREATE_TYPE] = {"type", "TYPE", "dvd+r or bd-re", .required = true},
	[CREATE_CAPACITY] = {"capacity", "BLOCKS", "size in blocks of 2048 bytes, instead of the type's own"},
	{0},
};

enum cli_exit disc_create_command(const struct cli_arguments *arguments)
{
	const char *capacity = cli_option_value(arguments, CREATE_CAPACITY);
	struct problem problem;
	uint64_t blocks = 0;

	if (capacity && !cli_parse_number(capacity, 1, UINT32_MAX, &blocks))
		return cli_usage_error(arguments->command,
		                       "--capacity \"%s\" is wrong: it takes a number of blocks, such as 2295104",
		                       capacity);
	return outcome(disc_create(arguments->operands[0], cli_option_value(arguments, CREATE_TYPE), (uint32_t)blocks,
	                           &problem),
	               &problem);
}

/* ---- import ---- */

enum { IMPORT_TYPE };

const struct cli_option disc_import_options[] = {
	[IMPORT_TYPE] = {"type", "TYPE", "dvd-rom or bd-rom", .required = true},
	{0},
};

enum cli_exit disc_import_command(const struct cli_arguments *arguments)
{
	struct problem problem;

	return outcome(disc_import(arguments->operands[0], cli_option_value(arguments, IMPORT_TYPE),
	                           arguments->operands[1], &problem),
	               &problem);
}

/* ---- export ---- */

const struct cli_option disc_export_options[] = {{0}};

enum cli_exit disc_export_command(const struct cli_arguments *arguments)
{
	struct problem problem;

	return outcome(disc_export(arguments->operands[0], arguments->operands[1], &problem), &problem);
}
