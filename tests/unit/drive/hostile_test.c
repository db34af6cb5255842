/* SPDX-License-Identifier: MIT */
/*
 * Commands that no sane initiator sends: every operation code with random fields, lengths that disagree with the
 * buffers, resets in between. Each must be answered within its buffer (the sanitizers look), and the layout must stay
 * sound.
 */
#include <stdlib.h>
#include <string.h>

#include "emulator/commands/opcode.h"
#include "tests/unit/drive/bench.h"

static uint32_t state;

static uint32_t draw(uint32_t bound)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % bound;
}

/* Half of the fields are small numbers, so that many commands get past the first check. */
static void draw_cdb(struct command *command)
{
	unsigned count;
	const struct opcode *rows = opcode_table(&count), *row = &rows[draw(count)];
	bool clean = draw(4) != 0;

	command->cdb_length = draw(20) ? row->cdb_length : (uint8_t)(6 + draw(11));
	for (unsigned i = 0; i < CDB_MAX; i++) {
		uint8_t byte = draw(2) ? (uint8_t)draw(256) : draw(2) ? (uint8_t)draw(8) : 0;

		command->cdb[i] = clean ? byte & row->usage[i] : byte;
	}
	command->cdb[0] = draw(50) ? row->code : (uint8_t)draw(256);
	command->direction = draw(10) ? row->direction : (enum data_direction)draw(3);
	command->data_length = draw(3) ? draw(64 * 2048) : draw(300);
}

static void end_commands(struct bench *bench)
{
	for (unsigned i = 0; i < 2000 && bench->target->ops->next_event(bench->target) != UINT64_MAX; i++) {
		uint64_t due = bench->target->ops->next_event(bench->target);

		bench->now = due > bench->now ? due : bench->now;
		bench->target->ops->advance(bench->target, bench->now);
	}
}

/* Whether anything was written where no answer is: behind the bytes that came, or over those that went. An aborted
 * command may leave a part of its answer. */
static bool is_overwritten(const struct command *command, uint8_t fill)
{
	size_t at = command->direction == DATA_IN ? command->transferred : 0;

	if (command->direction == DATA_NONE || command->status == STATUS_TASK_ABORTED)
		return false;
	while (at < command->data_length && command->data[at] == fill)
		at++;
	return at < command->data_length;
}

static void be_hostile(const char *type, uint32_t seed)
{
	struct bench bench = bench_open(type);
	const struct drive *drive = (struct drive *)bench.target;
	unsigned unanswered = 0, unsound = 0, overlong = 0, overwritten = 0;

	state = seed;
	bench_make_ready(&bench);
	for (unsigned i = 0; i < 4000; i++) {
		struct command command = {.status = 0xEE};
		uint8_t fill;

		draw_cdb(&command);
		command.data = malloc(command.data_length ? command.data_length : 1);
		fill = (uint8_t)draw(256);
		memset(command.data, fill, command.data_length);
		bench_submit(&bench, &command);
		if (!draw(40))
			bench_reset(&bench, draw(2) ? RESET_POWER : RESET_LOGICAL_UNIT, NULL);
		end_commands(&bench);
		unanswered += command.status == 0xEE;
		overlong += command.transferred > command.data_length;
		overwritten += is_overwritten(&command, fill);
		unsound += drive->medium && layout_complaint(&drive->medium->layout) != NULL;
		free(command.data);
	}
	CHECK_EQUAL(unanswered, 0);
	CHECK_EQUAL(overlong, 0);
	CHECK_EQUAL(overwritten, 0);
	CHECK_EQUAL(unsound, 0);
	bench_close(&bench);
}

static void dvd_plus_r_survives(void)
{
	for (uint32_t seed = 1; seed <= 5; seed++)
		be_hostile("dvd+r", seed);
}

static void bd_re_survives(void)
{
	for (uint32_t seed = 1; seed <= 5; seed++)
		be_hostile("bd-re", seed * 77);
}

static void pressed_discs_survive(void)
{
	be_hostile("dvd-rom", 5);
	be_hostile("bd-rom", 6);
}

static void an_empty_drive_survives(void)
{
	struct bench bench = bench_open("");
	unsigned unanswered = 0;

	state = 99;
	for (unsigned i = 0; i < 4000; i++) {
		struct command command = {.status = 0xEE};

		draw_cdb(&command);
		command.data = malloc(command.data_length ? command.data_length : 1);
		memset(command.data, 0, command.data_length);
		bench_submit(&bench, &command);
		end_commands(&bench);
		unanswered += command.status == 0xEE;
		free(command.data);
	}
	CHECK_EQUAL(unanswered, 0);
	bench_close(&bench);
}

const struct unit_test hostile_tests[] = {
	{"Hostile.DvdPlusRSurvives", dvd_plus_r_survives},
	{"Hostile.BdReSurvives", bd_re_survives},
	{"Hostile.PressedDiscsSurvive", pressed_discs_survive},
	{"Hostile.AnEmptyDriveSurvives", an_empty_drive_survives},
	{0},
};
