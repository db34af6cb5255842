/* SPDX-License-Identifier: MIT */
/* What the running case has noted so far. Inside the suite only. */
#ifndef CONFORMANCE_LEDGER_H
#define CONFORMANCE_LEDGER_H

#include <stdbool.h>

#include "conformance/case.h"

enum { LEDGER_TEXT_MAX = 8192, LEDGER_MESSAGES_MAX = 20 };

struct ledger {
	bool lenient; /* of the run: the lenient reading of a contract is accepted, too */
	unsigned assertions, failures;
	enum skip_reason left_out;  /* why not all could be judged; SKIP_NONE: all was */
	bool closed;                /* from now on nothing is noted */
	char text[LEDGER_TEXT_MAX]; /* a line for each of the first LEDGER_MESSAGES_MAX failures */
	unsigned length;
};

/* The ledger that expectations are noted in from now on; NULL: none. */
void ledger_open(struct ledger *ledger);

/* Adds a line without counting anything; what is not printable ASCII becomes "?". */
void ledger_note(struct ledger *ledger, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
