/* SPDX-License-Identifier: MIT */
/* Requirements and cases, checked against each other in both directions; and a table of how far they have come. */
#include <stdio.h>
#include <string.h>

#include "conformance/requirement.h"
#include "conformance/suite.h"
#include "tests/unit/unit.h"

enum { REQUIREMENTS_MAX = 2048, FAMILIES_MAX = 128 };

static unsigned claims[REQUIREMENTS_MAX]; /* by cases, of the requirement at the same index */
static unsigned case_count;

static void claim(void *context, const struct case_result *listed)
{
	(void)context;
	case_count++;
	for (const char *at = listed->requirements; *at;) {
		size_t length = strcspn(at, " ");
		const struct requirement *requirement = requirement_find(at, length);

		unit_check(requirement != NULL, __FILE__, __LINE__, "%s claims the unknown %.*s", listed->id,
		           (int)length, at);
		if (requirement)
			claims[requirement - requirements]++;
		at += length + strspn(at + length, " ");
	}
}

static bool count_claims(void)
{
	struct suite_options options = {0};
	char reason[SUITE_REASON_MAX];
	unsigned count = 0;

	while (requirements[count].id)
		count++;
	memset(claims, 0, sizeof(claims));
	case_count = 0;
	return CHECK(count > 100 && count < REQUIREMENTS_MAX) &&
	       CHECK_EQUAL(suite_list(&options, claim, NULL, reason), 0) && CHECK(case_count > 200);
}

static void both_directions(void)
{
	if (!count_claims())
		return;
	for (unsigned i = 0; requirements[i].id; i++)
		if (requirement_is_automatic(&requirements[i]))
			unit_check(claims[i], __FILE__, __LINE__, "no case claims %s", requirements[i].id);
		else
			unit_check(!claims[i], __FILE__, __LINE__, "%s is claimed by %u cases and is \"%s\"",
			           requirements[i].id, claims[i], requirements[i].testable);
}

/* requirement_find() finds the first of an id: a second one is hidden behind it. */
static void ids_are_unique(void)
{
	for (const struct requirement *requirement = requirements; requirement->id; requirement++)
		unit_check(requirement_find(requirement->id, strlen(requirement->id)) == requirement, __FILE__,
		           __LINE__, "%s stands twice", requirement->id);
}

static void only_whole_ids_are_found(void)
{
	const struct requirement *found = requirement_find("WE-73 WE-74", 5);

	if (CHECK(found != NULL))
		CHECK_STRING(found->id, "WE-73");
	CHECK(!requirement_find("WE-73 WE-74", 4));
	CHECK(!requirement_find("WE-73 WE-74", 6));
	CHECK(!requirement_find("", 0));
}

/* ---- the table ---- */

enum state { COVERED, UNCOVERED, PLANNED, NOT_TESTABLE, STATE_COUNT };

struct family {
	const char *name; /* an id that begins with it */
	size_t name_length;
	unsigned states[STATE_COUNT];
};

static enum state state_of(unsigned index)
{
	if (requirement_is_automatic(&requirements[index]))
		return claims[index] ? COVERED : UNCOVERED;
	return strncmp(requirements[index].testable, "no: ", 4) == 0 ? NOT_TESTABLE : PLANNED;
}

static struct family *family_of(struct family families[FAMILIES_MAX], const char *id)
{
	size_t length = strcspn(id, "-");

	for (unsigned i = 0; i < FAMILIES_MAX; i++) {
		if (!families[i].name)
			families[i] = (struct family){.name = id, .name_length = length};
		if (families[i].name_length == length && memcmp(families[i].name, id, length) == 0)
			return &families[i];
	}
	return NULL;
}

static void print_row(const char *name, size_t length, const unsigned states[STATE_COUNT])
{
	printf("# %-6.*s %8u %8u %13u\n", (int)length, name, states[COVERED], states[PLANNED], states[NOT_TESTABLE]);
}

/* Each requirement is in one of the three states: what is testable is tested. */
static void table(void)
{
	struct family families[FAMILIES_MAX] = {0};
	unsigned totals[STATE_COUNT] = {0};

	if (!count_claims())
		return;
	for (unsigned i = 0; requirements[i].id; i++) {
		struct family *family = family_of(families, requirements[i].id);

		if (!CHECK(family != NULL))
			return;
		family->states[state_of(i)]++;
		totals[state_of(i)]++;
	}
	printf("# %-6s %8s %8s %13s\n", "", "covered", "planned", "not testable");
	for (unsigned i = 0; i < FAMILIES_MAX && families[i].name; i++)
		print_row(families[i].name, families[i].name_length, families[i].states);
	print_row("total", strlen("total"), totals);
	CHECK_EQUAL(totals[UNCOVERED], 0);
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
	{"Requirements.IdsAreUnique", ids_are_unique},
	{"Requirements.OnlyWholeIdsAreFound", only_whole_ids_are_found},
	{"Requirements.Table", table},
	{"Requirements.PhasesAreInTheId", phases_are_in_the_id},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
