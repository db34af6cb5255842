/* SPDX-License-Identifier: MIT */
/* The judge's hands: what a person would do to the drive, wherever it is. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "conformance/rig_parts.h"
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

static int insert(struct whole_rig *rig, struct problem *ret_problem)
{
	char text[CONTROL_LINE_MAX];

	if (!*rig->rig.medium)
		return rig_tell(rig, text, sizeof(text), ret_problem, "remove");
	return rig_tell(rig, text, sizeof(text), ret_problem, "insert memory:%s:%d", rig->rig.medium, RIG_DISC_BLOCKS);
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
		error = insert(rig, &problem);
	while (error == -EREMOTEIO && platform_now(platform) < deadline) {
		sleep_until(platform, platform_now(platform) + PAUSE_NS);
		error = insert(rig, &problem);
	}
	return error ? rig_fail(rig, error, "there is no fresh disc: %s", problem.text) : 0;
}
