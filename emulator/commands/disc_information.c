/* SPDX-License-Identifier: MIT */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum {
	STANDARD_INFORMATION = 0, /* the only type: track resources and POW resources are of other media */
	INFORMATION_BYTES = 34,   /* no OPC tables: growisofs then has the drive calibrate [observed] */
	UNRESTRICTED_USE = 0x20,
	NO_ADDRESS = -1,
};

static unsigned first_track_of_last_session(const struct layout *layout)
{
	unsigned number = layout->track_count;

	while (number > 1 && layout->tracks[number - 2].session == layout->session_count)
		number--;
	return number;
}

/* [MMC-6 "Standard Disc Information"] */
static void standard_information(const struct medium *medium, uint8_t data[INFORMATION_BYTES])
{
	const struct layout *layout = &medium->layout;
	unsigned first = first_track_of_last_session(layout);
	unsigned status = medium_disc_status(medium);

	put_be16(data, INFORMATION_BYTES - 2);
	data[2] = (uint8_t)(medium->kind->erasable << 4 | medium_last_session_status(medium) << 2 | status);
	data[3] = 1;
	data[4] = (uint8_t)layout->session_count;
	data[5] = (uint8_t)first;
	data[6] = (uint8_t)layout->track_count;
	data[7] = UNRESTRICTED_USE;
	data[9] = (uint8_t)(layout->session_count >> 8);
	data[10] = (uint8_t)(first >> 8);
	data[11] = (uint8_t)(layout->track_count >> 8);
	put_be32(data + 16, layout->complete ? (uint32_t)NO_ADDRESS : 0);
	put_be32(data + 20, layout->complete ? (uint32_t)NO_ADDRESS : layout->capacity_blocks);
}

struct sense read_disc_information(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t data[INFORMATION_BYTES] = {0};

	(void)ret_work;
	if ((command->cdb[1] & 0x07) != STANDARD_INFORMATION)
		return sense_bad_cdb_field(1, 2);
	standard_information(drive->medium, data);
	return_data(command, data, sizeof(data), get_be16(command->cdb + 7));
	return SENSE_GOOD;
}
