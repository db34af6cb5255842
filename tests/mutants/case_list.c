/* SPDX-License-Identifier: MIT */
#include "tests/mutants/case_list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned count_words(const char *words)
{
	unsigned count = 1;

	for (; *words; words++)
		count += *words == ' ';
	return count;
}

static void add(struct case_list *list, const struct test_case *row, const char *medium, unsigned length)
{
	struct lone_case *lone = &list->cases[list->count++];
	bool several = count_words(row->media) > 1;

	snprintf(lone->medium, sizeof(lone->medium), "%.*s", (int)length, medium);
	if (several)
		snprintf(lone->id, sizeof(lone->id), "%s[%s]", row->id, lone->medium);
	else
		snprintf(lone->id, sizeof(lone->id), "%s", row->id);
	lone->rows[0] = *row;
	lone->rows[0].id = lone->id;
	lone->rows[0].media = lone->medium;
	lone->tables[0] = lone->rows;
}

static void add_row(struct case_list *list, const struct test_case *row)
{
	const char *at = row->media;

	for (unsigned left = count_words(row->media); left; left--) {
		unsigned length = (unsigned)strcspn(at, " ");

		add(list, row, at, length);
		at += length + 1;
	}
}

int case_list_init(struct case_list *list)
{
	unsigned room = 0;

	*list = (struct case_list){0};
	for (const struct test_case *const *table = case_tables; *table; table++)
		for (const struct test_case *row = *table; row->id; row++)
			room += count_words(row->media);
	list->cases = calloc(room, sizeof(*list->cases));
	if (!list->cases)
		return -ENOMEM;
	for (const struct test_case *const *table = case_tables; *table; table++)
		for (const struct test_case *row = *table; row->id; row++)
			add_row(list, row);
	return 0;
}

void case_list_finish(struct case_list *list)
{
	free(list->cases);
	*list = (struct case_list){0};
}

bool requirements_meet(const char *a, const char *b)
{
	if (strcmp(a, "*") == 0)
		return true;
	for (const char *word = a; *word; word += strspn(word, " ")) {
		size_t length = strcspn(word, " ");

		for (const char *other = b; *other; other += strspn(other, " ")) {
			size_t other_length = strcspn(other, " ");

			if (length == other_length && memcmp(word, other, length) == 0)
				return true;
			other += other_length;
		}
		word += length;
	}
	return false;
}
