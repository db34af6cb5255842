/* SPDX-License-Identifier: MIT */
/*
 * The suite on an engine that finds its drive by itself, as Microsoft's does: ours, whose host is this program and not
 * the rig. What the judge sends goes by recorders of the engine's; what the engine sends is witnessed.
 */
#include <errno.h>
#include <string.h>

#include "conformance/doubles/recorder_transport.h"
#include "conformance/suite.h"
#include "emulator/emulator.h"
#include "engine/imapi2/host.h"
#include "handlers/loopback/loopback.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

enum { TIME_SCALE = 4, DISC_BLOCKS = 262144 };

static const OLECHAR drive_id[] = u"the only drive";

static struct suite_result *result;

static int open_drive(void *context, const char *id, struct transport **ret_transport)
{
	return strcmp(id, "the only drive") == 0 ? loopback_open(context, ret_transport) : -ENODEV;
}

static int open_recorder(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)platform;
	return recorder_transport_open(context, ret_transport);
}

static void judge(struct platform *platform, struct loopback *loopback)
{
	static const char *const patterns[] = {"CancelWrite.*", "WriteSection.*", "Properties.*", "Updates.*",
	                                       "EventArgs.*",   "Transfers.*",    "Errors.*",     "Reentry.*",
	                                       "Binding.*",     "Recorder.*",     "Stream.*"};
	struct imapi2_host host = {.platform = platform, .open = open_drive, .context = loopback};
	struct rig_source source = {.open = open_recorder,
	                            .context = (void *)drive_id,
	                            .platform = platform,
	                            .name = "the engine's",
	                            .medium = "dvd+r",
	                            .recorder_id = drive_id};
	struct suite_options options = {.source = &source,
	                                .patterns = patterns,
	                                .pattern_count = sizeof(patterns) / sizeof(patterns[0]),
	                                .lenient = true};
	char reason[SUITE_REASON_MAX];

	imapi2_set_process_host(&host);
	suite_run(&options, &result, reason);
	imapi2_set_process_host(NULL);
}

static void judge_an_emulated_drive(void)
{
	struct emulator_options options = {.instant = true};
	struct platform *platform = posix_create(TIME_SCALE);
	struct loopback *loopback = NULL;
	struct pump *pump = NULL;
	struct medium *medium;
	struct target *target;

	if (!disc_in_memory("dvd+r", DISC_BLOCKS, true, &medium, NULL) &&
	    !emulator_create(&options, medium, &target, NULL) && !pump_create(platform, target, &pump) &&
	    !loopback_create(platform, pump, &loopback))
		judge(platform, loopback);
	loopback_destroy(loopback);
	pump_destroy(pump);
	platform_destroy(platform);
}

static const struct case_result *find(const char *id)
{
	for (unsigned i = 0; i < result->count; i++)
		if (strcmp(result->cases[i].id, id) == 0)
			return &result->cases[i];
	return NULL;
}

static void passes_what_it_can(void)
{
	if (!CHECK(result != NULL))
		return;
	for (unsigned i = 0; i < result->count; i++)
		unit_check(result->cases[i].verdict == VERDICT_PASS || result->cases[i].verdict == VERDICT_SKIP,
		           __FILE__, __LINE__, "%s: %s", result->cases[i].id, result->cases[i].message);
	CHECK(result->totals[VERDICT_PASS] > 80);
}

/* Cases that place a cancel before a WRITE could not pass without seeing it. */
static void sees_the_engines_commands(void)
{
	const struct case_result *one;

	if (!CHECK(result != NULL) || !CHECK((one = find("CancelWrite.C.FirstWriteClaimed[dvd+r]")) != NULL))
		return;
	CHECK_EQUAL(one->verdict, VERDICT_PASS);
	CHECK(one->assertions > 5);
}

/* What only our engine promises is not asked of it. */
static void skips_what_is_ours(void)
{
	const struct case_result *one;

	if (!CHECK(result != NULL) || !CHECK((one = find("WriteSection.OutOfMemory")) != NULL))
		return;
	CHECK_EQUAL(one->verdict, VERDICT_SKIP);
	CHECK_EQUAL(one->reason, SKIP_FOREIGN_ENGINE);
}

/* The recorder is the engine's own: what it sends of its own accord passes no witness. */
static void skips_what_it_cannot_see(void)
{
	const struct case_result *one;

	if (!CHECK(result != NULL) || !CHECK((one = find("Recorder.Modes.Changed")) != NULL))
		return;
	CHECK_EQUAL(one->verdict, VERDICT_SKIP);
	CHECK_EQUAL(one->reason, SKIP_UNWATCHED);
}

static const struct unit_test tests[] = {
	{"ForeignEngine.PassesWhatItCan", passes_what_it_can},
	{"ForeignEngine.SeesTheEnginesCommands", sees_the_engines_commands},
	{"ForeignEngine.SkipsWhatIsOurs", skips_what_is_ours},
	{"ForeignEngine.SkipsWhatItCannotSee", skips_what_it_cannot_see},
	{0},
};

int main(int argc, char **argv)
{
	int status;

	judge_an_emulated_drive();
	status = unit_main(argc, argv, tests);
	suite_result_destroy(result);
	return status;
}
