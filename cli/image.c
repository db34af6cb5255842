/* SPDX-License-Identifier: MIT */
#include "cli/image.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int image_examine(const char *path, struct image *ret_image, struct problem *ret_problem)
{
	struct stat status;

	if (stat(path, &status) || access(path, R_OK))
		return problem_set(ret_problem, errno, "%s cannot be burnt: %s", path, strerror(errno));
	if (!S_ISREG(status.st_mode))
		return problem_set(ret_problem, EINVAL, "%s cannot be burnt: it is %s, not a regular file", path,
		                   S_ISDIR(status.st_mode) ? "a directory" : "a device or a pipe");
	if (!status.st_size)
		return problem_set(ret_problem, EINVAL, "%s cannot be burnt: it is empty", path);
	ret_image->path = path;
	ret_image->blocks = ((uint64_t)status.st_size + BLOCK_BYTES - 1) / BLOCK_BYTES;
	ret_image->padding_bytes = (unsigned)(ret_image->blocks * BLOCK_BYTES - (uint64_t)status.st_size);
	return 0;
}
