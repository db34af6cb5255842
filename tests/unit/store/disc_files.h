/* SPDX-License-Identifier: MIT */
/* Steps with a disc's files in the scratch directory (scratch.h): names are those of files in it. */
#ifndef TESTS_UNIT_STORE_DISC_FILES_H
#define TESTS_UNIT_STORE_DISC_FILES_H

#include <sys/types.h>

#include "emulator/store/store.h"

/* Makes a disc with this layout, and finishes the layout. False, with the reason printed, if it could not. */
bool disc_create_files(const char *name, struct layout layout);

/* The store of a disc; NULL, with the reason printed, if it cannot be opened. */
struct store *disc_open_files(const char *name, bool read_only);

/* Opening fails with this error and a sentence that has these words and the name in it. */
void check_refused_as(const char *name, bool read_only, int error, const char *words);

/* The same for opening it to write. */
void check_refused(const char *name, int error, const char *words);

/* A blank disc of this name, which is a path, is not made, and why is said in these words. */
void check_not_created(const char *name, int error, const char *words);

bool file_exists(const char *name);
off_t file_size(const char *name);
void file_write(const char *name, const void *data, size_t bytes);

/* What the sqlite3 shell would do to the file. */
void file_sql(const char *name, const char *text);

#endif
