/* SPDX-License-Identifier: MIT */
/* Choices: which there are, what option 0 is, that answers decide everything, and that all of them reach everything. */
#include <stddef.h>
#include <string.h>

#include "tests/unit/platform/scene.h"
#include "tests/unit/unit.h"

static void two_steps(struct scene *scene, char letter)
{
	note(scene, letter);
	give_way(scene);
	note(scene, letter);
}

static void two_steps_a(void *argument)
{
	two_steps(argument, 'a');
}

static void two_steps_b(void *argument)
{
	two_steps(argument, 'b');
}

static void stepping_pair(void *argument)
{
	run_pair(argument, two_steps_a, two_steps_b);
}

static void option_0_goes_on(void)
{
	struct scene scene;

	scene_open(&scene, &first_choice);
	CHECK_EQUAL(scene_run(&scene, stepping_pair), 0);
	CHECK_STRING(scene.log, "aabb");
	scene_close(&scene);
}

/* Main goes on twice and joins; a is chosen (0), gives way to b (1), which gives way to a (1), and so on. */
static void another_answer_gives_another_interleaving(void)
{
	struct script script = script_of("00011");
	struct scene scene;

	scene_open(&scene, &script.chooser);
	CHECK_EQUAL(scene_run(&scene, stepping_pair), 0);
	CHECK_STRING(scene.log, "abab");
	scene_close(&scene);
}

static void step_a(void *argument)
{
	note(argument, 'a');
}

static void step_b(void *argument)
{
	note(argument, 'b');
}

static void step_c(void *argument)
{
	note(argument, 'c');
}

static void start_three_steps(void *argument)
{
	struct scene *scene = argument;
	struct task *task_a, *task_b, *task_c;

	CHECK_EQUAL(task_start(scene->platform, "a", step_a, scene, &task_a), 0);
	CHECK_EQUAL(task_start(scene->platform, "b", step_b, scene, &task_b), 0);
	CHECK_EQUAL(task_start(scene->platform, "c", step_c, scene, &task_c), 0);
	note(scene, 'm');
	task_join(scene->platform, task_a);
	task_join(scene->platform, task_b);
	task_join(scene->platform, task_c);
}

/* At the third question, when c is started, all four can run. */
static void other_options_follow_in_the_order_of_becoming_runnable(void)
{
	static const char *const answers[] = {"000", "001", "002", "003"};

	for (int i = 0; i < 4; i++) {
		struct script script = script_of(answers[i]);
		struct scene scene;

		scene_open(&scene, &script.chooser);
		CHECK_EQUAL(scene_run(&scene, start_three_steps), 0);
		CHECK(strncmp(script.trace, "start a/2 start b/3 start c/4 ", 30) == 0);
		CHECK_EQUAL(scene.log[0], "mabc"[i]);
		scene_close(&scene);
	}
}

static void wait_then_step_a(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	condition_wait(scene->platform, scene->decided, scene->ring, NEVER);
	note(scene, 'a');
	mutex_unlock(scene->platform, scene->ring);
}

static void wake_the_older(void *argument)
{
	struct scene *scene = argument;
	struct task *task_a, *task_b;

	CHECK_EQUAL(task_start(scene->platform, "a", wait_then_step_a, scene, &task_a), 0);
	CHECK_EQUAL(task_start(scene->platform, "b", step_b, scene, &task_b), 0);
	mutex_lock(scene->platform, scene->ring);
	condition_broadcast(scene->platform, scene->decided);
	mutex_unlock(scene->platform, scene->ring);
	task_join(scene->platform, task_a);
	task_join(scene->platform, task_b);
}

/* a is the older task, but it is woken when b has been runnable for a while. */
static void woken_tasks_come_after_those_already_runnable(void)
{
	struct script script = script_of("100001");
	struct scene scene;

	scene_open(&scene, &script.chooser);
	CHECK_EQUAL(scene_run(&scene, wake_the_older), 0);
	CHECK_STRING(script.trace,
	             "start a/2 lock ring/2 start b/2 lock ring/2 broadcast decided/2 unlock ring/3 end b/2 "
	             "unlock ring/2 ");
	CHECK_STRING(scene.log, "ba");
	scene_close(&scene);
}

static void lock_and_step_a(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	note(scene, 'a');
	mutex_unlock(scene->platform, scene->ring);
}

