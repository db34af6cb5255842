/* SPDX-License-Identifier: MIT */
/*
 * Where tasks are made to stop. The platform asks at every lock, unlock, wait and so on; most of these need not be
 * tried, because the schedules would differ in nothing that anybody can see. What is left, and why it is enough:
 *
 * 1. A task is preempted only where it is about to take a lock. Between taking and releasing a lock a task touches what
 *    the lock protects, elsewhere what nobody else touches (TSan's part of the proof); so everything up to its next
 * lock can be moved before what the others do meanwhile, and the preemption to that next lock. [Lipton, Reduction,
 * 1975]
 * 2. And only if the lock is the section's: of all others it is checked in every schedule that one task alone takes
 *    them, so that taking one is nothing that another task could see. Were this wrong in a schedule that is not tried,
 *    take the first such lock in it: the tried schedule that preempts at the next place instead has the same steps up
 *    to there, and would have shown it.
 * 3. The task that cancels runs its call in one go: its only effect is in one region, to which 1 applies; that it is
 * one is checked, too. So it is also the same whether it comes in between or the task that is there calls CancelWrite
 * itself, and not both are tried where the second was.
 * 4. Who goes on after a task that has to wait is always tried; a cancel can come first.
 */
#include <stdio.h>
#include <string.h>

#include "conformance/exploration/stage.h"

#define SECTION_LOCK "section"
#define CANCELLER "canceller"

enum { RUNNABLE_MAX = STAGE_TASKS_MAX };

/* Names are looked at once: then it is by where they lie. */

static bool is_canceller(struct stage *stage, const char *task)
{
	if (!stage->canceller_name && strcmp(task, CANCELLER) == 0)
		stage->canceller_name = task;
	return task == stage->canceller_name;
}

static bool is_section_lock(struct stage *stage, const char *lock)
{
	if (!stage->section_lock && strcmp(lock, SECTION_LOCK) == 0)
		stage->section_lock = lock;
	return lock == stage->section_lock;
}

/* ---- regions, and who takes which lock ---- */

static void note_region(struct stage *stage, const char *task)
{
	unsigned i = 0;

	while (i < stage->task_count && stage->tasks[i].task != task)
		i++;
	if (i == STAGE_TASKS_MAX) {
		stage->seen->overflow = true;
		return;
	}
	if (i == stage->task_count) {
		stage->task_count++;
		stage->tasks[i].task = task;
		stage->tasks[i].regions = 0;
	}
	stage->tasks[i].region = ++stage->region;
	stage->tasks[i].regions++;
	stage->place_of = NULL;
}

static void note_lock(struct stage *stage, const char *lock, const char *task)
{
	unsigned i = 0;

	while (i < stage->lock_count && stage->locks[i].lock != lock)
		i++;
	if (i == STAGE_LOCKS_MAX) {
		stage->seen->overflow = true;
	} else if (i == stage->lock_count) {
		stage->locks[i].lock = lock;
		stage->locks[i].task = task;
		stage->lock_count++;
	} else if (stage->locks[i].task != task) {
		snprintf(stage->seen->raced_lock, SEEN_NAME_MAX, "%s", lock);
	}
}

/* Other locks matter from the first region on: before it the engine has no tasks. */
static void taken(struct watcher *watcher, const char *lock, const char *task)
{
	struct stage *stage = (struct stage *)((char *)watcher - offsetof(struct stage, watcher));

	if (!stage->exploring)
		return;
	if (is_section_lock(stage, lock))
		note_region(stage, task);
	else if (stage->region)
		note_lock(stage, lock, task);
}

uint64_t stage_own_region(const struct stage *stage, unsigned *ret_regions)
{
	const char *task = simulated_current_task(stage->platform);
	unsigned i = 0;

	while (i < stage->task_count && stage->tasks[i].task != task)
		i++;
	if (ret_regions)
		*ret_regions = i < stage->task_count ? stage->tasks[i].regions : 0;
	return i < stage->task_count ? stage->tasks[i].region : 0;
}

/* ---- places ---- */

void stage_note_activity(struct stage *stage)
{
	stage->active_ns = platform_now(stage->platform);
	stage->quiet = false;
}

void stage_note_update(struct stage *stage)
{
	if (platform_now(stage->platform) > stage->active_ns)
		stage->quiet = true;
}

unsigned stage_choose(struct stage *stage, enum disturbance kind, unsigned options, const char *place)
{
	struct question question = {.kind = kind, .options = options, .place = place};

	return stage->exploring && !stage->quiet ? choices_take(stage->choices, &question) : 0;
}

static void cancel(struct stage *stage)
{
	struct observation *seen = stage->seen;
	unsigned before, after;
	struct seen_cancel *entry = &seen->cancels[seen->cancel_count];

	if (seen->cancel_count == SEEN_CANCELS_MAX) {
		seen->overflow = true;
		return;
	}
	seen->cancel_count++;
	entry->during = stage->exploring;
	stage_own_region(stage, &before);
	entry->answer = IWriteEngine2_CancelWrite(stage->engine);
	entry->region = stage_own_region(stage, &after);
	entry->regions = after - before;
	entry->at_ns = platform_now(stage->platform);
	stage_note_activity(stage);
	choices_trace(stage->choices, (uint32_t)entry->answer);
	stage_tell(stage, "CancelWrite: 0x%08X, by %s", (unsigned)entry->answer,
	           simulated_current_task(stage->platform));
}

