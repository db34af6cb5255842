/* SPDX-License-Identifier: MIT */
/* The queue: first in, first out, round and round; what is aborted; and how long answers take. */
#include <string.h>

#include "tests/unit/drive/bench.h"

enum { MANY = 200 };

static struct {
	struct command commands[MANY];
	unsigned order[2 * MANY], count; /* numbers of completed commands */
} queue;

static void note(void *context, struct command *command)
{
	(void)context;
	queue.order[queue.count++] = (unsigned)(command - queue.commands);
}

static struct bench open_queue(void)
{
	struct bench bench = bench_open("dvd+r");

	bench_make_ready(&bench);
	memset(&queue, 0, sizeof(queue));
	bench.target->on_complete = note;
	for (unsigned i = 0; i < MANY; i++)
		queue.commands[i].cdb_length = 6;
	return bench;
}

static void first_in_is_first_out(void)
{
	struct bench bench = open_queue();
	unsigned wrong = 0;

	for (unsigned i = 0; i < MANY; i++) {
		bench_submit(&bench, &queue.commands[i]);
		if (i % 3 == 2)
			bench_pass(&bench, 5 * 100000);
	}
	bench_pass(&bench, SECOND);
	CHECK_EQUAL(queue.count, MANY);
	for (unsigned i = 0; i < queue.count; i++)
		wrong += queue.order[i] != i || queue.commands[i].status != 0;
	CHECK_EQUAL(wrong, 0);
	bench_close(&bench);
}

static void check_order(const unsigned *wanted, unsigned count)
{
	CHECK_EQUAL(queue.count, count);
	for (unsigned i = 0; i < count && i < queue.count; i++)
		CHECK_EQUAL(queue.order[i], wanted[i]);
}

static void the_others_keep_their_order_when_one_is_aborted(void)
{
	struct bench bench = open_queue();

	for (unsigned i = 0; i < 40; i++)
		bench_submit(&bench, &queue.commands[i]);
	bench_pass(&bench, SECOND);
	queue.count = 0;
	for (unsigned i = 40; i < 70; i++) /* so that the ring turns over */
		bench_submit(&bench, &queue.commands[i]);
	queue.commands[62].transferred = queue.commands[62].overflow = 77;
	queue.commands[62].sense_length = 18;
	bench_reset(&bench, RESET_ABORT_TASK, &queue.commands[62]);
	CHECK_EQUAL(queue.count, 1);
	CHECK_EQUAL(queue.order[0], 62);
	CHECK_EQUAL(queue.commands[62].status, 0x40);
	CHECK_EQUAL(queue.commands[62].transferred, 0);
	CHECK_EQUAL(queue.commands[62].overflow, 0);
	CHECK_EQUAL(queue.commands[62].sense_length, 0);
	bench_pass(&bench, SECOND);
	CHECK_EQUAL(queue.count, 30);
	for (unsigned i = 1; i < queue.count; i++)
		CHECK_EQUAL(queue.order[i], i <= 22 ? 39 + i : 40 + i);
	bench_close(&bench);
}

static void a_reset_takes_all_of_them(void)
{
	struct bench bench = open_queue();

	for (unsigned i = 0; i < 4; i++)
		bench_submit(&bench, &queue.commands[i]);
	bench_reset(&bench, RESET_LOGICAL_UNIT, NULL);
	check_order((const unsigned[]){0, 1, 2, 3}, 4);
	for (unsigned i = 0; i < 4; i++)
		CHECK_EQUAL(queue.commands[i].status, 0x40);
	bench_close(&bench);
}

static void what_was_due_before_a_reset_is_done(void)
{
	struct bench bench = open_queue();

	bench_submit(&bench, &queue.commands[0]);
	bench.now += 200000;
	bench_reset(&bench, RESET_LOGICAL_UNIT, NULL);
	CHECK_EQUAL(queue.commands[0].status, 0);
	CHECK_EQUAL(bench_drive(&bench)->now, bench.now);
	bench_close(&bench);
}

static void what_was_due_before_a_command_is_done(void)
{
	struct bench bench = open_queue();

	bench_submit(&bench, &queue.commands[0]);
	bench.now += 200000;
	bench_submit(&bench, &queue.commands[1]);
	check_order((const unsigned[]){0}, 1);
	CHECK_EQUAL(bench.target->ops->next_event(bench.target), bench.now + 200000);
	bench_close(&bench);
}