static void let_the_older_in(void *argument)
{
	struct scene *scene = argument;
	struct task *task_a, *task_b;

	mutex_lock(scene->platform, scene->ring);
	CHECK_EQUAL(task_start(scene->platform, "a", lock_and_step_a, scene, &task_a), 0);
	CHECK_EQUAL(task_start(scene->platform, "b", step_b, scene, &task_b), 0);
	mutex_unlock(scene->platform, scene->ring);
	task_join(scene->platform, task_a);
	task_join(scene->platform, task_b);
}

/* The same for a task that the mutex kept out. */
static void admitted_tasks_come_after_those_already_runnable(void)
{
	struct script script = script_of("101");
	struct scene scene;

	scene_open(&scene, &script.chooser);
	CHECK_EQUAL(scene_run(&scene, let_the_older_in), 0);
	CHECK_STRING(script.trace, "start a/2 start b/2 unlock ring/3 end b/2 unlock ring/2 ");
	CHECK_STRING(scene.log, "ba");
	scene_close(&scene);
}

static void joining_a_returned_task_is_a_choice(void)
{
	struct script script = script_of("1");
	struct scene scene;

	scene_open(&scene, &script.chooser);
	CHECK_EQUAL(scene_run(&scene, start_three_steps), 0);
	CHECK_STRING(script.trace, "start a/2 start b/2 start c/3 join a/3 join b/2 end b/2 ");
	CHECK_STRING(scene.log, "ambc");
	scene_close(&scene);
}

static void same_answers_give_the_same_trace(void)
{
	static const char *const answers[] = {"", "1", "0101", "1111111"};

	for (int i = 0; i < 4; i++) {
		struct script scripts[2] = {script_of(answers[i]), script_of(answers[i])};

		for (int run = 0; run < 2; run++) {
			struct scene scene;

			scene_open(&scene, &scripts[run].chooser);
			CHECK_EQUAL(scene_run(&scene, waiter_and_broadcaster), 0);
			scene_close(&scene);
		}
		CHECK(scripts[0].asked > 0);
		CHECK_STRING(scripts[1].trace, scripts[0].trace);
	}
}

/* Two tasks of two steps can be merged in 4! / (2! 2!) = 6 ways. */
static void every_interleaving_is_reached(void)
{
	static const char *const expected[6] = {"aabb", "abab", "abba", "baab", "baba", "bbaa"};
	unsigned reached[6] = {0}, schedules = 0, sum = 0;
	struct odometer odometer = odometer_at_zero();
	struct scene scene;

	do {
		scene_open(&scene, &odometer.chooser);
		CHECK_EQUAL(scene_run(&scene, stepping_pair), 0);
		for (int i = 0; i < 6; i++)
			reached[i] += strcmp(scene.log, expected[i]) == 0;
		scene_close(&scene);
		schedules++;
	} while (count_up(&odometer));
	for (int i = 0; i < 6; i++) {
		CHECK(reached[i] > 0);
		sum += reached[i];
	}
	CHECK_EQUAL(sum, schedules);
}

static void every_operation_alone(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	condition_wait(scene->platform, scene->decided, scene->ring, 1000);
	condition_broadcast(scene->platform, scene->decided);
	mutex_unlock(scene->platform, scene->ring);
	sleep_until(scene->platform, 2000);
	CHECK_EQUAL(platform_now(scene->platform), 2000);
}

static void no_question_without_alternatives(void)
{
	struct script script = script_of("");
	struct scene scene;

	scene_open(&scene, &script.chooser);
	CHECK_EQUAL(scene_run(&scene, every_operation_alone), 0);
	CHECK_EQUAL(script.asked, 0);
	CHECK_EQUAL(scene.report.choices, 0);
	scene_close(&scene);
}

static void wait_for_b(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	while (!scene->counter)
		condition_wait(scene->platform, scene->decided, scene->ring, NEVER);
	mutex_unlock(scene->platform, scene->ring);
	give_way(scene);
}

static void release_a(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	scene->counter = 1;
	condition_broadcast(scene->platform, scene->decided);
	mutex_unlock(scene->platform, scene->ring);
	give_way(scene);
}

static void waiting_pair(void *argument)
{
	run_pair(argument, wait_for_b, release_a);
}

