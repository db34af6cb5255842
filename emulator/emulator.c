/* SPDX-License-Identifier: MIT */
/* Puts a drive together: the drive, and disturbance around it. */
#include "emulator/emulator.h"

#include <errno.h>
#include <stdlib.h>

#include "emulator/commands/opcode.h"
#include "emulator/disturb/disturbed_mechanism.h"
#include "emulator/disturb/disturbed_target.h"
#include "emulator/drive/drive.h"

static struct mechanism *disturb_mechanism(void *plan, struct mechanism *inner)
{
	return disturbed_mechanism_create(inner, plan);
}

int emulator_create(const struct emulator_options *options, struct medium *medium, struct target **ret_target,
                    struct problem *ret_problem)
{
	const struct drive_model *model = drive_model_find(options->model);
	struct target *drive, *disturbed;
	int result;

	if (!model) {
		medium_destroy(medium);
		return problem_set(ret_problem, EINVAL, "there is no drive model \"%s\": \"%s\" is one", options->model,
		                   drive_models->model);
	}
	result = drive_create(model, options->instant, medium, &drive);
	if (result)
		return problem_set(ret_problem, -result, "there is no memory for a drive");
	disturbed = disturbed_target_create(drive);
	if (!disturbed) {
		drive->ops->destroy(drive);
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	}
	if (drive_wrap_mechanism(drive, disturb_mechanism, disturbed_target_plan(disturbed))) {
		disturbed->ops->destroy(disturbed);
		return problem_set(ret_problem, ENOMEM, "there is no memory for a drive");
	}
	result = options->rules ? plan_arm(disturbed_target_plan(disturbed), options->rules, ret_problem) : 0;
	if (result)
		disturbed->ops->destroy(disturbed);
	else
		*ret_target = disturbed;
	return result;
}

int emulator_rules_read(const char *rules,
                        int (*seen)(void *context, const struct emulator_rule *rule, struct problem *ret_problem),
                        void *context, struct problem *ret_problem)
{
	struct plan *plan = calloc(1, sizeof(*plan));
	int result = plan ? plan_arm(plan, rules, ret_problem)
	                  : problem_set(ret_problem, ENOMEM, "there is no memory for rules");

	for (unsigned i = 0; !result && i < plan->count; i++) {
		struct emulator_rule rule = {.id = plan->rules[i].id, .operation = plan->rules[i].operation};

		result = seen(context, &rule, ret_problem);
	}
	free(plan);
	return result;
}

int64_t emulator_rule_hits(struct target *target, const char *id)
{
	return plan_hits(disturbed_target_plan(target), id);
}

void emulator_status(struct target *target, struct emulator_status *ret_status)
{
	const struct drive *drive = (const struct drive *)disturbed_target_inner(target);

	*ret_status = (struct emulator_status){
		.tray_open = drive->tray == TRAY_OPEN,
		.locked = drive->prevented || drive->persistently_prevented,
		.ready = drive->ready,
		.writing = drive_is_at_work(drive),
		.medium = drive->medium ? drive->medium->kind->type : NULL,
	};
}

enum data_direction emulator_data_direction(uint8_t operation_code)
{
	const struct opcode *row = opcode_find(operation_code);

	return row ? row->direction : DATA_NONE;
}
