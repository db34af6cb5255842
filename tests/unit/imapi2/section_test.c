/* SPDX-License-Identifier: MIT */
/* IWriteEngine2::WriteSection: what reaches the recorder. */
#include "tests/unit/imapi2/doubles.h"

#include "tests/unit/unit.h"

static HRESULT write(struct world *world, LONG lba, LONG blocks)
{
	return IWriteEngine2_WriteSection(world->engine, &world->stream.IStream_iface, lba, blocks);
}

static uint32_t be32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void extents(struct world *world)
{
	LONG bytes = *(const LONG *)world->parameter, next = 1000;
	uint32_t wrong = 0;

	IWriteEngine2_put_BytesPerSector(world->engine, bytes);
	world->stream.size = world->stream.stat_size = (uint64_t)bytes * 103;
	CHECK_EQUAL(write(world, 1000, 100), S_OK);
	for (unsigned i = 0; i < world->recorder.commands; i++) {
		const uint8_t *cdb = world->recorder.cdbs[i];
		LONG blocks = cdb[7] << 8 | cdb[8];

		wrong += cdb[0] != 0x2A || cdb[1] || cdb[6] || cdb[9] || (LONG)be32(cdb + 2) != next;
		wrong += (ULONG)(blocks * bytes) != world->recorder.lengths[i] || world->recorder.lengths[i] > 32768;
		next += blocks;
	}
	CHECK_EQUAL(wrong, 0);
	CHECK_EQUAL(next, 1100);
	CHECK_EQUAL(world->recorder.bytes, bytes * 100);
	CHECK(fake_stream_wrote(&world->recorder, (size_t)bytes * 100));
	CHECK_EQUAL(world->stream.position, bytes * 100);
	CHECK_EQUAL(world->stream.other_calls, 0);
	CHECK_EQUAL(world->recorder.timeout, 60);
}

static void every_block_is_written_once_in_order(void)
{
	static const LONG sizes[] = {2048, 2352, 2448, 1, 32768};

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		in_world(extents, &sizes[i]);
}

static void negative(struct world *world)
{
	static const uint8_t cdb[] = {0x2A, 0, 0xFF, 0xFF, 0xFF, 0x6A, 0, 0, 1, 0};

	CHECK_EQUAL(write(world, -150, 1), S_OK);
	CHECK_BYTES(world->recorder.cdbs[0], cdb, 10);
	CHECK_EQUAL(world->sink.seen[0].start, -150);
}

static void negative_address_is_twos_complement(void)
{
	in_world(negative, NULL);
}

/* One byte a block and a recorder without bounds: the CDB's field has sixteen bits. */
static void field(struct world *world)
{
	LONG blocks = 0;

	IWriteEngine2_put_BytesPerSector(world->engine, 1);
	world->recorder.limit = UINT32_MAX;
	world->stream.size = world->stream.stat_size = 70000;
	CHECK_EQUAL(write(world, 0, 70000), S_OK);
	for (unsigned i = 0; i < world->recorder.commands; i++)
		blocks += world->recorder.cdbs[i][7] << 8 | world->recorder.cdbs[i][8];
	CHECK_EQUAL(blocks, 70000);
	CHECK_EQUAL(world->recorder.bytes, 70000);
	CHECK(fake_stream_wrote(&world->recorder, 70000));
}

static void write_stays_within_the_cdbs_length_field(void)
{
	in_world(field, NULL);
}

static void aligned(struct world *world)
{
	ULONG value = *(const ULONG *)world->parameter;

	world->recorder.alignment = value;
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(world->recorder.address_bits & (value & (value - 1) ? value : value - 1), 0);
}

/* Alignments as the formula reads, masks as the name does. */
static void buffers_honour_the_alignment(void)
{
	static const ULONG values[] = {1, 2, 512, 8192, 65536, 3, 511};

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		in_world(aligned, &values[i]);
}

