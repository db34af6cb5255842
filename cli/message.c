/* SPDX-License-Identifier: MIT */
#include "cli/message.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK_BYTES = 2048 };

void cli_verror(const char *format, va_list arguments)
{
	fflush(stdout);
	fputs("dryburn: ", stderr);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
}

void cli_error(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	cli_verror(format, arguments);
	va_end(arguments);
}

/* clang-format off */
static const struct { int error; enum cli_exit result; } exits[] = {
	{ EINVAL,       CLI_USAGE },
	{ ENAMETOOLONG, CLI_USAGE },
	{ ENOENT,       CLI_USAGE },
	{ ENOTDIR,      CLI_USAGE },
	{ EISDIR,       CLI_USAGE },
	{ EEXIST,       CLI_USAGE },
	{ EFBIG,        CLI_USAGE },
	{ ENODATA,      CLI_FAILED },
};
/* clang-format on */

enum cli_exit cli_exit_of_errno(int error)
{
	for (size_t i = 0; i < sizeof(exits) / sizeof(exits[0]); i++)
		if (exits[i].error == -error)
			return exits[i].result;
	return CLI_UNAVAILABLE;
}

double cli_megabytes(uint64_t blocks)
{
	return (double)blocks * BLOCK_BYTES / 1e6;
}

bool cli_parse_number(const char *text, uint64_t minimum, uint64_t maximum, uint64_t *ret_number)
{
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*ret_number = strtoull(text, &end, 10);
	return !errno && !*end && *ret_number >= minimum && *ret_number <= maximum;
}
