/* SPDX-License-Identifier: MIT */
/* A table of keys, each with what it takes. */
#include "handlers/emulated/drive_uri.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/posix.h"

#define SCHEME "emu:"
#define FORM "emu:disc=NAME[,time=virtual|real|scaled:N][,model=MODEL][,rules=FILE][,control=PATH]"

static bool parse_disc(struct drive_uri *uri, char *value)
{
	uri->disc = value;
	return *value;
}

static bool parse_model(struct drive_uri *uri, char *value)
{
	uri->model = value;
	return *value;
}

static bool parse_rules(struct drive_uri *uri, char *value)
{
	uri->rules = value;
	return *value;
}

static bool parse_control(struct drive_uri *uri, char *value)
{
	uri->control = value;
	return *value;
}

static bool parse_scale(const char *text, unsigned *ret_scale)
{
	unsigned long scale;
	char *end;

	if (*text < '1' || *text > '9')
		return false;
	errno = 0;
	scale = strtoul(text, &end, 10);
	*ret_scale = (unsigned)scale;
	return !errno && !*end && scale <= POSIX_SCALE_MAX;
}

static bool parse_time(struct drive_uri *uri, char *value)
{
	static const char scaled[] = "scaled:";

	uri->is_virtual = strcmp(value, "virtual") == 0;
	uri->scale = 1;
	if (strncmp(value, scaled, sizeof(scaled) - 1) == 0)
		return parse_scale(value + sizeof(scaled) - 1, &uri->scale);
	return uri->is_virtual || strcmp(value, "real") == 0;
}

/* clang-format off */
static const struct {
	const char *key, *form;
	bool (*parse)(struct drive_uri *uri, char *value);
} keys[] = {
	{ "disc",  "the name of a disc",                             parse_disc },
	{ "time",  "virtual, real, or scaled:N with N 1 to 1000000", parse_time },
	{ "model", "the name of a drive model",                      parse_model },
	{ "rules",   "the name of a file",                             parse_rules },
	{ "control", "the path of a socket that is not there yet",     parse_control },
};
/* clang-format on */

enum { KEY_COUNT = sizeof(keys) / sizeof(keys[0]) };

static int parse_word(struct drive_uri *uri, char *word, bool seen[KEY_COUNT], struct problem *ret_problem)
{
	char *value = strchr(word, '=');

	for (size_t i = 0; value && i < KEY_COUNT; i++) {
		if (strlen(keys[i].key) != (size_t)(value - word) || strncmp(keys[i].key, word, (size_t)(value - word)))
			continue;
		if (seen[i])
			return problem_set(ret_problem, EINVAL, "%s: \"%s=\" stands twice", uri->text, keys[i].key);
		seen[i] = true;
		return keys[i].parse(uri, value + 1)
		               ? 0
		               : problem_set(ret_problem, EINVAL, "%s: \"%s\" is wrong: %s= takes %s", uri->text, word,
		                             keys[i].key, keys[i].form);
	}
	return problem_set(ret_problem, EINVAL,
	                   "%s: \"%s\" is not known; a drive is " FORM
	                   ", and no NAME, FILE or PATH can contain a comma",
	                   uri->text, word);
}

static enum way_clock clock_of(const struct drive_uri *uri)
{
	return uri->is_virtual ? WAY_VIRTUAL : uri->scale == 1 ? WAY_REAL : WAY_SCALED;
}

int drive_uri_parse(const char *text, const struct way *way, struct drive_uri *ret_uri, struct problem *ret_problem)
{
	bool seen[KEY_COUNT] = {false};
	char *rest, *next;
	int error = 0;

	if (strncmp(text, SCHEME, strlen(SCHEME)) != 0)
		return problem_set(ret_problem, EINVAL, "\"%s\" is no drive; a drive is " FORM, text);
	if (strlen(text) >= sizeof(ret_uri->words))
		return problem_set(ret_problem, EINVAL, "the URI of the drive is longer than %d bytes",
		                   DRIVE_URI_MAX - 1);
	*ret_uri = (struct drive_uri){.text = text, .is_virtual = way->clocks & WAY_VIRTUAL, .scale = 1};
	snprintf(ret_uri->words, sizeof(ret_uri->words), "%s", text + strlen(SCHEME));
	for (rest = *ret_uri->words ? ret_uri->words : NULL; rest && !error; rest = next) {
		next = strchr(rest, ',');
		if (next)
			*next++ = '\0';
		error = parse_word(ret_uri, rest, seen, ret_problem);
	}
	if (!error && ret_uri->is_virtual && ret_uri->control)
		error = problem_set(ret_problem, EINVAL,
		                    "%s: a control socket needs the host's time: time=real or time=scaled:N", text);
	return error ? error : way_admits_clock(way, clock_of(ret_uri), text, ret_problem);
}
