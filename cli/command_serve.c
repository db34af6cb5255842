/* SPDX-License-Identifier: MIT */
/*
 * dryburn serve: emulated drives as an iSCSI target, by a tgtd that is started for it. What can be wrong is looked for
 * before that: the address, the account, each drive with its disc.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/chap_account.h"
#include "cli/child.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/serve_address.h"
#include "cli/tgtd.h"
#include "handlers/emulated/emulated.h"

#define DEFAULT_TARGET "iqn.2026-01.test.dryburn:drive"

enum { SERVE_ISCSI, SERVE_DRIVE, SERVE_TARGET, SERVE_CHAP, SERVE_NO_AUTH };
enum { TARGET_MAX = 223, HOST_MAX = 256 };

const struct cli_option serve_options[] = {
	[SERVE_ISCSI] = {"iscsi", "HOST:PORT", "listens there, with port 0 at a free one", .required = true},
	[SERVE_DRIVE] = {"drive", "URI", "an emulated drive; the first is LUN 1", .required = true, .repeats = true},
	[SERVE_TARGET] = {"target", "IQN", "the target's name; " DEFAULT_TARGET},
	[SERVE_CHAP] = {"chap", "USER:FILE", "lets only USER in, with the password in FILE"},
	[SERVE_NO_AUTH] = {"no-auth", NULL, "lets everybody in, from other hosts too"},
	{0},
};

struct serving {
	const struct cli_arguments *arguments;
	struct serve_address address;
	char portal[SERVE_PORTAL_MAX];
	struct chap_account account;
	const char *drives[CLI_GIVEN_MAX];
	struct tgtd_options options;
};

static enum cli_exit say(int error, const struct problem *problem)
{
	cli_error("%s", problem->text);
	return cli_exit_of_errno(error);
}

/* ---- the command line ---- */

/* [RFC 3720 3.2.6 "iSCSI Names"]; the letters that every initiator leaves as they are. */
static bool is_target_name(const char *name)
{
	bool is_typed = strncmp(name, "iqn.", 4) == 0 || strncmp(name, "eui.", 4) == 0 || strncmp(name, "naa.", 4) == 0;

	return is_typed && name[4] && strlen(name) <= TARGET_MAX &&
	       !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.:-")];
}

static enum cli_exit read_names(struct serving *serving)
{
	const struct cli_arguments *arguments = serving->arguments;
	const char *target = cli_option_value(arguments, SERVE_TARGET);

	serving->options.target = target ? target : DEFAULT_TARGET;
	if (!is_target_name(serving->options.target))
		return cli_usage_error(arguments->command,
		                       "--target \"%s\" is wrong: it takes a name like " DEFAULT_TARGET
		                       ", of small letters, digits and .:-",
		                       target);
	for (unsigned i = 0; i < arguments->given_count; i++)
		if (arguments->given[i].option == SERVE_DRIVE)
			serving->drives[serving->options.drive_count++] = arguments->given[i].value;
	serving->options.drives = serving->drives;
	return CLI_DONE;
}

static enum cli_exit read_account(struct serving *serving)
{
	const char *chap = cli_option_value(serving->arguments, SERVE_CHAP);
	struct problem problem = {""};
	int error = chap ? chap_account_read(chap, &serving->account, &problem) : 0;

	if (error)
		return say(error, &problem);
	if (chap) {
		serving->options.user = serving->account.user;
		serving->options.password = serving->account.password;
	}
	return CLI_DONE;
}

static enum cli_exit read_address(struct serving *serving)
{
	const struct cli_arguments *arguments = serving->arguments;
	bool is_open = cli_option_value(arguments, SERVE_NO_AUTH), is_guarded = cli_option_value(arguments, SERVE_CHAP);
	struct problem problem = {""};
	int error = serve_address_parse(cli_option_value(arguments, SERVE_ISCSI), &serving->address, &problem);

	if (error)
		return say(error, &problem);
	if (is_open && is_guarded)
		return cli_usage_error(arguments->command, "--no-auth and --chap contradict each other");
	if (!serving->address.is_loopback && !is_open && !is_guarded)
		return cli_usage_error(
			arguments->command,
			"%s can be reached from other hosts: that takes --chap, or --no-auth if everybody may burn",
			serving->address.host);
	return CLI_DONE;
}

/* ---- looking before leaping ---- */

/* Switches them on in this process, all at once, so that a disc that two of them want is found; then off. */
static enum cli_exit try_drives(const struct serving *serving)
{
	struct emulated_drive *drives[CLI_GIVEN_MAX] = {NULL};
	struct problem problem = {""};
	int error = 0;

	for (unsigned i = 0; i < serving->options.drive_count && !error; i++)
		error = emulated_drive_open(serving->drives[i], &ways[WAY_TGT], &drives[i], &problem);
	for (unsigned i = 0; i < serving->options.drive_count; i++)
		emulated_drive_close(drives[i]);
	return error ? say(error, &problem) : CLI_DONE;
}

static enum cli_exit claim_address(struct serving *serving)
{
	struct problem problem = {""};
	int error = serve_address_claim(&serving->address, &problem);

	if (error)
		return say(error, &problem);
	serving->options.portal = serve_address_portal(&serving->address, serving->portal);
	return CLI_DONE;
}

/* ---- serving ---- */

static void print_urls(const struct serving *serving)
{
	struct serve_address address = serving->address;
	char portal[SERVE_PORTAL_MAX], host[HOST_MAX] = "";

	if (address.is_any && gethostname(host, sizeof(host) - 1) == 0)
		snprintf(portal, sizeof(portal), "%.50s:%u", host, address.port);
	else
		serve_address_portal(&address, portal);
	for (unsigned lun = 1; lun <= serving->options.drive_count; lun++)
		printf("iscsi://%s/%s/%u\n", portal, serving->options.target, lun);
	fflush(stdout);
}

static enum cli_exit run(const struct serving *serving)
{
	struct problem problem = {""};
	struct tgtd *tgtd;
	int error;

	child_begin();
	error = tgtd_open(&serving->options, &tgtd, &problem);
	if (error == -EINTR)
		return CLI_DONE;
	if (error) {
		cli_error("%s", problem.text);
		return CLI_UNAVAILABLE;
	}
	print_urls(serving);
	error = tgtd_watch(tgtd, &problem);
	tgtd_close(tgtd);
	if (error)
		cli_error("%s", problem.text);
	return error ? CLI_UNAVAILABLE : CLI_DONE;
}

enum cli_exit serve_command(const struct cli_arguments *arguments)
{
	static enum cli_exit (*const steps[])(struct serving *) = {read_address, read_names, read_account};
	struct serving serving = {.arguments = arguments};
	enum cli_exit result = CLI_DONE;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && result == CLI_DONE; i++)
		result = steps[i](&serving);
	if (result == CLI_DONE)
		result = try_drives(&serving);
	if (result == CLI_DONE)
		result = claim_address(&serving);
	return result == CLI_DONE ? run(&serving) : result;
}
