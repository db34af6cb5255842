/* SPDX-License-Identifier: MIT */
/* What reading and writing rows have in common: the tables as SQL, and the words in them. */
#include "emulator/store/file_rows.h"

/* clang-format off */
const char rows_schema[] =
	"CREATE TABLE disc ("
	" number INTEGER PRIMARY KEY CHECK (number = 1),"
	" type TEXT NOT NULL,"
	" capacity_blocks INTEGER NOT NULL CHECK (capacity_blocks > 0),"
	" formatted_blocks INTEGER NOT NULL CHECK (formatted_blocks BETWEEN 0 AND capacity_blocks),"
	" complete INTEGER NOT NULL CHECK (complete IN (0, 1))) STRICT;"
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

const char *const session_state_names[SESSION_STATES] = {
	[SESSION_OPEN] = "open",
	[SESSION_CLOSED] = "closed",
};

const char *const track_state_names[TRACK_STATES] = {
	[TRACK_INVISIBLE] = "invisible",
	[TRACK_RESERVED] = "reserved",
	[TRACK_OPEN] = "open",
	[TRACK_CLOSED] = "closed",
};

const struct counter counters[COUNTERS] = {
	{"blocks_recorded", offsetof(struct layout, blocks_recorded)},
	{"loads", offsetof(struct layout, loads)},
};
