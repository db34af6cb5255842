/* SPDX-License-Identifier: MIT */
/* Tasks that stand by, watchers, and the count of what exists. */
#include <errno.h>
#include <string.h>

#include "tests/unit/platform/scene.h"
#include "tests/unit/unit.h"

static void stand_by_and_note(void *argument)
{
	struct scene *scene = argument;

	note(scene, simulated_stand_by(scene->platform) ? 'c' : 'd');
}

/* Main starts a task that stands by, stops twice, dismisses it and joins it. */
static void two_stops_beside_one_that_stands_by(void *argument)
{
	struct scene *scene = argument;
	struct task *task;

	CHECK_EQUAL(task_start(scene->platform, "s", stand_by_and_note, scene, &task), 0);
	sleep_until(scene->platform, 1000);
	note(scene, 'm');
	give_way(scene);
	note(scene, 'm');
	simulated_dismiss(scene->platform);
	task_join(scene->platform, task);
}

static void run_with_answers(struct script *script, const char *answers, struct scene *scene)
{
	*script = script_of(answers);
	scene_open(scene, &script->chooser);
	CHECK_EQUAL(scene_run(scene, two_stops_beside_one_that_stands_by), 0);
	scene_close(scene);
}

/* The start is a choice; then, with s standing by, these are, too: time wants to move; it has, and main alone can go
 * on; main stops. */
static void it_is_the_last_option_of_every_choice(void)
{
	struct script script;
	struct scene scene;

	run_with_answers(&script, "0", &scene);
	CHECK_STRING(script.trace, "start s/2 stand by s/2 stand by s/2 sleep until/2 ");
	CHECK_STRING(scene.log, "mmd");
}

static void it_goes_on_when_chosen(void)
{
	struct script script;
	struct scene scene;

	run_with_answers(&script, "0001", &scene);
	CHECK_STRING(scene.log, "mcm");
}

static void it_goes_on_before_time_moves_when_chosen_there(void)
{
	struct script script;
	struct scene scene;

	run_with_answers(&script, "01", &scene);
	CHECK_STRING(scene.log, "cmm");
}

static void stand_by_and_wait_for_ever(void *argument)
{
	struct scene *scene = argument;
	struct task *task;

	CHECK_EQUAL(task_start(scene->platform, "s", stand_by_and_note, scene, &task), 0);
	mutex_lock(scene->platform, scene->ring);
	condition_wait(scene->platform, scene->decided, scene->ring, NEVER);
}

static void it_prevents_no_deadlock(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(scene_run(&scene, stand_by_and_wait_for_ever), -EDEADLK);
	CHECK_STRING(scene.report.deadlock, "main: wait decided, s: stand by s");
	scene_close(&scene);
}

static void nobody_stands_by_outside_a_run(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK(!simulated_stand_by(scene.platform));
	scene_close(&scene);
}

/* ---- watchers ---- */

struct note_taker {
	struct watcher watcher;
	char text[128];
};

static void write_down(struct watcher *watcher, const char *mutex, const char *task)
{
	struct note_taker *taker = (struct note_taker *)watcher;

	strcat(strcat(strcat(strcat(taker->text, task), " "), mutex), ", ");
}

/* a's wait ends at 1000 ns, b's broadcast comes then, too. */
static void a_watcher_sees_every_mutex_taken(void)
{
	struct note_taker taker = {.watcher.taken = write_down};
	struct scene scene;

	scene_open(&scene, &first_choice);
	simulated_watch(scene.platform, &taker.watcher);
	CHECK_EQUAL(scene_run(&scene, waiter_and_broadcaster), 0);
	CHECK_STRING(taker.text, "a ring, a ring, b ring, ");
	scene_close(&scene);
}

static void look_at_own_name(void *argument)
{
	struct scene *scene = argument;

	CHECK_STRING(simulated_current_task(scene->platform), "main");
}

static void the_current_task_has_a_name(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_STRING(simulated_current_task(scene.platform), "");
	CHECK_EQUAL(scene_run(&scene, look_at_own_name), 0);
	scene_close(&scene);
}

static void count_a_task(void *argument)
{
	struct scene *scene = argument;
	unsigned before = simulated_objects(scene->platform);
	struct task *task;

	CHECK_EQUAL(task_start(scene->platform, "s", sleep_for_1000, scene, &task), 0);
	CHECK_EQUAL(simulated_objects(scene->platform), before + 1);
	task_join(scene->platform, task);
	CHECK_EQUAL(simulated_objects(scene->platform), before);
}

static void tasks_mutexes_and_conditions_are_counted(void)
{
	struct scene scene;
	struct mutex *mutex;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(simulated_objects(scene.platform), 3);
	mutex = mutex_create(scene.platform, "one more");
	CHECK_EQUAL(simulated_objects(scene.platform), 4);
	mutex_destroy(scene.platform, mutex);
	CHECK_EQUAL(simulated_objects(scene.platform), 3);
	CHECK_EQUAL(scene_run(&scene, count_a_task), 0);
	scene_close(&scene);
}

static const struct unit_test tests[] = {
	{"StandBy.IsTheLastOptionOfEveryChoice", it_is_the_last_option_of_every_choice},
	{"StandBy.GoesOnWhenChosen", it_goes_on_when_chosen},
	{"StandBy.GoesOnBeforeTimeMovesWhenChosenThere", it_goes_on_before_time_moves_when_chosen_there},
	{"StandBy.PreventsNoDeadlock", it_prevents_no_deadlock},
	{"StandBy.NobodyOutsideARun", nobody_stands_by_outside_a_run},
	{"Watcher.SeesEveryMutexTaken", a_watcher_sees_every_mutex_taken},
	{"Watcher.TheCurrentTaskHasAName", the_current_task_has_a_name},
	{"Objects.TasksMutexesAndConditionsAreCounted", tasks_mutexes_and_conditions_are_counted},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
