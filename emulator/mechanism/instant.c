/* SPDX-License-Identifier: MIT */
/* The null mechanism: everything succeeds and takes no time. */
#include <stdlib.h>

#include "emulator/mechanism/mechanism.h"

static void perform(struct mechanism *mechanism, const struct step *step, uint64_t now, struct step_result *ret_result)
{
	(void)mechanism;
	(void)now;
	*ret_result = (struct step_result){.done_blocks = step->blocks};
}

static void cut(struct mechanism *mechanism)
{
	(void)mechanism;
}

static void destroy(struct mechanism *mechanism)
{
	free(mechanism);
}

static const struct mechanism_ops instant_ops = {.perform = perform, .cut = cut, .destroy = destroy};

struct mechanism *instant_mechanism_create(void)
{
	struct mechanism *mechanism = malloc(sizeof(*mechanism));

	if (mechanism)
		mechanism->ops = &instant_ops;
	return mechanism;
}
