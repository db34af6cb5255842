/* SPDX-License-Identifier: MIT */
/*
 * The data of one command in the memory that the kernel shares with tcmu-runner: one piece as a rule, several when
 * commands overlap or the area wraps. The pieces are only described here; the vector is the runner's and is never
 * changed, since the runner's own copying uses it up, and an answer must be able to go where the question came from.
 *
 * Lengths that are larger than the area are cut to it: nothing outside the pieces is read or written.
 */
#ifndef HANDLERS_TCMU_DATA_AREA_H
#define HANDLERS_TCMU_DATA_AREA_H

#include <stddef.h>
#include <stdint.h>

struct iovec;

struct data_area {
	const struct iovec *pieces; /* not owned; pieces of 0 bytes may be among them */
	size_t count;
};

/* Bytes of all pieces together; SIZE_MAX if there are more than that. */
size_t data_area_bytes(const struct data_area *area);

/* The area's only piece that is not empty, to be used where it is; NULL if there are none or several. */
uint8_t *data_area_single(const struct data_area *area);

/* Copies the first `length` bytes of the area out of it. Returns how many bytes were copied. */
size_t data_area_get(const struct data_area *area, uint8_t *ret_bytes, size_t length);

/* Copies `length` bytes to the beginning of the area. Returns how many bytes were copied; the rest stays as it is. */
size_t data_area_put(const struct data_area *area, const uint8_t *bytes, size_t length);

/* Makes zeros of everything from byte `from` on. */
void data_area_zero(const struct data_area *area, size_t from);

#endif
