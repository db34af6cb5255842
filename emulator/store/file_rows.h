/* SPDX-License-Identifier: MIT */
/* A layout as rows of SQLite tables (documented in dryburn-disc(5)): the tables, reading with suspicion, writing only
 * what changed. */
#ifndef EMULATOR_STORE_FILE_ROWS_H
#define EMULATOR_STORE_FILE_ROWS_H

#include <sqlite3.h>
#include <stddef.h>

#include "emulator/problem.h"
#include "emulator/store/layout.h"

enum { SESSION_STATES = 2, TRACK_STATES = 4, COUNTERS = 2 };

/* Words of the state columns, by enum value. */
extern const char *const session_state_names[SESSION_STATES];
extern const char *const track_state_names[TRACK_STATES];

/* A row of `counter`: a uint64_t at this offset of the layout. In the order of their names, which is that of the rows.
 */
struct counter {
	const char *name;
	size_t offset;
};

extern const struct counter counters[COUNTERS];

/* The statements that make the empty tables. */
extern const char rows_schema[];

/*
 * Reads all rows into an uninitialised *ret_layout, checked value by value and then by layout_complaint(). 0; -EUCLEAN
 * for a damaged disc; -ENOMEM; an SQLite error as database_error() says. `path` is for the sentence in *ret_problem.
 */
int rows_load(sqlite3 *sqlite, const char *path, struct layout *ret_layout, struct problem *ret_problem);

/* Inside a transaction: makes rows that hold `was` hold `is`. An all-zero `was` stands for empty tables. An SQLite
 * result code. */
int rows_save(sqlite3 *sqlite, const struct layout *was, const struct layout *is);

#endif
