/* SPDX-License-Identifier: MIT */
/*
 * Layout <-> rows. Every table but `extent` is a row of tables[]: how many rows a layout has in it, what each holds, and
 * how one is read. Saving compares the rows of two layouts and runs a statement for those that differ; extents are
 * compared in one walk over both sorted arrays, so that a burn, which grows the last extent, changes one row. Loading
 * trusts nothing: a file may have been made by anyone.
 */
#include "emulator/store/file_rows.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "emulator/store/file_database.h"

/* clang-format off */
const char rows_schema[] =
	"CREATE TABLE disc ("
	" type TEXT PRIMARY KEY,"
	" capacity_blocks INTEGER NOT NULL CHECK (capacity_blocks > 0),"
	" formatted_blocks INTEGER NOT NULL CHECK (formatted_blocks BETWEEN 0 AND capacity_blocks),"
	" complete INTEGER NOT NULL CHECK (complete IN (0, 1))) STRICT, WITHOUT ROWID;"
	"CREATE TABLE session ("
	" number INTEGER PRIMARY KEY,"
	" state TEXT NOT NULL CHECK (state IN ('open', 'closed')),"
	" lead_in_blocks INTEGER NOT NULL CHECK (lead_in_blocks >= 0)) STRICT;"
	"CREATE TABLE track ("
	" number INTEGER PRIMARY KEY,"
	" session INTEGER NOT NULL,"
	" state TEXT NOT NULL CHECK (state IN ('invisible', 'reserved', 'open', 'closed')),"
	" start INTEGER NOT NULL CHECK (start >= 0),"
	" blocks INTEGER NOT NULL CHECK (blocks >= 0),"
	" recorded INTEGER NOT NULL CHECK (recorded BETWEEN 0 AND blocks)) STRICT;"
	"CREATE TABLE counter ("
	" name TEXT PRIMARY KEY,"
	" value INTEGER NOT NULL CHECK (value >= 0)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE extent ("
	" start INTEGER PRIMARY KEY CHECK (start >= 0),"
	" blocks INTEGER NOT NULL CHECK (blocks > 0)) STRICT;";
/* clang-format on */

enum { COLUMNS_MAX = 6 };

/* A text, or a number if that is NULL. */
struct value {
	const char *text;
	int64_t number;
};

/* A row being read. The first complaint sticks; reads after it give zeros. */
struct row {
	sqlite3_stmt *statement;
	const char *path, *table;
	unsigned index; /* counted from 0 */
	int error;
	struct problem *problem;
};

/* The key is column 0; columns are in the order of the statements. */
struct table {
	const char *name;
	const char *select, *put, *drop;
	int columns;
	unsigned rows_min, rows_max;
	unsigned (*count)(const struct layout *layout);
	void (*write)(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX]);
	void (*read)(struct row *row, struct layout *layout);
};

static const char *const session_states[] = {[SESSION_OPEN] = "open", [SESSION_CLOSED] = "closed"};
static const char *const track_states[] = {[TRACK_INVISIBLE] = "invisible",
                                           [TRACK_RESERVED] = "reserved",
                                           [TRACK_OPEN] = "open",
                                           [TRACK_CLOSED] = "closed"};

enum { SESSION_STATES = 2, TRACK_STATES = 4 };

/* In the order of their names, which is that of the rows. */
static const struct {
	const char *name;
	size_t offset;
} counters[] = {
	{"blocks_recorded", offsetof(struct layout, blocks_recorded)},
	{"loads", offsetof(struct layout, loads)},
};

enum { COUNTERS = sizeof(counters) / sizeof(counters[0]) };

/* ---- reading one value ---- */

