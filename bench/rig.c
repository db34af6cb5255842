/* SPDX-License-Identifier: MIT */
#include "bench/rig.h"

#include <errno.h>
#include <string.h>

#include "engine/mmc/mmc.h"

static int open_transport(void *context, const char *id, struct transport **ret_transport)
{
	struct bench_rig *rig = context;

	(void)id;
	return loopback_open(rig->loopback, ret_transport);
}

static HRESULT make_object(struct bench_rig *rig, REFCLSID class_id, REFIID interface_id, void **ret_object)
{
	IClassFactory *factory;
	HRESULT result = imapi2_get_class_object(&rig->host, class_id, &IID_IClassFactory, (void **)&factory);

	if (FAILED(result))
		return result;
	result = factory->lpVtbl->CreateInstance(factory, NULL, interface_id, ret_object);
	factory->lpVtbl->Release(factory);
	return result;
}

static HRESULT make_recorder(struct bench_rig *rig)
{
	static const OLECHAR name[] = u"bench";
	IDiscRecorder2 *recorder;
	BSTR id = SysAllocString(name);
	HRESULT result = make_object(rig, &CLSID_MsftDiscRecorder2, &IID_IDiscRecorder2, (void **)&recorder);

	if (SUCCEEDED(result)) {
		result = recorder->lpVtbl->InitializeDiscRecorder(recorder, id);
		if (SUCCEEDED(result))
			result = recorder->lpVtbl->QueryInterface(recorder, &IID_IDiscRecorder2Ex,
			                                          (void **)&rig->recorder);
		recorder->lpVtbl->Release(recorder);
	}
	SysFreeString(id);
	return result;
}

static int open_engine(struct bench_rig *rig)
{
	rig->host = (struct imapi2_host){.platform = rig->platform, .open = open_transport, .context = rig};
	if (FAILED(make_recorder(rig)) ||
	    FAILED(make_object(rig, &CLSID_MsftWriteEngine2, &IID_IWriteEngine2, (void **)&rig->engine)) ||
	    FAILED(rig->engine->lpVtbl->put_Recorder(rig->engine, rig->recorder)) ||
	    FAILED(rig->engine->lpVtbl->put_BytesPerSector(rig->engine, 2048)))
		return -EIO;
	return 0;
}

static int open_drive(struct bench_rig *rig, struct medium *medium, bool instant)
{
	struct emulator_options options = {.instant = instant};
	struct target *target;
	int result = emulator_create(&options, medium, &target, NULL);

	if (result)
		return result;
	result = pump_create(rig->platform, target, &rig->pump);
	if (result) {
		target->ops->destroy(target);
		return result;
	}
	return loopback_create(rig->platform, rig->pump, &rig->loopback);
}

int bench_rig_open(struct bench_rig *rig, struct platform *platform, struct medium *medium, bool instant)
{
	struct sense sense;
	int result;

	memset(rig, 0, sizeof(*rig));
	rig->platform = platform;
	result = open_drive(rig, medium, instant);
	if (!result)
		result = loopback_open(rig->loopback, &rig->transport);
	if (!result)
		result = mmc_wait_until_ready(rig->transport, platform, 300 * NS_PER_S, NULL, &sense);
	if (!result)
		result = open_engine(rig);
	if (result)
		bench_rig_close(rig);
	return result;
}

HRESULT bench_rig_write(struct bench_rig *rig, IStream *stream, uint32_t blocks)
{
	return rig->engine->lpVtbl->WriteSection(rig->engine, stream, 0, (LONG)blocks);
}

void bench_rig_close(struct bench_rig *rig)
{
	if (rig->engine)
		rig->engine->lpVtbl->Release(rig->engine);
	if (rig->recorder)
		rig->recorder->lpVtbl->Release(rig->recorder);
	transport_destroy(rig->transport);
	loopback_destroy(rig->loopback);
	pump_destroy(rig->pump);
	memset(rig, 0, sizeof(*rig));
}
