/* SPDX-License-Identifier: MIT */
/* READ TRACK INFORMATION [MMC-6 "READ TRACK INFORMATION"]: finds the track by block, number or session, and describes
 * it. */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum {
	INFORMATION_BYTES = 36,
	INVISIBLE_TRACK = 0xFF,
	DATA_TRACK_MODE = 0x04,
	/* Byte 6. */
	RESERVED_TRACK = 0x80,
	BLANK_TRACK = 0x40,
	PACKET = 0x20,
	FIXED_PACKET = 0x10,
	MODE_1 = 0x01,
	MODE_UNKNOWN = 0x0F,
	/* Byte 7. */
	LRA_V = 0x02,
	NWA_V = 0x01,
};

/* ---- which track ---- */

static struct sense find_by_block(const struct medium *medium, uint32_t lba, unsigned *ret_number)
{
	*ret_number = medium_track_at(medium, lba);
	return *ret_number ? SENSE_GOOD : sense_at_block(ILLEGAL_REQUEST, LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE, lba);
}

/* FFh is the track that takes the next WRITE: the last one, while the disc is open. */
static struct sense find_by_number(const struct medium *medium, uint32_t number, unsigned *ret_number)
{
	const struct layout *layout = &medium->layout;

	*ret_number = number;
	if (number == INVISIBLE_TRACK && layout->tracks[layout->track_count - 1].state != TRACK_CLOSED)
		*ret_number = layout->track_count;
	return *ret_number && *ret_number <= layout->track_count ? SENSE_GOOD : sense_bad_cdb_field(2, -1);
}

static struct sense find_by_session(const struct medium *medium, uint32_t session, unsigned *ret_number)
{
	const struct layout *layout = &medium->layout;

	for (*ret_number = 1; *ret_number <= layout->track_count; ++*ret_number)
		if (layout->tracks[*ret_number - 1].session == session)
			return SENSE_GOOD;
	return sense_bad_cdb_field(2, -1);
}

static struct sense (*const find_by[4])(const struct medium *medium, uint32_t address, unsigned *ret_number) = {
	find_by_block,
	find_by_number,
	find_by_session,
};

/* ---- what it is like ---- */

/* Overwritable media are one reserved track in fixed packets; other tracks are blank, or of Mode 1. */
static uint8_t state_bits(const struct medium *medium, const struct layout_track *track, bool blank)
{
	uint8_t bits = track->state == TRACK_RESERVED ? RESERVED_TRACK : 0;

	if (medium->kind->erasable)
		bits = RESERVED_TRACK | PACKET | FIXED_PACKET;
	return (uint8_t)(bits | (blank ? BLANK_TRACK | MODE_UNKNOWN : MODE_1));
}

/* Offsets as in [MMC-6 "Track Information Block"]. */
static void track_information(const struct medium *medium, unsigned number, uint8_t data[INFORMATION_BYTES])
{
	const struct layout_track *track = &medium->layout.tracks[number - 1];
	bool blank = track->state != TRACK_CLOSED && !medium->accepted[number - 1];
	uint32_t next;

	put_be16(data, INFORMATION_BYTES - 2);
	data[2] = (uint8_t)number;
	data[3] = track->session;
	data[5] = DATA_TRACK_MODE;
	data[6] = state_bits(medium, track, blank);
	put_be32(data + 8, track->start);
	if (medium_next_writable(medium, number, &next)) {
		data[7] |= NWA_V;
		put_be32(data + 12, next);
	}
	put_be32(data + 16, medium_free_blocks(medium, number));
	put_be32(data + 20, medium_is_recordable(medium) ? medium->kind->ecc_blocks : 0);
	put_be32(data + 24, track->blocks);
	/* Linux sizes the block device after it, where there is one [observed]. */
	if (track->recorded && !medium->kind->erasable) {
		data[7] |= LRA_V;
		put_be32(data + 28, track->start + track->recorded - 1);
	}
	data[32] = (uint8_t)(number >> 8);
}

struct sense read_track_information(struct drive *drive, struct command *command, struct work *ret_work)
{
	unsigned type = command->cdb[1] & 0x03, number;
	uint8_t data[INFORMATION_BYTES] = {0};
	struct sense sense;

	(void)ret_work;
	if (!find_by[type])
		return sense_bad_cdb_field(1, 1);
	sense = find_by[type](drive->medium, get_be32(command->cdb + 2), &number);
	if (!sense_is_good(&sense))
		return sense;
	track_information(drive->medium, number, data);
	return_data(command, data, sizeof(data), get_be16(command->cdb + 7));
	return SENSE_GOOD;
}
