/* SPDX-License-Identifier: MIT */
/*
 * Layout -> rows. Each table turns a layout into rows of values; the rows of the layout that is kept and of the one
 * that shall be are compared, and a statement is run for those that differ. Extents, of which there may be many, are
 * compared in one walk over both sorted arrays: a burn, which grows the last extent, changes one row.
 */
#include <stdbool.h>
#include <string.h>

#include "emulator/store/file_rows.h"

enum { COLUMNS_MAX = 6 };

/* A text, or a number if that is NULL. */
struct value {
	const char *text;
	int64_t number;
};

/* Columns are in the order of the statements; the key comes first. */
struct table {
	const char *put, *drop;
	int columns;
	unsigned (*count)(const struct layout *layout);
	void (*write)(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX]);
};

/* ---- rows of a layout ---- */

static unsigned count_disc(const struct layout *layout)
{
	return layout->type[0] ? 1 : 0;
}

static void write_disc(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	ret_values[0].number = index + 1;
	ret_values[1].text = layout->type;
	ret_values[2].number = layout->capacity_blocks;
	ret_values[3].number = layout->formatted_blocks;
	ret_values[4].number = layout->complete;
}

static unsigned count_sessions(const struct layout *layout)
{
	return layout->session_count;
}

static void write_session(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	const struct layout_session *session = &layout->sessions[index];

	ret_values[0].number = index + 1;
	ret_values[1].text = session_state_names[session->state];
	ret_values[2].number = session->lead_in_blocks;
}

static unsigned count_tracks(const struct layout *layout)
{
	return layout->track_count;
}

static void write_track(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	const struct layout_track *track = &layout->tracks[index];

	ret_values[0].number = index + 1;
	ret_values[1].number = track->session;
	ret_values[2].text = track_state_names[track->state];
	ret_values[3].number = track->start;
	ret_values[4].number = track->blocks;
	ret_values[5].number = track->recorded;
}

static unsigned count_counters(const struct layout *layout)
{
	return layout->type[0] ? COUNTERS : 0;
}

static uint64_t counter_value(const struct layout *layout, unsigned index)
{
	uint64_t value;

	memcpy(&value, (const char *)layout + counters[index].offset, sizeof(value));
	return value;
}

static void write_counter(const struct layout *layout, unsigned index, struct value ret_values[COLUMNS_MAX])
{
	ret_values[0].text = counters[index].name;
	ret_values[1].number = (int64_t)counter_value(layout, index);
}

/* clang-format off */
static const struct table tables[] = {
	{"INSERT OR REPLACE INTO disc (number, type, capacity_blocks, formatted_blocks, complete)"
	 " VALUES (?1, ?2, ?3, ?4, ?5)",
	 "DELETE FROM disc WHERE number = ?1",
	 5, count_disc, write_disc},
	{"INSERT OR REPLACE INTO session (number, state, lead_in_blocks) VALUES (?1, ?2, ?3)",
	 "DELETE FROM session WHERE number = ?1",
	 3, count_sessions, write_session},
	{"INSERT OR REPLACE INTO track (number, session, state, start, blocks, recorded)"
	 " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	 "DELETE FROM track WHERE number = ?1",
	 6, count_tracks, write_track},
	{"INSERT OR REPLACE INTO counter (name, value) VALUES (?1, ?2)",
	 "DELETE FROM counter WHERE name = ?1",
	 2, count_counters, write_counter},
};

static const struct table extent_table = {
	"INSERT OR REPLACE INTO extent (start, blocks) VALUES (?1, ?2)",
	"DELETE FROM extent WHERE start = ?1",
	2, NULL, NULL,
};
/* clang-format on */

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

	for (size_t i = 0; result == SQLITE_OK && i < sizeof(tables) / sizeof(tables[0]); i++)
		result = save_table(sqlite, &tables[i], save_rows, was, is);
	if (result == SQLITE_OK)
		result = save_table(sqlite, &extent_table, save_extents, was, is);
	return result;
}
