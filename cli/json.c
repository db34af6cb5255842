/* SPDX-License-Identifier: MIT */
#include "cli/json.h"

#include <stdio.h>

#include "cli/message.h"

json_t *cli_append_json(json_t *list, json_t *value)
{
	if (!json_array_append_new(list, value))
		return list;
	json_decref(list);
	return NULL;
}

enum cli_exit cli_print_json(json_t *value)
{
	int error = !value || json_dumpf(value, stdout, JSON_INDENT(2)) || putchar('\n') == EOF;

	json_decref(value);
	if (!error)
		return CLI_DONE;
	cli_error("the JSON cannot be made");
	return CLI_UNAVAILABLE;
}
