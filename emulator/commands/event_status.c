/* SPDX-License-Identifier: MIT */
/*
 * GET EVENT STATUS NOTIFICATION, polled. One event is returned: that of the lowest requested class which has one; if
 * none has, the lowest requested class we know says "no change". An event is gone once it has been given out whole.
 *
 * A long operation is told by the device busy class as a status, not as an event: Windows asks again at once after
 * every event, and gives up on drives that never run out of them [observed].
 */
#include "emulator/commands/perform.h"
#include "mutants/mutant.h"
#include "t10/bytes.h"

enum {
	HEADER_BYTES = 4,
	EVENT_BYTES = 4,
	NO_EVENT_AVAILABLE = 0x80,
	MEDIA_PRESENT = 0x02,
	DOOR_OPEN = 0x01,
	POWER_ACTIVE = 1,
	DEVICE_BUSY = 1,
	BUSY_100MS = 10, /* ask again after a second [ours] */
};

static void operational_change(const struct drive *drive, uint8_t event[EVENT_BYTES])
{
	(void)drive;
	(void)event;
}

static void power_management(const struct drive *drive, uint8_t event[EVENT_BYTES])
{
	(void)drive;
	event[1] = POWER_ACTIVE;
}

static void media(const struct drive *drive, uint8_t event[EVENT_BYTES])
{
	event[0] = (uint8_t)drive->media_event;
	event[1] =
		(uint8_t)((drive_has_medium(drive) ? MEDIA_PRESENT : 0) | (drive->tray == TRAY_OPEN ? DOOR_OPEN : 0));
}

static void device_busy(const struct drive *drive, uint8_t event[EVENT_BYTES])
{
	struct sense sense;

	if (!drive_long_operation(drive, &sense))
		return;
	event[1] = DEVICE_BUSY;
	put_be16(event + 2, BUSY_100MS);
}

enum { CLASS_MEDIA = 4 };

/* [MMC-6 "Notification classes"]: byte 0 of an event is its code, 0 for none. */
static const struct event_class {
	uint8_t number;
	void (*fill)(const struct drive *drive, uint8_t event[EVENT_BYTES]);
} classes[] = {
	{1, operational_change},
	{2, power_management},
	{CLASS_MEDIA, media},
	{6, device_busy},
};

enum { CLASSES = sizeof(classes) / sizeof(classes[0]) };

static uint8_t supported_classes(void)
{
	uint8_t mask = 0;

	for (unsigned i = 0; i < CLASSES; i++)
		mask |= (uint8_t)(1 << classes[i].number);
	return mask;
}

/* The class to answer with and its event, or NULL. */
static const struct event_class *choose(const struct drive *drive, uint8_t requested, uint8_t event[EVENT_BYTES])
{
	const struct event_class *quiet = NULL;

	for (unsigned i = 0; i < CLASSES; i++) {
		uint8_t candidate[EVENT_BYTES] = {0};

		if (!(requested & 1 << classes[i].number))
			continue;
		classes[i].fill(drive, candidate);
		if (quiet && !candidate[0])
			continue;
		for (unsigned byte = 0; byte < EVENT_BYTES; byte++)
			event[byte] = candidate[byte];
		if (candidate[0])
			return &classes[i];
		quiet = &classes[i];
	}
	return quiet;
}

struct sense get_event_status_notification(struct drive *drive, struct command *command, struct work *ret_work)
{
	uint8_t data[HEADER_BYTES + EVENT_BYTES] = {0};
	unsigned bytes = HEADER_BYTES;
	const struct event_class *class = choose(drive, command->cdb[4], data + HEADER_BYTES);

	(void)ret_work;
	if (!(command->cdb[1] & 0x01)) /* Polled: asynchronous notification was never built by anyone */
		return sense_bad_cdb_field(1, 0);
	if (class)
		bytes += EVENT_BYTES;
	put_be16(data, (uint16_t)(bytes - 2));
	data[2] = class ? class->number : NO_EVENT_AVAILABLE;
	data[3] = supported_classes();
	return_data(command, data, bytes, get_be16(command->cdb + 7));
	if (class && class->number == CLASS_MEDIA && command->transferred == sizeof(data) && !MUTANT(EVENT_STAYS))
		drive->media_event = EVENT_NONE;
	return SENSE_GOOD;
}
