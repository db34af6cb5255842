/* SPDX-License-Identifier: MIT */
#include "cli/chap_account.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_user(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)name[i]) && !strchr("._-", name[i]))
			return false;
	return length && length < CHAP_NAME_MAX;
}

static bool is_graphic(const char *text)
{
	while (isgraph((unsigned char)*text))
		text++;
	return !*text;
}

static int read_line(const char *path, char line[CHAP_PASSWORD_MAX + 2], struct problem *ret_problem)
{
	FILE *file = fopen(path, "re");
	size_t bytes;
	int error;

	if (!file)
		return problem_set(ret_problem, errno, "%s cannot be opened: %s", path, strerror(errno));
	bytes = fread(line, 1, CHAP_PASSWORD_MAX + 1, file);
	error = ferror(file) ? errno : 0;
	fclose(file);
	if (error)
		return problem_set(ret_problem, error, "%s cannot be read: %s", path, strerror(error));
	if (bytes && line[bytes - 1] == '\n')
		bytes--;
	line[bytes] = '\0';
	return strlen(line) == bytes ? 0 : problem_set(ret_problem, EINVAL, "%s is no text", path);
}

/* The shortest password is what RFC 7143 9.2.1 "CHAP Considerations" asks for where nothing else protects it. */
int chap_account_read(const char *text, struct chap_account *ret_account, struct problem *ret_problem)
{
	const char *colon = strchr(text, ':');
	size_t length = colon ? (size_t)(colon - text) : 0;
	char line[CHAP_PASSWORD_MAX + 2];
	int error;

	if (!colon || !is_user(text, length))
		return problem_set(ret_problem, EINVAL,
		                   "--chap \"%s\" is wrong: it takes USER:FILE, with a USER of letters, digits and ._-",
		                   text);
	error = read_line(colon + 1, line, ret_problem);
	if (error)
		return error;
	if (strlen(line) < CHAP_PASSWORD_MIN || strlen(line) >= CHAP_PASSWORD_MAX || !is_graphic(line))
		return problem_set(ret_problem, EINVAL,
		                   "%s has no password for CHAP: one line of %d to %d characters without blanks",
		                   colon + 1, CHAP_PASSWORD_MIN, CHAP_PASSWORD_MAX - 1);
	snprintf(ret_account->user, sizeof(ret_account->user), "%.*s", (int)length, text);
	snprintf(ret_account->password, sizeof(ret_account->password), "%s", line);
	return 0;
}
