/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "emulator/emulator.h"
#include "handlers/ways/ways.h"
#include "t10/opcode.h"

int way_admits_clock(const struct way *way, enum way_clock clock, const char *drive, struct problem *ret_problem)
{
	if (way->clocks & clock)
		return 0;
	return problem_set(ret_problem, EINVAL, "%s: %s (%s) lives in the host's time: time=real or time=scaled:N",
	                   drive, way->name, way->command);
}

/* "loopback (emu:), tgt (dryburn serve)" */
static void list_carriers(uint8_t code, char *text, size_t size)
{
	*text = '\0';
	for (unsigned i = 0; i < WAY_COUNT; i++) {
		size_t used = strlen(text);

		if (way_carries_code(&ways[i], code))
			snprintf(text + used, size - used, "%s%s (%s)", used ? ", " : "", ways[i].name,
			         ways[i].command);
	}
}

static int admit_rule(void *context, const struct emulator_rule *rule, struct problem *ret_problem)
{
	const struct way *way = context;
	char carriers[160];
	uint8_t code = (uint8_t)rule->operation;

	if (rule->operation < 0 || way_carries_code(way, code))
		return 0;
	list_carriers(code, carriers, sizeof(carriers));
	return problem_set(ret_problem, EINVAL,
	                   "rule \"%s\" would never act: %s does not reach a drive over %s (%s); it does over %s",
	                   rule->id, opcode_name(code), way->name, way->command, carriers);
}

int way_admits_rules(const struct way *way, const char *rules, struct problem *ret_problem)
{
	return emulator_rules_read(rules, admit_rule, (void *)way, ret_problem);
}
