/* SPDX-License-Identifier: MIT */
#include "conformance/glob_list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/selection.h"

static int out_of_memory(char ret_reason[SUITE_REASON_MAX])
{
	snprintf(ret_reason, SUITE_REASON_MAX, "out of memory");
	return -ENOMEM;
}

/* `place` may be NULL. */
static int append(struct glob_list *list, const char *glob, const char *place, char ret_reason[SUITE_REASON_MAX])
{
	const char **globs = realloc(list->globs, (list->count + 1) * sizeof(*globs));
	char **places = globs ? realloc(list->places, (list->count + 1) * sizeof(*places)) : NULL;
	char *own = strdup(glob);

	list->globs = globs ? globs : list->globs;
	list->places = places ? places : list->places;
	if (!places || !own) {
		free(own);
		return out_of_memory(ret_reason);
	}
	list->globs[list->count] = own;
	list->places[list->count++] = place ? strdup(place) : NULL;
	return place && !list->places[list->count - 1] ? out_of_memory(ret_reason) : 0;
}

static int append_line(struct glob_list *list, char *line, const char *path, unsigned number,
                       char ret_reason[SUITE_REASON_MAX])
{
	char *word = line + strspn(line, " \t\r\n");
	char place[SUITE_NAME_MAX + 16];

	if (strlen(line) == GLOB_LINE_MAX - 1) {
		snprintf(ret_reason, SUITE_REASON_MAX, "%.*s:%u: the line is longer than %d bytes", SUITE_NAME_MAX,
		         path, number, GLOB_LINE_MAX - 2);
		return -EINVAL;
	}
	word[strcspn(word, " \t\r\n")] = '\0';
	if (!*word || *word == '#')
		return 0;
	snprintf(place, sizeof(place), "%.*s:%u", SUITE_NAME_MAX, path, number);
	return append(list, word, place, ret_reason);
}

static int append_file(struct glob_list *list, const char *path, char ret_reason[SUITE_REASON_MAX])
{
	unsigned before = list->count, number = 0;
	FILE *file = fopen(path, "r");
	char line[GLOB_LINE_MAX];
	int result = 0;

	if (!file) {
		result = -errno;
		snprintf(ret_reason, SUITE_REASON_MAX, "%.*s cannot be read: %s", SUITE_NAME_MAX, path,
		         strerror(errno));
		return result;
	}
	while (!result && fgets(line, sizeof(line), file))
		result = append_line(list, line, path, ++number, ret_reason);
	if (!result && (ferror(file) || list->count == before)) {
		result = ferror(file) ? -EIO : -EINVAL;
		snprintf(ret_reason, SUITE_REASON_MAX, "%.*s has no pattern", SUITE_NAME_MAX, path);
	}
	fclose(file);
	return result;
}

int glob_list_add(struct glob_list *list, const char *text, char ret_reason[SUITE_REASON_MAX])
{
	return *text == '@' ? append_file(list, text + 1, ret_reason) : append(list, text, NULL, ret_reason);
}

static bool fits_one(const char *glob, const struct selection *selection)
{
	for (unsigned i = 0; i < selection->count; i++)
		if (selection_fits(glob, selection->cases[i].id))
			return true;
	return false;
}

int glob_list_check(const struct glob_list *list, const struct suite_options *options,
                    char ret_reason[SUITE_REASON_MAX])
{
	struct suite_options all = {.tables = options->tables};
	struct selection selection;
	int result = selection_init(&selection, &all, ret_reason);

	if (result)
		return result;
	for (unsigned i = 0; i < list->count && !result; i++) {
		if (!list->places[i] || fits_one(list->globs[i], &selection))
			continue;
		snprintf(ret_reason, SUITE_REASON_MAX, "%s: %.*s fits no case", list->places[i], CASE_ID_MAX,
		         list->globs[i]);
		result = -ESRCH;
	}
	selection_finish(&selection);
	return result;
}

void glob_list_finish(struct glob_list *list)
{
	for (unsigned i = 0; i < list->count; i++) {
		free((char *)list->globs[i]);
		free(list->places[i]);
	}
	free(list->globs);
	free(list->places);
	*list = (struct glob_list){0};
}
