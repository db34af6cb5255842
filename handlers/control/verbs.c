/* SPDX-License-Identifier: MIT */
/* A table of verbs, each a function of the drive and an argument. */
#include "handlers/control/control.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/emulator.h"
#include "handlers/ways/ways.h"
#include "t10/opcode.h"

#define EJECT_LIMIT_NS (60 * NS_PER_S)

/* Whom the hands are at. */
struct drive {
	struct pump *pump;
	const struct way *way; /* by which its clients come */
};

/* Does what it says, with what to answer in *ret_text ("" at first). 0, or negative errno with the reason. */
typedef int verb_function(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                          struct problem *ret_problem);

/* ---- looking ---- */

static void look(struct target *target, void *context)
{
	emulator_status(target, context);
}

static int show_status(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                       struct problem *ret_problem)
{
	struct emulator_status status;

	(void)argument;
	(void)ret_problem;
	pump_ask(drive->pump, look, &status);
	snprintf(ret_text, CONTROL_LINE_MAX, "tray=%s medium=%s ready=%s writing=%s locked=%s",
	         status.tray_open ? "open" : "closed", status.medium ? status.medium : "none",
	         status.ready ? "yes" : "no", status.writing ? "yes" : "no", status.locked ? "yes" : "no");
	return 0;
}

static int show_way(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                    struct problem *ret_problem)
{
	(void)argument;
	(void)ret_problem;
	snprintf(ret_text, CONTROL_LINE_MAX, "%s", drive->way->name);
	return 0;
}

struct hits {
	const char *id;
	int64_t count;
};

static void count_hits(struct target *target, void *context)
{
	struct hits *hits = context;

	hits->count = emulator_rule_hits(target, hits->id);
}

static int show_hits(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                     struct problem *ret_problem)
{
	struct hits hits = {.id = argument};

	pump_ask(drive->pump, count_hits, &hits);
	if (hits.count < 0)
		return problem_set(ret_problem, ENOENT, "there was never a rule \"%s\"", argument);
	snprintf(ret_text, CONTROL_LINE_MAX, "%" PRId64, hits.count);
	return 0;
}

/* ---- the tray ---- */

/* "memory:TYPE[:BLOCKS]": a new disc that lives as long as the drive has it. */
static int make_disc(const char *text, struct medium **ret_medium, struct problem *ret_problem)
{
	char type[16];
	unsigned blocks = 0;
	int used = 0, fields = sscanf(text, "%15[^:]%n:%9u%n", type, &used, &blocks, &used);

	if (fields < 1 || text[used])
		return problem_set(ret_problem, EINVAL, "\"memory:%s\" is wrong: memory:TYPE or memory:TYPE:BLOCKS",
		                   text);
	return disc_in_memory(type, blocks, true, ret_medium, ret_problem);
}

static int insert(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                  struct problem *ret_problem)
{
	static const char memory[] = "memory:";
	struct signal signal = {.kind = SIGNAL_INSERT};
	bool in_memory = strncmp(argument, memory, sizeof(memory) - 1) == 0;
	int error = in_memory ? make_disc(argument + sizeof(memory) - 1, &signal.medium, ret_problem)
	                      : disc_open(argument, &signal.medium, ret_problem);

	(void)ret_text;
	return error ? error : pump_signal(drive->pump, &signal, ret_problem);
}

static int take_out(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                    struct problem *ret_problem)
{
	struct signal signal = {.kind = SIGNAL_INSERT};

	(void)argument;
	(void)ret_text;
	return pump_signal(drive->pump, &signal, ret_problem);
}

static int push_button(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                       struct problem *ret_problem)
{
	struct signal signal = {.kind = SIGNAL_EJECT_BUTTON};

	(void)argument;
	(void)ret_text;
	return pump_signal(drive->pump, &signal, ret_problem);
}

/* As a host would, by START STOP UNIT: refused while the tray is locked. */
static int eject(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                 struct problem *ret_problem)
{
	struct command command = {.cdb = {START_STOP_UNIT, [4] = 0x02}, .cdb_length = 6};
	struct sense sense;
	char words[128];

	(void)argument;
	(void)ret_text;
	do {
		if (pump_execute(drive->pump, &command, EJECT_LIMIT_NS))
			return problem_set(ret_problem, ETIMEDOUT, "the drive does not open its tray");
		sense = command_sense(&command);
	} while (sense.key == UNIT_ATTENTION);
	if (command.status == STATUS_GOOD)
		return 0;
	return problem_set(ret_problem, EBUSY, "the drive does not open its tray: %s",
	                   sense_describe(&sense, words, sizeof(words)));
}

