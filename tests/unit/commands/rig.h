/* SPDX-License-Identifier: MIT */
/* A drive with a disc in memory, driven command by command through its target. */
#ifndef TESTS_UNIT_COMMANDS_RIG_H
#define TESTS_UNIT_COMMANDS_RIG_H

#include "emulator/drive/drive.h"
#include "tests/unit/unit.h"

enum { RIG_DATA_BYTES = 256 * 2048 };

struct rig {
	struct target *target;
	struct drive *drive; /* the same, inside */
	uint64_t now;
	struct command command; /* the last one */
	bool completed;
	uint8_t data[RIG_DATA_BYTES]; /* its data: cleared to EEh before Data-In */
};

/* A drive whose steps take no time, with a new disc of `type` (NULL: none) that is ready; attentions are gone. */
struct rig *rig_create(const char *type, uint32_t capacity_blocks);

/* The same with realistic mechanics, or with another model. */
struct rig *rig_create_realistic(const char *type, uint32_t capacity_blocks);
struct rig *rig_create_model(const struct drive_model *model, const char *type, uint32_t capacity_blocks);

/* As after power on: nothing was cleared, the disc is being loaded unless steps take no time. */
struct rig *rig_create_raw(const char *type, uint32_t capacity_blocks, bool instant);

void rig_destroy(struct rig *rig);

/*
 * Sends the CDB given as hexadecimal text ("12 00 00 00 24 00") and waits for its end, however long. Each returns the
 * answer as a number, key, ASC and ASCQ: 0x052400; 0 for GOOD. Data-Out is what stands in rig->data.
 */
uint32_t rig_in(struct rig *rig, const char *cdb, size_t room);
uint32_t rig_out(struct rig *rig, const char *cdb, size_t bytes);
uint32_t rig_none(struct rig *rig, const char *cdb);

/* Sends only: rig->completed tells when it has ended. */
void rig_submit(struct rig *rig, const char *cdb, enum data_direction direction, size_t bytes);

/* Lets time pass. */
void rig_advance(struct rig *rig, uint64_t nanoseconds);

/* Puts hexadecimal text into rig->data. */
void rig_fill(struct rig *rig, const char *bytes);

/* Sense-key specific bytes of the last answer as a number: 0xC90001 for "CDB, byte 1, bit 1". */
uint32_t rig_field(const struct rig *rig);

/* Fills and writes `blocks` blocks at `lba`, each beginning with its own LBA. */
uint32_t rig_write(struct rig *rig, uint32_t lba, uint32_t blocks);

/* Big-endian numbers of the last Data-In. */
uint32_t rig_be32(const struct rig *rig, unsigned at);
uint32_t rig_be16(const struct rig *rig, unsigned at);

/* The last Data-In begins with these bytes. */
#define CHECK_DATA(rig, hex) rig_check_data((rig), (hex), __FILE__, __LINE__)
void rig_check_data(const struct rig *rig, const char *hex, const char *file, int line);

#endif
