/* SPDX-License-Identifier: MIT */
/*
 * What a conformance case is. Cases judge an engine or a drive from outside: they see IMAPI2, a transport, operation
 * codes and the rig, and decode what comes back with literal offsets of their own.
 *
 * A case runs as the main task of its rig's platform, with a fresh drive. It notes expectations; the first REQUIRE that
 * does not hold ends it. A case that noted nothing FAILs.
 */
#ifndef CONFORMANCE_CASE_H
#define CONFORMANCE_CASE_H

#include <stdbool.h>
#include <stdint.h>

struct rig;

/*
 * SKIP: it could not run here, or not all that it expects could be judged, and the rest held. ERROR: the rig could not
 * be made, every task of the case was blocked for ever, or it did not report. XFAIL: it failed, as a deviation says.
 * XPASS: it passed although a deviation says that it fails.
 */
enum verdict { VERDICT_PASS, VERDICT_FAIL, VERDICT_SKIP, VERDICT_ERROR, VERDICT_XFAIL, VERDICT_XPASS, VERDICT_COUNT };

/* Why a case could not run: a closed list. */
enum skip_reason {
	SKIP_NONE,
	SKIP_NO_FAULTS,         /* the way to the drive cannot arm disturbance rules */
	SKIP_NO_ROOM,           /* the disc in the drive has no room for what the case writes */
	SKIP_MEDIUM_TYPE,       /* the medium in the drive is not the one that the case is about */
	SKIP_NO_VIRTUAL_TIME,   /* the case waits for minutes of drive time, and the drive's time is the host's */
	SKIP_NO_MECHANICS,      /* the way to the drive cannot choose a drive with slow mechanics and a small cache */
	SKIP_FOREIGN_ENGINE,    /* the case pins what this project chose where the documents are silent */
	SKIP_NO_HANDS,          /* nobody can push the drive's button, change its disc or cut its power */
	SKIP_NO_FRESH_DISC,     /* the disc in the drive is not a new one, and nobody can change it */
	SKIP_UNWATCHED,         /* what the recorder sends of its own accord cannot be seen */
	SKIP_NO_OPERATION_CODE, /* the way to the drive keeps or loses one of its commands */
	SKIP_NO_RESIDUAL,       /* the way to the drive does not tell how many bytes came or went */
	SKIP_NO_DIRECTION,      /* the way to the drive does not tell it in which direction data are to go */
	SKIP_REASON_COUNT
};

/* What a case needs of its rig: without it, it is skipped with the matching reason. */
enum needs {
	NEEDS_FAULTS = 0x1,
	NEEDS_ROOM = 0x2, /* writes: some thousand blocks at most */
	NEEDS_VIRTUAL_TIME = 0x4,
	NEEDS_MECHANICS = 0x8,   /* physical steps take realistic time, and a full cache answers 2/04/08; else they take
	                            none */
	NEEDS_OUR_ENGINE = 0x10, /* pins a choice of ours, which no document asks of another engine: not in a lenient
	                            run */
	NEEDS_DRIVE_ONLY = 0x100,    /* judges the drive alone: the rig has no recorder and no engine, they are NULL */
	NEEDS_HANDS = 0x200,         /* pushes the button, changes the disc, resets, cuts the power */
	NEEDS_FRESH_DISC = 0x400,    /* the disc is new: blank, or not formatted unless NEEDS_ROOM */
	NEEDS_WAITING_CACHE = 0x800, /* with NEEDS_MECHANICS: a WRITE that finds the cache full waits instead */
	NEEDS_WATCHED_RECORDER = 0x1000, /* looks at, or meddles with, what the recorder itself sends */
};

struct test_case {
	const char *id;           /* "CancelWrite.C.FromPeriodicUpdate": dotted, unique, stable */
	const char *requirements; /* "WE-73 WE-74": at least one, space-separated */
	const char *phases;       /* phases of the CancelWrite contract in which it calls CancelWrite: "C", "BD"; "" for
	                             none */
	unsigned needs;           /* enum needs */
	const char *media; /* "dvd+r bd-re": runs once with each as "ID[dvd+r]"; one type: once, plain id; "": once,
	                      with an empty drive; "any": once, with whatever there is */
	void (*run)(struct rig *rig);
};

/* One table a file, each ended by a row with id NULL; the list ends with NULL. */
extern const struct test_case *const case_tables[];

/* "PASS", "FAIL", "SKIP", "ERROR", "XFAIL", "XPASS". */
const char *verdict_name(enum verdict verdict);

/* The verdict or reason of that name; false if there is none. */
bool verdict_find(const char *name, enum verdict *ret_verdict);
bool skip_reason_find(const char *name, enum skip_reason *ret_reason);

/* "NO_FAULTS" and the like, "" for SKIP_NONE; and a sentence for a person. */
const char *skip_reason_name(enum skip_reason reason);
const char *skip_reason_text(enum skip_reason reason);

#endif
