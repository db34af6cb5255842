/* SPDX-License-Identifier: MIT */
/* IWriteEngine2::WriteSection: what the sink is told, and what it may do meanwhile. */
#include "tests/unit/imapi2/doubles.h"

#include "tests/unit/unit.h"

enum { SECOND = 1000000000 };

static HRESULT write(struct world *world, LONG lba, LONG blocks)
{
	return IWriteEngine2_WriteSection(world->engine, &world->stream.IStream_iface, lba, blocks);
}

static void timed_updates(struct world *world)
{
	unsigned last, late = 0;

	world->recorder.write_ns = SECOND / 2 - 1; /* 16 blocks each: four WRITEs, two seconds less a little */
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	last = world->sink.updates - 1;
	CHECK_EQUAL(world->sink.updates, 5);
	CHECK_EQUAL(world->sink.seen[0].commands, 0);
	CHECK_EQUAL(world->sink.seen[last].commands, 4);
	for (unsigned i = 1; i < last; i++)
		late += world->sink.seen[i].moment - world->sink.seen[0].moment != (uint64_t)SECOND / 2 * i;
	CHECK_EQUAL(late, 0);
}

static void update_comes_before_each_half_second_and_after(void)
{
	in_world(timed_updates, NULL);
}

static void short_section(struct world *world)
{
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(world->sink.updates, 2);
}

static void short_section_has_two_updates(void)
{
	in_world(short_section, NULL);
}

static void progress(struct world *world)
{
	const struct seen_update *seen = world->sink.seen;
	unsigned wrong = 0, last;

	world->recorder.write_ns = SECOND;
	CHECK_EQUAL(write(world, 200, 64), S_OK);
	last = world->sink.updates - 1;
	for (unsigned i = 0; i <= last; i++) {
		wrong += seen[i].start != 200 || seen[i].count != 64 || seen[i].last_written > seen[i].last_read;
		wrong += seen[i].free_bytes != seen[i].total - seen[i].used || seen[i].used < 0;
		wrong += seen[i].total < 2048 || seen[i].total != seen[0].total;
		wrong += i &&
		         (seen[i].last_read < seen[i - 1].last_read || seen[i].last_written < seen[i - 1].last_written);
	}
	CHECK_EQUAL(wrong, 0);
	CHECK_EQUAL(seen[0].last_read, 200);
	CHECK_EQUAL(seen[0].last_written, 200);
	CHECK_EQUAL(seen[last].last_read, 263);
	CHECK_EQUAL(seen[last].last_written, 263);
	CHECK_EQUAL(seen[last].used, 0);
	CHECK_EQUAL(seen[0].writing, 0);
	CHECK_EQUAL(seen[1].writing, -1);
	CHECK_EQUAL(seen[last].writing, 0);
}

static void updates_tell_the_progress(void)
{
	in_world(progress, NULL);
}

