/* SPDX-License-Identifier: MIT */
#include "tests/unit/imapi2/doubles.h"

#include <stdio.h>
#include <stdlib.h>

#include "platform/simulated.h"
#include "tests/unit/unit.h"

static int open_fake(void *context, const char *id, struct transport **ret_transport)
{
	struct world *world = context;

	snprintf(world->asked_id, sizeof(world->asked_id), "%s", id);
	*ret_transport = &world->transport.transport;
	return world->open_result;
}

static void create(struct world *world, REFCLSID class_id, REFIID interface_id, void **ret_object)
{
	IClassFactory *factory;

	*ret_object = NULL;
	if (FAILED(imapi2_get_class_object(&world->host, class_id, &IID_IClassFactory, (void **)&factory)))
		return;
	IClassFactory_CreateInstance(factory, NULL, interface_id, ret_object);
	IClassFactory_Release(factory);
}

IDiscRecorder2 *world_recorder(struct world *world)
{
	IDiscRecorder2 *recorder;

	create(world, &CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2, (void **)&recorder);
	return recorder;
}

static void connect_all(struct world *world)
{
	IConnectionPointContainer *container;

	create(world, &CLSID_MsftWriteEngine2, &IID_IWriteEngine2, (void **)&world->engine);
	CHECK_EQUAL(IWriteEngine2_put_Recorder(world->engine, &world->recorder.IDiscRecorder2Ex_iface), S_OK);
	CHECK_EQUAL(IWriteEngine2_put_BytesPerSector(world->engine, 2048), S_OK);
	IWriteEngine2_QueryInterface(world->engine, &IID_IConnectionPointContainer, (void **)&container);
	IConnectionPointContainer_FindConnectionPoint(container, &IID_DWriteEngine2Events, &world->point);
	IConnectionPointContainer_Release(container);
	CHECK_EQUAL(IConnectionPoint_Advise(world->point, (IUnknown *)&world->sink.IDispatch_iface, &world->cookie),
	            S_OK);
}

struct start {
	struct world *world;
	void (*body)(struct world *world);
};

static void run_world(void *argument)
{
	struct start *start = argument;
	struct world *world = start->world;

	connect_all(world);
	start->body(world);
	if (world->point)
		IConnectionPoint_Release(world->point);
	if (world->engine)
		CHECK_EQUAL(IWriteEngine2_Release(world->engine), 0);
	CHECK_EQUAL(world->recorder.references, 1);
	CHECK_EQUAL(world->sink.references, 1);
	CHECK_EQUAL(world->stream.references, 1);
	CHECK_EQUAL(world->sink.wrong, 0);
}

void in_world(void (*body)(struct world *world), const void *parameter)
{
	struct platform *platform = simulated_create(&first_choice);
	struct world *world = calloc(1, sizeof(*world));
	struct start start = {world, body};
	struct simulated_report report;

	world->host = (struct imapi2_host){platform, open_fake, world};
	world->parameter = parameter;
	fake_transport_init(&world->transport);
	fake_recorder_init(&world->recorder, platform);
	fake_sink_init(&world->sink, &world->recorder);
	fake_stream_init(&world->stream, 64 * 2048);
	CHECK_EQUAL(simulated_run(platform, run_world, &start, &report), 0);
	free(world);
	platform_destroy(platform);
}

/* An initialised recorder's two interfaces; the first has the only reference. */
IDiscRecorder2Ex *world_ready_recorder(struct world *world, IDiscRecorder2 **ret_recorder)
{
	BSTR id = SysAllocString(u"drive0");
	IDiscRecorder2Ex *ex;

	*ret_recorder = world_recorder(world);
	CHECK_EQUAL(IDiscRecorder2_InitializeDiscRecorder(*ret_recorder, id), S_OK);
	SysFreeString(id);
	IDiscRecorder2_QueryInterface(*ret_recorder, &IID_IDiscRecorder2Ex, (void **)&ex);
	IDiscRecorder2Ex_Release(ex);
	return ex;
}

HRESULT send_no_data(IDiscRecorder2Ex *recorder, uint8_t opcode, ULONG size, uint8_t sense[18])
{
	BYTE cdb[32] = {opcode};

	return IDiscRecorder2Ex_SendCommandNoData(recorder, cdb, size, sense, 10);
}
