/* SPDX-License-Identifier: MIT */
/* WriteSection: its arguments, what must be set before, and what it does to medium, stream and drive when all is well.
 */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "conformance/doubles/pattern.h"
#include "engine/imapi2/imapi2error.h"

/* ---- arguments and settings ---- */

/* The section is refused before anything happens, and would have been written otherwise: the positive control. */
static void expect_rejected(struct burn *burn, HRESULT expected)
{
	EXPECT_HRESULT(burn->result, expected);
	EXPECT_EQUAL(burn->rig->log_count, 0);
	EXPECT_EQUAL(burn->sink->count, 0);
	EXPECT_EQUAL(burn->stream->reads, 0);
	expect_next_section(burn->rig);
}

static void null_stream(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, rig->recorder_ex), S_OK);
	EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, BLOCK_BYTES), S_OK);
	EXPECT_HRESULT(sink_connect(burn->sink, rig->engine), S_OK);
	rig_forget_log(rig);
	burn->result = IWriteEngine2_WriteSection(rig->engine, NULL, burn->start, SHORT_BLOCKS);
	EXPECT_HRESULT(sink_disconnect(burn->sink), S_OK);
	expect_rejected(burn, E_POINTER);
}

static void burn_with_count(struct rig *rig, LONG blocks)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn->blocks = blocks;
	burn_run(burn);
	expect_rejected(burn, E_INVALIDARG);
}

static void negative_count(struct rig *rig)
{
	burn_with_count(rig, -1);
	burn_with_count(rig, INT32_MIN);
}

static void zero_count(struct rig *rig)
{
	burn_with_count(rig, 0);
}

static void no_recorder(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, BLOCK_BYTES), S_OK);
	EXPECT_HRESULT(sink_connect(burn->sink, rig->engine), S_OK);
	rig_forget_log(rig);
	burn->result = IWriteEngine2_WriteSection(rig->engine, &burn->stream->IStream_iface, burn->start, SHORT_BLOCKS);
	EXPECT_HRESULT(sink_disconnect(burn->sink), S_OK);
	expect_rejected(burn, E_IMAPI_RECORDER_REQUIRED);
}

static void no_block_size(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	EXPECT_HRESULT(IWriteEngine2_put_Recorder(rig->engine, rig->recorder_ex), S_OK);
	EXPECT_HRESULT(sink_connect(burn->sink, rig->engine), S_OK);
	rig_forget_log(rig);
	burn->result = IWriteEngine2_WriteSection(rig->engine, &burn->stream->IStream_iface, burn->start, SHORT_BLOCKS);
	EXPECT_HRESULT(sink_disconnect(burn->sink), S_OK);
	expect_rejected(burn, E_INVALIDARG);
}

static void block_size_beyond_the_transfer_limit(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);
	ULONG limit = 0;

	REQUIRE_HRESULT(IDiscRecorder2Ex_GetMaximumPageAlignedTransferSize(rig->recorder_ex, &limit), S_OK);
	burn->block_bytes = (LONG)limit + 1;
	burn_run(burn);
	expect_rejected(burn, E_INVALIDARG);
}

/* The stream tells that it is too short: nothing is written. One that is exactly long enough is. */
static void stream_that_tells_too_little(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS), *control = burn_prepare(rig, SHORT_BLOCKS);

	burn->stream->tells_size = true;
	burn->stream->size_bytes = SHORT_BLOCKS * BLOCK_BYTES - 1;
	burn_run(burn);
	EXPECT_HRESULT(burn->result, E_INVALIDARG);
	EXPECT_EQUAL(rig_writes_begun(rig), 0);
	control->stream->tells_size = true;
	control->stream->size_bytes = SHORT_BLOCKS * BLOCK_BYTES;
	burn_run(control);
	expect_burnt(control);
}

static void out_of_memory(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	rig_starve(rig, true);
	burn_run(burn);
	rig_starve(rig, false);
	expect_rejected(burn, E_OUTOFMEMORY);
}

/* ---- when all is well ---- */

static void burns_a_section(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_run(burn);
	expect_burnt(burn);
	EXPECT_EQUAL(blocks_on_medium(burn), SECTION_BLOCKS);
}

