/* SPDX-License-Identifier: MIT */
/* Command lines, read by getopt_long() from a command's rows. */
#include "cli/command.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/message.h"

enum { USAGE_MAX = 1024, FIRST_OPTION = 0x100, HELP_OPTION = 0xFF };

/* ---- usage ---- */

static void append(char *text, unsigned size, const char *format, ...) __attribute__((format(printf, 3, 4)));

static void append(char *text, unsigned size, const char *format, ...)
{
	size_t used = strlen(text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text + used, size - used, format, arguments);
	va_end(arguments);
}

const char *cli_usage(const struct cli_command *command, char *text, unsigned size)
{
	snprintf(text, size, "dryburn %s", command->name);
	for (const struct cli_option *option = command->options; option->name; option++)
		append(text, size, " %s--%s%s%s%s%s", option->required ? "" : "[", option->name,
		       option->value ? " " : "", option->value ? option->value : "", option->required ? "" : "]",
		       option->repeats ? "..." : "");
	for (const char *const *operand = command->operands; *operand; operand++)
		append(text, size, " %s", *operand);
	return text;
}

static void say_usage(const struct cli_command *command)
{
	char text[USAGE_MAX];

	fprintf(stderr, "usage: %s\n", cli_usage(command, text, sizeof(text)));
}

enum cli_exit cli_usage_error(const struct cli_command *command, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	cli_verror(format, arguments);
	va_end(arguments);
	say_usage(command);
	return CLI_USAGE;
}

/* ---- parsing ---- */

static void fill_getopt_table(const struct cli_command *command, struct option table[CLI_OPTIONS_MAX + 2])
{
	int count = 0;

	for (const struct cli_option *option = command->options; option->name; option++, count++)
		table[count] = (struct option){option->name, option->value ? required_argument : no_argument, NULL,
		                               FIRST_OPTION + count};
	table[count++] = (struct option){"help", no_argument, NULL, HELP_OPTION};
	table[count] = (struct option){0};
}

const char *cli_option_value(const struct cli_arguments *arguments, unsigned option)
{
	for (unsigned i = 0; i < arguments->given_count; i++)
		if (arguments->given[i].option == option)
			return arguments->given[i].value;
	return NULL;
}

static enum cli_exit take_option(struct cli_arguments *arguments, unsigned number, const char *value)
{
	const struct cli_option *option = &arguments->command->options[number];

	if (!option->repeats && cli_option_value(arguments, number))
		return cli_usage_error(arguments->command, "--%s stands twice", option->name);
	if (arguments->given_count == CLI_GIVEN_MAX)
		return cli_usage_error(arguments->command, "there are more than %d options", CLI_GIVEN_MAX);
	arguments->given[arguments->given_count].option = number;
	arguments->given[arguments->given_count++].value = value ? value : "";
	return CLI_DONE;
}

static bool takes_rest(const char *operand)
{
	size_t length = strlen(operand);

	return length > 3 && strcmp(operand + length - 3, "...") == 0;
}

static bool last_takes_rest(const struct cli_command *command)
{
	const char *const *operand = command->operands;

	while (*operand && !takes_rest(*operand))
		operand++;
	return *operand;
}

static enum cli_exit take_operands(struct cli_arguments *arguments, int count, char **operands)
{
	const struct cli_command *command = arguments->command;
	int wanted = 0;

	for (; command->operands[wanted]; wanted++) {
		if (wanted == count)
			return cli_usage_error(command, "%s is missing", command->operands[wanted]);
		if (takes_rest(command->operands[wanted])) {
			arguments->rest = operands + wanted;
			return CLI_DONE;
		}
		arguments->operands[wanted] = operands[wanted];
	}
	if (count > wanted)
		return cli_usage_error(command, "\"%s\" is one operand too many", operands[wanted]);
	return CLI_DONE;
}

static enum cli_exit check_required(const struct cli_arguments *arguments)
{
	const struct cli_option *options = arguments->command->options;

	for (unsigned number = 0; options[number].name; number++)
		if (options[number].required && !cli_option_value(arguments, number))
			return cli_usage_error(arguments->command, "--%s %s is missing", options[number].name,
			                       options[number].value);
	return CLI_DONE;
}

/* What getopt_long() did not take: it stands just before optind, or in a cluster of short options. */
static enum cli_exit complain(const struct cli_command *command, int found, char **argv)
{
	const char *word = argv[optind - 1];

	if (found == ':')
		return cli_usage_error(command, "%s takes a value", word);
	if (optopt >= FIRST_OPTION)
		return cli_usage_error(command, "--%s takes no value", command->options[optopt - FIRST_OPTION].name);
	if (optopt)
		return cli_usage_error(command, "there is no option -%c", optopt);
	return cli_usage_error(command, "there is no option %s", word);
}

/* argv[0] stands for the command's name. */
enum cli_exit cli_parse(const struct cli_command *command, int argc, char **argv, struct cli_arguments *ret_arguments,
                        bool *ret_help)
{
	struct option table[CLI_OPTIONS_MAX + 2];
	enum cli_exit result = CLI_DONE;
	const char *words;
	int found;

	*ret_arguments = (struct cli_arguments){.command = command};
	*ret_help = false;
	fill_getopt_table(command, table);
	optind = 0;
	words = last_takes_rest(command) ? "+:" : ":"; /* what is behind the first of "COMMAND..." is not ours */
	while (result == CLI_DONE && (found = getopt_long(argc, argv, words, table, NULL)) != -1) {
		*ret_help = *ret_help || found == HELP_OPTION;
		if (found >= FIRST_OPTION)
			result = take_option(ret_arguments, (unsigned)(found - FIRST_OPTION), optarg);
		else if (found != HELP_OPTION)
			result = complain(command, found, argv);
	}
	if (result == CLI_DONE && !*ret_help)
		result = take_operands(ret_arguments, argc - optind, argv + optind);
	if (result == CLI_DONE && !*ret_help)
		result = check_required(ret_arguments);
	return result;
}
