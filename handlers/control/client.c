/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "handlers/control/control.h"

static int connect_to(const char *path, struct problem *ret_problem)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int drive;

	if (strlen(path) >= sizeof(address.sun_path))
		return problem_set(ret_problem, ENAMETOOLONG, "%s is too long for a control socket", path);
	strcpy(address.sun_path, path);
	drive = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (drive >= 0 && connect(drive, (struct sockaddr *)&address, sizeof(address)) == 0)
		return drive;
	problem_set(ret_problem, errno, "no drive listens at %s: %s", path, strerror(errno));
	if (drive >= 0)
		close(drive);
	return errno ? -errno : -ECONNREFUSED;
}

static bool send_line(int drive, const char *request)
{
	char line[CONTROL_LINE_MAX + 1];
	int length = snprintf(line, sizeof(line), "%s\n", request);

	return length < (int)sizeof(line) && send(drive, line, (size_t)length, MSG_NOSIGNAL) == length;
}

/* The whole answer without its line end: false if there was none. */
static bool receive_line(int drive, char ret_line[CONTROL_LINE_MAX + 8])
{
	size_t used = 0;
	ssize_t got;
	char *end = NULL;

	while (!end && used < CONTROL_LINE_MAX + 8 &&
	       (got = read(drive, ret_line + used, CONTROL_LINE_MAX + 8 - used)) > 0) {
		used += (size_t)got;
		end = memchr(ret_line, '\n', used);
	}
	if (end)
		*end = '\0';
	return end != NULL;
}

static int understand(const char *line, char *ret_text, size_t size, struct problem *ret_problem)
{
	if (strncmp(line, "error ", 6) == 0)
		return problem_set(ret_problem, EREMOTEIO, "%s", line + 6);
	if (strcmp(line, "ok") != 0 && strncmp(line, "ok ", 3) != 0)
		return problem_set(ret_problem, EPROTO, "the drive's answer is not understood: %.80s", line);
	snprintf(ret_text, size, "%s", line[2] ? line + 3 : "");
	return 0;
}

int control_ask(const char *path, const char *request, char *ret_text, size_t size, struct problem *ret_problem)
{
	char line[CONTROL_LINE_MAX + 8];
	int drive, error;

	if (strpbrk(request, "\r\n") || strlen(request) >= CONTROL_LINE_MAX)
		return problem_set(ret_problem, EINVAL, "a request is one line of less than %d bytes",
		                   CONTROL_LINE_MAX);
	drive = connect_to(path, ret_problem);
	if (drive < 0)
		return drive;
	if (send_line(drive, request) && receive_line(drive, line))
		error = understand(line, ret_text, size, ret_problem);
	else
		error = problem_set(ret_problem, EPIPE, "the drive at %s hung up", path);
	close(drive);
	return error;
}
