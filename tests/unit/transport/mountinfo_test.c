/* SPDX-License-Identifier: MIT */
#include "engine/transport/mountinfo.h"

#include <string.h>

#include "tests/unit/unit.h"

struct seen {
	unsigned count;
	char paths[4][64];
};

static void note(void *context, const char *path)
{
	struct seen *seen = context;

	if (seen->count < 4)
		snprintf(seen->paths[seen->count], sizeof(seen->paths[0]), "%s", path);
	seen->count++;
}

static struct seen read_table(const char *text, unsigned device_major, unsigned device_minor)
{
	FILE *table = fmemopen((void *)text, strlen(text), "r");
	struct seen seen = {0};

	mountinfo_each(table, device_major, device_minor, note, &seen);
	fclose(table);
	return seen;
}

static const char table[] = "21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n"
			    "36 21 11:0 / /media/cdrom ro,nosuid shared:1 - iso9660 /dev/sr0 ro\n"
			    "37 21 11:1 / /media/other ro - iso9660 /dev/sr1 ro\n"
			    "38 21 111:0 / /media/more ro - ext4 /dev/x ro\n"
			    "39 21 11:0 /sub /mnt/a\\040b\\134c\\011d ro - iso9660 /dev/sr0 ro\n";

static void only_this_device(void)
{
	struct seen seen = read_table(table, 11, 0);

	CHECK_EQUAL(seen.count, 2);
	CHECK_STRING(seen.paths[0], "/media/cdrom");
	CHECK_EQUAL(read_table(table, 11, 2).count, 0);
	CHECK_EQUAL(read_table(table, 1, 11).count, 0);
}

static void paths_are_unescaped(void)
{
	struct seen seen = read_table(table, 11, 0);

	CHECK_STRING(seen.paths[1], "/mnt/a b\\c\td");
}

static void other_lines_are_passed_over(void)
{
	struct seen seen = read_table("\nnonsense\n36 21 11:0\n36 21 11:0 /\n36 21 11:0 / /mnt/\\04x", 11, 0);

	CHECK_EQUAL(seen.count, 1);
	CHECK_STRING(seen.paths[0], "/mnt/\\04x");
}

static const struct unit_test tests[] = {
	{"Mountinfo.OnlyThisDevice", only_this_device},
	{"Mountinfo.PathsAreUnescaped", paths_are_unescaped},
	{"Mountinfo.OtherLinesArePassedOver", other_lines_are_passed_over},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
