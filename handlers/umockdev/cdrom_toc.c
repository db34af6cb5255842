/* SPDX-License-Identifier: MIT */
/* Ioctls about what is on the disc: table of contents, last session, size. */
#include <errno.h>
#include <linux/cdrom.h>
#include <string.h>

#include "handlers/umockdev/ask.h"
#include "t10/bytes.h"
#include "t10/opcode.h"

enum { TOC_BYTES = 12, FORMAT_TOC = 0, FORMAT_SESSIONS = 1, IS_DATA = 0x04 };

static int read_toc(struct ioctl_call *call, uint8_t format, uint8_t track, uint8_t ret_toc[TOC_BYTES])
{
	const uint8_t read_toc[10] = {READ_TOC_PMA_ATIP, 0, format, [6] = track, [8] = TOC_BYTES};

	return ask(call, read_toc, sizeof(read_toc), ret_toc, TOC_BYTES, NULL);
}

long cdrom_read_toc_header(struct ioctl_call *call)
{
	struct cdrom_tochdr header;
	uint8_t toc[TOC_BYTES];
	int error = read_toc(call, FORMAT_TOC, 0, toc);

	if (error)
		return error;
	header = (struct cdrom_tochdr){.cdth_trk0 = toc[2], .cdth_trk1 = toc[3]};
	return ioctl_put(call, &header, sizeof(header));
}

/* The address in the format that was asked for. 0 or -EINVAL. */
static int put_address(uint32_t lba, uint8_t format, union cdrom_addr *ret_address)
{
	uint32_t frames = lba + CD_MSF_OFFSET;

	if (format != CDROM_LBA && format != CDROM_MSF)
		return -EINVAL;
	if (format == CDROM_LBA)
		ret_address->lba = (int)lba;
	else
		ret_address->msf = (struct cdrom_msf0){.minute = (uint8_t)(frames / CD_FRAMES / CD_SECS),
		                                       .second = (uint8_t)(frames / CD_FRAMES % CD_SECS),
		                                       .frame = (uint8_t)(frames % CD_FRAMES)};
	return 0;
}

long cdrom_read_toc_entry(struct ioctl_call *call)
{
	UMockdevIoctlData *memory = ioctl_memory(call->argument, 0, sizeof(struct cdrom_tocentry));
	struct cdrom_tocentry entry;
	uint8_t toc[TOC_BYTES];
	int error;

	if (!memory)
		return -EFAULT;
	memcpy(&entry, memory->data, sizeof(entry));
	error = read_toc(call, FORMAT_TOC, entry.cdte_track, toc);
	if (!error)
		error = put_address(get_be32(toc + 8), entry.cdte_format, &entry.cdte_addr);
	if (error)
		return error;
	entry.cdte_adr = toc[5] >> 4;
	entry.cdte_ctrl = toc[5] & 0x0F;
	entry.cdte_datamode = toc[5] & IS_DATA ? 1 : 0;
	memcpy(memory->data, &entry, sizeof(entry));
	return 0;
}

/* Without a second session there is nothing to tell: address 0. */
long cdrom_multisession(struct ioctl_call *call)
{
	UMockdevIoctlData *memory = ioctl_memory(call->argument, 0, sizeof(struct cdrom_multisession));
	struct cdrom_multisession session;
	uint8_t toc[TOC_BYTES];
	int error;

	if (!memory)
		return -EFAULT;
	memcpy(&session, memory->data, sizeof(session));
	error = read_toc(call, FORMAT_SESSIONS, 0, toc);
	if (!error)
		error = put_address(get_be32(toc + 8), session.addr_format, &session.addr);
	if (error)
		return error;
	session.xa_flag = get_be32(toc + 8) != 0;
	memcpy(memory->data, &session, sizeof(session));
	return 0;
}

/* [Linux drivers/cdrom/cdrom.c cdrom_count_tracks] */
long cdrom_disc_status(struct ioctl_call *call)
{
	uint8_t toc[TOC_BYTES];
	int error = read_toc(call, FORMAT_TOC, 0, toc);

	if (error)
		return error == -ENOMEDIUM ? CDS_NO_DISC : CDS_NO_INFO;
	return toc[5] & IS_DATA ? CDS_DATA_1 : CDS_AUDIO;
}

/* ---- size ---- */

/* A disc that cannot be read has as many bytes as the kernel says then. [Linux drivers/scsi/sr.c get_sectorsize] */
static uint64_t size_bytes(struct ioctl_call *call)
{
	static const uint8_t read_capacity[10] = {READ_CAPACITY};
	uint8_t data[8];

	if (ask(call, read_capacity, sizeof(read_capacity), data, sizeof(data), NULL))
		return UINT64_C(0x1FFFFF) * 512;
	return ((uint64_t)get_be32(data) + 1) * get_be32(data + 4);
}

long cdrom_size_bytes(struct ioctl_call *call)
{
	uint64_t bytes = size_bytes(call);

	return ioctl_put(call, &bytes, sizeof(bytes));
}

long cdrom_size_sectors(struct ioctl_call *call)
{
	unsigned long sectors = (unsigned long)(size_bytes(call) / 512);

	return ioctl_put(call, &sectors, sizeof(sectors));
}
