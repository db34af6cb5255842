/* SPDX-License-Identifier: MIT */
#include "conformance/doubles/pattern.h"

#include <string.h>

/* Word `number` of the stream: a bijective mix [ours], so that neighbours, blocks and seeds all differ. */
static uint64_t word(uint32_t seed, uint64_t number)
{
	uint64_t value = (seed + UINT64_C(1)) * UINT64_C(0x9E3779B97F4A7C15) + number;

	value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
	return value ^ value >> 31;
}

void pattern_fill(uint32_t seed, uint64_t offset, void *buffer, size_t bytes)
{
	uint8_t *at = buffer;

	while (bytes) {
		uint64_t value = word(seed, offset / 8);
		size_t within = offset % 8, part = 8 - within < bytes ? 8 - within : bytes;

		memcpy(at, (const uint8_t *)&value + within, part);
		at += part;
		offset += part;
		bytes -= part;
	}
}

bool pattern_holds(uint32_t seed, uint64_t offset, const void *buffer, size_t bytes)
{
	const uint8_t *at = buffer;
	uint8_t expected[512];

	while (bytes) {
		size_t part = bytes < sizeof(expected) ? bytes : sizeof(expected);

		pattern_fill(seed, offset, expected, part);
		if (memcmp(at, expected, part) != 0)
			return false;
		at += part;
		offset += part;
		bytes -= part;
	}
	return true;
}
