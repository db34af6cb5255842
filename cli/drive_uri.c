/* SPDX-License-Identifier: MIT */
/* A table of keys, each with what it takes. */
#include "cli/drive_uri.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/message.h"
#include "platform/posix.h"

#define SCHEME "emu:"
#define FORM "emu:disc=NAME[,time=virtual|real|scaled:N][,model=MODEL][,rules=FILE]"

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

static bool parse_time(struct drive_uri *uri, char *value)
{
	static const char scaled[] = "scaled:";
	uint64_t scale = 1;

	uri->is_virtual = strcmp(value, "virtual") == 0;
	if (strncmp(value, scaled, sizeof(scaled) - 1) == 0) {
		if (!cli_parse_number(value + sizeof(scaled) - 1, 1, POSIX_SCALE_MAX, &scale))
			return false;
	} else if (!uri->is_virtual && strcmp(value, "real") != 0) {
		return false;
	}
	uri->scale = (unsigned)scale;
	return true;
}

/* clang-format off */
static const struct {
	const char *key, *form;
	bool (*parse)(struct drive_uri *uri, char *value);
} keys[] = {
	{ "disc",  "the name of a disc",                             parse_disc },
	{ "time",  "virtual, real, or scaled:N with N 1 to 1000000", parse_time },
	{ "model", "the name of a drive model",                      parse_model },
	{ "rules", "the name of a file",                             parse_rules },
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
	                   "%s: \"%s\" is not known; a drive is " FORM ", and no NAME or FILE can contain a comma",
	                   uri->text, word);
}

int drive_uri_parse(const char *text, struct drive_uri *ret_uri, struct problem *ret_problem)
{
	bool seen[KEY_COUNT] = {false};
	char *rest, *next;
	int error = 0;

	if (strncmp(text, SCHEME, strlen(SCHEME)) != 0)
		return problem_set(ret_problem, EINVAL, "\"%s\" is no drive; a drive is " FORM, text);
	if (strlen(text) >= sizeof(ret_uri->words))
		return problem_set(ret_problem, EINVAL, "the URI of the drive is longer than %d bytes",
		                   DRIVE_URI_MAX - 1);
	*ret_uri = (struct drive_uri){.text = text, .is_virtual = true, .scale = 1};
	snprintf(ret_uri->words, sizeof(ret_uri->words), "%s", text + strlen(SCHEME));
	for (rest = *ret_uri->words ? ret_uri->words : NULL; rest && !error; rest = next) {
		next = strchr(rest, ',');
		if (next)
			*next++ = '\0';
		error = parse_word(ret_uri, rest, seen, ret_problem);
	}
	return error;
}
