/* SPDX-License-Identifier: MIT */
/* Mechanics with distances, rotation and transfer rates. All figures come from the drive model. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "emulator/mechanism/mechanism.h"

#define UNKNOWN_POSITION UINT32_MAX

/* Radii of the recordable area of a 120 mm disc, in millimetres. */
static const double inner_mm = 24, outer_mm = 58;

struct realistic {
	struct mechanism mechanism;
	const struct mechanism_timing *timing;
	uint32_t capacity_blocks;
	uint32_t position; /* LBA under the head, or UNKNOWN_POSITION */
	bool spinning;
	uint64_t idle_since;
};

static uint64_t spin_up(const struct realistic *realistic, uint64_t now)
{
	bool turned_off = now - realistic->idle_since > realistic->timing->idle_spin_down_ns;

	return realistic->spinning && !turned_off ? 0 : realistic->timing->fixed_ns[STEP_SPIN_UP];
}

static uint64_t seek(const struct realistic *realistic, uint32_t lba)
{
	const struct mechanism_timing *timing = realistic->timing;
	uint32_t distance = lba > realistic->position ? lba - realistic->position : realistic->position - lba;

	if (realistic->position == UNKNOWN_POSITION)
		return timing->fixed_ns[STEP_SEEK] + timing->seek_full_stroke_ns;
	if (!distance)
		return 0;
	return timing->fixed_ns[STEP_SEEK] +
	       (uint64_t)((double)timing->seek_full_stroke_ns * distance / realistic->capacity_blocks);
}

/* Constant angular velocity above a limit: the selected speed is reached at the rim only. */
static double rate_kbps(const struct realistic *realistic, const struct step *step)
{
	double x = (double)step->lba / realistic->capacity_blocks;
	double radius = sqrt(inner_mm * inner_mm + x * (outer_mm * outer_mm - inner_mm * inner_mm));
	double rate = step->speed_kbps * radius / outer_mm;
	double limit = realistic->timing->constant_rate_kbps;

	if (step->speed_kbps <= limit)
		return step->speed_kbps;
	return rate > limit ? rate : limit;
}

static uint64_t transfer(const struct realistic *realistic, const struct step *step)
{
	double rate = rate_kbps(realistic, step);

	return rate > 0 ? (uint64_t)(step->blocks * 2048.0 * 1e6 / rate) : 0;
}

static bool moves_data(enum step_kind kind)
{
	return kind == STEP_READ || kind == STEP_RECORD;
}

static void perform(struct mechanism *mechanism, const struct step *step, uint64_t now, struct step_result *ret_result)
{
	struct realistic *realistic = (struct realistic *)mechanism;
	bool stops = step->kind == STEP_EJECT || step->kind == STEP_STOP;
	bool starts = step->kind == STEP_LOAD || step->kind == STEP_SPIN_UP;
	uint64_t duration = 0;

	*ret_result = (struct step_result){.done_blocks = step->blocks};
	if (!stops && !starts)
		duration += spin_up(realistic, now);
	if (moves_data(step->kind) || step->kind == STEP_SEEK)
		duration += seek(realistic, step->lba);
	if (moves_data(step->kind))
		duration += transfer(realistic, step);
	else if (step->kind != STEP_SEEK)
		duration +=
			step->kind == STEP_SPIN_UP ? spin_up(realistic, now) : realistic->timing->fixed_ns[step->kind];
	if (moves_data(step->kind) || step->kind == STEP_SEEK)
		realistic->position = step->lba + (moves_data(step->kind) ? step->blocks : 0);
	else if (!starts)
		realistic->position = UNKNOWN_POSITION;
	realistic->spinning = !stops;
	ret_result->duration_ns = duration;
	realistic->idle_since = now + duration;
}

static void cut(struct mechanism *mechanism)
{
	struct realistic *realistic = (struct realistic *)mechanism;

	realistic->spinning = false;
	realistic->position = UNKNOWN_POSITION;
	realistic->idle_since = 0;
}

static void destroy(struct mechanism *mechanism)
{
	free(mechanism);
}

static const struct mechanism_ops realistic_ops = {.perform = perform, .cut = cut, .destroy = destroy};

struct mechanism *realistic_mechanism_create(const struct mechanism_timing *timing, uint32_t capacity_blocks)
{
	struct realistic *realistic = malloc(sizeof(*realistic));

	if (!realistic)
		return NULL;
	*realistic = (struct realistic){
		.mechanism.ops = &realistic_ops,
		.timing = timing,
		.capacity_blocks = capacity_blocks ? capacity_blocks : 1,
		.position = UNKNOWN_POSITION,
	};
	return &realistic->mechanism;
}
