/* SPDX-License-Identifier: MIT */
/* The classes that can be created, and where CoCreateInstance() finds them. */
#include "engine/com/class_factory.h"
#include "engine/com/text.h"
#include "engine/imapi2/host.h"
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
/* [IMAPI2 coclasses]. The documents spell the last ProgID in two ways; both are known. */
static const struct {
	const CLSID *class_id;
	const char *name;
	class_create create;
} classes[] = {
	{&CLSID_MsftWriteEngine2,  "IMAPI2.MsftWriteEngine2",  write_engine_create},
	{&CLSID_MsftDiscRecorder2, "IMAPI2.MsftDiscRecorder2", recorder_create},
	{&CLSID_MsftStreamZero,    "IMAPI2.MsftStreamZero",    create_stream_zero},
	{&CLSID_MsftStreamPrng001, "IMAPI2.MsftStreamPrng001", create_stream_random},
	{&CLSID_MsftStreamPrng001, "IMAPI2.MsftStreamPrgn001", create_stream_random},
};
/* clang-format on */

enum { CLASSES = sizeof(classes) / sizeof(*classes) };

static const struct imapi2_host *process_host; /* atomic accesses only */

HRESULT imapi2_get_class_object(const struct imapi2_host *host, REFCLSID class_id, REFIID interface_id,
                                void **ret_object)
{
	if (!ret_object)
		return E_POINTER;
	*ret_object = NULL;
	for (size_t i = 0; i < CLASSES; i++)
		if (IsEqualCLSID(class_id, classes[i].class_id))
			return class_factory_create(classes[i].create, host, interface_id, ret_object);
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

static HRESULT class_of_name(LPCOLESTR name, CLSID *ret_class_id)
{
	for (size_t i = 0; i < CLASSES; i++) {
		if (spells_name(name, classes[i].name)) {
			*ret_class_id = *classes[i].class_id;
			return S_OK;
		}
	}
	return CO_E_CLASSSTRING;
}

void imapi2_set_process_host(const struct imapi2_host *host)
{
	static const struct class_source source = {DllGetClassObject, class_of_name};

	__atomic_store_n(&process_host, host, __ATOMIC_RELEASE);
	com_set_class_source(host ? &source : NULL);
}