static void greedy(struct world *world)
{
	world->recorder.alignment = *(const ULONG *)world->parameter;
	if (world->recorder.alignment <= 1 << 20)
		CHECK_EQUAL(write(world, 0, 16), S_OK);
	else
		CHECK_EQUAL((uint32_t)write(world, 0, 16), 0xC0AA02FF);
}

static void alignments_beyond_a_mebibyte_are_not_believed(void)
{
	static const ULONG values[] = {1 << 20, (1 << 20) + 1, UINT32_MAX};

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		in_world(greedy, &values[i]);
}

/* Larger than what we put in one WRITE: a block must go in one all the same. */
static void huge(struct world *world)
{
	IWriteEngine2_put_BytesPerSector(world->engine, 2 << 20);
	world->recorder.limit = 4 << 20;
	world->stream.size = world->stream.stat_size = 2 << 20;
	CHECK_EQUAL(write(world, 0, 1), S_OK);
	CHECK_EQUAL(world->recorder.commands, 1);
	CHECK_EQUAL(world->recorder.lengths[0], 2 << 20);
}

static void a_huge_block_is_written_in_one_piece(void)
{
	in_world(huge, NULL);
}

static void at_the_end(struct world *world)
{
	CHECK_EQUAL(write(world, MAXLONG, 1), S_OK);
	CHECK_EQUAL(be32(world->recorder.cdbs[0] + 2), MAXLONG);
	CHECK_EQUAL(write(world, MAXLONG, 2), E_INVALIDARG);
	CHECK_EQUAL(write(world, MAXLONG - 1, 2), S_OK);
}

static void the_last_address_can_be_written(void)
{
	in_world(at_the_end, NULL);
}

/* 16 blocks at 16 a second: a busy drive is asked again after a second, at twice the speed after half of one. */
static void paced(struct world *world)
{
	const LONG *speeds = world->parameter;

	world->recorder.limit = 16 * 2048;
	IWriteEngine2_put_StartingSectorsPerSecond(world->engine, speeds[0]);
	IWriteEngine2_put_EndingSectorsPerSecond(world->engine, speeds[1]);
	fake_recorder_sense(&world->recorder, 0, 1, 2, 0x04, 0x08);
	CHECK_EQUAL(write(world, 0, 16), S_OK);
	CHECK_EQUAL(world->sink.seen[world->sink.updates - 1].moment, speeds[2] * NS_PER_MS);
}

static void speeds_set_the_pace_of_retries(void)
{
	static const LONG speeds[][3] = {{16, 16, 1000}, {32, 16, 500}, {16, -1, 10}, {-1, 16, 10}};

	for (size_t i = 0; i < sizeof(speeds) / sizeof(*speeds); i++)
		in_world(paced, speeds[i]);
}

static void two(struct world *world)
{
	CHECK_EQUAL(write(world, 0, 32), S_OK);
	CHECK_EQUAL(write(world, 500, 32), S_OK);
	CHECK(fake_stream_wrote(&world->recorder, 64 * 2048));
	CHECK_EQUAL(be32(world->recorder.cdbs[2] + 2), 500);
}

static void sections_follow_each_other_in_one_stream(void)
{
	in_world(two, NULL);
}

static const struct unit_test tests[] = {
	{"Section.EveryBlockIsWrittenOnceInOrder", every_block_is_written_once_in_order},
	{"Section.NegativeAddressIsTwosComplement", negative_address_is_twos_complement},
	{"Section.WriteStaysWithinTheCdbsLengthField", write_stays_within_the_cdbs_length_field},
	{"Section.BuffersHonourTheAlignment", buffers_honour_the_alignment},
	{"Section.AlignmentsBeyondAMebibyteAreNotBelieved", alignments_beyond_a_mebibyte_are_not_believed},
	{"Section.AHugeBlockIsWrittenInOnePiece", a_huge_block_is_written_in_one_piece},
	{"Section.TheLastAddressCanBeWritten", the_last_address_can_be_written},
	{"Section.SpeedsSetThePaceOfRetries", speeds_set_the_pace_of_retries},
	{"Section.SectionsFollowEachOtherInOneStream", sections_follow_each_other_in_one_stream},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
