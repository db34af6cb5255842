/* SPDX-License-Identifier: MIT */
/*
 * GET PERFORMANCE [MMC-6 "GET PERFORMANCE"]: type 00h how fast it is now, type 03h how fast it can write. Without a
 * medium there are no descriptors. Constant linear velocity: one descriptor covers the disc.
 */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum {
	HEADER_BYTES = 8,
	DESCRIPTOR_BYTES = 16,
	DESCRIPTORS_MAX = MEDIUM_SPEEDS_MAX,
	TYPE_PERFORMANCE = 0x00,
	TYPE_WRITE_SPEED = 0x03,
	WRITE = 0x04,  /* byte 1 of the CDB */
	EXCEPT = 0x03, /* byte 1 of the CDB: exceptions to the nominal performance, of which there are none */
	WRITE_RETURNED = 0x02,
	EXACT = 0x02, /* the speed holds from the first block to the last */
};

static uint32_t last_block(const struct medium *medium)
{
	return addressable_blocks(medium) - 1;
}

/* [MMC-6 "Nominal performance descriptor"] */
static unsigned put_performance(const struct drive *drive, const uint8_t *cdb, uint8_t *header, uint8_t *at)
{
	const struct medium *medium = loaded_medium(drive);
	uint32_t speed = cdb[1] & WRITE ? drive_write_kbps(drive) : drive_read_kbps(drive);

	header[4] = (uint8_t)((cdb[1] & WRITE ? WRITE_RETURNED : 0) | (cdb[1] & EXCEPT ? 1 : 0));
	if (!medium || !speed || cdb[1] & EXCEPT)
		return 0;
	put_be32(at + 4, speed);
	put_be32(at + 8, last_block(medium));
	put_be32(at + 12, speed);
	return 1;
}

/* Fastest first [MMC-6 "Write speed descriptor"]. Windows wants Write and Except clear here [observed]. */
static unsigned put_write_speeds(const struct drive *drive, const uint8_t *cdb, uint8_t *header, uint8_t *at)
{
	const struct medium *medium = loaded_medium(drive);
	unsigned count = 0;

	(void)cdb;
	(void)header;
	while (medium && count < MEDIUM_SPEEDS_MAX && medium->kind->write_kbps[count]) {
		uint8_t *descriptor = at + DESCRIPTOR_BYTES * count;

		descriptor[0] = EXACT;
		put_be32(descriptor + 4, last_block(medium));
		put_be32(descriptor + 8, drive_read_kbps(drive));
		put_be32(descriptor + 12, medium->kind->write_kbps[count]);
		count++;
	}
	return count;
}

static const struct {
	uint8_t type;
	/* Writes descriptors, and byte 4 of the header; returns how many. */
	unsigned (*put)(const struct drive *drive, const uint8_t *cdb, uint8_t *header, uint8_t *at);
} types[] = {
	{TYPE_PERFORMANCE, put_performance},
	{TYPE_WRITE_SPEED, put_write_speeds},
};

struct sense get_performance(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t data[HEADER_BYTES + DESCRIPTOR_BYTES * DESCRIPTORS_MAX] = {0};
	size_t allocation = HEADER_BYTES + (size_t)DESCRIPTOR_BYTES * get_be16(command->cdb + 8);

	(void)ret_work;
	for (unsigned i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		size_t bytes;

		if (types[i].type != command->cdb[10])
			continue;
		bytes = HEADER_BYTES +
		        (size_t)DESCRIPTOR_BYTES * types[i].put(drive, command->cdb, data, data + HEADER_BYTES);
		put_be32(data, (uint32_t)(bytes - 4));
		return_data(command, data, bytes, allocation);
		return SENSE_GOOD;
	}
	return sense_bad_cdb_field(10, -1);
}
