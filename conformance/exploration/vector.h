/* SPDX-License-Identifier: MIT */
/*
 * A vector: the questions of a run that were not answered with option 0. It is the whole run, since a run is determined
 * by its answers. As text, "v1:BUILD:SCENARIO:CHOICES" (see dryburn-explore(1)), it says which program and which
 * scenario it belongs to.
 */
#ifndef CONFORMANCE_EXPLORATION_VECTOR_H
#define CONFORMANCE_EXPLORATION_VECTOR_H

#include "conformance/exploration/choices.h"

enum { DEVIATIONS_MAX = 256, VECTOR_TEXT_MAX = 64 + DEVIATIONS_MAX * 12, BUILD_ID_MAX = 17, VECTOR_REASON_MAX = 256 };

struct deviation {
	uint32_t at; /* number of the question */
	uint8_t option;
};

/* Ascending by `at`. */
struct vector {
	unsigned count;
	struct deviation deviations[DEVIATIONS_MAX];
};

/* Names this build of the program: 16 hexadecimal digits, of the linker's build id. "" if it has none. */
void build_id(char ret_id[BUILD_ID_MAX]);

/* The vector of the run that `choices` recorded. False if it has more than DEVIATIONS_MAX deviations. */
bool vector_of(const struct choices *choices, struct vector *ret_vector);

/* "v1:8c1d...:w8b16:12.1-40.2" */
void vector_write(const struct vector *vector, const char *build, const char *scenario, char ret_text[VECTOR_TEXT_MAX]);

/*
 * Reads a vector that must be of this build; *ret_scenario points to its scenario, cut out of `text`, which is changed.
 * 0, or -EINVAL with the reason: not a vector, another version or build, choices out of order or out of range.
 */
int vector_read(char *text, const char *build, struct vector *ret_vector, const char **ret_scenario,
                char ret_reason[VECTOR_REASON_MAX]);

/* A guide that answers as the vector says, and 0 elsewhere. */
struct follower {
	struct guide guide;
	const struct vector *vector;
	unsigned next;
	bool misfit; /* an option that it names was not there: it then took 0, and what follows means nothing */
};

void follow(struct follower *follower, const struct vector *vector);

/* After the run: NULL if the vector fitted it, else what did not. Static. */
const char *follower_complaint(const struct follower *follower);

#endif
