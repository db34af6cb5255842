/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/class_objects.h"

#include "engine/imapi2/imapi2.h"
#include "engine/imapi2/recorder.h"
#include "engine/imapi2/streams.h"
#include "engine/imapi2/write_engine.h"

static HRESULT create_stream_zero(const void *host, IUnknown **ret_object)
{
	(void)host;
	return stream_zero_create((IStream **)ret_object);
}

static HRESULT create_stream_random(const void *host, IUnknown **ret_object)
{
	(void)host;
	return stream_random_create((IStreamPseudoRandomBased **)ret_object);
}

/* clang-format off */
/* The documents spell the last ProgID in two ways; both are known. */
const struct imapi2_class imapi2_classes[] = {
	{&CLSID_MsftWriteEngine2,  "IMAPI2.MsftWriteEngine2",  write_engine_create},
	{&CLSID_MsftDiscRecorder2, "IMAPI2.MsftDiscRecorder2", recorder_create},
	{&CLSID_MsftStreamZero,    "IMAPI2.MsftStreamZero",    create_stream_zero},
	{&CLSID_MsftStreamPrng001, "IMAPI2.MsftStreamPrng001", create_stream_random},
	{&CLSID_MsftStreamPrng001, "IMAPI2.MsftStreamPrgn001", create_stream_random},
	{0},
};
/* clang-format on */

static const struct imapi2_host *process_host; /* atomic accesses only */

HRESULT imapi2_get_class_object(const struct imapi2_host *host, REFCLSID class_id, REFIID interface_id,
                                void **ret_object)
{
	if (!ret_object)
		return E_POINTER;
	*ret_object = NULL;
	for (const struct imapi2_class *row = imapi2_classes; row->class_id; row++)
		if (IsEqualCLSID(class_id, row->class_id))
			return class_factory_create(row->create, host, interface_id, ret_object);
	return CLASS_E_CLASSNOTAVAILABLE;
}

HRESULT DllGetClassObject(REFCLSID rclsid, REFIID riid, void **ppv)
{
	const struct imapi2_host *host = __atomic_load_n(&process_host, __ATOMIC_ACQUIRE);

	if (!ppv)
		return E_POINTER;
	*ppv = NULL;
	return host ? imapi2_get_class_object(host, rclsid, riid, ppv) : CLASS_E_CLASSNOTAVAILABLE;
}

void imapi2_set_class_objects_host(const struct imapi2_host *host)
{
	__atomic_store_n(&process_host, host, __ATOMIC_RELEASE);
}
