/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* pipe2 */
#include "bench/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { WORDS_MAX = 32 };

void program_beside(const char *name, char ret_path[PROGRAM_PATH_MAX])
{
	char self[PROGRAM_PATH_MAX / 2];
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);

	self[length > 0 ? length : 0] = '\0';
	if (strrchr(self, '/'))
		strrchr(self, '/')[1] = '\0';
	snprintf(ret_path, PROGRAM_PATH_MAX, "%s%s", self, name);
}

/* 0 or negative errno: the program's standard output goes to `output` unless that is -1. */
static int spawn(char **words, bool quiet, int output, pid_t *ret_program)
{
	posix_spawn_file_actions_t actions;
	char elsewhere[PROGRAM_PATH_MAX];
	int error = posix_spawn_file_actions_init(&actions);

	if (error)
		return -error;
	if (output >= 0)
		posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	if (quiet)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	error = posix_spawnp(ret_program, words[0], &actions, NULL, words, environ);
	if (error == ENOENT && !strchr(words[0], '/')) {
		snprintf(elsewhere, sizeof(elsewhere), "/usr/sbin/%s", words[0]);
		error = posix_spawn(ret_program, elsewhere, &actions, NULL, words, environ);
	}
	posix_spawn_file_actions_destroy(&actions);
	return -error;
}

static void split(char *text, char *words[WORDS_MAX])
{
	unsigned count = 0;
	char *rest = NULL;

	for (char *word = strtok_r(text, " ", &rest); word && count < WORDS_MAX - 1; word = strtok_r(NULL, " ", &rest))
		words[count++] = word;
	words[count] = NULL;
}

int program_start(const char *text, bool quiet, FILE **ret_output, pid_t *ret_program)
{
	char copy[PROGRAM_PATH_MAX], *words[WORDS_MAX];
	int ends[2] = {-1, -1}, error;

	snprintf(copy, sizeof(copy), "%s", text);
	split(copy, words);
	if (ret_output && pipe2(ends, O_CLOEXEC))
		return -errno;
	error = spawn(words, quiet, ends[1], ret_program);
	if (!ret_output)
		return error;
	close(ends[1]);
	*ret_output = error ? NULL : fdopen(ends[0], "r");
	if (!*ret_output)
		close(ends[0]);
	return error;
}

int program_wait(pid_t program)
{
	int status = 0;

	while (waitpid(program, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : -EIO;
}

int program_run(const char *words, bool quiet)
{
	pid_t program;
	int error = program_start(words, quiet, NULL, &program);

	return error ? error : program_wait(program);
}

void program_end(pid_t program)
{
	if (program <= 0)
		return;
	kill(program, SIGTERM);
	program_wait(program);
}
