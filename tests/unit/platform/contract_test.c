/* SPDX-License-Identifier: MIT */
/* What platform.h promises, on every platform there is: each behaviour runs once a row of `platforms`. */
#include "platform/platform.h"
#include "platform/posix.h"
#include "platform/simulated.h"
#include "tests/unit/unit.h"

#define MS NS_PER_MS

static struct platform *real_time(void)
{
	return posix_create(1);
}

static struct platform *hundred_times(void)
{
	return posix_create(100);
}

static struct platform *simulated_first(void)
{
	return simulated_create(&first_choice);
}

static unsigned choose_last(struct chooser *chooser, unsigned options, const struct choice *choice)
{
	(void)chooser;
	(void)choice;
	return options - 1;
}

static struct platform *simulated_last(void)
{
	static struct chooser last_choice = {.choose = choose_last};

	return simulated_create(&last_choice);
}

/* What the tasks of one test share. */
struct scene {
	struct platform *platform;
	struct mutex *mutex;
	struct condition *condition;
	bool open;      /* what waiters wait for */
	unsigned ready; /* tasks that began to wait */
	unsigned done;
};

static void enter(struct scene *scene)
{
	mutex_lock(scene->platform, scene->mutex);
}

static void leave(struct scene *scene)
{
	mutex_unlock(scene->platform, scene->mutex);
}

struct call {
	void (*behaviour)(struct scene *scene);
	struct scene *scene;
};

static void make_call(void *argument)
{
	struct call *call = argument;

	call->behaviour(call->scene);
}

static void run_on(struct platform *(*create)(void), void (*behaviour)(struct scene *scene))
{
	struct scene scene = {.platform = create()};
	struct call call = {.behaviour = behaviour, .scene = &scene};

	scene.mutex = mutex_create(scene.platform, "mutex");
	scene.condition = condition_create(scene.platform, "condition");
	if (platform_is_simulated(scene.platform))
		CHECK_EQUAL(simulated_run(scene.platform, make_call, &call, NULL), 0);
	else
		make_call(&call);
	condition_destroy(scene.platform, scene.condition);
	mutex_destroy(scene.platform, scene.mutex);
	platform_destroy(scene.platform);
}

/* ---- Behaviours ---- */

static void time_does_not_go_back(struct scene *scene)
{
	uint64_t before = platform_now(scene->platform);
	unsigned steps_back = 0;

	for (int i = 0; i < 10000; i++) {
		uint64_t now = platform_now(scene->platform);

		steps_back += now < before;
		before = now;
	}
	CHECK_EQUAL(steps_back, 0);
	CHECK(before < NEVER);
}

static void time_begins_near_zero(struct scene *scene)
{
	CHECK(platform_now(scene->platform) < 100 * 60 * NS_PER_S);
}

static void sleep_lasts_until_its_moment(struct scene *scene)
{
	uint64_t moment = platform_now(scene->platform) + 20 * MS + 7;

	sleep_until(scene->platform, moment);
	CHECK(platform_now(scene->platform) >= moment);
}

static void sleep_until_the_past_returns(struct scene *scene)
{
	sleep_until(scene->platform, 3 * MS);
	sleep_until(scene->platform, 1);
	sleep_until(scene->platform, 0);
	CHECK(platform_now(scene->platform) >= 3 * MS);
}

static void deadline_passes(struct scene *scene)
{
	uint64_t deadline = platform_now(scene->platform) + 20 * MS + 7;

	enter(scene);
	while (condition_wait(scene->platform, scene->condition, scene->mutex, deadline))
		continue;
	leave(scene);
	CHECK(platform_now(scene->platform) >= deadline);
}

static void past_deadline_is_not_waited_for(struct scene *scene)
{
	bool woken;

	sleep_until(scene->platform, 2 * MS);
	enter(scene);
	woken = condition_wait(scene->platform, scene->condition, scene->mutex, 1 * MS);
	leave(scene);
	CHECK(!woken);
}

static void set_open(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, platform_now(scene->platform) + 5 * MS);
	enter(scene);
	scene->open = true;
	condition_broadcast(scene->platform, scene->condition);
	leave(scene);
}

static void wait_for_open(struct scene *scene, uint64_t deadline)
{
	struct task *task;
	bool woken = true;

	CHECK_EQUAL(task_start(scene->platform, "opener", set_open, scene, &task), 0);
	enter(scene);
	while (!scene->open && woken)
		woken = condition_wait(scene->platform, scene->condition, scene->mutex, deadline);
	CHECK(woken);
	CHECK(scene->open);
	leave(scene);
	task_join(scene->platform, task);
}

static void broadcast_ends_a_wait_without_deadline(struct scene *scene)
{
	wait_for_open(scene, NEVER);
}

static void broadcast_ends_a_wait_before_its_deadline(struct scene *scene)
{
	wait_for_open(scene, platform_now(scene->platform) + 1000 * 60 * NS_PER_S);
}

static void latest_deadline_does_not_overflow(struct scene *scene)
{
	wait_for_open(scene, NEVER - 1);
}

static void wait_until_open(void *argument)
{
	struct scene *scene = argument;

	enter(scene);
	scene->ready++;
	while (!scene->open)
		condition_wait(scene->platform, scene->condition, scene->mutex, NEVER);
	scene->done++;
	leave(scene);
}

