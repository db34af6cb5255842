/* SPDX-License-Identifier: MIT */
/* IWriteEngine2EventArgs: what an Update says about how far the section is. */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

/* A section of some seconds, so that there are Updates at many places in it. */
static struct burn *burn_with_many_updates(struct rig *rig)
{
	struct burn *burn;

	rig_arm(rig, "id=slow op=WRITE(10) do=delay:430");
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	EXPECT_HRESULT(burn->result, S_OK);
	EXPECT(burn->sink->count >= 8, "%u Updates came", burn->sink->count);
	return burn;
}

static void for_each_update(struct rig *rig, void (*check)(const struct burn *burn, const struct update *update))
{
	struct burn *burn = burn_with_many_updates(rig);

	for (unsigned i = 0; i < burn->sink->count; i++)
		check(burn, &burn->sink->updates[i]);
}

static void check_arguments(const struct burn *burn, const struct update *update)
{
	EXPECT_EQUAL(update->start_lba, burn->start);
	EXPECT_EQUAL(update->sector_count, burn->blocks);
}

static void arguments_are_told(struct rig *rig)
{
	expect_next_section(rig); /* so that the start is not 0 */
	for_each_update(rig, check_arguments);
}

static void never_back(struct rig *rig)
{
	struct burn *burn = burn_with_many_updates(rig);

	for (unsigned i = 1; i < burn->sink->count; i++) {
		const struct update *update = &burn->sink->updates[i];

		EXPECT(update->last_read_lba >= update[-1].last_read_lba, "LastReadLba goes back at Update %u", i + 1);
		EXPECT(update->last_written_lba >= update[-1].last_written_lba, "LastWrittenLba goes back at Update %u",
		       i + 1);
	}
	EXPECT(burn->sink->updates[2].last_written_lba > burn->start, "nothing is seen to be written");
}

static void check_written_after_read(const struct burn *burn, const struct update *update)
{
	(void)burn;
	EXPECT(update->last_written_lba <= update->last_read_lba, "block %d is written and block %d is read",
	       (int)update->last_written_lba, (int)update->last_read_lba);
}

static void written_after_read(struct rig *rig)
{
	for_each_update(rig, check_written_after_read);
}

/* Every acknowledged WRITE, and none that is not, is told. */
static void check_true(const struct burn *burn, const struct update *update)
{
	LONG written = (LONG)update->writes_ended * TRANSFER_BLOCKS;

	EXPECT_EQUAL(update->last_written_lba, written ? burn->start + written - 1 : burn->start);
}

static void progress_is_true(struct rig *rig)
{
	for_each_update(rig, check_true);
}

static void all_at_the_end(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);
	const struct update *last;

	burn_run(burn);
	REQUIRE(burn->sink->count, "no Update came");
	last = sink_last(burn->sink);
	EXPECT_EQUAL(last->last_read_lba, burn->start + SECTION_BLOCKS - 1);
	EXPECT_EQUAL(last->last_written_lba, burn->start + SECTION_BLOCKS - 1);
}

static void nothing_at_the_beginning(struct rig *rig)
{
	struct burn *burn;

	expect_next_section(rig);
	burn = burn_prepare(rig, SECTION_BLOCKS);
	burn_run(burn);
	REQUIRE(burn->sink->count, "no Update came");
	EXPECT_EQUAL(burn->sink->updates[0].last_read_lba, burn->start);
	EXPECT_EQUAL(burn->sink->updates[0].last_written_lba, burn->start);
}

/* ---- the buffer ---- */

static void total_is_constant(struct rig *rig)
{
	struct burn *burn = burn_with_many_updates(rig);

	EXPECT(burn->sink->updates[0].total_buffer > 0, "TotalSystemBuffer is %d",
	       (int)burn->sink->updates[0].total_buffer);
	for (unsigned i = 1; i < burn->sink->count; i++)
		EXPECT_EQUAL(burn->sink->updates[i].total_buffer, burn->sink->updates[0].total_buffer);
}

static void total_holds_a_transfer(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SECTION_BLOCKS);

	burn_run(burn);
	REQUIRE(burn->sink->count, "no Update came");
	EXPECT(burn->sink->updates[0].total_buffer >= BLOCK_BYTES, "TotalSystemBuffer is %d",
	       (int)burn->sink->updates[0].total_buffer);
}

static void check_used(const struct burn *burn, const struct update *update)
{
	(void)burn;
	EXPECT(update->used_buffer >= 0 && update->used_buffer <= update->total_buffer, "%d bytes of %d are used",
	       (int)update->used_buffer, (int)update->total_buffer);
}

static void used_is_within_total(struct rig *rig)
{
	for_each_update(rig, check_used);
}

static void check_free(const struct burn *burn, const struct update *update)
{
	(void)burn;
	EXPECT_EQUAL(update->free_buffer, update->total_buffer - update->used_buffer);
}

