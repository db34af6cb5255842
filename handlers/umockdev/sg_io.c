/* SPDX-License-Identifier: MIT */
/*
 * SG_IO, the interface of version 3, field by field: what is checked, what the drive is asked, what is filled in. Where
 * sr (the block layer's) and sg differ, the node says which it is.
 *
 * The program's memory is read in an order that keeps a dying program from burning anything: reads after its death come
 * back as zeros, and the CDB is read last, so that a WRITE whose data could not be read whole has become a TEST UNIT
 * READY.
 */
#include <errno.h>
#include <scsi/sg.h>
#include <string.h>

#include "handlers/umockdev/ioctl.h"

enum {
	TRANSFER_MAX = 512 * 1024,
	CDB_MIN = 6,
	DID_TIME_OUT = 3,    /* host_status [Linux scsi_status.h] */
	DRIVER_SENSE = 8,    /* driver_status */
	SENSE_KEPT_MAX = 96, /* SCSI_SENSE_BUFFERSIZE */
};

/* clang-format off */
static const struct {
	int dxfer_direction;
	unsigned nodes; /* that take it together with data */
	enum data_direction direction;
} directions[] = {
	{ SG_DXFER_NONE,        NODE_SG,           DATA_NONE },
	{ SG_DXFER_TO_DEV,      NODE_SR | NODE_SG, DATA_OUT },
	{ SG_DXFER_FROM_DEV,    NODE_SR | NODE_SG, DATA_IN },
	{ SG_DXFER_TO_FROM_DEV, NODE_SR | NODE_SG, DATA_IN },  /* the program's bytes stay where none come */
};
/* clang-format on */

enum { DIRECTION_COUNT = sizeof(directions) / sizeof(directions[0]) };

/* ---- what is asked ---- */

static int find_direction(const struct node *node, const sg_io_hdr_t *header, enum data_direction *ret_direction)
{
	*ret_direction = DATA_NONE;
	if (!header->dxfer_len)
		return 0;
	for (unsigned i = 0; i < DIRECTION_COUNT; i++)
		if (directions[i].dxfer_direction == header->dxfer_direction && (directions[i].nodes & node->kind)) {
			*ret_direction = directions[i].direction;
			return 0;
		}
	return -EINVAL;
}

/* In the kernel's order, and with its numbers. Scattered transfers are ours to refuse [ours]. */
static int check(const struct node *node, const sg_io_hdr_t *header)
{
	if (header->interface_id != 'S')
		return node->kind == NODE_SG ? -ENOSYS : -EINVAL;
	if (header->cmd_len < CDB_MIN || !header->cmdp)
		return -EMSGSIZE;
	if (header->cmd_len > CDB_MAX)
		return -EINVAL;
	if (header->iovec_count)
		return -EINVAL;
	if (header->dxfer_len > TRANSFER_MAX)
		return node->kind == NODE_SG ? -EINVAL : -EIO;
	return 0;
}

static unsigned timeout_ms(const struct node *node, const sg_io_hdr_t *header)
{
	unsigned wanted = header->timeout ? header->timeout : node->default_timeout_ms;

	return wanted < node->shortest_timeout_ms ? node->shortest_timeout_ms : wanted;
}

struct memory {
	UMockdevIoctlData *header, *data, *sense;
};

/* The program's memory, the CDB last. 0 or -EFAULT. */
static int fetch(const sg_io_hdr_t *header, struct memory *memory, struct command *command)
{
	UMockdevIoctlData *cdb;

	if (command->direction != DATA_NONE) {
		memory->data = ioctl_memory(memory->header, offsetof(sg_io_hdr_t, dxferp), header->dxfer_len);
		if (!memory->data)
			return -EFAULT;
		command->data = memory->data->data;
		command->data_length = header->dxfer_len;
	}
	if (header->mx_sb_len && header->sbp)
		memory->sense = ioctl_memory(memory->header, offsetof(sg_io_hdr_t, sbp), header->mx_sb_len);
	cdb = ioctl_memory(memory->header, offsetof(sg_io_hdr_t, cmdp), header->cmd_len);
	if (!cdb)
		return -EFAULT;
	memcpy(command->cdb, cdb->data, header->cmd_len);
	command->cdb_length = header->cmd_len;
	return 0;
}

/* ---- what is answered ---- */

static void fill_sense(sg_io_hdr_t *header, const struct memory *memory, const struct command *command)
{
	size_t length = command->sense_length < SENSE_KEPT_MAX ? command->sense_length : SENSE_KEPT_MAX;

	header->driver_status = command->sense_length ? DRIVER_SENSE : 0;
	if (!memory->sense)
		return;
	header->sb_len_wr = (unsigned char)(length < header->mx_sb_len ? length : header->mx_sb_len);
	memcpy(memory->sense->data, command->sense_data, header->sb_len_wr);
}

/* Everything from `status` on is the driver's to fill in; the pointers before it are umockdev's to put back. */
static void fill(sg_io_hdr_t *header, const struct memory *memory, const struct command *command, int result)
{
	size_t first = offsetof(sg_io_hdr_t, status);

	memset((char *)header + first, 0, sizeof(*header) - first);
	if (result) {
		header->host_status = DID_TIME_OUT;
	} else {
		header->status = command->status;
		header->masked_status = (command->status >> 1) & 0x1F;
		fill_sense(header, memory, command);
	}
	header->resid = (int)(header->dxfer_len - (result ? 0 : command->transferred));
	if (header->masked_status || header->host_status || header->driver_status)
		header->info = SG_INFO_CHECK;
}

static unsigned host_ms(const struct ioctl_call *call, uint64_t drive_ns)
{
	return (unsigned)(drive_ns / call->drive->uri.scale / NS_PER_MS);
}

long sg_io(struct ioctl_call *call)
{
	struct memory memory = {.header = ioctl_memory(call->argument, 0, sizeof(sg_io_hdr_t))};
	struct command command = {.nexus = 1};
	sg_io_hdr_t header;
	uint64_t begun;
	int result;

	if (!memory.header)
		return -EFAULT;
	memcpy(&header, memory.header->data, sizeof(header));
	result = check(call->node, &header);
	if (!result)
		result = find_direction(call->node, &header, &command.direction);
	if (!result)
		result = fetch(&header, &memory, &command);
	if (result)
		return result;
	begun = platform_now(call->drive->platform);
	result = pump_execute(call->drive->pump, &command, ioctl_drive_ns(call, timeout_ms(call->node, &header)));
	fill(&header, &memory, &command, result);
	header.duration = host_ms(call, platform_now(call->drive->platform) - begun);
	memcpy(memory.header->data + offsetof(sg_io_hdr_t, status), &header.status,
	       sizeof(header) - offsetof(sg_io_hdr_t, status));
	return 0;
}