static void every_kind_of_operation_is_a_choice(void)
{
	static const char *const sites[] = {"start a/",      "start b/", "lock ring/",   "unlock ring/",
	                                    "wait decided/", "join a/",  "sleep until/", "broadcast decided/",
	                                    "end a/",        "end b/"};
	bool seen[sizeof(sites) / sizeof(sites[0])] = {false};
	struct odometer odometer = odometer_at_zero();
	struct scene scene;
	unsigned length;

	/* A run of the odometer gives the answers, the script the trace. */
	do {
		char answers[64] = "";
		struct script script;

		for (length = 0; length < odometer.length; length++)
			answers[length] = (char)('0' + odometer.answer[length]);
		script = script_of(answers);
		scene_open(&scene, &script.chooser);
		CHECK_EQUAL(scene_run(&scene, waiting_pair), 0);
		CHECK_EQUAL(scene.report.choices, script.asked);
		scene_close(&scene);
		for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++)
			seen[i] |= strstr(script.trace, sites[i]) != NULL;
		scene_open(&scene, &odometer.chooser);
		CHECK_EQUAL(scene_run(&scene, waiting_pair), 0);
		scene_close(&scene);
	} while (count_up(&odometer));
	for (size_t i = 0; i < sizeof(sites) / sizeof(sites[0]); i++)
		unit_check(seen[i], __FILE__, __LINE__, "never asked at \"%s\"", sites[i]);
}

static const char *last_end;

static unsigned keep_end(struct chooser *chooser, unsigned options, const struct choice *choice)
{
	(void)chooser;
	(void)options;
	if (choice->stop == STOP_END)
		last_end = choice_site(choice);
	return 0;
}

/* Two platforms, two tasks, one name: one text, which outlives both. */
static void sites_are_static(void)
{
	struct chooser keeper = {.choose = keep_end};
	const char *sites[2];

	for (int i = 0; i < 2; i++) {
		struct scene scene;

		scene_open(&scene, &keeper);
		CHECK_EQUAL(scene_run(&scene, stepping_pair), 0);
		scene_close(&scene);
		sites[i] = last_end;
	}
	CHECK(sites[0] == sites[1]);
	CHECK_STRING(sites[0], "end a");
}

/* Forgets in between what it holds the mutex for. */
static void increment_wrongly(void *argument)
{
	struct scene *scene = argument;
	unsigned counter;

	mutex_lock(scene->platform, scene->ring);
	counter = scene->counter;
	mutex_unlock(scene->platform, scene->ring);
	mutex_lock(scene->platform, scene->ring);
	scene->counter = counter + 1;
	mutex_unlock(scene->platform, scene->ring);
}

static void right_pair(void *argument)
{
	run_pair(argument, increment_rightly, increment_rightly);
}

static void racing_pair(void *argument)
{
	run_pair(argument, increment_wrongly, increment_wrongly);
}

/* Schedules on which an increment got lost. */
static unsigned lost_increments(void (*pair)(void *scene))
{
	struct odometer odometer = odometer_at_zero();
	struct scene scene;
	unsigned lost = 0;

	do {
		scene_open(&scene, &odometer.chooser);
		CHECK_EQUAL(scene_run(&scene, pair), 0);
		lost += scene.counter != 2;
		scene_close(&scene);
	} while (count_up(&odometer));
	return lost;
}

static void planted_race_is_found(void)
{
	CHECK(lost_increments(racing_pair) > 0);
	CHECK_EQUAL(lost_increments(right_pair), 0);
}

static const struct unit_test tests[] = {
	{"Choice.Option0GoesOn", option_0_goes_on},
	{"Choice.AnotherAnswerGivesAnotherInterleaving", another_answer_gives_another_interleaving},
	{"Choice.OthersFollowInTheOrderOfBecomingRunnable", other_options_follow_in_the_order_of_becoming_runnable},
	{"Choice.WokenTasksComeAfterThoseAlreadyRunnable", woken_tasks_come_after_those_already_runnable},
	{"Choice.AdmittedTasksComeAfterThoseAlreadyRunnable", admitted_tasks_come_after_those_already_runnable},
	{"Choice.JoiningAReturnedTaskIsOne", joining_a_returned_task_is_a_choice},
	{"Choice.SameAnswersGiveTheSameTrace", same_answers_give_the_same_trace},
	{"Choice.EveryInterleavingIsReached", every_interleaving_is_reached},
	{"Choice.NoQuestionWithoutAlternatives", no_question_without_alternatives},
	{"Choice.EveryKindOfOperationIsOne", every_kind_of_operation_is_a_choice},
	{"Choice.SitesAreStatic", sites_are_static},
	{"Race.PlantedOneIsFound", planted_race_is_found},
	{0},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
