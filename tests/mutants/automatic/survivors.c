/* SPDX-License-Identifier: MIT */
#include "tests/mutants/automatic/survivors.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const classes[] = {"equivalent", "unobservable", "gap"};

static bool is_class(const char *text)
{
	for (unsigned i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strcmp(text, classes[i]) == 0)
			return true;
	return false;
}

static struct survivor *append(struct survivors *survivors)
{
	struct survivor *list = realloc(survivors->list, (survivors->count + 1) * sizeof(*list));

	if (!list)
		return NULL;
	survivors->list = list;
	return memset(&list[survivors->count++], 0, sizeof(*list));
}

/* Takes the line over. */
static int read_line(struct survivors *survivors, char *line, const char *path, unsigned number)
{
	struct survivor *survivor = append(survivors);
	unsigned columns = 0;

	if (!survivor) {
		free(line);
		return -ENOMEM;
	}
	survivor->columns[0] = line;
	line[strcspn(line, "\n")] = '\0';
	for (char *at = line; at; columns++) {
		char *cell = strsep(&at, "\t");

		if (columns < SURVIVOR_COLUMNS)
			survivor->columns[columns] = cell;
	}
	if (columns == SURVIVOR_COLUMNS && is_class(survivor->columns[7]) && *survivor->columns[8])
		return 0;
	fprintf(stderr,
	        "%s:%u: expected 9 columns: file, function, kind, line, before, after, ordinal, class (equivalent, "
	        "unobservable or gap), reason\n",
	        path, number);
	return -EINVAL;
}

int survivors_read(struct survivors *survivors, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	int result = 0;

	*survivors = (struct survivors){0};
	if (!file) {
		result = -errno;
		fprintf(stderr, "dryburn-mutate: %s: %s\n", path, strerror(errno));
		return result;
	}
	for (unsigned number = 1; !result && getline(&line, &room, file) > 0; number++) {
		if (*line != '#')
			result = read_line(survivors, strdup(line), path, number);
	}
	free(line);
	fclose(file);
	return result;
}

void survivors_finish(struct survivors *survivors)
{
	for (unsigned i = 0; i < survivors->count; i++)
		free(survivors->list[i].columns[0]);
	free(survivors->list);
	*survivors = (struct survivors){0};
}

static bool is_of(const struct survivor *survivor, const struct mutation *mutation)
{
	const char *const words[] = {mutation->file, mutation->function, mutation->kind,
	                             mutation->line, mutation->before,   mutation->after};

	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(survivor->columns[i], words[i]) != 0)
			return false;
	return strtoul(survivor->columns[6], NULL, 10) == mutation->ordinal;
}

struct survivor *survivors_find(struct survivors *survivors, const struct mutation *mutation)
{
	for (unsigned i = 0; i < survivors->count; i++) {
		if (!is_of(&survivors->list[i], mutation))
			continue;
		survivors->list[i].met = true;
		return &survivors->list[i];
	}
	return NULL;
}

void survivor_write(FILE *file, const struct mutation *mutation, const char *class, const char *reason)
{
	fprintf(file, "%s\t%s\t%s\t%s\t%s\t%s\t%u\t%s\t%s\n", mutation->file, mutation->function, mutation->kind,
	        mutation->line, mutation->before, mutation->after, mutation->ordinal, class, reason);
}
