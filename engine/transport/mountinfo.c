/* SPDX-License-Identifier: MIT */
#include "engine/transport/mountinfo.h"

#include <stdlib.h>
#include <string.h>

static int is_octal(char character)
{
	return character >= '0' && character <= '7';
}

/* Blanks, tabs, line ends and backslashes of a path are written as \ and three octal digits. */
static void unescape(char *path)
{
	char *to = path;

	while (*path) {
		if (path[0] == '\\' && is_octal(path[1]) && is_octal(path[2]) && is_octal(path[3])) {
			*to++ = (char)((path[1] - '0') << 6 | (path[2] - '0') << 3 | (path[3] - '0'));
			path += 4;
		} else {
			*to++ = *path++;
		}
	}
	*to = '\0';
}

/* Fields of a line: mount id, parent's id, device, root, mount point. */
void mountinfo_each(FILE *table, unsigned device_major, unsigned device_minor,
                    void (*seen)(void *context, const char *path), void *context)
{
	char *line = NULL;
	size_t room = 0;

	while (getline(&line, &room, table) >= 0) {
		unsigned at_major, at_minor;
		int at = 0;

		if (sscanf(line, "%*d %*d %u:%u %*s %n", &at_major, &at_minor, &at) != 2 || !at)
			continue;
		if (at_major != device_major || at_minor != device_minor)
			continue;
		line[at + (int)strcspn(line + at, " \n")] = '\0';
		unescape(line + at);
		if (line[at])
			seen(context, line + at);
	}
	free(line);
}
