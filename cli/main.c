/* SPDX-License-Identifier: MIT */
/* The table of subcommands, which is also the help; finding the one that was asked for. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/drive_way.h"
#include "cli/message.h"

enum { USAGE_MAX = 1024 };

/* clang-format off */
const struct cli_command cli_commands[] = {
	{ "disc create", "makes a blank disc",                        disc_create_options, { "NAME" },             disc_create_command },
	{ "disc import", "presses a disc from an image",              disc_import_options, { "NAME", "FILE.iso" }, disc_import_command },
	{ "disc info",   "shows what is on a disc",                   disc_info_options,   { "NAME" },             disc_info_command },
	{ "disc export", "copies a disc to an image",                 disc_export_options, { "NAME", "FILE.iso" }, disc_export_command },
	{ "drive",       "shows what a drive says of itself",         drive_options,       { NULL },               drive_command },
	{ "burn",        "burns an image to the disc in a drive",     burn_options,        { "FILE.iso" },         burn_command },
	{ "conform",     "judges the engine and a drive",             conform_options,     { NULL },               conform_command },
	{ "explore",     "cancels at every place of a section",       explore_options,     { NULL },               explore_command },
	{ "compare",     "compares the results of two runs of the suite", compare_options, { "BASE.json", "OTHER.json..." }, compare_command },
	{ "ways",        "shows what each way in can carry",          ways_options,        { NULL },               ways_command },
	{ "run",         "runs a program with a drive as its /dev/sr0", run_options,       { "COMMAND..." },       run_command },
	{ "serve",       "serves drives as an iSCSI target",          serve_options,       { NULL },               serve_command },
	{ "tcmu up",     "sets the kernel up for a drive of tcmu-runner", tcmu_up_options, { NULL },               tcmu_up_command },
	{ "tcmu down",   "takes that drive away again",               tcmu_down_options,   { NULL },               tcmu_down_command },
	{ "tcmu status", "shows the drives that are set up",          tcmu_status_options, { NULL },               tcmu_status_command },
	{ "ctl",         "asks or tells a drive at its control socket", ctl_options,       { "SOCKET", "REQUEST..." }, ctl_command },
	{ 0 },
};
/* clang-format on */

/* ---- help ---- */

static enum cli_exit list_commands(void)
{
	puts("dryburn: burn discs without a burner\n\nusage: dryburn COMMAND [OPTION...] [OPERAND...]\n");
	for (const struct cli_command *command = cli_commands; command->name; command++)
		printf("  %-12s  %s\n", command->name, command->purpose);
	puts("  help          explains a command: dryburn help burn\n\nA drive is one of");
	for (const struct drive_scheme *scheme = drive_schemes; scheme->prefix; scheme++)
		printf("  %s\n", scheme->form);
	puts("Exit status: 0 done, 1 failed, 2 wrong usage, 3 not available, 4 cancelled.");
	return CLI_DONE;
}

static enum cli_exit explain(const struct cli_command *command)
{
	char usage[USAGE_MAX];

	printf("dryburn %s: %s\n\nusage: %s\n", command->name, command->purpose,
	       cli_usage(command, usage, sizeof(usage)));
	for (const struct cli_option *option = command->options; option->name; option++)
		printf("%s  --%-12s %-8s  %s\n", option == command->options ? "\n" : "", option->name,
		       option->value ? option->value : "", option->help);
	return CLI_DONE;
}

/* ---- finding a command ---- */

/* How many words the command's name has, if `words` begin with it; else 0. */
static int names(const struct cli_command *command, int count, char **words)
{
	size_t first = strcspn(command->name, " ");

	if (count < 1 || strlen(words[0]) != first || strncmp(words[0], command->name, first) != 0)
		return 0;
	if (!command->name[first])
		return 1;
	return count >= 2 && strcmp(words[1], command->name + first + 1) == 0 ? 2 : 0;
}

static const struct cli_command *find(int count, char **words, int *ret_words)
{
	for (const struct cli_command *command = cli_commands; command->name; command++) {
		*ret_words = names(command, count, words);
		if (*ret_words)
			return command;
	}
	return NULL;
}

static enum cli_exit no_such_command(int count, char **words)
{
	if (count < 1)
		cli_error("a command is missing; \"dryburn help\" lists them");
	else
		cli_error("there is no command \"%s%s%s\"; \"dryburn help\" lists them", words[0],
		          count > 1 && strcmp(words[0], "disc") == 0 ? " " : "",
		          count > 1 && strcmp(words[0], "disc") == 0 ? words[1] : "");
	return CLI_USAGE;
}

static enum cli_exit help(int count, char **words)
{
	int used;
	const struct cli_command *command = find(count, words, &used);

	if (!count)
		return list_commands();
	return command && used == count ? explain(command) : no_such_command(count, words);
}

static enum cli_exit run(int count, char **words)
{
	struct cli_arguments arguments;
	int used;
	const struct cli_command *command = find(count, words, &used);
	enum cli_exit result;
	bool wants_help;

	if (!command)
		return no_such_command(count, words);
	result = cli_parse(command, count - used + 1, words + used - 1, &arguments, &wants_help);
	if (result != CLI_DONE)
		return result;
	return wants_help ? explain(command) : command->run(&arguments);
}

/* What could not be printed was not done. */
static enum cli_exit flush(enum cli_exit result)
{
	if (!fflush(stdout) && !ferror(stdout))
		return result;
	cli_error("the standard output cannot be written");
	return result == CLI_DONE ? CLI_UNAVAILABLE : result;
}

/* A file that may not grow any more is a failure to be said, not a death (SIGXFSZ); so is a reader who left (SIGPIPE).
 */
int main(int argc, char **argv)
{
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (argc > 1 && (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0))
		return flush(help(argc - 2, argv + 2));
	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		puts("dryburn " DRYBURN_VERSION);
		return flush(CLI_DONE);
	}
	return flush(run(argc - 1, argv + 1));
}
