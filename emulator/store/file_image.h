/* SPDX-License-Identifier: MIT */
/*
 * The .img of a disc on disk: a sparse regular file of plain 2048-byte sectors, as long as the disc's capacity. The
 * lock that makes a disc one drive's alone is on this file.
 */
#ifndef EMULATOR_STORE_FILE_IMAGE_H
#define EMULATOR_STORE_FILE_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/problem.h"

/* A new image of `blocks` zero sectors, locked for writing. 0 and its descriptor, or -errno and no file is left. */
int image_create(const char *path, uint32_t blocks, int *ret_image, struct problem *ret_problem);

/* Opens and locks: `read_only` shares with other readers, else alone. -EBUSY if that cannot be, -EUCLEAN if there is no
 * image. */
int image_open(const char *path, bool read_only, int *ret_image, struct problem *ret_problem);

/* -EUCLEAN if the image has not all sectors of the capacity. */
int image_check_size(int image, const char *path, uint32_t blocks, struct problem *ret_problem);

/* As the store's read and write. */
int image_read(int image, uint32_t lba, uint32_t blocks, void *ret_data, uint32_t *ret_done);
int image_write(int image, uint32_t lba, uint32_t blocks, const void *data, uint32_t *ret_done);

#endif