/* No WRITE is as long as another, and the last block is alone in an ECC block. */
static void burns_an_odd_section(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, 3 * TRANSFER_BLOCKS + 17);

	burn_run(burn);
	expect_burnt(burn);
}

static void burns_one_block(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, 1);

	burn_run(burn);
	expect_burnt(burn);
	EXPECT_EQUAL(rig_writes_begun(rig), 1);
}

static void covers_the_section_once_in_order(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);
	uint32_t next = (uint32_t)burn->start, lba, blocks;

	burn_run(burn);
	for (unsigned i = 0; i < rig->log_count; i++) {
		if (!rig_command_is_write(&rig->log[i], &lba, &blocks))
			continue;
		EXPECT_EQUAL(lba, next);
		EXPECT_EQUAL(rig->log[i].data_length, blocks * BLOCK_BYTES);
		next = lba + blocks;
	}
	EXPECT_EQUAL(next, burn->start + SECTION_BLOCKS);
}

/* The stream has more than the section takes. */
static void consumes_exactly_the_section(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_run(burn);
	EXPECT_HRESULT(burn->result, S_OK);
	EXPECT_EQUAL(burn->stream->consumed_bytes, SECTION_BLOCKS * BLOCK_BYTES);
}

static void reads_on_from_where_the_stream_is(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);
	uint8_t data[BLOCK_BYTES];

	burn->stream->position = BLOCK_BYTES;
	burn_run(burn);
	EXPECT_HRESULT(burn->result, S_OK);
	EXPECT_EQUAL(burn->stream->seeks, 0);
	EXPECT_EQUAL(burn->stream->writes, 0);
	EXPECT_EQUAL(burn->stream->position, (SHORT_BLOCKS + 1) * BLOCK_BYTES);
	EXPECT(!rig_synchronize(rig), "SYNCHRONIZE CACHE fails");
	EXPECT(!rig_read_blocks(rig, (uint32_t)burn->start, 1, data), "the first block cannot be read");
	EXPECT(pattern_holds(burn->stream->seed, BLOCK_BYTES, data, BLOCK_BYTES),
	       "the first block is not the stream's second");
}

static void short_reads(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn->stream->read_max_bytes = 1000;
	burn_run(burn);
	expect_burnt(burn);
}

/* It returns when the last WRITE was answered, not before. */
static void is_synchronous(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);

	burn_run(burn);
	expect_burnt(burn);
	EXPECT_EQUAL(rig_writes_ended(rig), rig_writes_begun(rig));
	EXPECT(burn->ended_ns - burn->began_ns >= 10 * 110 * NS_PER_MS, "it returned before the drive was done");
}

static void two_sections_on_one_engine(struct rig *rig)
{
	struct burn *first = burn_prepare(rig, SECTION_BLOCKS), *second;

	burn_run(first);
	expect_burnt(first);
	second = burn_prepare(rig, SHORT_BLOCKS + 3);
	burn_run(second);
	expect_burnt(second);
	EXPECT_EQUAL(blocks_on_medium(first), SECTION_BLOCKS);
}

/* ---- what it sends ---- */

static void sends_nothing_but_write_10(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);
	enum { WRITE_10 = 0x2A, READ_BUFFER_CAPACITY = 0x5C };

	burn_run(burn);
	EXPECT_HRESULT(burn->result, S_OK);
	for (unsigned i = 0; i < rig->log_count; i++)
		EXPECT(rig->log[i].cdb[0] == WRITE_10 || rig->log[i].cdb[0] == READ_BUFFER_CAPACITY,
		       "command %u has operation code %02Xh", i, rig->log[i].cdb[0]);
}

/* The Streaming bit is bit 7 of byte 10 of WRITE(12). An engine that refuses UseStreamingWrite12 sends no WRITE(12) at
 * all. */
static void write_12_only_with_streaming(struct rig *rig)
{
	HRESULT put = IWriteEngine2_put_UseStreamingWrite12(rig->engine, VARIANT_TRUE);
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);
	unsigned streaming = 0, other = 0;

	burn_run(burn);
	for (unsigned i = 0; i < rig->log_count; i++) {
		streaming += rig->log[i].cdb[0] == 0xAA && rig->log[i].cdb[10] & 0x80;
		other += rig->log[i].cdb[0] == 0x2A || (rig->log[i].cdb[0] == 0xAA && !(rig->log[i].cdb[10] & 0x80));
	}
	EXPECT(put == S_OK || put == E_NOTIMPL, "put_UseStreamingWrite12 is 0x%08X", (unsigned)put);
	EXPECT(put == S_OK ? streaming && !other : other && !streaming, "%u streaming WRITE(12)s, %u other WRITEs",
	       streaming, other);
}

