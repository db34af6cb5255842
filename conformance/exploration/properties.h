/* SPDX-License-Identifier: MIT */
/* What must be true of every schedule. */
#ifndef CONFORMANCE_EXPLORATION_PROPERTIES_H
#define CONFORMANCE_EXPLORATION_PROPERTIES_H

#include "conformance/exploration/observation.h"

enum { DETAIL_MAX = 320 };

struct property {
	const char *name;         /* "claim" */
	const char *requirements; /* ids of requirements/imapi2.tsv that it stands for, "" for none */
	/* True if it holds; otherwise `ret_detail` says what was seen and what was expected. */
	bool (*holds)(const struct observation *seen, char ret_detail[DETAIL_MAX]);
};

/* In the order in which they are asked; ended by a row without a name. */
extern const struct property properties[];

/* The first that does not hold, or NULL. */
const struct property *properties_judge(const struct observation *seen, char ret_detail[DETAIL_MAX]);

#endif
