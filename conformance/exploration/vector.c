/* SPDX-License-Identifier: MIT */
#include "conformance/exploration/vector.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERSION "v1"

bool vector_of(const struct choices *choices, struct vector *ret_vector)
{
	ret_vector->count = 0;
	for (unsigned i = 0; i < choices->count; i++) {
		if (!choices->answered[i].taken)
			continue;
		if (ret_vector->count == DEVIATIONS_MAX)
			return false;
		ret_vector->deviations[ret_vector->count++] = (struct deviation){i, choices->answered[i].taken};
	}
	return true;
}

void vector_write(const struct vector *vector, const char *build, const char *scenario, char ret_text[VECTOR_TEXT_MAX])
{
	size_t used = (size_t)snprintf(ret_text, VECTOR_TEXT_MAX, VERSION ":%.16s:%.24s:%s", build, scenario,
	                               vector->count ? "" : "0");

	for (unsigned i = 0; i < vector->count; i++)
		used += (size_t)snprintf(ret_text + used, VECTOR_TEXT_MAX - used, "%s%u.%u", i ? "-" : "",
		                         (unsigned)vector->deviations[i].at, vector->deviations[i].option);
}

/* ---- reading ---- */

static int refuse(char reason[VECTOR_REASON_MAX], const char *what, const char *text)
{
	snprintf(reason, VECTOR_REASON_MAX, "%s: \"%.100s\"", what, text);
	return -EINVAL;
}

/* Cuts the text at the next colon: the part before it, and *text behind it. NULL without a colon. */
static char *cut(char **text)
{
	char *part = *text, *colon = strchr(part, ':');

	if (!colon)
		return NULL;
	*colon = '\0';
	*text = colon + 1;
	return part;
}

/* Digits only, up to `most`. */
static bool read_number(const char **text, unsigned long most, unsigned long *ret_number)
{
	char *end;

	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	*ret_number = strtoul(*text, &end, 10);
	*text = end;
	return !errno && *ret_number <= most;
}

static bool read_deviation(const char **text, struct deviation *ret_deviation)
{
	unsigned long at, option;

	if (!read_number(text, CHOICES_MAX - 1, &at) || *(*text)++ != '.' ||
	    !read_number(text, OPTIONS_MAX - 1, &option))
		return false;
	*ret_deviation = (struct deviation){(uint32_t)at, (uint8_t)option};
	return option != 0;
}

static int read_choices(const char *text, struct vector *ret_vector, char reason[VECTOR_REASON_MAX])
{
	const char *at = text;

	ret_vector->count = 0;
	if (strcmp(text, "0") == 0)
		return 0;
	for (;;) {
		struct deviation *next = &ret_vector->deviations[ret_vector->count];

		if (ret_vector->count == DEVIATIONS_MAX)
			return refuse(reason, "a vector has at most 256 choices", text);
		if (!read_deviation(&at, next))
			return refuse(reason, "a choice is PLACE.OPTION, as in 12.1", at);
		if (ret_vector->count++ && next[-1].at >= next->at)
			return refuse(reason, "choices must be in ascending order", text);
		if (!*at)
			return 0;
		if (*at++ != '-')
			return refuse(reason, "between choices there is a \"-\"", at - 1);
	}
}

int vector_read(char *text, const char *build, struct vector *ret_vector, const char **ret_scenario,
                char ret_reason[VECTOR_REASON_MAX])
{
	char *rest = text, *version = cut(&rest), *of_build = cut(&rest), *scenario = cut(&rest);

	if (!version || !of_build || !scenario)
		return refuse(ret_reason, "a vector is v1:BUILD:SCENARIO:CHOICES, not", text);
	if (strcmp(version, VERSION) != 0)
		return refuse(ret_reason, "the vector is of a version that this program does not know", version);
	if (strcmp(of_build, build) != 0) {
		snprintf(ret_reason, VECTOR_REASON_MAX, "the vector belongs to build %.40s, and this is %s", of_build,
		         build);
		return -EINVAL;
	}
	*ret_scenario = scenario;
	return read_choices(rest, ret_vector, ret_reason);
}

/* ---- following ---- */

static unsigned answer(struct guide *guide, unsigned number, const struct question *question)
{
	struct follower *follower = (struct follower *)guide;
	const struct deviation *next = &follower->vector->deviations[follower->next];

	if (follower->next == follower->vector->count || next->at != number)
		return 0;
	follower->next++;
	if (next->option < question->options)
		return next->option;
	follower->misfit = true;
	return 0;
}

void follow(struct follower *follower, const struct vector *vector)
{
	*follower = (struct follower){.guide.answer = answer, .vector = vector};
}

const char *follower_complaint(const struct follower *follower)
{
	if (follower->misfit)
		return "it names an option that does not exist";
	if (follower->next < follower->vector->count)
		return "it names a place that the run did not come to";
	return NULL;
}
