/* SPDX-License-Identifier: MIT */
#include "cli/tgtd_log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { READ_MAX = 4096 };

/* What our module's lines have behind tgtd's own words. */
static const char mark[] = " dryburn: ";

/* The text between two places; of a long one, its end. */
static void read_from(int log, off_t from, char ret_text[READ_MAX])
{
	off_t end = lseek(log, 0, SEEK_END);
	ssize_t bytes;

	if (end - from >= READ_MAX)
		from = end - READ_MAX + 1;
	bytes = pread(log, ret_text, READ_MAX - 1, from);
	ret_text[bytes > 0 ? bytes : 0] = '\0';
}

static void keep_last_line(char *text, char ret_words[TGTD_WORDS_MAX])
{
	size_t length = strlen(text);
	const char *line;

	while (length && text[length - 1] == '\n')
		text[--length] = '\0';
	line = strrchr(text, '\n');
	snprintf(ret_words, TGTD_WORDS_MAX, "%s", line ? line + 1 : text);
}

void tgtd_log_last_words(int log, char ret_words[TGTD_WORDS_MAX])
{
	char text[READ_MAX];

	read_from(log, 0, text);
	keep_last_line(text, ret_words);
}

void tgtd_log_reason(int log, off_t from, char ret_words[TGTD_WORDS_MAX])
{
	char text[READ_MAX], *ours;

	read_from(log, from, text);
	ours = strstr(text, mark);
	if (ours) {
		ours += sizeof(mark) - 1;
		ours[strcspn(ours, "\n")] = '\0';
	}
	keep_last_line(ours ? ours : text, ret_words);
}
