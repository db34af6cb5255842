/* SPDX-License-Identifier: MIT */
/* What the results of cases say of requirements. */
#ifndef CONFORMANCE_REPORT_JUDGEMENT_H
#define CONFORMANCE_REPORT_JUDGEMENT_H

#include "conformance/requirement.h"
#include "conformance/suite.h"

/* The worst of what applies, in this order. */
enum standing {
	STANDING_VIOLATED, /* a case of it failed, was an error, or passed against expectation */
	STANDING_KNOWN,    /* violated as a deviation says */
	STANDING_PARTLY,   /* cases of it passed, and others were skipped */
	STANDING_MET,      /* all cases of it passed */
	STANDING_SKIPPED,  /* all cases of it were skipped */
	STANDING_UNASKED,  /* cases judge it, but none of these was selected */
	STANDING_PLANNED,  /* no case judges it yet */
	STANDING_UNTESTABLE,
	STANDING_COUNT
};

struct judgement {
	const struct requirement *requirement;
	enum standing standing;
	unsigned cases; /* that name it, in the result */
	unsigned totals[VERDICT_COUNT];
};

/* "violated", "met", ...: one word, for persons and for filters. */
const char *standing_name(enum standing standing);

/* What the word means, as a sentence without an end. */
const char *standing_text(enum standing standing);

struct judgement judge_requirement(const struct suite_result *result, const struct requirement *requirement);

/* Whether a case names the requirement. */
bool case_names(const struct case_result *one, const struct requirement *requirement);

#endif