static void complain(struct row *row, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void complain(struct row *row, const char *format, ...)
{
	char what[128];
	va_list arguments;

	if (row->error)
		return;
	va_start(arguments, format);
	vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	row->error = problem_set(row->problem, EUCLEAN, "%s is damaged: table %s, row %u: %s", row->path, row->table,
	                         row->index + 1, what);
}

static int64_t read_number(struct row *row, int column, int64_t min, int64_t max)
{
	const char *name = sqlite3_column_name(row->statement, column);
	int64_t number = sqlite3_column_int64(row->statement, column);

	if (sqlite3_column_type(row->statement, column) != SQLITE_INTEGER)
		complain(row, "%s is not a whole number", name);
	else if (number < min || number > max)
		complain(row, "%s is %" PRId64 ", outside %" PRId64 " to %" PRId64, name, number, min, max);
	return row->error ? 0 : number;
}

static uint32_t read_blocks(struct row *row, int column)
{
	return (uint32_t)read_number(row, column, 0, UINT32_MAX);
}

/* Never NULL; valid until the next step of the statement. */
static const char *read_text(struct row *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row->statement, column);

	if (sqlite3_column_type(row->statement, column) == SQLITE_TEXT && text &&
	    strlen(text) == (size_t)sqlite3_column_bytes(row->statement, column))
		return text;
	complain(row, "%s is not a text", sqlite3_column_name(row->statement, column));
	return "";
}

static unsigned read_state(struct row *row, int column, const char *const *names, unsigned count)
{
	const char *text = read_text(row, column);

	for (unsigned i = 0; i < count; i++) {
		if (!strcmp(text, names[i]))
			return i;
	}
	complain(row, "%s \"%.20s\" is unknown", sqlite3_column_name(row->statement, column), text);
	return 0;
}

/* Sessions and tracks are numbered from 1 without gaps. */
static void read_own_number(struct row *row)
{
	read_number(row, 0, row->index + 1, row->index + 1);
}

/* ---- disc ---- */

static unsigned count_disc(const struct layout *layout)
{
	return layout->type[0] ? 1 : 0;
}

static void write_disc(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	(void)index;
	ret_values[0].text = layout->type;
	ret_values[1].number = layout->capacity_blocks;
	ret_values[2].number = layout->formatted_blocks;
	ret_values[3].number = layout->complete;
}

static void read_disc(struct row *row, struct layout *layout)
{
	const char *type = read_text(row, 0);

	if (strlen(type) >= sizeof(layout->type))
		complain(row, "type \"%.20s...\" is too long", type);
	else
		memcpy(layout->type, type, strlen(type) + 1);
	layout->capacity_blocks = read_blocks(row, 1);
	layout->formatted_blocks = read_blocks(row, 2);
	layout->complete = read_number(row, 3, 0, 1);
}

/* ---- session ---- */

static unsigned count_sessions(const struct layout *layout)
{
	return layout->session_count;
}

static void write_session(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	const struct layout_session *session = &layout->sessions[index];

	ret_values[0].number = index + 1;
	ret_values[1].text = session_states[session->state];
	ret_values[2].number = session->lead_in_blocks;
}

static void read_session(struct row *row, struct layout *layout)
{
	struct layout_session *session = &layout->sessions[layout->session_count++];

	read_own_number(row);
	session->state = (enum session_state)read_state(row, 1, session_states, SESSION_STATES);
	session->lead_in_blocks = read_blocks(row, 2);
}

/* ---- track ---- */

static unsigned count_tracks(const struct layout *layout)
{
	return layout->track_count;
}

static void write_track(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	const struct layout_track *track = &layout->tracks[index];

	ret_values[0].number = index + 1;
	ret_values[1].number = track->session;
	ret_values[2].text = track_states[track->state];
	ret_values[3].number = track->start;
	ret_values[4].number = track->blocks;
	ret_values[5].number = track->recorded;
}

static void read_track(struct row *row, struct layout *layout)
{
	struct layout_track *track = &layout->tracks[layout->track_count++];

	read_own_number(row);
	track->session = (uint8_t)read_number(row, 1, 1, LAYOUT_SESSIONS_MAX);
	track->state = (enum track_state)read_state(row, 2, track_states, TRACK_STATES);
	track->start = read_blocks(row, 3);
	track->blocks = read_blocks(row, 4);
	track->recorded = read_blocks(row, 5);
}

/* ---- counter ---- */

static unsigned count_counters(const struct layout *layout)
{
	return layout->type[0] ? COUNTERS : 0;
}

static void write_counter(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	ret_values[0].text = counters[index].name;
	ret_values[1].number = (int64_t) * (const uint64_t *)((const char *)layout + counters[index].offset);
}

static void read_counter(struct row *row, struct layout *layout)
{
	const char *name = read_text(row, 0);

	if (strcmp(name, counters[row->index].name))
		complain(row, "counter \"%s\" is expected here, not \"%.40s\"", counters[row->index].name, name);
	*(uint64_t *)((char *)layout + counters[row->index].offset) = (uint64_t)read_number(row, 1, 0, INT64_MAX);
}

