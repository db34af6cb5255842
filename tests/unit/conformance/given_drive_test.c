/* SPDX-License-Identifier: MIT */
/*
 * The suite on a drive that is given, as `conform --drive` runs it: threads, time that passes (four times as fast), a
 * disc that fills from case to case, no rules. Whatever does not pass is skipped for the right reason.
 */
#include <string.h>

#include "conformance/suite.h"
#include "emulator/emulator.h"
#include "handlers/loopback/loopback.h"
#include "platform/posix.h"
#include "tests/unit/unit.h"

enum { TIME_SCALE = 4, LARGE_DISC_BLOCKS = 262144, SMALL_DISC_BLOCKS = 1024 };

static struct suite_result *on_large, *on_small;
static uint64_t took_ns; /* the last of them, of the platform */

static int open_way(void *context, struct platform *platform, struct transport **ret_transport)
{
	(void)platform;
	return loopback_open(context, ret_transport);
}

static struct pump *given_pump;

static struct loopback *make_drive(struct platform *platform, uint32_t blocks)
{
	struct emulator_options options = {.instant = true};
	struct loopback *loopback = NULL;
	struct medium *medium;
	struct target *target;

	if (disc_in_memory("dvd+r", blocks, true, &medium, NULL) || emulator_create(&options, medium, &target, NULL) ||
	    pump_create(platform, target, &given_pump) || loopback_create(platform, given_pump, &loopback))
		return NULL;
	return loopback;
}

static struct suite_result *judge(uint32_t blocks)
{
	struct platform *platform = posix_create(TIME_SCALE);
	struct loopback *loopback = make_drive(platform, blocks);
	struct rig_source source = {
		.open = open_way, .context = loopback, .platform = platform, .name = "given", .medium = "dvd+r"};
	struct suite_options options = {.source = &source};
	struct suite_result *result = NULL;
	char reason[SUITE_REASON_MAX];

	if (loopback)
		suite_run(&options, &result, reason);
	took_ns = platform_now(platform);
	loopback_destroy(loopback);
	pump_destroy(given_pump);
	platform_destroy(platform);
	return result;
}

static void check_no_failures(const struct suite_result *result)
{
	for (unsigned i = 0; i < result->count; i++)
		unit_check(result->cases[i].verdict == VERDICT_PASS || result->cases[i].verdict == VERDICT_SKIP,
		           __FILE__, __LINE__, "%s: %s", result->cases[i].id, result->cases[i].message);
}

static unsigned count_skips(const struct suite_result *result, enum skip_reason reason)
{
	unsigned count = 0;

	for (unsigned i = 0; i < result->count; i++)
		count += result->cases[i].verdict == VERDICT_SKIP && result->cases[i].reason == reason;
	return count;
}

static void passes_what_it_can(void)
{
	if (!CHECK(on_large != NULL))
		return;
	check_no_failures(on_large);
	CHECK(on_large->totals[VERDICT_PASS] > 80);
	CHECK(count_skips(on_large, SKIP_NO_FAULTS) > 20);
	CHECK(count_skips(on_large, SKIP_MEDIUM_TYPE) > 50);
	CHECK_EQUAL(count_skips(on_large, SKIP_NO_ROOM), 0);
}

static void skips_without_room(void)
{
	if (!CHECK(on_small != NULL))
		return;
	check_no_failures(on_small);
	CHECK(count_skips(on_small, SKIP_NO_ROOM) > 50);
	CHECK(on_small->totals[VERDICT_PASS] > 20);
}

/* Each case's time is its own, and not the drive's since it was switched on. */
static void tells_how_long_each_case_took(void)
{
	uint64_t sum_ns = 0;

	if (!CHECK(on_small != NULL))
		return;
	for (unsigned i = 0; i < on_small->count; i++)
		sum_ns += on_small->cases[i].duration_ns;
	CHECK(sum_ns > 0);
	CHECK(sum_ns <= took_ns);
}

static const struct unit_test tests[] = {
	{"GivenDrive.PassesWhatItCan", passes_what_it_can},
	{"GivenDrive.SkipsWithoutRoom", skips_without_room},
	{"GivenDrive.TellsHowLongEachCaseTook", tells_how_long_each_case_took},
	{0},
};

int main(int argc, char **argv)
{
	int result;

	on_large = judge(LARGE_DISC_BLOCKS);
	on_small = judge(SMALL_DISC_BLOCKS);
	result = unit_main(argc, argv, tests);
	suite_result_destroy(on_large);
	suite_result_destroy(on_small);
	return result;
}
