/* SPDX-License-Identifier: MIT */
/* dryburn ways: the table of what each way in can carry, as a table of Markdown's or as JSON. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/json.h"
#include "handlers/ways/ways.h"

enum { WAYS_JSON };

const struct cli_option ways_options[] = {
	[WAYS_JSON] = {"json", NULL, "as JSON, with the sources"},
	{0},
};

/* ---- a table ---- */

/* What stands in a column: of the capabilities' names, then of each way. Row 0 is the heading. */
static const char *cell(unsigned row, unsigned column, char text[WAY_TEXT_MAX])
{
	const struct way_capability *capability = &way_capabilities[row ? row - 1 : 0];

	if (!row)
		return column ? ways[column - 1].name : "";
	if (!column)
		return capability->name;
	capability->describe(&ways[column - 1], text);
	return text;
}

static unsigned row_count(void)
{
	unsigned rows = 1;

	while (way_capabilities[rows - 1].name)
		rows++;
	return rows;
}

static void measure(int widths[WAY_COUNT + 1])
{
	char text[WAY_TEXT_MAX];

	for (unsigned column = 0; column <= WAY_COUNT; column++) {
		widths[column] = 0;
		for (unsigned row = 0; row < row_count(); row++) {
			int width = (int)strlen(cell(row, column, text));

			widths[column] = width > widths[column] ? width : widths[column];
		}
	}
}

static void print_rule(const int widths[WAY_COUNT + 1])
{
	for (unsigned column = 0; column <= WAY_COUNT; column++) {
		putchar('|');
		for (int i = 0; i < widths[column] + 2; i++)
			putchar('-');
	}
	puts("|");
}

static enum cli_exit print_table(void)
{
	int widths[WAY_COUNT + 1];
	char text[WAY_TEXT_MAX];

	measure(widths);
	for (unsigned row = 0; row < row_count(); row++) {
		for (unsigned column = 0; column <= WAY_COUNT; column++)
			printf("| %-*s ", widths[column], cell(row, column, text));
		puts("|");
		if (!row)
			print_rule(widths);
	}
	return CLI_DONE;
}

/* ---- JSON ---- */

static json_t *way_object(const struct way *way)
{
	json_t *object = json_pack("{s:s}", "name", way->name);
	char text[WAY_TEXT_MAX];

	for (const struct way_capability *capability = way_capabilities; capability->name; capability++) {
		capability->describe(way, text);
		json_object_set_new(object, capability->key, json_string(text));
	}
	return object;
}

static enum cli_exit print_json(void)
{
	json_t *list = json_array(), *sources = json_object();

	for (unsigned i = 0; i < WAY_COUNT; i++)
		list = cli_append_json(list, way_object(&ways[i]));
	for (const struct way_capability *capability = way_capabilities; capability->name; capability++)
		json_object_set_new(sources, capability->key, json_string(capability->source));
	return cli_print_json(json_pack("{s:o, s:o}", "ways", list, "sources", sources));
}

enum cli_exit ways_command(const struct cli_arguments *arguments)
{
	return cli_option_value(arguments, WAYS_JSON) ? print_json() : print_table();
}
