/* SPDX-License-Identifier: MIT */
/*
 * The .disc file: connection, identity, versions, soundness, transactions. Which layout is which rows is file_rows.h's
 * business.
 *
 * At rest a .disc is one plain file in rollback journal mode, which anyone can read from anywhere. The first save turns
 * it to write-ahead logging, closing turns it back. In that mode a CHECKPOINT costs no sync: its pages are appended to
 * NAME.disc-wal (synchronous=NORMAL), where they outlive the process; a DURABLE commit syncs the log
 * (synchronous=FULL), and what was durable stays so, since later commits only append. synchronous=OFF would be no
 * cheaper and could lose durable commits too [SQLite "Write-Ahead Logging"].
 *
 * A writer locks SQLite's other users out (locking_mode=EXCLUSIVE): nobody's shell can hold up a burn, and the index of
 * the log stays in memory, so that a disc opens on a full file system, too.
 */
#include "emulator/store/file_database.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emulator/store/file_rows.h"

enum {
	APPLICATION_ID = 0x44727962, /* "Dryb" */
	SCHEMA_VERSION = 1,
	BUSY_TIMEOUT_MS = 1000, /* someone may be looking with the sqlite3 shell */
};

struct database {
	sqlite3 *sqlite;
	char *path;
	bool writable, logging; /* logging: write-ahead mode was asked for */
};

/* [SQLite "Result and Error Codes"] */
/* clang-format off */
static const struct { int result, error; } errors[] = {
	{SQLITE_FULL,       ENOSPC},
	{SQLITE_IOERR,      EIO},
	{SQLITE_NOMEM,      ENOMEM},
	{SQLITE_PERM,       EACCES},
	{SQLITE_AUTH,       EACCES},
	{SQLITE_CANTOPEN,   EACCES},
	{SQLITE_READONLY,   EROFS},
	{SQLITE_BUSY,       EBUSY},
	{SQLITE_LOCKED,     EBUSY},
	{SQLITE_ERROR,      EUCLEAN}, /* no such table, no such column */
	{SQLITE_SCHEMA,     EUCLEAN},
	{SQLITE_CORRUPT,    EUCLEAN},
	{SQLITE_NOTADB,     EUCLEAN},
	{SQLITE_CONSTRAINT, EUCLEAN},
	{SQLITE_MISMATCH,   EUCLEAN},
	{SQLITE_TOOBIG,     EUCLEAN},
};
/* clang-format on */

/* SQLite reports a full disk as an I/O error where it only grows a file. */
int database_error(sqlite3 *sqlite)
{
	int result = sqlite3_errcode(sqlite), system = sqlite3_system_errno(sqlite);

	if ((result & 0xFF) == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT))
		return -ENOSPC;
	if ((result & 0xFF) == SQLITE_CANTOPEN && system)
		return -system;
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		if (errors[i].result == (result & 0xFF))
			return -errors[i].error;
	}
	return -EIO;
}

static int failed(struct database *database, const char *what, struct problem *ret_problem)
{
	int error = -database_error(database->sqlite);

	return problem_set(ret_problem, error, "%s %s: %s", database->path, error == EUCLEAN ? "is damaged" : what,
	                   sqlite3_errmsg(database->sqlite));
}

static int execute(struct database *database, const char *sql)
{
	return sqlite3_exec(database->sqlite, sql, NULL, NULL, NULL) ? database_error(database->sqlite) : 0;
}

/* ---- connecting ---- */

