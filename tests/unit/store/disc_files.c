/* SPDX-License-Identifier: MIT */
#include "tests/unit/store/disc_files.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/unit/store/sample.h"
#include "tests/unit/store/scratch.h"
#include "tests/unit/unit.h"

bool disc_create_files(const char *name, struct layout layout)
{
	struct problem problem = {""};
	int error = file_store_create(scratch(name), &layout, &problem);

	layout_finish(&layout);
	if (error)
		printf("# %s\n", problem.text);
	return !error;
}

struct store *disc_open_files(const char *name, bool read_only)
{
	struct problem problem = {""};
	struct store *store = NULL;

	if (file_store_open(scratch(name), read_only, &store, &problem))
		printf("# %s\n", problem.text);
	return store;
}

void check_refused_as(const char *name, bool read_only, int error, const char *words)
{
	struct problem problem = {""};
	struct store *store = NULL;

	CHECK_EQUAL(file_store_open(scratch(name), read_only, &store, &problem), error);
	CHECK(!store);
	printf("# %s\n", problem.text);
	CHECK(strstr(problem.text, words) != NULL);
	CHECK(strstr(problem.text, name) != NULL);
	store_destroy(store);
}

void check_refused(const char *name, int error, const char *words)
{
	check_refused_as(name, false, error, words);
}

void check_not_created(const char *name, int error, const char *words)
{
	struct problem problem = {""};
	struct layout layout = sample_blank();

	CHECK_EQUAL(file_store_create(name, &layout, &problem), error);
	printf("# %s\n", problem.text);
	CHECK(strstr(problem.text, words) != NULL);
}

bool file_exists(const char *name)
{
	struct stat status;

	return !lstat(scratch(name), &status);
}

off_t file_size(const char *name)
{
	struct stat status = {0};

	stat(scratch(name), &status);
	return status.st_size;
}

void file_write(const char *name, const void *data, size_t bytes)
{
	FILE *file = fopen(scratch(name), "w");

	CHECK(file && fwrite(data, 1, bytes, file) == bytes);
	fclose(file);
}

void file_sql(const char *name, const char *text)
{
	sqlite3 *sqlite = NULL;
	char *message = NULL;

	CHECK_EQUAL(sqlite3_open_v2(scratch(name), &sqlite, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	CHECK_EQUAL(sqlite3_exec(sqlite, text, NULL, NULL, &message), SQLITE_OK);
	if (message)
		printf("# %s: %s\n", text, message);
	sqlite3_free(message);
	sqlite3_close(sqlite);
}
