/* SPDX-License-Identifier: MIT */
/*
 * libdryburn-device.so, loaded into programs before umockdev's library. There, /dev/sr0 is an empty file
 * in the testbed's directory, and /dev/sg0 a pseudo-terminal; umockdev makes ioctl(2) and stat(2) of a path speak of
 * devices, and this makes
 *
 *   fstat(2)                   tell the device's kind and number, too
 *   read, pread, lseek         on /dev/sr0 read the disc, by READ(10) through SG_IO
 *   write, pwrite              on /dev/sr0 fail with EIO
 *   open                       of a device that is not there fail before umockdev sees it
 *
 * It runs inside other people's programs: no state, no allocation, errno only where the call says so.
 */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <scsi/sg.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum { BLOCK_BYTES = 2048, BLOCKS_MAX = 32, READ_10 = 0x28, TIMEOUT_MS = 120000 };

/* The function of this name in the library behind this one. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* ---- which files are devices ---- */

/* clang-format off */
static const struct device { const char *path; mode_t type; unsigned major; } devices[] = {
	{ "/dev/sr0", S_IFBLK, 11 },
	{ "/dev/sg0", S_IFCHR, 21 },
};
/* clang-format on */

static bool read_link(const char *link, char path[PATH_MAX])
{
	ssize_t length = NEXT(readlink)(link, path, PATH_MAX - 1);

	path[length > 0 ? length : 0] = '\0';
	return length > 0;
}

/* The file in the testbed, or what it is a link to: umockdev makes character devices of pseudo-terminals. */
static bool is_node(const char *path, const char *testbed, const struct device *device)
{
	char node[PATH_MAX], target[PATH_MAX];

	snprintf(node, sizeof(node), "%s%s", testbed, device->path);
	return strcmp(path, node) == 0 || (read_link(node, target) && strcmp(path, target) == 0);
}

static const struct device *device_of(int fd)
{
	const char *testbed = getenv("UMOCKDEV_DIR");
	char link[64], path[PATH_MAX];

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	if (!testbed || !*testbed || !read_link(link, path))
		return NULL;
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		if (is_node(path, testbed, &devices[i]))
			return &devices[i];
	return NULL;
}

/* Of all regular files only the testbed's block devices are empty and sticky: others are told apart fast. */
static bool is_block_device(int fd)
{
	struct stat status;
	int before = errno;
	const struct device *device = NULL;

	if (!NEXT(fstat)(fd, &status) && S_ISREG(status.st_mode) && (status.st_mode & S_ISVTX) && !status.st_size)
		device = device_of(fd);
	errno = before;
	return device && device->type == S_IFBLK;
}

/* ---- fstat ---- */

static void correct(int fd, mode_t *mode, dev_t *number)
{
	const struct device *device;
	int before = errno;

	if (!S_ISREG(*mode) && !S_ISCHR(*mode))
		return;
	device = device_of(fd);
	errno = before;
	if (!device)
		return;
	*mode = (*mode & 0777) | device->type;
	*number = makedev(device->major, 0);
}

int fstat(int fd, struct stat *status)
{
	int result = NEXT(fstat)(fd, status);

	if (!result)
		correct(fd, &status->st_mode, &status->st_rdev);
	return result;
}

int fstat64(int fd, struct stat64 *status)
{
	int result = NEXT(fstat64)(fd, status);

	if (!result)
		correct(fd, &status->st_mode, &status->st_rdev);
	return result;
}

/* What fstat() was called in programs built for older C libraries. */
int __fxstat(int version, int fd, struct stat *status);
int __fxstat64(int version, int fd, struct stat64 *status);

int __fxstat(int version, int fd, struct stat *status)
{
	(void)version;
	return fstat(fd, status);
}

int __fxstat64(int version, int fd, struct stat64 *status)
{
	(void)version;
	return fstat64(fd, status);
}

/* ---- opening ---- */

/*
 * umockdev 0.17 keeps a place for each failed open(2) in /dev, has fifty of them, and ends a program that looks for
 * devices by their names [observed].
 */
static bool is_missing(const char *path, int flags)
{
	return strncmp(path, "/dev/", 5) == 0 && !(flags & (O_CREAT | O_TMPFILE)) && access(path, F_OK);
}

/* The third argument is there if a file may be made. */
#define DEFINE_OPEN(name)                                                            \
	int name(const char *path, int flags, ...)                                   \
	{                                                                            \
		mode_t mode = 0;                                                     \
		va_list arguments;                                                   \
                                                                                     \
		va_start(arguments, flags);                                          \
		if (flags & (O_CREAT | O_TMPFILE))                                   \
			mode = va_arg(arguments, mode_t);                            \
		va_end(arguments);                                                   \
		return is_missing(path, flags) ? -1 : NEXT(name)(path, flags, mode); \
	}

DEFINE_OPEN(open)
DEFINE_OPEN(open64)

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);

int __open_2(const char *path, int flags)
{
	return open(path, flags);
}

int __open64_2(const char *path, int flags)
{
	return open64(path, flags);
}

/* ---- reading ---- */