static void keep_first(struct fake_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *args)
{
	DISPPARAMS none = {0};
	VARIANT result;

	(void)engine;
	if (sink->context)
		return;
	IWriteEngine2EventArgs_AddRef(args);
	sink->context = args;
	CHECK_EQUAL(IWriteEngine2EventArgs_get_StartLba(args, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2EventArgs_get_FreeSystemBuffer(args, NULL), E_POINTER);
	CHECK_EQUAL(IWriteEngine2EventArgs_Invoke(args, 0x101, &IID_NULL, 0, DISPATCH_PROPERTYGET, &none, &result, NULL,
	                                          NULL),
	            S_OK);
	CHECK_EQUAL(result.lVal, 64);
	CHECK_EQUAL(IWriteEngine2EventArgs_Invoke(args, 0x104, &IID_NULL, 0, DISPATCH_PROPERTYGET, &none, &result, NULL,
	                                          NULL),
	            DISP_E_MEMBERNOTFOUND);
}

static void snapshot(struct world *world)
{
	IWriteEngine2EventArgs *kept;
	LONG last_read;

	world->sink.on_update = keep_first;
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	kept = world->sink.context;
	CHECK_EQUAL(IWriteEngine2EventArgs_get_LastReadLba(kept, &last_read), S_OK);
	CHECK_EQUAL(last_read, 0);
	CHECK_EQUAL(IWriteEngine2EventArgs_Release(kept), 0);
}

static void event_args_are_a_snapshot(void)
{
	in_world(snapshot, NULL);
}

static void indifferent(struct world *world)
{
	world->sink.answer = E_FAIL;
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(IConnectionPoint_Unadvise(world->point, world->cookie), S_OK);
	fake_stream_init(&world->stream, 64 * 2048);
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(world->sink.updates, 2);
}

static void sinks_do_not_matter_to_the_write(void)
{
	in_world(indifferent, NULL);
}

/* Everything a caller may not do while it is told of progress. */
static void meddle(struct fake_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *args)
{
	struct fake_stream other;

	(void)args;
	fake_stream_init(&other, 2048);
	CHECK_EQUAL(IWriteEngine2_put_Recorder(engine, &sink->recorder->IDiscRecorder2Ex_iface), E_FAIL);
	CHECK_EQUAL(IWriteEngine2_put_BytesPerSector(engine, 2352), E_FAIL);
	CHECK_EQUAL(IWriteEngine2_put_StartingSectorsPerSecond(engine, 75), E_FAIL);
	CHECK_EQUAL(IWriteEngine2_put_EndingSectorsPerSecond(engine, 75), E_FAIL);
	CHECK_EQUAL(IWriteEngine2_put_UseStreamingWrite12(engine, VARIANT_FALSE), E_FAIL);
	CHECK_EQUAL(IWriteEngine2_put_UseStreamingWrite12(engine, VARIANT_TRUE), E_NOTIMPL);
	CHECK_EQUAL(IWriteEngine2_WriteSection(engine, &other.IStream_iface, 0, 1), E_FAIL);
	CHECK_EQUAL(other.reads, 0);
}

static void frozen(struct world *world)
{
	LONG value;

	world->recorder.write_ns = SECOND;
	world->sink.on_update = meddle;
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK(fake_stream_wrote(&world->recorder, 64 * 2048));
	IWriteEngine2_get_BytesPerSector(world->engine, &value);
	CHECK_EQUAL(value, 2048);
	CHECK_EQUAL(IWriteEngine2_put_BytesPerSector(world->engine, 2352), S_OK);
}

static void settings_are_frozen_during_a_write(void)
{
	in_world(frozen, NULL);
}

/* Cancels in the Update of the number in sink->context, and in every one behind it. */
static void cancel_from(struct fake_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *args)
{
	HRESULT wanted = sink->seen[sink->updates - 1].writing ? S_OK : 0x00AA0302;

	(void)args;
	if (sink->updates - 1 >= *(unsigned *)sink->context)
		CHECK_EQUAL(IWriteEngine2_CancelWrite(engine), wanted);
}

static void cancelled(struct world *world)
{
	unsigned from = 1, last;

	world->recorder.write_ns = SECOND;
	world->sink.on_update = cancel_from;
	world->sink.context = &from;
	CHECK_EQUAL(write(world, 0, 64), (HRESULT)0xC0AA0002);
	last = world->sink.updates - 1;
	CHECK_EQUAL(world->recorder.commands, 1);
	CHECK_EQUAL(world->sink.seen[last].writing, 0);
	CHECK(fake_stream_wrote(&world->recorder, world->recorder.bytes));
	world->sink.on_update = NULL;
	fake_stream_init(&world->stream, 64 * 2048);
	CHECK_EQUAL(write(world, 0, 64), S_OK);
}

static void cancel_in_an_update_ends_the_section(void)
{
	in_world(cancelled, NULL);
}

static void cancel_first_and_last(struct fake_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *args)
{
	(void)sink;
	(void)args;
	CHECK_EQUAL(IWriteEngine2_CancelWrite(engine), 0x00AA0302);
}

static void uncancelled(struct world *world)
{
	world->sink.on_update = cancel_first_and_last;
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(world->sink.updates, 2);
	CHECK_EQUAL(IWriteEngine2_CancelWrite(world->engine), 0x00AA0302);
	fake_stream_init(&world->stream, 64 * 2048);
	CHECK_EQUAL(write(world, 0, 64), S_OK);
}

static void cancel_before_and_after_changes_nothing(void)
{
	in_world(uncancelled, NULL);
}

/* All that others hold of the engine is dropped in the first Update; WriteSection holds the rest. */
static void drop_all(struct fake_sink *sink, IWriteEngine2 *engine, IWriteEngine2EventArgs *args)
{
	struct world *world = sink->context;

	(void)args;
	if (!world->point)
		return;
	CHECK_EQUAL(IConnectionPoint_Unadvise(world->point, world->cookie), S_OK);
	IConnectionPoint_Release(world->point);
	IWriteEngine2_Release(engine);
	world->point = NULL;
	world->engine = NULL;
}

static void dropped(struct world *world)
{
	world->sink.on_update = drop_all;
	world->sink.context = world;
	CHECK_EQUAL(write(world, 0, 64), S_OK);
	CHECK_EQUAL(world->sink.updates, 1);
	CHECK_EQUAL(world->recorder.bytes, 64 * 2048);
}

static void last_release_inside_update_is_safe(void)
{
	in_world(dropped, NULL);
}

static const struct unit_test tests[] = {
	{"Events.UpdateComesBeforeEachHalfSecondAndAfter", update_comes_before_each_half_second_and_after},
	{"Events.ShortSectionHasTwoUpdates", short_section_has_two_updates},
	{"Events.UpdatesTellTheProgress", updates_tell_the_progress},
	{"Events.EventArgsAreASnapshot", event_args_are_a_snapshot},
	{"Events.SinksDoNotMatterToTheWrite", sinks_do_not_matter_to_the_write},
	{"Events.SettingsAreFrozenDuringAWrite", settings_are_frozen_during_a_write},
	{"Events.CancelInAnUpdateEndsTheSection", cancel_in_an_update_ends_the_section},
	{"Events.CancelBeforeAndAfterChangesNothing", cancel_before_and_after_changes_nothing},
	{"Events.LastReleaseInsideUpdateIsSafe", last_release_inside_update_is_safe},
	{NULL, NULL},
};

int main(int argc, char **argv)
{
	return unit_main(argc, argv, tests);
}
