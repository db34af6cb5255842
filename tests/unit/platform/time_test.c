/* SPDX-License-Identifier: MIT */
/* Virtual time: when it moves, where to, and who becomes runnable then. */
#include <string.h>
#include <time.h>

#include "tests/unit/platform/scene.h"
#include "tests/unit/unit.h"

static void sleep_an_hour(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, platform_now(scene->platform) + HOUR);
	CHECK_EQUAL(platform_now(scene->platform), HOUR);
}

static void hour_takes_no_host_time(void)
{
	struct scene scene;
	struct timespec before, after;

	scene_open(&scene, &first_choice);
	clock_gettime(CLOCK_MONOTONIC, &before);
	CHECK_EQUAL(scene_run(&scene, sleep_an_hour), 0);
	clock_gettime(CLOCK_MONOTONIC, &after);
	CHECK(after.tv_sec - before.tv_sec < 60);
	scene_close(&scene);
}

static void work_at_zero(void *argument)
{
	struct scene *scene = argument;

	for (int i = 0; i < 10; i++) {
		mutex_lock(scene->platform, scene->ring);
		mutex_unlock(scene->platform, scene->ring);
		CHECK_EQUAL(platform_now(scene->platform), 0);
	}
	note(scene, 'w');
}

static void sleeper_and_worker(void *argument)
{
	run_pair(argument, sleep_for_1000, work_at_zero);
}

static void time_moves_only_when_all_are_blocked(void)
{
	struct odometer odometer = odometer_at_zero();
	struct scene scene;

	for (int i = 0; i < 500; i++) {
		scene_open(&scene, &odometer.chooser);
		CHECK_EQUAL(scene_run(&scene, sleeper_and_worker), 0);
		CHECK_EQUAL(platform_now(scene.platform), 1000);
		CHECK_STRING(scene.log, "ws");
		scene_close(&scene);
		count_up(&odometer);
	}
}

static void sleep_for_1000_a(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, 1000);
	note(scene, 'a');
}

/* Wakes at 1000 too, but began to wait for that only at 500. */
static void sleep_for_1000_in_two_steps_b(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, 500);
	sleep_until(scene->platform, 1000);
	note(scene, 'b');
}

static void sleep_for_1000_c(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, 1000);
	note(scene, 'c');
}

static void three_sleepers(void *argument)
{
	struct scene *scene = argument;
	struct task *first;

	CHECK_EQUAL(task_start(scene->platform, "two steps", sleep_for_1000_in_two_steps_b, scene, &first), 0);
	run_pair(scene, sleep_for_1000_a, sleep_for_1000_c);
	task_join(scene->platform, first);
}

static void equal_deadlines_wake_in_the_order_they_were_set(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(scene_run(&scene, three_sleepers), 0);
	CHECK_STRING(scene.log, "acb");
	scene_close(&scene);
}

static void equal_deadlines_are_runnable_together(void)
{
	struct script script = script_of("");
	struct scene scene;

	scene_open(&scene, &script.chooser);
	CHECK_EQUAL(scene_run(&scene, three_sleepers), 0);
	/* The last to begin its sleep is "two steps", at 500; then all three can go on. */
	CHECK(strstr(script.trace, "sleep until/3 end a/3 "));
	scene_close(&scene);
}

/* Both become runnable at 1000. A waiter that goes on before the broadcast is late; any other was woken. */
static void broadcast_at_the_deadline_counts_as_woken(void)
{
	struct odometer odometer = odometer_at_zero();
	unsigned woken = 0, late = 0;

	do {
		struct scene scene;

		scene_open(&scene, &odometer.chooser);
		CHECK_EQUAL(scene_run(&scene, waiter_and_broadcaster), 0);
		CHECK_STRING(scene.log, scene.woken ? "BW" : "WB");
		woken += scene.woken;
		late += !scene.woken;
		scene_close(&scene);
	} while (count_up(&odometer));
	CHECK(woken > 0);
	CHECK(late > 0);
}

static void clock_goes_on_in_a_second_run(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(scene_run(&scene, sleep_an_hour), 0);
	CHECK_EQUAL(scene_run(&scene, sleep_for_1000), 0);
	CHECK_EQUAL(platform_now(scene.platform), HOUR);
	scene_close(&scene);
}

static const struct unit_test tests[] = {
	{"Time.HourTakesNoHostTime", hour_takes_no_host_time},
	{"Time.MovesOnlyWhenAllAreBlocked", time_moves_only_when_all_are_blocked},
	{"Time.EqualDeadlinesWakeInTheOrderTheyWereSet", equal_deadlines_wake_in_the_order_they_were_set},
	{"Time.EqualDeadlinesAreRunnableTogether", equal_deadlines_are_runnable_together},
	{"Time.BroadcastAtTheDeadlineCountsAsWoken", broadcast_at_the_deadline_counts_as_woken},
	{"Time.GoesOnInASecondRun", clock_goes_on_in_a_second_run},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