static void what_was_due_before_a_hand_is_done(void)
{
	struct bench bench = open_queue();
	struct signal button = {.kind = SIGNAL_EJECT_BUTTON};

	bench_submit(&bench, &queue.commands[0]);
	bench.now += 200000;
	CHECK_EQUAL(bench.target->ops->signal(bench.target, &button, bench.now, NULL), 0);
	check_order((const unsigned[]){0}, 1);
	CHECK_EQUAL(bench_drive(&bench)->tray, TRAY_OPEN);
	bench_close(&bench);
}

static void a_hand_that_the_drive_does_not_know_is_refused(void)
{
	struct bench bench = open_queue();
	struct signal signal = {.kind = SIGNAL_ARM, .text = ""};
	struct problem problem;

	CHECK_EQUAL(bench.target->ops->signal(bench.target, &signal, bench.now, &problem), -95);
	CHECK_STRING(problem.text, "the drive does not know this signal");
	bench_close(&bench);
}

/* [dryburn-bd]: 200 us a command, and its data at 150 MB/s. */
static void an_answer_takes_its_time(void)
{
	struct bench bench = open_queue();
	uint8_t data[96];
	struct command *inquiry = &queue.commands[0];

	inquiry->cdb[0] = 0x12;
	inquiry->cdb[4] = 96;
	inquiry->direction = DATA_IN;
	inquiry->data = data;
	inquiry->data_length = sizeof(data);
	bench_submit(&bench, inquiry);
	CHECK_EQUAL(bench.target->ops->next_event(bench.target) - bench.now, 200000 + 640);
	bench_pass(&bench, 200640);
	CHECK_EQUAL(inquiry->transferred, 96);
	queue.commands[1].transferred = queue.commands[1].overflow = 4096;
	bench_submit(&bench, &queue.commands[1]);
	CHECK_EQUAL(bench.target->ops->next_event(bench.target) - bench.now, 200000);
	bench_pass(&bench, SECOND);
	CHECK_EQUAL(queue.commands[1].transferred, 0);
	CHECK_EQUAL(queue.commands[1].overflow, 0);
	bench_close(&bench);
}

static void what_lies_behind_a_cdb_is_not_looked_at(void)
{
	struct bench bench = open_queue();

	queue.commands[0].cdb[6] = 0xFF;
	bench_submit(&bench, &queue.commands[0]);
	bench_pass(&bench, SECOND);
	CHECK_EQUAL(queue.commands[0].status, 0);
	bench_close(&bench);
}

static void a_short_cdb_has_no_bit_to_point_at(void)
{
	struct bench bench = bench_open("dvd+r");
	struct sense sense;

	bench_make_ready(&bench);
	sense = bench_do(&bench, "25 00 00 00 00 00");
	CHECK_EQUAL(sense.field_byte, 6);
	CHECK_EQUAL(sense.field_bit, -1);
	bench_close(&bench);
}

const struct unit_test queue_tests[] = {
	{"Queue.FirstInIsFirstOut", first_in_is_first_out},
	{"Queue.TheOthersKeepTheirOrderWhenOneIsAborted", the_others_keep_their_order_when_one_is_aborted},
	{"Queue.AResetTakesAllOfThem", a_reset_takes_all_of_them},
	{"Queue.WhatWasDueBeforeAResetIsDone", what_was_due_before_a_reset_is_done},
	{"Queue.WhatWasDueBeforeACommandIsDone", what_was_due_before_a_command_is_done},
	{"Queue.WhatWasDueBeforeAHandIsDone", what_was_due_before_a_hand_is_done},
	{"Queue.AHandThatTheDriveDoesNotKnowIsRefused", a_hand_that_the_drive_does_not_know_is_refused},
	{"Queue.AnAnswerTakesItsTime", an_answer_takes_its_time},
	{"Queue.WhatLiesBehindACdbIsNotLookedAt", what_lies_behind_a_cdb_is_not_looked_at},
	{"Queue.AShortCdbHasNoBitToPointAt", a_short_cdb_has_no_bit_to_point_at},
	{0},
};
