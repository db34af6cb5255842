/* SPDX-License-Identifier: MIT */
/* Commands: queued, served one at a time, answered, aborted. */
#include <string.h>

#include "emulator/drive/schedule.h"

static void complete(struct drive *drive, struct command *command)
{
	drive->target.on_complete(drive->target.context, command);
}

static void complete_with_status(struct drive *drive, struct command *command, enum scsi_status status)
{
	command->status = (uint8_t)status;
	command->sense_length = 0;
	command->transferred = 0;
	command->overflow = 0;
	complete(drive, command);
}

void enqueue(struct drive *drive, struct command *command)
{
	struct schedule *schedule = drive->schedule;

	if (schedule->count == QUEUE_MAX) {
		complete_with_status(drive, command, STATUS_TASK_SET_FULL);
		return;
	}
	schedule->queue[(schedule->first + schedule->count++) % QUEUE_MAX] = command;
}

static bool must_wait(const struct schedule *schedule)
{
	const struct job *background = &schedule->background;

	return background->active && background->work.serial &&
	       schedule->queue[schedule->first]->cdb[0] == background->code;
}

bool serve(struct drive *drive)
{
	struct schedule *schedule = drive->schedule;
	struct work work = {0};
	const struct opcode *row;
	struct sense sense;

	if (schedule->current || !schedule->count || must_wait(schedule))
		return false;
	schedule->current = schedule->queue[schedule->first];
	schedule->first = (schedule->first + 1) % QUEUE_MAX;
	schedule->count--;
	schedule->current->transferred = 0;
	schedule->current->overflow = 0;
	sense = admit(drive, schedule->current, &row);
	if (sense_is_good(&sense))
		sense = row->perform(drive, schedule->current, &work);
	if (!sense_is_good(&sense) || (!work.wait && !work.step_count && !work.finish))
		answer(drive, sense);
	else
		begin_work(drive, &work);
	return true;
}

/* A command takes its own time, and that of its data on the way to or from the host. */
static uint64_t answer_time(const struct drive *drive)
{
	if (drive->instant)
		return 0;
	return drive->model->command_ns +
	       drive->schedule->current->transferred * UINT64_C(1000000) / drive->model->link_kbps;
}

void answer(struct drive *drive, struct sense sense)
{
	struct schedule *schedule = drive->schedule;

	schedule->answering = true;
	schedule->answer = sense;
	schedule->answer_due = drive->now + answer_time(drive);
}

bool deliver(struct drive *drive)
{
	struct schedule *schedule = drive->schedule;
	struct command *command = schedule->current;

	if (!schedule->answering || schedule->answer_due > drive->now)
		return false;
	schedule->answering = false;
	schedule->current = NULL;
	command_finish(command, &schedule->answer);
	complete(drive, command);
	return true;
}

static void abort_queued(struct drive *drive, const struct command *only)
{
	struct schedule *schedule = drive->schedule;
	unsigned kept = 0, count = schedule->count;

	for (unsigned i = 0; i < count; i++) {
		struct command *command = schedule->queue[(schedule->first + i) % QUEUE_MAX];

		if (only && command != only)
			schedule->queue[(schedule->first + kept++) % QUEUE_MAX] = command;
		else
			complete_with_status(drive, command, STATUS_TASK_ABORTED);
	}
	schedule->count = kept;
}

void abort_commands(struct drive *drive, const struct command *only)
{
	struct schedule *schedule = drive->schedule;
	struct command *command = schedule->current;

	if (command && (!only || command == only)) {
		orphan_foreground(drive);
		schedule->answering = false;
		schedule->current = NULL;
		complete_with_status(drive, command, STATUS_TASK_ABORTED);
	}
	abort_queued(drive, only);
}
