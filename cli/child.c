/* SPDX-License-Identifier: MIT */
#include "cli/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NS_PER_MS UINT64_C(1000000)
#define MS_PER_S 1000

static bool end_was_asked;
static sigset_t waited_for, before;

void child_begin(void)
{
	sigemptyset(&waited_for);
	sigaddset(&waited_for, SIGCHLD);
	sigaddset(&waited_for, SIGINT);
	sigaddset(&waited_for, SIGTERM);
	sigaddset(&waited_for, SIGHUP);
	sigprocmask(SIG_BLOCK, &waited_for, &before);
	signal(SIGCHLD, SIG_DFL);
}

bool child_end_was_asked(void)
{
	return end_was_asked;
}

/* ---- finding ---- */

static bool is_program(const char *folder, size_t length, const char *name, char ret_path[CHILD_PATH_MAX])
{
	int used = snprintf(ret_path, CHILD_PATH_MAX, "%.*s/%s", (int)length, folder, name);

	return length && used < CHILD_PATH_MAX && access(ret_path, X_OK) == 0;
}

static bool find_in(const char *folders, const char *name, char ret_path[CHILD_PATH_MAX])
{
	while (folders && *folders) {
		size_t length = strcspn(folders, ":");

		if (is_program(folders, length, name, ret_path))
			return true;
		folders += length + (folders[length] == ':');
	}
	return false;
}

bool child_find(const char *name, char ret_path[CHILD_PATH_MAX])
{
	return find_in(getenv("PATH"), name, ret_path) || find_in("/usr/local/sbin:/usr/sbin:/sbin", name, ret_path);
}

/* ---- running ---- */

static void become(const struct child_start *start, pid_t parent)
{
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (start->outlives_signals) {
		setpgid(0, 0);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(1);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	dup2(nothing, STDIN_FILENO);
	dup2(start->output, STDOUT_FILENO);
	dup2(start->output, STDERR_FILENO);
	if (start->inherited >= 0)
		fcntl(start->inherited, F_SETFD, 0);
	if (start->adorn)
		start->adorn(start->context);
	execv(start->arguments[0], (char *const *)start->arguments);
	fprintf(stderr, "%s: %s\n", start->arguments[0], strerror(errno));
	_exit(1);
}

int child_run(const struct child_start *start, pid_t *ret_child)
{
	pid_t parent = getpid(), child = fork();

	if (child < 0)
		return -errno;
	if (!child)
		become(start, parent);
	*ret_child = child;
	return 0;
}

/* ---- waiting ---- */

static uint64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * MS_PER_S + (uint64_t)now.tv_nsec / NS_PER_MS;
}

void child_pause(uint64_t timeout_ms)
{
	struct timespec timeout = {(time_t)(timeout_ms / MS_PER_S), (long)(timeout_ms % MS_PER_S * NS_PER_MS)};
	int number = sigtimedwait(&waited_for, NULL, &timeout);

	end_was_asked = end_was_asked || (number > 0 && number != SIGCHLD);
}

bool child_wait(pid_t child, uint64_t timeout_ms, bool until_asked, int *ret_status)
{
	uint64_t begin = now_ms(), passed = 0;

	for (;;) {
		if (waitpid(child, ret_status, WNOHANG) == child)
			return true;
		if (passed >= timeout_ms || (until_asked && end_was_asked))
			return false;
		child_pause(timeout_ms - passed < INT_MAX ? timeout_ms - passed : INT_MAX);
		passed = now_ms() - begin;
	}
}

const char *child_ending(int status, char ret_text[CHILD_ENDING_MAX])
{
	if (WIFSIGNALED(status))
		snprintf(ret_text, CHILD_ENDING_MAX, "signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(ret_text, CHILD_ENDING_MAX, "exit status %d", WEXITSTATUS(status));
	return ret_text;
}
