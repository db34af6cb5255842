/* SPDX-License-Identifier: MIT */
/* What is in the drive, and reading it. */
#include <errno.h>

#include "engine/mmc/execute.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

enum { SECTOR_BYTES = 2048, DISC_BYTES = 34, TRACK_BYTES = 36, FORMATS_BYTES = 252 };

int mmc_read_capacity(struct transport *transport, uint32_t *ret_blocks, struct sense *ret_sense)
{
	uint8_t cdb[10] = {READ_CAPACITY}, data[8];
	int result = mmc_execute_in(transport, cdb, sizeof(cdb), data, sizeof(data), sizeof(data), NULL, ret_sense);

	if (result)
		return result;
	if (get_be32(data + 4) != SECTOR_BYTES)
		return -EPROTO;
	*ret_blocks = get_be32(data) ? get_be32(data) + 1 : 0;
	return 0;
}

/* [MMC-6 6.21 "READ DISC INFORMATION", standard] */
int mmc_read_disc_information(struct transport *transport, struct mmc_disc *ret_disc, struct sense *ret_sense)
{
	uint8_t cdb[10] = {READ_DISC_INFORMATION, [8] = DISC_BYTES}, data[DISC_BYTES];
	int result = mmc_execute_in(transport, cdb, sizeof(cdb), data, sizeof(data), 24, NULL, ret_sense);

	if (result)
		return result;
	*ret_disc = (struct mmc_disc){
		.status = data[2] & 0x03,
		.last_session = data[2] >> 2 & 0x03,
		.erasable = data[2] & 0x10,
		.session_count = data[4] | (unsigned)data[9] << 8,
		.last_track = data[6] | (unsigned)data[11] << 8,
	};
	return 0;
}

/* [MMC-6 6.27 "READ TRACK INFORMATION"] */
int mmc_read_track_information(struct transport *transport, unsigned track, struct mmc_track *ret_track,
                               struct sense *ret_sense)
{
	uint8_t cdb[10] = {READ_TRACK_INFORMATION, 0x01, [8] = TRACK_BYTES}, data[TRACK_BYTES];
	int result;

	put_be32(cdb + 2, track);
	result = mmc_execute_in(transport, cdb, sizeof(cdb), data, sizeof(data), 28, NULL, ret_sense);
	if (result)
		return result;
	*ret_track = (struct mmc_track){
		.track = data[2] | (unsigned)data[32] << 8,
		.session = data[3] | (unsigned)data[33] << 8,
		.damaged = data[5] & 0x20,
		.reserved = data[6] & 0x80,
		.blank = data[6] & 0x40,
		.next_writable_valid = data[7] & 0x01,
		.start = get_be32(data + 8),
		.next_writable = get_be32(data + 12),
		.free_blocks = get_be32(data + 16),
		.blocks = get_be32(data + 24),
	};
	return 0;
}

/* [MMC-6 6.23 "READ FORMAT CAPACITIES"]: the current or maximum descriptor, then formattable ones; types 00h are full
 * formats. */
int mmc_read_format_capacities(struct transport *transport, uint32_t *ret_blocks, bool *ret_formatted,
                               struct sense *ret_sense)
{
	uint8_t cdb[10] = {READ_FORMAT_CAPACITIES, [8] = FORMATS_BYTES}, data[FORMATS_BYTES];
	size_t bytes;
	int result = mmc_execute_in(transport, cdb, sizeof(cdb), data, sizeof(data), 12, &bytes, ret_sense);

	if (result)
		return result;
	*ret_blocks = get_be32(data + 4);
	*ret_formatted = (data[8] & 0x03) == 2;
	for (size_t at = 12; at + 8 <= bytes && at + 8 <= 4 + (size_t)data[3]; at += 8)
		if (data[at + 4] >> 2 == 0x00) {
			*ret_blocks = get_be32(data + at);
			break;
		}
	return 0;
}

int mmc_read_10(struct transport *transport, uint32_t lba, uint16_t blocks, uint8_t *ret_data, struct sense *ret_sense)
{
	uint8_t cdb[10] = {READ_10};
	size_t bytes = (size_t)blocks * SECTOR_BYTES;

	put_be32(cdb + 2, lba);
	put_be16(cdb + 7, blocks);
	return mmc_execute_in(transport, cdb, sizeof(cdb), ret_data, bytes, bytes, NULL, ret_sense);
}
