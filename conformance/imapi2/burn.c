/* SPDX-License-Identifier: MIT */
#include "conformance/imapi2/burn.h"

#include "conformance/rig/errand.h"
#include "conformance/expect.h"

#define SLOW_WRITE "id=slow op=WRITE(10) do=delay:110"
#define DAWDLE_NS (5 * NS_PER_S)

/* ---- actions ---- */

void burn_cancel(struct burn *burn)
{
	struct rig *rig = burn->rig;
	struct cancel *cancel;
	HRESULT result = IWriteEngine2_CancelWrite(burn->engine);

	if (burn->cancel_count >= CANCELS_MAX)
		return;
	cancel = &burn->cancels[burn->cancel_count++];
	cancel->result = result;
	cancel->at_ns = platform_now(rig->platform);
	cancel->writes_ended = rig_writes_ended(rig);
	cancel->writes_begun = rig_writes_begun(rig);
	rig_trace(rig, &cancel->result, sizeof(cancel->result));
}

void burn_cancel_from_another_task(struct burn *burn)
{
	errand_send(burn->second_task);
}

void burn_cancel_twice(struct burn *burn)
{
	burn_cancel(burn);
	burn_cancel(burn);
}

void burn_dawdle(struct burn *burn)
{
	struct platform *platform = burn->rig->platform;

	sleep_until(platform, platform_now(platform) + DAWDLE_NS);
}

void burn_dawdle_then_cancel(struct burn *burn)
{
	burn_dawdle(burn);
	burn_cancel(burn);
}

void burn_unplug(struct burn *burn)
{
	rig_unplug(burn->rig);
}

/* ---- places ---- */

static struct place *add_place(struct burn *burn, enum place_kind kind, unsigned number, burn_action *action)
{
	struct place *place = &burn->places[burn->place_count++];

	*place = (struct place){.burn = burn, .kind = kind, .number = number, .action = action};
	return place;
}

void burn_at_update(struct burn *burn, unsigned number, burn_action *action)
{
	add_place(burn, AT_UPDATE, number, action);
}

void burn_at_last_update(struct burn *burn, burn_action *action)
{
	add_place(burn, AT_LAST_UPDATE, 1, action);
}

void burn_at_read(struct burn *burn, unsigned number, burn_action *action)
{
	add_place(burn, AT_READ, number, action);
}

void burn_at_time(struct burn *burn, uint64_t after_ns, burn_action *action)
{
	add_place(burn, AT_TIME, 0, action)->after_ns = after_ns;
}

void burn_before_write(struct burn *burn, unsigned number, burn_action *action)
{
	add_place(burn, BEFORE_WRITE, number, action);
}

void burn_after_write(struct burn *burn, unsigned number, burn_action *action)
{
	add_place(burn, AFTER_WRITE, number, action);
}

static void arrive(struct burn *burn, enum place_kind kind, unsigned number, bool is_last)
{
	for (unsigned i = 0; i < burn->place_count; i++) {
		const struct place *place = &burn->places[i];

		if (place->kind == kind &&
		    (place->number == number || place->number == EVERY || (place->number == THE_LAST && is_last)))
			place->action(burn);
	}
}

static void at_update(struct sink *sink, unsigned number, void *context)
{
	struct burn *burn = context;
	VARIANT_BOOL in_progress = VARIANT_TRUE;

	(void)sink;
	arrive(burn, AT_UPDATE, number, false);
	if (number > 1 && burn->engine && IWriteEngine2_get_WriteInProgress(burn->engine, &in_progress) == S_OK &&
	    in_progress == VARIANT_FALSE)
		arrive(burn, AT_LAST_UPDATE, ++burn->updates_idle, false);
}

static void at_read(struct scripted_stream *stream, unsigned number, void *context)
{
	(void)stream;
	arrive(context, AT_READ, number, false);
}

static bool ends_section(const struct burn *burn, uint32_t lba, uint32_t blocks)
{
	return lba + blocks == (uint32_t)(burn->start + burn->blocks);
}

static void before_command(struct rig *rig, const struct rig_command *command, void *context)
{
	struct burn *burn = context;
	uint32_t lba, blocks;

	(void)rig;
	if (rig_command_is_write(command, &lba, &blocks))
		arrive(burn, BEFORE_WRITE, ++burn->writes_seen, ends_section(burn, lba, blocks));
}

