/* SPDX-License-Identifier: MIT */
/* SET STREAMING and SET CD SPEED: both choose a speed, rounded down to one that the medium has. */
#include "emulator/commands/perform.h"
#include "t10/bytes.h"

enum { MAXIMUM_SPEED = 0xFFFF };

/* The fastest write speed that is not above the wanted one; the slowest if all are. */
static uint32_t round_down(const struct medium_kind *kind, uint64_t wanted_kbps)
{
	unsigned i = 0;

	while (i + 1 < MEDIUM_SPEEDS_MAX && kind->write_kbps[i] > wanted_kbps && kind->write_kbps[i + 1])
		i++;
	return kind->write_kbps[i];
}

/* Reading is free to go at any speed up to the maximum. 0, for either, is the drive's own choice: the maximum. */
static void select_speeds(struct drive *drive, uint64_t read_kbps, uint64_t write_kbps)
{
	const struct medium *medium = loaded_medium(drive);

	if (!medium)
		return;
	drive->read_kbps = read_kbps && read_kbps < medium->kind->read_kbps ? (uint32_t)read_kbps : 0;
	drive->write_kbps = write_kbps ? round_down(medium->kind, write_kbps) : 0;
}

/* [MMC-6 "SET CD SPEED"]: whatever its name says, programs send it for DVD, too. */
struct sense set_cd_speed(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint16_t read = get_be16(command->cdb + 2), write = get_be16(command->cdb + 4);

	(void)ret_work;
	select_speeds(drive, read == MAXIMUM_SPEED ? 0 : read, write == MAXIMUM_SPEED ? 0 : write);
	return SENSE_GOOD;
}

/* Size in kB within time in ms; a size without a time has no speed. */
static bool speed_of(const uint8_t *at, uint64_t *ret_kbps)
{
	uint64_t size = get_be32(at), milliseconds = get_be32(at + 4);

	*ret_kbps = milliseconds ? size * 1000 / milliseconds : 0;
	return milliseconds || !size;
}

/*
 * [MMC-6 "Performance descriptor"]. The range of blocks is checked for order only: speeds hold for the whole
 * disc, and programs name ends that are not the disc's [observed].
 */
static struct sense set_performance(struct drive *drive, const uint8_t *descriptor)
{
	enum { RESTORE_DEFAULTS = 0x04 };
	uint64_t read_kbps, write_kbps;

	if (descriptor[0] & RESTORE_DEFAULTS) {
		drive->read_kbps = drive->write_kbps = 0;
		return SENSE_GOOD;
	}
	if (get_be32(descriptor + 4) > get_be32(descriptor + 8))
		return sense_bad_parameter(4, -1);
	if (!speed_of(descriptor + 12, &read_kbps))
		return sense_bad_parameter(16, -1);
	if (!speed_of(descriptor + 20, &write_kbps))
		return sense_bad_parameter(24, -1);
	select_speeds(drive, read_kbps, write_kbps);
	return SENSE_GOOD;
}

struct sense set_streaming(struct drive *drive, struct command *command, struct work *ret_work)
{
	enum { DESCRIPTOR_BYTES = 28 };
	size_t length = get_be16(command->cdb + 9);
	struct sense sense;

	(void)ret_work;
	if (command->cdb[8]) /* type: performance descriptors only */
		return sense_bad_cdb_field(8, -1);
	if (!length)
		return SENSE_GOOD;
	if (length != DESCRIPTOR_BYTES)
		return sense_of(ILLEGAL_REQUEST, PARAMETER_LIST_LENGTH_ERROR);
	sense = need_data(command, length);
	return sense_is_good(&sense) ? set_performance(drive, command->data) : sense;
}