static void free_is_the_rest(struct rig *rig)
{
	for_each_update(rig, check_free);
}

/* The drive is slower than the stream: the buffer is filled, and then runs empty. */
static void used_rises_and_falls(struct rig *rig)
{
	struct burn *burn = burn_with_many_updates(rig);
	const struct update *updates = burn->sink->updates;

	REQUIRE(burn->sink->count >= 3, "%u Updates came", burn->sink->count);
	EXPECT_EQUAL(updates[0].used_buffer, 0);
	EXPECT(updates[1].used_buffer > 0, "nothing is used while the drive is slow");
	EXPECT(updates[burn->sink->count - 2].used_buffer < updates[1].used_buffer, "what is used does not fall");
	EXPECT_EQUAL(sink_last(burn->sink)->used_buffer, 0);
}

/* ---- the object ---- */

static void expect_null_is_refused(IWriteEngine2EventArgs *args)
{
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_StartLba(args, NULL), E_POINTER);
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_SectorCount(args, NULL), E_POINTER);
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_LastReadLba(args, NULL), E_POINTER);
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_LastWrittenLba(args, NULL), E_POINTER);
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_TotalSystemBuffer(args, NULL), E_POINTER);
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_UsedSystemBuffer(args, NULL), E_POINTER);
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_FreeSystemBuffer(args, NULL), E_POINTER);
}

static void null_is_refused(struct rig *rig)
{
	struct burn *burn = burn_prepare(rig, SHORT_BLOCKS);

	burn->sink->keeps_progress = true;
	burn_run(burn);
	REQUIRE(burn->sink->kept, "no EventArgs were kept");
	expect_null_is_refused(burn->sink->kept);
}

static void keep_no_more(struct burn *burn)
{
	burn->sink->keeps_progress = false;
}

/* A snapshot: what was kept in the second Update still says in the end what it said then. */
static void kept_ones_are_snapshots(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);
	LONG then, value = -1;

	burn->sink->keeps_progress = true;
	burn_at_update(burn, 2, keep_no_more);
	burn_run(burn);
	REQUIRE(burn->sink->kept, "no EventArgs were kept");
	then = burn->sink->updates[1].last_written_lba;
	EXPECT(then < sink_last(burn->sink)->last_written_lba, "nothing was written after the second Update");
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_LastWrittenLba(burn->sink->kept, &value), S_OK);
	EXPECT_EQUAL(value, then);
	EXPECT_HRESULT(IWriteEngine2EventArgs_get_UsedSystemBuffer(burn->sink->kept, &value), S_OK);
	EXPECT_EQUAL(value, burn->sink->updates[1].used_buffer);
}

/* clang-format off */
const struct test_case event_args_cases[] = {
	{"EventArgs.Arguments",            "EA-01 EA-02", "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, arguments_are_told},
	{"EventArgs.NeverBack",            "EA-03",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, never_back},
	{"EventArgs.WrittenAfterRead",     "EA-04",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, written_after_read},
	{"EventArgs.ProgressIsTrue",       "EA-03",       "", NEEDS_ROOM | NEEDS_FAULTS, "dvd+r",    progress_is_true},
	{"EventArgs.AllAtTheEnd",          "EA-05",       "", NEEDS_ROOM | NEEDS_OUR_ENGINE,                BOTH_MEDIA, all_at_the_end},
	{"EventArgs.NothingAtTheStart",    "EA-06",       "", NEEDS_ROOM | NEEDS_OUR_ENGINE,                BOTH_MEDIA, nothing_at_the_beginning},
	{"EventArgs.Buffer.TotalConstant", "EA-07",       "", NEEDS_ROOM | NEEDS_FAULTS, "dvd+r",    total_is_constant},
	{"EventArgs.Buffer.HoldsATransfer","EA-13",       "", NEEDS_ROOM,                "dvd+r",    total_holds_a_transfer},
	{"EventArgs.Buffer.UsedInTotal",   "EA-08",       "", NEEDS_ROOM | NEEDS_FAULTS, "dvd+r",    used_is_within_total},
	{"EventArgs.Buffer.FreeIsTheRest", "EA-09",       "", NEEDS_ROOM | NEEDS_FAULTS, "dvd+r",    free_is_the_rest},
	{"EventArgs.Buffer.RisesAndFalls", "EA-10",       "", NEEDS_ROOM | NEEDS_FAULTS, "dvd+r",    used_rises_and_falls},
	{"EventArgs.NullIsRefused",        "EA-11",       "", NEEDS_ROOM,                "dvd+r",    null_is_refused},
	{"EventArgs.KeptAreSnapshots",     "EA-12",       "", NEEDS_ROOM | NEEDS_FAULTS | NEEDS_OUR_ENGINE, "dvd+r",    kept_ones_are_snapshots},
	{0},
};
/* clang-format on */
