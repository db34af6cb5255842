/* SPDX-License-Identifier: MIT */
/*
 * One task accepts a client, answers its lines until it hangs up, and accepts the next. One mutex, `control`: it
 * protects which sockets are open and whether they shall be, so that control_close() can hang up on a task that waits
 * in accept() or read().
 */
#define _GNU_SOURCE /* accept4 */
#include "handlers/control/control.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct control {
	struct platform *platform;
	struct pump *pump;
	const struct way *way; /* by which the pump's clients come */
	struct mutex *mutex;
	struct task *task;
	struct sockaddr_un address;
	int listener, client; /* -1: none */
	bool closing;
};

/* ---- one client ---- */

static bool send_all(int client, const char *data, size_t bytes)
{
	while (bytes) {
		ssize_t sent = send(client, data, bytes, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		data += sent;
		bytes -= (size_t)sent;
	}
	return true;
}

static bool answer(struct control *control, int client, const char *request)
{
	struct problem problem = {""};
	char text[CONTROL_LINE_MAX], line[CONTROL_LINE_MAX + 8];
	int error = control_tell_by(control->pump, control->way, request, text, sizeof(text), &problem);

	if (error)
		snprintf(line, sizeof(line), "error %s\n", *problem.text ? problem.text : strerror(-error));
	else
		snprintf(line, sizeof(line), "ok%s%s\n", *text ? " " : "", text);
	return send_all(client, line, strlen(line));
}

/* A line that is too long, or holds a NUL, ends the conversation. */
static void serve(struct control *control, int client)
{
	char buffer[CONTROL_LINE_MAX];
	size_t used = 0;
	ssize_t got;

	while ((got = read(client, buffer + used, sizeof(buffer) - used)) > 0 || (got < 0 && errno == EINTR)) {
		char *end;

		used += got > 0 ? (size_t)got : 0;
		while ((end = memchr(buffer, '\n', used))) {
			*end++ = '\0';
			if (!answer(control, client, buffer))
				return;
			used -= (size_t)(end - buffer);
			memmove(buffer, end, used);
		}
		if (used == sizeof(buffer) || memchr(buffer, 0, used))
			return;
	}
}

/* ---- the task ---- */

/* Notes who is served; false if nobody shall be any more. */
static bool set_client(struct control *control, int client)
{
	bool open;

	mutex_lock(control->platform, control->mutex);
	open = !control->closing;
	control->client = open ? client : -1;
	mutex_unlock(control->platform, control->mutex);
	return open;
}

static void accept_clients(void *argument)
{
	struct control *control = argument;
	int client;

	while ((client = accept4(control->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0 || errno == EINTR ||
	       errno == ECONNABORTED) {
		if (client < 0)
			continue;
		if (set_client(control, client))
			serve(control, client);
		set_client(control, -1);
		close(client);
	}
}

/* ---- opening and closing ---- */

static int set_address(struct control *control, const char *path, struct problem *ret_problem)
{
	if (strlen(path) >= sizeof(control->address.sun_path))
		return problem_set(ret_problem, ENAMETOOLONG, "%s: the path of a control socket has at most %zu bytes",
		                   path, sizeof(control->address.sun_path) - 1);
	control->address.sun_family = AF_UNIX;
	strcpy(control->address.sun_path, path);
	return 0;
}

/* A drive that was killed leaves its socket behind: one that nobody listens at any more may go. */
static void remove_abandoned(const struct sockaddr_un *address)
{
	int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct stat status;

	if (probe < 0)
		return;
	if (!lstat(address->sun_path, &status) && S_ISSOCK(status.st_mode) &&
	    connect(probe, (const struct sockaddr *)address, sizeof(*address)) && errno == ECONNREFUSED)
		unlink(address->sun_path);
	close(probe);
}

/* The socket is nobody else's from its first moment on: made under a umask that leaves only the owner. */
static int listen_at(struct control *control, struct problem *ret_problem)
{
	mode_t mask;
	int error = 0;

	control->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (control->listener < 0)
		return problem_set(ret_problem, errno, "there is no control socket: %s", strerror(errno));
	remove_abandoned(&control->address);
	mask = umask(0177);
	if (bind(control->listener, (struct sockaddr *)&control->address, sizeof(control->address)))
		error = problem_set(ret_problem, errno, "%s cannot be a control socket: %s", control->address.sun_path,
		                    strerror(errno));
	umask(mask);
	if (!error && listen(control->listener, 4))
		error = problem_set(ret_problem, errno, "%s: %s", control->address.sun_path, strerror(errno));
	return error;
}

static int begin(struct control *control, const char *path, struct problem *ret_problem)
{
	int error = set_address(control, path, ret_problem);

	control->mutex = mutex_create(control->platform, "control");
	if (!error && !control->mutex)
		error = problem_set(ret_problem, ENOMEM, "there is no memory for a control socket");
	if (!error)
		error = listen_at(control, ret_problem);
	if (!error && task_start(control->platform, "control", accept_clients, control, &control->task)) {
		unlink(path);
		error = problem_set(ret_problem, EAGAIN, "there is no thread for a control socket");
	}
	return error;
}

static void free_control(struct control *control)
{
	if (control->listener >= 0)
		close(control->listener);
	mutex_destroy(control->platform, control->mutex);
	free(control);
}

int control_open(struct platform *platform, struct pump *pump, const struct way *way, const char *path,
                 struct control **ret_control, struct problem *ret_problem)
{
	struct control *control = calloc(1, sizeof(*control));
	int error;

	*ret_control = NULL;
	if (!control)
		return problem_set(ret_problem, ENOMEM, "there is no memory for a control socket");
	*control = (struct control){.platform = platform, .pump = pump, .way = way, .listener = -1, .client = -1};
	error = begin(control, path, ret_problem);
	if (error)
		free_control(control);
	else
		*ret_control = control;
	return error;
}

void control_close(struct control *control)
{
	if (!control)
		return;
	mutex_lock(control->platform, control->mutex);
	control->closing = true;
	shutdown(control->listener, SHUT_RDWR);
	if (control->client >= 0)
		shutdown(control->client, SHUT_RDWR);
	mutex_unlock(control->platform, control->mutex);
	task_join(control->platform, control->task);
	unlink(control->address.sun_path);
	free_control(control);
}
