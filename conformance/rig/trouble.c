/* SPDX-License-Identifier: MIT */
/* What a case does to its own rig: disturbance rules, which must act; a way that is cut; memory that is short. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/expect.h"
#include "conformance/rig/forgery.h"
#include "conformance/rig/plug.h"
#include "conformance/rig/parts.h"
#include "emulator/problem.h"

/* ---- rules ---- */

/* What goes right in the rig is no assertion of the case's: only failures are noted. */
static void expect_to_have_acted(struct rig *rig, const char *id)
{
	if (rig_rule_hits(rig, id) <= 0)
		EXPECT(false, "rule %s never acted", id);
}

void rig_check_rules(struct whole_rig *rig)
{
	while (rig->rule_count) {
		const char *id = rig->rules[--rig->rule_count];

		expect_to_have_acted(&rig->rig, id);
	}
}

/* Remembers the id of each rule of a text, for check_rules(). */
static void remember_rules(struct whole_rig *rig, const char *rules)
{
	for (const char *at = rules; (at = strstr(at, "id=")); at++) {
		size_t length = strcspn(at + 3, " \t;\n");

		if (at != rules && !strchr(" \t;\n", at[-1]))
			continue;
		if (rig->rule_count < RIG_RULES_MAX)
			snprintf(rig->rules[rig->rule_count++], RIG_RULE_ID_MAX, "%.*s", (int)length, at + 3);
	}
}

static void tell_of_rules(struct rig *rig, const char *verb, const char *text)
{
	struct problem problem = {{0}};
	char answer[64];

	if (rig_tell(whole(rig), answer, sizeof(answer), &problem, "%s %s", verb, text))
		EXPECT(false, "%s \"%s\" is refused: %s", verb, text, problem.text);
}

void rig_arm(struct rig *rig, const char *rules)
{
	tell_of_rules(rig, "arm", rules);
	remember_rules(whole(rig), rules);
}

void rig_disarm(struct rig *rig, const char *id)
{
	struct whole_rig *w = whole(rig);

	expect_to_have_acted(rig, id);
	tell_of_rules(rig, "disarm", id);
	for (unsigned i = 0; i < w->rule_count; i++)
		if (strcmp(w->rules[i], id) == 0)
			memmove(w->rules[i], w->rules[--w->rule_count], RIG_RULE_ID_MAX);
}

int64_t rig_rule_hits(struct rig *rig, const char *id)
{
	struct problem problem;
	char answer[64];

	return rig_tell(whole(rig), answer, sizeof(answer), &problem, "hits %s", id) ? -ENOENT
	                                                                             : strtoll(answer, NULL, 10);
}

/* ---- the way, and memory ---- */

void rig_unplug(struct rig *rig)
{
	plug_pull(whole(rig)->engine_plug);
}

void rig_forge(struct rig *rig, uint8_t opcode, const void *data, size_t bytes)
{
	forgery_answer(whole(rig)->engine_forgery, opcode, data, bytes);
}

void rig_forge_no_more(struct rig *rig)
{
	forgery_end(whole(rig)->engine_forgery);
}

void rig_mount(struct rig *rig, bool mounted)
{
	forgery_mount(whole(rig)->engine_forgery, mounted);
}

static int start_nothing(struct platform *platform, const char *name, void (*run)(void *argument), void *argument,
                         struct task **ret_task)
{
	(void)platform;
	(void)name;
	(void)run;
	(void)argument;
	(void)ret_task;
	return -ENOMEM;
}

void rig_starve(struct rig *rig, bool starved)
{
	struct whole_rig *w = whole(rig);

	if (starved && !w->fed_ops) {
		w->fed_ops = rig->platform->ops;
		w->starved_ops = *w->fed_ops;
		w->starved_ops.task_start = start_nothing;
		rig->platform->ops = &w->starved_ops;
	} else if (!starved && w->fed_ops) {
		rig->platform->ops = w->fed_ops;
		w->fed_ops = NULL;
	}
}
