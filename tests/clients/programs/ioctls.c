/* SPDX-License-Identifier: MIT */
/* Run under dryburn run with a blank BD-RE: what the kernel's drivers would answer to good and bad ioctls. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/cdrom.h>
#include <linux/fs.h>
#include <scsi/sg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { TRANSFER_MAX = 512 * 1024 };

static int failures;
static unsigned char data[TRANSFER_MAX + 1], sense[64];

#define CHECK_EQUAL(actual, expected) check((long)(actual), (long)(expected), #actual, __LINE__)

static void check(long actual, long expected, const char *text, int line)
{
	if (actual == expected)
		return;
	fprintf(stderr, "ioctls.c:%d: %s is %ld, not %ld\n", line, text, actual, expected);
	failures++;
}

static sg_io_hdr_t header_for(unsigned char *cdb, int length, int direction, unsigned bytes)
{
	memset(sense, 0xEE, sizeof(sense));
	return (sg_io_hdr_t){.interface_id = 'S',
	                     .dxfer_direction = direction,
	                     .cmd_len = (unsigned char)length,
	                     .mx_sb_len = sizeof(sense),
	                     .dxfer_len = bytes,
	                     .dxferp = data,
	                     .cmdp = cdb,
	                     .sbp = sense,
	                     .timeout = 60000};
}

/* The errno of an SG_IO that differs from a good INQUIRY by what `spoil` does to it. */
static int errno_of(int fd, void (*spoil)(sg_io_hdr_t *header))
{
	unsigned char inquiry[16] = {0x12, [4] = 36};
	sg_io_hdr_t header = header_for(inquiry, 6, SG_DXFER_FROM_DEV, 36);

	spoil(&header);
	errno = 0;
	return ioctl(fd, SG_IO, &header) ? errno : 0;
}

static void spoil_interface(sg_io_hdr_t *header)
{
	header->interface_id = 'Q';
}
static void spoil_short_cdb(sg_io_hdr_t *header)
{
	header->cmd_len = 5;
}
static void spoil_long_cdb(sg_io_hdr_t *header)
{
	header->cmd_len = 17;
}
static void spoil_scattered(sg_io_hdr_t *header)
{
	header->iovec_count = 1;
}
static void spoil_length(sg_io_hdr_t *header)
{
	header->dxfer_len = TRANSFER_MAX + 1;
}
static void spoil_direction(sg_io_hdr_t *header)
{
	header->dxfer_direction = 5;
}
static void spoil_data(sg_io_hdr_t *header)
{
	header->dxferp = NULL;
}
static void spoil_cdb(sg_io_hdr_t *header)
{
	header->cmdp = NULL;
}
static void spoil_nothing(sg_io_hdr_t *header)
{
	(void)header;
}

/* clang-format off */
static const struct { void (*spoil)(sg_io_hdr_t *header); int sr, sg; } spoils[] = {
	{ spoil_nothing,   0,        0 },
	{ spoil_interface, EINVAL,   ENOSYS },
	{ spoil_short_cdb, EMSGSIZE, EMSGSIZE },
	{ spoil_long_cdb,  EINVAL,   EINVAL },
	{ spoil_scattered, EINVAL,   EINVAL },
	{ spoil_length,    EIO,      EINVAL },
	{ spoil_direction, EINVAL,   EINVAL },
	{ spoil_data,      EFAULT,   EFAULT },
	{ spoil_cdb,       EMSGSIZE, EMSGSIZE },
};
/* clang-format on */

static void bad_headers_are_refused(int sr, int sg)
{
	for (size_t i = 0; i < sizeof(spoils) / sizeof(spoils[0]); i++) {
		CHECK_EQUAL(errno_of(sr, spoils[i].spoil), spoils[i].sr);
		CHECK_EQUAL(errno_of(sg, spoils[i].spoil), spoils[i].sg);
	}
}

