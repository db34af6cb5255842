/* SPDX-License-Identifier: MIT */
/*
 * What goes on in the drive: the queue, the command being served, the work of that command (foreground) and of an
 * earlier one that was answered at once (background), and the one step that the mechanism is busy with. For
 * emulator/drive alone.
 *
 *     serve.c   takes commands from the queue, has them admitted and performed, and answers them
 *     work.c    carries works through: what they wait for, their steps, their end
 *     steps.c   the mechanism's step: begin, end, cut; draining the cache and loading a disc are steps of their own
 */
#ifndef EMULATOR_DRIVE_SCHEDULE_H
#define EMULATOR_DRIVE_SCHEDULE_H

#include "emulator/commands/opcode.h"
#include "emulator/drive/cache.h"
#include "emulator/drive/drive.h"

/* Blocks that one recording step takes from the cache at most. */
enum { DRAIN_BLOCKS = 32 };

enum step_owner { OWNER_NOBODY, OWNER_LOADING, OWNER_DRAIN, OWNER_FOREGROUND, OWNER_BACKGROUND };

/* A work under way. */
struct job {
	bool active;
	bool started; /* what it waited for has come */
	uint8_t code; /* the operation code it began with */
	struct work work;
	unsigned step;            /* index of the next step */
	uint32_t cached_at_start; /* blocks to drain when it began to wait, for its progress */
};

struct schedule {
	struct command *queue[QUEUE_MAX];
	unsigned first, count;

	struct command *current; /* the command being served */
	bool answering;          /* its end is known and leaves at answer_due */
	struct sense answer;
	uint64_t answer_due;

	struct job foreground, background;

	enum step_owner owner; /* whose step the mechanism is busy with */
	struct step step;
	struct step_result result;
	uint64_t step_began, step_due;
};

/* ---- serve.c ---- */

/* Lets the command in (GOOD and *ret_row), or says why not. Clears the unit attention or deferred error that it
 * reports. */
struct sense admit(struct drive *drive, const struct command *command, const struct opcode **ret_row);

/* Puts the command at the end of the queue, or answers it TASK SET FULL at once. */
void enqueue(struct drive *drive, struct command *command);

/* Takes the next command if none is being served. False if there was nothing to do. */
bool serve(struct drive *drive);

/* The current command ends like this: schedules the answer. */
void answer(struct drive *drive, struct sense sense);

/* Hands a due answer over. False if none is due. */
bool deliver(struct drive *drive);

/* Drops one command (NULL: all), each completed as TASK ABORTED. */
void abort_commands(struct drive *drive, const struct command *command);

/* ---- work.c ---- */

/* Begins a planned work: in the background if it is immediate. */
void begin_work(struct drive *drive, const struct work *work);

/* Takes a job as far as it goes now. False if it did not move. */
bool advance_job(struct drive *drive, struct job *job);

/* The step that the job began has ended with this sense. */
void job_step_ended(struct drive *drive, struct job *job, struct sense sense);

/* Recording failed: whoever waits for the cache is told, or the error is kept as deferred. */
void fail_waiting_work(struct drive *drive, struct sense sense);

/* The command of the foreground work is gone: physical work that has begun goes on in the background, the rest is
 * dropped. */
void orphan_foreground(struct drive *drive);

/* ---- steps.c ---- */

/* Starts the step if the mechanism is free: false if it is not. */
bool begin_step(struct drive *drive, enum step_owner owner, const struct step *step);

/* Ends a step that is due. False if none is. */
bool end_due_step(struct drive *drive);

/* Starts recording the oldest cached blocks if there are any and the mechanism is free. */
bool begin_drain(struct drive *drive);

/* Starts recognising the medium in the tray. */
void begin_load(struct drive *drive);

/* Power loss: the running step ends where it is. */
void cut_step(struct drive *drive);

/* Makes a mechanism for the medium in the tray: keeps the old one when memory is short. */
void fit_mechanism(struct drive *drive);

#endif
