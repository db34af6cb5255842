/* SPDX-License-Identifier: MIT */
/* The ioctls of sr and sg that programs for optical discs use, and those that have the same answer every time. */
#include <errno.h>
#include <linux/cdrom.h>
#include <linux/fs.h>
#include <scsi/scsi_ioctl.h>
#include <scsi/sg.h>
#include <string.h>

#include "handlers/umockdev/ioctl.h"

enum {
	RESERVED_BYTES = 128 * 1024, /* what programs take for the largest transfer */
	SG_TABLE_SIZE = 128,
	TICKS_PER_SECOND = 100, /* USER_HZ */
	DEFAULT_TIMEOUT_TICKS = 60 * TICKS_PER_SECOND,
	SECTOR_BYTES = 2048,
	TYPE_MULTIMEDIA = 5, /* [SPC-4 6.4.2 "Standard INQUIRY data"] */
	NO_ESCALATION = 0x100,
};

/* In <scsi/scsi.h>, whose other names are ours as well. */
enum { SCSI_IOCTL_GET_IDLUN = 0x5382, SCSI_IOCTL_GET_BUS_NUMBER = 0x5386 };

/* ---- what the functions share ---- */

unsigned long ioctl_number(const struct ioctl_call *call)
{
	unsigned long number;

	memcpy(&number, call->argument->data, sizeof(number));
	return number;
}

UMockdevIoctlData *ioctl_memory(UMockdevIoctlData *data, size_t offset, size_t length)
{
	UMockdevIoctlData *memory = umockdev_ioctl_data_resolve(data, offset, length, NULL);

	if (memory)
		g_object_unref(memory); /* `data` has one more reference to it */
	return memory;
}

long ioctl_put(struct ioctl_call *call, const void *bytes, size_t length)
{
	UMockdevIoctlData *memory = ioctl_memory(call->argument, 0, length);

	if (!memory)
		return -EFAULT;
	memcpy(memory->data, bytes, length);
	return 0;
}

uint64_t ioctl_drive_ns(const struct ioctl_call *call, unsigned milliseconds)
{
	uint64_t host_ns = milliseconds * NS_PER_MS, scale = call->drive->uri.scale;

	return host_ns < NEVER / scale ? host_ns * scale : NEVER;
}

/* ---- the same answer every time ---- */

static long return_value(struct ioctl_call *call)
{
	return call->row->value;
}

static long put_value(struct ioctl_call *call)
{
	int value = (int)call->row->value;

	return ioctl_put(call, &value, sizeof(value));
}

static long put_sg_version(struct ioctl_call *call)
{
	return ioctl_put(call, &call->node->sg_version, sizeof(call->node->sg_version));
}

/* Host 0, channel 0, id 0, LUN 0, and the host's number again. */
static long put_address(struct ioctl_call *call)
{
	static const uint32_t address[2];

	return ioctl_put(call, address, sizeof(address));
}

static long put_scsi_id(struct ioctl_call *call)
{
	static const struct sg_scsi_id id = {.scsi_type = TYPE_MULTIMEDIA, .h_cmd_per_lun = 1, .d_queue_depth = 1};

	return ioctl_put(call, &id, sizeof(id));
}

/* A bus or a host has no other drive to reset. */
static long reset(struct ioctl_call *call)
{
	UMockdevIoctlData *memory = ioctl_memory(call->argument, 0, sizeof(int));
	int kind;

	if (!memory)
		return -EFAULT;
	memcpy(&kind, memory->data, sizeof(kind));
	kind &= ~NO_ESCALATION;
	if (kind < SG_SCSI_RESET_NOTHING || kind > SG_SCSI_RESET_HOST + 1)
		return -EINVAL;
	if (kind != SG_SCSI_RESET_NOTHING)
		pump_reset(call->drive->pump, RESET_LOGICAL_UNIT);
	return 0;
}

/* ---- the table ---- */

#define NAMED(request) (request), #request
#define BOTH (NODE_SR | NODE_SG)

