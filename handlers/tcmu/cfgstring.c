/* SPDX-License-Identifier: MIT */
#include "handlers/tcmu/cfgstring.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX CFGSTRING_SUBTYPE "/"
#define SCHEME "emu:"

/* Discs must be named from the root: nobody knows the daemon's working directory. */
static int check(const char *uri, struct problem *ret_problem)
{
	struct drive_uri *parsed = malloc(sizeof(*parsed));
	int error;

	if (!parsed)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	error = drive_uri_parse(uri, &ways[WAY_TCMU], parsed, ret_problem);
	if (!error && parsed->disc && *parsed->disc != '/')
		error = problem_set(ret_problem, EINVAL,
		                    "\"%s\" is no path from the root, as in " PREFIX "/srv/discs/first", parsed->disc);
	free(parsed);
	return error;
}

int cfgstring_to_uri(const char *cfgstring, char ret_uri[DRIVE_URI_MAX], struct problem *ret_problem)
{
	const char *name = cfgstring + strlen(PREFIX);
	bool is_uri, is_empty;

	if (strncmp(cfgstring, PREFIX, strlen(PREFIX)) != 0)
		return problem_set(ret_problem, EINVAL,
		                   "\"%s\" is no drive: " PREFIX "/PATH or " PREFIX SCHEME "disc=/PATH;time=real",
		                   cfgstring);
	is_uri = strncmp(name, SCHEME, strlen(SCHEME)) == 0;
	is_empty = !*name;
	if (snprintf(ret_uri, DRIVE_URI_MAX, "%s%s",
	             is_uri     ? ""
	             : is_empty ? SCHEME
	                        : SCHEME "disc=",
	             name) >= DRIVE_URI_MAX)
		return problem_set(ret_problem, EINVAL, "the name of the drive is longer than %d bytes",
		                   DRIVE_URI_MAX - 1);
	for (char *at = ret_uri; is_uri && *at; at++)
		if (*at == ';')
			*at = ',';
	return check(ret_uri, ret_problem);
}
