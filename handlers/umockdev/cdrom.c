/* SPDX-License-Identifier: MIT */
/* Ioctls about the drive: capabilities, status, tray, door, media change, speed. */
#include <errno.h>
#include <linux/cdrom.h>

#include "handlers/umockdev/ask.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

/* ---- capabilities ---- */

enum {
	CAPABILITIES_PAGE = 0x2A,
	MODE_HEADER_BYTES = 8,
	FEATURE_RANDOM_WRITABLE = 0x20,
	SR_CAN = CDC_CLOSE_TRAY | CDC_OPEN_TRAY | CDC_LOCK | CDC_SELECT_SPEED | CDC_MULTI_SESSION | CDC_MCN |
	         CDC_MEDIA_CHANGED | CDC_PLAY_AUDIO | CDC_RESET | CDC_DRIVE_STATUS | CDC_GENERIC_PACKET,
};

/* clang-format off */
/* Bits of the page that the kernel makes capabilities of. [Linux drivers/scsi/sr.c get_capabilities] */
static const struct { uint8_t byte, bits; int capability; } page_bits[] = {
	{ 2, 0x08, CDC_DVD },
	{ 3, 0x20, CDC_DVD_RAM },
	{ 3, 0x10, CDC_DVD_R },
	{ 3, 0x02, CDC_CD_RW },
	{ 3, 0x01, CDC_CD_R },
	{ 6, 0x08, CDC_OPEN_TRAY },
	{ 6, 0xE0, CDC_CLOSE_TRAY },
};
/* clang-format on */

static long page_capabilities(struct ioctl_call *call)
{
	static const uint8_t mode_sense[10] = {MODE_SENSE_10, 0, CAPABILITIES_PAGE, [8] = 128};
	uint8_t data[128];
	size_t at;
	long can = SR_CAN & ~(CDC_OPEN_TRAY | CDC_CLOSE_TRAY);

	if (ask(call, mode_sense, sizeof(mode_sense), data, sizeof(data), NULL))
		return can;
	at = MODE_HEADER_BYTES + get_be16(data + 6);
	for (size_t i = 0; at + 7 <= sizeof(data) && i < sizeof(page_bits) / sizeof(page_bits[0]); i++)
		if (data[at + page_bits[i].byte] & page_bits[i].bits)
			can |= page_bits[i].capability;
	return can;
}

long cdrom_capability(struct ioctl_call *call)
{
	static const uint8_t get_configuration[10] = {GET_CONFIGURATION, 0, 0, FEATURE_RANDOM_WRITABLE, [8] = 24};
	uint8_t data[24];
	long can = page_capabilities(call);

	if (!ask(call, get_configuration, sizeof(get_configuration), data, sizeof(data), NULL) &&
	    get_be16(data + 8) == FEATURE_RANDOM_WRITABLE)
		can |= CDC_RAM;
	return can;
}

/* ---- status ---- */

long cdrom_test_unit_ready(struct ioctl_call *call)
{
	static const uint8_t test_unit_ready[6] = {TEST_UNIT_READY};

	return tell(call, test_unit_ready, sizeof(test_unit_ready));
}

enum { MEDIA_CLASS = 4, EVENT_NEW_MEDIA = 2, EVENT_REMOVAL = 3, DOOR_OPEN = 0x01, MEDIA_PRESENT = 0x02 };

/* [MMC-6 6.6 "GET EVENT STATUS NOTIFICATION", media class]. 0 or -EIO. */
static int ask_media_event(struct ioctl_call *call, uint8_t ret_event[8])
{
	static const uint8_t get_event[10] = {GET_EVENT_STATUS_NOTIFICATION, 1, [4] = 1 << MEDIA_CLASS, [8] = 8};

	if (ask(call, get_event, sizeof(get_event), ret_event, 8, NULL) || get_be16(ret_event) < 4)
		return -EIO;
	return (ret_event[2] & 0x87) == MEDIA_CLASS ? 0 : -EIO;
}

/* [Linux drivers/scsi/sr_ioctl.c sr_drive_status] */
long cdrom_drive_status(struct ioctl_call *call)
{
	static const uint8_t test_unit_ready[6] = {TEST_UNIT_READY};
	struct sense sense = {0};
	uint8_t event[8];

	if (!ask(call, test_unit_ready, sizeof(test_unit_ready), NULL, 0, &sense))
		return CDS_DISC_OK;
	if (sense.key == NOT_READY && sense.asc == 0x04 && sense.ascq == 0x01)
		return CDS_DRIVE_NOT_READY;
	if (ask_media_event(call, event))
		return sense.asc == 0x3A ? CDS_NO_DISC : CDS_DRIVE_NOT_READY;
	if (event[5] & MEDIA_PRESENT)
		return CDS_DISC_OK;
	return event[5] & DOOR_OPEN ? CDS_TRAY_OPEN : CDS_NO_DISC;
}

long cdrom_media_changed(struct ioctl_call *call)
{
	uint8_t event[8];

	if (ask_media_event(call, event))
		return 0;
	return (event[4] & 0x0F) == EVENT_NEW_MEDIA || (event[4] & 0x0F) == EVENT_REMOVAL;
}

/* ---- tray, door, speed ---- */

static long lock_door(struct ioctl_call *call, bool locked)
{
	const uint8_t prevent[6] = {PREVENT_ALLOW_MEDIUM_REMOVAL, [4] = locked};

	return tell(call, prevent, sizeof(prevent));
}

/* The row says whether, or leaves it to the argument. */
long cdrom_lock_door(struct ioctl_call *call)
{
	return lock_door(call, call->row->value < 0 ? ioctl_number(call) != 0 : call->row->value != 0);
}

/* The row says how. The kernel unlocks before it ejects. */
long cdrom_move_tray(struct ioctl_call *call)
{
	const uint8_t start_stop[6] = {START_STOP_UNIT, [4] = (uint8_t)call->row->value};

	if (call->row->request == CDROMEJECT)
		lock_door(call, false);
	return tell(call, start_stop, sizeof(start_stop));
}

/* In multiples of an audio CD's 177 kB/s, or 0 for the fastest. */
long cdrom_select_speed(struct ioctl_call *call)
{
	unsigned long times = ioctl_number(call);
	uint8_t set_speed[12] = {SET_CD_SPEED, 0, 0, 0, 0xFF, 0xFF};

	put_be16(set_speed + 2, times && times < 0xFFFF / 177 ? (uint16_t)(times * 177) : 0xFFFF);
	return tell(call, set_speed, sizeof(set_speed));
}
