/* SPDX-License-Identifier: MIT */
/* The judge's hands: what a person would do to the drive, wherever it is. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "conformance/expect.h"
#include "conformance/rig/parts.h"
#include "emulator/problem.h"
#include "handlers/control/control.h"

/* A drive that still records what an earlier case wrote keeps its tray closed for a while. */
#define PATIENCE_NS (20 * NS_PER_S)
#define PAUSE_NS (50 * NS_PER_MS)

int rig_tell(struct whole_rig *rig, char *ret_text, size_t size, struct problem *ret_problem, const char *format, ...)
{
	char request[CONTROL_LINE_MAX];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(request, sizeof(request), format, arguments);
	va_end(arguments);
	for (char *end = request; (end = strchr(end, '\n'));)
		*end = ';';
	if (rig->pump)
		return control_tell(rig->pump, request, ret_text, size, ret_problem);
	return control_ask(rig->source->control, request, ret_text, size, ret_problem);
}

static int insert(struct whole_rig *rig, const char *medium, struct problem *ret_problem)
{
	char text[CONTROL_LINE_MAX];

	if (!*medium)
		return rig_tell(rig, text, sizeof(text), ret_problem, "remove");
	return rig_tell(rig, text, sizeof(text), ret_problem, "insert memory:%s:%d", medium, RIG_DISC_BLOCKS);
}

int rig_insert_fresh_disc(struct whole_rig *rig)
{
	struct platform *platform = rig->rig.platform;
	uint64_t deadline = platform_now(platform) + PATIENCE_NS;
	struct problem problem = {""};
	char text[CONTROL_LINE_MAX];
	int error = rig_tell(rig, text, sizeof(text), &problem, "disarm all");

	if (!error)
		error = rig_tell(rig, text, sizeof(text), &problem, "reset");
	if (!error)
		error = insert(rig, rig->rig.medium, &problem);
	while (error == -EREMOTEIO && platform_now(platform) < deadline) {
		sleep_until(platform, platform_now(platform) + PAUSE_NS);
		error = insert(rig, rig->rig.medium, &problem);
	}
	return error ? rig_fail(rig, error, "there is no fresh disc: %s", problem.text) : 0;
}

/* ---- for cases ---- */

int rig_insert(struct rig *rig, const char *medium)
{
	struct problem problem = {""};
	int error = insert(whole(rig), medium, &problem);

	if (error && error != -EBUSY && error != -EREMOTEIO)
		EXPECT(false, "no hand can change the disc: %s", problem.text);
	return error ? -EBUSY : 0;
}

static void tell(struct rig *rig, const char *request)
{
	struct problem problem = {""};
	char text[CONTROL_LINE_MAX];

	if (rig_tell(whole(rig), text, sizeof(text), &problem, "%s", request))
		EXPECT(false, "%s is refused: %s", request, problem.text);
}

void rig_push_button(struct rig *rig)
{
	tell(rig, "button");
}

void rig_reset(struct rig *rig)
{
	tell(rig, "reset");
}

void rig_power_cycle(struct rig *rig)
{
	tell(rig, "power-cycle");
}