static void after_command(struct rig *rig, const struct rig_command *command, void *context)
{
	struct burn *burn = context;
	uint32_t lba, blocks;

	(void)rig;
	if (rig_command_is_write(command, &lba, &blocks))
		arrive(burn, AFTER_WRITE, burn->writes_seen, ends_section(burn, lba, blocks));
}

static void at_time(void *context)
{
	struct place *place = context;

	place->action(place->burn);
}

static void cancel_as_errand(void *context)
{
	burn_cancel(context);
}

static void send_tasks(struct burn *burn)
{
	for (unsigned i = 0; i < burn->place_count; i++) {
		struct place *place = &burn->places[i];

		if (place->kind == AT_TIME)
			place->errand = errand_prepare_at(burn->rig, burn->began_ns + place->after_ns, at_time, place);
		if (place->action == burn_cancel_from_another_task && !burn->second_task)
			burn->second_task = errand_prepare(burn->rig, cancel_as_errand, burn);
	}
}

static void end_tasks(struct burn *burn)
{
	for (unsigned i = 0; i < burn->place_count; i++)
		if (burn->places[i].errand)
			errand_end(burn->places[i].errand);
	if (burn->second_task)
		errand_end(burn->second_task);
}

/* ---- running ---- */

struct burn *burn_prepare(struct rig *rig, LONG blocks)
{
	struct burn *burn = rig_keep(rig, sizeof(*burn), NULL);
	uint32_t start = 0;

	if (!burn)
		return NULL;
	burn->rig = rig;
	burn->engine = rig->engine;
	burn->recorder = rig->engine_recorder;
	burn->blocks = blocks;
	burn->block_bytes = BLOCK_BYTES;
	burn->result = E_UNEXPECTED;
	burn->sink = sink_create(rig);
	burn->stream = scripted_stream_create(rig, ((uint64_t)blocks + TRANSFER_BLOCKS) * BLOCK_BYTES);
	if (!burn->sink || !burn->stream)
		return NULL;
	burn->stream->seed = rig->seed++;
	if (*rig->medium && rig_next_writable(rig, &start))
		EXPECT(false, "the next writable address cannot be asked for");
	burn->start = (LONG)start;
	return burn;
}

struct burn *burn_prepare_slow(struct rig *rig)
{
	rig_arm(rig, SLOW_WRITE);
	return burn_prepare(rig, SECTION_BLOCKS);
}

static bool set_properties(struct burn *burn)
{
	HRESULT hr = IWriteEngine2_put_Recorder(burn->engine, burn->recorder);

	if (SUCCEEDED(hr))
		hr = IWriteEngine2_put_BytesPerSector(burn->engine, burn->block_bytes);
	if (SUCCEEDED(hr) && burn->sink)
		hr = sink_connect(burn->sink, burn->engine);
	if (hr != S_OK)
		EXPECT_HRESULT(hr, S_OK);
	return hr == S_OK;
}

static void watch(struct burn *burn, bool watching)
{
	struct rig *rig = burn->rig;

	rig->command_context = burn;
	rig->before_command = watching ? before_command : NULL;
	rig->after_command = watching ? after_command : NULL;
	burn->stream->before_read = watching ? at_read : NULL;
	burn->stream->context = burn;
	if (!burn->sink)
		return;
	burn->sink->on_update = watching ? at_update : NULL;
	burn->sink->context = burn;
}

HRESULT burn_run(struct burn *burn)
{
	struct rig *rig = burn->rig;

	if (!set_properties(burn))
		return burn->result;
	rig_forget_log(rig);
	watch(burn, true);
	burn->began_ns = platform_now(rig->platform);
	send_tasks(burn);
	burn->result =
		IWriteEngine2_WriteSection(burn->engine, &burn->stream->IStream_iface, burn->start, burn->blocks);
	burn->ended_ns = platform_now(rig->platform);
	end_tasks(burn);
	watch(burn, false);
	rig_trace(rig, &burn->result, sizeof(burn->result));
	if (burn->sink && burn->sink->engine)
		sink_disconnect(burn->sink);
	return burn->result;
}
