/* SPDX-License-Identifier: MIT */
/* WRITEs as a recorder of somebody else's sees them: addresses, sizes, alignment, and bytes for blocks that no data
 * disc has. */
#include "conformance/expect.h"
#include "conformance/doubles/foreign_recorder.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

static struct burn *prepare(struct rig *rig, struct foreign_recorder **ret_recorder, LONG blocks)
{
	struct burn *burn = burn_prepare(rig, blocks);
	struct foreign_recorder *recorder = foreign_recorder_create(rig);

	recorder->seed = burn->stream->seed;
	burn->recorder = &recorder->IDiscRecorder2Ex_iface;
	burn->stream->size_bytes = NEVER;
	*ret_recorder = recorder;
	return burn;
}

static void expect_taken(struct burn *burn, const struct foreign_recorder *recorder)
{
	EXPECT_HRESULT(burn->result, S_OK);
	EXPECT_EQUAL(recorder->bytes, (int64_t)burn->blocks * burn->block_bytes);
	EXPECT(!recorder->wrong_data, "the recorder got other bytes than the stream gave");
}

/* -150 is the two's complement FF FF FF 6A. */
static void negative_address(struct rig *rig)
{
	struct foreign_recorder *recorder;
	struct burn *burn = prepare(rig, &recorder, SHORT_BLOCKS);

	burn->start = -150;
	burn_run(burn);
	expect_taken(burn, recorder);
	EXPECT_EQUAL(recorder->first_cdb_bytes, 10);
	EXPECT_EQUAL(recorder->first_cdb[0], 0x2A);
	EXPECT_EQUAL(recorder->first_cdb[2], 0xFF);
	EXPECT_EQUAL(recorder->first_cdb[3], 0xFF);
	EXPECT_EQUAL(recorder->first_cdb[4], 0xFF);
	EXPECT_EQUAL(recorder->first_cdb[5], 0x6A);
	EXPECT_EQUAL(burn->sink->updates[0].start_lba, -150);
	EXPECT_EQUAL(sink_last(burn->sink)->start_lba, -150);
	EXPECT_EQUAL(sink_last(burn->sink)->last_written_lba, -150 + SHORT_BLOCKS - 1);
}

static void block_sizes(struct rig *rig)
{
	static const LONG sizes[] = {2048, 2352, 2448, 1, 65536};

	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct foreign_recorder *recorder;
		struct burn *burn = prepare(rig, &recorder, 100);

		burn->block_bytes = sizes[i];
		burn_run(burn);
		expect_taken(burn, recorder);
		EXPECT(recorder->largest_bytes <= 65536, "a WRITE has %u bytes", (unsigned)recorder->largest_bytes);
		EXPECT_EQUAL(recorder->largest_bytes % (ULONG)sizes[i], 0);
	}
}

static void small_transfers(struct rig *rig)
{
	struct foreign_recorder *recorder;
	struct burn *burn = prepare(rig, &recorder, SHORT_BLOCKS);

	recorder->max_transfer_bytes = 5000;
	burn_run(burn);
	expect_taken(burn, recorder);
	EXPECT(recorder->largest_bytes <= 5000, "a WRITE has %u bytes", (unsigned)recorder->largest_bytes);
}

/* The documents call it a mask, and use it as an alignment. */
static void alignment(struct rig *rig)
{
	static const ULONG alignments[] = {1, 4, 512, 4096, 65536};

	for (unsigned i = 0; i < sizeof(alignments) / sizeof(alignments[0]); i++) {
		struct foreign_recorder *recorder;
		struct burn *burn = prepare(rig, &recorder, SECTION_BLOCKS);

		recorder->alignment = alignments[i];
		burn_run(burn);
		expect_taken(burn, recorder);
		EXPECT(!(recorder->addresses & (alignments[i] - 1)), "a buffer is not aligned to %u bytes",
		       (unsigned)alignments[i]);
	}
}

/* clang-format off */
const struct test_case transfer_cases[] = {
	{"Transfers.NegativeAddress", "WE-35 EA-01", "", 0, ANY_MEDIUM, negative_address},
	{"Transfers.BlockSizes",      "WE-39 WE-38", "", 0, ANY_MEDIUM, block_sizes},
	{"Transfers.SmallTransfers",  "WE-39",       "", 0, ANY_MEDIUM, small_transfers},
	{"Transfers.Alignment",       "WE-59",       "", 0, ANY_MEDIUM, alignment},
	{0},
};
/* clang-format on */