/* ---- trouble ---- */

static int arm(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
               struct problem *ret_problem)
{
	struct signal signal = {.kind = SIGNAL_ARM, .text = argument};
	int error;

	(void)ret_text;
	error = way_admits_rules(drive->way, argument, ret_problem);
	return error ? error : pump_signal(drive->pump, &signal, ret_problem);
}

static int disarm(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                  struct problem *ret_problem)
{
	struct signal signal = {.kind = SIGNAL_DISARM, .text = strcmp(argument, "all") ? argument : ""};

	(void)ret_text;
	return pump_signal(drive->pump, &signal, ret_problem);
}

static int reset_unit(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                      struct problem *ret_problem)
{
	(void)argument;
	(void)ret_text;
	(void)ret_problem;
	pump_reset(drive->pump, RESET_LOGICAL_UNIT);
	return 0;
}

static int power_cycle(const struct drive *drive, const char *argument, char ret_text[CONTROL_LINE_MAX],
                       struct problem *ret_problem)
{
	(void)argument;
	(void)ret_text;
	(void)ret_problem;
	pump_reset(drive->pump, RESET_POWER);
	return 0;
}

/* clang-format off */
static const struct {
	const char *name;
	const char *argument; /* what it takes, NULL for nothing */
	verb_function *carry_out;
} verbs[] = {
	{ "status",      NULL,                                   show_status },
	{ "way",         NULL,                                   show_way },
	{ "insert",      "NAME, or memory:TYPE[:BLOCKS]",        insert },
	{ "remove",      NULL,                                   take_out },
	{ "eject",       NULL,                                   eject },
	{ "button",      NULL,                                   push_button },
	{ "arm",         "RULE",                                 arm },
	{ "disarm",      "ID, or all",                           disarm },
	{ "hits",        "ID",                                   show_hits },
	{ "reset",       NULL,                                   reset_unit },
	{ "power-cycle", NULL,                                   power_cycle },
};
/* clang-format on */

enum { VERB_COUNT = sizeof(verbs) / sizeof(verbs[0]) };

static int unknown_verb(const char *name, struct problem *ret_problem)
{
	char known[256] = "";

	for (size_t i = 0; i < VERB_COUNT; i++)
		snprintf(known + strlen(known), sizeof(known) - strlen(known), "%s%s", i ? ", " : "", verbs[i].name);
	return problem_set(ret_problem, EINVAL, "\"%s\" is not known; there are %s", name, known);
}

static int carry_out(const struct drive *drive, const char *name, const char *argument, char ret_text[CONTROL_LINE_MAX],
                     struct problem *ret_problem)
{
	for (size_t i = 0; i < VERB_COUNT; i++) {
		if (strcmp(verbs[i].name, name) != 0)
			continue;
		if (verbs[i].argument && !*argument)
			return problem_set(ret_problem, EINVAL, "%s takes %s", name, verbs[i].argument);
		if (!verbs[i].argument && *argument)
			return problem_set(ret_problem, EINVAL, "%s takes no argument", name);
		return verbs[i].carry_out(drive, argument, ret_text, ret_problem);
	}
	return unknown_verb(name, ret_problem);
}

int control_tell_by(struct pump *pump, const struct way *way, const char *request, char *ret_text, size_t size,
                    struct problem *ret_problem)
{
	struct drive drive = {pump, way};
	char name[CONTROL_LINE_MAX], text[CONTROL_LINE_MAX] = "";
	size_t length = strcspn(request, " ");
	int error;

	snprintf(name, sizeof(name), "%.*s", (int)length, request);
	error = carry_out(&drive, name, request[length] ? request + length + 1 : "", text, ret_problem);
	snprintf(ret_text, size, "%s", text);
	return error;
}

int control_tell(struct pump *pump, const char *request, char *ret_text, size_t size, struct problem *ret_problem)
{
	return control_tell_by(pump, &ways[WAY_LOOPBACK], request, ret_text, size, ret_problem);
}
