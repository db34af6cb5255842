/* SPDX-License-Identifier: MIT */
/*
 * dryburn run: an unmodified program with an emulated drive as its /dev/sr0. Signals wait in a mask and are taken one
 * by one by the main task; the program gets them as it would have without us.
 */
#define _GNU_SOURCE /* asprintf, environ */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/message.h"
#include "handlers/umockdev/mock_drive.h"

enum { RUN_DRIVE };

/* What shells exit with. */
enum { EXIT_NOT_EXECUTABLE = 126, EXIT_NOT_FOUND = 127, EXIT_SIGNALLED = 128 };

const struct cli_option run_options[] = {
	[RUN_DRIVE] = {"drive", "URI", "the drive, see dryburn help", .required = true},
	{0},
};

/* ---- signals ---- */

static const int taken[] = {SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM};

/* Before any thread is there, so that all have this mask. */
static void hold_signals(sigset_t *ret_taken, sigset_t *ret_before)
{
	sigemptyset(ret_taken);
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		sigaddset(ret_taken, taken[i]);
	pthread_sigmask(SIG_BLOCK, ret_taken, ret_before);
}

/* A key of the terminal was for all of its foreground; anything else was for us, who stand for the program. */
static void pass_on(pid_t program, const siginfo_t *signal)
{
	if (signal->si_code != SI_KERNEL)
		kill(program, signal->si_signo);
}

static int wait_for(pid_t program, const sigset_t *signals)
{
	siginfo_t signal;
	int status;

	while (waitpid(program, &status, WNOHANG) != program)
		if (sigwaitinfo(signals, &signal) > 0 && signal.si_signo != SIGCHLD)
			pass_on(program, &signal);
	return WIFSIGNALED(status) ? EXIT_SIGNALLED + WTERMSIG(status) : WEXITSTATUS(status);
}

/* ---- the program ---- */

/* Ours first, then what was there. */
static int set_preload(struct problem *ret_problem)
{
	const char *before = getenv("LD_PRELOAD");
	char libraries[MOCK_PRELOAD_MAX], *all = NULL;
	int error = mock_drive_preload(libraries, ret_problem);

	if (error)
		return error;
	if (asprintf(&all, "%s%s%s", libraries, before && *before ? ":" : "", before ? before : "") < 0 ||
	    setenv("LD_PRELOAD", all, 1))
		error = problem_set(ret_problem, ENOMEM, "there is no memory for an environment");
	free(all);
	return error;
}

/* With the signals as they were before main() began. 0 or a positive errno. */
static int spawn(char **words, const sigset_t *mask, pid_t *ret_program)
{
	posix_spawnattr_t attributes;
	sigset_t defaults;
	int error = posix_spawnattr_init(&attributes);

	if (error)
		return error;
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGXFSZ);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setsigmask(&attributes, mask);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	error = posix_spawnp(ret_program, words[0], NULL, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	return error;
}

static int run_program(char **words, const sigset_t *signals, const sigset_t *mask)
{
	pid_t program;
	int error = spawn(words, mask, &program);

	if (!error)
		return wait_for(program, signals);
	cli_error("%s cannot be run: %s", words[0], strerror(error));
	return error == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE;
}

static enum cli_exit unavailable(const struct problem *problem, int error)
{
	cli_error("%s", problem->text);
	return error == -ENOENT ? CLI_UNAVAILABLE : cli_exit_of_errno(error);
}

/* The program's exit status, which is ours, too. */
static int run_with(struct emulated_drive *emulated, char **words, const sigset_t *signals, const sigset_t *mask)
{
	struct mock_drive *drive;
	struct problem problem;
	int result = mock_drive_open(emulated, &drive, &problem);

	if (!result)
		result = set_preload(&problem);
	if (result)
		result = (int)unavailable(&problem, result);
	else
		result = run_program(words, signals, mask);
	pthread_sigmask(SIG_SETMASK, mask, NULL);
	mock_drive_close(drive);
	return result;
}

enum cli_exit run_command(const struct cli_arguments *arguments)
{
	struct emulated_drive *emulated;
	struct problem problem;
	sigset_t signals, mask;
	int result;

	hold_signals(&signals, &mask);
	result = emulated_drive_open(cli_option_value(arguments, RUN_DRIVE), &ways[WAY_UMOCKDEV], &emulated, &problem);
	if (result) {
		cli_error("%s", problem.text);
		return cli_exit_of_errno(result);
	}
	result = run_with(emulated, arguments->rest, &signals, &mask);
	emulated_drive_close(emulated);
	return (enum cli_exit)result;
}
