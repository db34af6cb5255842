/* SPDX-License-Identifier: MIT */
/*
 * Threads, slim locks and condition variables, and a clock that runs `scale` times as fast as the performance counter:
 * time (now, host_wait), tasks, mutexes, conditions, the table. Names have no use here.
 */
#include "platform/win32.h"

#include <errno.h>
#include <process.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

struct win32 {
	struct platform platform;
	uint64_t start_ns; /* the host's time at this platform's 0 */
	uint64_t frequency;
	unsigned scale;
};

struct task {
	HANDLE thread;
	void (*run)(void *argument);
	void *argument;
};

struct mutex {
	SRWLOCK lock;
	DWORD owner; /* 0: free. Only its own thread can find its own id here */
};

struct condition {
	CONDITION_VARIABLE condition;
};

/* Bugs of the caller: never go on after one. */
static void must(bool held, const char *what)
{
	if (held)
		return;
	fprintf(stderr, "win32 platform: %s\n", what);
	abort();
}

/* ---- Time ---- */

static uint64_t host_now(uint64_t frequency)
{
	LARGE_INTEGER count;
	uint64_t ticks;

	QueryPerformanceCounter(&count);
	ticks = (uint64_t)count.QuadPart;
	return ticks / frequency * NS_PER_S + ticks % frequency * NS_PER_S / frequency;
}

static uint64_t win32_now(struct platform *platform)
{
	struct win32 *win32 = (struct win32 *)platform;
	uint64_t now;

	if (__builtin_mul_overflow(host_now(win32->frequency) - win32->start_ns, win32->scale, &now) || now == NEVER)
		return NEVER - 1;
	return now;
}

/* For how long the host must wait until `moment`: rounded up, and at most so long that who waited looks again. */
static DWORD host_wait(struct win32 *win32, uint64_t moment)
{
	const uint64_t longest_ms = 60 * 60 * 1000;
	uint64_t now = win32_now(&win32->platform), ms;

	if (moment <= now)
		return 0;
	ms = (moment - now) / win32->scale / NS_PER_MS + 1;
	return (DWORD)(ms < longest_ms ? ms : longest_ms);
}

static void win32_sleep_until(struct platform *platform, uint64_t moment)
{
	while (win32_now(platform) < moment)
		Sleep(host_wait((struct win32 *)platform, moment));
}

/* ---- Tasks ---- */

static unsigned __stdcall thread_main(void *argument)
{
	struct task *task = argument;

	task->run(task->argument);
	return 0;
}

static int win32_task_start(struct platform *platform, const char *name, void (*run)(void *argument), void *argument,
                            struct task **ret_task)
{
	struct task *task = calloc(1, sizeof(*task));

	(void)platform;
	(void)name;
	if (!task)
		return -ENOMEM;
	task->run = run;
	task->argument = argument;
	task->thread = (HANDLE)_beginthreadex(NULL, 0, thread_main, task, 0, NULL);
	if (!task->thread) {
		free(task);
		return -EAGAIN;
	}
	*ret_task = task;
	return 0;
}

static void win32_task_join(struct platform *platform, struct task *task)
{
	(void)platform;
	must(WaitForSingleObject(task->thread, INFINITE) == WAIT_OBJECT_0, "task_join: it cannot be waited for");
	CloseHandle(task->thread);
	free(task);
}

/* ---- Mutexes ---- */

static struct mutex *win32_mutex_create(struct platform *platform, const char *name)
{
	(void)platform;
	(void)name;
	return calloc(1, sizeof(struct mutex)); /* SRWLOCK_INIT is zeros */
}

static void win32_mutex_destroy(struct platform *platform, struct mutex *mutex)
{
	(void)platform;
	must(!mutex || !mutex->owner, "mutex_destroy: it is locked");
	free(mutex);
}

static void take(struct mutex *mutex)
{
	__atomic_store_n(&mutex->owner, GetCurrentThreadId(), __ATOMIC_RELAXED);
}

static void give_up(struct mutex *mutex, const char *what)
{
	must(__atomic_load_n(&mutex->owner, __ATOMIC_RELAXED) == GetCurrentThreadId(), what);
	__atomic_store_n(&mutex->owner, 0, __ATOMIC_RELAXED);
}

static void win32_mutex_lock(struct platform *platform, struct mutex *mutex)
{
	(void)platform;
	must(__atomic_load_n(&mutex->owner, __ATOMIC_RELAXED) != GetCurrentThreadId(), "mutex_lock: it is held");
	AcquireSRWLockExclusive(&mutex->lock);
	take(mutex);
}

static void win32_mutex_unlock(struct platform *platform, struct mutex *mutex)
{
	(void)platform;
	give_up(mutex, "mutex_unlock: it is not held");
	ReleaseSRWLockExclusive(&mutex->lock);
}

/* ---- Conditions ---- */

static struct condition *win32_condition_create(struct platform *platform, const char *name)
{
	(void)platform;
	(void)name;
	return calloc(1, sizeof(struct condition)); /* CONDITION_VARIABLE_INIT is zeros */
}

static void win32_condition_destroy(struct platform *platform, struct condition *condition)
{
	(void)platform;
	free(condition);
}

/* An hour's end that is not the deadline's is a wake-up without cause, which callers are ready for. */
static bool win32_condition_wait(struct platform *platform, struct condition *condition, struct mutex *mutex,
                                 uint64_t deadline)
{
	DWORD ms = deadline == NEVER ? INFINITE : host_wait((struct win32 *)platform, deadline);
	bool woken;

	give_up(mutex, "condition_wait: the mutex is not held");
	woken = SleepConditionVariableSRW(&condition->condition, &mutex->lock, ms, 0);
	take(mutex);
	return woken || win32_now(platform) < deadline;
}

static void win32_condition_broadcast(struct platform *platform, struct condition *condition)
{
	(void)platform;
	WakeAllConditionVariable(&condition->condition);
}

/* ---- The platform ---- */

static void win32_destroy(struct platform *platform)
{
	free(platform);
}

static const struct platform_ops win32_ops = {
	.now = win32_now,
	.task_start = win32_task_start,
	.task_join = win32_task_join,
	.mutex_create = win32_mutex_create,
	.mutex_destroy = win32_mutex_destroy,
	.condition_create = win32_condition_create,
	.condition_destroy = win32_condition_destroy,
	.mutex_lock = win32_mutex_lock,
	.mutex_unlock = win32_mutex_unlock,
	.condition_wait = win32_condition_wait,
	.condition_broadcast = win32_condition_broadcast,
	.sleep_until = win32_sleep_until,
	.destroy = win32_destroy,
};

struct platform *win32_create(unsigned scale)
{
	LARGE_INTEGER frequency;
	struct win32 *win32;

	if (scale < 1 || scale > WIN32_SCALE_MAX || !(win32 = malloc(sizeof(*win32))))
		return NULL;
	QueryPerformanceFrequency(&frequency);
	*win32 = (struct win32){.platform.ops = &win32_ops, .frequency = (uint64_t)frequency.QuadPart, .scale = scale};
	win32->start_ns = host_now(win32->frequency);
	return &win32->platform;
}
