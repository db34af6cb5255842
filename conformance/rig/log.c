/* SPDX-License-Identifier: MIT */
/* The eye on the engine's commands: the log, the hash of all that happened, and the case's two hooks. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/rig/parts.h"

#define FNV_OFFSET UINT64_C(0xCBF29CE484222325)
#define FNV_PRIME UINT64_C(0x100000001B3)

enum { OPCODE_WRITE_10 = 0x2A, OPCODE_WRITE_12 = 0xAA };

/* With the mutex held. FNV-1a. */
static void mix(struct whole_rig *rig, const void *data, size_t bytes)
{
	const uint8_t *at = data;

	for (size_t i = 0; i < bytes; i++)
		rig->trace_hash = (rig->trace_hash ^ at[i]) * FNV_PRIME;
}

void rig_trace(struct rig *rig, const void *data, size_t bytes)
{
	uint64_t now = platform_now(rig->platform);

	mutex_lock(rig->platform, whole(rig)->log_mutex);
	mix(whole(rig), &now, sizeof(now));
	mix(whole(rig), data, bytes);
	mutex_unlock(rig->platform, whole(rig)->log_mutex);
}

/* ---- the log ---- */

static struct rig_command *append(struct whole_rig *rig)
{
	if (rig->rig.log_count == rig->log_room) {
		unsigned room = rig->log_room ? rig->log_room * 2 : 64;
		struct rig_command *log = realloc(rig->rig.log, room * sizeof(*log));

		if (!log)
			return NULL;
		rig->rig.log = log;
		rig->log_room = room;
	}
	return memset(&rig->rig.log[rig->rig.log_count++], 0, sizeof(struct rig_command));
}

static struct rig_command *find_under_way(struct whole_rig *rig, const struct command *command)
{
	for (unsigned i = rig->rig.log_count; i-- > 0;)
		if (rig->rig.log[i].under_way == command)
			return &rig->rig.log[i];
	return NULL;
}

/* Key and codes at the offsets of SPC-4's two sense formats. */
static void decode_sense(struct rig_command *entry, const struct command *command)
{
	const uint8_t *sense = command->sense_data;

	if (command->sense_length >= 14 && (sense[0] & 0x7E) == 0x70) {
		entry->key = sense[2] & 0x0F;
		entry->asc = sense[12];
		entry->ascq = sense[13];
	} else if (command->sense_length >= 4 && (sense[0] & 0x7E) == 0x72) {
		entry->key = sense[1] & 0x0F;
		entry->asc = sense[2];
		entry->ascq = sense[3];
	}
}

/* Blocks of an overwritable medium that the engine may have written are not fresh any more. */
static void note_taken(struct whole_rig *rig, const struct rig_command *entry)
{
	uint32_t lba, blocks;

	if (rig_command_is_write(entry, &lba, &blocks) && lba < rig->rig.capacity_blocks &&
	    lba + blocks > rig->next_fresh)
		rig->next_fresh = lba + blocks;
}

static void note_begin(struct whole_rig *rig, const struct command *command, struct rig_command *ret_entry)
{
	struct rig_command *entry = append(rig);

	*ret_entry = (struct rig_command){.under_way = command, .began_ns = platform_now(rig->rig.platform)};
	ret_entry->cdb_length = command->cdb_length;
	ret_entry->data_length = (uint32_t)command->data_length;
	memcpy(ret_entry->cdb, command->cdb, command->cdb_length < 16 ? command->cdb_length : 16);
	if (entry)
		*entry = *ret_entry;
	note_taken(rig, ret_entry);
	mix(rig, &ret_entry->began_ns, sizeof(ret_entry->began_ns));
	mix(rig, ret_entry->cdb, sizeof(ret_entry->cdb));
}