/* clang-format off */
static const struct ioctl_row rows[] = {
	/* request                          where     function               value */
	{ NAMED(SG_IO),                     BOTH,     sg_io,                 0 },

	/* [Linux drivers/scsi/sg.c and scsi_ioctl.c] */
	{ NAMED(SG_GET_VERSION_NUM),        BOTH,     put_sg_version,        0 },
	{ NAMED(SG_GET_RESERVED_SIZE),      BOTH,     put_value,             RESERVED_BYTES },
	{ NAMED(SG_SET_RESERVED_SIZE),      BOTH,     return_value,          0 },
	{ NAMED(SG_GET_TIMEOUT),            BOTH,     return_value,          DEFAULT_TIMEOUT_TICKS },
	{ NAMED(SG_SET_TIMEOUT),            BOTH,     return_value,          0 },
	{ NAMED(SG_EMULATED_HOST),          BOTH,     put_value,             0 },
	{ NAMED(SG_GET_SCSI_ID),            NODE_SG,  put_scsi_id,           0 },
	{ NAMED(SG_GET_SG_TABLESIZE),       NODE_SG,  put_value,             SG_TABLE_SIZE },
	{ NAMED(SG_GET_COMMAND_Q),          NODE_SG,  put_value,             1 },
	{ NAMED(SG_SET_COMMAND_Q),          NODE_SG,  return_value,          0 },
	{ NAMED(SG_SET_FORCE_PACK_ID),      NODE_SG,  return_value,          0 },
	{ NAMED(SG_SET_KEEP_ORPHAN),        NODE_SG,  return_value,          0 },
	{ NAMED(SG_GET_NUM_WAITING),        NODE_SG,  put_value,             0 },
	{ NAMED(SG_SCSI_RESET),             BOTH,     reset,                 0 },
	{ NAMED(SCSI_IOCTL_GET_IDLUN),      BOTH,     put_address,           0 },
	{ NAMED(SCSI_IOCTL_GET_BUS_NUMBER), BOTH,     put_value,             0 },
	{ NAMED(SCSI_IOCTL_TEST_UNIT_READY),BOTH,     cdrom_test_unit_ready, 0 },
	{ NAMED(SCSI_IOCTL_DOORLOCK),       BOTH,     cdrom_lock_door,       1 },
	{ NAMED(SCSI_IOCTL_DOORUNLOCK),     BOTH,     cdrom_lock_door,       0 },

	/* [Linux Documentation/userspace-api/ioctl/cdrom.rst] */
	{ NAMED(CDROM_GET_CAPABILITY),      NODE_SR,  cdrom_capability,      0 },
	{ NAMED(CDROM_DRIVE_STATUS),        NODE_SR,  cdrom_drive_status,    0 },
	{ NAMED(CDROM_DISC_STATUS),         NODE_SR,  cdrom_disc_status,     0 },
	{ NAMED(CDROM_MEDIA_CHANGED),       NODE_SR,  cdrom_media_changed,   0 },
	{ NAMED(CDROM_CHANGER_NSLOTS),      NODE_SR,  return_value,          1 },
	{ NAMED(CDROM_LOCKDOOR),            NODE_SR,  cdrom_lock_door,       -1 },
	{ NAMED(CDROMEJECT),                NODE_SR,  cdrom_move_tray,       0x02 }, /* LoEj */
	{ NAMED(CDROMCLOSETRAY),            NODE_SR,  cdrom_move_tray,       0x03 }, /* LoEj, Start */
	{ NAMED(CDROM_SELECT_SPEED),        NODE_SR,  cdrom_select_speed,    0 },
	{ NAMED(CDROM_SET_OPTIONS),         NODE_SR,  return_value,          0 },
	{ NAMED(CDROM_CLEAR_OPTIONS),       NODE_SR,  return_value,          0 },
	{ NAMED(CDROMREADTOCHDR),           NODE_SR,  cdrom_read_toc_header, 0 },
	{ NAMED(CDROMREADTOCENTRY),         NODE_SR,  cdrom_read_toc_entry,  0 },
	{ NAMED(CDROMMULTISESSION),         NODE_SR,  cdrom_multisession,    0 },

	/* [Linux block/ioctl.c] */
	{ NAMED(BLKGETSIZE64),              NODE_SR,  cdrom_size_bytes,      0 },
	{ NAMED(BLKGETSIZE),                NODE_SR,  cdrom_size_sectors,    0 },
	{ NAMED(BLKSSZGET),                 NODE_SR,  put_value,             SECTOR_BYTES },
	{ NAMED(BLKPBSZGET),                NODE_SR,  put_value,             SECTOR_BYTES },
	{ NAMED(BLKROGET),                  NODE_SR,  put_value,             1 },
	{ NAMED(BLKFLSBUF),                 NODE_SR,  return_value,          0 },
	{ NAMED(BLKRASET),                  NODE_SR,  return_value,          0 },
};
/* clang-format on */

long ioctl_answer(struct ioctl_call *call)
{
	unsigned long request = umockdev_ioctl_client_get_request(call->client);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].request == request && (rows[i].nodes & call->node->kind)) {
			call->row = &rows[i];
			return rows[i].answer(call);
		}
	return -ENOTTY;
}
