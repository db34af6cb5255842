/* SPDX-License-Identifier: MIT */
/* Requirements and cases, checked against each other in both directions. */
#include <stdio.h>
#include <string.h>

#include "conformance/suite.h"
#include "tests/unit/unit.h"

enum { REQUIREMENTS_MAX = 512, COLUMNS = 5, LINE_MAX_BYTES = 512, ID_MAX = 16 };

struct requirement {
	char id[ID_MAX];
	bool is_automatic;
	unsigned cases;
};

static struct requirement requirements[REQUIREMENTS_MAX];
static unsigned requirement_count, case_count;

static struct requirement *find(const char *id, size_t length)
{
	for (unsigned i = 0; i < requirement_count; i++)
		if (strlen(requirements[i].id) == length && memcmp(requirements[i].id, id, length) == 0)
			return &requirements[i];
	return NULL;
}

static void read_line(char *line)
{
	char *columns[COLUMNS] = {line}, *at = line;
	unsigned count = 1;

	line[strcspn(line, "\n")] = '\0';
	while ((at = strchr(at, '\t'))) {
		*at++ = '\0';
		if (count < COLUMNS)
			columns[count] = at;
		count++;
	}
	unit_check(count == COLUMNS, __FILE__, __LINE__, "%s has %u columns", line, count);
	unit_check(strlen(line) < ID_MAX, __FILE__, __LINE__, "%s is too long", line);
	if (count != COLUMNS || requirement_count == REQUIREMENTS_MAX || strlen(line) >= ID_MAX)
		return;
	unit_check(!find(line, strlen(line)), __FILE__, __LINE__, "%s stands twice", line);
	unit_check(strstr("DOC INF OURS", columns[1]) != NULL, __FILE__, __LINE__, "%s: no level \"%s\"", line,
	           columns[1]);
	CHECK(*columns[2] && *columns[3]);
	memcpy(requirements[requirement_count].id, line, strlen(line) + 1);
	requirements[requirement_count++].is_automatic = strcmp(columns[4], "auto") == 0;
}

static void read_requirements(void)
{
	FILE *file = fopen(REQUIREMENTS, "r");
	char line[LINE_MAX_BYTES];

	requirement_count = 0;
	if (!CHECK(file != NULL))
		return;
	while (fgets(line, sizeof(line), file))
		if (*line != '#')
			read_line(line);
	fclose(file);
}

static void claim(void *context, const struct case_result *listed)
{
	(void)context;
	case_count++;
	for (const char *at = listed->requirements; *at;) {
		size_t length = strcspn(at, " ");
		struct requirement *requirement = find(at, length);

		unit_check(requirement != NULL, __FILE__, __LINE__, "%s claims the unknown %.*s", listed->id,
		           (int)length, at);
		if (requirement)
			requirement->cases++;
		at += length + strspn(at + length, " ");
	}
}

static void both_directions(void)
{
	struct suite_options options = {0};
	char reason[SUITE_REASON_MAX];

	read_requirements();
	CHECK(requirement_count > 100);
	CHECK_EQUAL(suite_list(&options, claim, NULL, reason), 0);
	CHECK(case_count > 200);
	for (unsigned i = 0; i < requirement_count; i++)
		unit_check(requirements[i].cases || !requirements[i].is_automatic, __FILE__, __LINE__,
		           "no case claims %s", requirements[i].id);
}

/* The letters in a CancelWrite case's id are its phases: each is one that it calls CancelWrite in. */
static void check_phases(void *context, const struct case_result *listed)
{
	const char *after = listed->id + strlen("CancelWrite.");
	unsigned *checked = context;

	if (strncmp(listed->id, "CancelWrite.", strlen("CancelWrite.")) != 0)
		return;
	++*checked;
	unit_check(strlen(listed->phases) == strcspn(after, ".") &&
	                   !strncmp(listed->phases, after, strlen(listed->phases)),
	           __FILE__, __LINE__, "%s has the phases \"%s\"", listed->id, listed->phases);
}

static void phases_are_in_the_id(void)
{
	struct suite_options options = {0};
	char reason[SUITE_REASON_MAX];
	unsigned checked = 0;

	CHECK_EQUAL(suite_list(&options, check_phases, &checked, reason), 0);
	CHECK(checked > 50);
}

static const struct unit_test tests[] = {
	{"Requirements.BothDirections", both_directions},
	{"Requirements.PhasesAreInTheId", phases_are_in_the_id},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