static void note_end(struct whole_rig *rig, const struct command *command, int result, struct rig_command *ret_entry)
{
	struct rig_command *entry = find_under_way(rig, command);

	*ret_entry = entry ? *entry : (struct rig_command){.under_way = command};
	ret_entry->ended = true;
	ret_entry->ended_ns = platform_now(rig->rig.platform);
	ret_entry->result = result;
	ret_entry->status = result ? 0 : command->status;
	if (!result && command->status)
		decode_sense(ret_entry, command);
	mix(rig, &ret_entry->ended_ns, sizeof(ret_entry->ended_ns));
	mix(rig, &ret_entry->result, sizeof(ret_entry->result));
	mix(rig, &ret_entry->status, 4);
	if (!entry)
		return;
	*entry = *ret_entry;
	entry->under_way = NULL;
}

static void before(void *context, const struct command *command)
{
	struct whole_rig *rig = context;
	struct rig_command entry;

	if (rig->log_closed)
		return;
	mutex_lock(rig->rig.platform, rig->log_mutex);
	note_begin(rig, command, &entry);
	mutex_unlock(rig->rig.platform, rig->log_mutex);
	if (rig->rig.before_command)
		rig->rig.before_command(&rig->rig, &entry, rig->rig.command_context);
}

static void after(void *context, const struct command *command, int result)
{
	struct whole_rig *rig = context;
	struct rig_command entry;

	if (rig->log_closed)
		return;
	mutex_lock(rig->rig.platform, rig->log_mutex);
	note_end(rig, command, result, &entry);
	mutex_unlock(rig->rig.platform, rig->log_mutex);
	if (rig->rig.after_command)
		rig->rig.after_command(&rig->rig, &entry, rig->rig.command_context);
}

int rig_log_init(struct whole_rig *rig)
{
	rig->trace_hash = FNV_OFFSET;
	rig->log_closed = true;
	rig->log_mutex = mutex_create(rig->rig.platform, "log");
	return rig->log_mutex ? 0 : rig_fail(rig, -ENOMEM, "out of memory");
}

struct trace_observer rig_log_observer(struct whole_rig *rig)
{
	return (struct trace_observer){.before = before, .after = after, .context = rig};
}

void rig_log_finish(struct whole_rig *rig)
{
	free(rig->rig.log);
	mutex_destroy(rig->rig.platform, rig->log_mutex);
}

void rig_forget_log(struct rig *rig)
{
	mutex_lock(rig->platform, whole(rig)->log_mutex);
	rig->log_count = 0;
	mutex_unlock(rig->platform, whole(rig)->log_mutex);
}

/* ---- WRITEs ---- */

static uint32_t big_endian(const uint8_t *at, unsigned bytes)
{
	uint32_t value = 0;

	while (bytes--)
		value = value << 8 | *at++;
	return value;
}

bool rig_command_is_write(const struct rig_command *command, uint32_t *ret_lba, uint32_t *ret_blocks)
{
	const uint8_t *cdb = command->cdb;

	if (cdb[0] != OPCODE_WRITE_10 && cdb[0] != OPCODE_WRITE_12)
		return false;
	*ret_lba = big_endian(cdb + 2, 4);
	*ret_blocks = cdb[0] == OPCODE_WRITE_10 ? big_endian(cdb + 7, 2) : big_endian(cdb + 6, 4);
	return true;
}

static unsigned count_writes(struct rig *rig, bool only_ended)
{
	uint32_t lba, blocks;
	unsigned count = 0;

	mutex_lock(rig->platform, whole(rig)->log_mutex);
	for (unsigned i = 0; i < rig->log_count; i++)
		count += rig_command_is_write(&rig->log[i], &lba, &blocks) && (rig->log[i].ended || !only_ended);
	mutex_unlock(rig->platform, whole(rig)->log_mutex);
	return count;
}

unsigned rig_writes_begun(struct rig *rig)
{
	return count_writes(rig, false);
}

unsigned rig_writes_ended(struct rig *rig)
{
	return count_writes(rig, true);
}