static void broadcast_wakes_all(struct scene *scene)
{
	struct task *tasks[5];
	bool all_ready = false;

	for (int i = 0; i < 5; i++)
		CHECK_EQUAL(task_start(scene->platform, "waiter", wait_until_open, scene, &tasks[i]), 0);
	while (!all_ready) {
		sleep_until(scene->platform, platform_now(scene->platform) + 1 * MS);
		enter(scene);
		all_ready = scene->ready == 5;
		leave(scene);
	}
	enter(scene);
	scene->open = true;
	condition_broadcast(scene->platform, scene->condition);
	CHECK_EQUAL(scene->done, 0);
	leave(scene);
	for (int i = 0; i < 5; i++)
		task_join(scene->platform, tasks[i]);
	CHECK_EQUAL(scene->done, 5);
}

static void finish_late(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, platform_now(scene->platform) + 20 * MS);
	scene->done = 1;
}

static void join_waits_for_the_return(struct scene *scene)
{
	struct task *task;

	CHECK_EQUAL(task_start(scene->platform, "late", finish_late, scene, &task), 0);
	task_join(scene->platform, task);
	CHECK_EQUAL(scene->done, 1);
}

static void finish_at_once(void *argument)
{
	struct scene *scene = argument;

	scene->done = 1;
}

static void join_accepts_a_task_that_has_returned(struct scene *scene)
{
	struct task *task;

	CHECK_EQUAL(task_start(scene->platform, "early", finish_at_once, scene, &task), 0);
	sleep_until(scene->platform, platform_now(scene->platform) + 20 * MS);
	task_join(scene->platform, task);
	CHECK_EQUAL(scene->done, 1);
}

/* Sleeps inside the mutex now and then, as users must not: on the simulated platform nobody else would come by. */
static void count_to_1000(void *argument)
{
	struct scene *scene = argument;

	for (int i = 0; i < 1000; i++) {
		unsigned done;

		enter(scene);
		done = scene->done;
		if (i % 100 == 0)
			sleep_until(scene->platform, platform_now(scene->platform) + 1);
		scene->done = done + 1;
		leave(scene);
	}
}

static void mutex_keeps_others_out(struct scene *scene)
{
	struct task *tasks[3];

	for (int i = 0; i < 3; i++)
		CHECK_EQUAL(task_start(scene->platform, "counter", count_to_1000, scene, &tasks[i]), 0);
	for (int i = 0; i < 3; i++)
		task_join(scene->platform, tasks[i]);
	CHECK_EQUAL(scene->done, 3000);
}

static void wait_gives_the_mutex_up_and_takes_it_again(struct scene *scene)
{
	struct task *task;

	enter(scene);
	CHECK_EQUAL(task_start(scene->platform, "opener", set_open, scene, &task), 0);
	while (!scene->open)
		condition_wait(scene->platform, scene->condition, scene->mutex, NEVER);
	leave(scene); /* ends the process on either platform if it is not held */
	task_join(scene->platform, task);
	CHECK(scene->open);
}

static void destroy_accepts_null(struct scene *scene)
{
	mutex_destroy(scene->platform, NULL);
	condition_destroy(scene->platform, NULL);
	platform_destroy(NULL);
	CHECK(scene->mutex);
}

/* ---- The table ---- */

#define PLATFORMS(ROW, behaviour, text)       \
	ROW(real_time, behaviour, text)       \
	ROW(hundred_times, behaviour, text)   \
	ROW(simulated_first, behaviour, text) \
	ROW(simulated_last, behaviour, text)

/* clang-format off */
#define BEHAVIOURS(ROW) \
	PLATFORMS(ROW, time_does_not_go_back,                      "Now.DoesNotGoBack") \
	PLATFORMS(ROW, time_begins_near_zero,                      "Now.BeginsNearZero") \
	PLATFORMS(ROW, sleep_lasts_until_its_moment,               "Sleep.LastsUntilItsMoment") \
	PLATFORMS(ROW, sleep_until_the_past_returns,               "Sleep.UntilThePastReturns") \
	PLATFORMS(ROW, deadline_passes,                            "Wait.DeadlinePasses") \
	PLATFORMS(ROW, past_deadline_is_not_waited_for,            "Wait.PastDeadlineIsNotWaitedFor") \
	PLATFORMS(ROW, broadcast_ends_a_wait_without_deadline,     "Wait.BroadcastEndsOneWithoutDeadline") \
	PLATFORMS(ROW, broadcast_ends_a_wait_before_its_deadline,  "Wait.BroadcastEndsOneBeforeItsDeadline") \
	PLATFORMS(ROW, latest_deadline_does_not_overflow,          "Wait.LatestDeadlineDoesNotOverflow") \
	PLATFORMS(ROW, wait_gives_the_mutex_up_and_takes_it_again, "Wait.GivesTheMutexUpAndTakesItAgain") \
	PLATFORMS(ROW, broadcast_wakes_all,                        "Broadcast.WakesAll") \
	PLATFORMS(ROW, join_waits_for_the_return,                  "Join.WaitsForTheReturn") \
	PLATFORMS(ROW, join_accepts_a_task_that_has_returned,      "Join.AcceptsATaskThatHasReturned") \
	PLATFORMS(ROW, mutex_keeps_others_out,                     "Mutex.KeepsOthersOut") \
	PLATFORMS(ROW, destroy_accepts_null,                       "Destroy.AcceptsNull")
/* clang-format on */

#define RUN(platform, behaviour, text)              \
	static void behaviour##_on_##platform(void) \
	{                                           \
		run_on(platform, behaviour);        \
	}
BEHAVIOURS(RUN)

#define ROW_OF_TEST(platform, behaviour, text) {text "[" #platform "]", behaviour##_on_##platform},
static const struct unit_test tests[] = {BEHAVIOURS(ROW_OF_TEST){0}};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
