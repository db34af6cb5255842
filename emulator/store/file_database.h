/* SPDX-License-Identifier: MIT */
/* The .disc of a disc on disk: a SQLite database with one layout in it. */
#ifndef EMULATOR_STORE_FILE_DATABASE_H
#define EMULATOR_STORE_FILE_DATABASE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "emulator/problem.h"
#include "emulator/store/layout.h"
#include "emulator/store/store.h"

struct database;

/* Writes the first layout into the empty file `path`. 0 or -errno, then the file is for its maker to remove. */
int database_create(const char *path, const struct layout *layout, struct problem *ret_problem);

/*
 * Opens and checks that the file is ours (-EUCLEAN), of a version that we know (-EPROTO), and sound (-EUCLEAN).
 * `read_only` asks for no write access, except to undo what a killed process left half done.
 */
int database_open(const char *path, bool read_only, struct database **ret_database, struct problem *ret_problem);

/* The layout, for the caller to layout_finish(). 0 or -errno. */
int database_load(struct database *database, struct layout *ret_layout, struct problem *ret_problem);

/* Replaces the layout `was`, which must be what is kept, by `is`; all or nothing. 0 or -errno. */
int database_save(struct database *database, const struct layout *was, const struct layout *is,
                  enum durability durability);

/* Accepts NULL. */
void database_close(struct database *database);

/* Negative errno for what SQLite last failed with. */
int database_error(sqlite3 *sqlite);

#endif
