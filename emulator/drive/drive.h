/* SPDX-License-Identifier: MIT */
/*
 * The drive: a target that runs one command at a time against a medium and a mechanism. This header is for
 * emulator/drive and emulator/commands.
 *
 * The life of a command: submit() queues it; when its predecessor is answered, admit() lets it in or ends it (admit.c);
 * its opcode row's perform() checks it, answers Data-In, or plans a struct work; drive.c turns the work's steps into
 * events (schedule.c), calls finish() when the last step has ended, and completes the command. With work.immediate the
 * answer leaves first and the work goes on as background work.
 */
#ifndef EMULATOR_DRIVE_DRIVE_H
#define EMULATOR_DRIVE_DRIVE_H

#include <stdbool.h>

#include "emulator/drive/model.h"
#include "emulator/medium/medium.h"
#include "emulator/target.h"

enum { WORK_STEPS_MAX = 6, ATTENTIONS_MAX = 8, QUEUE_MAX = 64, MODE_PAGES_MAX = 12, MODE_PAGE_BYTES_MAX = 96 };

struct drive;

/* What a work needs before its first step. */
enum work_wait {
	WAIT_NOTHING,
	WAIT_CACHE_ROOM,    /* room for work.blocks in the write cache */
	WAIT_CACHE_DRAINED, /* everything accepted is recorded */
	WAIT_CACHE_FLUSHED, /* and its last ECC block is filled up, so that it stays */
};

/* Planned by a command function, carried out by the drive. All zero: nothing to do, the command is answered after its
 * own time. */
struct work {
	enum work_wait wait;
	uint32_t blocks; /* WAIT_CACHE_ROOM */
	struct step steps[WORK_STEPS_MAX];
	unsigned step_count;
	/*
	 * Called when the last step has ended without error, to make the step's effect true. `command` is NULL for
	 * background work. NULL: no effect.
	 */
	struct sense (*finish)(struct drive *drive, struct command *command, const struct work *work);
	uint32_t arguments[3]; /* for finish */
	bool immediate;        /* IMMED: answer before the work */
	bool serial; /* the next command of the same operation code waits until it has ended, also in the background */
	uint16_t not_ready; /* additional sense that others get while it runs in the background: 04/04, 04/07, 04/08 */
};

enum tray { TRAY_CLOSED, TRAY_OPEN };

/* Media class events of GET EVENT STATUS NOTIFICATION [MMC-6 6.6 "Media events"]. */
enum media_event { EVENT_NONE, EVENT_EJECT_REQUEST, EVENT_NEW_MEDIA, EVENT_MEDIA_REMOVAL };

/* The rows of emulator/commands that have state: one current copy of each mode page. */
struct mode_pages {
	uint8_t current[MODE_PAGES_MAX][MODE_PAGE_BYTES_MAX]; /* as the table of mode_pages.c is ordered */
};

/* All pages at their defaults, as at power on and reset. Of the functions in this header the only one in commands/. */
void mode_pages_reset(struct mode_pages *pages);

struct cache;
struct schedule;

struct drive {
	struct target target; /* first: a struct target * is a struct drive * */
	const struct drive_model *model;
	struct medium *medium;       /* in the tray, open or closed; NULL: none */
	struct mechanism *mechanism; /* of the loaded medium's size; replaced with the medium */
	bool instant;                /* which kind of mechanism to make */
	struct mechanism *(*wrap_mechanism)(void *context, struct mechanism *inner); /* NULL: nothing around it */
	void *wrap_context;
	uint64_t now;

	enum tray tray;
	bool ready; /* the medium is recognised: false from load until STEP_LOAD has ended */
	bool prevented, persistently_prevented; /* PREVENT ALLOW MEDIUM REMOVAL */
	enum media_event media_event;           /* waiting to be fetched */

	struct sense attentions[ATTENTIONS_MAX]; /* pending unit attentions, first out first */
	unsigned attention_count;
	struct sense deferred; /* failure of earlier work that nobody has been told yet; GOOD: none */

	uint32_t read_kbps, write_kbps; /* selected speeds; 0: the medium's maximum */
	struct mode_pages pages;

	struct cache *cache;       /* cache.c */
	struct schedule *schedule; /* schedule.c */
};

/* ---- for emulator/commands ---- */

/* True if a medium is in the closed tray (it may still be becoming ready). */
bool drive_has_medium(const struct drive *drive);

/* Raises a unit attention; one that is already pending is not raised twice. POWER ON RESET clears the others. */
void drive_raise_attention(struct drive *drive, struct sense attention);

/* The oldest unit attention, or the deferred error, which are then no longer pending; GOOD if there is none. */
struct sense drive_take_attention(struct drive *drive);
struct sense drive_take_deferred(struct drive *drive);

/* Opens the tray (the medium stays in it) or closes it and begins to load what is in it. */
void drive_open_tray(struct drive *drive);
void drive_close_tray(struct drive *drive);

/* Copies accepted blocks into the write cache. Room was waited for. */
void drive_cache_write(struct drive *drive, uint32_t lba, uint32_t blocks, const uint8_t *data);

/* Write cache: blocks in all, blocks free now. */
uint32_t drive_cache_blocks(const struct drive *drive);
uint32_t drive_cache_free_blocks(const struct drive *drive);

/*
 * Background work's state: true while IMMED work, loading, or draining after SYNCHRONIZE CACHE with IMMED goes on, then
 * *ret_sense is the NOT READY sense with its progress.
 */
bool drive_long_operation(const struct drive *drive, struct sense *ret_sense);

/* The speed in 1000 bytes per second at which reading, or recording, happens at present. 0 without a ready medium. */
uint32_t drive_read_kbps(const struct drive *drive);
uint32_t drive_write_kbps(const struct drive *drive);

/* ---- for emulator.c ---- */

/* True while a command is served, or data wait in the cache, or background work goes on. */
bool drive_is_at_work(const struct drive *drive);

/*
 * Puts something around the drive's mechanism, and around each that it makes for another disc. wrap(context, inner)
 * owns `inner`, unless it returns NULL for lack of memory. 0 or -ENOMEM. At most once.
 */
int drive_wrap_mechanism(struct target *target, struct mechanism *(*wrap)(void *context, struct mechanism *inner),
                         void *context);

/* A drive with power just switched on. Owns the medium, on failure too. 0 or -ENOMEM. */
int drive_create(const struct drive_model *model, bool instant, struct medium *medium, struct target **ret_target);

#endif
