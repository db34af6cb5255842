/* SPDX-License-Identifier: MIT */
/*
 * Drive models. Times are engineering estimates within the ranges that burning programs allow for [ours]; the only
 * measured anchors are session closes of 7 to 12 s and quick formats of about 40 s [observed].
 */
#include "emulator/drive/model.h"

#include <stddef.h>
#include <string.h>

#define MS UINT64_C(1000000)
#define S UINT64_C(1000000000)

/* clang-format off */
const struct drive_model drive_models[] = {
	{ .model = "dryburn-bd", .vendor = "DRYBURN", .product = "BD-RE EMULATOR", .revision = "0.1",
	  .serial = "DB0000000001", .firmware_date = "20260101000000",
	  .cache_blocks = 2048,                 /* 4 MiB */
	  .command_ns = 200000, .link_kbps = 150000,
	  .timing = {
		.fixed_ns = {
			[STEP_LOAD] = 14 * S, [STEP_EJECT] = 1500 * MS, [STEP_SPIN_UP] = 3500 * MS, [STEP_STOP] = 1 * S,
			[STEP_SEEK] = 30 * MS, [STEP_CALIBRATE] = 8 * S,
			[STEP_CLOSE_TRACK] = 2 * S, [STEP_CLOSE_SESSION] = 20 * S, [STEP_FINALISE] = 90 * S,
			[STEP_FORMAT] = 40 * S },
		.seek_full_stroke_ns = 220 * MS, .constant_rate_kbps = 11080,
		.idle_spin_down_ns = 120 * S } },
	{ .model = "dryburn-pioneer-like", .vendor = "DRYBURN", .product = "DVDRW EMULATOR", .revision = "0.1",
	  .serial = "DB0000000002", .firmware_date = "20260101000000",
	  .cache_blocks = 1024,                 /* 2 MiB */
	  .full_cache_is_busy = true,           /* [observed] Pioneer drives: a full buffer is 2/04/08 */
	  .command_ns = 200000, .link_kbps = 66000,
	  .timing = {
		.fixed_ns = {
			[STEP_LOAD] = 12 * S, [STEP_EJECT] = 1500 * MS, [STEP_SPIN_UP] = 4 * S, [STEP_STOP] = 1 * S,
			[STEP_SEEK] = 40 * MS, [STEP_CALIBRATE] = 12 * S,
			[STEP_CLOSE_TRACK] = 3 * S, [STEP_CLOSE_SESSION] = 30 * S, [STEP_FINALISE] = 120 * S,
			[STEP_FORMAT] = 50 * S },
		.seek_full_stroke_ns = 250 * MS, .constant_rate_kbps = 8310,
		.idle_spin_down_ns = 60 * S } },
	/* No mechanics but the recording speed: for tests that live in the host's time. */
	{ .model = "dryburn-quick", .vendor = "DRYBURN", .product = "QUICK EMULATOR", .revision = "0.1",
	  .serial = "DB0000000003", .firmware_date = "20260101000000",
	  .cache_blocks = 2048, .link_kbps = 10000000,
	  .timing = { .constant_rate_kbps = UINT32_MAX, .idle_spin_down_ns = UINT64_MAX } },
	{ 0 },
};
/* clang-format on */

const struct drive_model *drive_model_find(const char *name)
{
	if (!name)
		return drive_models;
	for (const struct drive_model *model = drive_models; model->model; model++)
		if (strcmp(model->model, name) == 0)
			return model;
	return NULL;
}
