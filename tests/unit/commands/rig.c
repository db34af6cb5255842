/* SPDX-License-Identifier: MIT */
#include "tests/unit/commands/rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void on_complete(void *context, struct command *command)
{
	struct rig *rig = context;

	(void)command;
	rig->completed = true;
}

static struct medium *new_medium(const char *type, uint32_t capacity_blocks)
{
	struct layout layout;
	struct medium *medium = NULL;

	if (!type || medium_new_layout(medium_kind_find(type), capacity_blocks, &layout, NULL))
		return NULL;
	medium_create(memory_store_create(&layout), &medium, NULL);
	layout_finish(&layout);
	return medium;
}

static struct rig *create(const struct drive_model *model, const char *type, uint32_t capacity_blocks, bool instant)
{
	struct rig *rig = calloc(1, sizeof(*rig));

	if (!rig || drive_create(model, instant, new_medium(type, capacity_blocks), &rig->target))
		abort();
	rig->drive = (struct drive *)rig->target;
	rig->target->on_complete = on_complete;
	rig->target->context = rig;
	return rig;
}

/* Two attentions: power on, and the disc. */
static void settle(struct rig *rig)
{
	rig_advance(rig, 60 * UINT64_C(1000000000));
	for (int i = 0; i < 4 && rig_none(rig, "00 00 00 00 00 00") >> 16 == UNIT_ATTENTION; i++)
		continue;
	rig->drive->media_event = EVENT_NONE;
}

struct rig *rig_create_raw(const char *type, uint32_t capacity_blocks, bool instant)
{
	return create(drive_model_find(NULL), type, capacity_blocks, instant);
}

struct rig *rig_create(const char *type, uint32_t capacity_blocks)
{
	struct rig *rig = rig_create_raw(type, capacity_blocks, true);

	settle(rig);
	return rig;
}

struct rig *rig_create_realistic(const char *type, uint32_t capacity_blocks)
{
	struct rig *rig = rig_create_raw(type, capacity_blocks, false);

	settle(rig);
	return rig;
}

struct rig *rig_create_model(const struct drive_model *model, const char *type, uint32_t capacity_blocks)
{
	struct rig *rig = create(model, type, capacity_blocks, false);

	settle(rig);
	return rig;
}

void rig_destroy(struct rig *rig)
{
	rig->target->ops->destroy(rig->target);
	free(rig);
}

static size_t parse(const char *hex, uint8_t *ret_bytes)
{
	size_t count = 0;
	char *end;

	for (unsigned long value = strtoul(hex, &end, 16); end != hex; value = strtoul(hex, &end, 16)) {
		ret_bytes[count++] = (uint8_t)value;
		hex = end;
	}
	return count;
}

void rig_fill(struct rig *rig, const char *bytes)
{
	memset(rig->data, 0, sizeof(rig->data));
	parse(bytes, rig->data);
}

void rig_submit(struct rig *rig, const char *cdb, enum data_direction direction, size_t bytes)
{
	memset(&rig->command, 0, sizeof(rig->command));
	rig->command.cdb_length = (uint8_t)parse(cdb, rig->command.cdb);
	rig->command.direction = direction;
	rig->command.data = bytes ? rig->data : NULL;
	rig->command.data_length = bytes;
	rig->completed = false;
	if (direction == DATA_IN)
		memset(rig->data, 0xEE, sizeof(rig->data));
	rig->target->ops->submit(rig->target, &rig->command, rig->now);
}

void rig_advance(struct rig *rig, uint64_t nanoseconds)
{
	rig->now += nanoseconds;
	rig->target->ops->advance(rig->target, rig->now);
}

static uint32_t run(struct rig *rig, const char *cdb, enum data_direction direction, size_t bytes)
{
	rig_submit(rig, cdb, direction, bytes);
	while (!rig->completed) {
		uint64_t next = rig->target->ops->next_event(rig->target);

		if (next == TARGET_NEVER)
			abort();
		if (next > rig->now)
			rig->now = next;
		rig->target->ops->advance(rig->target, rig->now);
	}
	if (rig->command.status == 0x00)
		return 0;
	return (uint32_t)(rig->command.sense_data[2] & 0x0F) << 16 | (uint32_t)rig->command.sense_data[12] << 8 |
	       rig->command.sense_data[13];
}

uint32_t rig_in(struct rig *rig, const char *cdb, size_t room)
{
	return run(rig, cdb, DATA_IN, room);
}

uint32_t rig_out(struct rig *rig, const char *cdb, size_t bytes)
{
	return run(rig, cdb, DATA_OUT, bytes);
}

uint32_t rig_none(struct rig *rig, const char *cdb)
{
	return run(rig, cdb, DATA_NONE, 0);
}

uint32_t rig_field(const struct rig *rig)
{
	return (uint32_t)rig->command.sense_data[15] << 16 | (uint32_t)rig->command.sense_data[16] << 8 |
	       rig->command.sense_data[17];
}

uint32_t rig_write(struct rig *rig, uint32_t lba, uint32_t blocks)
{
	char cdb[64];

	memset(rig->data, 0, sizeof(rig->data));
	for (uint32_t i = 0; i < blocks; i++) {
		rig->data[i * 2048] = (uint8_t)((lba + i) >> 8);
		rig->data[i * 2048 + 1] = (uint8_t)(lba + i);
	}
	snprintf(cdb, sizeof(cdb), "2A 00 %02X %02X %02X %02X 00 %02X %02X 00", lba >> 24, lba >> 16 & 0xFF,
	         lba >> 8 & 0xFF, lba & 0xFF, blocks >> 8, blocks & 0xFF);
	return rig_out(rig, cdb, (size_t)blocks * 2048);
}

uint32_t rig_be32(const struct rig *rig, unsigned at)
{
	return rig_be16(rig, at) << 16 | rig_be16(rig, at + 2);
}

uint32_t rig_be16(const struct rig *rig, unsigned at)
{
	return (uint32_t)rig->data[at] << 8 | rig->data[at + 1];
}

void rig_check_data(const struct rig *rig, const char *hex, const char *file, int line)
{
	uint8_t expected[512];
	size_t count = parse(hex, expected);

	unit_check(rig->command.transferred >= count, file, line, "%zu bytes came, expected at least %zu",
	           rig->command.transferred, count);
	unit_check_bytes(rig->data, expected, (unsigned)count, "the Data-In", file, line);
}
