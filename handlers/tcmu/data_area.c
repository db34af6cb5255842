/* SPDX-License-Identifier: MIT */
/* Each operation is one walk over the pieces, in step with a count of bytes. */
#include "handlers/tcmu/data_area.h"

#include <string.h>
#include <sys/uio.h>

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t data_area_bytes(const struct data_area *area)
{
	size_t bytes = 0;

	for (size_t i = 0; i < area->count; i++) {
		if (area->pieces[i].iov_len > SIZE_MAX - bytes)
			return SIZE_MAX;
		bytes += area->pieces[i].iov_len;
	}
	return bytes;
}

uint8_t *data_area_single(const struct data_area *area)
{
	const struct iovec *found = NULL;

	for (size_t i = 0; i < area->count; i++) {
		if (!area->pieces[i].iov_len)
			continue;
		if (found)
			return NULL;
		found = &area->pieces[i];
	}
	return found ? found->iov_base : NULL;
}

size_t data_area_get(const struct data_area *area, uint8_t *ret_bytes, size_t length)
{
	size_t done = 0;

	for (size_t i = 0; i < area->count && done < length; i++) {
		size_t bytes = smaller(area->pieces[i].iov_len, length - done);

		if (bytes)
			memcpy(ret_bytes + done, area->pieces[i].iov_base, bytes);
		done += bytes;
	}
	return done;
}

size_t data_area_put(const struct data_area *area, const uint8_t *bytes, size_t length)
{
	size_t done = 0;

	for (size_t i = 0; i < area->count && done < length; i++) {
		size_t piece_bytes = smaller(area->pieces[i].iov_len, length - done);

		if (piece_bytes)
			memcpy(area->pieces[i].iov_base, bytes + done, piece_bytes);
		done += piece_bytes;
	}
	return done;
}

void data_area_zero(const struct data_area *area, size_t from)
{
	for (size_t i = 0; i < area->count; i++) {
		size_t skipped = smaller(area->pieces[i].iov_len, from);

		if (area->pieces[i].iov_len > skipped)
			memset((uint8_t *)area->pieces[i].iov_base + skipped, 0, area->pieces[i].iov_len - skipped);
		from -= skipped;
	}
}
