/* SPDX-License-Identifier: MIT */
/*
 * A function that can be left in the middle and gone back to: it has a stack of its own. No threads, no scheduler, no
 * time. Inside the platform only.
 */
#ifndef PLATFORM_COROUTINE_H
#define PLATFORM_COROUTINE_H

struct coroutine;

/* Will call run(argument) at the first resume. NULL when memory is short. Cheap: stacks are used again. */
struct coroutine *coroutine_create(void (*run)(void *argument), void *argument);

/* Runs it, on its own stack, until it suspends itself or run() returns. After that return it must only be destroyed. */
void coroutine_resume(struct coroutine *coroutine);

/* To be called inside the coroutine: goes back to its resume, and returns at the next one. */
void coroutine_suspend(struct coroutine *coroutine);

/* Returned, suspended or never resumed. What a suspended one's frames own leaks. Accepts NULL. */
void coroutine_destroy(struct coroutine *coroutine);

#endif
