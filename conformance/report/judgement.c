/* SPDX-License-Identifier: MIT */
#include "conformance/report/judgement.h"

#include <string.h>

/* clang-format off */
static const struct {
	const char *name, *text;
} standings[STANDING_COUNT] = {
	[STANDING_VIOLATED]   = {"violated",   "a case of it failed, or could not be judged"},
	[STANDING_KNOWN]      = {"known",      "it is violated, as a deviation says"},
	[STANDING_PARTLY]     = {"partly",     "what was judged is met, but cases of it were skipped"},
	[STANDING_MET]        = {"met",        "every case of it passed"},
	[STANDING_SKIPPED]    = {"skipped",    "every case of it was skipped: nothing is known"},
	[STANDING_UNASKED]    = {"unasked",    "no case of it was selected"},
	[STANDING_PLANNED]    = {"planned",    "no case judges it yet"},
	[STANDING_UNTESTABLE] = {"untestable", "no case can judge it"},
};
/* clang-format on */

const char *standing_name(enum standing standing)
{
	return standings[standing].name;
}

const char *standing_text(enum standing standing)
{
	return standings[standing].text;
}

bool case_names(const struct case_result *one, const struct requirement *requirement)
{
	size_t length = strlen(requirement->id);

	for (const char *at = one->requirements; *at; at += strspn(at, " ")) {
		size_t word = strcspn(at, " ");

		if (word == length && memcmp(at, requirement->id, length) == 0)
			return true;
		at += word;
	}
	return false;
}

static enum standing without_cases(const struct requirement *requirement)
{
	if (requirement_is_automatic(requirement))
		return STANDING_UNASKED;
	return strncmp(requirement->testable, "planned", strlen("planned")) == 0 ? STANDING_PLANNED
	                                                                         : STANDING_UNTESTABLE;
}

static enum standing weigh(const struct judgement *judgement)
{
	const unsigned *totals = judgement->totals;

	if (!judgement->cases)
		return without_cases(judgement->requirement);
	if (totals[VERDICT_FAIL] || totals[VERDICT_ERROR] || totals[VERDICT_XPASS])
		return STANDING_VIOLATED;
	if (totals[VERDICT_XFAIL])
		return STANDING_KNOWN;
	if (!totals[VERDICT_PASS])
		return STANDING_SKIPPED;
	return totals[VERDICT_SKIP] ? STANDING_PARTLY : STANDING_MET;
}

struct judgement judge_requirement(const struct suite_result *result, const struct requirement *requirement)
{
	struct judgement judgement = {.requirement = requirement};

	for (unsigned i = 0; i < result->count; i++) {
		if (!case_names(&result->cases[i], requirement))
			continue;
		judgement.cases++;
		judgement.totals[result->cases[i].verdict]++;
	}
	judgement.standing = weigh(&judgement);
	return judgement;
}
