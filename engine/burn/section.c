/* SPDX-License-Identifier: MIT */
/* The section as its caller sees it: running it, updates, cancelling, its phase. The other two tasks are in reader.c
 * and writer.c. */
#include "engine/burn/section.h"

#include <errno.h>
#include <stdlib.h>

#include "engine/burn/section_state.h"
#include "mutants/mutant.h"

/* Four MiB in 64 KiB WRITEs: seconds of a slow burner, a fraction of one of a fast one [ours]. */
enum { RING_BYTES = 4 << 20, PAGE_BYTES = 4096 };

struct section *section_create(struct platform *platform)
{
	struct section *section = calloc(1, sizeof(*section));

	if (!section)
		return NULL;
	section->platform = platform;
	section->state = mutex_create(platform, "section");
	section->filled = condition_create(platform, "filled");
	section->emptied = condition_create(platform, "emptied");
	section->decided = condition_create(platform, "decided");
	if (section->state && section->filled && section->emptied && section->decided)
		return section;
	section_destroy(section);
	return NULL;
}

void section_destroy(struct section *section)
{
	if (!section)
		return;
	condition_destroy(section->platform, section->decided);
	condition_destroy(section->platform, section->emptied);
	condition_destroy(section->platform, section->filled);
	mutex_destroy(section->platform, section->state);
	free(section);
}

enum section_phase section_phase(struct section *section)
{
	enum section_phase phase;

	mutex_lock(section->platform, section->state);
	phase = section->phase;
	mutex_unlock(section->platform, section->state);
	return phase;
}

bool section_cancel(struct section *section)
{
	bool accepted;

	mutex_lock(section->platform, section->state);
	accepted = section->phase == SECTION_WRITING;
	if (MUTANT(CANCEL_FLIPPED_IDLE + section->phase))
		accepted = !accepted;
	if (accepted && section->phase != SECTION_IDLE) {
		section->cancelled = !MUTANT(CANCEL_FORGOTTEN);
		condition_broadcast(section->platform, section->filled);
		condition_broadcast(section->platform, section->emptied);
	}
	mutex_unlock(section->platform, section->state);
	return accepted;
}

/* ---- updates ---- */

static struct section_progress progress(const struct section *section)
{
	const struct section_request *request = section->request;
	uint32_t start = (uint32_t)request->start_lba, read = section->blocks_read,
		 written = section->outcome.blocks_written;

	return (struct section_progress){
		.start_lba = request->start_lba,
		.last_read_lba = (int32_t)(read ? start + read - 1 : start),
		.last_written_lba = (int32_t)(written ? start + written - 1 + MUTANT(WRITTEN_ONE_AHEAD) : start),
		.block_count = request->block_count,
		.buffer_bytes = section->ring.slots * section->ring.slot_bytes,
		.buffer_used_bytes = MUTANT(BUFFER_ALWAYS_EMPTY) ? 0 : section->ring.used_bytes,
	};
}

/* Delivers one update; takes the mutex to look and holds none while the listener works. */
static void update(struct section *section)
{
	const struct section_listener *listener = &section->request->listener;
	struct section_progress snapshot;

	mutex_lock(section->platform, section->state);
	snapshot = progress(section);
	mutex_unlock(section->platform, section->state);
	if (listener->update)
		listener->update(listener->context, &snapshot);
}

/* Delivers periodic updates until the outcome is decided. After a slow listener the interval starts anew. */
static void update_until_decided(struct section *section)
{
	uint64_t next = platform_now(section->platform) + SECTION_UPDATE_INTERVAL_NS;

	mutex_lock(section->platform, section->state);
	while (section->phase != SECTION_DECIDED) {
		condition_wait(section->platform, section->decided, section->state, next);
		if (section->phase == SECTION_DECIDED || platform_now(section->platform) < next)
			continue;
		mutex_unlock(section->platform, section->state);
		update(section);
		next += SECTION_UPDATE_INTERVAL_NS << MUTANT(UPDATES_TOO_RARE);
		if (next <= platform_now(section->platform))
			next = platform_now(section->platform) + SECTION_UPDATE_INTERVAL_NS;
		mutex_lock(section->platform, section->state);
	}
	mutex_unlock(section->platform, section->state);
}

