/* SPDX-License-Identifier: MIT */
/* The file that is burnt. */
#ifndef CLI_IMAGE_H
#define CLI_IMAGE_H

#include <stdint.h>

#include "emulator/problem.h"

enum { BLOCK_BYTES = 2048 };

struct image {
	const char *path; /* the caller's */
	uint64_t blocks;
	unsigned padding_bytes; /* zeros that fill up the last block */
};

/* Looks at the file without opening it. 0; -EINVAL with the reason for what cannot be burnt; other negative errno. */
int image_examine(const char *path, struct image *ret_image, struct problem *ret_problem);

#endif
