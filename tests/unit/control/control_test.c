/* SPDX-License-Identifier: MIT */
#include "handlers/control/control.h"

#include <errno.h>
#include <string.h>

#include "emulator/emulator.h"
#include "handlers/ways/ways.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

#define RESERVE "arm id=reserve op=5Eh do=hang"

static struct problem problem;
static char text[CONTROL_LINE_MAX];

/* Tells it to a drive with an empty tray whose clients come by that way; *ret_hits: what "hits reserve" comes to. */
static int tell(enum way_id way, const char *request, int *ret_hits)
{
	struct emulator_options options = {.instant = true};
	struct platform *platform = posix_create(1);
	struct target *target;
	struct pump *pump;
	int error = emulator_create(&options, NULL, &target, &problem);

	if (!error)
		error = pump_create(platform, target, &pump);
	if (error)
		return error;
	error = control_tell_by(pump, &ways[way], request, text, sizeof(text), &problem);
	*ret_hits = control_tell(pump, "hits reserve", text, sizeof(text), NULL);
	pump_destroy(pump);
	platform_destroy(platform);
	return error;
}

static void arms_no_rule_that_the_way_cannot_carry(void)
{
	int hits;

	CHECK_EQUAL(tell(WAY_TCMU, RESERVE, &hits), -EINVAL);
	CHECK(strstr(problem.text, "rule \"reserve\" would never act") != NULL);
	CHECK_EQUAL(hits, -ENOENT);
}

static void arms_a_rule_that_the_way_carries(void)
{
	int hits;

	CHECK_EQUAL(tell(WAY_TGT, RESERVE, &hits), 0);
	CHECK_EQUAL(hits, 0);
}

static const struct unit_test tests[] = {
	{"Control.ArmsNoRuleThatTheWayCannotCarry", arms_no_rule_that_the_way_cannot_carry},
	{"Control.ArmsARuleThatTheWayCarries", arms_a_rule_that_the_way_carries},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
