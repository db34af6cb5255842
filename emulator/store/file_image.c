/* SPDX-License-Identifier: MIT */
/*
 * The .img file. Locks are open file description locks [Linux fcntl(2), POSIX.1-2024]: they belong to the descriptor
 * that took them, so two stores of one process exclude each other, closing another descriptor of the file releases
 * nothing, and the kernel releases them when the process dies. They are on the image, which SQLite never touches: its
 * own locks are of the kind that any close of the same file in this process would drop.
 */
#define _GNU_SOURCE
#include "emulator/store/file_image.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emulator/store/store.h"

_Static_assert(sizeof(off_t) == 8, "images are larger than 2 GB");

enum { CREATE_MODE = 0666 };

static int lock(int image, const char *path, bool read_only, struct problem *ret_problem)
{
	struct flock whole_file = {.l_type = read_only ? F_RDLCK : F_WRLCK, .l_whence = SEEK_SET};

	if (!fcntl(image, F_OFD_SETLK, &whole_file))
		return 0;
	if (errno == EAGAIN || errno == EACCES)
		return problem_set(ret_problem, EBUSY,
		                   "%s is in use, by another process or by another drive of this one", path);
	return problem_set(ret_problem, errno, "%s cannot be locked: %s", path, strerror(errno));
}

int image_create(const char *path, uint32_t blocks, int *ret_image, struct problem *ret_problem)
{
	int image = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, CREATE_MODE);
	int error;

	if (image < 0 && errno == EEXIST)
		return problem_set(ret_problem, EEXIST, "%s already exists", path);
	if (image < 0)
		return problem_set(ret_problem, errno, "%s cannot be created: %s", path, strerror(errno));
	error = lock(image, path, false, ret_problem);
	if (!error && ftruncate(image, (off_t)blocks * SECTOR_BYTES))
		error = problem_set(ret_problem, errno, "%s cannot be made %llu bytes long: %s", path,
		                    (unsigned long long)blocks * SECTOR_BYTES, strerror(errno));
	if (error) {
		unlink(path);
		close(image);
		return error;
	}
	*ret_image = image;
	return 0;
}

/* O_NONBLOCK: a FIFO of that name must not hang us before we can refuse it. Regular files ignore it. */
int image_open(const char *path, bool read_only, int *ret_image, struct problem *ret_problem)
{
	int image = open(path, (read_only ? O_RDONLY : O_RDWR) | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	int error;

	if (image < 0 && errno == ENOENT)
		return problem_set(ret_problem, EUCLEAN, "%s, which holds the sectors of the disc, is missing", path);
	if (image < 0)
		return problem_set(ret_problem, errno, "%s cannot be opened%s: %s", path,
		                   read_only ? "" : " for writing", strerror(errno));
	if (fstat(image, &status))
		error = problem_set(ret_problem, errno, "%s cannot be examined: %s", path, strerror(errno));
	else if (!S_ISREG(status.st_mode))
		error = problem_set(ret_problem, EUCLEAN, "%s is not a regular file", path);
	else
		error = lock(image, path, read_only, ret_problem);
	if (error) {
		close(image);
		return error;
	}
	*ret_image = image;
	return 0;
}

int image_check_size(int image, const char *path, uint32_t blocks, struct problem *ret_problem)
{
	long long wanted = (long long)blocks * SECTOR_BYTES;
	struct stat status;

	if (fstat(image, &status))
		return problem_set(ret_problem, errno, "%s cannot be examined: %s", path, strerror(errno));
	if (status.st_size < wanted)
		return problem_set(ret_problem, EUCLEAN,
		                   "%s is damaged: it has %lld bytes, the disc's capacity is %lld", path,
		                   (long long)status.st_size, wanted);
	return 0;
}

/* The end of the file comes early only if someone cut it off behind our back. */
int image_read(int image, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done)
{
	size_t bytes = (size_t)blocks * SECTOR_BYTES, done = 0;
	off_t at = (off_t)lba * SECTOR_BYTES;
	int error = 0;

	while (!error && done < bytes) {
		ssize_t moved = pread(image, (char *)ret_data + done, bytes - done, at + (off_t)done);

		if (moved > 0)
			done += (size_t)moved;
		else if (moved == 0)
			error = -EIO;
		else if (errno != EINTR)
			error = -errno;
	}
	*ret_done = (uint32_t)(done / SECTOR_BYTES);
	return error;
}

int image_write(int image, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done)
{
	size_t bytes = (size_t)blocks * SECTOR_BYTES, done = 0;
	off_t at = (off_t)lba * SECTOR_BYTES;
	int error = 0;

	while (!error && done < bytes) {
		ssize_t moved = pwrite(image, (const char *)data + done, bytes - done, at + (off_t)done);

		if (moved > 0)
			done += (size_t)moved;
		else if (moved == 0)
			error = -EIO;
		else if (errno != EINTR)
			error = -errno;
	}
	*ret_done = (uint32_t)(done / SECTOR_BYTES);
	return error;
}
