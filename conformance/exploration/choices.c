/* SPDX-License-Identifier: MIT */
#include "conformance/exploration/choices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/exploration/vector.h"

void choices_init(struct choices *choices)
{
	memset(choices, 0, sizeof(*choices));
}

void choices_finish(struct choices *choices)
{
	free(choices->answered);
	memset(choices, 0, sizeof(*choices));
}

void choices_begin(struct choices *choices, struct guide *guide)
{
	choices->guide = guide;
	choices->count = 0;
	choices->trace = 0;
	memset(choices->spent, 0, sizeof(choices->spent));
	if (choices->live)
		choices->live->count = 0;
}

static _Noreturn void die(const char *why)
{
	fprintf(stderr, "exploration: %s\n", why);
	abort();
}

static void make_room(struct choices *choices)
{
	unsigned room = choices->room ? choices->room * 2 : 256;

	if (choices->count == CHOICES_MAX)
		die("the run asks for ever");
	choices->answered = realloc(choices->answered, room * sizeof(*choices->answered));
	if (!choices->answered)
		die("out of memory");
	choices->room = room;
}

static void show(const struct choices *choices, const struct question *question, unsigned taken)
{
	char line[160];

	snprintf(line, sizeof(line), "%5u.%u of %u  %s%s%s", choices->count, taken, question->options, question->place,
	         question->tasks ? ": " : "", question->tasks ? question->tasks[taken] : "");
	choices->show(choices->context, line);
}

static void keep_live(struct vector *live, unsigned at, unsigned option)
{
	if (live->count == DEVIATIONS_MAX)
		return;
	live->deviations[live->count] = (struct deviation){at, (uint8_t)option};
	live->count++;
}

unsigned choices_take(struct choices *choices, const struct question *question)
{
	unsigned taken;

	if (question->options < 2)
		return 0;
	if (question->options > OPTIONS_MAX)
		die("more options than can be counted");
	if (choices->count == choices->room)
		make_room(choices);
	taken = choices->guide->answer(choices->guide, choices->count, question);
	if (taken >= question->options)
		die("a guide answers with more than the last option");
	if (choices->show)
		show(choices, question, taken);
	if (choices->live && taken)
		keep_live(choices->live, choices->count, taken);
	choices->answered[choices->count++] =
		(struct answered){(uint8_t)question->kind, (uint8_t)question->options, (uint8_t)taken};
	choices->spent[question->kind] += taken != 0;
	choices_trace(choices, (uint64_t)question->kind << 16 | question->options << 8 | taken);
	return taken;
}

unsigned choices_spent(const struct choices *choices)
{
	return choices->spent[CANCEL] + choices->spent[FAULT] + choices->spent[PREEMPTION];
}