/* ---- extent ---- */

static void read_extent(struct row *row, struct layout *layout)
{
	const struct extents *written = &layout->written;
	const struct extent *last = written->count ? &written->ranges[written->count - 1] : NULL;
	uint32_t start = read_blocks(row, 0), blocks = (uint32_t)read_number(row, 1, 1, UINT32_MAX);

	if ((uint64_t)start + blocks > UINT32_MAX)
		complain(row, "the extent ends beyond any disc");
	if (last && start <= last->start + last->blocks)
		complain(row, "the extent overlaps or touches the one before it");
	if (!row->error && extents_add(&layout->written, start, blocks))
		row->error = problem_set(row->problem, ENOMEM, "%s cannot be read: out of memory", row->path);
}

/* ---- all tables ---- */

/* clang-format off */
static const struct table tables[] = {
	{"disc",
	 "SELECT type, capacity_blocks, formatted_blocks, complete FROM disc",
	 "INSERT OR REPLACE INTO disc (type, capacity_blocks, formatted_blocks, complete) VALUES (?1, ?2, ?3, ?4)",
	 "DELETE FROM disc WHERE type = ?1",
	 4, 1, 1, count_disc, write_disc, read_disc},
	{"session",
	 "SELECT number, state, lead_in_blocks FROM session ORDER BY number",
	 "INSERT OR REPLACE INTO session (number, state, lead_in_blocks) VALUES (?1, ?2, ?3)",
	 "DELETE FROM session WHERE number = ?1",
	 3, 0, LAYOUT_SESSIONS_MAX, count_sessions, write_session, read_session},
	{"track",
	 "SELECT number, session, state, start, blocks, recorded FROM track ORDER BY number",
	 "INSERT OR REPLACE INTO track (number, session, state, start, blocks, recorded)"
	 " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	 "DELETE FROM track WHERE number = ?1",
	 6, 0, LAYOUT_TRACKS_MAX, count_tracks, write_track, read_track},
	{"counter",
	 "SELECT name, value FROM counter ORDER BY name",
	 "INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)",
	 "DELETE FROM counter WHERE name = ?1",
	 2, COUNTERS, COUNTERS, count_counters, write_counter, read_counter},
};

static const struct table extent_table = {
	"extent",
	"SELECT start, blocks FROM extent ORDER BY start",
	"INSERT OR REPLACE INTO extent (start, blocks) VALUES (?1, ?2)",
	"DELETE FROM extent WHERE start = ?1",
	2, 0, UINT32_MAX, NULL, NULL, read_extent};
/* clang-format on */

enum { TABLES = sizeof(tables) / sizeof(tables[0]) };

static int load_failed(sqlite3 *sqlite, struct row *row)
{
	int error = -database_error(sqlite);

	return problem_set(row->problem, error, "%s %s: table %s: %s", row->path,
	                   error == EUCLEAN ? "is damaged" : "cannot be read", row->table, sqlite3_errmsg(sqlite));
}

static int load_table(sqlite3 *sqlite, const struct table *table, const char *path, struct layout *layout,
                      struct problem *problem)
{
	struct row row = {.path = path, .table = table->name, .problem = problem};
	int result;

	if (sqlite3_prepare_v2(sqlite, table->select, -1, &row.statement, NULL))
		return load_failed(sqlite, &row);
	while (!row.error && (result = sqlite3_step(row.statement)) == SQLITE_ROW) {
		if (row.index == table->rows_max)
			complain(&row, "more than the %u allowed", table->rows_max);
		else
			table->read(&row, layout);
		row.index++;
	}
	if (!row.error && result != SQLITE_DONE)
		row.error = load_failed(sqlite, &row);
	if (!row.error && row.index < table->rows_min)
		complain(&row, "missing");
	sqlite3_finalize(row.statement);
	return row.error;
}

int rows_load(sqlite3 *sqlite, const char *path, struct layout *ret_layout, struct problem *ret_problem)
{
	const char *complaint;
	int error = 0;

	*ret_layout = (struct layout){0};
	for (size_t i = 0; !error && i < TABLES; i++)
		error = load_table(sqlite, &tables[i], path, ret_layout, ret_problem);
	if (!error)
		error = load_table(sqlite, &extent_table, path, ret_layout, ret_problem);
	complaint = error ? NULL : layout_complaint(ret_layout);
	if (complaint)
		error = problem_set(ret_problem, EUCLEAN, "%s is damaged: %s", path, complaint);
	if (error)
		layout_finish(ret_layout);
	return error;
}

