/* SPDX-License-Identifier: MIT */
/*
 * How a rig is made and taken apart: the way to the drive (emulated, or the source's), the IMAPI2 objects, then the
 * case's body, then everything backwards. On a simulated platform all of that is the main task's.
 */
#include "conformance/rig/rig.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance/expect.h"
#include "conformance/rig/plug.h"
#include "conformance/rig/parts.h"
#include "emulator/emulator.h"
#include "handlers/loopback/loopback.h"
#include "platform/simulated.h"

/* A disc that is not fresh has sections of earlier rigs, whose patterns must not come again. */
enum { SEEDS_A_SECOND = 4096, SEEDS_OF_A_RIG = 64 };

/* With mechanics: the drive that answers 2/04/08 when its cache is full, and the one that waits. */
#define SLOW_MODEL "dryburn-pioneer-like"
#define WAITING_MODEL "dryburn-bd"

int rig_fail(struct whole_rig *rig, int error, const char *format, ...)
{
	va_list arguments;

	if (*rig->report->reason)
		return error;
	va_start(arguments, format);
	vsnprintf(rig->report->reason, sizeof(rig->report->reason), format, arguments);
	va_end(arguments);
	return error;
}

int rig_out_of_memory(struct whole_rig *rig)
{
	return rig_fail(rig, -ENOMEM, "out of memory");
}

/* ---- the emulated drive ---- */

/* Puts pump and loopback around the drive; on failure it is destroyed, here or by tear_down(). */
static int carry(struct whole_rig *rig, struct target *target)
{
	if (pump_create(rig->rig.platform, target, &rig->pump)) {
		target->ops->destroy(target);
		return rig_out_of_memory(rig);
	}
	return loopback_create(rig->rig.platform, rig->pump, &rig->loopback) ? rig_out_of_memory(rig) : 0;
}

static int emulate(struct whole_rig *rig)
{
	bool mechanics = rig->needs & NEEDS_MECHANICS;
	const char *slow = rig->needs & NEEDS_WAITING_CACHE ? WAITING_MODEL : SLOW_MODEL;
	struct emulator_options options = {.instant = !mechanics, .model = mechanics ? slow : NULL};
	struct medium *medium = NULL;
	struct target *target;
	struct problem problem;
	int result = 0;

	if (*rig->rig.medium)
		result = disc_in_memory(rig->rig.medium, RIG_DISC_BLOCKS, true, &medium, &problem);
	if (!result)
		result = emulator_create(&options, medium, &target, &problem);
	if (result)
		return rig_fail(rig, result, "%s", problem.text);
	return carry(rig, target);
}

int rig_open_way(struct whole_rig *rig, struct transport **ret_transport)
{
	int result = rig->loopback ? loopback_open(rig->loopback, ret_transport)
	                           : rig->source->open(rig->source->context, rig->rig.platform, ret_transport);

	return result ? rig_fail(rig, result, "the way to the drive cannot be opened: %s", strerror(-result)) : 0;
}

/* ---- a rig's life ---- */

static int set_up(struct whole_rig *rig)
{
	int result = rig_log_init(rig);

	if (!result && !rig->source->open)
		result = emulate(rig);
	else if (!result && rig->source->control)
		result = rig_insert_fresh_disc(rig);
	if (!result)
		result = rig_open_way(rig, &rig->rig.transport);
	if (!result)
		result = rig_make_ready(rig, rig->rig.transport);
	if (!result && *rig->rig.medium && rig->needs & NEEDS_ROOM)
		result = rig_prepare_medium(rig);
	if (result || rig->needs & NEEDS_DRIVE_ONLY)
		return result;
	return rig_make_objects(rig);
}

static void finish_kept(struct whole_rig *rig)
{
	while (rig->kept) {
		struct kept *kept = rig->kept;

		rig->kept = kept->earlier;
		if (kept->finish)
			kept->finish(kept->bytes);
		free(kept);
	}
}

static void tear_down(struct whole_rig *rig)
{
	rig_release_objects(rig);
	transport_destroy(rig->rig.transport);
	loopback_destroy(rig->loopback);
	pump_destroy(rig->pump);
	rig_log_finish(rig);
}

static void run_body(struct whole_rig *rig)
{
	rig->log_closed = false;
	rig_give_budget(rig);
	rig->body(&rig->rig);
	rig_starve(&rig->rig, false);
	if (rig->engine_plug && plug_exhausted(rig->engine_plug))
		EXPECT(false, "after %u commands and %llu s the engine was still not done", rig->rig.log_count,
		       (unsigned long long)((platform_now(rig->rig.platform) - rig->began_ns) / NS_PER_S));
	rig_check_rules(rig);
	rig_release_engine(rig);
	finish_kept(rig);
	rig->log_closed = true;
}

