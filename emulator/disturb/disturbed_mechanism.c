/* SPDX-License-Identifier: MIT */
#include "emulator/disturb/disturbed_mechanism.h"

#include <stdlib.h>

struct disturbed_mechanism {
	struct mechanism mechanism;
	struct mechanism *inner;
	struct plan *plan;
};

/* What a step has done when it fails: the blocks before the one that its sense names. */
static uint32_t done_before(const struct sense *sense, const struct step *step)
{
	return sense->information_valid ? sense->information - step->lba : 0;
}

static void perform(struct mechanism *mechanism, const struct step *step, uint64_t now, struct step_result *ret_result)
{
	struct disturbed_mechanism *disturbed = (struct disturbed_mechanism *)mechanism;
	struct verdict verdict = plan_judge_step(disturbed->plan, step, now);

	disturbed->inner->ops->perform(disturbed->inner, step, now, ret_result);
	ret_result->duration_ns += verdict.delay_ns;
	if (sense_is_good(&verdict.sense))
		return;
	ret_result->sense = verdict.sense;
	ret_result->done_blocks = done_before(&verdict.sense, step);
}

static void cut(struct mechanism *mechanism)
{
	struct disturbed_mechanism *disturbed = (struct disturbed_mechanism *)mechanism;

	disturbed->inner->ops->cut(disturbed->inner);
}

static void destroy(struct mechanism *mechanism)
{
	mechanism_destroy(((struct disturbed_mechanism *)mechanism)->inner);
	free(mechanism);
}

static const struct mechanism_ops disturbed_ops = {.perform = perform, .cut = cut, .destroy = destroy};

struct mechanism *disturbed_mechanism_create(struct mechanism *inner, struct plan *plan)
{
	struct disturbed_mechanism *disturbed = malloc(sizeof(*disturbed));

	if (!disturbed)
		return NULL;
	*disturbed = (struct disturbed_mechanism){{&disturbed_ops}, inner, plan};
	return &disturbed->mechanism;
}
