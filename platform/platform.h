/* SPDX-License-Identifier: MIT */
/*
 * Time, tasks and locks, injected. The engine, the carriers and the suite's rig use nothing else to tell the time, to
 * wait, or to run two things at once, so that the same code runs on threads (posix.h) and on a virtual clock with one
 * task at a time and every scheduling choice drawn from a chooser (simulated.h).
 *
 * Rules for users: never hold a mutex across a call that may block other than condition_wait*(); never compare a
 * platform's time with the host's. All times are nanoseconds since the platform's own beginning.
 */
#ifndef PLATFORM_PLATFORM_H
#define PLATFORM_PLATFORM_H

#include <stdbool.h>
#include <stdint.h>

#define NEVER UINT64_MAX
#define NS_PER_MS UINT64_C(1000000)
#define NS_PER_S UINT64_C(1000000000)

struct platform;
struct task;
struct mutex;
struct condition;

struct platform_ops {
	/* The present moment. Never goes back. Does not block. */
	uint64_t (*now)(struct platform *platform);

	/*
	 * Runs run(argument) as a task of its own. `name` is for traces and deadlock reports and is copied. 0 and
	 * *ret_task, or -EAGAIN or -ENOMEM. Every started task must be joined once.
	 */
	int (*task_start)(struct platform *platform, const char *name, void (*run)(void *argument), void *argument,
	                  struct task **ret_task);

	/* Blocks until the task has returned, then frees it. */
	void (*task_join)(struct platform *platform, struct task *task);

	/* Heap objects; NULL when memory is short. Names are for traces and are copied. destroy accepts NULL and wants
	 * an unlocked mutex, a condition nobody waits on. */
	struct mutex *(*mutex_create)(struct platform *platform, const char *name);
	void (*mutex_destroy)(struct platform *platform, struct mutex *mutex);
	struct condition *(*condition_create)(struct platform *platform, const char *name);
	void (*condition_destroy)(struct platform *platform, struct condition *condition);

	/* Not recursive. lock may block. */
	void (*mutex_lock)(struct platform *platform, struct mutex *mutex);
	void (*mutex_unlock)(struct platform *platform, struct mutex *mutex);

	/*
	 * Releases the mutex, waits, takes it again. `deadline` is an absolute time, or NEVER. True if woken, false if
	 * the deadline passed. Wake-ups without cause are allowed: callers loop over their condition.
	 */
	bool (*condition_wait)(struct platform *platform, struct condition *condition, struct mutex *mutex,
	                       uint64_t deadline);

	/* Wakes all waiters. The caller holds the mutex they wait with. */
	void (*condition_broadcast)(struct platform *platform, struct condition *condition);

	/* Blocks the calling task until the given time. */
	void (*sleep_until)(struct platform *platform, uint64_t moment);

	/* Frees the platform. No task may be left. */
	void (*destroy)(struct platform *platform);
};

struct platform {
	const struct platform_ops *ops;
};

static inline uint64_t platform_now(struct platform *platform)
{
	return platform->ops->now(platform);
}

static inline int task_start(struct platform *platform, const char *name, void (*run)(void *), void *argument,
                             struct task **ret_task)
{
	return platform->ops->task_start(platform, name, run, argument, ret_task);
}

static inline void task_join(struct platform *platform, struct task *task)
{
	platform->ops->task_join(platform, task);
}

static inline struct mutex *mutex_create(struct platform *platform, const char *name)
{
	return platform->ops->mutex_create(platform, name);
}

static inline void mutex_destroy(struct platform *platform, struct mutex *mutex)
{
	platform->ops->mutex_destroy(platform, mutex);
}

static inline struct condition *condition_create(struct platform *platform, const char *name)
{
	return platform->ops->condition_create(platform, name);
}

static inline void condition_destroy(struct platform *platform, struct condition *condition)
{
	platform->ops->condition_destroy(platform, condition);
}

static inline void mutex_lock(struct platform *platform, struct mutex *mutex)
{
	platform->ops->mutex_lock(platform, mutex);
}
static inline void mutex_unlock(struct platform *platform, struct mutex *mutex)
{
	platform->ops->mutex_unlock(platform, mutex);
}

static inline bool condition_wait(struct platform *platform, struct condition *condition, struct mutex *mutex,
                                  uint64_t deadline)
{
	return platform->ops->condition_wait(platform, condition, mutex, deadline);
}

static inline void condition_broadcast(struct platform *platform, struct condition *condition)
{
	platform->ops->condition_broadcast(platform, condition);
}

static inline void sleep_until(struct platform *platform, uint64_t moment)
{
	platform->ops->sleep_until(platform, moment);
}

static inline void platform_destroy(struct platform *platform)
{
	if (platform)
		platform->ops->destroy(platform);
}

#endif
