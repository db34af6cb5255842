/* SPDX-License-Identifier: MIT */
#include "tests/unit/imapi2/answers.h"

#include <string.h>

#include "tests/unit/unit.h"

void answer(struct world *world, uint8_t opcode, const uint8_t *data, size_t bytes)
{
	world->transport.answers[0] = (struct fake_answer){opcode, data, bytes, .times = 0};
}

void answer_with_sense(struct world *world, uint8_t key, uint8_t asc, uint8_t ascq)
{
	const uint8_t sense[18] = {0x70, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, asc, ascq};

	world->transport.status = 2;
	memcpy(world->transport.sense_data, sense, sizeof(sense));
	world->transport.sense_length = sizeof(sense);
}

const uint8_t *last_cdb(const struct world *world)
{
	return world->transport.cdbs[world->transport.commands - 1];
}

void check_block(HRESULT hr, BYTE *data, ULONG bytes, const uint8_t *wanted, ULONG wanted_bytes)
{
	CHECK_EQUAL(hr, S_OK);
	if (CHECK_EQUAL(bytes, wanted_bytes))
		CHECK_BYTES(data, wanted, bytes);
	CoTaskMemFree(data);
}

void check_failure(HRESULT hr, HRESULT wanted, const void *data, ULONG count)
{
	CHECK_EQUAL(hr, wanted);
	CHECK(data == NULL);
	CHECK_EQUAL(count, 0);
}