/* Triggers and views that a stranger put into the file shall not run, nor functions that its schema names. */
static void distrust(sqlite3 *sqlite)
{
	sqlite3_db_config(sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(sqlite, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(sqlite, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(sqlite, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
}

/* A relative name gets "./" before it, or "file:x.disc" would be a URI where SQLite was built to take them. */
static int connect(const char *path, bool read_only, struct database **ret_database, struct problem *ret_problem)
{
	struct database *database = calloc(1, sizeof(*database));
	const char *prefix = path[0] == '/' ? "" : "./";
	size_t bytes = strlen(prefix) + strlen(path) + 1;
	int result;

	if (!database || !(database->path = malloc(bytes))) {
		free(database);
		return problem_set(ret_problem, ENOMEM, "%s cannot be opened: out of memory", path);
	}
	snprintf(database->path, bytes, "%s%s", prefix, path);
	result = sqlite3_open_v2(database->path, &database->sqlite,
	                         read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, NULL);
	memcpy(database->path, path, strlen(path) + 1);
	if (result) {
		result = failed(database, "cannot be opened", ret_problem);
		database_close(database);
		return result;
	}
	sqlite3_busy_timeout(database->sqlite, BUSY_TIMEOUT_MS);
	distrust(database->sqlite);
	result = read_only ? 0 : execute(database, "PRAGMA locking_mode = EXCLUSIVE");
	if (result) {
		result = failed(database, "cannot be opened", ret_problem);
		database_close(database);
		return result;
	}
	*ret_database = database;
	return 0;
}

/* ---- checking ---- */

static int query_number(struct database *database, const char *sql, int *ret_number)
{
	sqlite3_stmt *statement = NULL;
	int result = sqlite3_prepare_v2(database->sqlite, sql, -1, &statement, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		*ret_number = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return result == SQLITE_ROW ? 0 : database_error(database->sqlite);
}

static int check_identity(struct database *database, struct problem *ret_problem)
{
	const char *path = database->path;
	int pages = 0, id = 0, version = 0, error = query_number(database, "PRAGMA page_count", &pages);

	if (!error)
		error = query_number(database, "PRAGMA application_id", &id);
	if (!error)
		error = query_number(database, "PRAGMA user_version", &version);
	if (error && sqlite3_errcode(database->sqlite) == SQLITE_NOTADB)
		return problem_set(ret_problem, EUCLEAN, "%s is no disc: it is not a SQLite database", path);
	if (error)
		return failed(database, "cannot be read", ret_problem);
	if (!pages)
		return problem_set(ret_problem, EUCLEAN, "%s is no disc: it is empty", path);
	if (id != APPLICATION_ID)
		return problem_set(ret_problem, EUCLEAN,
		                   "%s is no disc: its application_id is 0x%08X, a disc's is 0x%08X", path,
		                   (unsigned)id, APPLICATION_ID);
	if (version > SCHEMA_VERSION)
		return problem_set(ret_problem, EPROTO,
		                   "%s has schema version %d, newer than version %d that this program knows", path,
		                   version, SCHEMA_VERSION);
	if (version < 1)
		return problem_set(ret_problem, EUCLEAN, "%s is damaged: there is no schema version %d", path, version);
	return 0;
}

static int check_soundness(struct database *database, struct problem *ret_problem)
{
	sqlite3_stmt *statement = NULL;
	const char *verdict = NULL, *detail;
	int result = sqlite3_prepare_v2(database->sqlite, "PRAGMA quick_check(1)", -1, &statement, NULL), error = 0;

	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	if (result == SQLITE_ROW)
		verdict = (const char *)sqlite3_column_text(statement, 0);
	if (!verdict) {
		error = failed(database, "cannot be read", ret_problem);
	} else if (strcmp(verdict, "ok") != 0) {
		detail = strchr(verdict, '\n'); /* after the line that names the database */
		detail = detail ? detail + 1 : verdict;
		error = problem_set(ret_problem, EUCLEAN, "%s is damaged: %.*s", database->path,
		                    (int)strcspn(detail, "\n"), detail);
	}
	sqlite3_finalize(statement);
	return error;
}

static int open_checked(const char *path, bool read_only, struct database **ret_database, struct problem *ret_problem)
{
	struct database *database;
	int error = connect(path, read_only, &database, ret_problem);

	if (error)
		return error;
	/* SQLite opens what it may not write for reading, and does not say so. */
	database->writable = !sqlite3_db_readonly(database->sqlite, "main");
	if (!read_only && !database->writable)
		error = problem_set(ret_problem, EACCES, "%s cannot be opened for writing", path);
	if (!error)
		error = check_identity(database, ret_problem);
	if (!error)
		error = check_soundness(database, ret_problem);
	if (error) {
		database_close(database);
		return error;
	}
	*ret_database = database;
	return 0;
}

static bool has_beside(const char *path, const char *suffix)
{
	char beside[PATH_MAX + 16];

	snprintf(beside, sizeof(beside), "%s%s", path, suffix);
	return access(beside, F_OK) == 0;
}

/* Opens as a writer, which makes SQLite repair, and closes, which cleans up. If that fails, opening will say why. */
static void clear_leftovers(const char *path)
{
	struct database *database;

	if (!open_checked(path, false, &database, NULL))
		database_close(database);
}

/* What a killed process left is put in order before readers come, which takes write access. */
int database_open(const char *path, bool read_only, struct database **ret_database, struct problem *ret_problem)
{
	int error;

	if (read_only && (has_beside(path, "-wal") || has_beside(path, "-journal")))
		clear_leftovers(path);
	error = open_checked(path, read_only, ret_database, ret_problem);
	if (read_only && error == -EROFS)
		problem_set(ret_problem, EROFS,
		            "%s was left in disorder by a process that died: it must be opened once for writing", path);
	return error;
}

int database_load(struct database *database, struct layout *ret_layout, struct problem *ret_problem)
{
	return rows_load(database->sqlite, database->path, ret_layout, ret_problem);
}

/* ---- changing ---- */

/* SQLite rolls back by itself after some errors; where it did not, this cannot fail in a way that matters: nothing was
 * committed. */
static void roll_back(struct database *database)
{
	if (!sqlite3_get_autocommit(database->sqlite))
		sqlite3_exec(database->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

static int start_logging(struct database *database)
{
	int error = database->logging ? 0 : execute(database, "PRAGMA journal_mode = WAL");

	database->logging = !error;
	return error;
}

int database_save(struct database *database, const struct layout *was, const struct layout *is,
                  enum durability durability)
{
	int error = start_logging(database);

	if (!error)
		error = execute(database, durability == DURABLE ? "PRAGMA synchronous = FULL; BEGIN IMMEDIATE"
		                                                : "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE");
	if (!error && rows_save(database->sqlite, was, is))
		error = database_error(database->sqlite);
	if (!error)
		error = execute(database, "COMMIT");
	if (error)
		roll_back(database);
	return error;
}

static int create_tables(struct database *database, const struct layout *layout)
{
	static const struct layout nothing = {0};
	char versions[80];
	int error;

	snprintf(versions, sizeof(versions), "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
	         SCHEMA_VERSION);
	error = execute(database, "BEGIN IMMEDIATE");
	if (!error)
		error = execute(database, versions);
	if (!error)
		error = execute(database, rows_schema);
	if (!error && rows_save(database->sqlite, &nothing, layout))
		error = database_error(database->sqlite);
	if (!error)
		error = execute(database, "COMMIT");
	return error;
}

int database_create(const char *path, const struct layout *layout, struct problem *ret_problem)
{
	struct database *database;
	int error = connect(path, false, &database, ret_problem);

	if (error)
		return error;
	error = create_tables(database, layout);
	if (error)
		error = failed(database, "cannot be written", ret_problem);
	roll_back(database);
	database_close(database);
	return error;
}

/*
 * Leaving write-ahead mode moves the log into the file. If that fails (the disk is full, someone is looking), nothing
 * is lost: the log stays beside it and is read by the next to open the disc.
 */
void database_close(struct database *database)
{
	if (!database)
		return;
	if (database->writable)
		sqlite3_exec(database->sqlite, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	sqlite3_close(database->sqlite);
	free(database->path);
	free(database);
}
