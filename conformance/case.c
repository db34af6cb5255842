/* SPDX-License-Identifier: MIT */
#include "conformance/case.h"

#include <string.h>

/* clang-format off */
static const char *const verdict_names[VERDICT_COUNT] = {
	[VERDICT_PASS]  = "PASS",  [VERDICT_FAIL]  = "FAIL",  [VERDICT_SKIP]  = "SKIP",
	[VERDICT_ERROR] = "ERROR", [VERDICT_XFAIL] = "XFAIL", [VERDICT_XPASS] = "XPASS",
};

static const struct {
	const char *name, *text;
} skip_reasons[SKIP_REASON_COUNT] = {
	[SKIP_NONE]              = { "", "" },
	[SKIP_NO_FAULTS]         = { "NO_FAULTS", "this way to the drive cannot disturb it" },
	[SKIP_NO_ROOM]           = { "NO_ROOM", "the disc in the drive has no room for what it writes" },
	[SKIP_MEDIUM_TYPE]       = { "MEDIUM_TYPE", "another type of disc is in the drive" },
	[SKIP_NO_VIRTUAL_TIME]   = { "NO_VIRTUAL_TIME", "it waits for minutes, and this drive's time is the host's" },
	[SKIP_NO_MECHANICS]      = { "NO_MECHANICS", "this way to the drive cannot choose a slow drive" },
	[SKIP_NO_HANDS]          = { "NO_HANDS", "nobody can reach this drive's button, tray and power" },
	[SKIP_NO_FRESH_DISC]     = { "NO_FRESH_DISC", "the disc in the drive is not new" },
	[SKIP_UNWATCHED]         = { "UNWATCHED", "what this recorder sends cannot be seen" },
	[SKIP_NO_OPERATION_CODE] = { "NO_OPERATION_CODE", "one of its commands does not reach the drive by this way" },
	[SKIP_NO_RESIDUAL]       = { "NO_RESIDUAL", "this way does not tell how many bytes came or went" },
	[SKIP_NO_DIRECTION]      = { "NO_DIRECTION", "this way does not tell the drive in which direction data are to go" },
	[SKIP_FOREIGN_ENGINE]    = { "FOREIGN_ENGINE", "it pins a choice of ours, and the run is lenient" },
};
/* clang-format on */

const char *verdict_name(enum verdict verdict)
{
	return verdict_names[verdict];
}

const char *skip_reason_name(enum skip_reason reason)
{
	return skip_reasons[reason].name;
}

const char *skip_reason_text(enum skip_reason reason)
{
	return skip_reasons[reason].text;
}

bool verdict_find(const char *name, enum verdict *ret_verdict)
{
	for (enum verdict verdict = 0; verdict < VERDICT_COUNT; verdict++)
		if (strcmp(verdict_names[verdict], name) == 0) {
			*ret_verdict = verdict;
			return true;
		}
	return false;
}

bool skip_reason_find(const char *name, enum skip_reason *ret_reason)
{
	for (enum skip_reason reason = 0; reason < SKIP_REASON_COUNT; reason++)
		if (strcmp(skip_reasons[reason].name, name) == 0) {
			*ret_reason = reason;
			return true;
		}
	return false;
}