/* A file descriptor that takes ioctls: `fd` itself, or a new one if it was opened past umockdev, as /dev/fd/N. */
static int open_for_ioctls(int fd, uint64_t *ret_bytes)
{
	int other;

	if (!ioctl(fd, BLKGETSIZE64, ret_bytes))
		return fd;
	other = open("/dev/sr0", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (other >= 0 && ioctl(other, BLKGETSIZE64, ret_bytes)) {
		close(other);
		return -1;
	}
	return other;
}

static bool read_blocks(int fd, uint32_t lba, unsigned blocks, unsigned char *buffer)
{
	unsigned char cdb[10] = {READ_10,
	                         0,
	                         (unsigned char)(lba >> 24),
	                         (unsigned char)(lba >> 16),
	                         (unsigned char)(lba >> 8),
	                         (unsigned char)lba,
	                         [8] = (unsigned char)blocks};
	unsigned char sense[32];
	sg_io_hdr_t header = {.interface_id = 'S',
	                      .dxfer_direction = SG_DXFER_FROM_DEV,
	                      .cmd_len = sizeof(cdb),
	                      .mx_sb_len = sizeof(sense),
	                      .dxfer_len = blocks * BLOCK_BYTES,
	                      .dxferp = buffer,
	                      .cmdp = cdb,
	                      .sbp = sense,
	                      .timeout = TIMEOUT_MS};

	return !ioctl(fd, SG_IO, &header) && (header.info & SG_INFO_OK_MASK) == SG_INFO_OK && !header.resid;
}

static size_t smaller(uint64_t a, uint64_t b)
{
	return (size_t)(a < b ? a : b);
}

/* As a block device does: less than `count` at the end, or before blocks that cannot be read. */
static ssize_t read_bytes(int fd, uint64_t size, unsigned char *to, size_t count, uint64_t at)
{
	unsigned char buffer[BLOCKS_MAX * BLOCK_BYTES];
	size_t done = 0;

	if (at >= size)
		return 0;
	count = smaller(count, size - at);
	while (done < count) {
		size_t skipped = (at + done) % BLOCK_BYTES, wanted = smaller(count - done, sizeof(buffer) - skipped);
		unsigned blocks = (unsigned)((skipped + wanted + BLOCK_BYTES - 1) / BLOCK_BYTES);

		if (!read_blocks(fd, (uint32_t)((at + done) / BLOCK_BYTES), blocks, buffer))
			break;
		memcpy(to + done, buffer + skipped, wanted);
		done += wanted;
	}
	if (done || !count)
		return (ssize_t)done;
	errno = EIO;
	return -1;
}

static ssize_t read_device(int fd, void *to, size_t count, off64_t at)
{
	uint64_t size;
	int ioctls = open_for_ioctls(fd, &size);
	ssize_t result = -1;

	if (ioctls < 0 || at < 0)
		errno = at < 0 ? EINVAL : EIO;
	else
		result = read_bytes(ioctls, size, to, count, (uint64_t)at);
	if (ioctls >= 0 && ioctls != fd)
		close(ioctls);
	return result;
}

/* The empty file has a position, and that is the device's. */
ssize_t read(int fd, void *to, size_t count)
{
	off64_t at;
	ssize_t result;

	if (!is_block_device(fd))
		return NEXT(read)(fd, to, count);
	at = NEXT(lseek64)(fd, 0, SEEK_CUR);
	result = read_device(fd, to, count, at);
	if (result > 0)
		NEXT(lseek64)(fd, at + result, SEEK_SET);
	return result;
}

ssize_t pread64(int fd, void *to, size_t count, off64_t at)
{
	return is_block_device(fd) ? read_device(fd, to, count, at) : NEXT(pread64)(fd, to, count, at);
}

ssize_t pread(int fd, void *to, size_t count, off_t at)
{
	return pread64(fd, to, count, at);
}

off64_t lseek64(int fd, off64_t offset, int from)
{
	uint64_t size;
	int ioctls;

	if (from != SEEK_END || !is_block_device(fd))
		return NEXT(lseek64)(fd, offset, from);
	ioctls = open_for_ioctls(fd, &size);
	if (ioctls < 0)
		return -1;
	if (ioctls != fd)
		close(ioctls);
	return NEXT(lseek64)(fd, (off64_t)size + offset, SEEK_SET);
}

off_t lseek(int fd, off_t offset, int from)
{
	return lseek64(fd, offset, from);
}

/* What programs built with _FORTIFY_SOURCE call. */
ssize_t __read_chk(int fd, void *to, size_t count, size_t room);
ssize_t __pread_chk(int fd, void *to, size_t count, off_t at, size_t room);
ssize_t __pread64_chk(int fd, void *to, size_t count, off64_t at, size_t room);

ssize_t __read_chk(int fd, void *to, size_t count, size_t room)
{
	if (count > room)
		abort();
	return read(fd, to, count);
}

ssize_t __pread_chk(int fd, void *to, size_t count, off_t at, size_t room)
{
	if (count > room)
		abort();
	return pread64(fd, to, count, at);
}

ssize_t __pread64_chk(int fd, void *to, size_t count, off64_t at, size_t room)
{
	if (count > room)
		abort();
	return pread64(fd, to, count, at);
}

/* ---- writing ---- */

static ssize_t refuse(void)
{
	errno = EIO;
	return -1;
}

ssize_t write(int fd, const void *from, size_t count)
{
	return is_block_device(fd) ? refuse() : NEXT(write)(fd, from, count);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at)
{
	return is_block_device(fd) ? refuse() : NEXT(pwrite64)(fd, from, count, at);
}

ssize_t pwrite(int fd, const void *from, size_t count, off_t at)
{
	return pwrite64(fd, from, count, at);
}
