/* SPDX-License-Identifier: MIT */
/* When the section does something: updates, and the WRITEs that a busy drive is sent again. */
#include "tests/unit/burn/bench.h"

static void check_updates(const uint64_t *wanted_ms, unsigned count)
{
	CHECK_EQUAL(test.updates, count);
	for (unsigned i = 0; i < count && i < test.updates; i++)
		CHECK_EQUAL(test.update_times[i], wanted_ms[i] * NS_PER_MS);
}

static void updates_come_at_multiples_of_half_a_second(void)
{
	set_up(PER_WRITE * 11);
	test.write_ns = 150 * NS_PER_MS;
	run_it();
	check_updates((const uint64_t[]){0, 500, 1000, 1500, 1650}, 5);
	tear_down();
}

static uint64_t slowness_ns;

static void be_slow_once(unsigned update)
{
	if (update == 1)
		sleep_until(test.platform, platform_now(test.platform) + slowness_ns);
}

static void after_a_slow_listener_the_interval_starts_anew(void)
{
	set_up(PER_WRITE * 20);
	test.write_ns = 150 * NS_PER_MS;
	test.update_hook = be_slow_once;
	slowness_ns = 1200 * NS_PER_MS;
	run_it();
	check_updates((const uint64_t[]){0, 500, 2200, 2700, 3000}, 5);
	tear_down();
}

static void a_listener_that_takes_the_whole_interval_is_slow(void)
{
	set_up(PER_WRITE * 13);
	test.write_ns = 150 * NS_PER_MS;
	test.update_hook = be_slow_once;
	slowness_ns = 500 * NS_PER_MS;
	run_it();
	check_updates((const uint64_t[]){0, 500, 1500, 1950}, 4);
	tear_down();
}

static void a_listener_that_is_not_slow_shifts_nothing(void)
{
	set_up(PER_WRITE * 13);
	test.write_ns = 150 * NS_PER_MS;
	test.update_hook = be_slow_once;
	slowness_ns = 499 * NS_PER_MS;
	run_it();
	check_updates((const uint64_t[]){0, 500, 1000, 1500, 1950}, 5);
	tear_down();
}

/* How long after a busy answer the same WRITE is sent again, in nanoseconds, at the WRITE number `write`. */
static int64_t retry_ns(int32_t start, int32_t end, unsigned writes, unsigned write)
{
	int64_t result;

	set_up(PER_WRITE * writes);
	test.busy_writes = 1;
	test.request.start_blocks_per_second = start;
	test.request.end_blocks_per_second = end;
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	result = (int64_t)(test.write_times[2 * write + 1] - test.write_times[2 * write]);
	tear_down();
	return result;
}

static void the_pace_goes_from_the_first_speed_to_the_last(void)
{
	CHECK_EQUAL(retry_ns(100, 300, 4, 0), 160000000);
	CHECK_EQUAL(retry_ns(100, 300, 4, 1), 106666666);
	CHECK_EQUAL(retry_ns(100, 300, 4, 2), 80000000);
	CHECK_EQUAL(retry_ns(300, 100, 4, 2), 80000000);
	CHECK_EQUAL(retry_ns(1, 1, 1, 0), 16000000000);
}

static void without_both_speeds_the_pace_is_ours(void)
{
	CHECK_EQUAL(retry_ns(-1, -1, 2, 1), 10000000);
	CHECK_EQUAL(retry_ns(100, -1, 2, 0), 10000000);
	CHECK_EQUAL(retry_ns(-1, 100, 2, 1), 10000000);
	CHECK_EQUAL(retry_ns(0, 100, 2, 1), 10000000);
	CHECK_EQUAL(retry_ns(100, 0, 2, 0), 10000000);
}

/* Every WRITE is answered busy for the time of the limit but one try, then GOOD. */
static void patience_begins_anew_with_each_write(void)
{
	set_up(PER_WRITE * 3);
	test.request.start_blocks_per_second = test.request.end_blocks_per_second = 1;
	test.busy_writes = (unsigned)(SECTION_BUSY_LIMIT_NS / (16 * NS_PER_S));
	run_it();
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	tear_down();
}

static void wait_long(void *argument)
{
	(void)argument;
	sleep_until(test.platform, 3 * SECTION_BUSY_LIMIT_NS);
	test.result = section_run(test.section, &test.request, &test.outcome);
}

static void patience_does_not_begin_when_the_platform_does(void)
{
	struct simulated_report report;

	set_up(PER_WRITE);
	test.busy_writes = 1;
	CHECK_EQUAL(simulated_run(test.platform, wait_long, NULL, &report), 0);
	CHECK_EQUAL(test.outcome.result, SECTION_DONE);
	tear_down();
}

const struct unit_test timing_tests[] = {
	{"Timing.PatienceDoesNotBeginWhenThePlatformDoes", patience_does_not_begin_when_the_platform_does},
	{"Timing.UpdatesComeAtMultiplesOfHalfASecond", updates_come_at_multiples_of_half_a_second},
	{"Timing.AfterASlowListenerTheIntervalStartsAnew", after_a_slow_listener_the_interval_starts_anew},
	{"Timing.AListenerThatTakesTheWholeIntervalIsSlow", a_listener_that_takes_the_whole_interval_is_slow},
	{"Timing.AListenerThatIsNotSlowShiftsNothing", a_listener_that_is_not_slow_shifts_nothing},
	{"Timing.ThePaceGoesFromTheFirstSpeedToTheLast", the_pace_goes_from_the_first_speed_to_the_last},
	{"Timing.WithoutBothSpeedsThePaceIsOurs", without_both_speeds_the_pace_is_ours},
	{"Timing.PatienceBeginsAnewWithEachWrite", patience_begins_anew_with_each_write},
	{0},
};
