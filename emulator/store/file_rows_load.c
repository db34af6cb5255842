/* SPDX-License-Identifier: MIT */
/*
 * Rows -> layout, trusting nothing: a file may have been made by anyone. Each value is checked for type and range as it
 * is read, each table for its number of rows, and the whole by layout_complaint(). What has no typed column here cannot
 * reach the layout.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "emulator/store/file_database.h"
#include "emulator/store/file_rows.h"

/* A row being read. The first complaint sticks; reads after it give zeros. */
struct row {
	sqlite3_stmt *statement;
	const char *path, *table;
	unsigned index; /* counted from 0 */
	int error;
	struct problem *problem;
};

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

/* Discs, sessions and tracks are numbered from 1 without gaps. */
static void read_own_number(struct row *row)
{
	read_number(row, 0, row->index + 1, row->index + 1);
}

/* ---- reading one row ---- */

static void read_disc(struct row *row, struct layout *layout)
{
	const char *type = read_text(row, 1);

	if (strlen(type) >= sizeof(layout->type))
		complain(row, "type \"%.20s...\" is too long", type);
	else
		memcpy(layout->type, type, strlen(type) + 1);
	read_own_number(row);
	layout->capacity_blocks = read_blocks(row, 2);
	layout->formatted_blocks = read_blocks(row, 3);
	layout->complete = read_number(row, 4, 0, 1);
}

static void read_session(struct row *row, struct layout *layout)
{
	struct layout_session *session = &layout->sessions[layout->session_count++];

	read_own_number(row);
	session->state = (enum session_state)read_state(row, 1, session_state_names, SESSION_STATES);
	session->lead_in_blocks = read_blocks(row, 2);
}

static void read_track(struct row *row, struct layout *layout)
{
	struct layout_track *track = &layout->tracks[layout->track_count++];

	read_own_number(row);
	track->session = (uint8_t)read_number(row, 1, 1, LAYOUT_SESSIONS_MAX);
	track->state = (enum track_state)read_state(row, 2, track_state_names, TRACK_STATES);
	track->start = read_blocks(row, 3);
	track->blocks = read_blocks(row, 4);
	track->recorded = read_blocks(row, 5);
}

static void read_counter(struct row *row, struct layout *layout)
{
	const char *name = read_text(row, 0);
	uint64_t value = (uint64_t)read_number(row, 1, 0, INT64_MAX);

	if (strcmp(name, counters[row->index].name))
		complain(row, "counter \"%s\" is expected here, not \"%.40s\"", counters[row->index].name, name);
	memcpy((char *)layout + counters[row->index].offset, &value, sizeof(value));
}

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

/* ---- tables ---- */

struct table {
	const char *name, *select;
	unsigned rows_min, rows_max;
	void (*read)(struct row *row, struct layout *layout);
};

/* clang-format off */
static const struct table tables[] = {
	{"disc", "SELECT number, type, capacity_blocks, formatted_blocks, complete FROM disc ORDER BY number",
	 1, 1, read_disc},
	{"session", "SELECT number, state, lead_in_blocks FROM session ORDER BY number",
	 1, LAYOUT_SESSIONS_MAX, read_session},
	{"track", "SELECT number, session, state, start, blocks, recorded FROM track ORDER BY number",
	 1, LAYOUT_TRACKS_MAX, read_track},
	{"counter", "SELECT name, value FROM counter ORDER BY name",
	 COUNTERS, COUNTERS, read_counter},
	{"extent", "SELECT start, blocks FROM extent ORDER BY start",
	 0, UINT32_MAX, read_extent},
};
/* clang-format on */

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
	for (size_t i = 0; !error && i < sizeof(tables) / sizeof(tables[0]); i++)
		error = load_table(sqlite, &tables[i], path, ret_layout, ret_problem);
	complaint = error ? NULL : layout_complaint(ret_layout);
	if (complaint)
		error = problem_set(ret_problem, EUCLEAN, "%s is damaged: %s", path, complaint);
	if (error)
		layout_finish(ret_layout);
	return error;
}
