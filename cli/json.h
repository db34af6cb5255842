/* SPDX-License-Identifier: MIT */
/* JSON on the standard output. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <jansson.h>

#include "cli/command.h"

/* Adds the value, which it takes over, to the list. NULL once memory was short, and from then on. */
json_t *cli_append_json(json_t *list, json_t *value);

/* Prints the value, which it releases. NULL, which is what jansson makes of short memory: CLI_UNAVAILABLE. */
enum cli_exit cli_print_json(json_t *value);

#endif
