/* SPDX-License-Identifier: MIT */
/*
 * What the tests of the simulated platform share: choosers, and a scene with a platform on one of them. Their task
 * functions all take the scene.
 */
#ifndef TESTS_UNIT_PLATFORM_SCENE_H
#define TESTS_UNIT_PLATFORM_SCENE_H

#include "platform/simulated.h"

#define HOUR (3600 * NS_PER_S)

/* Answers from a list and then 0, and notes what it was asked. */
struct script {
	struct chooser chooser;
	const char *answers; /* "012": then 0 */
	unsigned asked;
	char trace[2048]; /* "lock ring/2 " for each question */
};

struct script script_of(const char *answers);

/* Counts its answers up, run after run, until it has given every sequence there is. */
struct odometer {
	struct chooser chooser;
	unsigned answer[256], options[256], position, length;
};

struct odometer odometer_at_zero(void);

/* To be called between two runs. False when every sequence of answers has been given. */
bool count_up(struct odometer *odometer);

struct scene {
	struct platform *platform;
	struct mutex *ring, *state;
	struct condition *decided;
	char log[64]; /* a letter a step */
	unsigned counter;
	bool woken;
	struct simulated_report report;
};

void scene_open(struct scene *scene, struct chooser *chooser);
int scene_run(struct scene *scene, void (*run)(void *scene));
void scene_close(struct scene *scene);

/* Puts a letter at the end of the log. */
void note(struct scene *scene, char letter);

/* A choice point that does nothing. */
void give_way(struct scene *scene);

/* Starts "a" and "b" with the two functions, and joins both. */
void run_pair(struct scene *scene, void (*a)(void *scene), void (*b)(void *scene));

/* Tasks that several files use: sleeps until 1000 ns; adds one to the counter, in the mutex. */
void sleep_for_1000(void *scene);
void increment_rightly(void *scene);

/* Two tasks: one waits until 1000 ns for the broadcast that the other makes at 1000 ns. They note W and B. */
void waiter_and_broadcaster(void *scene);

#endif
