/* SPDX-License-Identifier: MIT */
/* Calls into the engine while it writes, from inside Update and from another task: what is refused is refused without
 * harm, and what may be called does not deadlock. */
#include "conformance/expect.h"
#include "conformance/imapi2/aftermath.h"
#include "conformance/imapi2/cases.h"
#include "engine/imapi2/imapi2error.h"

#define WHILE_WRITING_NS (250 * NS_PER_MS)

/* Results of calls that were made inside an action, for the task that may note expectations. */
struct attempt {
	unsigned count;
	HRESULT result;
	struct scripted_stream *stream;
};

static struct attempt *attempt_of(struct burn *burn)
{
	return burn->context;
}

static struct burn *prepare(struct rig *rig)
{
	struct burn *burn = burn_prepare_slow(rig);
	struct attempt *attempt = rig_keep(rig, sizeof(*attempt), NULL);

	attempt->stream = scripted_stream_create(rig, SHORT_BLOCKS * BLOCK_BYTES);
	attempt->stream->seed = 0xABCDEF;
	burn->context = attempt;
	return burn;
}

/* ---- WriteSection ---- */

static void write_another_section(struct burn *burn)
{
	struct attempt *attempt = attempt_of(burn);

	attempt->count++;
	attempt->result = IWriteEngine2_WriteSection(burn->engine, &attempt->stream->IStream_iface,
	                                             burn->start + burn->blocks, SHORT_BLOCKS);
}

static void expect_second_refused(struct burn *burn)
{
	struct attempt *attempt = attempt_of(burn);

	EXPECT_EQUAL(attempt->count, 1);
	EXPECT_HRESULT(attempt->result, E_FAIL);
	EXPECT_EQUAL(attempt->stream->reads, 0);
	expect_burnt(burn);
	expect_next_section(burn->rig);
}

static void second_section_from_update(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_at_update(burn, 2, write_another_section);
	burn_run(burn);
	expect_second_refused(burn);
}

static void second_section_from_the_before_update(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_at_update(burn, 1, write_another_section);
	burn_run(burn);
	expect_second_refused(burn);
}

static void second_section_from_another_task(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_at_time(burn, WHILE_WRITING_NS, write_another_section);
	burn_run(burn);
	expect_second_refused(burn);
}

/* ---- properties ---- */

static void expect_frozen(HRESULT put)
{
	EXPECT_HRESULT(put, E_FAIL);
}

static void put_everything(struct burn *burn)
{
	IWriteEngine2 *engine = burn->engine;

	attempt_of(burn)->count++;
	expect_frozen(IWriteEngine2_put_Recorder(engine, burn->rig->recorder_ex));
	expect_frozen(IWriteEngine2_put_UseStreamingWrite12(engine, VARIANT_FALSE));
	expect_frozen(IWriteEngine2_put_StartingSectorsPerSecond(engine, 100));
	expect_frozen(IWriteEngine2_put_EndingSectorsPerSecond(engine, 100));
	expect_frozen(IWriteEngine2_put_BytesPerSector(engine, 2352));
}

static void expect_properties_unchanged(struct rig *rig)
{
	LONG starting = 0, ending = 0, bytes = 0;

	EXPECT_HRESULT(IWriteEngine2_get_StartingSectorsPerSecond(rig->engine, &starting), S_OK);
	EXPECT_HRESULT(IWriteEngine2_get_EndingSectorsPerSecond(rig->engine, &ending), S_OK);
	EXPECT_HRESULT(IWriteEngine2_get_BytesPerSector(rig->engine, &bytes), S_OK);
	EXPECT_EQUAL(starting, -1);
	EXPECT_EQUAL(ending, -1);
	EXPECT_EQUAL(bytes, BLOCK_BYTES);
}

static void setters_from_update(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_at_update(burn, 2, put_everything);
	burn_run(burn);
	EXPECT_EQUAL(attempt_of(burn)->count, 1);
	expect_properties_unchanged(rig);
	expect_burnt(burn);
	EXPECT_HRESULT(IWriteEngine2_put_BytesPerSector(rig->engine, 2352), S_OK);
}

/* The refused section does not open the settings of the one that runs. */
static void setters_after_a_second_section(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_at_update(burn, 2, write_another_section);
	burn_at_update(burn, 2, put_everything);
	burn_run(burn);
	EXPECT_EQUAL(attempt_of(burn)->count, 2);
	expect_properties_unchanged(rig);
	expect_burnt(burn);
}

static void getters_from_update(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_run(burn);
	REQUIRE(burn->sink->count >= 3, "%u Updates came", burn->sink->count);
	for (unsigned i = 0; i < burn->sink->count; i++)
		EXPECT_HRESULT(burn->sink->updates[i].read, S_OK);
	expect_burnt(burn);
}

/* ---- references and connections ---- */

static void release_the_engine(struct burn *burn)
{
	attempt_of(burn)->count++;
	sink_forget_engine(burn->sink);
	burn->rig->engine = NULL;
	IWriteEngine2_Release(burn->engine);
	burn->engine = NULL;
}

static void last_release_in_update(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_at_update(burn, 2, release_the_engine);
	burn_run(burn);
	EXPECT_EQUAL(attempt_of(burn)->count, 1);
	expect_burnt(burn);
	rig->engine = rig_new_engine(rig);
	REQUIRE(rig->engine, "no engine");
	expect_next_section(rig);
}

static void unadvise(struct burn *burn)
{
	struct attempt *attempt = attempt_of(burn);

	attempt->count++;
	attempt->result = sink_disconnect(burn->sink);
}

static void unadvise_in_update(struct rig *rig)
{
	struct burn *burn = prepare(rig);

	burn_at_update(burn, 2, unadvise);
	burn_run(burn);
	EXPECT_EQUAL(attempt_of(burn)->count, 1);
	EXPECT_HRESULT(attempt_of(burn)->result, S_OK);
	EXPECT_EQUAL(burn->sink->count, 2);
	EXPECT_HRESULT(burn->result, S_OK);
	expect_prefix_on_medium(burn);
	expect_next_section(rig);
}

/* clang-format off */
const struct test_case reentry_cases[] = {
	{"Reentry.WriteSection.FromUpdate",       "WE-45",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, second_section_from_update},
	{"Reentry.WriteSection.FromBeforeUpdate", "WE-45",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, second_section_from_the_before_update},
	{"Reentry.WriteSection.FromAnotherTask",  "WE-45",       "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, second_section_from_another_task},
	{"Reentry.Setters.FromUpdate",            "WE-26",       "", NEEDS_ROOM | NEEDS_FAULTS | NEEDS_OUR_ENGINE, "dvd+r",    setters_from_update},
	{"Reentry.Setters.AfterASecondSection",   "WE-26 WE-45", "", NEEDS_ROOM | NEEDS_FAULTS | NEEDS_OUR_ENGINE, "dvd+r",    setters_after_a_second_section},
	{"Reentry.Getters.FromUpdate",            "EV-14",       "", NEEDS_ROOM | NEEDS_FAULTS, "dvd+r",    getters_from_update},
	{"Reentry.LastRelease.FromUpdate",        "WE-05 EV-14", "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, last_release_in_update},
	{"Reentry.Unadvise.FromUpdate",           "EV-12 EV-14", "", NEEDS_ROOM | NEEDS_FAULTS, BOTH_MEDIA, unadvise_in_update},
	{0},
};
/* clang-format on */