/* The program's bytes stay where the drive sent none. */
static void residuals_are_exact(int fd)
{
	unsigned char inquiry[6] = {0x12, [4] = 36};
	sg_io_hdr_t header = header_for(inquiry, 6, SG_DXFER_FROM_DEV, 64);

	memset(data, 0xEE, 64);
	CHECK_EQUAL(ioctl(fd, SG_IO, &header), 0);
	CHECK_EQUAL(header.resid, 28);
	CHECK_EQUAL(header.status, 0);
	CHECK_EQUAL(header.info & SG_INFO_OK_MASK, SG_INFO_OK);
	CHECK_EQUAL(header.sb_len_wr, 0);
	CHECK_EQUAL(data[0], 5);
	CHECK_EQUAL(data[36], 0xEE);
	CHECK_EQUAL(sense[0], 0xEE);
}

static void sense_is_filled_in_and_cut(int fd)
{
	unsigned char unknown[6] = {0x02};
	sg_io_hdr_t header = header_for(unknown, 6, SG_DXFER_NONE, 0);

	CHECK_EQUAL(ioctl(fd, SG_IO, &header), 0);
	CHECK_EQUAL(header.status, 2);
	CHECK_EQUAL(header.masked_status, 1);
	CHECK_EQUAL(header.host_status, 0);
	CHECK_EQUAL(header.driver_status, 8);
	CHECK_EQUAL(header.info, SG_INFO_CHECK);
	CHECK_EQUAL(header.sb_len_wr, 18);
	CHECK_EQUAL(sense[2], 5);
	CHECK_EQUAL(sense[12], 0x20);
	CHECK_EQUAL(sense[18], 0xEE);
	header = header_for(unknown, 6, SG_DXFER_NONE, 0);
	header.mx_sb_len = 8;
	CHECK_EQUAL(ioctl(fd, SG_IO, &header), 0);
	CHECK_EQUAL(header.sb_len_wr, 8);
	CHECK_EQUAL(sense[8], 0xEE);
}

static void format(int fd)
{
	unsigned char format_unit[6] = {0x04, 0x11};
	sg_io_hdr_t header = header_for(format_unit, 6, SG_DXFER_TO_DEV, 12);

	memset(data, 0, 12);
	data[3] = 8;
	memcpy(data + 4, "\x00\xB4\x74\x00\x00", 5);
	CHECK_EQUAL(ioctl(fd, SG_IO, &header), 0);
	CHECK_EQUAL(header.status, 0);
}

static int move_blocks(int fd, unsigned char code, int direction, unsigned blocks)
{
	unsigned char cdb[10] = {code, [7] = (unsigned char)(blocks >> 8), [8] = (unsigned char)blocks};
	sg_io_hdr_t header = header_for(cdb, 10, direction, blocks * 2048);

	if (ioctl(fd, SG_IO, &header))
		return errno;
	return header.status || header.resid ? -1 : 0;
}

static void large_transfers_arrive_whole(int fd)
{
	unsigned char before[64];

	format(fd);
	for (unsigned i = 0; i < TRANSFER_MAX; i++)
		data[i] = (unsigned char)(i / 2048 + i);
	memcpy(before, data + TRANSFER_MAX - sizeof(before), sizeof(before));
	CHECK_EQUAL(move_blocks(fd, 0x2A, SG_DXFER_TO_DEV, TRANSFER_MAX / 2048), 0);
	memset(data, 0, sizeof(data));
	CHECK_EQUAL(move_blocks(fd, 0x28, SG_DXFER_FROM_DEV, TRANSFER_MAX / 2048), 0);
	CHECK_EQUAL(memcmp(before, data + TRANSFER_MAX - sizeof(before), sizeof(before)), 0);
}

/* A format of the drive's 40 s, in 1 ms of ours. Only sg has no shortest time limit. */
static void time_limits_are_kept(int sg)
{
	unsigned char format_unit[6] = {0x04, 0x11};
	sg_io_hdr_t header = header_for(format_unit, 6, SG_DXFER_TO_DEV, 12);

	memset(data, 0, 12);
	data[3] = 8;
	memcpy(data + 4, "\x00\xB4\x74\x00\x00", 5);
	header.timeout = 1;
	CHECK_EQUAL(ioctl(sg, SG_IO, &header), 0);
	CHECK_EQUAL(header.status, 0);
	CHECK_EQUAL(header.host_status, 3);
	CHECK_EQUAL(header.info, SG_INFO_CHECK);
	CHECK_EQUAL(header.resid, 12);
}

