/* SPDX-License-Identifier: MIT */
/* Coroutines as Windows' fibers, which bring their own stacks. The thread that resumes one becomes a fiber, too. */
#include <stdlib.h>
#include <windows.h>

#include "platform/coroutine.h"

enum { STACK_BYTES = 256 * 1024 };

struct coroutine {
	void *inside, *outside; /* its own fiber, the fiber that resumed it */
	void (*run)(void *argument);
	void *argument;
};

/* A fiber must not return, which would end its thread. */
static void CALLBACK begin(void *argument)
{
	struct coroutine *coroutine = argument;

	coroutine->run(coroutine->argument);
	for (;;)
		coroutine_suspend(coroutine);
}

struct coroutine *coroutine_create(void (*run)(void *argument), void *argument)
{
	struct coroutine *coroutine = malloc(sizeof(*coroutine));

	if (!coroutine)
		return NULL;
	*coroutine = (struct coroutine){.run = run, .argument = argument};
	coroutine->inside = CreateFiberEx(0, STACK_BYTES, FIBER_FLAG_FLOAT_SWITCH, begin, coroutine);
	if (coroutine->inside)
		return coroutine;
	free(coroutine);
	return NULL;
}

void coroutine_resume(struct coroutine *coroutine)
{
	if (!IsThreadAFiber() && !ConvertThreadToFiberEx(NULL, FIBER_FLAG_FLOAT_SWITCH))
		abort(); /* there is no way to say that memory is short */
	coroutine->outside = GetCurrentFiber();
	SwitchToFiber(coroutine->inside);
}

void coroutine_suspend(struct coroutine *coroutine)
{
	SwitchToFiber(coroutine->outside);
}

void coroutine_destroy(struct coroutine *coroutine)
{
	if (!coroutine)
		return;
	DeleteFiber(coroutine->inside);
	free(coroutine);
}
