/* SPDX-License-Identifier: MIT */
/*
 * A subcommand: a row that says what it is called, what it takes and what runs it. The rows are the help, the usage
 * lines and the parser's grammar.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>

/* What the program exits with. */
enum cli_exit {
	CLI_DONE = 0,
	CLI_FAILED = 1,      /* the job: a burn, a verification, a case */
	CLI_USAGE = 2,       /* the command line, or a file that it names */
	CLI_UNAVAILABLE = 3, /* the drive, the disc or the host cannot be used */
	CLI_CANCELLED = 4,
};

struct cli_option {
	const char *name;  /* without "--"; NULL ends a table */
	const char *value; /* what it takes, for the help: "PERCENT"; NULL for a flag */
	const char *help;
	bool required, repeats;
};

enum { CLI_OPTIONS_MAX = 24, CLI_OPERANDS_MAX = 2, CLI_GIVEN_MAX = 64 };

struct cli_arguments;

struct cli_command {
	const char *name; /* one word, or two: "disc create" */
	const char *purpose;
	const struct cli_option *options; /* at most CLI_OPTIONS_MAX and the end */
	const char
		*operands[CLI_OPERANDS_MAX + 1]; /* all are required; ended by NULL; a last "ARG..." takes the rest */
	enum cli_exit (*run)(const struct cli_arguments *arguments);
};

/* What was given to a command. Options are numbered by their rows. */
struct cli_arguments {
	const struct cli_command *command;
	const char *operands[CLI_OPERANDS_MAX];
	char **rest; /* of a last operand "ARG...": at least one, ended by NULL */
	unsigned given_count;
	struct {
		unsigned option;
		const char *value; /* "" for a flag */
	} given[CLI_GIVEN_MAX];
};

/* Value of an option, or NULL if it was not given. */
const char *cli_option_value(const struct cli_arguments *arguments, unsigned option);

/*
 * Reads what follows the command's name on the command line. CLI_DONE; CLI_USAGE after saying what is wrong.
 * *ret_help: --help was among it, the rest does not matter then.
 */
enum cli_exit cli_parse(const struct cli_command *command, int argc, char **argv, struct cli_arguments *ret_arguments,
                        bool *ret_help);

/* "dryburn burn --drive URI [--close] FILE.iso" */
const char *cli_usage(const struct cli_command *command, char *text, unsigned size);

/* Says what is wrong with the command line, then the usage. Returns CLI_USAGE. */
enum cli_exit cli_usage_error(const struct cli_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What the program can do: ended by a row with name NULL. */
extern const struct cli_command cli_commands[];

/* ---- the subcommands, one file each: command_NAME.c ---- */

extern const struct cli_option disc_create_options[], disc_import_options[], disc_info_options[], disc_export_options[];
extern const struct cli_option drive_options[], burn_options[], conform_options[], ctl_options[], run_options[];
extern const struct cli_option serve_options[], explore_options[], compare_options[], ways_options[];
extern const struct cli_option tcmu_up_options[], tcmu_down_options[], tcmu_status_options[];

enum cli_exit disc_create_command(const struct cli_arguments *arguments);
enum cli_exit disc_import_command(const struct cli_arguments *arguments);
enum cli_exit disc_info_command(const struct cli_arguments *arguments);
enum cli_exit disc_export_command(const struct cli_arguments *arguments);
enum cli_exit drive_command(const struct cli_arguments *arguments);
enum cli_exit burn_command(const struct cli_arguments *arguments);
enum cli_exit run_command(const struct cli_arguments *arguments);
enum cli_exit serve_command(const struct cli_arguments *arguments);
enum cli_exit ctl_command(const struct cli_arguments *arguments);
enum cli_exit conform_command(const struct cli_arguments *arguments);
enum cli_exit explore_command(const struct cli_arguments *arguments);
enum cli_exit compare_command(const struct cli_arguments *arguments);
enum cli_exit ways_command(const struct cli_arguments *arguments);
enum cli_exit tcmu_up_command(const struct cli_arguments *arguments);
enum cli_exit tcmu_down_command(const struct cli_arguments *arguments);
enum cli_exit tcmu_status_command(const struct cli_arguments *arguments);

#endif
