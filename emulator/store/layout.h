/* SPDX-License-Identifier: MIT */
/*
 * What is persistent about a disc besides its sectors: which medium it is, its sessions and tracks, what is written and
 * formatted. Plain data; the medium changes it, a store keeps it.
 */
#ifndef EMULATOR_STORE_LAYOUT_H
#define EMULATOR_STORE_LAYOUT_H

#include "emulator/store/extents.h"

enum { LAYOUT_TRACKS_MAX = 256, LAYOUT_SESSIONS_MAX = 192, LAYOUT_TYPE_MAX = 16 };

enum session_state { SESSION_OPEN, SESSION_CLOSED };

/*
 * TRACK_INVISIBLE: the rest of the disc, where the next WRITE goes [MMC-6 "invisible/incomplete track"].
 * TRACK_RESERVED: room set aside by RESERVE TRACK. TRACK_OPEN: has data, more may follow at its end. TRACK_CLOSED: read
 * only.
 */
enum track_state { TRACK_INVISIBLE, TRACK_RESERVED, TRACK_OPEN, TRACK_CLOSED };

struct layout_session {
	enum session_state state;
	uint32_t lead_in_blocks; /* blocks its opening consumed before its first track */
};

struct layout_track {
	uint8_t session; /* 1-based index of its session */
	enum track_state state;
	uint32_t start;    /* LBA */
	uint32_t blocks;   /* room: reserved size, rest of the disc, or what was recorded once closed */
	uint32_t recorded; /* blocks recorded so far, from `start` on without gaps */
};

struct layout {
	char type[LAYOUT_TYPE_MAX]; /* name of the medium kind: "dvd+r" */
	uint32_t capacity_blocks;
	uint32_t formatted_blocks; /* overwritable media: 0 while unformatted */
	bool complete;             /* finalised or pressed: nothing can be added */
	unsigned session_count, track_count;
	struct layout_session sessions[LAYOUT_SESSIONS_MAX]; /* session n is sessions[n - 1] */
	struct layout_track tracks[LAYOUT_TRACKS_MAX];       /* track n is tracks[n - 1] */
	struct extents written;                              /* blocks that hold data, padding included */
	uint64_t loads;                                      /* times it was put into a drive */
	uint64_t blocks_recorded;                            /* over its whole life */
};

/* Deep copy into an uninitialised *ret_copy. 0 or -ENOMEM. */
int layout_copy(const struct layout *layout, struct layout *ret_copy);

/* Makes *layout, which may hold something, a deep copy of *with. 0 or -ENOMEM, then *layout is as before. */
int layout_replace(struct layout *layout, const struct layout *with);

/* Frees what it holds; the struct is all zero afterwards. */
void layout_finish(struct layout *layout);

/*
 * Checks what came from outside: counts in range, tracks within the capacity, ascending and disjoint, sessions of
 * tracks existing, extents within the capacity. NULL if sound, else a static sentence that says what is wrong.
 */
const char *layout_complaint(const struct layout *layout);

#endif
