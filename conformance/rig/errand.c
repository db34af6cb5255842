/* SPDX-License-Identifier: MIT */
#include "conformance/rig/errand.h"

#include "conformance/expect.h"

struct errand {
	struct platform *platform;
	struct mutex *mutex; /* protects what follows */
	struct condition *changed;
	bool sent, done, cancelled;
	uint64_t moment_ns; /* when it goes by itself */
	struct task *task;
	void (*run)(void *context);
	void *context;
};

static void finish(void *object)
{
	struct errand *errand = object;

	errand_end(errand);
	condition_destroy(errand->platform, errand->changed);
	mutex_destroy(errand->platform, errand->mutex);
}

static bool wait_for_departure(struct errand *errand)
{
	mutex_lock(errand->platform, errand->mutex);
	while (!errand->sent && !errand->cancelled && platform_now(errand->platform) < errand->moment_ns)
		condition_wait(errand->platform, errand->changed, errand->mutex, errand->moment_ns);
	mutex_unlock(errand->platform, errand->mutex);
	return !errand->cancelled;
}

static void set(struct errand *errand, bool *flag)
{
	mutex_lock(errand->platform, errand->mutex);
	*flag = true;
	condition_broadcast(errand->platform, errand->changed);
	mutex_unlock(errand->platform, errand->mutex);
}

static void task(void *argument)
{
	struct errand *errand = argument;

	if (wait_for_departure(errand))
		errand->run(errand->context);
	set(errand, &errand->done);
}

struct errand *errand_prepare_at(struct rig *rig, uint64_t moment_ns, void (*run)(void *context), void *context)
{
	struct errand *errand = rig_keep(rig, sizeof(*errand), finish);

	if (!errand)
		return NULL;
	errand->platform = rig->platform;
	errand->mutex = mutex_create(rig->platform, "errand");
	errand->changed = condition_create(rig->platform, "errand");
	errand->moment_ns = moment_ns;
	errand->run = run;
	errand->context = context;
	if (errand->mutex && errand->changed)
		task_start(rig->platform, "errand", task, errand, &errand->task);
	if (errand->task)
		return errand;
	EXPECT(false, "a second task cannot be started");
	return NULL;
}

struct errand *errand_prepare(struct rig *rig, void (*run)(void *context), void *context)
{
	return errand_prepare_at(rig, NEVER, run, context);
}

void errand_send(struct errand *errand)
{
	set(errand, &errand->sent);
	mutex_lock(errand->platform, errand->mutex);
	while (!errand->done)
		condition_wait(errand->platform, errand->changed, errand->mutex, NEVER);
	mutex_unlock(errand->platform, errand->mutex);
}

void errand_end(struct errand *errand)
{
	if (!errand->task)
		return;
	set(errand, &errand->cancelled);
	task_join(errand->platform, errand->task);
	errand->task = NULL;
}