void stage_cancel_here(struct stage *stage, const char *place)
{
	struct question question = {.kind = CANCEL, .options = 2, .place = place};

	if (!stage->quiet && choices_take(stage->choices, &question))
		cancel(stage);
	stage->place_of = simulated_current_task(stage->platform);
	stage->place_ns = platform_now(stage->platform);
}

/* ---- who goes on ---- */

static bool about_to_enter(struct stage *stage, const struct choice *choice)
{
	return choice->goes_on && choice->stop == STOP_LOCK && is_section_lock(stage, choice->object);
}

/* Where the task that stopped could have cancelled itself, and neither anybody nor time did anything since, it would be
 * the same cancel.
 */
static bool is_place(struct stage *stage, const struct choice *choice)
{
	if (choice->idle || !choice->goes_on)
		return true;
	if (!about_to_enter(stage, choice))
		return false;
	return choice_stopped(choice) != stage->place_of || platform_now(stage->platform) != stage->place_ns;
}

static const char *place_name(const struct stage *stage, const struct choice *choice)
{
	return stage->choices->show ? choice_site(choice) : "";
}

static bool cancel_comes_first(struct stage *stage, const struct choice *choice)
{
	if (!choice->standing_by || !is_place(stage, choice) ||
	    !stage_choose(stage, CANCEL, 2, place_name(stage, choice)))
		return false;
	snprintf(stage->preempted, SEEN_NAME_MAX, "%s", choice->goes_on ? choice_stopped(choice) : "");
	return true;
}

/* Asks which of the `runnable` first options it shall be, `first` before the others. */
static unsigned ask_who(struct stage *stage, const struct choice *choice, enum disturbance kind, unsigned runnable,
                        unsigned first)
{
	const char *tasks[RUNNABLE_MAX] = {NULL};
	struct question question = {
		.kind = kind, .options = runnable, .place = place_name(stage, choice), .tasks = tasks};
	unsigned taken;

	if (stage->choices->guide->wants_tasks || stage->choices->show)
		for (unsigned i = 0; i < runnable && i < RUNNABLE_MAX; i++)
			tasks[i] = choice_task(choice, i == 0 ? first : i <= first ? i - 1 : i);
	taken = choices_take(stage->choices, &question);
	return taken == 0 ? first : taken <= first ? taken - 1 : taken;
}

static unsigned place_of(const struct choice *choice, unsigned runnable, const char *task)
{
	unsigned place = 0;

	while (place < runnable && strcmp(choice_task(choice, place), task) != 0)
		place++;
	return place;
}

/* After the canceller: the task that it preempted goes on, unless another one now preempts that. */
static unsigned go_back(struct stage *stage, const struct choice *choice, unsigned runnable)
{
	unsigned place = *stage->preempted ? place_of(choice, runnable, stage->preempted) : runnable;

	*stage->preempted = '\0';
	if (runnable < 2)
		return 0;
	return place < runnable ? ask_who(stage, choice, PREEMPTION, runnable, place)
	                        : ask_who(stage, choice, FREE, runnable, 0);
}

static unsigned who_goes_on(struct stage *stage, const struct choice *choice, unsigned runnable)
{
	if (is_canceller(stage, choice_stopped(choice)))
		return choice->goes_on ? 0 : go_back(stage, choice, runnable);
	if (runnable < 2)
		return 0;
	if (!choice->goes_on)
		return ask_who(stage, choice, FREE, runnable, 0);
	return about_to_enter(stage, choice) && !stage->quiet ? ask_who(stage, choice, PREEMPTION, runnable, 0) : 0;
}

static unsigned choose(struct chooser *chooser, unsigned options, const struct choice *choice)
{
	struct stage *stage = (struct stage *)((char *)chooser - offsetof(struct stage, chooser));

	if (!stage->exploring) /* the canceller is let in as far as where it stands by */
		return choice->stop == STOP_START && strcmp(choice->object, CANCELLER) == 0;
	if (choice->goes_on && choice->stop != STOP_LOCK)
		return 0;
	if (cancel_comes_first(stage, choice))
		return options - 1;
	return choice->idle ? 0 : who_goes_on(stage, choice, options - choice->standing_by);
}

/* ---- the task that cancels ---- */

static void cancel_when_chosen(void *argument)
{
	struct stage *stage = argument;

	while (simulated_stand_by(stage->platform))
		cancel(stage);
}

int stage_start_canceller(struct stage *stage)
{
	return task_start(stage->platform, CANCELLER, cancel_when_chosen, stage, &stage->canceller);
}

void stage_stop_canceller(struct stage *stage)
{
	simulated_dismiss(stage->platform);
	task_join(stage->platform, stage->canceller);
	stage->canceller = NULL;
}

/* ---- the section ---- */

void stage_prepare_stops(struct stage *stage)
{
	stage->chooser.choose = choose;
	stage->watcher.taken = taken;
	stage->exploring = stage->quiet = false;
	stage->region = 0;
	stage->task_count = stage->lock_count = 0;
	stage->section_lock = stage->canceller_name = stage->place_of = NULL;
	*stage->preempted = '\0';
}

void stage_open_section(struct stage *stage)
{
	stage_cancel_here(stage, "before WriteSection");
	stage->exploring = true;
	stage_note_activity(stage);
}

void stage_close_section(struct stage *stage)
{
	stage->exploring = false;
	stage_cancel_here(stage, "after WriteSection");
}
