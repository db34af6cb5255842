/* SPDX-License-Identifier: MIT */
#include "tests/unit/platform/scene.h"

#include <stdio.h>
#include <string.h>

#include "tests/unit/unit.h"

/* ---- Choosers ---- */

static unsigned answer_from_script(struct chooser *chooser, unsigned options, const struct choice *choice)
{
	struct script *script = (struct script *)chooser;
	size_t used = strlen(script->trace);

	snprintf(script->trace + used, sizeof(script->trace) - used, "%s/%u ", choice_site(choice), options);
	script->asked++;
	return *script->answers ? (unsigned)(*script->answers++ - '0') : 0;
}

struct script script_of(const char *answers)
{
	return (struct script){.chooser.choose = answer_from_script, .answers = answers};
}

static unsigned answer_from_odometer(struct chooser *chooser, unsigned options, const struct choice *choice)
{
	struct odometer *odometer = (struct odometer *)chooser;
	unsigned position = odometer->position++;

	(void)choice;
	if (position == odometer->length)
		odometer->answer[odometer->length++] = 0;
	odometer->options[position] = options;
	return odometer->answer[position];
}

struct odometer odometer_at_zero(void)
{
	return (struct odometer){.chooser.choose = answer_from_odometer};
}

bool count_up(struct odometer *odometer)
{
	odometer->position = 0;
	for (; odometer->length; odometer->length--)
		if (++odometer->answer[odometer->length - 1] < odometer->options[odometer->length - 1])
			return true;
	return false;
}

/* ---- The scene ---- */

void note(struct scene *scene, char letter)
{
	size_t used = strlen(scene->log);

	scene->log[used] = letter;
	scene->log[used + 1] = '\0';
}

void scene_open(struct scene *scene, struct chooser *chooser)
{
	*scene = (struct scene){.platform = simulated_create(chooser)};
	scene->ring = mutex_create(scene->platform, "ring");
	scene->state = mutex_create(scene->platform, "state");
	scene->decided = condition_create(scene->platform, "decided");
}

int scene_run(struct scene *scene, void (*run)(void *scene))
{
	return simulated_run(scene->platform, run, scene, &scene->report);
}

void scene_close(struct scene *scene)
{
	condition_destroy(scene->platform, scene->decided);
	mutex_destroy(scene->platform, scene->state);
	mutex_destroy(scene->platform, scene->ring);
	platform_destroy(scene->platform);
}

void run_pair(struct scene *scene, void (*a)(void *), void (*b)(void *))
{
	struct task *task_a, *task_b;

	CHECK_EQUAL(task_start(scene->platform, "a", a, scene, &task_a), 0);
	CHECK_EQUAL(task_start(scene->platform, "b", b, scene, &task_b), 0);
	task_join(scene->platform, task_a);
	task_join(scene->platform, task_b);
}

/* ---- Tasks ---- */

void give_way(struct scene *scene)
{
	sleep_until(scene->platform, platform_now(scene->platform));
}

void sleep_for_1000(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, 1000);
	note(scene, 's');
}

void increment_rightly(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	scene->counter++;
	mutex_unlock(scene->platform, scene->ring);
}

static void wait_until_1000(void *argument)
{
	struct scene *scene = argument;

	mutex_lock(scene->platform, scene->ring);
	scene->woken = condition_wait(scene->platform, scene->decided, scene->ring, 1000);
	note(scene, 'W');
	mutex_unlock(scene->platform, scene->ring);
	CHECK_EQUAL(platform_now(scene->platform), 1000);
}

static void broadcast_at_1000(void *argument)
{
	struct scene *scene = argument;

	sleep_until(scene->platform, 1000);
	mutex_lock(scene->platform, scene->ring);
	note(scene, 'B');
	condition_broadcast(scene->platform, scene->decided);
	mutex_unlock(scene->platform, scene->ring);
}

void waiter_and_broadcaster(void *argument)
{
	run_pair(argument, wait_until_1000, broadcast_at_1000);
}
