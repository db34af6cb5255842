/* SPDX-License-Identifier: MIT */
/* simulated_run(): how it ends, deadlocks above all; many tasks; what works outside it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/platform/scene.h"
#include "tests/unit/unit.h"

/* ---- Deadlocks ---- */

static void lock_ring_then_state(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	mutex_lock(scene->platform, scene->state);
	mutex_unlock(scene->platform, scene->state);
	mutex_unlock(scene->platform, scene->ring);
}

static void lock_state_then_ring(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->state);
	mutex_lock(scene->platform, scene->ring);
	mutex_unlock(scene->platform, scene->ring);
	mutex_unlock(scene->platform, scene->state);
}

static void crossing_pair(void *argument)
{
	run_pair(argument, lock_ring_then_state, lock_state_then_ring);
}

static void planted_deadlock_is_found_and_named(void)
{
	struct odometer odometer = odometer_at_zero();
	unsigned deadlocks = 0, ends = 0;
	struct scene scene;

	do {
		int result;

		scene_open(&scene, &odometer.chooser);
		result = scene_run(&scene, crossing_pair);
		if (result == -EDEADLK) {
			CHECK(strstr(scene.report.deadlock, "a: lock state"));
			CHECK(strstr(scene.report.deadlock, "b: lock ring"));
			CHECK(strstr(scene.report.deadlock, "main: join a"));
			deadlocks++;
		} else {
			CHECK_EQUAL(result, 0);
			CHECK_STRING(scene.report.deadlock, "");
			ends++;
		}
		scene_close(&scene);
	} while (count_up(&odometer));
	CHECK(deadlocks > 0);
	CHECK(ends > 0);
}

static void wait_for_ever(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	condition_wait(scene->platform, scene->decided, scene->ring, NEVER);
	CHECK(!"woken by nobody");
}

static void lock_the_ring_twice(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	mutex_lock(scene->platform, scene->ring);
	CHECK(!"locked twice");
}

static void sleep_for_ever(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, NEVER);
	CHECK(!"slept for ever");
}

static void deadlock_of_one_is_named(void)
{
	static const struct {
		void (*run)(void *scene);
		const char *report;
	} cases[] = {{wait_for_ever, "main: wait decided"},
	             {lock_the_ring_twice, "main: lock ring"},
	             {sleep_for_ever, "main: sleep until"}};

	for (int i = 0; i < 3; i++) {
		struct scene scene;

		scene_open(&scene, &first_choice);
		CHECK_EQUAL(scene_run(&scene, cases[i].run), -EDEADLK);
		CHECK_STRING(scene.report.deadlock, cases[i].report);
		scene_close(&scene);
	}
}

static void start_many_that_wait(void *argument)
{
	struct scene *scene = argument;
	struct task *task;
	char name[32];

	for (int i = 0; i < 60; i++) {
		snprintf(name, sizeof(name), "waiter number %d", i);
		CHECK_EQUAL(task_start(scene->platform, name, wait_for_ever, scene, &task), 0);
	}
}

static void long_deadlock_report_is_cut(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(scene_run(&scene, start_many_that_wait), -EDEADLK);
	CHECK_EQUAL(strlen(scene.report.deadlock), 511);
	scene_close(&scene);
}

/* ---- Tasks, and life outside the run ---- */

static void start_a_hundred(void *argument)
{
	struct scene *scene = argument;
	struct task *tasks[100];

	for (int i = 0; i < 100; i++)
		CHECK_EQUAL(task_start(scene->platform, "one of many", increment_rightly, scene, &tasks[i]), 0);
	for (int i = 0; i < 100; i++)
		task_join(scene->platform, tasks[i]);
}

static void hundred_tasks_at_once(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	for (unsigned run = 1; run <= 3; run++) {
		CHECK_EQUAL(scene_run(&scene, start_a_hundred), 0);
		CHECK_EQUAL(scene.counter, 100 * run);
	}
	scene_close(&scene);
}

static struct task *left_over;

static void leave_one_unjoined(void *argument)
{
	struct scene *scene = argument;

	CHECK_EQUAL(task_start(scene->platform, "left over", increment_rightly, scene, &left_over), 0);
}

static void join_the_one_left_over(void *argument)
{
	struct scene *scene = argument;

	task_join(scene->platform, left_over);
	CHECK_EQUAL(scene->counter, 1);
}

static void task_can_be_joined_in_a_later_run(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(scene_run(&scene, leave_one_unjoined), 0);
	CHECK_EQUAL(scene_run(&scene, join_the_one_left_over), 0);
	scene_close(&scene);
}

static void mutex_and_condition_work_outside_the_run(void)
{
	struct scene scene;
	struct task *task;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(platform_now(scene.platform), 0);
	mutex_lock(scene.platform, scene.ring);
	condition_broadcast(scene.platform, scene.decided);
	CHECK(!condition_wait(scene.platform, scene.decided, scene.ring, 500));
	mutex_unlock(scene.platform, scene.ring);
	CHECK_EQUAL(platform_now(scene.platform), 500);
	sleep_until(scene.platform, 700);
	CHECK_EQUAL(platform_now(scene.platform), 700);
	CHECK_EQUAL(task_start(scene.platform, "a", increment_rightly, &scene, &task), -EAGAIN);
	CHECK_EQUAL(scene_run(&scene, sleep_for_1000), 0);
	CHECK_EQUAL(platform_now(scene.platform), 1000);
	scene_close(&scene);
}

static void two_increments(void *argument)
{
	run_pair(argument, increment_rightly, increment_rightly);
}

static void report_counts_switches(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(scene_run(&scene, two_increments), 0);
	CHECK_EQUAL(scene.report.switches, 4); /* to main, to a when main joins, to b, to main */
	scene_close(&scene);
}

static void is_simulated(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK(platform_is_simulated(scene.platform));
	scene_close(&scene);
}

static const struct unit_test tests[] = {
	{"Deadlock.PlantedOneIsFoundAndNamed", planted_deadlock_is_found_and_named},
	{"Deadlock.OfOneTaskIsNamed", deadlock_of_one_is_named},
	{"Deadlock.LongReportIsCut", long_deadlock_report_is_cut},
	{"Tasks.HundredAtOnce", hundred_tasks_at_once},
	{"Tasks.CanBeJoinedInALaterRun", task_can_be_joined_in_a_later_run},
	{"Outside.MutexAndConditionWork", mutex_and_condition_work_outside_the_run},
	{"Report.CountsSwitches", report_counts_switches},
	{"Simulated.IsSimulated", is_simulated},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