static void look_at_the_owner(struct burn *burn)
{
	char owner[TRANSPORT_CLIENT_MAX] = "?";

	EXPECT(!transport_owner(burn->rig->transport, owner) && !*owner, "during the section, \"%s\" has the drive",
	       owner);
}

static void takes_no_exclusive_access(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn_at_update(burn, EVERY, look_at_the_owner);
	burn_run(burn);
	expect_burnt(burn);
	look_at_the_owner(burn);
}

/* clang-format off */
const struct test_case write_section_cases[] = {
	{"WriteSection.Arguments.NullStream",        "WE-30",             "", NEEDS_ROOM, "dvd+r",    null_stream},
	{"WriteSection.Arguments.NegativeCount",     "WE-31",             "", NEEDS_ROOM, "dvd+r",    negative_count},
	{"WriteSection.Arguments.ZeroCount",         "WE-32 EV-05",       "", NEEDS_ROOM | NEEDS_OUR_ENGINE, "dvd+r",    zero_count},
	{"WriteSection.Settings.NoRecorder",         "WE-33",             "", NEEDS_ROOM | NEEDS_OUR_ENGINE, "dvd+r",    no_recorder},
	{"WriteSection.Settings.NoBlockSize",        "WE-34",             "", NEEDS_ROOM | NEEDS_OUR_ENGINE, "dvd+r",    no_block_size},
	{"WriteSection.Settings.BlockTooLarge",      "WE-10",             "", NEEDS_ROOM | NEEDS_OUR_ENGINE, "dvd+r",    block_size_beyond_the_transfer_limit},
	{"WriteSection.Stream.TellsTooLittle",       "WE-42",             "", NEEDS_ROOM | NEEDS_OUR_ENGINE, BOTH_MEDIA, stream_that_tells_too_little},
	{"WriteSection.OutOfMemory",                 "WE-57",             "", NEEDS_ROOM | NEEDS_OUR_ENGINE, "dvd+r",    out_of_memory},
	{"WriteSection.Burns",                       "WE-36 WE-38",       "", NEEDS_ROOM, BOTH_MEDIA, burns_a_section},
	{"WriteSection.BurnsAnOddNumber",            "WE-36 WE-38",       "", NEEDS_ROOM, BOTH_MEDIA, burns_an_odd_section},
	{"WriteSection.BurnsOneBlock",               "WE-36",             "", NEEDS_ROOM, BOTH_MEDIA, burns_one_block},
	{"WriteSection.CoversTheSectionOnce",        "WE-36",             "", NEEDS_ROOM, BOTH_MEDIA, covers_the_section_once_in_order},
	{"WriteSection.Stream.ConsumesTheSection",   "WE-37",             "", NEEDS_ROOM, BOTH_MEDIA, consumes_exactly_the_section},
	{"WriteSection.Stream.ReadsOn",              "WE-40",             "", NEEDS_ROOM | NEEDS_OUR_ENGINE, BOTH_MEDIA, reads_on_from_where_the_stream_is},
	{"WriteSection.Stream.ShortReads",           "WE-37 WE-38",       "", NEEDS_ROOM, BOTH_MEDIA, short_reads},
	{"WriteSection.IsSynchronous",               "WE-43",             "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, is_synchronous},
	{"WriteSection.TwoSections",                 "WE-44",             "", NEEDS_ROOM, BOTH_MEDIA, two_sections_on_one_engine},
	{"WriteSection.SendsNothingButWrite10",      "WE-20 WE-46 WE-47", "", NEEDS_ROOM, BOTH_MEDIA, sends_nothing_but_write_10},
	{"WriteSection.Write12OnlyWithStreaming",    "WE-20 WE-21",       "", NEEDS_ROOM, "dvd+r",    write_12_only_with_streaming},
	{"WriteSection.TakesNoExclusiveAccess",      "WE-58",             "", NEEDS_ROOM, "dvd+r",    takes_no_exclusive_access},
	{0},
};
/* clang-format on */