/* ---- saving ---- */

static int run(sqlite3_stmt *statement, const struct value *values, int count)
{
	int result = SQLITE_OK;

	for (int i = 0; result == SQLITE_OK && i < count; i++)
		result = values[i].text ? sqlite3_bind_text(statement, i + 1, values[i].text, -1, SQLITE_STATIC)
		                        : sqlite3_bind_int64(statement, i + 1, values[i].number);
	if (result == SQLITE_OK)
		result = sqlite3_step(statement);
	sqlite3_reset(statement);
	return result == SQLITE_DONE ? SQLITE_OK : result;
}

static bool same_values(const struct value *a, const struct value *b, int count)
{
	for (int i = 0; i < count; i++) {
		if (a[i].text ? strcmp(a[i].text, b[i].text) != 0 : a[i].number != b[i].number)
			return false;
	}
	return true;
}

/* Puts row `index` of `is`, or drops it if `is` has no such row. */
static int save_row(const struct table *table, unsigned index, const struct layout *was, const struct layout *is,
                    sqlite3_stmt *put, sqlite3_stmt *drop)
{
	struct value before[COLUMNS_MAX] = {0}, after[COLUMNS_MAX] = {0};
	bool had = index < table->count(was), has = index < table->count(is);

	if (had)
		table->write(was, index, before);
	if (has)
		table->write(is, index, after);
	if (had && has && same_values(before, after, table->columns))
		return SQLITE_OK;
	return has ? run(put, after, table->columns) : run(drop, before, 1);
}

static int save_rows(const struct table *table, const struct layout *was, const struct layout *is, sqlite3_stmt *put,
                     sqlite3_stmt *drop)
{
	int result = SQLITE_OK;

	for (unsigned i = 0; result == SQLITE_OK && (i < table->count(was) || i < table->count(is)); i++)
		result = save_row(table, i, was, is, put, drop);
	return result;
}

static int run_extent(sqlite3_stmt *statement, const struct extent *extent, int columns)
{
	return run(statement, (struct value[]){{.number = extent->start}, {.number = extent->blocks}}, columns);
}

static int save_extents(const struct table *table, const struct layout *was, const struct layout *is, sqlite3_stmt *put,
                        sqlite3_stmt *drop)
{
	const struct extent *before = was->written.ranges, *before_end = before + was->written.count;
	const struct extent *after = is->written.ranges, *after_end = after + is->written.count;
	int result = SQLITE_OK;

	while (result == SQLITE_OK && (before < before_end || after < after_end)) {
		if (after == after_end || (before < before_end && before->start < after->start)) {
			result = run_extent(drop, before++, 1);
		} else if (before == before_end || after->start < before->start) {
			result = run_extent(put, after++, table->columns);
		} else {
			if (before->blocks != after->blocks)
				result = run_extent(put, after, table->columns);
			before++, after++;
		}
	}
	return result;
}

typedef int saver(const struct table *table, const struct layout *was, const struct layout *is, sqlite3_stmt *put,
                  sqlite3_stmt *drop);

static int save_table(sqlite3 *sqlite, const struct table *table, saver *save, const struct layout *was,
                      const struct layout *is)
{
	sqlite3_stmt *put = NULL, *drop = NULL;
	int result = sqlite3_prepare_v2(sqlite, table->put, -1, &put, NULL);

	if (result == SQLITE_OK)
		result = sqlite3_prepare_v2(sqlite, table->drop, -1, &drop, NULL);
	if (result == SQLITE_OK)
		result = save(table, was, is, put, drop);
	sqlite3_finalize(put);
	sqlite3_finalize(drop);
	return result;
}

int rows_save(sqlite3 *sqlite, const struct layout *was, const struct layout *is)
{
	int result = SQLITE_OK;

	for (size_t i = 0; result == SQLITE_OK && i < TABLES; i++)
		result = save_table(sqlite, &tables[i], save_rows, was, is);
	if (result == SQLITE_OK)
		result = save_table(sqlite, &extent_table, save_extents, was, is);
	return result;
}
