/* SPDX-License-Identifier: MIT */
/* The table in words, as "dryburn ways" prints it and docs/architecture.md has it. */
#include <stdio.h>
#include <string.h>

#include "handlers/ways/ways.h"

struct word {
	unsigned bit;
	const char *text;
};

static const struct word clock_words[] = {{WAY_VIRTUAL, "virtual"}, {WAY_REAL, "real"}, {WAY_SCALED, "scaled"}, {0}};
static const struct word task_words[] = {
	{WAY_TIME_OUT, "time-out"}, {WAY_RESET, "reset"}, {WAY_CONTROL, "control"}, {0}};

static void append(char text[WAY_TEXT_MAX], const char *separator, const char *word)
{
	size_t used = strlen(text);

	snprintf(text + used, WAY_TEXT_MAX - used, "%s%s", used ? separator : "", word);
}

static void list_words(unsigned bits, const struct word *words, char ret_text[WAY_TEXT_MAX])
{
	*ret_text = '\0';
	for (; words->bit; words++)
		if (bits & words->bit)
			append(ret_text, ", ", words->text);
	if (!*ret_text)
		append(ret_text, "", "none");
}

static void yes_or_no(bool yes, char ret_text[WAY_TEXT_MAX])
{
	snprintf(ret_text, WAY_TEXT_MAX, "%s", yes ? "yes" : "no");
}

static void describe_command(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	snprintf(ret_text, WAY_TEXT_MAX, "%s", way->command);
}

static void describe_root(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	yes_or_no(way->root, ret_text);
}

static void describe_case_drive(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	yes_or_no(way->case_drive, ret_text);
}

static void describe_time(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	list_words(way->clocks, clock_words, ret_text);
}

static void describe_aborts(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	list_words(way->aborts, task_words, ret_text);
}

static void describe_hang(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	list_words(way->hang_ends, task_words, ret_text);
}

static void describe_nexus(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	static const char *const words[] = {
		[WAY_NEXUS_UNKNOWN] = "no", [WAY_NEXUS_ONE] = "one", [WAY_NEXUS_EACH] = "yes"};

	snprintf(ret_text, WAY_TEXT_MAX, "%s", words[way->nexus]);
}

static void describe_codes(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	snprintf(ret_text, WAY_TEXT_MAX, "%s", way->lost_count ? "" : "all");
	for (unsigned i = 0; i < way->lost_count; i++) {
		struct way_codes lost = way->lost[i];
		char range[16];

		snprintf(range, sizeof(range), lost.first == lost.last ? "%s%02Xh" : "%s%02Xh-%02Xh", i ? "" : "not ",
		         lost.first, lost.last);
		append(ret_text, ", ", range);
	}
}

static void describe_residuals(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	static const struct word words[] = {{WAY_NO_BYTES, "no bytes"}, {WAY_LESS_DATA_OUT, "less Data-Out"}, {0}};
	char untold[WAY_TEXT_MAX];

	list_words(way->untold, words, untold);
	snprintf(ret_text, WAY_TEXT_MAX, way->untold ? "all but %.60s" : "all", untold);
}

static void describe_direction(const struct way *way, char ret_text[WAY_TEXT_MAX])
{
	yes_or_no(way->direction, ret_text);
}

/* clang-format off */
const struct way_capability way_capabilities[] = {
	{"used by",                         "used_by",         "[ours]",                                                                 describe_command},
	{"root",                            "root",            "[ours]",                                                                 describe_root},
	{"a drive for each case",           "case_drive",      "[ours] a carrier's drive is made of its URI, once",                      describe_case_drive},
	{"time",                            "time",            "[ours] clients elsewhere wait by the host's clock",                      describe_time},
	{"of a client, reaches the drive",  "aborts",          "[tgt 1.0.85 target.c abort_cmd()] [observed] of tcmu-runner 1.5.4",    describe_aborts},
	{"what ends a hang in the drive",   "hang_ends",       "[ours] rule(5), dryburn-ctl(1)",                                         describe_hang},
	{"nexus known",                     "nexus",           "[tcmu-runner 1.5.4 libtcmu_common.h struct tcmulib_cmd]",                describe_nexus},
	{"operation codes",                 "operation_codes", "[Linux target_core_device.c passthrough_parse_cdb()] [observed]",         describe_codes},
	{"residuals",                       "residuals",       "[Linux target_core_user.h TCMU_UFLAG_READ_LEN: 0 is \"not set\"]",         describe_residuals},
	{"direction of data",               "direction",       "[Linux target_core_user.h struct tcmu_cmd_entry has none]",              describe_direction},
	{0},
};
/* clang-format on */
