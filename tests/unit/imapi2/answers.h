/* SPDX-License-Identifier: MIT */
/* What a world's drive answers, and what methods of a recorder must make of it. */
#ifndef TESTS_UNIT_IMAPI2_ANSWERS_H
#define TESTS_UNIT_IMAPI2_ANSWERS_H

#include "tests/unit/imapi2/doubles.h"

#define BAD_RESPONSE ((HRESULT)0xC0AA02FF)

/* These data, which the caller keeps, to every Data-In command with this operation code. */
void answer(struct world *world, uint8_t opcode, const uint8_t *data, size_t bytes);

/* CHECK CONDITION to everything but INQUIRY. */
void answer_with_sense(struct world *world, uint8_t key, uint8_t asc, uint8_t ascq);

const uint8_t *last_cdb(const struct world *world);

/* S_OK and a block of memory from a method, which is freed here. */
void check_block(HRESULT hr, BYTE *data, ULONG bytes, const uint8_t *wanted, ULONG wanted_bytes);

/* A failure leaves neither memory nor a count. */
void check_failure(HRESULT hr, HRESULT wanted, const void *data, ULONG count);

#define CHECK_FAILURE(call, wanted, data, count)                       \
	do {                                                           \
		HRESULT call_result = (call);                          \
                                                                       \
		check_failure(call_result, (wanted), (data), (count)); \
	} while (0)

#endif