/* The platform's main task. */
static void live(void *argument)
{
	struct whole_rig *rig = argument;

	rig->began_ns = platform_now(rig->rig.platform);
	rig->result = set_up(rig);
	if (!rig->result)
		run_body(rig);
	rig->report->trace_hash = rig->trace_hash;
	rig->report->duration_ns = platform_now(rig->rig.platform) - rig->began_ns;
	tear_down(rig);
}

static int live_on_simulated(struct whole_rig *rig)
{
	struct simulated_report report;
	int result;

	rig->rig.platform = simulated_create(rig->source->chooser ? rig->source->chooser : &first_choice);
	if (!rig->rig.platform)
		return rig_out_of_memory(rig);
	result = simulated_run(rig->rig.platform, live, rig, &report);
	if (result == -EDEADLK) {
		rig_withdraw_host(rig);
		return rig_fail(rig, result, "deadlock: %s", report.deadlock);
	}
	platform_destroy(rig->rig.platform);
	return result ? rig_out_of_memory(rig) : rig->result;
}

int rig_run(const struct rig_source *source, const char *medium, unsigned needs, void (*body)(struct rig *rig),
            struct rig_report *ret_report)
{
	static uint32_t rigs;
	struct whole_rig *rig = calloc(1, sizeof(*rig));
	int result;

	*ret_report = (struct rig_report){0};
	if (!rig) {
		snprintf(ret_report->reason, sizeof(ret_report->reason), "out of memory");
		return -ENOMEM;
	}
	rig->rig.medium = medium;
	rig->rig.platform = source->platform;
	rig->source = source;
	rig->needs = needs;
	rig->body = body;
	rig->report = ret_report;
	if (source->open) {
		rig->rig.seed = (uint32_t)time(NULL) * SEEDS_A_SECOND + rigs++ * SEEDS_OF_A_RIG;
		live(rig);
		result = rig->result;
	} else {
		result = live_on_simulated(rig);
	}
	if (result != -EDEADLK) /* then tasks' objects that were not destroyed still point into it */
		free(rig);
	return result;
}

bool rig_time_is_virtual(const struct rig *rig)
{
	return !((const struct whole_rig *)rig)->source->open;
}

uint64_t rig_patience_ns(const struct rig *rig, uint64_t virtual_ns)
{
	return rig_time_is_virtual(rig) ? virtual_ns : 30 * virtual_ns;
}

/* What is missing first, in this order. */
enum skip_reason rig_lacks(const struct rig_source *source, const char *medium, unsigned needs)
{
	static const struct {
		enum needs need;
		enum skip_reason reason;
	} only_emulated[] = {
		{NEEDS_FAULTS, SKIP_NO_FAULTS},
		{NEEDS_MECHANICS, SKIP_NO_MECHANICS},
		{NEEDS_VIRTUAL_TIME, SKIP_NO_VIRTUAL_TIME},
		{NEEDS_HANDS, SKIP_NO_HANDS},
		{NEEDS_FRESH_DISC, SKIP_NO_FRESH_DISC},
	};

	if (!source->open)
		return SKIP_NONE;
	if (source->recorder_id && needs & NEEDS_WATCHED_RECORDER)
		return SKIP_UNWATCHED;
	if (source->control)
		needs &= ~(unsigned)(NEEDS_FAULTS | NEEDS_HANDS | NEEDS_FRESH_DISC);
	else if (strcmp(source->medium, medium) != 0)
		return SKIP_MEDIUM_TYPE;
	for (size_t i = 0; i < sizeof(only_emulated) / sizeof(only_emulated[0]); i++)
		if (needs & only_emulated[i].need)
			return only_emulated[i].reason;
	return SKIP_NONE;
}

const char *rig_any_medium(const struct rig_source *source)
{
	return source && source->open && !source->control ? source->medium : "dvd+r";
}

void *rig_keep(struct rig *rig, size_t bytes, void (*finish)(void *object))
{
	struct kept *kept = calloc(1, sizeof(*kept) + bytes);

	if (!kept) {
		EXPECT(false, "out of memory");
		return NULL;
	}
	kept->earlier = whole(rig)->kept;
	kept->finish = finish;
	whole(rig)->kept = kept;
	return kept->bytes;
}
