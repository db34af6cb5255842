/* SPDX-License-Identifier: MIT */
/*
 * Threads, and a clock that runs `scale` times as fast as CLOCK_MONOTONIC: time (now, host_moment), tasks, mutexes,
 * conditions, the table. Names are the threads' names; mutexes and conditions have no use for theirs.
 */
#define _GNU_SOURCE /* pthread_setname_np() */
#include "platform/posix.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREAD_NAME_BYTES = 16 }; /* Linux's limit, with the NUL */

struct posix {
	struct platform platform;
	uint64_t start_ns; /* the host's time at this platform's 0 */
	unsigned scale;
};

struct task {
	pthread_t thread;
	void (*run)(void *argument);
	void *argument;
	char name[THREAD_NAME_BYTES];
};

struct mutex {
	pthread_mutex_t mutex;
};

struct condition {
	pthread_cond_t condition;
};

/* These calls fail only when they are misused (a recursive lock, another task's mutex): never go on after that. */
static void must(int error, const char *what)
{
	if (!error)
		return;
	fprintf(stderr, "posix platform: %s: %s\n", what, strerror(error));
	abort();
}

/* ---- Time ---- */

static uint64_t host_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * NS_PER_S + (uint64_t)now.tv_nsec;
}

static uint64_t posix_now(struct platform *platform)
{
	struct posix *posix = (struct posix *)platform;
	uint64_t now;

	if (__builtin_mul_overflow(host_now() - posix->start_ns, posix->scale, &now) || now == NEVER)
		return NEVER - 1;
	return now;
}

/* The first moment of the host's at which now() is `moment` or later, so that who waited until it need not wait again.
 * Moments past the host's last one become that. */
static struct timespec host_moment(const struct posix *posix, uint64_t moment)
{
	uint64_t host = moment / posix->scale + (moment % posix->scale != 0);

	if (__builtin_add_overflow(host, posix->start_ns, &host))
		host = UINT64_MAX;
	return (struct timespec){.tv_sec = (time_t)(host / NS_PER_S), .tv_nsec = (long)(host % NS_PER_S)};
}

static void posix_sleep_until(struct platform *platform, uint64_t moment)
{
	struct timespec host = host_moment((struct posix *)platform, moment);

	while (posix_now(platform) < moment)
		clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &host, NULL);
}

/* ---- Tasks ---- */

static void *thread_main(void *argument)
{
	struct task *task = argument;

	pthread_setname_np(pthread_self(), task->name);
	task->run(task->argument);
	return NULL;
}

static int posix_task_start(struct platform *platform, const char *name, void (*run)(void *argument), void *argument,
                            struct task **ret_task)
{
	struct task *task = calloc(1, sizeof(*task));
	int error;

	(void)platform;
	if (!task)
		return -ENOMEM;
	task->run = run;
	task->argument = argument;
	snprintf(task->name, sizeof(task->name), "%s", name);
	error = pthread_create(&task->thread, NULL, thread_main, task);
	if (error) {
		free(task);
		return -error;
	}
	*ret_task = task;
	return 0;
}

static void posix_task_join(struct platform *platform, struct task *task)
{
	(void)platform;
	must(pthread_join(task->thread, NULL), "task_join");
	free(task);
}

/* ---- Mutexes ---- */

static struct mutex *posix_mutex_create(struct platform *platform, const char *name)
{
	struct mutex *mutex = malloc(sizeof(*mutex));
	pthread_mutexattr_t attributes;
	int error;

	(void)platform;
	(void)name;
	if (!mutex || pthread_mutexattr_init(&attributes)) {
		free(mutex);
		return NULL;
	}
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
	error = pthread_mutex_init(&mutex->mutex, &attributes);
	pthread_mutexattr_destroy(&attributes);
	if (error) {
		free(mutex);
		return NULL;
	}
	return mutex;
}

static void posix_mutex_destroy(struct platform *platform, struct mutex *mutex)
{
	(void)platform;
	if (!mutex)
		return;
	must(pthread_mutex_destroy(&mutex->mutex), "mutex_destroy");
	free(mutex);
}

static void posix_mutex_lock(struct platform *platform, struct mutex *mutex)
{
	(void)platform;
	must(pthread_mutex_lock(&mutex->mutex), "mutex_lock");
}

static void posix_mutex_unlock(struct platform *platform, struct mutex *mutex)
{
	(void)platform;
	must(pthread_mutex_unlock(&mutex->mutex), "mutex_unlock");
}

/* ---- Conditions ---- */

static struct condition *posix_condition_create(struct platform *platform, const char *name)
{
	struct condition *condition = malloc(sizeof(*condition));
	pthread_condattr_t attributes;
	int error;

	(void)platform;
	(void)name;
	if (!condition || pthread_condattr_init(&attributes)) {
		free(condition);
		return NULL;
	}
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	error = pthread_cond_init(&condition->condition, &attributes);
	pthread_condattr_destroy(&attributes);
	if (error) {
		free(condition);
		return NULL;
	}
	return condition;
}

static void posix_condition_destroy(struct platform *platform, struct condition *condition)
{
	(void)platform;
	if (!condition)
		return;
	must(pthread_cond_destroy(&condition->condition), "condition_destroy");
	free(condition);
}

static bool posix_condition_wait(struct platform *platform, struct condition *condition, struct mutex *mutex,
                                 uint64_t deadline)
{
	struct timespec host = host_moment((struct posix *)platform, deadline);
	int error = deadline == NEVER ? pthread_cond_wait(&condition->condition, &mutex->mutex)
	                              : pthread_cond_timedwait(&condition->condition, &mutex->mutex, &host);

	if (error != ETIMEDOUT)
		must(error, "condition_wait");
	return error != ETIMEDOUT;
}

static void posix_condition_broadcast(struct platform *platform, struct condition *condition)
{
	(void)platform;
	must(pthread_cond_broadcast(&condition->condition), "condition_broadcast");
}

/* ---- The platform ---- */

static void posix_destroy(struct platform *platform)
{
	free(platform);
}

static const struct platform_ops posix_ops = {
	.now = posix_now,
	.task_start = posix_task_start,
	.task_join = posix_task_join,
	.mutex_create = posix_mutex_create,
	.mutex_destroy = posix_mutex_destroy,
	.condition_create = posix_condition_create,
	.condition_destroy = posix_condition_destroy,
	.mutex_lock = posix_mutex_lock,
	.mutex_unlock = posix_mutex_unlock,
	.condition_wait = posix_condition_wait,
	.condition_broadcast = posix_condition_broadcast,
	.sleep_until = posix_sleep_until,
	.destroy = posix_destroy,
};

struct platform *posix_create(unsigned scale)
{
	struct posix *posix;

	if (scale < 1 || scale > POSIX_SCALE_MAX || !(posix = malloc(sizeof(*posix))))
		return NULL;
	*posix = (struct posix){.platform.ops = &posix_ops, .start_ns = host_now(), .scale = scale};
	return &posix->platform;
}
