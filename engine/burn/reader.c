/* SPDX-License-Identifier: MIT */
/* The reader: fills slot after slot from the source, until the section is read, the source ends or fails, or the
 * outcome is decided. */
#include "engine/burn/section_state.h"
#include "mutants/mutant.h"

/* Waits for a free slot: false when there is no more to read for. With the mutex held. */
static bool await_room(struct section *section)
{
	while (ring_is_full(&section->ring) && section->phase != SECTION_DECIDED && !section->cancelled)
		condition_wait(section->platform, section->emptied, section->state, NEVER);
	return section->phase != SECTION_DECIDED && !section->cancelled;
}

static bool is_wanted(struct section *section)
{
	bool wanted;

	mutex_lock(section->platform, section->state);
	wanted = section->phase != SECTION_DECIDED && !section->cancelled;
	mutex_unlock(section->platform, section->state);
	return wanted;
}

/* Fills a slot as far as the source goes: how it left the source, and the bytes that came. Without the mutex. */
static enum source_state fill(struct section *section, uint8_t *slot, size_t bytes, size_t *ret_bytes,
                              int32_t *ret_code)
{
	const struct section_source *source = &section->request->source;

	*ret_bytes = 0;
	*ret_code = 0;
	while (*ret_bytes < bytes) {
		size_t got = 0;

		*ret_code = source->read(source->context, slot + *ret_bytes, bytes - *ret_bytes, &got);
		*ret_bytes += got;
		if (*ret_code && !MUTANT(STREAM_ERROR_IGNORED))
			return SOURCE_FAILED;
		if (!got)
			return SOURCE_ENDED;
		if (*ret_bytes < bytes && (!is_wanted(section) || MUTANT(SHORT_READ_ENDS_A_BUFFER)))
			break;
	}
	return SOURCE_READING;
}

static size_t next_bytes(const struct section *section)
{
	uint32_t left = section->request->block_count - section->blocks_read;
	uint32_t blocks = left < section->blocks_per_write && !MUTANT(READS_BEYOND_THE_SECTION)
	                          ? left
	                          : section->blocks_per_write;

	return (size_t)blocks * section->request->block_bytes;
}

/* Hands whole blocks to the writer, and tells it how the source stands. With the mutex held. */
static void hand_over(struct section *section, size_t bytes, enum source_state source, int32_t code)
{
	uint32_t blocks = (uint32_t)(bytes / section->request->block_bytes);

	if (blocks)
		ring_fill(&section->ring, (size_t)blocks * section->request->block_bytes);
	section->blocks_read += blocks;
	section->source = source;
	section->source_code = code;
	condition_broadcast(section->platform, section->filled);
}

void section_reader(void *argument)
{
	struct section *section = argument;
	enum source_state source = SOURCE_READING;

	mutex_lock(section->platform, section->state);
	if (section_await_begin(section, section->emptied)) {
		while (source == SOURCE_READING && next_bytes(section) && await_room(section)) {
			uint8_t *slot = ring_next(&section->ring);
			size_t wanted = next_bytes(section), bytes;
			int32_t code;

			mutex_unlock(section->platform, section->state);
			source = fill(section, slot, wanted, &bytes, &code);
			mutex_lock(section->platform, section->state);
			hand_over(section, bytes, source, code);
		}
	}
	mutex_unlock(section->platform, section->state);
}