/* ---- running ---- */

bool section_await_begin(struct section *section, struct condition *condition)
{
	while (!section->begun && !section->abandoned)
		condition_wait(section->platform, condition, section->state, NEVER);
	return section->begun;
}

static void let_go(struct section *section, bool *flag)
{
	mutex_lock(section->platform, section->state);
	*flag = true;
	condition_broadcast(section->platform, section->filled);
	condition_broadcast(section->platform, section->emptied);
	mutex_unlock(section->platform, section->state);
}

/* Phase A to B: false if a section runs already. */
static bool enter(struct section *section, const struct section_request *request)
{
	bool entered;

	mutex_lock(section->platform, section->state);
	entered = section->phase == SECTION_IDLE;
	if (entered) {
		section->phase = SECTION_FILLING;
		section->cancelled = section->cancelled && MUTANT(CANCEL_LEAKS);
		section->begun = section->abandoned = false;
		section->request = request;
		section->blocks_per_write = request->max_transfer_bytes / request->block_bytes;
		section->source = SOURCE_READING;
		section->blocks_read = 0;
		section->outcome = (struct section_outcome){0};
	}
	mutex_unlock(section->platform, section->state);
	return entered;
}

/* Phase D to A. */
static void leave(struct section *section, struct section_outcome *ret_outcome)
{
	mutex_lock(section->platform, section->state);
	*ret_outcome = section->outcome;
	section->phase = SECTION_IDLE;
	section->request = NULL;
	mutex_unlock(section->platform, section->state);
}

static int make_ring(struct section *section)
{
	const struct section_request *request = section->request;
	size_t slot_bytes = (size_t)section->blocks_per_write * request->block_bytes;
	size_t alignment = request->alignment_mask < PAGE_BYTES ? PAGE_BYTES : (size_t)request->alignment_mask + 1;
	uint32_t writes = (request->block_count - 1) / section->blocks_per_write + 1;
	uint32_t slots = RING_BYTES / slot_bytes < 2 ? 2 : (uint32_t)(RING_BYTES / slot_bytes);

	return ring_init(&section->ring, writes < slots ? writes : slots, slot_bytes, alignment);
}

/* Starts both tasks, which wait for let_go(). 0 or negative errno, then neither runs. */
static int start_tasks(struct section *section, struct task **ret_reader, struct task **ret_writer)
{
	int result = task_start(section->platform, "reader", section_reader, section, ret_reader);

	if (result)
		return result;
	result = task_start(section->platform, "writer", section_writer, section, ret_writer);
	if (!result)
		return 0;
	let_go(section, &section->abandoned);
	task_join(section->platform, *ret_reader);
	return result;
}

static int run(struct section *section)
{
	struct task *reader, *writer;
	int result = start_tasks(section, &reader, &writer);

	if (result)
		return result;
	if (!MUTANT(NO_UPDATE_BEFORE))
		update(section);
	let_go(section, &section->begun);
	update_until_decided(section);
	task_join(section->platform, writer);
	task_join(section->platform, reader);
	if (section->outcome.result == SECTION_DONE ? !MUTANT(NO_UPDATE_AFTER) : !MUTANT(NO_UPDATE_AFTER_FAILURE))
		update(section);
	return 0;
}

int section_run(struct section *section, const struct section_request *request, struct section_outcome *ret_outcome)
{
	int result;

	if (!enter(section, request))
		return -EBUSY;
	result = make_ring(section);
	if (!result)
		result = run(section);
	ring_finish(&section->ring);
	leave(section, ret_outcome);
	return result && !MUTANT(NO_MEMORY_IS_SUCCESS) ? -ENOMEM : 0;
}