static void other_ioctls(int sr, int sg)
{
	int number = 0;

	CHECK_EQUAL(ioctl(sr, SG_GET_VERSION_NUM, &number), 0);
	CHECK_EQUAL(number, 30527);
	CHECK_EQUAL(ioctl(sg, SG_GET_VERSION_NUM, &number), 0);
	CHECK_EQUAL(number, 30536);
	CHECK_EQUAL(ioctl(sr, CDROM_DRIVE_STATUS, CDSL_CURRENT), CDS_DISC_OK);
	CHECK_EQUAL((ioctl(sr, CDROM_GET_CAPABILITY, 0) & (CDC_DVD | CDC_OPEN_TRAY)), CDC_DVD | CDC_OPEN_TRAY);
	CHECK_EQUAL(ioctl(sr, BLKSSZGET, &number), 0);
	CHECK_EQUAL(number, 2048);
	CHECK_EQUAL(ioctl(sg, CDROM_DRIVE_STATUS, CDSL_CURRENT), -1);
	CHECK_EQUAL(errno, ENOTTY);
	CHECK_EQUAL(ioctl(sr, 0x5999, 0), -1);
	CHECK_EQUAL(errno, ENOTTY);
}

static void trays_move(int sr)
{
	CHECK_EQUAL(ioctl(sr, CDROM_LOCKDOOR, 1), 0);
	CHECK_EQUAL(ioctl(sr, CDROMEJECT, 0), 0);
	CHECK_EQUAL(ioctl(sr, CDROM_DRIVE_STATUS, CDSL_CURRENT), CDS_TRAY_OPEN);
	CHECK_EQUAL(ioctl(sr, CDROM_DISC_STATUS, 0), CDS_NO_DISC);
	CHECK_EQUAL(ioctl(sr, CDROMCLOSETRAY, 0), 0);
	while (ioctl(sr, CDROM_DRIVE_STATUS, CDSL_CURRENT) == CDS_DRIVE_NOT_READY)
		usleep(10000);
	CHECK_EQUAL(ioctl(sr, CDROM_DRIVE_STATUS, CDSL_CURRENT), CDS_DISC_OK);
}

static void files_are_devices(int sr, int sg)
{
	struct stat status;

	CHECK_EQUAL(fstat(sr, &status), 0);
	CHECK_EQUAL(S_ISBLK(status.st_mode), 1);
	CHECK_EQUAL(status.st_rdev, makedev(11, 0));
	CHECK_EQUAL(fstat(sg, &status), 0);
	CHECK_EQUAL(S_ISCHR(status.st_mode), 1);
	CHECK_EQUAL(status.st_rdev, makedev(21, 0));
	CHECK_EQUAL(write(sr, data, 2048), -1);
	CHECK_EQUAL(errno, EIO);
}

static void many_devices_are_missing(void)
{
	char path[32];

	for (unsigned i = 1; i < 200; i++) {
		snprintf(path, sizeof(path), "/dev/sr%u", i);
		CHECK_EQUAL(open(path, O_RDWR | O_NONBLOCK), -1);
	}
}

int main(void)
{
	int sr = open("/dev/sr0", O_RDWR | O_NONBLOCK), sg = open("/dev/sg0", O_RDWR | O_NONBLOCK);

	if (sr < 0 || sg < 0) {
		perror("the devices cannot be opened");
		return EXIT_FAILURE;
	}
	many_devices_are_missing();
	files_are_devices(sr, sg);
	bad_headers_are_refused(sr, sg);
	residuals_are_exact(sr);
	residuals_are_exact(sg);
	sense_is_filled_in_and_cut(sr);
	sense_is_filled_in_and_cut(sg);
	large_transfers_arrive_whole(sg);
	other_ioctls(sr, sg);
	trays_move(sr);
	time_limits_are_kept(sg);
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
