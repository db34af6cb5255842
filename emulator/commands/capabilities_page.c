/* SPDX-License-Identifier: MIT */
/*
 * Mode page 2Ah, Capabilities and Mechanical Status [MMC-6 "C/DVD Capabilities and Mechanical Status Page"]. Obsolete
 * in half of its fields, and read by every burning program and kernel: its speeds are those of the loaded medium in
 * 1000 bytes per second.
 */
#include <string.h>

#include "emulator/commands/mode.h"
#include "emulator/commands/opcode.h"
#include "t10/bytes.h"

enum {
	FIXED_BYTES = 32,
	SPEED_BYTES = 4,
	READS_DVD_ROM = 0x08, /* dvd+rw-mediainfo goes no further without it [observed] */
	/*
	 * There is no bit for DVD+R or BD, and what writes nothing here is a reader for wodim and libburn [observed].
	 * That it does not write DVD-R is what the profiles say.
	 */
	WRITES_DVD_R = 0x10,
	MULTI_SESSION = 0x40,
	TRAY_LOADER = 0x20,
	CAN_EJECT = 0x08,
	LOCKED = 0x02,
	CAN_LOCK = 0x01,
};

/* Linux asks for 128 bytes of MODE SENSE(6) and takes a longer page for a missing one [observed]. */
_Static_assert(4 + FIXED_BYTES + SPEED_BYTES * MEDIUM_SPEEDS_MAX <= 128, "page 2Ah fits in what Linux asks for");

static uint16_t kbps(uint32_t speed)
{
	return speed < UINT16_MAX ? (uint16_t)speed : UINT16_MAX;
}

static uint32_t fastest_read_kbps(void)
{
	uint32_t fastest = 0;

	for (const struct medium_kind *kind = medium_kinds; kind->type; kind++)
		if (kind->read_kbps > fastest)
			fastest = kind->read_kbps;
	return fastest;
}

/* One descriptor a speed, fastest first. */
static unsigned put_write_speeds(const struct medium *medium, uint8_t *at)
{
	unsigned count = 0;

	while (medium && count < MEDIUM_SPEEDS_MAX && medium->kind->write_kbps[count]) {
		put_be16(at + SPEED_BYTES * count + 2, kbps(medium->kind->write_kbps[count]));
		count++;
	}
	return count;
}

size_t capabilities_page(const struct drive *drive, uint8_t *ret_page)
{
	const struct medium *medium = loaded_medium(drive);
	bool locked = drive->prevented || drive->persistently_prevented;
	unsigned speeds;

	memset(ret_page, 0, FIXED_BYTES + SPEED_BYTES * MEDIUM_SPEEDS_MAX);
	ret_page[2] = READS_DVD_ROM;
	ret_page[3] = WRITES_DVD_R;
	ret_page[4] = MULTI_SESSION;
	ret_page[6] = (uint8_t)(TRAY_LOADER | CAN_EJECT | (locked ? LOCKED : 0) | CAN_LOCK);
	put_be16(ret_page + 8, kbps(medium ? medium->kind->read_kbps : fastest_read_kbps()));
	put_be16(ret_page + 12, kbps(drive->model->cache_blocks * SECTOR_BYTES / 1024));
	put_be16(ret_page + 14, kbps(drive_read_kbps(drive)));
	put_be16(ret_page + 18, kbps(medium ? medium->kind->write_kbps[0] : 0));
	put_be16(ret_page + 20, kbps(drive_write_kbps(drive)));
	put_be16(ret_page + 28, kbps(drive_write_kbps(drive)));
	speeds = put_write_speeds(medium, ret_page + FIXED_BYTES);
	put_be16(ret_page + 30, (uint16_t)speeds);
	return FIXED_BYTES + SPEED_BYTES * speeds;
}
