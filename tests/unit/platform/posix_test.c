/* SPDX-License-Identifier: MIT */
/* What posix.h adds to the contract: the scale. Bounds are wide on the side where a busy machine may be late. */
#define _GNU_SOURCE /* pthread_getname_np() */
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include "platform/posix.h"
#include "platform/simulated.h"
#include "tests/unit/unit.h"

static uint64_t host_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void scaled_sleep_takes_a_hundredth(void)
{
	struct platform *platform = posix_create(100);
	uint64_t start = host_now(), elapsed;

	sleep_until(platform, platform_now(platform) + 10 * NS_PER_S);
	elapsed = host_now() - start;
	CHECK(elapsed >= 100 * NS_PER_MS);
	CHECK(elapsed < 5 * NS_PER_S);
	platform_destroy(platform);
}

static void scaled_deadline_takes_a_hundredth(void)
{
	struct platform *platform = posix_create(100);
	struct mutex *mutex = mutex_create(platform, "mutex");
	struct condition *condition = condition_create(platform, "condition");
	uint64_t start = host_now(), deadline = platform_now(platform) + 10 * NS_PER_S, elapsed;

	mutex_lock(platform, mutex);
	while (condition_wait(platform, condition, mutex, deadline))
		continue;
	mutex_unlock(platform, mutex);
	elapsed = host_now() - start;
	CHECK(elapsed >= 100 * NS_PER_MS);
	CHECK(elapsed < 5 * NS_PER_S);
	condition_destroy(platform, condition);
	mutex_destroy(platform, mutex);
	platform_destroy(platform);
}

static void clock_runs_scale_times_as_fast(void)
{
	struct platform *platform = posix_create(1000);
	uint64_t host_start = host_now(), start = platform_now(platform), elapsed;
	struct timespec pause = {.tv_nsec = 20000000};

	clock_nanosleep(CLOCK_MONOTONIC, 0, &pause, NULL);
	elapsed = platform_now(platform) - start;
	CHECK(elapsed >= 1000 * 20 * NS_PER_MS);
	CHECK(elapsed <= 1000 * (host_now() - host_start));
	platform_destroy(platform);
}

static void scale_out_of_range_is_refused(void)
{
	struct platform *largest = posix_create(1000000);

	CHECK(largest);
	platform_destroy(largest);
	CHECK(!posix_create(0));
	CHECK(!posix_create(1000001));
}

static void note_name(void *argument)
{
	pthread_getname_np(pthread_self(), argument, 16);
}

static void long_task_name_is_cut(void)
{
	struct platform *platform = posix_create(1);
	struct task *task;
	char name[16] = "";

	CHECK_EQUAL(task_start(platform, "reader of the ring of buffers", note_name, name, &task), 0);
	task_join(platform, task);
	CHECK_STRING(name, "reader of the r");
	platform_destroy(platform);
}

static void is_not_simulated(void)
{
	struct platform *platform = posix_create(1);

	CHECK(!platform_is_simulated(platform));
	platform_destroy(platform);
}

static const struct unit_test tests[] = {
	{"Posix.ScaledSleepTakesAHundredth", scaled_sleep_takes_a_hundredth},
	{"Posix.ScaledDeadlineTakesAHundredth", scaled_deadline_takes_a_hundredth},
	{"Posix.ClockRunsScaleTimesAsFast", clock_runs_scale_times_as_fast},
	{"Posix.ScaleOutOfRangeIsRefused", scale_out_of_range_is_refused},
	{"Posix.LongTaskNameIsCut", long_task_name_is_cut},
	{"Posix.IsNotSimulated", is_not_simulated},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
