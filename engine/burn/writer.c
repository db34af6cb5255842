/* SPDX-License-Identifier: MIT */
/*
 * The writer: claims one WRITE after another, hands each to the device without the mutex, and weighs the answer. It
 * alone moves the section to SECTION_WRITING and to SECTION_DECIDED.
 */
#include "engine/burn/section_state.h"
#include "mutants/mutant.h"

/* Between two tries of a WRITE that the drive was too busy for, when no speed was announced [ours]. */
#define RETRY_INTERVAL_NS (10 * NS_PER_MS)

/* With the mutex held, as all that follows but hand_to_device(). */
static void decide(struct section *section, enum section_result result, int32_t code)
{
	section->outcome.result = result;
	section->outcome.code = code;
	section->phase = SECTION_DECIDED;
	condition_broadcast(section->platform, section->decided);
	condition_broadcast(section->platform, section->emptied);
}

static void await_data(struct section *section)
{
	while (!section->cancelled && section->source == SOURCE_READING && ring_is_empty(&section->ring))
		condition_wait(section->platform, section->filled, section->state, NEVER);
}

/* Waits until there is something to write, and claims it; false when the outcome was decided instead. */
static bool claim(struct section *section)
{
	await_data(section);
	if (section->cancelled && !MUTANT(CLAIM_WITHOUT_RECHECK))
		decide(section, SECTION_CANCELLED, 0);
	else if (section->source == SOURCE_FAILED)
		decide(section, SECTION_SOURCE_FAILED, section->source_code);
	else if (ring_is_empty(&section->ring))
		decide(section, MUTANT(SHORT_STREAM_IS_SUCCESS) ? SECTION_DONE : SECTION_SOURCE_ENDED, 0);
	else
		section->phase = SECTION_WRITING;
	return section->phase == SECTION_WRITING;
}

static void hand_to_device(struct section *section, const uint8_t *data, size_t bytes, struct write_answer *ret_answer)
{
	const struct section_device *device = &section->request->device;
	int32_t lba = (int32_t)((uint32_t)section->request->start_lba + section->outcome.blocks_written) +
	              MUTANT(ADDRESS_ONE_OFF);
	uint32_t blocks = (uint32_t)(bytes / section->request->block_bytes);

	device->write(device->context, lba, blocks, data, bytes, ret_answer);
}

/* RECOVERED ERROR: the drive says that all is well after all. */
static bool is_written(const struct sense *sense)
{
	return sense_is_good(sense) || (sense->key == RECOVERED_ERROR && !MUTANT(RECOVERED_IS_FATAL));
}

/* The drive's buffer is full, or a long write goes on: neither is a failure [MMC-6 "Long write in progress"]. */
static bool is_busy(const struct sense *sense)
{
	uint16_t additional = sense_additional(sense);

	return sense->key == NOT_READY &&
	       (additional == LU_NOT_READY_LONG_WRITE_IN_PROGRESS || additional == LU_NOT_READY_OPERATION_IN_PROGRESS);
}

/* The speed expected at the present place, in blocks a second: between the announced start and end speeds. 0 if none
 * was announced. */
static uint64_t expected_speed(const struct section *section)
{
	const struct section_request *request = section->request;
	int64_t start = request->start_blocks_per_second, end = request->end_blocks_per_second;

	if (start <= 0 || end <= 0)
		return 0;
	return (uint64_t)(start + (end - start) * section->outcome.blocks_written / request->block_count);
}

static uint64_t retry_interval(const struct section *section)
{
	uint64_t speed = expected_speed(section);

	return speed ? section->blocks_per_write * NS_PER_S / speed : RETRY_INTERVAL_NS;
}

/* Sleeps on 2/04/08, awake at once for a cancel; false when it has lasted too long. */
static bool wait_out_busy(struct section *section, uint64_t *busy_since)
{
	uint64_t now = platform_now(section->platform), retry = now + retry_interval(section);

	if (*busy_since == NEVER)
		*busy_since = now;
	if (now - *busy_since >= SECTION_BUSY_LIMIT_NS && !MUTANT(BUSY_FOR_EVER))
		return false;
	while (!(section->cancelled && !MUTANT(CANCEL_WAITS_FOR_RETRY)) && platform_now(section->platform) < retry)
		condition_wait(section->platform, section->filled, section->state, retry);
	return true;
}

static void note_written(struct section *section, size_t bytes, uint64_t *busy_since)
{
	section->outcome.blocks_written += (uint32_t)(bytes / section->request->block_bytes);
	ring_empty(&section->ring);
	*busy_since = NEVER;
	if (section->cancelled && !MUTANT(CANCEL_TOO_LATE_FOR_THE_LAST))
		decide(section, SECTION_CANCELLED, 0);
	else if (section->outcome.blocks_written == section->request->block_count)
		decide(section, SECTION_DONE, 0);
	else
		condition_broadcast(section->platform, section->emptied);
}

/* A failure that is the device's last word is not lost in an accepted cancel; trouble that passes is. */
static bool cancel_outweighs(const struct sense *sense)
{
	return is_busy(sense) || (sense->key == UNIT_ATTENTION && !MUTANT(ATTENTION_OUTWEIGHS_CANCEL)) ||
	       MUTANT(CANCEL_OUTWEIGHS_SENSE);
}

static void weigh(struct section *section, size_t bytes, const struct write_answer *answer, uint64_t *busy_since)
{
	if (answer->kind != WRITE_ANSWERED) {
		decide(section, SECTION_DEVICE_FAILED, answer->code);
		return;
	}
	section->outcome.sense = answer->sense;
	if (is_written(&answer->sense))
		note_written(section, bytes, busy_since);
	else if (section->cancelled && cancel_outweighs(&answer->sense))
		decide(section, SECTION_CANCELLED, 0);
	else if (!is_busy(&answer->sense) || MUTANT(BUSY_IS_FATAL))
		decide(section, SECTION_SENSE, 0);
	else if (!wait_out_busy(section, busy_since))
		decide(section, SECTION_BUSY, 0);
}

void section_writer(void *argument)
{
	struct section *section = argument;
	uint64_t busy_since = NEVER;

	mutex_lock(section->platform, section->state);
	if (section_await_begin(section, section->filled)) {
		while (claim(section)) {
			struct write_answer answer = {WRITE_ANSWERED, SENSE_GOOD, 0};
			size_t bytes;
			const uint8_t *data = ring_oldest(&section->ring, &bytes);

			mutex_unlock(section->platform, section->state);
			hand_to_device(section, data, bytes, &answer);
			mutex_lock(section->platform, section->state);
			weigh(section, bytes, &answer, &busy_since);
			if (section->phase == SECTION_DECIDED)
				break;
		}
	}
	mutex_unlock(section->platform, section->state);
}
