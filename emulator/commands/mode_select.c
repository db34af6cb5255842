/* SPDX-License-Identifier: MIT */
/* MODE SELECT(6) and (10): a header, perhaps a block descriptor that says 2048 bytes, pages. Nothing is saved. */
#include "emulator/commands/mode.h"
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum { HEADER_6_BYTES = 4, HEADER_10_BYTES = 8, BLOCK_DESCRIPTOR_BYTES = 8 };

/* Linux's sr sends one to set the block length [observed]. `at` is its offset in the list. */
static struct sense check_block_descriptor(const uint8_t *list, size_t at)
{
	uint32_t block_length = get_be24(list + at + 5);

	return block_length && block_length != SECTOR_BYTES ? sense_bad_parameter((unsigned)at + 5, -1) : SENSE_GOOD;
}

/* The last byte of either header is the block descriptor length's low one. */
static struct sense select_pages(struct drive *drive, struct command *command, size_t length, size_t header_bytes)
{
	const uint8_t *list = command->data;
	struct sense sense;
	size_t descriptor_bytes;

	if (command->cdb[1] & 0x01)
		return sense_bad_cdb_field(1, 0);
	if (!length)
		return SENSE_GOOD;
	if (length < header_bytes)
		return sense_of(ILLEGAL_REQUEST, PARAMETER_LIST_LENGTH_ERROR);
	sense = need_data(command, length);
	if (!sense_is_good(&sense))
		return sense;
	descriptor_bytes = list[header_bytes - 1];
	if (descriptor_bytes && descriptor_bytes != BLOCK_DESCRIPTOR_BYTES)
		return sense_bad_parameter((unsigned)header_bytes - 1, -1);
	if (length < header_bytes + descriptor_bytes)
		return sense_of(ILLEGAL_REQUEST, PARAMETER_LIST_LENGTH_ERROR);
	if (descriptor_bytes)
		sense = check_block_descriptor(list, header_bytes);
	return sense_is_good(&sense) ? mode_pages_select(drive, list, length, header_bytes + descriptor_bytes) : sense;
}

struct sense mode_select_6(struct drive *drive, struct command *command, struct work *ret_work)
{
	(void)ret_work;
	return select_pages(drive, command, command->cdb[4], HEADER_6_BYTES);
}

struct sense mode_select_10(struct drive *drive, struct command *command, struct work *ret_work)
{
	(void)ret_work;
	return select_pages(drive, command, get_be16(command->cdb + 7), HEADER_10_BYTES);
}
