/* SPDX-License-Identifier: MIT */
/*
 * MODE SENSE(6) and (10): a header, no block descriptor whatever DBD says, the pages. Both sizes matter: Linux uses the
 * small one for every drive that is not ATAPI or USB [observed].
 */
#include "emulator/commands/mode.h"
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum { HEADER_6_BYTES = 4, HEADER_10_BYTES = 8, ALL_SUBPAGES = 0xFF };

/* The pages that bytes 2 and 3 of the CDB ask for. [SPC-4 "MODE SENSE(6) command"] */
static struct sense put_pages(const struct drive *drive, const struct command *command, uint8_t *ret_data,
                              size_t *ret_bytes)
{
	enum page_control control = command->cdb[2] >> 6;
	unsigned code = command->cdb[2] & 0x3F;
	uint8_t subpage = command->cdb[3];

	if (control == PC_SAVED)
		return sense_of(ILLEGAL_REQUEST, SAVING_PARAMETERS_NOT_SUPPORTED);
	if (subpage && subpage != ALL_SUBPAGES)
		return sense_bad_cdb_field(3, -1);
	*ret_bytes = mode_pages_put(drive, code, control, ret_data);
	return *ret_bytes ? SENSE_GOOD : sense_bad_cdb_field(2, 5);
}

struct sense mode_sense_6(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t data[HEADER_6_BYTES + MODE_DATA_MAX] = {0};
	size_t bytes;
	struct sense sense = put_pages(drive, command, data + HEADER_6_BYTES, &bytes);

	(void)ret_work;
	if (!sense_is_good(&sense))
		return sense;
	bytes += HEADER_6_BYTES;
	data[0] = (uint8_t)(bytes - 1);
	return_data(command, data, bytes, command->cdb[4]);
	return SENSE_GOOD;
}

struct sense mode_sense_10(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t data[HEADER_10_BYTES + MODE_DATA_MAX] = {0};
	size_t bytes;
	struct sense sense = put_pages(drive, command, data + HEADER_10_BYTES, &bytes);

	(void)ret_work;
	if (!sense_is_good(&sense))
		return sense;
	bytes += HEADER_10_BYTES;
	put_be16(data, (uint16_t)(bytes - 2));
	return_data(command, data, bytes, get_be16(command->cdb + 7));
	return SENSE_GOOD;
}
